"""Budgets: what may be spent at most, who said so and why, what was settled later, and typed rates of exchange."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from .ids import Id
from .message import Frozen

AMOUNT = r"^[0-9]{1,40}(\.[0-9]{1,80})?$"
CURRENCY = r"^[A-Z]{3}$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class Span(StrEnum):
    """Say what a cap is for: the whole film, or one day. Days are those of UTC, as on bills."""

    PROJECT = "project"
    DAY = "day"


class Measure(StrEnum):
    """Say what a cap counts."""

    MONEY = "money"
    SECONDS = "seconds"
    CLIPS = "clips"


class Cap(Frozen):
    """Record what may be spent at most from now on, of one provider or (empty) of all together; None lifts the cap.

    `currency` stands for money only.
    """

    id: Id
    provider: str = ""
    span: Span
    measure: Measure
    most: str | None = Field(default=None, pattern=AMOUNT)
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    reason: str = ""
    at: str
    by: str

    @property
    def key(self) -> tuple[str, Span, Measure]:
        """Give what only one cap at a time stands for."""
        return self.provider, self.span, self.measure


class PurseWord(StrEnum):
    """Name what a person says about spending as a whole."""

    STOPPED = "stopped"
    GOING = "going"
    UNKNOWN_ALLOWED = "unknown-allowed"
    UNKNOWN_ASKED = "unknown-asked"


class PurseEvent(Frozen):
    """Record that all spending was stopped or goes on, or whether prices that nobody knows may be spent under a cap.

    `of` is the provider or the job that is meant; empty means all.
    """

    id: Id
    word: PurseWord
    of: str = ""
    reason: str = ""
    at: str
    by: str


class Settlement(Frozen):
    """Record what an attempt cost after all; nought says that it was not charged. The last one of an attempt counts."""

    id: Id
    attempt: Id
    amount: str = Field(pattern=AMOUNT)
    currency: str = Field(pattern=CURRENCY)
    source: str = ""
    note: str = ""
    at: str
    by: str


class Exchange(Frozen):
    """Record what one unit of a currency was worth from a day on, in another; typed by a person, never guessed.

    A currency that is worth one of itself is the project's own.
    """

    id: Id
    currency: str = Field(pattern=CURRENCY)
    into: str = Field(pattern=CURRENCY)
    rate: str = Field(pattern=AMOUNT)
    day: str = Field(pattern=DAY)
    at: str
    by: str


def caps(events: Iterable[Cap]) -> list[Cap]:
    """Give the caps that stand: the last of each kind, unless it was lifted."""
    found = {one.key: one for one in events}
    return [one for _, one in sorted(found.items()) if one.most is not None]


def stopped(events: Iterable[PurseEvent]) -> PurseEvent | None:
    """Give the event that stopped all spending, if it still stands."""
    last = None
    for one in events:
        if one.word in (PurseWord.STOPPED, PurseWord.GOING):
            last = one
    return last if last is not None and last.word is PurseWord.STOPPED else None


def unknown_allowed(events: Iterable[PurseEvent]) -> frozenset[str]:
    """Name the providers and jobs for which a price that nobody knows may be spent under a cap; empty means all."""
    found: set[str] = set()
    for one in events:
        if one.word is PurseWord.UNKNOWN_ALLOWED:
            found.add(one.of)
        elif one.word is PurseWord.UNKNOWN_ASKED:
            found -= {one.of} if one.of else set(found)
    return frozenset(found)
