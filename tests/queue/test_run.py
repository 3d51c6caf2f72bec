"""A job's walk from queued to done, and what stops it on the way."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from backlot import CLIP, PATIENCE, RATE_LIMITED, Backlot, Scripted, offline, probe, ready, running, wait_for

from fourbeat.model.edit import Changes
from fourbeat.model.errors import MediaError, ProviderError
from fourbeat.model.ids import code
from fourbeat.model.job import Failure, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.provider import Accepted, Poll, Progress, Rejected, Resend, Unsure, WireRequest
from fourbeat.model.take import MediaFacts, Take
from fourbeat.queue import JobProgress, Limits
from fourbeat.store import Writer

S = JobState


def test_a_job_becomes_a_take(lot: Backlot) -> None:
    charge = Money(amount="0.40", currency="USD")
    lot.provider.submits = [Accepted("r-9", {"queue": 3})]
    lot.provider.looks = [
        Poll(Progress.WAITING),
        running(0.5),
        ready(charge=charge, answer={"seed": 11}),
    ]
    job = lot.enqueue()
    lot.queue.drain()

    assert lot.path_of(job) == ["queued", "reserved", "sending", "accepted", "running", "downloading", "done"]
    (take,) = lot.store.takes()
    (attempt,) = lot.store.attempts(job)
    done = lot.store.job(job)
    assert done.take == take.id
    assert take.verdict == done.verdict
    assert (take.job, take.attempt, take.number, take.shot) == (job, attempt.id, 1, lot.shots[0].id)
    assert take.media == f"SQ010_SH0010_t001_{code(take.id)}.mp4"
    assert lot.store.media.path(take.media).read_bytes() == CLIP
    assert take.answer == {"queue": 3, "seed": 11}
    assert (attempt.remote_id, attempt.charge) == ("r-9", charge)
    assert attempt.answered_at
    assert lot.provider.sent[0].hash == attempt.wire_hash
    assert lot.provider.sent[0].key == attempt.key
    assert not list(lot.store.media.scratch().iterdir())
    assert lot.provider.closed == 1


def test_the_exact_request_is_committed_before_it_leaves(lot: Backlot) -> None:
    came = lot.provider.shut("submit")
    job = lot.enqueue()
    lot.queue.start()
    assert came.wait(5)
    assert lot.state(job) is S.SENDING
    (attempt,) = lot.store.attempts(job)
    assert attempt.wire["payload"] == lot.provider.sent[0].payload
    assert attempt.remote_id is None
    lot.provider.gates["submit"].set()
    lot.until(job, S.DONE)


def test_a_running_queue_wakes_for_a_new_job(lot: Backlot) -> None:
    lot.queue.start()
    job = lot.enqueue()
    lot.until(job, S.DONE)


def test_the_lane_width_is_honoured_and_order_kept(lot: Backlot) -> None:
    lot.provider.width = 2
    wide = lot.add(Scripted("studio-b", width=3))
    jobs = [lot.enqueue(lot.request(number=n)) for n in range(1, 6)]
    others = [lot.enqueue(lot.request(1, provider="studio-b", number=n)) for n in range(1, 6)]
    lot.provider.looks = [running() for _ in range(6)]
    wide.looks = [running() for _ in range(6)]
    lot.queue.drain()
    assert {lot.state(job) for job in jobs + others} == {S.DONE}
    assert lot.provider.most_at_work == 2
    assert wide.most_at_work == 3
    keys = [lot.store.attempts(job)[0].key for job in jobs]
    assert [wire.key for wire in lot.provider.sent] == keys


def test_settings_may_narrow_a_lane(lot: Backlot) -> None:
    lot.provider.width = 4
    lot.new_queue(limits=Limits(widths={lot.provider.key: 1}))
    lot.provider.looks = [running(), running()]
    for number in range(1, 4):
        lot.enqueue(lot.request(number=number))
    lot.queue.drain()
    assert lot.provider.most_at_work == 1


@pytest.mark.parametrize("kind", [Failure.INVALID, Failure.AUTH, Failure.QUOTA, Failure.POLICY_INPUT])
def test_a_certain_no_is_final(lot: Backlot, kind: Failure) -> None:
    lot.provider.submits = [Rejected(kind, message("queue.broke", detail="no"))]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.store.job(job).failure) == (S.FAILED, kind)
    assert len(lot.provider.sent) == 1
    assert lot.store.attempts(job)[0].failure is kind


def test_a_busy_server_is_asked_again_as_late_as_it_says(lot: Backlot) -> None:
    lot.provider.submits = [Rejected(Failure.RATE_LIMITED, RATE_LIMITED, retry_after=120.0)]
    job = lot.enqueue()
    began = lot.clock.monotonic()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert lot.clock.monotonic() - began >= 120.0
    first, second = lot.store.attempts(job)
    assert (first.failure, second.failure) == (Failure.RATE_LIMITED, None)
    assert first.key != second.key
    assert lot.store.job(job).tries == 2


def test_other_jobs_of_a_lane_rest_too(lot: Backlot) -> None:
    lot.provider.width = 1
    lot.provider.submits = [Rejected(Failure.RATE_LIMITED, RATE_LIMITED, retry_after=200.0)]
    first, second = lot.enqueue(), lot.enqueue(lot.request(1))
    began = lot.clock.monotonic()
    lot.queue.drain()
    assert {lot.state(first), lot.state(second)} == {S.DONE}
    started = [lot.store.attempts(second)[0].started_at, lot.store.attempts(first)[1].started_at]
    assert lot.clock.monotonic() - began >= 200.0
    assert min(started) > lot.store.attempts(first)[0].started_at


def test_an_offline_lane_is_held_and_tried_again_by_the_next_start(lot: Backlot) -> None:
    lot.provider.width = 1
    lot.provider.submits = [Rejected(Failure.NETWORK, message("queue.held.offline", provider="x")) for _ in range(5)]
    first, second = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.queue.drain()
    assert {lot.state(first), lot.state(second)} == {S.HELD}
    assert {lot.why(first), lot.why(second)} == {"queue.held.offline"}
    assert len(lot.provider.sent) == 5
    lot.queue.drain()
    assert {lot.state(first), lot.state(second)} == {S.DONE}


def test_an_offline_lane_is_tried_again_by_a_running_queue(lot: Backlot) -> None:
    lot.provider.submits = [Rejected(Failure.NETWORK, message("queue.held.offline", provider="x")) for _ in range(5)]
    job = lot.enqueue()
    lot.queue.start()
    lot.until(job, S.HELD)
    lot.until(job, S.DONE)
    assert len(lot.provider.sent) == 6


def test_an_unplayable_file_is_not_a_take(lot: Backlot) -> None:
    lot.provider.fetches = [b"<html>sorry</html>"]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.store.job(job).failure) == (S.FAILED, Failure.MEDIA)
    assert lot.why(job) == "queue.not-playable"
    # A name that only this program knows helps nobody, and a file that came from a server is not chosen anew.
    why = lot.store.job(job).why
    assert why is not None
    assert why.params["reason"] == message("queue.came-not-media")
    assert not lot.store.takes()
    assert not list(lot.store.media.scratch().iterdir())


@pytest.mark.parametrize("code", ["worker.died", "worker.failed"])
def test_who_died_looking_at_a_clip_says_nothing_of_it(lot: Backlot, code: str) -> None:
    def died(_path: Path) -> MediaFacts:
        raise MediaError(code, detail="SIGKILL")

    lot.new_queue(probe=died)
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.not-looked-at")
    lot.new_queue()
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1, "a clip that was paid for is looked at again, and no second one asked for"


def test_a_cut_line_is_mended_and_paid_once(lot: Backlot) -> None:
    lot.provider.fetches = [offline(), offline()]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1


def test_a_clip_that_could_not_be_fetched_is_fetched_by_a_retry(lot: Backlot) -> None:
    lot.provider.fetches = [offline() for _ in range(5)]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.fetch-failed")
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1
    assert len(lot.store.attempts(job)) == 1


@pytest.mark.parametrize(
    ("look", "state", "failure", "why"),
    [
        (Poll(Progress.FAILED, failure=Failure.POLICY_OUTPUT), S.FAILED, Failure.POLICY_OUTPUT, "queue.failed-there"),
        (Poll(Progress.FAILED, failure=Failure.SERVER), S.FAILED, Failure.SERVER, "queue.failed-there"),
        (Poll(Progress.CANCELLED), S.CANCELLED, None, "queue.cancelled-there"),
        (Poll(Progress.GONE), S.FAILED, Failure.EXPIRED, "queue.gone"),
        (Poll(Progress.READY), S.FAILED, Failure.SERVER, "queue.ready-without-clip"),
    ],
)
def test_what_the_provider_says_ends_the_job(
    lot: Backlot, look: Poll, state: JobState, failure: Failure | None, why: str
) -> None:
    lot.provider.looks = [running(), look]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.store.job(job).failure, lot.why(job)) == (state, failure, why)
    assert len(lot.provider.sent) == 1


@pytest.mark.parametrize("look", [Poll(Progress.GONE), Poll(Progress.FAILED, failure=Failure.SERVER)])
def test_a_safe_provider_is_asked_again(lot: Backlot, look: Poll) -> None:
    lot.provider.resend = Resend.SAFE
    lot.provider.looks = [look]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 2


def test_a_fetch_that_brings_nothing_is_stopped_and_tried_again(lot: Backlot) -> None:
    lot.new_queue(limits=Limits(answer=5.0, quiet=0.05))
    came = lot.provider.shut("fetch")
    job = lot.enqueue()
    lot.queue.start()
    assert came.wait(PATIENCE)
    wait_for(lambda: len(lot.provider.fetched) > 1)
    lot.provider.gates["fetch"].set()
    lot.until(job, S.DONE)
    assert len(lot.provider.sent) == 1


def test_a_fetch_that_always_hangs_gives_its_lane_back(lot: Backlot) -> None:
    lot.provider.width = 1
    lot.new_queue(limits=Limits(answer=5.0, quiet=0.05, fetches=2))
    lot.provider.shut("fetch")
    job, other = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.queue.start()
    lot.until(job, S.FAILED)
    assert (lot.store.job(job).failure, lot.why(job)) == (Failure.NETWORK, "queue.fetch-failed")
    lot.provider.gates["fetch"].set()
    lot.until(other, S.DONE)
    lot.queue.retry(job)
    lot.until(job, S.DONE)


@pytest.mark.parametrize("note", [json.dumps({"validator": "", "total": len(CLIP)}), '{"total": "x"}'])
def test_a_slow_fetch_that_brings_bytes_goes_on_and_tells_how_far_it_is(
    lot: Backlot, monkeypatch: pytest.MonkeyPatch, note: str
) -> None:
    lot.new_queue(limits=Limits(answer=5.0, quiet=0.2, news=0.0))
    heard: list[float] = []
    lot.queue.subscribe_progress(
        lambda news: heard.append(news.done) if news.state is S.DOWNLOADING and news.done is not None else None
    )

    async def slow(remote_id: str, asset: str, part: Path) -> None:
        lot.provider.fetched.append((remote_id, asset))
        part.with_suffix(".begun").write_text(note)
        with part.open("wb") as file:
            for byte in CLIP[:-1]:
                file.write(bytes([byte]))
                file.flush()
                await asyncio.sleep(0.01)
            file.write(CLIP[-1:])

    monkeypatch.setattr(lot.provider, "fetch", slow)
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.fetched) == 1
    assert heard == sorted(heard)
    assert bool(heard) is ("validator" in note)
    assert all(0 < one <= 1 for one in heard)


def test_what_a_provider_gives_away_of_its_clip_is_told_at_once_and_stays(lot: Backlot) -> None:
    odd = message("queue.broke", detail="no picture was used")
    shut = lot.provider.shut("fetch")
    lot.provider.looks = [Poll(Progress.RUNNING, why=odd), Poll(Progress.RUNNING, done=0.5, why=odd), ready(why=odd)]
    job = lot.enqueue()
    lot.queue.start()
    assert shut.wait(PATIENCE)
    assert lot.store.job(job).why == odd
    lot.provider.gates["fetch"].set()
    lot.until(job, S.DONE)
    assert lot.store.job(job).why == odd


def test_looks_that_fail_pass(lot: Backlot) -> None:
    lot.provider.looks = [offline(), offline(), running()]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE


@pytest.mark.parametrize(
    "patience", [{"limits": Limits(patience=100.0)}, {"patience": {"studio-a": 100.0}.get}], ids=["every", "its own"]
)
def test_a_job_without_progress_is_lost_from_sight_and_found_again(lot: Backlot, patience: dict[str, Any]) -> None:
    lot.new_queue(**patience)
    lot.provider.looks = [Poll(Progress.RUNNING, again_in=60.0) for _ in range(4)]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.UNKNOWN, "queue.stalled")
    assert lot.store.attempts(job)[0].remote_id == "r-1"
    lot.provider.looks = []
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1


def test_a_server_that_asks_for_days_between_two_looks_is_looked_at_all_the_same(lot: Backlot) -> None:
    lot.provider.looks = [Poll(Progress.RUNNING, again_in=7 * 86400.0)]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE


def test_unsure_is_never_sent_again_by_itself(lot: Backlot) -> None:
    lot.provider.submits = [Unsure(message("queue.no-answer", provider="studio-a"))]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.UNKNOWN, "queue.unknown")
    lot.queue.drain()
    lot.reopen()
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    assert len(lot.provider.sent) == 1


@pytest.mark.parametrize("trouble", [ValueError("bug"), ProviderError("queue.no-answer", provider="x")])
def test_a_submission_that_breaks_is_unsure(lot: Backlot, trouble: Exception) -> None:
    lot.provider.submits = [trouble]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    assert len(lot.provider.sent) == 1


def test_a_provider_that_never_answers_is_unsure(lot: Backlot) -> None:
    lot.new_queue(limits=Limits(answer=0.05))
    lot.provider.shut("submit")
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN


@pytest.mark.parametrize("resend", [Resend.NEVER, Resend.IF_ABSENT])
def test_an_unsure_request_is_looked_for_and_found(lot: Backlot, resend: Resend) -> None:
    lot.provider.finds, lot.provider.resend = True, resend
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    lot.provider.finding = [offline()]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1
    assert lot.store.attempts(job)[0].remote_id == "late-1"


def test_what_is_found_but_belongs_to_another_request_is_not_taken(
    lot: Backlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lot.enqueue()
    lot.queue.drain()
    taken = lot.store.attempts(first)[0].remote_id

    async def looks_the_same(_wire: WireRequest) -> str | None:
        return taken

    monkeypatch.setattr(lot.provider, "find", looks_the_same)
    lot.provider.finds, lot.provider.arrives = True, False
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    job = lot.enqueue(lot.request(number=2))
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    assert lot.why(job) == "queue.not-found-there"
    assert len(lot.store.takes()) == 1


def test_an_absent_request_is_sent_again_with_its_own_key(lot: Backlot) -> None:
    lot.provider.finds, lot.provider.resend, lot.provider.arrives = True, Resend.IF_ABSENT, False
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len({wire.key for wire in lot.provider.sent}) == 1
    assert len(lot.provider.sent) == 2
    assert len(lot.store.attempts(job)) == 1


def test_an_absent_request_stays_unknown_where_sending_is_never_safe(lot: Backlot) -> None:
    lot.provider.finds, lot.provider.arrives = True, False
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.UNKNOWN, "queue.not-found-there")
    assert len(lot.provider.sent) == 1


def test_a_search_that_fails_says_so(lot: Backlot) -> None:
    lot.provider.finds = True
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    lot.provider.finding = [offline() for _ in range(5)]
    job = lot.enqueue()
    lot.queue.start()
    lot.until(job, S.UNKNOWN)
    wait_for(lambda: len(lot.provider.found) == 5)
    wait_for(lambda: lot.queue._dispatcher.walk_of(job) is None)
    assert lot.why(job) == "queue.cannot-look"
    lot.queue.check(job)
    lot.until(job, S.DONE)
    assert len(lot.provider.sent) == 1


def test_a_safe_provider_gets_the_same_request_again_but_not_for_ever(lot: Backlot) -> None:
    lot.provider.resend = Resend.SAFE
    lot.provider.submits = [Unsure(message("queue.interrupted")) for _ in range(99)]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.gave-up")
    assert len(lot.provider.sent) == 12
    assert len({wire.key for wire in lot.provider.sent}) == 1


def test_one_broken_job_takes_no_other_down(lot: Backlot, caplog: pytest.LogCaptureFixture) -> None:
    lot.provider.looks = [RuntimeError("a bug with https://signed.example?secret=1")]
    first, second = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.queue.drain()
    states = {lot.state(first), lot.state(second)}
    assert states == {S.FAILED, S.DONE}
    broken = first if lot.state(first) is S.FAILED else second
    assert lot.why(broken) == "queue.broke"
    assert "secret" not in str(lot.store.job(broken).why)
    assert any(record.name == "fourbeat.queue" and record.exc_info for record in caplog.records)
    # The provider has taken the job: a retry follows it and asks for no second clip.
    lot.queue.retry(broken)
    lot.queue.drain()
    assert lot.state(broken) is S.DONE
    assert len(lot.provider.sent) == 2


def test_a_loop_that_breaks_is_not_taken_for_one_that_was_stopped(
    lot: Backlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = lot.enqueue()

    def broken() -> None:
        raise ZeroDivisionError("a wire came loose")

    monkeypatch.setattr(lot.queue._dispatcher, "_listen", broken)
    with pytest.raises(ZeroDivisionError):
        lot.queue.drain()
    assert lot.state(job) is S.QUEUED
    monkeypatch.undo()
    lot.queue.drain()
    assert lot.state(job) is S.DONE


def test_a_request_that_cannot_be_made_fails_with_its_own_words(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(*_: object) -> None:
        raise MediaError("queue.no-picture")

    monkeypatch.setattr(lot.provider, "prepare", prepare)
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.no-picture")
    assert not lot.provider.sent


def test_the_take_hook_shares_the_transaction(lot: Backlot) -> None:
    seen: list[str] = []

    def on_take(writer: Writer, take: Take) -> None:
        assert writer.plan.project.name == "Queue test"
        seen.append(take.id)
        if len(seen) == 1:
            raise RuntimeError("not this time")

    lot.new_queue(on_take=on_take)
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.broke")
    assert not lot.store.takes()
    lot.queue.retry(job)
    lot.queue.drain()
    (take,) = lot.store.takes()
    assert lot.state(job) is S.DONE
    assert seen == [take.id, take.id]
    assert len(list(lot.store.media.folder.iterdir())) == 1
    assert len(lot.provider.sent) == 1


def test_an_answer_that_cannot_be_stored_does_not_lose_the_id(lot: Backlot) -> None:
    lot.provider.submits = [Accepted("r-77", {"odd": float("nan")})]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert lot.store.attempts(job)[0].remote_id == "r-77"


def test_an_id_that_cannot_be_stored_leaves_it_open_whether_it_arrived(lot: Backlot) -> None:
    lot.provider.submits = [Accepted("r-\ud800")]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    assert "sending" in lot.path_of(job)


def test_a_search_that_breaks_leaves_it_open_whether_it_arrived(lot: Backlot) -> None:
    lot.provider.finds = True
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    lot.provider.finding = [RuntimeError("a bug")]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.UNKNOWN, "queue.unknown")
    lot.queue.check(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1


def test_an_async_probe_will_do(lot: Backlot) -> None:
    async def later(path: Path) -> object:
        return probe(path)

    lot.new_queue(probe=later)
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE


def test_each_write_is_news(lot: Backlot) -> None:
    heard: list[Changes] = []
    lot.store.subscribe(heard.append)
    job = lot.enqueue()
    lot.queue.drain()
    last = heard[-1]
    assert last.jobs == {job}
    assert last.takes == {lot.store.takes()[0].id}


def test_progress_is_told_but_not_flooded(lot: Backlot) -> None:
    told: list[JobProgress] = []
    threads: set[str] = set()
    lot.new_queue(limits=Limits(news=100.0))

    def heard(news: JobProgress) -> None:
        told.append(news)
        threads.add(threading.current_thread().name)
        raise ValueError("a listener's own bug")

    stop = lot.queue.subscribe_progress(heard)
    lot.provider.looks = [Poll(Progress.RUNNING, done=n / 200, again_in=1.0) for n in range(200)]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    numbers = [news.done for news in told if news.state is S.RUNNING and news.done is not None]
    assert 1 <= len(numbers) < 60
    assert {news.job for news in told} == {job}
    assert told[-1].state is S.DONE
    assert threads == {"queue film"}
    stop()
    before = len(told)
    lot.enqueue(lot.request(1))
    lot.queue.drain()
    assert len(told) == before


def test_a_job_that_needs_a_persons_hands_gives_its_lane_back_and_goes_on_when_looked_at(lot: Backlot) -> None:
    slow = lot.add(Scripted("by-hand", resend=Resend.SAFE, width=1))
    slow.looks = [Poll(Progress.HANDS, why=message("queue.waits-for-hands"))]
    first, second = (lot.enqueue(lot.request(provider="by-hand", number=number)) for number in (1, 2))
    lot.queue.start()
    lot.until(second, S.DONE)
    wait_for(lambda: lot.why(first) == "queue.waits-for-hands")
    assert lot.state(first) is S.ACCEPTED
    lot.queue.wait()
    lot.queue.look(first)
    lot.until(first, S.DONE)
    assert len(slow.sent) == 2


def test_a_job_that_needs_a_persons_hands_is_looked_at_again_by_the_next_start(lot: Backlot) -> None:
    hand = lot.add(Scripted("by-hand", resend=Resend.SAFE))
    hand.looks = [Poll(Progress.HANDS)]
    job = lot.enqueue(lot.request(provider="by-hand"))
    lot.queue.drain()
    assert lot.why(job) == "queue.waits-for-hands"
    lot.reopen()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(hand.sent) == 1
