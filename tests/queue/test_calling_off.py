"""Calling off many jobs at once: what never left in one go, and past a server that does not answer."""

from __future__ import annotations

from backlot import PATIENCE, Backlot, Scripted, running

from fourbeat.model.edit import Changes
from fourbeat.model.errors import ProviderError
from fourbeat.model.job import JobState
from fourbeat.model.provider import Cancel

S = JobState


def test_what_never_left_is_cancelled_in_one_go(lot: Backlot) -> None:
    jobs = [lot.enqueue() for _ in range(5)]
    lot.queue.hold(jobs[4])
    heard: list[Changes] = []
    lot.store.subscribe(heard.append)
    answers = lot.queue.call_off(jobs)
    assert answers == dict.fromkeys(jobs, Cancel.WILL_NOT_RUN)
    assert [one.jobs for one in heard] == [frozenset(jobs)]
    assert {lot.state(one) for one in jobs} == {S.CANCELLED}
    assert lot.why(jobs[0]) == "queue.cancelled"
    lot.queue.drain()
    assert not lot.provider.sent
    assert lot.queue.call_off(jobs) == answers


def test_a_silent_server_is_asked_once_and_keeps_nobody_waiting(lot: Backlot) -> None:
    silent, other = lot.provider, lot.add(Scripted("studio-b"))
    for provider in (silent, other):
        provider.looks = [running() for _ in range(100_000)]
    stuck = [lot.enqueue(), lot.enqueue(lot.request(1))]
    fine = lot.enqueue(lot.request(2, provider="studio-b"))
    waits = lot.enqueue()
    lot.queue.start()
    for job in (*stuck, fine):
        lot.until(job, S.RUNNING)
    silent.cancels = ProviderError("line.unreachable", provider="studio-a")
    answers = lot.queue.call_off([*stuck, fine, waits])
    assert [answers[one] for one in stuck] == [silent.cancels, silent.cancels]
    assert len(silent.cancelled) == 1
    assert (answers[fine], answers[waits]) == (Cancel.ABORTED, Cancel.WILL_NOT_RUN)
    assert [lot.state(one) for one in (*stuck, fine, waits)] == [S.RUNNING, S.RUNNING, S.CANCELLED, S.CANCELLED]
    # Once it answers, they can be cancelled after all.
    silent.cancels = Cancel.ABORTED
    assert set(lot.queue.call_off(stuck).values()) == {Cancel.ABORTED}
    assert lot.queue.stop(PATIENCE)
