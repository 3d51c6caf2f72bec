"""Many threads ask and write; one thread at a time writes, and news come from it after the commit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from fourbeat.model.errors import Storage
from fourbeat.model.message import message
from fourbeat.model.plan import Sequence
from store import film

LABEL = message("test.step")


def add(store, ids, number):
    row = Sequence(id=ids.new(), order="V", number=number)
    return store.write(lambda w: w.edit(LABEL, [w.plan.born(row)]))


def test_writes_from_many_threads_all_land_and_none_is_mixed_with_another(store, opening, ids):
    def work(name):
        for count in range(10):
            add(store, ids, f"{name}{count}")
            assert len(store.steps(1)) == 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, "abcd"))
    assert len(store.plan.sequences()) == 40
    ticks = [edit.tick for step in reversed(store.steps(100)) for edit in store.edits(step.id)]
    assert ticks == sorted(set(ticks))
    store.close()
    assert len(opening().plan.sequences()) == 40


def test_a_write_inside_a_write_is_a_mistake_of_the_program(store, ids):
    with pytest.raises(RuntimeError):
        store.write(lambda _: store.write(lambda inner: inner.undo()))
    add(store, ids, "010")


def test_questions_inside_a_write_see_what_it_has_written(store, ids):
    job = film.job(ids, ids.new())

    def work(writer):
        writer.add_job(job)
        return [found.id for found in store.jobs()]

    assert store.write(work) == [job.id]


def test_news_come_after_the_commit_from_the_write_thread(store, ids):
    heard = []
    store.subscribe(lambda news: heard.append((news, threading.current_thread(), len(store.plan.sequences()))))
    add(store, ids, "010")
    ((news, thread, count),) = heard
    assert len(news.sequences) == 1
    assert thread is not threading.current_thread()
    assert count == 1
    with pytest.raises(ZeroDivisionError):
        store.write(lambda w: (w.edit(LABEL, w.plan.change(w.plan.project, note="x")), 1 / 0))
    store.write(lambda _: None)
    assert len(heard) == 1


def test_a_subscriber_that_fails_does_not_undo_a_write(store, ids, caplog):
    heard = []

    def bad(_):
        raise ValueError("a view fell over")

    store.subscribe(bad)
    stop = store.subscribe(heard.append)
    add(store, ids, "010")
    assert len(store.plan.sequences()) == len(heard) == 1
    assert "a view fell over" in caplog.text
    stop()
    stop()
    add(store, ids, "020")
    assert len(heard) == 1


def test_a_closed_store_says_so_to_every_thread(store):
    store.close()
    store.close()
    for question in (store.steps, store.jobs, store.back_up, lambda: store.write(lambda _: None)):
        with pytest.raises(Storage) as error:
            question()
        assert error.value.code == "store.closed"
    with ThreadPoolExecutor(1) as pool, pytest.raises(Storage):
        pool.submit(store.steps).result()


def test_connections_of_ended_threads_are_closed(store):
    for _ in range(5):
        thread = threading.Thread(target=store.steps)
        thread.start()
        thread.join()
    store.steps()
    assert len(store._readers._open) <= 2


def test_a_reader_learns_what_the_writer_does(store, opening, ids):
    reader = opening(write=False)
    assert not reader.refresh()
    rows = film.film(ids, 2)
    store.write(lambda w: w.edit(LABEL, [w.plan.born(row) for row in rows]))
    held = reader.plan
    shots = {shot.id for shot in store.plan.shots()}
    assert reader.refresh().shots == shots
    assert not reader.refresh()
    assert held.shots() == []
    assert list(map(str, sorted(reader.plan.rows(), key=str))) == list(map(str, sorted(store.plan.rows(), key=str)))

    shot = min(shots)
    verdict = film.verdict(ids, shot)
    job = film.job(ids, shot, verdict=verdict.id)
    store.write(lambda w: (w.add_verdict(verdict), w.add_job(job)))
    assert reader.refresh().jobs == {job.id}
    attempt = film.attempt(ids, job)
    store.write(lambda w: w.add_attempt(attempt))
    assert reader.refresh().jobs == {job.id}
    take = film.take(ids, job, attempt, verdict)
    store.write(lambda w: w.add_take(take))
    news = reader.refresh()
    assert (news.takes, news.jobs) == ({take.id}, set())
    store.write(lambda w: w.undo())
    assert reader.refresh().shots == shots
    assert reader.plan.shots() == []
    assert not store.refresh()
    with ThreadPoolExecutor(1) as pool:
        assert not pool.submit(reader.refresh).result()


def test_a_writer_does_not_outlive_its_transaction(store, ids):
    kept = store.write(lambda w: w)
    with pytest.raises(RuntimeError):
        kept.add_job(film.job(ids, ids.new()))
    assert store.jobs() == []
