"""Cancelling and sending round again, in every state a job can be in."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from backlot import CLIP, PATIENCE, Backlot, offline, running, wait_for

from fourbeat.model.errors import Busy, Invalid, NotFound, ProviderError
from fourbeat.model.job import Failure, JobState
from fourbeat.model.message import message
from fourbeat.model.provider import Cancel, Rejected, Resend, Unsure
from fourbeat.model.request import RenderRequest
from fourbeat.queue import said

S = JobState


def at_gate(lot: Backlot, gate: str) -> str:
    """Bring a job to where it waits for its provider."""
    came = lot.provider.shut(gate)
    job = lot.enqueue()
    lot.queue.start()
    assert came.wait(PATIENCE)
    return job


def cancel_aside(lot: Backlot, job: str) -> tuple[threading.Thread, list[Cancel]]:
    answers: list[Cancel] = []
    thread = threading.Thread(target=lambda: answers.append(lot.queue.cancel(job)))
    thread.start()
    time.sleep(0.05)
    return thread, answers


@pytest.mark.parametrize("started", [True, False])
def test_a_waiting_job_is_cancelled_at_once(lot: Backlot, started: bool) -> None:
    if started:
        lot.queue.start(paused=True)
    queued, held = lot.enqueue(), lot.enqueue(lot.request(1))
    lot.queue.hold(held)
    assert lot.queue.cancel(queued) is Cancel.WILL_NOT_RUN
    assert lot.queue.cancel(held) is Cancel.WILL_NOT_RUN
    assert {lot.state(queued), lot.state(held)} == {S.CANCELLED}
    lot.queue.resume()
    lot.queue.drain()
    assert not lot.provider.sent


def test_a_reserved_job_is_cancelled_before_it_leaves(lot: Backlot) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(_: object) -> tuple[()]:
        inside.set()
        assert go_on.wait(PATIENCE)
        return ()

    lot.new_queue(rules=(slow,))
    job = lot.enqueue()
    lot.queue.start()
    assert inside.wait(PATIENCE)
    assert lot.state(job) is S.RESERVED
    assert lot.queue.cancel(job) is Cancel.WILL_NOT_RUN
    go_on.set()
    lot.queue.drain()
    assert lot.state(job) is S.CANCELLED
    assert not lot.provider.sent


def test_a_job_being_sent_is_cancelled_by_the_id_it_gets(lot: Backlot) -> None:
    job = at_gate(lot, "submit")
    lot.provider.shut("poll")
    assert lot.state(job) is S.SENDING
    thread, answers = cancel_aside(lot, job)
    lot.provider.gates["submit"].set()
    thread.join(PATIENCE)
    assert answers == [Cancel.ABORTED]
    assert lot.provider.cancelled == ["r-1"]
    assert lot.state(job) is S.CANCELLED
    assert lot.path_of(job)[-2:] == ["accepted", "cancelled"]


def test_a_job_being_sent_that_is_turned_away_is_cancelled(lot: Backlot) -> None:
    lot.provider.submits = [Rejected(Failure.SERVER, message("queue.interrupted"), retry_after=600.0)]
    job = at_gate(lot, "submit")
    thread, answers = cancel_aside(lot, job)
    lot.provider.gates["submit"].set()
    thread.join(PATIENCE)
    assert answers == [Cancel.WILL_NOT_RUN]
    assert lot.state(job) is S.CANCELLED
    assert len(lot.provider.sent) == 1


@pytest.mark.parametrize("state", [S.ACCEPTED, S.RUNNING, S.DOWNLOADING])
def test_a_job_at_work_is_aborted(lot: Backlot, state: JobState) -> None:
    if state is S.RUNNING:
        lot.provider.looks = [running() for _ in range(100_000)]
        job = lot.enqueue()
        lot.queue.start()
        lot.until(job, S.RUNNING)
    else:
        job = at_gate(lot, "poll" if state is S.ACCEPTED else "fetch")
    assert lot.state(job) is state
    assert lot.queue.cancel(job) is Cancel.ABORTED
    assert lot.state(job) is S.CANCELLED
    assert lot.store.attempts(job)[0].why == message("queue.cancelled")
    lot.provider.looks = []
    lot.provider.gates["poll"].set()
    lot.provider.gates["fetch"].set()
    lot.queue.drain()
    assert lot.state(job) is S.CANCELLED
    assert not lot.store.takes()
    assert not list(lot.store.media.scratch().iterdir())


@pytest.mark.parametrize("answer", [Cancel.TOO_LATE, Cancel.UNSUPPORTED])
def test_a_clip_that_cannot_be_stopped_is_kept(lot: Backlot, answer: Cancel) -> None:
    lot.provider.cancels = answer
    job = at_gate(lot, "poll")
    assert lot.queue.cancel(job) is answer
    assert lot.state(job) is S.ACCEPTED
    lot.provider.gates["poll"].set()
    lot.until(job, S.DONE)
    assert len(lot.store.takes()) == 1
    assert said(answer).code == f"queue.cancel.{answer.value}"


def test_a_provider_that_cannot_be_asked_leaves_the_job_alone(lot: Backlot) -> None:
    lot.provider.cancels = offline()
    job = at_gate(lot, "poll")
    with pytest.raises(ProviderError):
        lot.queue.cancel(job)
    lot.provider.gates["poll"].set()
    lot.until(job, S.DONE)


def test_a_clip_being_taken_in_is_kept(lot: Backlot) -> None:
    inside, go_on = threading.Event(), threading.Event()
    original = lot.queue._stage.probe

    def slow(path: Path) -> object:
        inside.set()
        assert go_on.wait(PATIENCE)
        return original(path)

    lot.new_queue(probe=slow)
    job = lot.enqueue()
    lot.queue.start()
    assert inside.wait(PATIENCE)
    assert lot.queue.cancel(job) is Cancel.TOO_LATE
    go_on.set()
    lot.until(job, S.DONE)


@pytest.mark.parametrize("started", [True, False])
def test_an_unknown_job_is_discarded(lot: Backlot, started: bool) -> None:
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    job = lot.enqueue()
    lot.queue.drain()
    assert lot.state(job) is S.UNKNOWN
    if started:
        lot.queue.start()
    assert lot.queue.cancel(job) is Cancel.WILL_NOT_RUN
    assert lot.state(job) is S.CANCELLED


def test_an_accepted_job_is_cancelled_without_a_running_queue(lot: Backlot) -> None:
    job = at_gate(lot, "poll")
    lot.queue.stop(0.0)
    assert lot.queue.cancel(job) is Cancel.ABORTED
    assert lot.provider.cancelled == ["r-1"]
    assert lot.state(job) is S.CANCELLED


@pytest.mark.parametrize(
    ("resend", "forgotten", "end"),
    [
        (Resend.SAFE, True, S.CANCELLED),
        (Resend.SAFE, False, S.CANCELLED),
        (Resend.NEVER, True, S.CANCELLED),
        (Resend.NEVER, False, S.ACCEPTED),
    ],
)
def test_a_request_that_nobody_works_at_any_more_is_cancelled(
    lot: Backlot, resend: Resend, forgotten: bool, end: JobState
) -> None:
    lot.provider.resend, lot.provider.cancels = resend, Cancel.TOO_LATE
    job = at_gate(lot, "poll")
    lot.reopen()
    lot.provider.gates["poll"].set()
    if forgotten:
        lot.provider.forget()
    answer = lot.queue.cancel(job)
    assert (lot.state(job), answer) == (end, Cancel.WILL_NOT_RUN if end is S.CANCELLED else Cancel.TOO_LATE)
    if end is S.CANCELLED:
        lot.queue.retry(job)
        assert lot.state(job) is S.QUEUED


def test_a_request_still_at_work_there_goes_on_though_nobody_follows_it(lot: Backlot) -> None:
    lot.provider.resend, lot.provider.cancels = Resend.SAFE, Cancel.TOO_LATE
    job = at_gate(lot, "poll")
    lot.reopen()
    lot.provider.looks = [running(0.5)]
    lot.provider.gates["poll"].set()
    assert lot.queue.cancel(job) is Cancel.TOO_LATE
    assert lot.state(job) is S.ACCEPTED


@pytest.mark.parametrize("started", [True, False])
def test_what_has_ended_cannot_be_cancelled(lot: Backlot, started: bool) -> None:
    job = lot.enqueue()
    lot.queue.drain()
    if started:
        lot.queue.start()
    with pytest.raises(Invalid, match=r"queue\.has-ended"):
        lot.queue.cancel(job)
    with pytest.raises(Invalid, match=r"queue\.cannot-retry"):
        lot.queue.retry(job)
    with pytest.raises(Invalid, match=r"queue\.nothing-to-look-for"):
        lot.queue.check(job)
    with pytest.raises(Busy):
        lot.queue.hold(job)
    with pytest.raises(NotFound):
        lot.queue.cancel(lot.ids.new())


def test_a_cancelled_job_can_be_sent_round_again(lot: Backlot) -> None:
    job = at_gate(lot, "poll")
    lot.queue.cancel(job)
    lot.provider.gates["poll"].set()
    lot.queue.retry(job)
    lot.until(job, S.DONE)
    first, second = lot.store.attempts(job)
    assert first.key != second.key
    assert lot.store.takes()[0].attempt == second.id


def test_an_unknown_job_is_sent_again_only_on_a_persons_word(lot: Backlot) -> None:
    lot.provider.submits = [Unsure(message("queue.interrupted"))]
    job = lot.enqueue()
    lot.queue.drain()
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    first, second = lot.store.attempts(job)
    assert first.why == message("queue.given-up")
    assert [wire.key for wire in lot.provider.sent] == [first.key, second.key]


def test_retrying_wakes_a_resting_lane(lot: Backlot) -> None:
    lot.provider.submits = [Rejected(Failure.SERVER, message("queue.interrupted"), retry_after=850.0)]
    job = lot.enqueue()
    lot.queue.start()
    wait_for(lambda: lot.path_of(job).count("queued") == 2)
    lot.queue.cancel(job)
    began = lot.clock.monotonic()
    lot.queue.retry(job)
    lot.until(job, S.DONE)
    assert lot.clock.monotonic() - began < 850.0


def test_a_second_cancel_finds_nothing_left(lot: Backlot) -> None:
    job = at_gate(lot, "poll")
    threads = [cancel_aside(lot, job) for _ in range(3)]
    for thread, _ in threads:
        thread.join(PATIENCE)
    assert lot.state(job) is S.CANCELLED
    assert [Cancel.ABORTED] in [answers for _, answers in threads]
    assert {one for _, answers in threads for one in answers} <= {Cancel.ABORTED, Cancel.WILL_NOT_RUN}


# Renders


class Renderer:
    """Render as slowly as a test wants."""

    def __init__(self) -> None:
        self.inside = threading.Event()
        self.go_on = threading.Event()
        self.at_once = self.most_at_once = 0
        self.cancelled = False

    async def __call__(self, request: RenderRequest, report: Callable[[float], None]) -> None:
        report(0.0)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.inside.set()
        part = request.target.with_name(f"{request.target.name}.part")
        part.write_bytes(CLIP[:9])
        try:
            while not self.go_on.is_set():
                await asyncio.sleep(0.002)
            part.write_bytes(CLIP)
            part.replace(request.target)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        finally:
            self.at_once -= 1


def test_renders_run_one_at_a_time_beside_the_providers(lot: Backlot, tmp_path: Path) -> None:
    renderer = Renderer()
    lot.new_queue(render=renderer)
    renders = [lot.enqueue_render(tmp_path / f"{n}.mp4") for n in range(3)]
    take = lot.enqueue()
    lot.queue.start()
    lot.until(take, S.DONE)
    assert lot.path_of(renders[0]) == ["queued", "reserved", "running"]
    renderer.go_on.set()
    for job in renders:
        lot.until(job, S.DONE)
    assert renderer.most_at_once == 1
    assert lot.path_of(renders[0]) == ["queued", "reserved", "running", "done"]
    assert (tmp_path / "2.mp4").read_bytes() == CLIP


def test_a_render_is_cancelled(lot: Backlot, tmp_path: Path) -> None:
    renderer = Renderer()
    lot.new_queue(render=renderer)
    job = lot.enqueue_render(tmp_path / "film.mp4")
    lot.queue.start()
    assert renderer.inside.wait(PATIENCE)
    lot.until(job, S.RUNNING)
    assert lot.queue.cancel(job) is Cancel.WILL_NOT_RUN
    assert renderer.cancelled
    assert lot.state(job) is S.CANCELLED
    assert not list(tmp_path.glob("*.part"))


def test_a_render_that_was_killed_is_cancelled_with_what_it_left(lot: Backlot, tmp_path: Path) -> None:
    lot.new_queue(render=Renderer())
    job = lot.enqueue_render(tmp_path / "film.mp4")
    lot.queue.start()
    lot.until(job, S.RUNNING)
    lot.reopen()
    left = tmp_path / "film.mp4.part"
    left.write_bytes(b"half")
    assert lot.queue.cancel(job) is Cancel.WILL_NOT_RUN
    assert lot.state(job) is S.CANCELLED
    assert not left.exists()


def test_cancelling_a_render_that_never_began_touches_nothing(lot: Backlot, tmp_path: Path) -> None:
    job = lot.enqueue_render(tmp_path / "film.mp4")
    download = tmp_path / "film.mp4.part"
    download.write_bytes(b"somebody else's")
    assert lot.queue.cancel(job) is Cancel.WILL_NOT_RUN
    assert download.exists()


def test_a_render_that_was_cut_off_waits_again(lot: Backlot, tmp_path: Path) -> None:
    renderer = Renderer()
    lot.new_queue(render=renderer)
    job = lot.enqueue_render(tmp_path / "film.mp4")
    lot.queue.start()
    lot.until(job, S.RUNNING)
    lot.reopen()
    found = lot.queue.start()
    assert found.waiting == (job,)
    lot.until(job, S.DONE)


@pytest.mark.parametrize(
    ("error", "failure", "why"),
    [
        (Invalid("queue.no-picture"), Failure.INVALID, "queue.no-picture"),
        (ZeroDivisionError(), None, "queue.broke"),
    ],
)
def test_a_render_that_fails_says_why(
    lot: Backlot, tmp_path: Path, error: Exception, failure: Failure | None, why: str
) -> None:
    async def broken(_: RenderRequest, report: Callable[[float], None]) -> None:
        report(0.5)
        raise error

    lot.new_queue(render=broken)
    job = lot.enqueue_render(tmp_path / "film.mp4")
    lot.queue.drain()
    assert (lot.state(job), lot.store.job(job).failure, lot.why(job)) == (S.FAILED, failure, why)


def test_render_progress_is_told_in_the_queues_thread(lot: Backlot, tmp_path: Path) -> None:
    told: list[tuple[float | None, str]] = []

    async def render(_: RenderRequest, report: Callable[[float], None]) -> None:
        await asyncio.to_thread(report, 0.25)
        await asyncio.sleep(0.01)

    lot.new_queue(render=render)
    lot.queue.subscribe_progress(lambda news: told.append((news.done, threading.current_thread().name)))
    lot.enqueue_render(tmp_path / "film.mp4")
    lot.queue.drain()
    assert (0.25, "queue film") in told
    assert {name for _, name in told} == {"queue film"}
