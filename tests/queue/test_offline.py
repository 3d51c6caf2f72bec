"""The network goes away for hours: nothing is failed for it, nothing is sent twice, and all goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from backlot import Backlot, Scripted, offline, ready, running, wait_for

from fourbeat.model.errors import ProviderError
from fourbeat.model.job import Failure, JobState
from fourbeat.model.message import message
from fourbeat.model.provider import Poll, Progress, Rejected, Unsure

S = JobState
HOUR = 3600.0


@pytest.fixture
def hours(tmp_path: Path) -> Iterator[Backlot]:
    """A film whose hours last moments."""
    with Backlot(tmp_path / "film", speed=50_000.0) as lot:
        yield lot


def unreachable() -> ProviderError:
    return ProviderError("line.unreachable", host="clips.example")


def test_a_job_under_way_outlives_an_outage_longer_than_its_patience(hours: Backlot) -> None:
    hours.provider.looks = [running(0.5), *(offline() for _ in range(200)), running(0.5), ready()]
    job = hours.enqueue()
    began = hours.clock.monotonic()
    hours.queue.drain()
    assert hours.clock.monotonic() - began > 2 * HOUR
    assert hours.state(job) is S.DONE
    assert len(hours.provider.sent) == 1


def test_who_waits_is_told_why_until_there_is_an_answer(hours: Backlot) -> None:
    hours.provider.looks = [running(0.5), *(offline() for _ in range(5))]
    job = hours.enqueue()
    heard: list[str] = []
    hours.store.subscribe(lambda changes: heard.append(hours.why(job)) if job in changes.jobs else None)
    hours.queue.drain()
    assert heard.count("queue.silent") == 1
    assert (hours.state(job), hours.why(job)) == (S.DONE, "")


def test_time_that_nobody_looked_is_no_silence_of_the_provider(hours: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    hours.provider.looks = [Poll(Progress.RUNNING, done=0.5, again_in=60.0) for _ in range(5)]
    # The machine sleeps for a day at every look; some clocks count that.
    plain = hours.clock.monotonic
    monkeypatch.setattr(hours.clock, "monotonic", lambda: plain() + 24 * HOUR * len(hours.provider.polled))
    job = hours.enqueue()
    hours.queue.drain()
    assert hours.state(job) is S.DONE


def test_a_clip_that_cannot_be_reached_for_an_hour_is_fetched_then(hours: Backlot) -> None:
    hours.provider.fetches = [unreachable() for _ in range(80)]
    job = hours.enqueue()
    began = hours.clock.monotonic()
    hours.queue.drain()
    assert hours.clock.monotonic() - began > HOUR / 2
    assert hours.state(job) is S.DONE
    assert len(hours.provider.sent) == 1


def test_a_clip_that_is_never_reached_gives_its_place_back_at_last(hours: Backlot) -> None:
    hours.provider.fetches = [unreachable() for _ in range(999)]
    job = hours.enqueue()
    hours.queue.start()
    hours.until(job, {S.DONE, S.FAILED})
    assert (hours.state(job), hours.why(job)) == (S.FAILED, "queue.fetch-failed")
    hours.provider.fetches = []
    hours.queue.retry(job)
    wait_for(lambda: hours.state(job) is S.DONE)
    assert len(hours.provider.sent) == 1


def test_whoever_is_patient_waits_out_a_night_without_a_network(hours: Backlot) -> None:
    refused = Rejected(Failure.NETWORK, message("queue.broke", detail="offline"))
    hours.provider.submits = [refused for _ in range(40)]
    job = hours.enqueue()
    hours.queue.start()
    began = hours.clock.monotonic()
    hours.queue.wait(patient=True)
    assert hours.state(job) is S.DONE
    assert hours.clock.monotonic() - began > 2 * HOUR
    assert len({wire.key for wire in hours.provider.sent}) == 41
    held = [event.why.code for event in hours.store.events(job) if event.after is S.HELD and event.why]
    assert set(held) == {"queue.held.offline"}


def test_an_unknown_job_is_looked_for_again_once_its_server_answers(hours: Backlot) -> None:
    provider = hours.add(Reachable("far"))
    provider.finds, provider.submits = True, [Unsure(message("queue.interrupted"))]
    provider.finding = [offline() for _ in range(5)]
    job = hours.enqueue(hours.request(provider="far"))
    hours.queue.start()
    hours.until(job, S.DONE)
    assert len(provider.sent) == 1


class Reachable(Scripted):
    """A server that can be asked whether it answers, and does."""

    async def answers(self) -> bool:
        return not self.finding
