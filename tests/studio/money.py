"""Jobs that cost money, written down as the queue does, without a provider."""

from __future__ import annotations

from itertools import count, pairwise

from fourbeat.model.ids import Id
from fourbeat.model.job import Charged, Estimate, Failure, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.store import Writer
from fourbeat.studio.studio import Studio
from store import film

S = JobState
DOLLAR = Money(amount="1.00", currency="USD")
_NUMBERS = count(1)


def spend(
    studio: Studio,
    shot: Shot,
    *,
    price: Money | None = DOLLAR,
    charge: Money | None = None,
    charged: Charged | None = None,
    failure: Failure | None = None,
    remote: str = "",
    provider: str = "far",
    by: str = "ana",
    at: str = "",
    waits: bool = False,
    chosen: bool = False,
) -> Id:
    """Let a job be sent and answered; give its id. With `chosen` it brings a take that stands in the cut."""
    ids, number = studio.desk.ids, next(_NUMBERS)
    at = at or studio.desk.now()
    estimate = Estimate(least=price, most=price, basis="x", seconds="4")
    verdict = film.verdict(ids, shot.id)
    job = film.job(ids, shot.id, verdict=verdict.id, order=f"W{number:05}V")
    request = job.request.model_copy(update={"provider": provider, "model": "reel-2", "number": number})
    job = job.model_copy(update={"request": request, "lane": provider, "estimate": estimate, "by": by, "made_at": at})
    attempt = film.attempt(ids, job).model_copy(update={"estimate": estimate, "started_at": at})
    said = Charged.YES if charge is not None else charged

    def work(writer: Writer) -> None:
        writer.add_verdict(verdict)
        writer.add_job(job)
        if waits:
            return
        writer.add_attempt(attempt)
        for before, after in pairwise((S.QUEUED, S.RESERVED, S.SENDING, S.ACCEPTED)):
            writer.move_job(job.id, after, expect=before)
        writer.update_attempt(
            attempt.id, remote_id=remote or f"r-{number}", charge=charge, charged=said, failure=failure
        )
        if chosen:
            take = film.take(ids, job, attempt, verdict, number).model_copy(update={"provider": provider})
            writer.move_job(job.id, S.DOWNLOADING, expect=S.ACCEPTED)
            writer.add_take(take)
            writer.move_job(job.id, S.DONE, expect=S.DOWNLOADING, take=take.id)
            writer.edit(message("step.purpose"), writer.plan.change(writer.plan.get(Shot, shot.id), take=take.id))
        elif failure is not None:
            writer.move_job(job.id, S.FAILED, expect=S.ACCEPTED, failure=failure)

    studio.store.write(work)
    return job.id
