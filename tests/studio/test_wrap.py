"""What a run of the queue came to: each job once, as it stands at the end, with its money and the time it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Ids
from fourbeat.model.job import Attempt, Charged, Estimate, Failure, Job, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.request import RenderRequest
from fourbeat.queue import Queue
from fourbeat.studio import wrap as wraps
from fourbeat.studio.aftermath import Kind
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from store import film

S = JobState


class Clock:
    """Stand still until somebody moves it on."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)

    def __call__(self) -> str:
        return self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def on(self, **more: float) -> str:
        self.at += timedelta(**more)
        return self()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def studio(tmp_path: Path, clock: Clock) -> Iterator[Studio]:
    desk = Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"), now=clock)
    with create(tmp_path / "film", desk, name="Film", size="128x72") as studio:
        yield studio


@pytest.fixture
def ids() -> Ids:
    return Ids()


def job(studio: Studio, ids: Ids, clock: Clock, *, order: str = "V") -> Job:
    made = film.job(ids, ids.new(), order=order).model_copy(update={"made_at": clock(), "changed_at": clock()})
    studio.store.write(lambda w: w.add_job(made))
    return made


def walk(studio: Studio, one: Job, *states: JobState, **last: object) -> None:
    for state in states:
        more = last if state is states[-1] else {}
        studio.store.write(lambda w, state=state, more=more: w.move_job(one.id, state, expect=S, **more))


def attempt(studio: Studio, ids: Ids, one: Job, at: str, **more: object) -> None:
    told = Estimate(least=Money(amount="1", currency="EUR"), most=Money(amount="2", currency="EUR"))
    made = film.attempt(ids, one).model_copy(update={"started_at": at, "estimate": told, "charge": None, **more})
    assert isinstance(made, Attempt)
    studio.store.write(lambda w: w.add_attempt(made))


SENT = (S.RESERVED, S.SENDING)
MADE = (*SENT, S.ACCEPTED, S.RUNNING, S.DOWNLOADING, S.DONE)


def said(studio: Studio, since: str | None = None) -> list[str]:
    came = wraps.wrap(studio, since)
    return [] if came is None else [studio.desk.wording(line) for line in wraps.lines(came)]


def test_nothing_was_done(studio: Studio, ids: Ids, clock: Clock) -> None:
    assert wraps.wrap(studio) is None
    job(studio, ids, clock)
    assert wraps.wrap(studio) is None
    assert wraps.wrap(studio, clock()) is None


def test_every_kind_of_ending_is_told_once(studio: Studio, ids: Ids, clock: Clock) -> None:
    offline = message("queue.held.offline", provider="far")
    jobs = [job(studio, ids, clock) for _ in range(9)]
    attempt(studio, ids, jobs[0], clock.on(seconds=1), charge=Money(amount="0.4", currency="EUR"), charged=Charged.YES)
    walk(studio, jobs[0], *MADE)
    walk(studio, jobs[1], *SENT, S.FAILED, failure=Failure.NETWORK)
    walk(studio, jobs[2], *SENT, S.FAILED, failure=Failure.NETWORK)
    walk(studio, jobs[3], *SENT, S.FAILED, failure=Failure.POLICY_OUTPUT)
    attempt(studio, ids, jobs[4], clock(), charged=Charged.UNKNOWN)
    walk(studio, jobs[4], *SENT, S.UNKNOWN, why=offline)
    walk(studio, jobs[5], S.RESERVED, S.HELD, why=offline)
    walk(studio, jobs[6], S.RESERVED, S.HELD, why=message("queue.held.offline", provider="near"))
    walk(studio, jobs[7], S.RESERVED, S.CANCELLED)
    attempt(studio, ids, jobs[8], clock())
    walk(studio, jobs[8], *SENT, S.ACCEPTED)
    render = RenderRequest.model_validate(
        {"reel": ids.new(), "cut": {"title": "x", "format": {}, "items": ()}, "target": "x.mp4"}
    )
    last = film.job(ids, ids.new()).model_copy(update={"request": render, "lane": "render"})
    studio.store.write(lambda w: w.add_job(last))
    clock.on(minutes=61)
    walk(studio, last, S.RESERVED, S.RUNNING, S.DONE)
    came = wraps.wrap(studio, "2026-11-20T22:00:00.000Z")
    assert came is not None
    assert (came.takes, came.films, came.unknown, came.cancelled, came.waiting) == (1, 1, 1, 1, 1)
    assert came.failed == {Failure.NETWORK: 2}
    assert came.refused == {Kind.AFTER: 1}
    assert came.held == ((offline, 2),)
    assert came.seconds == 3660
    assert came.since == "2026-11-20T22:00:01.000Z"
    assert came.troubled
    lines = said(studio, "2026-11-20T22:00:00.000Z")
    assert lines[0] == "1 take made"
    assert "2 failed: the line broke" in lines
    assert f"1 {studio.desk.say('aftermath.state-after')}" in lines
    assert any(line.startswith("2 held: far cannot be reached.") for line in lines)
    assert "Spent: 0.40 EUR" in lines
    assert any(line.startswith("Set aside: ") and "2" in line for line in lines)
    assert any(line.startswith("May have cost, not known: ") for line in lines)
    assert lines[-1].endswith(": 1 h 1 min")


def test_orders_for_a_persons_hands_are_told_apart(studio: Studio, ids: Ids, clock: Clock) -> None:
    made = film.job(ids, ids.new()).model_copy(update={"lane": "handwork", "made_at": clock(), "changed_at": clock()})
    studio.store.write(lambda w: w.add_job(made))
    walk(studio, made, *SENT, S.ACCEPTED)
    came = wraps.wrap(studio)
    assert came is not None
    assert (came.hands, came.waiting) == (1, 0)
    assert "1 waits for you: its order lies in the folder handwork" in said(studio)


def test_a_run_ends_where_nothing_was_at_work_for_long(studio: Studio, ids: Ids, clock: Clock) -> None:
    walk(studio, job(studio, ids, clock), *MADE)
    clock.on(hours=2)
    second = clock()
    walk(studio, job(studio, ids, clock), *SENT, S.FAILED, failure=Failure.SERVER)
    clock.on(minutes=20)
    walk(studio, job(studio, ids, clock), *MADE)
    clock.on(minutes=90)
    # What is asked for later, and waits, is another day's.
    job(studio, ids, clock)
    assert wraps.last_run(studio) == second
    came = wraps.wrap(studio)
    assert came is not None
    assert (came.takes, sum(came.failed.values())) == (1, 1)
    assert came.since == second
    everything = wraps.wrap(studio, wraps.moment("2026-11-20"))
    assert everything is None or everything.takes == 2


def test_money_of_earlier_tries_is_not_told_again(studio: Studio, ids: Ids, clock: Clock) -> None:
    one = job(studio, ids, clock)
    attempt(studio, ids, one, clock(), charge=Money(amount="3", currency="EUR"), failure=Failure.SERVER)
    walk(studio, one, *SENT, S.FAILED, failure=Failure.SERVER)
    clock.on(hours=3)
    walk(studio, one, S.QUEUED, S.RESERVED, S.HELD, why=message("queue.held.by-person"))
    assert not any(line.startswith("Spent") for line in said(studio))


def test_money_of_the_first_try_of_a_run_is_told(studio: Studio, ids: Ids, clock: Clock) -> None:
    one = job(studio, ids, clock)
    began = clock.on(seconds=1)
    attempt(studio, ids, one, clock(), charge=Money(amount="3", currency="EUR"))
    clock.on(seconds=1)
    walk(studio, one, *MADE)
    assert [line for line in said(studio) if line.startswith("Spent")]
    assert said(studio) == said(studio, began)


@pytest.mark.parametrize("text", ["yesterday", "0001-01-01"])
def test_a_moment_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as error:
        wraps.moment(text)
    assert error.value.code == "wrap.since"
    assert wraps.moment("2026-11-20T22:30:00+00:00") == "2026-11-20T22:30:00.000Z"


def test_what_an_earlier_run_left_is_told(studio: Studio, ids: Ids, clock: Clock) -> None:
    assert list(wraps.found(studio)) == []
    walk(studio, job(studio, ids, clock), *SENT, S.ACCEPTED)
    walk(studio, job(studio, ids, clock), *SENT, S.UNKNOWN)
    told = [studio.desk.wording(line) for line in wraps.found(studio)]
    assert [line.split()[0] for line in told] == ["1", "1"]
    assert "nothing is sent twice" in told[1]


def test_threads_that_ask_at_once_share_one_queue(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    whole = Queue.__init__

    def slowly(queue: Queue, *given: Any, **more: Any) -> None:
        time.sleep(0.05)
        whole(queue, *given, **more)
        made.append(queue)

    monkeypatch.setattr(Queue, "__init__", slowly)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: studio.jobs._ready(), range(4)))
    assert found == made * 4
