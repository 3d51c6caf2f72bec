"""From brief to prompt: the standard template, with the field each stretch of text came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from fourbeat.model.brief import Brief
from fourbeat.model.plan import Beat, Character, Line
from fourbeat.model.take import PromptPart
from fourbeat.model.time import Rate


@dataclass(frozen=True)
class Prompt:
    """Be the exact text to send and where each part of it came from."""

    text: str
    parts: tuple[PromptPart, ...]


@dataclass
class _Page:
    """Collect text and remember which field wrote which stretch."""

    text: str = ""
    parts: list[PromptPart] = field(default_factory=list)

    def write(self, words: str, source: str = "") -> None:
        start = len(self.text)
        self.text += words
        if source and words:
            self.parts.append(PromptPart(start=start, end=len(self.text), field=source))

    def entry(self, label: str, words: str, source: str) -> None:
        if words:
            self.write(f"{label}: ")
            self.write(words, source)
            self.write("\n")

    def gap(self) -> None:
        self.text = self.text.rstrip("\n")
        if self.text:
            self.text += "\n\n"


def render(brief: Brief, rate: Rate) -> Prompt:
    """Write a brief as the standard template: scene, cinematography, actions, dialogue, sound.

    Identity words of cast and place go in unchanged, the same for every shot. Length and size are not written: words
    in a prompt cannot change them.
    """
    page = _Page()
    _scene(page, brief)
    page.gap()
    _cinematography(page, brief)
    page.gap()
    _actions(page, brief, rate)
    page.gap()
    _dialogue(page, brief)
    page.gap()
    page.entry("Sound", brief.text.sound.strip(), "sound")
    return Prompt(page.text.rstrip("\n"), tuple(page.parts))


def _scene(page: _Page, brief: Brief) -> None:
    page.write(brief.text.scene.strip(), "scene")
    page.write("\n")
    for character in brief.cast:
        page.entry(character.name, _identity(character), f"cast:{character.id}")
    if brief.place and brief.place.identity.strip():
        page.entry(brief.place.name, brief.place.identity.strip(), f"place:{brief.place.id}")


def _identity(character: Character) -> str:
    return "; ".join(words for words in (character.identity.strip(), character.wardrobe.strip()) if words)


def _cinematography(page: _Page, brief: Brief) -> None:
    text = brief.text
    shot = ", ".join(_term(choice) for choice in (text.framing, text.angle, text.move) if choice)
    palette = ", ".join(colour.name or colour.value for colour in brief.colours)
    if not (shot or text.depth or text.lens or text.light or palette or text.mood):
        return
    page.write("Cinematography\n")
    page.entry("Camera", shot, "camera")
    page.entry("Depth of field", _term(text.depth) if text.depth else "", "depth")
    page.entry("Lens and style", text.lens.strip(), "lens")
    page.entry("Light", text.light.strip(), "light")
    page.entry("Palette", palette, "palette")
    page.entry("Mood", text.mood.strip(), "mood")


def _term(choice: str) -> str:
    """Say a choice with its hyphens as the trade writes it in a sentence: "push-in" stays, "low" is an angle."""
    angles = {"low": "low angle", "high": "high angle", "dutch": "dutch angle", "ground": "ground level"}
    kept = {"push-in", "close-up", "two-shot"}
    value = str(choice)
    if value in angles:
        return angles[value]
    if value in kept:
        return value
    return value.replace("-close-up", " close-up") if value.endswith("close-up") else value.replace("-", " ")


def _actions(page: _Page, brief: Brief, rate: Rate) -> None:
    if not brief.beats:
        return
    page.write("Actions\n")
    for beat in brief.beats:
        page.write("- ")
        page.write(_timed(beat, rate), f"beat:{beat.id}")
        page.write("\n")


def _timed(beat: Beat, rate: Rate) -> str:
    if beat.at is None:
        return beat.text.strip()
    tenths = f"{float(rate.seconds(beat.at)):.1f}".removesuffix(".0")
    return f"at {tenths} s: {beat.text.strip()}"


def _dialogue(page: _Page, brief: Brief) -> None:
    if not brief.lines:
        return
    page.write("Dialogue\n")
    for line in brief.lines:
        page.write("- ")
        page.write(_spoken(brief, line), f"line:{line.id}")
        page.write("\n")


def _spoken(brief: Brief, line: Line) -> str:
    delivery = f" ({line.delivery.strip()})" if line.delivery.strip() else ""
    return f"{brief.speaker(line)}{delivery}: “{line.text.strip()}”"
