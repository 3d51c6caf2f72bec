"""Films and briefs as a person writes them in a file: strict, and said with the trade's words.

A brief file is one shot; a film file is a whole project with its cast and places. Reading TOML is the studio's work.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .message import Frozen
from .plan import Angle, Declared, Depth, Framing, Move, Role

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
ColourText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#[0-9A-Fa-f]{6}(\s+\S.*)?$")]
SizeText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{1,5}\s*[xX×]\s*\d{1,5}$")]
SecondsText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{1,9}(\.\d{1,9})?(/\d{1,9})?$")]
NumberText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s/\x00-\x1f]{0,24}$")]


class BeatFile(Frozen):
    """Be one action, with its second in the clip where it matters."""

    text: Words = Field(min_length=1)
    at: SecondsText | None = None


class LineFile(Frozen):
    """Be one spoken line."""

    speaker: Name
    text: Words = Field(min_length=1)
    at: SecondsText | None = None
    delivery: Words = ""


class ReferenceFile(Frozen):
    """Be one reference picture; `file` is relative to the brief's folder."""

    file: Name
    role: Role = Role.FIRST_FRAME
    declared: Declared = Declared.UNDECLARED


class BriefFile(Frozen):
    """Be one shot as written in a file."""

    title: Words = ""
    number: NumberText = ""
    seconds: SecondsText = "4"
    scene: Words = ""
    framing: Framing | None = None
    angle: Angle | None = None
    move: Move | None = None
    depth: Depth | None = None
    lens: Words = ""
    light: Words = ""
    mood: Words = ""
    sound: Words = ""
    short: bool = False
    palette: tuple[ColourText, ...] = ()
    cast: tuple[Name, ...] = ()
    beats: tuple[BeatFile, ...] = ()
    lines: tuple[LineFile, ...] = ()
    references: tuple[ReferenceFile, ...] = ()
    provider: Name | None = None
    model: Name | None = None
    size: SizeText | None = None
    seed: int | None = Field(default=None, ge=0, lt=2**31)


class CharacterFile(Frozen):
    """Be one of the cast as written in a film file."""

    name: Name
    identity: Words = ""
    wardrobe: Words = ""
    voice: Words = ""
    colour: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")
    references: tuple[ReferenceFile, ...] = ()


class PlaceFile(Frozen):
    """Be one place as written in a film file."""

    name: Name
    identity: Words = ""
    references: tuple[ReferenceFile, ...] = ()


class SceneFile(Frozen):
    """Be one scene as written in a film file."""

    title: Words = ""
    place: Words = ""
    shots: tuple[BriefFile, ...] = ()


class SequenceFile(Frozen):
    """Be one sequence as written in a film file."""

    title: Words = ""
    scenes: tuple[SceneFile, ...] = ()


class FilmFile(Frozen):
    """Be a whole film as written in a file."""

    name: Name
    size: SizeText = "1280x720"
    rate: Name = "24"
    language: Name = "en"
    note: Words = ""
    cast: tuple[CharacterFile, ...] = ()
    places: tuple[PlaceFile, ...] = ()
    sequences: tuple[SequenceFile, ...] = ()
