"""A still: the record of one picture made for a shot, a character, a place or a prop; written once, never changed."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, JsonValue

from .ids import Id
from .message import Frozen
from .plan import Role
from .take import PromptPart, UsedReference


class View(StrEnum):
    """Say what a picture is to show: the moment of a shot, a side of somebody, a place by day, a whole thing."""

    FRAME = "frame"
    STYLE = "style"
    FRONT = "front"
    THREE_QUARTER = "three-quarter"
    PROFILE = "profile"
    FULL = "full"
    TURNAROUND = "turnaround"
    DAY = "day"
    NIGHT = "night"
    WHOLE = "whole"
    DETAIL = "detail"
    SIDES = "sides"


OF_SHOTS = (View.FRAME, View.STYLE)
CHARACTER_SHEET = (View.FRONT, View.THREE_QUARTER, View.PROFILE, View.FULL)
OF_CHARACTERS = (*CHARACTER_SHEET, View.TURNAROUND)
PLACE_SHEET = (View.DAY, View.NIGHT)
OF_PLACES = PLACE_SHEET
PROP_SHEET = (View.WHOLE, View.DETAIL)
OF_PROPS = (*PROP_SHEET, View.SIDES)


class PictureFacts(Frozen):
    """Say what a picture file is, as it decodes: its format, its size upright in pixels, its bytes."""

    format: str
    width: int = Field(ge=1)
    height: int = Field(ge=1)
    bytes: int = Field(ge=1)


class Still(Frozen):
    """Record how a picture came to be and what the file is; `role` is what it is for once it is a reference."""

    id: Id
    of: Id
    view: View
    costume: Id | None = None
    role: Role
    number: int = Field(ge=1)
    job: Id
    attempt: Id
    verdict: Id
    provider: str
    model: str
    prompt: str
    parts: tuple[PromptPart, ...] = ()
    references: tuple[UsedReference, ...] = ()
    settings: dict[str, JsonValue] = Field(default_factory=dict)
    seed: int | None = None
    answer: dict[str, JsonValue] = Field(default_factory=dict)
    media: str
    sha256: str
    facts: PictureFacts
    made_at: str
