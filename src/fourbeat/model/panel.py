"""A panel: everything the animatic draws of one shot, already resolved to words, frames and colours.

The studio makes it from brief, cast and wording; media draws it and opens no database.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .message import Frozen
from .plan import Angle, Depth, Framing, Move


class Figure(Frozen):
    """Be one of the cast as the drawn card shows them: a silhouette with a name and a colour."""

    name: str
    colour: str = ""
    words: str = ""


class Caption(Frozen):
    """Show words from frame `start` up to `end`; a line has a speaker, a beat has none."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str
    speaker: str = ""
    kind: Literal["beat", "line"] = "beat"


class Panel(Frozen):
    """Ask for a moving storyboard panel; captions and slate come as finished words."""

    scene: str = ""
    framing: Framing | None = None
    angle: Angle | None = None
    move: Move | None = None
    depth: Depth | None = None
    lens: str = ""
    light: str = ""
    mood: str = ""
    sound: str = ""
    colours: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    place: str = ""
    captions: tuple[Caption, ...] = ()
    slate: tuple[str, ...] = ()
    language: str = "en"
    spoken: bool = False
    """Whether lines are spoken where the machine can speak; else they are murmured."""
    picture: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The reference that is moved instead of a drawn card, by its content."""
    picture_name: str = ""
    """What the person's file was called, for words about it."""
