"""One list of rows turned into another place by place, so that a merge sees fields and not whole lists."""

from __future__ import annotations

from collections.abc import Sequence

from fourbeat.model import order
from fourbeat.model.document import Plan
from fourbeat.model.edit import Change
from fourbeat.model.plan import Life, Row


def matched(plan: Plan, old: Sequence[Row], new: Sequence[Row]) -> list[Change]:
    """Work out what makes a list read as another; rows that are too many go to the bin."""
    changes: list[Change] = []
    for was, becomes in zip(old, new, strict=False):
        fields = becomes.model_dump(exclude={"id", "order", "life"})
        changes += plan.change(was, **fields)
    for was in old[len(new) :]:
        changes += plan.change(was, life=Life.BINNED)
    last = getattr(old[-1], "order", None) if old else None
    for becomes in new[len(old) :]:
        last = order.between(last, None)
        changes.append(plan.born(becomes.model_copy(update={"order": last})))
    return changes
