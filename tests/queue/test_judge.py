"""Rights at the gate: a handed-in judge is asked when a job is queued when it is sent, and once more as it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from backlot import Backlot

from fourbeat.model.job import JobState
from fourbeat.model.message import message
from fourbeat.model.verdict import Decision, Finding
from fourbeat.queue import Judged, Prepared, check, digest
from fourbeat.queue.gate import covering


class Assize:
    """A judge that does as it is told; `surprises` are what the rights turn into after each judgement."""

    def __init__(self) -> None:
        self.state, self.decision, self.until = "a", Decision.ALLOW, None
        self.surprises: list[str] = []
        self.films: list[object] = []
        self.asked = 0

    def judge(self, request, at):  # noqa: ARG002 - it does as it is told
        self.asked += 1
        judged = Judged(self.state, findings=self._findings(), holds_until=self.until, subjects=("moon:cat",))
        if self.surprises:
            self.state = self.surprises.pop(0)
        return judged

    def film(self, request):
        return self.films.pop(0) if self.films and request else None

    def rights(self, request, at):  # noqa: ARG002 - it does as it is told
        return self.state

    def _findings(self):
        if self.decision is Decision.ALLOW:
            return ()
        code = "queue.not-allowed"
        return (Finding(rule="rights", decision=self.decision, why=message(code), fix=message(code)),)


@pytest.fixture
def assize(lot: Backlot) -> Assize:
    judge = Assize()
    lot.new_queue(judge=judge)
    return judge


def queued(lot: Backlot, judge: Assize) -> str:
    """Queue a job under the judge's verdict, as the studio does."""
    request = lot.request()
    found = check(Prepared(request, lot.provider.capabilities(), {}), ids=lot.ids, at=lot.clock.now(), judge=judge)
    job = lot.enqueue(request, checked=False)

    def commit(writer):
        writer.add_verdict(found)
        writer.run('UPDATE "job" SET "verdict" = ? WHERE "id" = ?', (found.id, job))

    lot.store.write(commit)
    return job


def test_a_verdict_covers_the_request_and_the_rights(lot: Backlot, assize: Assize) -> None:
    request = lot.request()
    prepared = Prepared(request, lot.provider.capabilities(), {})
    one = check(prepared, ids=lot.ids, at="", judge=assize)
    assert one.basis is not None
    assert (one.basis.request, one.basis.rights, one.basis.subjects) == (digest(request), "a", ("moon:cat",))
    assert one.digest == covering(one.basis) != digest(request)
    assize.state = "b"
    assert check(prepared, ids=lot.ids, at="", judge=assize).digest != one.digest


def test_what_may_be_sent_is_sent_under_its_verdict(lot: Backlot, assize: Assize) -> None:
    job = queued(lot, assize)
    before = lot.store.job(job).verdict
    lot.queue.drain()
    assert (lot.state(job), lot.store.job(job).verdict) == (JobState.DONE, before)


@pytest.mark.parametrize(("decision", "state"), [(Decision.ASK, JobState.HELD), (Decision.BLOCK, JobState.FAILED)])
def test_what_may_no_longer_be_sent_is_not(lot: Backlot, assize: Assize, decision: Decision, state: JobState) -> None:
    job = queued(lot, assize)
    assize.decision = decision
    lot.queue.drain()
    assert (lot.state(job), lot.provider.sent) == (state, [])
    verdict = lot.store.verdict(lot.store.job(job).verdict or "")
    assert (verdict.decision, verdict.findings[0].rule) == (decision, "rights")
    assize.decision = Decision.ALLOW
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is JobState.DONE


def test_other_rights_that_still_allow_it_give_a_new_verdict(lot: Backlot, assize: Assize) -> None:
    job = queued(lot, assize)
    assize.state = "b"
    lot.queue.drain()
    verdict = lot.store.verdict(lot.store.job(job).verdict or "")
    assert (lot.state(job), verdict.basis.rights) == (JobState.DONE, "b")  # type: ignore[union-attr]
    assert len(lot.store.verdicts()) == 2


def test_a_verdict_whose_time_is_over_is_made_anew(lot: Backlot, assize: Assize) -> None:
    assize.until = lot.clock.now()
    job = queued(lot, assize)
    assize.until = None
    lot.queue.drain()
    assert lot.state(job) is JobState.DONE
    assert [one.valid_until is None for one in lot.store.verdicts()] == [False, True]


def test_what_changes_while_the_gate_looks_is_looked_at_again(lot: Backlot, assize: Assize) -> None:
    job = queued(lot, assize)
    assize.surprises = ["b", "c"]
    lot.queue.drain()
    assert (lot.state(job), len(lot.provider.sent), assize.asked) == (JobState.DONE, 1, 4)
    verdict = lot.store.verdict(lot.store.job(job).verdict or "")
    assert verdict.basis.rights == "c"  # type: ignore[union-attr]
    assert lot.path_of(job)[:6] == ["queued", "reserved", "queued", "reserved", "queued", "reserved"]


def test_a_verdict_that_was_made_to_fit_is_refused(lot: Backlot, assize: Assize) -> None:
    job = queued(lot, assize)
    verdict = lot.store.verdict(lot.store.job(job).verdict or "")
    assert verdict.basis is not None
    forged = verdict.basis.model_copy(update={"request": "f" * 64}).model_dump_json()
    lot.store.write(lambda w: w.run('UPDATE "verdict" SET "basis" = ?', (forged,)))
    lot.queue.drain()
    assert (lot.why(job), lot.provider.sent) == ("queue.verdict-differs", [])


def test_a_film_is_not_made_of_takes_that_were_withdrawn(lot: Backlot, assize: Assize, tmp_path: Path) -> None:
    job = lot.enqueue_render(tmp_path / "film.mp4")
    assize.films = [message("queue.not-allowed")]
    lot.queue.drain()
    assert (lot.store.job(job).state, lot.store.job(job).why.code) == (JobState.CANCELLED, "queue.not-allowed")
    late = lot.enqueue_render(tmp_path / "late.mp4")
    (tmp_path / "late.mp4").write_bytes(b"a film")
    assize.films = [None, message("queue.not-allowed")]
    lot.queue.drain()
    assert lot.store.job(late).state is JobState.CANCELLED
    assert not (tmp_path / "late.mp4").exists()
    fine = lot.enqueue_render(tmp_path / "fine.mp4")
    lot.queue.drain()
    assert lot.store.job(fine).state is JobState.DONE
