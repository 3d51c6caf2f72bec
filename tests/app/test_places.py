"""Windows that are put away and come again stand where they stood."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from fourbeat.app.manual.window import Help
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow


def test_help_comes_again_where_it_stood(window: StudioWindow, qtbot: QtBot) -> None:
    window.room.actions["keys"].trigger()
    (sheet,) = window.findChildren(Help)
    qtbot.waitExposed(sheet)
    sheet.setGeometry(41, 52, 500, 400)
    qtbot.wait(30)
    sheet.close()
    sheet.move(300, 300)
    window.room.actions["keys"].trigger()
    assert sheet.geometry().getRect() == (41, 52, 500, 400)
    sheet.close()


def test_the_first_screen_stays_when_its_language_changes(program: Program, qtbot: QtBot) -> None:
    program.show_first()
    before = program.first
    assert before is not None
    before.setGeometry(60, 70, 640, 420)
    qtbot.wait(30)
    place = before.geometry()
    program.speak("ja")
    qtbot.waitUntil(lambda: program.first is not None and program.first is not before)
    after = program.first
    assert after is not None
    assert after.geometry() == place
    assert after.focusWidget() is after.languages
