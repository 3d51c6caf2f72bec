"""Many jobs at once: where they stand, how many there are of each state, and moved together for one reason."""

from __future__ import annotations

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.model.job import JobState
from fourbeat.model.message import message
from store import film

S = JobState
HELD = message("queue.held.offline", provider="far")


def queued(store, ids, count):
    jobs = [film.job(ids, ids.new(), order=order) for order in "AFKPV"[:count]]
    store.write(lambda w: [w.add_job(job) for job in reversed(jobs)])
    return jobs


def test_places_say_where_each_job_stands(store, ids):
    jobs = queued(store, ids, 3)
    store.write(lambda w: w.move_job(jobs[1].id, S.HELD, expect=S.QUEUED, not_before=film.AT))
    assert [place.id for place in store.places()] == [job.id for job in jobs]
    (held,) = store.places({S.HELD})
    assert (held.id, held.lane, held.shot, held.state) == (jobs[1].id, jobs[1].lane, jobs[1].shot, S.HELD)
    assert (held.order, held.not_before, held.changed_at) == (jobs[1].order, film.AT, store.job(jobs[1].id).changed_at)
    assert (held.why, held.take, held.failure) == ("", None, None)
    store.write(lambda w: w.update_job(jobs[1].id, why=HELD))
    assert [place.why for place in store.places(ids=[jobs[1].id, ids.new()])] == [HELD.code]
    assert store.places(shot=jobs[2].shot) == [store.places()[2]]
    assert store.shots_of([jobs[0].id, jobs[2].id, ids.new()]) == {jobs[0].shot, jobs[2].shot}
    assert list(store.job_counts()) == [S.HELD, S.QUEUED]
    assert store.job_counts() == {S.QUEUED: 2, S.HELD: 1}


def test_many_are_moved_as_each_alone_would_be(store, ids):
    jobs = queued(store, ids, 4)
    store.write(lambda w: w.move_job(jobs[0].id, S.CANCELLED, expect=S.QUEUED))
    heard = []
    store.subscribe(heard.append)
    moved = store.write(
        lambda w: w.move_jobs([job.id for job in jobs], S.HELD, expect=S.QUEUED, why=HELD, not_before=film.AT)
    )
    assert moved == [job.id for job in jobs[1:]]
    assert heard[-1].jobs == set(moved)
    alone = queued(store, ids, 5)[4]
    store.write(lambda w: w.move_job(alone.id, S.HELD, expect=S.QUEUED, why=HELD, not_before=film.AT))
    like = store.job(alone.id)
    for one in moved:
        job = store.job(one)
        assert (job.state, job.why, job.failure, job.not_before) == (like.state, like.why, like.failure, film.AT)
        (_, event), (_, usual) = store.events(one), store.events(alone.id)
        assert (event.before, event.after, event.why) == (usual.before, usual.after, usual.why)
        assert event.at == job.changed_at
    assert store.job(jobs[0].id).state is S.CANCELLED


def test_many_are_moved_only_where_the_table_allows(store, ids):
    (job,) = queued(store, ids, 1)
    with pytest.raises(Invalid) as error:
        store.write(lambda w: w.move_jobs([job.id], S.DONE, expect=S.QUEUED, why=None, not_before=None))
    assert error.value.code == "job.no-such-move"
    assert store.job(job.id).state is S.QUEUED
