"""Asking again: what it costs now is told before any job goes back into the queue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.job import Charged, Estimate, Failure, Job, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.request import TakeRequest
from fourbeat.model.still import View
from fourbeat.store import Writer
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.retrying import again
from fourbeat.studio.rights import Rights
from fourbeat.studio.stills import Wanted
from fourbeat.studio.studio import Studio
from store import film as paper
from studio.far import Far, Shelf, guards, rule

S = JobState
WAYS = {
    S.FAILED: (S.RESERVED, S.SENDING, S.FAILED),
    S.UNKNOWN: (S.RESERVED, S.SENDING, S.UNKNOWN),
    S.CANCELLED: (S.CANCELLED,),
}


class Dear(Far):
    """A generator that asks what a test says."""

    price = "0.50"

    def estimate(self, request: TakeRequest) -> Estimate:  # noqa: ARG002
        price = Money(amount=self.price, currency="USD")
        return Estimate(least=price, most=price, basis="a take")


@pytest.fixture
def film(tmp_path: Path, desk: Desk) -> Iterator[tuple[Studio, Dear]]:
    far = Dear()
    with create(tmp_path / "film", desk, name="Film", size="128x72") as studio:
        studio.__dict__["generators"] = {**studio.generators, "far": far}
        studio.shots.add(brief=BriefFile(scene="Whisker on the stairs", provider="far"), folder=tmp_path)
        yield studio, far


def brought(studio: Studio, to: JobState, remote_id: str | None = None) -> Job:
    """Ask for a take and lead its job into a state, as the queue would."""
    (job,) = studio.jobs.add(shots=studio.plan.cut_shots())
    attempt = paper.attempt(studio.desk.ids, job)
    attempt = attempt.model_copy(update={"estimate": job.estimate, "remote_id": remote_id, "failure": None})

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        before = job.state
        for state in WAYS[to]:
            failure = Failure.NETWORK if state is S.FAILED else None
            why = message("queue.cancelled") if state is not S.RESERVED else None
            writer.move_job(job.id, state, expect=before, why=why, failure=failure)
            before = state

    studio.store.write(work)
    return studio.store.job(job.id)


def test_what_is_asked_again_is_priced_as_it_is_now(film: tuple[Studio, Dear]) -> None:
    studio, far = film
    jobs = [brought(studio, S.FAILED), brought(studio, S.CANCELLED)]
    far.price = "0.75"
    told = again(studio, jobs)
    assert told.paid
    assert [(one.number, one.job) for one in told.shots] == [("010 t1", jobs[0].id), ("010 t2", jobs[1].id)]
    assert told.told[jobs[0].id].most == Money(amount="0.75", currency="USD")
    assert told.only([jobs[0].id]).allowed == 1
    back = studio.jobs.retry(job=jobs[0], told=told.told[jobs[0].id])
    assert back.state is S.QUEUED
    assert back.estimate is not None
    assert back.estimate.most == Money(amount="0.75", currency="USD"), "what was agreed to is what is held against it"


def test_a_still_that_is_asked_again_is_called_a_still(film: tuple[Studio, Dear]) -> None:
    studio, _far = film
    studio.cast.add(name="Ada", identity="a keeper of sixty")
    wanted = Wanted(studio.cast.find("Ada"), (View.FRONT,), generator="handwork")
    (job,) = studio.stills.ask(wanted=wanted)
    assert [one.number for one in again(studio, [job]).shots] == ["Ada s1"]


def test_a_clip_that_only_has_to_be_fetched_is_paid_for(film: tuple[Studio, Dear]) -> None:
    studio, _far = film
    job = brought(studio, S.FAILED, remote_id="r-1")
    told = again(studio, [job])
    assert not told.paid
    assert told.told[job.id] == job.estimate


def test_what_may_have_arrived_is_sent_a_second_time_at_full_price(film: tuple[Studio, Dear]) -> None:
    studio, _far = film
    job = brought(studio, S.UNKNOWN, remote_id="r-1")
    told = again(studio, [job])
    assert told.paid
    studio.jobs.retry(job=job, told=told.told[job.id])
    (first,) = studio.store.attempts(job.id)
    assert first.charged is Charged.UNKNOWN, "the ledger goes on counting the first try"


def test_what_is_blocked_or_has_no_generator_here_says_so(film: tuple[Studio, Dear]) -> None:
    studio, _far = film
    job = brought(studio, S.FAILED)
    shelf = Shelf()
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.__dict__["rights"] = Rights(studio, shelf)
    told = again(studio, [job])
    assert (told.shots, told.allowed) == ((), 0)
    assert "Whisker" in studio.desk.wording(told.blocked[0][1])
    studio.__dict__["generators"] = {}
    ((number, why),) = again(studio, [job]).blocked
    assert number == "010 t1"
    assert "far" in studio.desk.wording(why)
