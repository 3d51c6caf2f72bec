"""The top bar: menus that read as they should, and a palette that stands where its field is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fourbeat.app.palette import Palette
from fourbeat.app.topbar import TopBar
from fourbeat.app.window import StudioWindow


def test_the_menus_of_the_films_name_are_not_mirrored(window: StudioWindow) -> None:
    bar = window.topbar
    assert isinstance(bar, TopBar)
    menu = bar.project.menu()
    menus = [menu, *menu.findChildren(QMenu)]
    assert len(menus) > 3
    assert {one.layoutDirection() for one in menus} == {Qt.LayoutDirection.LeftToRight}


def test_the_palette_covers_the_whole_field_it_comes_from(window: StudioWindow, qtbot: QtBot) -> None:
    window.room.actions["palette"].trigger()
    (palette,) = window.findChildren(Palette)
    qtbot.waitUntil(palette.field.hasFocus)
    field = window.topbar.palette_field
    top = field.mapToGlobal(QPoint(0, 0)).y()
    assert palette.y() <= top
    assert palette.y() + palette.height() >= top + field.height()
    palette.reject()


def test_one_key_is_written_for_larger_text(window: StudioWindow) -> None:
    assert window.room.actions.keys("larger") == "Ctrl+="
    assert len(window.room.actions["larger"].shortcuts()) == 2
