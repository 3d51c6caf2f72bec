"""Starting, stopping, pausing, and what a failing disk or an abrupt end leaves behind."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from backlot import PATIENCE, Backlot, Scripted, running, wait_for

from fourbeat.model.errors import Busy, Storage
from fourbeat.model.ids import code
from fourbeat.model.job import Attempt, Charged, Failure, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Rejected, Resend, Unsure
from fourbeat.model.verdict import Finding
from fourbeat.queue import Prepared, Queue
from fourbeat.queue.clock import moment
from fourbeat.store import Writer

S = JobState


def at_gate(lot: Backlot, gate: str) -> str:
    came = lot.provider.shut(gate)
    job = lot.enqueue()
    lot.queue.start()
    assert came.wait(PATIENCE)
    return job


def open_gates(lot: Backlot) -> None:
    for gate in lot.provider.gates.values():
        gate.set()


# After an abrupt end


def test_a_reserved_job_waits_again_and_keeps_its_request(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: object) -> tuple[()]:
        raise SystemExit

    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    lot.new_queue(rules=(crash,))
    job = lot.enqueue()
    lot.queue.start()
    wait_for(lambda: not lot.queue.running)
    assert lot.state(job) is S.RESERVED
    (before,) = lot.store.attempts(job)
    lot.reopen()
    assert lot.queue.start().waiting == (job,)
    lot.until(job, S.DONE)
    assert [wire.key for wire in lot.provider.sent] == [before.key]
    assert len(lot.store.attempts(job)) == 1


@pytest.mark.parametrize(
    ("resend", "finds", "arrived", "end", "sent"),
    [
        (Resend.NEVER, False, True, S.UNKNOWN, 1),
        (Resend.NEVER, True, True, S.DONE, 1),
        (Resend.NEVER, True, False, S.UNKNOWN, 1),
        (Resend.IF_ABSENT, True, True, S.DONE, 1),
        (Resend.IF_ABSENT, True, False, S.DONE, 2),
        (Resend.IF_ABSENT, False, False, S.UNKNOWN, 1),
        (Resend.SAFE, False, False, S.DONE, 2),
    ],
)
def test_what_was_being_sent_is_handled_as_the_provider_allows(
    lot: Backlot, resend: Resend, finds: bool, arrived: bool, end: JobState, sent: int
) -> None:
    lot.provider.resend, lot.provider.finds = resend, finds
    job = at_gate(lot, "submit")
    lot.reopen()
    assert lot.state(job) is S.SENDING
    open_gates(lot)
    if arrived:
        key = lot.store.attempts(job)[0].key
        lot.provider.received[key] = "r-1"
    found = lot.queue.start()
    assert found.unknown == (job,)
    assert found
    lot.queue.drain()
    assert lot.state(job) is end
    assert len(lot.provider.sent) == sent
    assert len({wire.key for wire in lot.provider.sent}) == 1


@pytest.mark.parametrize("gate", ["poll", "fetch"])
def test_an_accepted_job_goes_on(lot: Backlot, gate: str) -> None:
    job = at_gate(lot, gate)
    lot.reopen()
    open_gates(lot)
    assert lot.queue.start().going_on == (job,)
    lot.until(job, S.DONE)
    assert len(lot.provider.sent) == 1
    assert not list(lot.store.media.scratch().iterdir())


@pytest.mark.parametrize(
    ("resend", "end"), [(Resend.NEVER, S.FAILED), (Resend.IF_ABSENT, S.FAILED), (Resend.SAFE, S.DONE)]
)
@pytest.mark.parametrize("gate", ["poll", "fetch"])
def test_a_job_the_provider_lost_is_asked_for_again_only_where_safe(
    lot: Backlot, gate: str, resend: Resend, end: JobState
) -> None:
    lot.provider.resend = resend
    job = at_gate(lot, gate)
    lot.reopen()
    lot.provider.forget()
    open_gates(lot)
    lot.queue.drain()
    assert lot.state(job) is end
    assert len(lot.provider.sent) == (2 if end is S.DONE else 1)


def test_a_clip_already_taken_in_is_not_taken_in_twice(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def crash(_: object, take: Any) -> None:
        written.append(take.id)
        raise SystemExit

    lot.new_queue(on_take=crash)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    job = lot.enqueue()
    lot.queue.start()
    wait_for(lambda: not lot.queue.running)
    assert lot.state(job) is S.DOWNLOADING
    lot.reopen()
    lot.provider.forget()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    (take,) = lot.store.takes()
    assert [take.id] == written
    assert [path.name for path in lot.store.media.folder.iterdir()] == [f"SQ010_SH0010_t001_{code(take.id)}.mp4"]
    assert lot.provider.fetched == [("r-1", "https://signed.example/clip?secret=1")]


def test_half_fetched_files_are_cleared_and_others_left(lot: Backlot) -> None:
    scratch = lot.store.media.scratch()
    (scratch / f"{lot.ids.new()}.part").write_bytes(b"half")
    (scratch / "17-picture.png.part").write_bytes(b"another room's")
    lot.queue.drain()
    assert [path.name for path in scratch.iterdir()] == ["17-picture.png.part"]


def test_a_provider_that_is_no_longer_set_up_leaves_its_job_unknown(lot: Backlot) -> None:
    job = at_gate(lot, "poll")
    lot.reopen()
    open_gates(lot)
    provider = lot.providers.pop("studio-a")
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.UNKNOWN, "queue.provider-missing")
    lot.providers["studio-a"] = provider
    lot.queue.drain()
    assert lot.state(job) is S.DONE


def test_a_long_rest_is_not_cut_short_by_a_start(lot: Backlot) -> None:
    lot.provider.submits = [Rejected(Failure.RATE_LIMITED, message("queue.interrupted"), retry_after=1e6)]
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.HELD, "queue.held.rate-limited")
    lot.queue.drain()
    assert lot.state(job) is S.HELD
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE


# Pausing and stopping


def test_a_paused_queue_starts_nothing_but_stays_with_what_runs(lot: Backlot) -> None:
    reasons: list[Message | None] = []
    stop = lot.queue.subscribe_pause(reasons.append)
    came = lot.provider.shut("fetch")
    first = lot.enqueue()
    lot.queue.start()
    assert came.wait(PATIENCE)
    lot.queue.pause()
    second = lot.enqueue(lot.request(1))
    open_gates(lot)
    lot.until(first, S.DONE)
    time.sleep(0.05)
    assert lot.state(second) is S.QUEUED
    assert lot.queue.paused == message("queue.paused")
    lot.queue.drain()
    assert lot.state(second) is S.QUEUED
    lot.queue.resume()
    lot.until(second, S.DONE)
    assert lot.queue.paused is None
    assert reasons == [message("queue.paused"), None]
    stop()
    lot.queue.pause()
    assert len(reasons) == 2


def test_a_queue_may_start_paused(lot: Backlot) -> None:
    job = lot.enqueue()
    lot.queue.start(paused=True)
    time.sleep(0.05)
    assert lot.state(job) is S.QUEUED
    lot.queue.resume()
    lot.until(job, S.DONE)


def test_a_person_holds_one_job(lot: Backlot) -> None:
    job, other = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.queue.hold(job)
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.HELD, "queue.held.by-person")
    assert lot.state(other) is S.DONE
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE


def test_stopping_lets_a_submission_end(lot: Backlot) -> None:
    job = at_gate(lot, "submit")
    threading.Timer(0.05, lot.provider.gates["submit"].set).start()
    assert lot.queue.stop(PATIENCE)
    assert lot.state(job) is S.ACCEPTED
    assert lot.store.attempts(job)[0].remote_id == "r-1"
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert len(lot.provider.sent) == 1


def test_drain_ends_at_once_where_nothing_waits(lot: Backlot) -> None:
    lot.queue.drain()
    assert not lot.queue.running


def test_drain_of_some_jobs_leaves_the_others(lot: Backlot) -> None:
    wanted, other = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.queue.drain([wanted])
    assert (lot.state(wanted), lot.state(other)) == (S.DONE, S.QUEUED)


def test_a_queue_begun_for_some_jobs_can_be_asked_for_more(lot: Backlot) -> None:
    came = lot.provider.shut("poll")
    left = lot.enqueue()
    lot.queue.start()
    assert came.wait(PATIENCE)
    lot.reopen()
    open_gates(lot)
    first, second, third = lot.enqueue(lot.request(1)), lot.enqueue(lot.request(2)), lot.enqueue(lot.request(number=2))
    lot.queue.start(only=[first])
    lot.queue.drain([first])
    assert [lot.state(job) for job in (left, first, second)] == [S.ACCEPTED, S.DONE, S.QUEUED]
    lot.queue.drain([second])
    assert [lot.state(job) for job in (left, second, third)] == [S.ACCEPTED, S.DONE, S.QUEUED]
    lot.queue.start()
    lot.queue.drain()
    assert {lot.state(left), lot.state(third)} == {S.DONE}


def test_drain_leaves_a_running_queue_running(lot: Backlot) -> None:
    lot.queue.start()
    job = lot.enqueue()
    lot.queue.drain([job])
    assert lot.state(job) is S.DONE
    assert lot.queue.running
    lot.queue.start()
    assert lot.queue.running


def test_drain_ends_when_somebody_stops_the_queue(lot: Backlot) -> None:
    at_gate(lot, "poll")
    threading.Timer(0.05, lot.queue.stop).start()
    lot.queue.drain()
    wait_for(lambda: not lot.queue.running)


def test_an_interrupt_stops_cleanly(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    lot.provider.looks = [running() for _ in range(100_000)]
    job = lot.enqueue()

    class Interrupted:
        """Stand for Ctrl+C in the thread that waits."""

        def __init__(self, waiting: Any) -> None:
            self.waiting = waiting

        def result(self, _: float) -> None:
            lot.until(job, S.RUNNING)
            raise KeyboardInterrupt

    send = Queue._send
    monkeypatch.setattr(Queue, "_send", lambda queue, work: Interrupted(send(queue, work)))
    with pytest.raises(KeyboardInterrupt):
        lot.queue.drain()
    assert not lot.queue.running
    assert lot.state(job) is S.RUNNING


# A failing disk


class FullDisk:
    """Fail the writes that `when` chooses, until mended."""

    def __init__(self, lot: Backlot, monkeypatch: pytest.MonkeyPatch, when: Callable[[], bool]) -> None:
        self.full = True
        self.failed = 0
        write = lot.store.write

        def failing(work: Any) -> Any:
            if self.full and when():
                self.failed += 1
                raise Storage("store.disk-full", folder="film")
            return write(work)

        monkeypatch.setattr(lot.store, "write", failing)


def test_a_full_disk_pauses_the_queue_and_loses_no_id(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    reasons: list[Message | None] = []
    lot.queue.subscribe_pause(reasons.append)
    job, other = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.provider.width = 1
    disk = FullDisk(lot, monkeypatch, lambda: bool(lot.provider.sent))
    lot.queue.start()
    wait_for(lambda: disk.failed > 0)
    time.sleep(0.1)
    assert disk.failed == 1
    assert lot.state(job) is S.SENDING
    assert lot.queue.paused == message("store.disk-full", folder="film")
    disk.full = False
    lot.queue.resume()
    lot.until(job, S.DONE)
    lot.until(other, S.DONE)
    assert len(lot.provider.sent) == 2
    assert lot.queue.paused is None
    assert reasons[0] == message("store.disk-full", folder="film")
    assert reasons[-1] is None


def test_drain_raises_what_the_disk_said(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    job = lot.enqueue()
    disk = FullDisk(lot, monkeypatch, lambda: bool(lot.provider.sent))
    with pytest.raises(Storage, match=r"store\.disk-full"):
        lot.queue.drain()
    assert not lot.queue.running
    disk.full = False
    assert lot.state(job) is S.SENDING
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    assert len(lot.provider.sent) == 1


def test_a_disk_mended_while_stopping_still_takes_the_id(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    job = lot.enqueue()
    disk = FullDisk(lot, monkeypatch, lambda: bool(lot.provider.sent))
    lot.queue.start()
    wait_for(lambda: disk.failed > 0)
    disk.full = False
    assert lot.queue.stop(PATIENCE)
    assert lot.state(job) is S.ACCEPTED


def test_an_intake_without_room_waits_too(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    intake, tries = lot.store.media.intake_clip, []

    def full(part: Path, name: str) -> tuple[str, str]:
        tries.append(name)
        if len(tries) == 1:
            raise Storage("store.disk-full", folder="film")
        return intake(part, name)

    monkeypatch.setattr(lot.store.media, "intake_clip", full)
    job = lot.enqueue()
    lot.queue.start()
    wait_for(lambda: lot.queue.paused is not None)
    assert lot.state(job) is S.DOWNLOADING
    lot.queue.resume()
    lot.until(job, S.DONE)
    assert len(set(tries)) == 1


def test_a_busy_database_is_waited_for_like_a_full_disk(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    job = lot.enqueue()
    write, tries = lot.store.write, []

    def busy(work: Any) -> Any:
        tries.append(work)
        if len(tries) == 1:
            raise Busy("store.database-busy", project="film")
        return write(work)

    monkeypatch.setattr(lot.store, "write", busy)
    lot.queue.start()
    wait_for(lambda: lot.queue.paused is not None)
    lot.queue.resume()
    lot.until(job, S.DONE)


def test_cancelling_alone_does_not_wait_for_a_full_disk(lot: Backlot, monkeypatch: pytest.MonkeyPatch) -> None:
    job = lot.enqueue()
    FullDisk(lot, monkeypatch, lambda: True)
    with pytest.raises(Storage):
        lot.queue.cancel(job)
    with pytest.raises(Storage):
        lot.queue.hold(job)


def test_a_job_moved_by_another_hand_is_left_to_it(lot: Backlot) -> None:
    job = at_gate(lot, "poll")
    lot.store.write(lambda writer: writer.move_job(job, S.CANCELLED, expect=S.ACCEPTED))
    open_gates(lot)
    lot.queue.drain()
    assert lot.state(job) is S.CANCELLED


def test_a_provider_that_cannot_be_closed_or_counted_stops_nobody(
    lot: Backlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def close() -> None:
        raise RuntimeError("bug")

    broken = lot.add(Scripted("studio-b"))
    monkeypatch.setattr(broken, "close", close)
    odd = lot.enqueue(lot.request(1, provider="studio-b"))
    monkeypatch.setattr(broken, "capabilities", lambda: 1 / 0)
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert (lot.state(odd), lot.why(odd)) == (S.FAILED, "queue.broke")


def test_half_a_clip_is_kept_for_whoever_fetches_its_rest(lot: Backlot) -> None:
    job = lot.enqueue()
    gate = lot.provider.shut("poll")
    lot.queue.start()
    assert gate.wait(PATIENCE)
    lot.until(job, S.ACCEPTED)
    (attempt,) = lot.store.attempts(job)
    scratch = lot.store.media.scratch()

    def leave() -> None:
        for stem, endings in ((attempt.id, (".part", ".begun")), (lot.ids.new(), (".part", ".begun"))):
            for ending in endings:
                (scratch / f"{stem}{ending}").write_text("half")
        (scratch / f"{lot.ids.new()}.part").write_text("half without a note")
        for path in scratch.iterdir():
            os.utime(path, (moment(lot.clock.now()),) * 2)

    lot.reopen(leave)
    lot.provider.gates["poll"].set()
    assert sorted(path.suffix for path in scratch.iterdir()) == [".begun", ".begun", ".part", ".part"]
    lot.queue.start(paused=True)
    # Nobody fetches the rest of the other one.
    assert {path.stem for path in scratch.iterdir()} <= {attempt.id}
    assert lot.until(job, S.DONE) is S.DONE


def test_what_left_while_the_clock_was_set_back_has_left(lot: Backlot) -> None:
    early = "2030-01-01T00:00:00.000Z"

    def set_back(prepared: Prepared) -> Iterator[Finding]:
        """Set the clock back after the request was made, before it leaves."""
        if prepared.wire is not None:
            lot.store._now = lambda: early
        yield from ()

    lot.new_queue(rules=(set_back,))
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    job = lot.enqueue()
    time.sleep(0.01)
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    (account,) = lot.store.accounts()
    assert account.tries[0].sent
    lot.queue.cancel(job)
    assert lot.store.attempts(job)[0].charged is Charged.UNKNOWN


@pytest.mark.parametrize("left", [False, True])
def test_a_stored_request_that_says_something_else_than_the_job_is_made_anew(lot: Backlot, left: bool) -> None:
    """A film may come from anybody: what a gate has read is what is sent, also where the film says that it had left."""
    lot.provider.resend = Resend.SAFE
    job = lot.enqueue()
    wire = lot.provider.prepare(lot.request(), "k-1", {}).model_copy(update={"payload": {"prompt": "something else"}})
    brought = Attempt(
        id=lot.ids.new(),
        job=job,
        number=1,
        key=wire.key,
        wire={"provider": wire.provider, "payload": wire.payload, "files": []},
        wire_hash=wire.hash,
        started_at=lot.clock.now(),
    )

    def bring(writer: Writer) -> None:
        writer.add_attempt(brought)
        if left:
            writer.move_job(job, S.RESERVED, expect=S.QUEUED)
            writer.move_job(job, S.SENDING, expect=S.RESERVED)
            writer.move_job(job, S.QUEUED, expect=S.SENDING)

    lot.store.write(bring)
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    (sent,) = lot.provider.sent
    assert sent.payload["prompt"] == lot.request().prompt
    first, _ = lot.store.attempts(job)
    assert (first.why.code if first.why else "", first.charged) == (
        "queue.made-anew",
        Charged.UNKNOWN if left else Charged.NO,
    )
