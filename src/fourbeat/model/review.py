"""Reviews: what a person saw when they looked at a finished take, or at a still."""

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
    """Record one look at a take or a still: somebody's character, a real person, a logo."""

    id: Id
    take: Id | None = None
    still: Id | None = None
    character: Seen
    person: Seen
    logo: Seen
    subject: str = ""
    note: str = ""
    at: str
    by: str

    @property
    def of(self) -> Id:
        """Name what was looked at."""
        return self.take or self.still or ""
