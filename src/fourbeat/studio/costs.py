"""What generation cost: what providers said they charged, each currency by itself; what nobody knows is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from fourbeat.model.ids import Id
from fourbeat.model.job import Attempt, Job, JobState
from fourbeat.model.request import TakeRequest

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Cost:
    """Be sums by currency, and how many tries were sent of which nobody knows what they cost."""

    sums: tuple[tuple[str, Decimal], ...] = ()
    unknown: int = 0

    @property
    def nothing(self) -> bool:
        """Tell whether nothing is known to have been spent, and nothing is unknown."""
        return not self.sums and not self.unknown


def costs(studio: Studio, shots: Collection[Id]) -> tuple[dict[Id, Cost], Cost]:
    """Give what the tries at each of these shots cost, those that came to nothing too, and all others together."""
    found: dict[Id, list[Cost]] = {}
    for job in studio.store.jobs():
        if isinstance(job.request, TakeRequest):
            here = studio.rights.stays_here(job.request)
            for attempt in studio.store.attempts(job.id):
                if attempt.charge is not None:
                    one = Cost(((attempt.charge.currency, Decimal(attempt.charge.amount)),))
                elif not here and _sent(job, attempt):
                    one = Cost(unknown=1)
                else:
                    continue
                found.setdefault(job.request.shot, []).append(one)
    own = {shot: in_all(many) for shot, many in found.items() if shot in shots}
    return own, in_all(one for shot, many in found.items() if shot not in shots for one in many)


def _sent(job: Job, attempt: Attempt) -> bool:
    """Tell whether a try was taken by somebody, or may have been."""
    return attempt.remote_id is not None or (attempt.failure is None and job.state in (JobState.DONE, JobState.UNKNOWN))


def in_all(costs: Iterable[Cost]) -> Cost:
    """Add costs up; currencies are never mixed."""
    sums: dict[str, Decimal] = {}
    unknown = 0
    for cost in costs:
        unknown += cost.unknown
        for currency, amount in cost.sums:
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    return Cost(tuple(sorted(sums.items())), unknown)
