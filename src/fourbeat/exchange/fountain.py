"""Fountain screenplays. Source: the Fountain syntax as its authors publish it (fountain.io/syntax)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat, ScriptScene

from .cues import caseless, cue, cue_of, one_line, speech
from .front import of_the_page, title_page

_HEADING = re.compile(r"(?i)(?:int|ext|est|i/e|int\.?\s?/\s?ext|ext\.?\s?/\s?int)[. ](?=\s*\S)")
LONGEST_NUMBER = 24
LONGEST_HEADING = 500
_TRANSITION = re.compile(r"(?:.*\bTO:|FADE (?:IN|OUT|TO BLACK)[.:]?)")
_KEY = re.compile(r"([^\s:][^:]{0,40}):[ \t]*(.*)")
_KEYS = frozenset(("title", "credit", "author", "authors", "source", "notes", "draft", "date", "contact", "copyright"))
_EMPHASIS = re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000})(?<=[^\s\\*])\1(?!\*)")
_UNDERLINE = re.compile(r"(?<![\\\w])_(?=[^\s_])([^_\n]{1,2000})(?<=[^\s\\_])_(?!\w)")
_ESCAPED = re.compile(r"\\([*_])")
# Letters for private use stand for notes while the lines around them are read.
_OPEN, _CLOSE = "\ue000", "\ue001"
_NOTE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def read(text: str) -> Screenplay:
    """Read a Fountain script."""
    text = without(text.replace(_OPEN, "").replace(_CLOSE, ""), "/*", "*/", [])
    notes: list[str] = []
    text = without(text, "[[", "]]", notes)
    lines = text.split("\n")
    front, start = _front(lines)
    if not front:
        front, start = title_page(lines, is_heading)
    scenes = Scenes(notes)
    blocks = list(_blocks(lines[start:]))
    people = caseless(blocks)
    for block in blocks:
        _place(scenes, block, people)
    front = [(name, _plain(words)) for name, words in front]
    title = next((words for name, words in front if name.casefold() == "title"), "")
    return Screenplay(ScriptFormat.FOUNTAIN, title, scenes.done(), tuple(front))


class Scenes:
    """Gather scenes while their lines are read; what comes before a heading waits for it."""

    def __init__(self, notes: list[str] | None = None) -> None:
        self._notes = notes or []
        self._made: list[ScriptScene] = []
        self._heading: tuple[str, str] | None = None
        self._elements: list[Element] = []
        self._waiting: list[Element] = []
        self._part = self._next_part = ""

    @property
    def begun(self) -> bool:
        """Tell whether any scene has been begun."""
        return bool(self._made or self._elements or self._heading)

    def part(self, words: str) -> None:
        """Begin an act: the next scene opens it."""
        if self._next_part:
            self._waiting.append(Element(ElementKind.NOTE, self._next_part))
        self._next_part = one_line(_plain(words))

    def wait(self, words: str) -> None:
        """Keep a synopsis or a section for the scene it stands before; within a scene it stands where it is."""
        if words := one_line(_plain(words)):
            self._waiting.append(Element(ElementKind.NOTE, words))

    def begin(self, heading: str, number: str = "") -> None:
        """Begin a scene; words too long for a heading are none."""
        if len(heading) > LONGEST_HEADING:
            self.add(Element(ElementKind.ACTION, heading))
            return
        self._settle_waiting(before_heading=True)
        self._end()
        heading, notes = self._noted(heading)
        self._heading = (one_line(_plain(heading)), number)
        self._part, self._next_part = self._next_part, ""
        self._elements = [*self._waiting, *notes]
        self._waiting = []

    def add(self, *elements: Element) -> None:
        """Add elements to the scene, with the notes that stand in their words after them."""
        self._settle_waiting(before_heading=False)
        for one in elements:
            words, notes = self._noted(one.text)
            delivery, more = self._noted(one.delivery)
            words = one_line(_plain(words))
            if words:
                update = Element(one.kind, words, self._noted(one.speaker)[0], _plain(delivery), one.dual)
                self._elements.append(update)
            self._elements += [*more, *notes]

    def done(self) -> tuple[ScriptScene, ...]:
        """Give the scenes."""
        if self._next_part:
            self._waiting.append(Element(ElementKind.NOTE, self._next_part))
        self._settle_waiting(before_heading=False)
        self._end()
        made = self._made
        if len(made) > 1 and not made[0].heading and not _seen(made[0]):
            # "FADE IN:" and notes before the first heading belong to the first scene.
            opening = tuple(replace(one, kind=_unseen(one.kind)) for one in made[0].elements)
            made = [replace(made[1], elements=opening + made[1].elements), *made[2:]]
        return tuple(made)

    def _settle_waiting(self, *, before_heading: bool) -> None:
        if not before_heading and self._waiting:
            self._elements += self._waiting
            self._waiting = []

    def _end(self) -> None:
        if self._heading is not None or self._elements:
            heading, number = self._heading or ("", "")
            self._made.append(ScriptScene(heading, number, tuple(self._elements), part=self._part))
        self._heading, self._elements, self._part = None, [], ""

    def _noted(self, words: str) -> tuple[str, list[Element]]:
        if _OPEN not in words:
            return words, []
        found = [one_line(self._notes[int(place)]) for place in _NOTE.findall(words)]
        return _NOTE.sub(" ", words), [Element(ElementKind.NOTE, one) for one in found if one]


def _unseen(kind: ElementKind) -> ElementKind:
    return ElementKind.TRANSITION if kind is ElementKind.ACTION else kind


def _seen(scene: ScriptScene) -> bool:
    """Tell whether anything is done or said in a scene; "FADE IN." is neither, whatever a program took it for."""
    shown = (one for one in scene.elements if one.kind in (ElementKind.ACTION, ElementKind.DIALOGUE))
    return any(one.speaker or not _TRANSITION.fullmatch(one.text) for one in shown)


def without(text: str, opening: str, closing: str, kept: list[str]) -> str:
    """Take out what stands between two marks; notes leave a sign and are kept, boneyards are gone."""
    pieces, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + 2)
        if end < 0:
            break
        pieces.append(text[at:start])
        if opening == "[[":
            pieces.append(f"{_OPEN}{len(kept)}{_CLOSE}")
            kept.append(text[start + 2 : end])
        at = end + 2
    return "".join([*pieces, text[at:]])


def is_heading(line: str) -> bool:
    """Tell whether a line begins as the heading of a scene does."""
    return bool(_HEADING.match(line)) or (line[:1] == "." and line[1:2] not in ("", ".", " "))


def heading(line: str) -> tuple[str, str]:
    """Take a heading apart into its words and its number."""
    words = (line[1:] if line.startswith(".") else line).strip()
    start = words.rfind("#", 0, -1)
    number = "".join(words[start + 1 : -1].split())
    if not words.endswith("#") or start < 0 or not 0 < len(number) <= LONGEST_NUMBER:
        return words, ""
    return words[:start].strip(), number


def _front(lines: list[str]) -> tuple[list[tuple[str, str]], int]:
    """Read the title page, where there is one, and tell where the script begins."""
    found: list[tuple[str, str]] = []
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    first = _KEY.match(lines[start]) if start < len(lines) else None
    if first is None or not set(first[1].casefold().split()) <= _KEYS:
        return [], 0
    for place in range(start, len(lines)):
        line = lines[place]
        if not line.strip():
            return found, place
        key = _KEY.match(line) if line[:1] not in " \t" else None
        if key:
            found.append((key[1].strip(), key[2].strip()))
        elif found:
            name, words = found[-1]
            found[-1] = (name, f"{words}\n{line.strip()}".strip())
    return found, len(lines)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Give runs of lines with no empty line between; two spaces keep a line from being empty."""
    block: list[str] = []
    for line in lines:
        if line.strip() or (line.startswith("  ") and block):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _place(scenes: Scenes, block: list[str], people: Collection[str]) -> None:
    """Read one run of lines."""
    while block:
        line = block[0].strip()
        bare = _NOTE.sub("", line).strip()
        if line.startswith("===") or (len(block) == 1 and of_the_page(line)):
            block = block[1:]
        elif line.startswith("#"):
            words = line.lstrip("#")
            if len(line) - len(words) == 1:
                scenes.part(words)
            else:
                scenes.wait(words)
            block = block[1:]
        elif line.startswith("="):
            scenes.wait(line[1:])
            block = block[1:]
        elif is_heading(bare):
            words, number = heading(bare)
            scenes.begin(words + "".join(one[0] for one in _NOTE.finditer(line)), number)
            block = block[1:]
        elif line.startswith(">") and not line.endswith("<"):
            scenes.add(Element(ElementKind.TRANSITION, line[1:].strip()))
            block = block[1:]
        elif len(block) == 1 and _TRANSITION.fullmatch(bare) and not any(one.islower() for one in bare):
            scenes.add(Element(ElementKind.TRANSITION, line))
            block = []
        else:
            block = _spoken_or_done(scenes, block, people)


def _spoken_or_done(scenes: Scenes, block: list[str], people: Collection[str]) -> list[str]:
    line = block[0].strip()
    if line.startswith("@"):
        who = cue(line[1:], forced=True)
    else:
        may = len(block) > 1 and not line.startswith(("!", "~", ">"))
        who = cue_of(_NOTE.sub("", line), people) if may else None
    if who is not None:
        words = [one.strip().removeprefix("~") for one in block[1:]]
        beside = "".join(one[0] for one in _NOTE.finditer(line)) if not line.startswith("@") else ""
        if beside:
            scenes.add(Element(ElementKind.ACTION, beside))
        scenes.add(*speech(who, words))
        return []
    taken: list[str] = []
    for one in block:
        if taken and (one.strip().startswith(("#", "===")) or one.strip()[:1] == ">"):
            break
        taken.append(_done(one.strip()))
    scenes.add(Element(ElementKind.ACTION, "\n".join(taken)))
    return block[len(taken) :]


def _done(line: str) -> str:
    if line.startswith(">") and line.endswith("<"):
        return line[1:-1].strip()
    return line[1:] if line[:1] in ("!", "~") else line


def _plain(words: str) -> str:
    """Take the marks of bold, italic and underlined words away; a mark that was escaped stays."""
    if "*" in words:
        words = _EMPHASIS.sub(r"\2", words)
    if "_" in words:
        words = _UNDERLINE.sub(r"\1", words)
    return _ESCAPED.sub(r"\1", words)
