"""Clearances: what people answered to an ask, for which rule, how far, and how long."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from .ids import Id
from .message import Frozen


class Answer(StrEnum):
    """Name what a person says of a finding: it is cleared, it is not that, or an earlier word is taken back."""

    CLEARED = "cleared"
    NOT_THIS = "not-this"
    WITHDRAWN = "withdrawn"


class Reach(StrEnum):
    """Name how far an answer goes."""

    SHOT = "shot"
    SCENE = "scene"
    PROJECT = "project"


class Clearance(Frozen):
    """Record one answer; `clearance` names the first of those that speak of the same thing.

    `of` is the shot, scene or project it is for, `marks` name the rules as they read (`policy/judging.py`). "Not this"
    holds for the exact `text` in a field that reads as `field` says (a hash), and for nothing else.
    """

    id: Id
    clearance: Id
    kind: Answer
    subject: str
    pack: str = ""
    version: int = 0
    marks: tuple[str, ...] = ()
    reach: Reach
    of: Id
    text: str = ""
    field: str = ""
    reason: str
    until: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    evidence: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    at: str
    by: str


def standing(events: Iterable[Clearance]) -> list[Clearance]:
    """Give the answers that nobody has withdrawn, in the order they came."""
    found: dict[Id, Clearance] = {}
    for event in events:
        if event.kind is Answer.WITHDRAWN:
            found.pop(event.clearance, None)
        else:
            found[event.clearance] = event
    return list(found.values())
