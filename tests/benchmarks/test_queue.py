"""What one job costs among ten thousand, against among a hundred."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from fourbeat.model import order
from fourbeat.model.budget import Cap, Measure, Span
from fourbeat.model.job import Job, JobState
from fourbeat.model.message import message
from fourbeat.queue.purse import Purse
from fourbeat.queue.recover import recover

from .test_window import run

sys.path.insert(0, str(Path(__file__).parents[1] / "queue"))

from backlot import Backlot
from test_pools import Farm

pytestmark = pytest.mark.benchmark

MANY, FEW, DONE = 10_000, 100, 50
CLAIMING, LISTING, HOLDING = 1.6, 3.0, 3.0
"""How many times what one job costs among a hundred; measured at 1.0 to 1.1, 1.0 to 2 and 0.6 to 2 (the collector of
what is no longer used looks through all that is held)."""

TURNS = {"opening": 4.0, "following": 25, "all change": 50, "moving one": 60}
"""Opening a film with 10,000 jobs against one with 100, and how many idle turns the longest turn may take.

"All change" is every one of the ten thousand held at once, and let go: it is followed a few rows at a time, while
another thread writes."""


def crowd(folder: Path, jobs: int, kind: type[Backlot] = Backlot) -> Backlot:
    """Queue many jobs, with a cap that every one of them is held against."""
    lot = kind(folder, shots=20)
    for provider in lot.providers.values():
        provider.width = 8
    requests = [lot.request(shot) for shot in range(20)]
    verdicts = [lot.judge(request) for request in requests]
    at = lot.clock.now()
    cap = Cap(id=lot.ids.new(), span=Span.PROJECT, measure=Measure.CLIPS, most="20000", by="Ada", at=at, reason="")

    def commit(writer):
        writer.add_cap(cap)
        for verdict in verdicts:
            writer.add_verdict(verdict)
        for number, key in enumerate(order.spread(jobs)):
            request = requests[number % 20].model_copy(update={"number": number // 20 + 1})
            job = Job(
                id=lot.ids.new(),
                lane=request.provider,
                request=request,
                verdict=verdicts[number % 20].id,
                order=key,
                made_at=at,
                changed_at=at,
            )
            writer.add_job(job)

    lot.store.write(commit)
    lot.new_queue(purse=Purse(lot.store))
    return lot


def each(lot: Backlot) -> float:
    """Run the queue until some jobs are done; give the processor time of one, from its claim to its take."""
    begun, done, count = threading.Event(), threading.Event(), [0]
    marks: list[float] = []

    def heard(news):
        if news.state is JobState.DONE:
            count[0] += 1
            # What reading the whole line costs, once, is told apart.
            if count[0] in (8, 8 + DONE):
                marks.append(process_time())
                (begun if count[0] == 8 else done).set()

    lot.queue.subscribe_progress(heard)
    lot.queue.start()
    assert done.wait(120)
    lot.queue.stop(5.0)
    return (marks[1] - marks[0]) / DONE


def best(work: Callable[[], object], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


def report(what: str, many: float, few: float, ceiling: float) -> float:
    ratio = many / few
    print(  # noqa: T201
        f"{what}: {many * 1e6:.0f} µs a job among {MANY}, {ratio:.2f} times the {few * 1e6:.0f} µs among {FEW} "
        f"(at most {ceiling})"
    )
    return ratio / ceiling


def test_a_job_costs_the_same_among_ten_thousand(tmp_path: Path) -> None:
    few, many = crowd(tmp_path / "few", FEW), crowd(tmp_path / "many", MANY)
    with few, many:
        asked = {"listing": lambda lot: lot.store.jobs(), "places": lambda lot: lot.store.places()}
        over = [
            report(what, best(lambda ask=ask: ask(many)) / MANY, best(lambda ask=ask: ask(few)) / FEW, LISTING)
            for what, ask in asked.items()
        ]

        def hold(lot):
            ids = [place.id for place in lot.store.places()]
            why = message("queue.held.offline", provider="far")

            def there_and_back():
                given = {"why": why, "not_before": lot.clock.now()}
                lot.store.write(lambda w: w.move_jobs(ids, JobState.HELD, expect=JobState.QUEUED, **given))
                assert len(recover(lot.store, lot.clock.now()).released) == len(ids)

            return best(there_and_back, 2) / len(ids)

        over.append(report("held and let go", hold(many), hold(few), HOLDING))
        over.append(report("from its claim to its take", each(many), each(few), CLAIMING))
        assert max(over) < 1


def test_a_job_of_a_pool_costs_the_same_among_ten_thousand(tmp_path: Path) -> None:
    few, many = crowd(tmp_path / "few", FEW, Farm), crowd(tmp_path / "many", MANY, Farm)
    with few, many:
        assert report("in a pool, from its claim to its take", each(many), each(few), CLAIMING) < 1


def test_the_window_with_ten_thousand_jobs(tmp_path: Path) -> None:
    for name, jobs in (("few", FEW), ("many", MANY)):
        with crowd(tmp_path / name, jobs):
            pass
    told: dict[str, float] = json.loads(
        run(tmp_path / "cache", "crowd.py", tmp_path / "few", tmp_path / "many", tmp_path / "home").splitlines()[-1]
    )
    idle = max(1.0, told["idle"])
    found = {
        "opening": told["opening many"] / told["opening a few"],
        **{what: told[what] / idle for what in ("following", "all change", "moving one")},
    }
    for what, ratio in found.items():
        print(f"{what}: {ratio:.1f} (at most {TURNS[what]})")  # noqa: T201
    assert {what: ratio for what, ratio in found.items() if ratio > TURNS[what]} == {}
