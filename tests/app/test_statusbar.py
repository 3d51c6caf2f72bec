"""The status bar: what it says never keeps the window wide."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from fourbeat.app.statusbar import StatusBar
from fourbeat.app.theme import MOST
from fourbeat.app.window import StudioWindow


def test_a_long_line_is_shortened_and_holds_no_window_wide(window: StudioWindow, qtbot: QtBot) -> None:
    bar = window.statusBar()
    assert isinstance(bar, StatusBar)
    window.room.look.resize(MOST)
    said = "Undo the change of a name that is longer than any screen " * 3
    bar.step.setText(said)
    qtbot.waitUntil(lambda: bar.step.text() not in ("", said))
    assert bar.step.toolTip() == said
    assert window.minimumSizeHint().width() <= window.width() == 1366
