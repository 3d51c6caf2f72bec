"""The window as a process: however it ends, nothing of it is left running, and the next one finds everything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fourbeat.app.queue.leaving import LeaveSheet
from fourbeat.app.queue.model import job_list
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, ENDED, JobState
from fourbeat.studio import calls
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create, open_studio
from fourbeat.studio.studio import Studio

from .test_trouble import workers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes by their parents in /proc"),
]


def wait(until: Callable[[], object], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.fixture
def film(tmp_path: Path, desk: Desk) -> Path:
    """Make a film of long shots, all of them asked for: there is work for a while."""
    with create(tmp_path / "film", desk, name="Film", size="1280x720") as studio:
        shots = [
            studio.shots.add(brief=BriefFile(scene="A lighthouse.", seconds="20"), folder=tmp_path) for _ in range(3)
        ]
        assert shots
        studio.jobs.add(shots=studio.plan.shots())
    return tmp_path / "film"


Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start(film: Path, tmp_path: Path) -> Iterator[Start]:
    begun: list[subprocess.Popen[bytes]] = []

    def run() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-Pm", "fourbeat.app", str(film), "--data", str(tmp_path / "home")]
        begun.append(subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}))
        wait(lambda: calls.held(film))
        return begun[-1]

    yield run
    for one in begun:
        one.kill()
        one.wait()


def states(film: Path, desk: Desk) -> set[JobState]:
    with open_studio(film, desk, write=False) as studio:
        return {job.state for job in studio.jobs.all()}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_window_that_is_ended_leaves_no_process_and_loses_nothing(
    start: Start, film: Path, desk: Desk, tmp_path: Path, how: signal.Signals
) -> None:
    window = start()
    wait(lambda: workers(window.pid))
    at_work = workers(window.pid)
    wait(lambda: states(film, desk) & AT_WORK)
    window.send_signal(how)
    window.wait(30)
    wait(lambda: not any(map(alive, at_work)), 20)
    assert not calls.held(film)
    found = states(film, desk)
    assert not found & {JobState.FAILED, JobState.CANCELLED}
    if how == signal.SIGTERM:
        assert window.returncode == 0
        assert (tmp_path / "home" / "layout.json").is_file()
    again = start()
    # After a crash the queue waits for a person's word; then it goes on.
    time.sleep(4)
    assert not workers(again.pid)
    calls.resume(film)
    wait(lambda: workers(again.pid))


def test_closing_with_work_running_asks_and_stops_it(
    qtbot: QtBot, window: StudioWindow, program: Program, studio: Studio, tmp_path: Path
) -> None:
    brief = BriefFile(number="900", scene="A lighthouse.", seconds="20", size="1280x720")
    studio.shots.add(brief=brief, folder=tmp_path)
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[-1]])
    studio.jobs.start()
    qtbot.waitUntil(lambda: bool(workers()) and _at_work(studio, job.id), timeout=60_000)
    asked: list[str] = []

    def press(button: str) -> None:
        (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LeaveSheet) and one.isVisible()]
        asked.append(sheet.title.text())
        getattr(sheet, button).click()

    QTimer.singleShot(200, window, lambda: press("stay"))
    window.close()
    assert window.isVisible()
    assert workers()
    QTimer.singleShot(200, window, lambda: press("stop"))
    window.close()
    assert len(asked) == 2
    assert program.room is None
    wait(lambda: not workers(), 20)
    with open_studio(studio.folder, studio.desk, write=False) as again:
        assert again.store.job(job.id).state not in ENDED


def _at_work(studio: Studio, job: Id) -> bool:
    return studio.store.job(job).state in AT_WORK


def test_closing_can_wait_for_what_is_at_work(
    qtbot: QtBot, window: StudioWindow, program: Program, studio: Studio, tmp_path: Path
) -> None:
    brief = BriefFile(number="900", scene="A lighthouse.", seconds="8", size="1280x720")
    studio.shots.add(brief=brief, folder=tmp_path)
    last = studio.plan.shots()[-1]
    job, next_ = studio.jobs.add(shots=[last], takes=2)
    studio.jobs.start()
    qtbot.waitUntil(lambda: job_list(window.room).working > 0, timeout=60_000)

    def finish() -> None:
        (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LeaveSheet) and one.isVisible()]
        sheet.finish.click()

    QTimer.singleShot(200, window, finish)
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: program.room is None, timeout=120_000)
    assert not window.isVisible()
    wait(lambda: not workers(), 20)
    with open_studio(studio.folder, studio.desk, write=False) as again:
        assert again.store.job(job.id).state is JobState.DONE
        assert again.store.job(next_.id).state not in ENDED - {JobState.DONE}
