"""A script as read, whatever its format was: scenes of elements, or of shots where the file names shots itself.

Readers (`exchange`) make it, the breakdown (`writing`) reads it. Its words are the script's own, in their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from .plan import Angle, Framing, Move


class ScriptFormat(StrEnum):
    """Name the formats in which scripts come."""

    FOUNTAIN = "fountain"
    FDX = "fdx"
    JAPANESE = "japanese"
    TEXT = "text"
    TABLE = "table"
    STORYBOARDER = "storyboarder"
    PICTURES = "pictures"


class ElementKind(StrEnum):
    """Name what a piece of a script is."""

    ACTION = "action"
    DIALOGUE = "dialogue"
    TRANSITION = "transition"
    NOTE = "note"
    SHOT = "shot"
    """Where a board or a shot list begins a shot: its title, and as `delivery` what is said of its camera."""


@dataclass(frozen=True)
class Element:
    """Be one piece of a script: a paragraph, or what one person says in one breath.

    Of dialogue, `delivery` is all that stands in parentheses: how it is said, or that it is heard from elsewhere;
    `dual` says that it is spoken together with the dialogue before it.
    """

    kind: ElementKind
    text: str
    speaker: str = ""
    delivery: str = ""
    dual: bool = False


@dataclass(frozen=True)
class ScriptShot:
    """Be one shot as a board or a shot list names it; `seconds` is None where the file does not say."""

    elements: tuple[Element, ...] = ()
    number: str = ""
    title: str = ""
    seconds: Fraction | None = None
    framing: Framing | None = None
    angle: Angle | None = None
    move: Move | None = None
    lens: str = ""
    light: str = ""
    sound: str = ""
    picture: Path | None = None


@dataclass(frozen=True)
class ScriptScene:
    """Be one scene; `part` is the act or section it begins, empty where it goes on with the one before it.

    `place` is where it plays, where the file says so apart from the heading.
    """

    heading: str = ""
    number: str = ""
    elements: tuple[Element, ...] = ()
    shots: tuple[ScriptShot, ...] = ()
    part: str = ""
    place: str = ""


@dataclass(frozen=True)
class Screenplay:
    """Be a whole script; `front` is its title page, as pairs of name and words."""

    format: ScriptFormat
    title: str = ""
    scenes: tuple[ScriptScene, ...] = ()
    front: tuple[tuple[str, str], ...] = ()
