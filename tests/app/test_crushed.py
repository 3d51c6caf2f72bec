"""A window made very small and large again: panels get their width back, and the keyboard stays where it was."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from fourbeat.app.theme import MOST
from fourbeat.app.window import StudioWindow


def test_panels_get_their_width_back(window: StudioWindow, qtbot: QtBot) -> None:
    window.reset()
    qtbot.wait(400)
    before = {name: panel.width() for name, panel in window.panels.items() if name in ("outline", "brief")}
    window.resize(658, 344)
    qtbot.wait(400)
    window.resize(1366, 768)
    qtbot.wait(400)
    assert {name: window.panels[name].width() for name in before} == before


def test_the_keyboard_stays_where_it_was(window: StudioWindow, qtbot: QtBot) -> None:
    window.show_dock("brief")
    held = window.focusWidget()
    assert held is not None
    assert window.focused() == "brief"
    window.room.look.resize(MOST)
    qtbot.wait(100)
    assert window.focusWidget() is held
    assert held.isVisible()
