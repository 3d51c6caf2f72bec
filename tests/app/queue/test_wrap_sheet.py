"""The queue's end: said at once to whoever is there, kept in a sheet for whoever comes back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from fourbeat.app.queue import wrap_sheet
from fourbeat.app.queue.page import Queue
from fourbeat.app.queue.wrap_sheet import WrapSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.job import Failure, JobState
from fourbeat.studio.studio import Studio

S = JobState


def end_some(window: StudioWindow, studio: Studio) -> None:
    """Let one job fail and one be cancelled, as the queue would."""
    jobs = studio.jobs.add(shots=studio.plan.shots()[:2])
    window.room.bridge.flush()
    for job, last in zip(jobs, (S.FAILED, S.CANCELLED), strict=True):
        failure = Failure.NETWORK if last is S.FAILED else None
        studio.store.write(lambda w, job=job: w.move_job(job.id, S.RESERVED, expect=S.QUEUED))
        studio.store.write(
            lambda w, job=job, last=last, failure=failure: w.move_job(job.id, last, expect=S.RESERVED, failure=failure)
        )
    window.room.bridge.flush()


def sheets() -> list[WrapSheet]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, WrapSheet) and one.isVisible()]


def queue_of(window: StudioWindow) -> Queue:
    queue = window.pages["queue"]
    assert isinstance(queue, Queue)
    return queue


def test_who_comes_back_finds_the_sheet_once(
    window: StudioWindow, studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(wrap_sheet, "away", lambda: True)
    queue = queue_of(window)
    monkeypatch.setattr(queue.returning, "tell_outside", told.append)
    end_some(window, studio)
    assert len(told) == 1
    assert not sheets()
    queue.returning._turned(Qt.ApplicationState.ApplicationInactive)
    assert not sheets()
    queue.returning._turned(Qt.ApplicationState.ApplicationActive)
    (sheet,) = sheets()
    assert sheet.text.text().splitlines()[:3] == ["Nothing was made.", "1 failed: the line broke", "1 cancelled"]
    sheet.outside.setChecked(False)
    sheet.go.click()
    qtbot.waitUntil(lambda: not sheets())
    assert queue.isVisible()
    queue.returning._turned(Qt.ApplicationState.ApplicationActive)
    assert not sheets()
    end_some(window, studio)
    assert len(told) == 1, "it was turned off"


def test_who_is_there_is_only_told(window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrap_sheet, "away", lambda: False)
    queue = queue_of(window)
    said: list[str] = []
    monkeypatch.setattr(window, "announce", said.append)
    monkeypatch.setattr(queue.returning, "tell_outside", lambda _text: pytest.fail("somebody is there"))
    end_some(window, studio)
    assert any("1 failed" in text for text in said)
    queue.returning._turned(Qt.ApplicationState.ApplicationActive)
    assert not sheets()


def test_the_sheet_is_in_the_menu(window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrap_sheet, "away", lambda: False)
    action = window.room.actions.table["queue-wrap"]
    assert not action.enabled(window.room)
    end_some(window, studio)
    window.room.actions["queue-wrap"].trigger()
    (sheet,) = sheets()
    sheet.leave.click()


def test_the_system_is_told_where_it_can_be(window: StudioWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, title, text: shown.append((title, text)))
    returning = queue_of(window).returning
    returning.tell_outside("done")
    assert not shown
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    returning.tell_outside("done")
    assert shown == [(window.room.studio.plan.project.name, "done")]


def test_a_desktop_that_shows_nothing_breaks_nothing(
    window: StudioWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    asked: list[bool] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: asked.append(True))
    queue_of(window).returning.tell_outside("done")
    # The other way is tried, and there is none either.
    qtbot.waitUntil(lambda: bool(asked))


SCENE = r"""
import os, sys, threading
from jeepney import HeaderFields, MessageType, DBusAddress, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection
AT = "org.freedesktop.Notifications"
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName(AT))
heard = []

def desktop():
    while True:
        asked = bus.receive()
        name = asked.header.fields.get(HeaderFields.member)
        if asked.header.message_type is not MessageType.method_call:
            continue
        if name == "GetCapabilities":
            bus.send(new_method_return(asked, "as", (["body", "body-markup", "actions"],)))
        elif name == "Notify":
            heard.append(asked.body)
            bus.send(new_method_return(asked, "u", (7,)))
            at = DBusAddress("/org/freedesktop/Notifications", interface=AT)
            bus.send(new_signal(at, "ActionInvoked", "us", (7, "default")))

threading.Thread(target=desktop, daemon=True).start()
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon, QGuiApplication
from fourbeat.app.queue.outside import Outside
app = QGuiApplication([])
outside = Outside(QIcon(), app)
outside.wanted.connect(app.quit)
QTimer.singleShot(20000, app.quit)
outside.tell("夜の海", "テイク 3 <b> & 1")
app.exec()
print(ascii(heard[0][3:5]))
"""


@pytest.mark.foreign
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems tell it another way")
def test_a_desktop_gets_it_word_for_word_and_a_click_comes_back() -> None:
    played = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SCENE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    title, text = "夜の海", "テイク 3 &lt;b&gt; &amp; 1"
    assert played.stdout.strip() == ascii((title, text)), played.stderr[-2000:]
