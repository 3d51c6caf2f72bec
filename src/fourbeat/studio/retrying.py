"""The send sheet of what is asked for again: what each job would cost now, before any goes back into the queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.job import Estimate, Job, JobState
from fourbeat.model.message import Message
from fourbeat.model.plan import Shot
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.queue.purse import reckoned
from fourbeat.queue.stage import is_open

from .send_sheet import Sheet, SheetShot, drawn_up, held_back, spent, warned

if TYPE_CHECKING:
    from .studio import Studio


def again(studio: Studio, jobs: Sequence[Job]) -> Sheet:
    """Work out what sending jobs again would cost now; a render costs nothing and stands on no sheet."""
    asked: list[SheetShot] = []
    blocked: list[tuple[str, Message]] = []
    for job in jobs:
        if not isinstance(job.request, TakeRequest):
            continue
        wanted = studio.asking.again(job)
        shot = studio.plan.find(Shot, wanted.shot)
        kind = "s" if isinstance(wanted, StillRequest) else "t"
        number = f"{shot.number if shot else wanted.label} {kind}{wanted.number}"
        try:
            price = price_again(studio, job)
            if not price.free:
                studio.asking.tried_again(job)
        except (Invalid, NotFound, Refused) as error:
            blocked.append((number, held_back(number, error.message)))
            continue
        # What only has to be fetched keeps the price it was asked for at.
        told = job.estimate if price.free and job.estimate is not None else price
        cost = spent(studio, wanted.provider, price)
        may = () if price.free else warned(studio, wanted)
        asked.append(SheetShot(wanted.shot, number, wanted.provider, wanted.model, 1, cost, told, job.id, may))
    return drawn_up(studio, asked, blocked)


def price_again(studio: Studio, job: Job) -> Estimate:
    """Say what sending a job again may cost; a clip that only has to be fetched is paid for already.

    Raises Invalid where its generator is not connected here.
    """
    wanted = studio.asking.again(job)
    last = max(studio.store.attempts(job.id), key=lambda one: one.number, default=None)
    if last is not None and is_open(last) and last.remote_id is not None and job.state is not JobState.UNKNOWN:
        return Estimate(free=True)
    provider = studio.generators.get(wanted.provider)
    if provider is None:
        raise Invalid("request.no-such-provider", provider=wanted.provider, providers=tuple(sorted(studio.generators)))
    return reckoned(provider, wanted)
