"""The window that is built anew, as for another language: the old one goes with its room, and nothing of it speaks."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow


def test_the_room_goes_with_its_window_and_not_before(program: Program, window: StudioWindow, qtbot: QtBot) -> None:
    room = window.room
    seen: list[bool] = []
    window.centre.destroyed.connect(lambda: seen.append(isValid(room)))
    for dock in ("takes", "compare", "player", "brief"):
        window.show_dock(dock)
    program.speak("ja")
    qtbot.waitUntil(lambda: not isValid(window), timeout=5000)
    assert seen == [True]
    assert not isValid(room)
    assert program.room is not None
    assert isValid(program.room)
