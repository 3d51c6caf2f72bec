"""What a large project costs to open, against reading the same rows with nothing but sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from fourbeat.model.ids import Ids
from fourbeat.model.message import message
from fourbeat.model.plan import KINDS, Project
from fourbeat.store import Store
from store import film

pytestmark = pytest.mark.benchmark

SHOTS, TAKES = 2000, 5
OPENING = 12
"""Rows must become checked models and a plan; measured at 6 to 7 times the bare rows."""
ASKING = 15
"""A take has four nested values to be read and checked; measured at 7 to 9 times the bare rows."""
EDITING = 40
"""An edit copies the plan and writes four rows; measured at 3 to 5 times one bare durable write."""


@pytest.fixture(scope="module")
def given() -> dict[str, object]:
    ids = Ids(lambda: 1_790_000_000_000, Random(1).getrandbits)
    return {"ids": ids, "now": lambda: film.AT, "author": "ana"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, given: dict[str, object]) -> Path:
    folder, ids = tmp_path_factory.mktemp("large") / "film", given["ids"]
    rows = film.film(ids, SHOTS, scenes=20)
    with Store.create(folder, Project(id=ids.new(), name="Large"), rows=rows, **given) as store:

        def work(writer):
            for shot in writer.plan.shots():
                verdict = film.verdict(ids, shot.id)
                job = film.job(ids, shot.id, verdict=verdict.id)
                writer.add_verdict(verdict)
                writer.add_job(job)
                for number in range(1, TAKES + 1):
                    attempt = film.attempt(ids, job, number)
                    writer.add_attempt(attempt)
                    writer.add_take(film.take(ids, job, attempt, verdict, number))

        store.write(work)
    return folder


def best(work: Callable[[], object], times: int = 5) -> float:
    """Give the shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


def bare(folder: Path, tables: tuple[str, ...]) -> int:
    """Read tables into tuples and count the rows."""
    with closing(sqlite3.connect(folder / "project.fourbeat")) as conn:
        return sum(len(conn.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables)


def report(what: str, ours: float, plain: float, ceiling: int) -> None:
    print(f"{what}: {ours * 1000:.1f} ms, {ours / plain:.1f} times the bare {plain * 1000:.1f} ms (at most {ceiling})")  # noqa: T201
    assert ours / plain < ceiling


def test_opening_a_large_project(folder: Path, given: dict[str, object]) -> None:
    assert bare(folder, tuple(KINDS)) > 7 * SHOTS

    def open_it() -> None:
        with Store.open(folder, **given) as store:
            assert len(store.plan.shots()) == SHOTS

    report("opening 2,000 shots", best(open_it), best(lambda: bare(folder, tuple(KINDS))), OPENING)


def test_asking_for_every_take(folder: Path, given: dict[str, object]) -> None:
    with Store.open(folder, **given) as store:
        assert len(store.takes()) == SHOTS * TAKES == bare(folder, ("take",))
        report("10,000 takes", best(store.takes), best(lambda: bare(folder, ("take",))), ASKING)


def test_one_edit_of_a_large_project(folder: Path, given: dict[str, object], tmp_path: Path) -> None:
    with Store.open(folder, **given) as store, closing(sqlite3.connect(tmp_path / "bare.db")) as conn:
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA synchronous=FULL")
        conn.execute("CREATE TABLE note (text TEXT)")
        shot, count = store.plan.shots()[SHOTS // 2], iter(range(10_000))

        def edit() -> None:
            title = str(next(count))
            store.write(lambda w: w.edit(message("bench.step"), w.plan.change(shot, title=title)))

        def write() -> None:
            conn.execute("INSERT INTO note VALUES ('x')")
            conn.commit()

        report("one edit", best(edit, 20), best(write, 20), EDITING)
