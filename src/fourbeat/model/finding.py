"""A finding: what somebody who reads a shot before it is made would say, where exactly, why, and what would clear it.

The linter, and later rights, providers and the budget, all say what they find in this one shape.
"""

from __future__ import annotations

import hashlib
import unicodedata
from enum import IntEnum

from . import order
from .document import Plan
from .edit import BORN, Change
from .format import Size
from .ids import Id, Ids
from .message import Frozen, Message
from .plan import KINDS, Life, Severity


class Rank(IntEnum):
    """Say whose findings stand above whose: what may not be made comes before how it is written."""

    RIGHTS = 0
    PROVIDER = 1
    BUDGET = 2
    WRITING = 3


class Where(Frozen):
    """Point at a field of a row, and at the stretch of its text where there is one."""

    kind: str
    row: Id
    field: str
    start: int | None = None
    end: int | None = None


class Fit(Frozen):
    """Ask for a copy of a reference picture in a size, cut around its middle; the original is kept."""

    reference: Id
    name: str
    size: Size


class Fix(Frozen):
    """Be one way to clear a finding: what it does, in words, and as edits.

    A birth among them whose row has no id gets one when it is carried out. A `fit` makes a picture first, and
    `elsewhere` names a generator that is asked instead, so that there are no edits to show before. A `choice` is
    offered and never taken by itself.
    """

    label: Message
    changes: tuple[Change, ...] = ()
    fit: Fit | None = None
    elsewhere: str = ""
    choice: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether it is for a person to choose each time: what goes to the bin, is cut, or moves elsewhere."""
        binned = any(change.field == "life" and change.after == Life.BINNED for change in self.changes)
        return binned or self.choice or self.fit is not None or bool(self.elsewhere)

    @property
    def idle(self) -> bool:
        """Tell whether all would stay as it is."""
        return self.fit is None and not self.elsewhere and all(change.before == change.after for change in self.changes)

    def ready(self, plan: Plan, ids: Ids) -> list[Change]:
        """Give the edits as the journal takes them: rows that are born get their ids, and places after the others."""
        ready: list[Change] = []
        last: dict[str, str | None] = {}
        for change in self.changes:
            if change.field != BORN or change.entity:
                ready.append(change)
                continue
            kind = KINDS[change.kind]
            assert isinstance(change.after, dict)
            assert kind.owner is not None
            if change.kind not in last:
                there = plan.of(kind, str(change.after[kind.owner]))
                last[change.kind] = getattr(there[-1], "order", None) if there else None
            last[change.kind] = order.between(last[change.kind], None)
            row = kind.model_validate({**change.after, "id": ids.new(), "order": last[change.kind]})
            ready.append(plan.born(row))
        return ready


class Finding(Frozen):
    """Say what was found in a shot: by which rule, how grave, where, why it matters, who says so, and what clears it.

    `words` is the text found fault with; `what` is the finding in one sentence.
    """

    rule: str
    severity: Severity
    shot: Id
    where: Where
    what: Message
    why: Message
    source: Message
    words: str = ""
    fixes: tuple[Fix, ...] = ()
    rank: Rank = Rank.WRITING

    @property
    def fingerprint(self) -> str:
        """Name the finding so that it is known again after edits elsewhere: by rule, field and words."""
        words = " ".join(unicodedata.normalize("NFKC", self.words).casefold().split())
        told = "\n".join((self.rule, self.where.kind, self.where.field, words))
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    @property
    def gravity(self) -> tuple[int, int]:
        """Sort findings: the gravest first, among equals by rank."""
        return GRAVEST.index(self.severity), self.rank


GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.OFF)
"""How findings are told: errors first."""
