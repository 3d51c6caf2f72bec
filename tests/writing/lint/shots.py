"""Shots as the rules read them, made from a few words; the corpora of good briefs."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import count
from pathlib import Path

from fourbeat.model.brief import Bible, Brief
from fourbeat.model.finding import Finding
from fourbeat.model.format import Size
from fourbeat.model.plan import Beat, BriefText, Character, Colour, Line, Place, Reference, Role, Shot
from fourbeat.model.time import Rate
from fourbeat.writing.lint.case import Before, Case, Target
from fourbeat.writing.lint.lexicon import Lexicon
from fourbeat.writing.lint.rules import look

HERE = Path(__file__).parent
LISTS = HERE.parents[2] / "resources" / "lint"
RATE = Rate(24)
COLOURS = ("#d9a566 brass", "#8a5a3c wood", "#3d4756 slate", "#e9d8b4 linen")
_ids = count(1)


def new() -> str:
    return f"00000000-0000-7000-8000-{next(_ids):012}"


@cache
def lexicon() -> Lexicon:
    weak = tomllib.loads((LISTS / "weak.toml").read_text(encoding="utf-8"))
    unwanted = tomllib.loads((LISTS / "unwanted.toml").read_text(encoding="utf-8"))
    refused = tomllib.loads((LISTS / "refused.toml").read_text(encoding="utf-8"))
    return Lexicon.of(weak["weak"], unwanted["unwanted"], tripping=refused["refused"])


def person(name: str, identity: str = "", wardrobe: str = "", aliases: str = "") -> Character:
    return Character(id=new(), order="V", name=name, identity=identity, wardrobe=wardrobe, aliases=aliases)


def brief(
    scene: str = "",
    *,
    cast: Sequence[Character] = (),
    beats: Sequence[str | tuple[str, int | None]] = (),
    lines: Sequence[tuple[str | Character, str] | tuple[str | Character, str, str]] = (),
    palette: Sequence[str] = (),
    place: Place | None = None,
    references: Sequence[Reference] = (),
    bible: Sequence[Character] = (),
    shot: str = "",
    **text: object,
) -> Brief:
    shot = shot or new()
    spoken = []
    for speaker, words, *how in lines:
        named = {"character": speaker.id} if isinstance(speaker, Character) else {"speaker": speaker}
        spoken.append(Line(id=new(), shot=shot, order=f"{len(spoken):03}", text=words, delivery="".join(how), **named))
    timed = [one if isinstance(one, tuple) else (one, None) for one in beats]
    voices = {one.id: one for one, *_rest in lines if isinstance(one, Character)}
    return Brief(
        text=BriefText(id=shot, scene=scene, **text),
        beats=tuple(Beat(id=new(), shot=shot, order=f"{n:03}", at=at, text=say) for n, (say, at) in enumerate(timed)),
        lines=tuple(spoken),
        colours=tuple(
            Colour(id=new(), shot=shot, order=f"{n:03}", value=one.split()[0], name=" ".join(one.split()[1:]))
            for n, one in enumerate(palette)
        ),
        references=tuple(references),
        cast=tuple(cast),
        voices=tuple(voices.values()),
        place=place,
        bible=Bible(people=tuple(dict.fromkeys((*cast, *bible)))),
    )


def case(
    scene: str = "",
    *,
    seconds: int | Fraction = 4,
    before: Case | None = None,
    target: Target | None = None,
    size: str = "1280x720",
    pictures: dict[str, Size] | None = None,
    pictured: Sequence[Character] = (),
    prompt: str = "",
    number: str = "020",
    model: str | None = None,
    **said: object,
) -> Case:
    shot = Shot(id=new(), scene="s", order="V", number=number, frames=RATE.frames(seconds), model=model)
    return Case(
        shot=shot,
        brief=brief(scene, shot=shot.id, **said),
        rate=RATE,
        size=Size.parse(size),
        lexicon=lexicon(),
        target=target,
        before=Before(before.shot, before.brief) if before else None,
        pictures=pictures or {},
        pictured=frozenset(one.id for one in pictured),
        prompt=prompt,
    )


def whole(scene: str, **said: object) -> Case:
    """Make a shot that leaves nothing out but what is told here."""
    usual: dict[str, object] = {
        "framing": "medium",
        "depth": "shallow",
        "light": "window light, camera left",
        "palette": COLOURS,
        "beats": () if said.get("lines") else ("It stays so.",),
    }
    return case(scene, **{**usual, **said})


def reference(role: Role, name: str = "frame.png", sha: str = "a") -> Reference:
    return Reference(id=new(), of=new(), order="V", role=role, sha256=sha * 64, name=name)


def found(one: Case, rule: str) -> list[Finding]:
    return [finding for finding in look(one) if finding.rule == rule]


def rules_of(one: Case) -> list[str]:
    return [finding.rule for finding in look(one)]


def good(language: str) -> list[Case]:
    """Read the corpus of good briefs in a language."""
    text = (HERE / f"good_{language}.txt").read_text(encoding="utf-8")
    return [_read(block) for block in text.split("\n\n") if block.startswith("scene:")]


def _read(block: str) -> Case:
    said: dict[str, object] = {}
    cast: dict[str, Character] = {}
    beats: list[str] = []
    lines: list[tuple[str | Character, str, str]] = []
    for row in block.strip().splitlines():
        field, _, value = row.partition(": ")
        if field == "cast":
            name, _, identity = value.partition(" = ")
            identity, _, wardrobe = identity.partition("; ")
            cast[name] = person(name, identity, wardrobe)
        elif field == "beat":
            beats.append(value)
        elif field == "line":
            speaker, _, words = value.partition(": ")
            speaker, _, delivery = speaker.partition(" = ")
            lines.append((cast.get(speaker, speaker), words, delivery))
        else:
            said[field] = value
    return whole(cast=tuple(cast.values()), **({"beats": beats} if beats else {}), lines=lines, **said)
