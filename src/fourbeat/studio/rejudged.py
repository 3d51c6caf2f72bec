"""What judging something anew comes to: briefs, jobs, takes and films, each with what it was and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fourbeat.model.ids import Id
from fourbeat.model.message import Message
from fourbeat.model.request import TakeRequest
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision, Finding
from fourbeat.policy.judging import STRICTNESS
from fourbeat.queue.judge import Judged


class What(StrEnum):
    """Name what is judged anew."""

    BRIEF = "brief"
    JOB = "job"
    TAKE = "take"
    STILL = "still"
    DELIVERY = "delivery"


class Deed(StrEnum):
    """Name what follows from it."""

    NONE = "none"
    CANCEL = "cancel"
    HOLD = "hold"
    WITHDRAW = "withdraw"
    RETURN = "return"
    NOTE = "note"


COUNTED = {
    What.BRIEF: "recheck.count-brief",
    What.JOB: "recheck.count-job",
    What.TAKE: "recheck.count-take",
    What.STILL: "recheck.count-still",
    What.DELIVERY: "recheck.count-delivery",
}
"""How many of each are spoken of."""

DID = {
    Deed.CANCEL: "recheck.did-cancel",
    Deed.HOLD: "recheck.did-hold",
    Deed.WITHDRAW: "recheck.did-withdraw",
    Deed.RETURN: "recheck.did-return",
    Deed.NOTE: "recheck.did-note",
}
WOULD = {
    Deed.CANCEL: "recheck.would-cancel",
    Deed.HOLD: "recheck.would-hold",
    Deed.WITHDRAW: "recheck.would-withdraw",
    Deed.RETURN: "recheck.would-return",
    Deed.NOTE: "recheck.would-note",
}
"""What is said of each deed, once it was done and before."""


@dataclass(frozen=True)
class Rejudged:
    """Be one thing judged anew: what a verdict said of it before (None: no verdict speaks of it), and what holds now.

    `open` says that it counts for how the film stands: a take that is withdrawn is dealt with.
    """

    what: What
    of: Id
    label: Message
    now: Decision
    findings: tuple[Finding, ...]
    was: Decision | None = None
    deed: Deed = Deed.NONE
    asked: TakeRequest | None = None
    judged: Judged | None = None
    open: bool = True

    @property
    def changed(self) -> bool:
        """Tell whether it is judged otherwise than before; where no verdict speaks of it, whether anything is found."""
        return self.now is not (self.was or Decision.ALLOW) or self.deed is not Deed.NONE


@dataclass(frozen=True)
class Rechecked:
    """Be everything that was judged anew."""

    rows: tuple[Rejudged, ...]
    unseen: tuple[Take | Still, ...] = ()
    """What could not be compared with the pictures that packs guard: its file is gone or cannot be read."""

    @property
    def changed(self) -> list[Rejudged]:
        """Give what is judged otherwise now."""
        return [one for one in self.rows if one.changed]

    @property
    def decision(self) -> Decision:
        """Say how the film stands: the strictest of all that is open."""
        return gravest(one.now for one in self.rows if one.open)

    def count(self, what: What) -> int:
        """Count the things of one kind that were judged."""
        return sum(1 for one in self.rows if one.what is what)


def gravest(several: Iterable[Decision]) -> Decision:
    """Give the strictest of several decisions; none is allowed."""
    return max(several, key=STRICTNESS.index, default=Decision.ALLOW)
