"""Trouble from outside: said once, in one place, and nothing that was typed is lost."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fourbeat.app.banner import Banner
from fourbeat.app.brief.page import Brief
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.start import Program
from fourbeat.app.unsaved import UnsavedSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.errors import FourbeatError, Storage
from fourbeat.model.job import JobState
from fourbeat.studio import calls
from fourbeat.studio.desk import Desk
from fourbeat.studio.studio import Studio

from .reading import nameless, settles_whole


@pytest.fixture
def banner(window: StudioWindow) -> Banner:
    found = window.menuWidget()
    assert isinstance(found, Banner)
    return found


@pytest.fixture
def brief(window: StudioWindow) -> Brief:
    page = window.pages["brief"]
    assert isinstance(page, Brief)
    return page


class Disk:
    """Let the store refuse to write, as a disk would; `full` counts how often it did."""

    def __init__(self, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
        self._write, self._monkeypatch, self._store = studio.store.write, monkeypatch, studio.store
        self.refused = 0

    def fill(self, error: FourbeatError) -> None:
        def refuse(_work: object) -> None:
            self.refused += 1
            raise error

        self._monkeypatch.setattr(self._store, "write", refuse)

    def empty(self) -> None:
        self._monkeypatch.setattr(self._store, "write", self._write)


@pytest.fixture
def disk(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk(studio, monkeypatch)
    yield made
    made.empty()


FULL = Storage("store.disk-full", folder="/films/night")


def write(brief: Brief, text: str) -> None:
    brief.form.fields["scene"].show_value(text)
    brief.draft.write("scene", text)
    brief.draft.keep()


def scenes(studio: Studio) -> dict[str, str]:
    return {shot.number: studio.plan.brief(shot.id).text.scene for shot in studio.plan.shots()}


def sheets() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorSheet) and one.isVisible()]


def test_words_typed_on_a_full_disk_stay_and_are_saved_later(
    window: StudioWindow, banner: Banner, brief: Brief, studio: Studio, disk: Disk
) -> None:
    first, second = (shot.id for shot in studio.plan.shots()[:2])
    assert banner.isHidden()
    disk.fill(FULL)
    window.room.selection.choose([first])
    write(brief, "Snow falls.")
    write(brief, "Snow falls, slowly.")
    window.room.selection.choose([second])
    write(brief, "A door.")
    window.room.selection.choose([first])
    assert brief.form.fields["scene"].value() == "Snow falls, slowly."
    assert disk.refused > 2
    assert not sheets()
    assert not banner.isHidden()
    assert (banner.title.text(), "/films/night" in banner.text.text()) == ("The disk is full", True)
    banner.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Shot 010" in copied
    assert "Snow falls, slowly." in copied
    assert "A door." in copied
    banner.again.click()
    assert not banner.isHidden()
    disk.empty()
    banner.again.click()
    assert banner.isHidden()
    assert not brief.unkept()
    assert (scenes(studio)["010"], scenes(studio)["020"]) == ("Snow falls, slowly.", "A door.")


def test_the_banner_is_whole_at_every_size(
    window: StudioWindow, banner: Banner, brief: Brief, program: Program, disk: Disk, qtbot: QtBot
) -> None:
    disk.fill(FULL)
    write(brief, "Snow.")
    for percent in (100, 150, 200):
        program.look.resize(percent)
        settles_whole(qtbot, banner)
        assert not nameless(banner)
    assert banner.width() == window.width()


def test_a_folder_that_is_gone_is_noticed_and_its_return_too(
    qtbot: QtBot, banner: Banner, brief: Brief, studio: Studio
) -> None:
    elsewhere = studio.folder.with_name("elsewhere")
    studio.folder.rename(elsewhere)
    qtbot.waitUntil(lambda: not banner.isHidden(), timeout=10_000)
    assert banner.title.text() == "The project's folder is gone"
    write(brief, "Fog.")
    assert "Fog." not in scenes(studio).values()
    assert not sheets()
    assert not studio.folder.exists()
    elsewhere.rename(studio.folder)
    qtbot.waitUntil(banner.isHidden, timeout=10_000)
    assert "Fog." in scenes(studio).values()


@pytest.mark.parametrize("by_hand", [False, True])
def test_the_queue_goes_on_when_the_folder_is_back_unless_a_person_paused_it(
    qtbot: QtBot, banner: Banner, studio: Studio, by_hand: bool
) -> None:
    studio.jobs.start()
    if by_hand:
        studio.jobs.pause()
    elsewhere = studio.folder.with_name("elsewhere")
    studio.folder.rename(elsewhere)
    qtbot.waitUntil(lambda: not banner.isHidden(), timeout=10_000)
    qtbot.waitUntil(lambda: studio.jobs.paused is not None)
    elsewhere.rename(studio.folder)
    qtbot.waitUntil(banner.isHidden, timeout=10_000)
    assert (studio.jobs.paused is not None) is by_hand
    studio.jobs.close()


def test_a_folder_that_turns_read_only_is_noticed(
    qtbot: QtBot, banner: Banner, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = Storage("store.cannot-write", folder=str(studio.folder))
    monkeypatch.setattr(studio.store, "trouble", lambda: refusal)
    qtbot.waitUntil(lambda: not banner.isHidden(), timeout=10_000)
    assert banner.title.text() == "The project cannot be written"
    monkeypatch.setattr(studio.store, "trouble", lambda: None)
    qtbot.waitUntil(banner.isHidden, timeout=10_000)


def answer(window: StudioWindow, button: str) -> None:
    def press() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, UnsavedSheet) and one.isVisible()]
        assert "Snow." in found[0].words.toPlainText()
        getattr(found[0], button).click()

    QTimer.singleShot(200, window, press)


def test_closing_over_unsaved_words_asks_once(window: StudioWindow, brief: Brief, program: Program, disk: Disk) -> None:
    disk.fill(FULL)
    write(brief, "Snow.")
    answer(window, "stay")
    window.close()
    assert window.isVisible()
    assert brief.draft.pending
    answer(window, "copy")
    window.close()
    assert not window.isVisible()
    assert "Snow." in QGuiApplication.clipboard().text()
    disk.empty()
    assert program.room is None
    assert not sheets()


def test_a_fault_that_comes_again_is_shown_once(qtbot: QtBot, window: StudioWindow, program: Program) -> None:
    def fault() -> None:
        try:
            raise ZeroDivisionError("password=hunter22")
        except ZeroDivisionError as error:
            program.errors.meet(error)

    assert window.isVisible()
    fault()
    qtbot.waitUntil(lambda: len(sheets()) == 1)
    (sheet,) = sheets()
    assert isinstance(sheet, ErrorSheet)
    sheet.copy.click()
    told = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in told
    assert "test_trouble.py" in told
    assert "hunter22" not in told + sheet.text.text()
    sheet.accept()
    fault()
    QApplication.processEvents()
    assert not sheets()


def test_backups_are_taken_beside_the_window(
    qtbot: QtBot, window: StudioWindow, brief: Brief, program: Program, studio: Studio
) -> None:
    assert window.isVisible()
    write(brief, "Snow.")
    taken: list[threading.Thread] = []
    take = studio.backups.take_if_due

    def noted(now: str) -> None:
        taken.append(threading.current_thread())
        take(now)

    studio.backups.take_if_due = noted  # type: ignore[method-assign]
    program.back_up()
    qtbot.waitUntil(lambda: len(studio.store.backups()) == 1)
    assert taken[0] is not threading.main_thread()
    studio.backups.take_if_due = take  # type: ignore[method-assign]


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "requestActivate", "activat")
def test_the_project_opened_again_brings_its_window_forward(qtbot: QtBot, window: StudioWindow, studio: Studio) -> None:
    window.showMinimized()
    told: list[bool] = []
    asking = threading.Thread(target=lambda: told.append(calls.show(studio.folder)))
    asking.start()
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=10_000)
    asking.join()
    assert told == [True]


def test_the_queue_is_paused_and_let_go_on_from_elsewhere(qtbot: QtBot, window: StudioWindow, studio: Studio) -> None:
    studio.jobs.start()
    assert window.isVisible()
    for ask, paused in ((calls.pause, True), (calls.resume, False)):
        asking = threading.Thread(target=ask, args=(studio.folder,))
        asking.start()
        qtbot.waitUntil(lambda paused=paused: (studio.jobs.paused is not None) is paused, timeout=10_000)
        asking.join()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the worker by its parent in /proc")
def test_a_killed_worker_costs_one_job_which_can_be_tried_again(
    qtbot: QtBot, window: StudioWindow, studio: Studio
) -> None:
    (job,) = studio.jobs.add(shots=studio.plan.shots()[:1])
    studio.jobs.start()
    killed = False
    until = time.monotonic() + 60
    while not killed and time.monotonic() < until:
        QApplication.processEvents()
        for one in workers():
            os.kill(one, signal.SIGKILL)
            killed = True
    assert killed
    qtbot.waitUntil(lambda: studio.store.job(job.id).state is JobState.FAILED, timeout=60_000)
    assert window.isVisible()
    why = studio.store.job(job.id).why
    assert why is not None
    assert studio.desk.wording(why)
    studio.jobs.retry(job=studio.store.job(job.id))
    qtbot.waitUntil(lambda: studio.store.job(job.id).state is JobState.DONE, timeout=120_000)
    assert not sheets()


def workers(of: int | None = None) -> list[int]:
    """Find the worker processes of a process: spawned ones, not the tracker of their resources."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes()
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == (of or os.getpid()) and b"spawn_main" in words:
            found.append(int(entry.name))
    return found


def test_a_closed_window_leaves_nothing_behind(qtbot: QtBot, qapp: QApplication, desk: Desk, studio: Studio) -> None:
    program = Program(qapp, desk, queue=False)
    program.show_studio(studio)
    assert program.window is not None
    qtbot.waitExposed(program.window)
    room = weakref.ref(program.window.room)
    program.end()
    del program
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert room() is None
