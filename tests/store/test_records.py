"""Jobs, attempts, takes and verdicts: written once, moved only as the table of moves allows."""

from __future__ import annotations

import itertools
import threading

import pytest

from fourbeat.model.cut import Cut, CutItem, Ghost
from fourbeat.model.enrolment import Enrolment
from fourbeat.model.errors import Busy, Invalid, NotFound
from fourbeat.model.format import Format
from fourbeat.model.job import MOVES, Failure, Job, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.order import between
from fourbeat.model.panel import Panel
from fourbeat.model.request import RenderRequest
from store import film


def queued(store, ids, **more):
    job = film.job(ids, ids.new(), **more)
    store.write(lambda w: w.add_job(job))
    return job


def test_a_take_comes_back_as_it_was_written(store, opening, ids):
    shot = ids.new()
    verdict = film.verdict(ids, shot)
    job = film.job(ids, shot, verdict=verdict.id)
    attempt = film.attempt(ids, job)
    take = film.take(ids, job, attempt, verdict)

    def work(writer):
        # A take may be named by its job before it is written: links are checked when the transaction ends.
        writer.add_job(job.model_copy(update={"take": take.id}))
        writer.add_verdict(verdict)
        writer.add_take(take)
        writer.add_attempt(attempt)

    store.write(work)
    store.close()
    again = opening()
    assert again.take(take.id) == take
    assert again.takes(shot) == [take] == again.takes()
    assert again.takes(ids.new()) == []
    assert again.take_counts() == {shot: 1}
    assert again.verdict(verdict.id) == verdict
    assert again.attempts(job.id) == [attempt] == [again.attempt(attempt.id)]
    assert again.job(job.id).take == take.id


def test_a_record_that_leans_on_nothing_is_refused_whole(store, ids):
    shot = ids.new()
    job, verdict = film.job(ids, shot), film.verdict(ids, shot)
    with pytest.raises(Invalid) as error:
        store.write(lambda w: w.add_take(film.take(ids, job, film.attempt(ids, job), verdict)))
    assert error.value.code == "store.value-refused"
    assert store.takes() == []
    queued(store, ids)
    assert len(store.jobs()) == 1


def test_a_still_is_found_by_what_it_is_of_and_its_job_is_nobodys_take(store, opening, ids):
    one, shot = ids.new(), ids.new()
    verdict = film.verdict(ids, one)
    job = film.job(ids, one, verdict=verdict.id).model_copy(update={"request": film.still_request(one, number=4)})
    attempt = film.attempt(ids, job)
    still = film.still(ids, job, attempt, verdict)

    def work(writer):
        writer.add_job(job)
        assert writer.next_still_number(one) == 5
        writer.add_verdict(verdict)
        writer.add_attempt(attempt)
        writer.add_still(still)
        return writer.changes

    assert store.write(work).stills == {still.id}
    store.close()
    again = opening()
    assert again.job(job.id) == job
    assert (job.shot, job.of) == (None, one)
    assert again.stills(one) == [still] == again.stills() == [again.still(still.id)]
    assert again.stills(shot) == []
    assert (again.next_still_number(one), again.next_still_number(shot)) == (5, 1)
    assert again.job_states() == {}
    assert [(account.job, account.shot) for account in again.accounts()] == [(job.id, one)]


def test_an_enrolment_stands_in_the_audit(store, ids):
    enrolment = Enrolment(
        id=ids.new(), character=ids.new(), provider="far", name="Mika", remote_id="char_1", at=film.AT, by="ana"
    )
    store.write(lambda w: w.add_enrolment(enrolment))
    assert store.enrolments() == [enrolment]
    assert [(entry.what, entry.of) for entry in store.audit()] == [("enrolment", enrolment.id)]


def test_renders_are_jobs_too(store, ids, tmp_path):
    item = CutItem(shot=ids.new(), label="0010", source=Ghost(panel=Panel(), seed=1), end=24)
    render = RenderRequest(
        reel=ids.new(), cut=Cut(title="Film", format=Format(), items=(item,)), target=tmp_path / "film.mp4"
    )
    job = Job(id=ids.new(), lane="render", request=render, order="V", made_at=film.AT, changed_at=film.AT)
    store.write(lambda w: w.add_job(job))
    assert store.job(job.id) == job
    assert store.jobs(shot=item.shot) == []


def test_jobs_come_in_order_and_only_those_asked_for(store, ids):
    shot = ids.new()
    late, early = (film.job(ids, shot, order=order) for order in ("k", "B"))
    held = film.job(ids, ids.new(), order="V", state=JobState.HELD)
    store.write(lambda w: [w.add_job(job) for job in (late, early, held)])
    assert store.jobs() == [early, held, late]
    assert store.jobs([JobState.HELD]) == [held]
    assert store.jobs([]) == []
    assert store.jobs(shot=shot) == [early, late]
    assert store.jobs({JobState.QUEUED, JobState.HELD}, shot=held.shot) == [held]


def test_short_questions_give_what_whole_records_would(store, ids, tmp_path):
    one, two = ids.new(), ids.new()
    assert store.take_numbers() == store.job_states() == {}
    assert store.last_order() is None
    assert store.next_take_number(one) == 1
    render = RenderRequest(
        reel=ids.new(), cut=Cut(title="Film", format=Format(), items=()), target=tmp_path / "film.mp4"
    )
    verdict = film.verdict(ids, one)
    asked = film.job(ids, one, verdict=verdict.id, order="k")
    jobs = [
        asked,
        film.job(ids, one, state=JobState.FAILED, order="B").model_copy(update={"request": film.request(one, 4)}),
        film.job(ids, two, state=JobState.HELD, order="V"),
        Job(id=ids.new(), lane="render", request=render, order="z", made_at=film.AT, changed_at=film.AT),
    ]
    attempt = film.attempt(ids, asked)
    take = film.take(ids, asked, attempt, verdict, 7)

    def work(writer):
        writer.add_verdict(verdict)
        for job in jobs:
            writer.add_job(job)
        assert writer.next_take_number(one) == 5
        writer.add_attempt(attempt)
        writer.add_take(take)

    store.write(work)
    assert store.take_numbers() == {take.id: 7}
    assert store.job_states() == {one: [JobState.FAILED, JobState.QUEUED], two: [JobState.HELD]}
    assert store.last_order() == "z"
    assert [store.next_take_number(shot) for shot in (one, two, ids.new())] == [8, 2, 1]


def test_two_callers_never_get_the_same_take_number(store, ids):
    shot = ids.new()
    ready = threading.Barrier(4)

    def ask():
        def work(writer):
            number = writer.next_take_number(shot)
            key = between(writer.last_order(), None)
            writer.add_job(film.job(ids, shot, order=key).model_copy(update={"request": film.request(shot, number)}))

        ready.wait(10)
        for _ in range(5):
            store.write(work)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [job.request.number for job in store.jobs(shot=shot)] == list(range(1, 21))


def test_a_job_moves_only_as_the_table_says(store, ids):
    for before, after in itertools.product(JobState, JobState):
        job = queued(store, ids, state=before)
        if after in MOVES[before]:
            moved = store.write(lambda w, job=job, to=after: w.move_job(job.id, to, expect=job.state))
            assert (moved.state, store.job(job.id)) == (after, moved)
        else:
            with pytest.raises(Invalid) as error:
                store.write(lambda w, job=job, to=after: w.move_job(job.id, to, expect=job.state))
            assert error.value.code == "job.no-such-move"
            facts = error.value.message.params
            assert facts["before"] == message(f"state.{before.value}")
            assert facts["after"] == message(f"state.{after.value}")
            assert store.job(job.id) == job
            assert len(store.events(job.id)) == 1


def test_a_job_that_moved_on_is_left_alone(store, ids):
    job = queued(store, ids)
    with pytest.raises(Busy) as error:
        store.write(lambda w: w.move_job(job.id, JobState.SENDING, expect=JobState.RESERVED))
    assert error.value.message.params["state"] == message("state.queued")
    assert store.job(job.id) == job
    with pytest.raises(NotFound):
        store.write(lambda w: w.move_job(ids.new(), JobState.HELD, expect=JobState.QUEUED))


def test_every_move_leaves_an_event_with_its_reason(store, ids):
    job = queued(store, ids)
    why = message("queue.no-network", n=3)

    def work(writer):
        writer.move_job(job.id, JobState.HELD, expect={JobState.QUEUED}, why=why, not_before=film.AT, tries=1)
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD, order="z")
        writer.move_job(job.id, JobState.RESERVED, expect=JobState.QUEUED)
        writer.move_job(job.id, JobState.FAILED, expect=JobState.RESERVED, failure=Failure.STORAGE, why=why)

    store.write(work)
    found = [(event.before, event.after, event.why, event.failure) for event in store.events(job.id)]
    assert found == [
        (None, JobState.QUEUED, None, None),
        (JobState.QUEUED, JobState.HELD, why, None),
        (JobState.HELD, JobState.QUEUED, None, None),
        (JobState.QUEUED, JobState.RESERVED, None, None),
        (JobState.RESERVED, JobState.FAILED, why, Failure.STORAGE),
    ]
    now = store.job(job.id)
    assert (now.tries, now.not_before, now.order, now.why, now.failure) == (1, film.AT, "z", why, Failure.STORAGE)
    assert now.changed_at > job.changed_at


def test_a_job_changes_without_moving(store, ids):
    job = queued(store, ids)
    heard = []
    store.subscribe(heard.append)
    store.write(lambda w: w.update_job(job.id, expect=JobState.QUEUED, order="b", why=message("queue.first")))
    now = store.job(job.id)
    assert (now.state, now.order, now.why) == (JobState.QUEUED, "b", message("queue.first"))
    assert len(store.events(job.id)) == 1
    assert [news.jobs for news in heard] == [{job.id}]
    with pytest.raises(Busy):
        store.write(lambda w: w.update_job(job.id, expect=JobState.HELD, order="c"))


def test_a_new_request_brings_its_shot_along(store, ids):
    job, other = queued(store, ids, state=JobState.FAILED), ids.new()
    store.write(
        lambda w: w.move_job(job.id, JobState.QUEUED, expect=JobState.FAILED, request=film.request(other, number=2))
    )
    assert [found.id for found in store.jobs(shot=other)] == [job.id]
    assert store.jobs(shot=job.shot) == []


def test_what_an_attempt_got_back_is_set_once(store, ids):
    job = queued(store, ids)
    attempt = film.attempt(ids, job)
    store.write(lambda w: w.add_attempt(attempt))
    price = Money(amount="0.40", currency="USD")
    store.write(lambda w: w.update_attempt(attempt.id, remote_id="r-1", answer={"state": "queued"}, charge=price))
    store.write(lambda w: w.update_attempt(attempt.id, remote_id="r-1", answer={"state": "done", "load": 0.5}))
    with pytest.raises(Invalid) as error:
        store.write(lambda w: w.update_attempt(attempt.id, remote_id="r-2", answered_at=film.AT))
    assert error.value.code == "job.answer-stands"
    expected = attempt.model_copy(
        update={"remote_id": "r-1", "charge": price, "answer": {"state": "done", "load": 0.5}}
    )
    assert store.attempts(job.id) == [expected]
    with pytest.raises(NotFound):
        store.write(lambda w: w.update_attempt(ids.new(), remote_id="r"))


def test_two_attempts_never_have_one_number(store, ids):
    job = queued(store, ids)
    store.write(lambda w: w.add_attempt(film.attempt(ids, job)))
    with pytest.raises(Invalid):
        store.write(lambda w: w.add_attempt(film.attempt(ids, job)))
    assert len(store.attempts(job.id)) == 1


def test_work_that_swallows_a_refused_record_is_not_half_written(store, ids):
    job = film.job(ids, ids.new())

    def work(writer):
        writer.add_job(job)
        try:
            writer.add_job(job)
        except Exception:
            return

    with pytest.raises(Invalid):
        store.write(work)
    assert store.jobs() == []


@pytest.mark.parametrize("question", ["take", "job", "attempt", "verdict"])
def test_what_is_not_there_is_not_found(store, ids, question):
    with pytest.raises(NotFound) as error:
        getattr(store, question)(ids.new())
    assert error.value.code == f"store.no-{question}"


def test_an_answer_that_json_cannot_hold_is_refused(store, ids):
    job = queued(store, ids)
    attempt = film.attempt(ids, job)
    store.write(lambda w: w.add_attempt(attempt))
    for answer in ({"load": float("nan")}, {"text": "\ud800"}):
        with pytest.raises(Invalid):
            store.write(lambda w, answer=answer: w.update_attempt(attempt.id, answer=answer))
    assert store.attempts(job.id) == [attempt]
