"""Reviews: what a person saw when they looked at a finished take."""

from __future__ import annotations

from enum import StrEnum

from .ids import Id
from .message import Frozen


class Seen(StrEnum):
    """Say whether something was seen."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


class Review(Frozen):
    """Record one look at a take: somebody's character, a real person, a logo."""

    id: Id
    take: Id
    character: Seen
    person: Seen
    logo: Seen
    subject: str = ""
    note: str = ""
    at: str
    by: str
