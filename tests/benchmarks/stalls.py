"""Work a large project's window and tell the longest turns of its event loop. Run in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from fourbeat.app.board.page import Board
from fourbeat.app.brief.page import Brief
from fourbeat.app.start import Program, make_application
from fourbeat.app.window import StudioWindow
from fourbeat.model.edit import Changes
from fourbeat.model.job import JobState
from fourbeat.studio.board import Card
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.running import JobNews
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

ROUNDS, LASTS, RUNNING, CARDS = 5, 0.8, 200, 20_000
BREATH = 0.04
"""Seconds between two reports of each job's progress: faster than any generator reports."""


class Pulse(QObject):
    """Beat every millisecond and remember the longest time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        """End it and give the longest time."""
        self._timer.stop()
        self._beat()
        return self.longest


def longest(work: Callable[[], None], every: int, rounds: int = ROUNDS, lasts: float = LASTS) -> float:
    """Do something every few milliseconds for a while; give the best round's longest turn, in milliseconds."""
    found = []
    for _ in range(rounds):
        loop, timer, pulse = QEventLoop(), QTimer(), Pulse()
        timer.timeout.connect(work)
        timer.start(every)
        QTimer.singleShot(round(lasts * 1000), loop.quit)
        loop.exec()
        timer.stop()
        found.append(pulse.stop())
    return min(found) * 1000


def settle() -> None:
    for _ in range(50):
        QApplication.processEvents()
        sleep(0.005)


def opening(program: Program, folder: Path, desk: Desk) -> tuple[float, float, StudioWindow]:
    """Open a project; give the longest turn, the whole time, and the window."""
    studio = open_studio(folder, desk)
    loop, pulse, began = QEventLoop(), Pulse(), perf_counter()
    QTimer.singleShot(20, lambda: program.show_studio(studio))
    QTimer.singleShot(1500, loop.quit)
    loop.exec()
    assert program.window is not None
    return pulse.stop() * 1000, perf_counter() - began, program.window


def scrolling(window: StudioWindow) -> float:
    shots, page = window.room.shots, window.pages["board"]
    assert isinstance(page, Board)
    window.show_dock("board")
    kept = list(shots.cards())
    shots.lay([Card(**{**vars(kept[0]), "shot": f"shot {n}", "number": f"{n:05}"}) for n in range(CARDS)])
    bar, ends = page.view.verticalScrollBar(), perf_counter() + 20
    while page.view.visualRect(page.view.model().index(CARDS - 1, 0)).isEmpty():
        settle()
        assert perf_counter() < ends, "the cards were never laid out"
    given = longest(lambda: bar.setValue((bar.value() + 373) % bar.maximum()), 16)
    shots.lay(kept)
    window.room.selection.choose([kept[0].shot])
    settle()
    return given


def once(act: Callable[[], object], lasts: float = 3.0) -> float:
    """Do something once; give the longest turn until it has been followed everywhere, in milliseconds."""
    loop, pulse = QEventLoop(), Pulse()
    QTimer.singleShot(20, act)
    QTimer.singleShot(round(lasts * 1000), loop.quit)
    loop.exec()
    return pulse.stop() * 1000


def rearranging(window: StudioWindow) -> dict[str, float]:
    """Add a shot in the middle of a long film and move it, each by the best of three."""
    room = window.room
    shots = room.studio.plan.shots()
    room.selection.choose([shots[len(shots) // 2].id])
    window.show_dock("outline")
    settle()
    deeds = {"adding": "new-after", "moving": "later"}
    return {what: min(once(room.actions[deed].trigger) for _ in range(3)) for what, deed in deeds.items()}


def typing(window: StudioWindow) -> float:
    """Type with the prompt in sight, with pauses in which it follows and the words are kept."""
    window.activateWindow()
    window.show_dock("brief")
    page = window.pages["brief"]
    assert isinstance(page, Brief)
    page.bottom.preview.setChecked(True)
    settle()
    writing = QApplication.focusWidget()
    assert isinstance(writing, QPlainTextEdit)
    before = len(writing.toPlainText())
    turns, words = cycle(range(40)), cycle("A train leaves the station in the rain at night. ")

    def key() -> None:
        if (turn := next(turns)) < 12 and turn % 3:
            QTest.keyClick(writing, next(words))

    given = longest(key, 40, rounds=3, lasts=3.2)
    assert len(writing.toPlainText()) > before + 20
    return given


def busy(window: StudioWindow, studio: Studio) -> float:
    """Let many jobs be at work, each telling how far it is, and some of them end and begin."""
    jobs = studio.jobs.add(shots=studio.plan.shots()[:RUNNING])
    for state in (JobState.RESERVED, JobState.SENDING, JobState.ACCEPTED, JobState.RUNNING):
        for job in jobs:
            now = studio.store.job(job.id).state
            studio.store.write(lambda writer, job=job, state=state, now=now: writer.move_job(job.id, state, expect=now))
    settle()
    over = [False]

    def tell() -> None:
        done = 0.0
        while not over[0]:
            done = (done + 0.01) % 1
            for job in jobs:
                window.room.bridge.hear_progress(JobNews(job, done))
            sleep(BREATH)

    thread = Thread(target=tell)
    thread.start()
    turns = iter(range(10_000))

    def turn() -> None:
        # The queue writes in its own thread; what reaches the window's is the news.
        job = jobs[next(turns) % RUNNING]
        window.room.bridge.hear(Changes.of("jobs", [job.id]))

    given = longest(turn, 50)
    over[0] = True
    thread.join()
    return given


def main(large: Path, small: Path, home: Path, endless: Path | None) -> None:
    app = make_application(["stalls"])
    desk = Desk(Home.at(home), Settings(author="bench", workers=1), Wording.of("en"))
    program = Program(app, desk, projects=home, queue=False)
    told: dict[str, float] = {}
    told["opening a few"], _, _ = opening(program, small, desk)
    program.show_first()
    settle()
    told["opening many"], _, window = opening(program, large, desk)
    assert program.room is not None
    window.resize(1600, 1000)
    settle()
    told["idle"] = longest(lambda: None, 20)
    told["scrolling"] = scrolling(window)
    told["typing"] = typing(window)
    told["running"] = busy(window, program.room.studio)
    if endless is not None:
        program.show_first()
        settle()
        told["opening 20,000"], _, window = opening(program, endless, desk)
        settle()
        told |= rearranging(window)
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    program.end()
    os._exit(0)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), endless=Path(sys.argv[4]) if len(sys.argv) > 4 else None)
