"""Work the window of a film with ten thousand jobs and tell the longest turns. Run in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from itertools import cycle
from pathlib import Path
from threading import Thread
from time import perf_counter

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from stalls import Pulse, longest, once, opening, settle

from fourbeat.app.queue.page import Queue
from fourbeat.app.start import Program, make_application
from fourbeat.app.window import StudioWindow
from fourbeat.model.ids import Id
from fourbeat.model.job import JobState
from fourbeat.model.message import message
from fourbeat.studio.desk import Desk
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

S = JobState
RESTS = 1.0
"""Seconds after which what waits for a rest, such as the budget in the top bar, has been reckoned too."""


def following(studio: Studio) -> float:
    """Let jobs begin and end while the rows are in sight."""
    places = studio.store.places()
    walk = cycle((S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING, S.FAILED, S.QUEUED))
    steps = iter([(place.id, next(walk)) for place in places[:300] for _ in range(6)])

    def step() -> None:
        job, to = next(steps)
        studio.store.write(lambda writer: writer.move_job(job, to, expect=S))

    return longest(step, 20, rounds=3)


def all_change(window: StudioWindow, studio: Studio) -> float:
    """Hold every job that waits, at once, on another thread as the queue does; see it followed to the end."""
    page = window.pages["queue"]
    assert isinstance(page, Queue)
    ids = [place.id for place in studio.store.places({S.QUEUED})]
    turns = [change(studio, page, ids, S.QUEUED, S.HELD), change(studio, page, ids, S.HELD, S.QUEUED)]
    return min(turns)


def change(studio: Studio, page: Queue, ids: list[Id], before: JobState, after: JobState) -> float:
    """Move jobs all at once; give the longest turn until rows, cards and the budget have followed."""
    why = message("queue.held.offline", provider="far") if after is S.HELD else None
    pulse, began = Pulse(), perf_counter()

    def write() -> None:
        studio.store.write(lambda writer: writer.move_jobs(ids, after, expect=before, why=why, not_before=None))

    thread = Thread(target=write)
    thread.start()
    followed = None
    while followed is None or perf_counter() - followed < RESTS:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if followed is None and not page.jobs.late and page.jobs.states[after] >= len(ids):
            followed = perf_counter()
        assert perf_counter() - began < 60, "it was never followed"
    thread.join()
    return pulse.stop() * 1000


def main(few: Path, many: Path, home: Path) -> None:
    app = make_application(["crowd"])
    desk = Desk(Home.at(home), Settings(author="bench", workers=1), Wording.of("en"))
    program = Program(app, desk, projects=home, queue=False)
    told: dict[str, float] = {}
    opening(program, few, desk)
    program.show_first()
    settle()
    told["opening a few"], _, _ = opening(program, few, desk)
    program.show_first()
    settle()
    told["opening many"], _, window = opening(program, many, desk)
    assert program.room is not None
    window.resize(1600, 1000)
    window.show_dock("queue")
    settle()
    studio = program.room.studio
    told["idle"] = longest(lambda: None, 20)
    told["following"] = following(studio)
    page = window.pages["queue"]
    assert isinstance(page, Queue)
    last = studio.store.job(page.jobs.waiting_places()[-1].id)
    told["moving one"] = once(lambda: studio.jobs.move(jobs=[last]), lasts=1.0)
    told["all change"] = all_change(window, studio)
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    program.end()
    os._exit(0)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
