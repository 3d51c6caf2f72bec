"""Fixes carried out one after the other, until none is left: on a copy of the plan, so that they can be shown first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fourbeat.model.document import Plan
from fourbeat.model.edit import Change
from fourbeat.model.finding import Finding, Fix
from fourbeat.model.ids import Ids
from fourbeat.model.plan import Shot, ShotStatus

_ROUNDS = 40
"""After so many fixes in one shot something goes in circles."""


@dataclass(frozen=True)
class Mended:
    """Be what fixing comes to: the plan as it would be, the edits that make it so, and how many fixes they are."""

    plan: Plan
    changes: list[Change] = field(default_factory=list)
    count: int = 0


def mended(
    plan: Plan,
    shots: Iterable[Shot],
    look: Callable[[Plan, Shot], Sequence[Finding]],
    ids: Ids,
    may: Callable[[Fix], bool] = lambda _fix: True,
) -> Mended:
    """Carry out the first fix of every finding that has one, where it `may` be carried out here.

    What would put something into the bin is left for a person to choose; omitted shots are left alone.
    """
    twin, done, count = plan.copy(), list[Change](), 0
    for shot in shots:
        if twin.get(Shot, shot.id).status is ShotStatus.OMITTED:
            continue
        for _ in range(_ROUNDS):
            found = look(twin, twin.get(Shot, shot.id))
            first = (next((fix for fix in one.fixes if not fix.idle), None) for one in found)
            fix = next((fix for fix in first if fix is not None and not fix.asks and may(fix)), None)
            if fix is None:
                break
            changes = fix.ready(twin, ids)
            twin.apply(changes)
            done += changes
            count += 1
    return Mended(twin, done, count)
