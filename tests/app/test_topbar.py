"""The top bar: menus that read as they should, and a palette that stands where its field is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app import shelf
from fourbeat.app.palette import Palette
from fourbeat.app.topbar import TopBar
from fourbeat.app.window import StudioWindow
from fourbeat.studio.studio import Studio


def test_the_menus_of_the_films_name_are_not_mirrored(window: StudioWindow) -> None:
    bar = window.topbar
    assert isinstance(bar, TopBar)
    menu = bar.project.menu()
    menus = [menu, *menu.findChildren(QMenu)]
    assert len(menus) > 3
    assert {one.layoutDirection() for one in menus} == {Qt.LayoutDirection.LeftToRight}


def test_the_palette_says_what_an_action_would_act_on(window: StudioWindow, studio: Studio) -> None:
    """The takes stand behind another panel: nobody sees which one would be rejected."""
    shots = studio.plan.shots()
    shelf.put(studio, shots[1], seed=7)
    room = window.room
    room.bridge.flush()
    room.selection.choose([shots[1].id])
    window.show_dock("brief")

    def offered(words: str) -> str:
        room.actions["palette"].trigger()
        palette = window.findChildren(Palette)[-1]
        palette.field.setText(words)
        item = palette.list.item(0)
        palette.reject()
        return str(item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text())

    assert offered("Reject take") == "Reject take · shot 020, take 1"
    assert offered("Ask for a retake") == "Ask for a retake of the shot · shot 020"
    assert offered("Duplicate").endswith("· shot 020")
    room.selection.choose([shot.id for shot in shots[:3]])
    assert offered("Duplicate").endswith("· 3 shots")
    assert offered("Shot numbers") == "Shot numbers…", "what is about the whole film needs no more words"


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


def test_another_theme_moves_nothing(window: StudioWindow, qtbot: QtBot) -> None:
    def places() -> dict[str, tuple[int, int, int, int]]:
        QApplication.processEvents()
        parts = {"bar": window.topbar, "centre": window.centre, **window.panels}
        return {name: one.geometry().getRect() for name, one in parts.items() if one.isVisible()}

    before = places()
    for theme in ("light", "contrast", "dark"):
        window.room.look.choose(theme)
        qtbot.wait(20)
        assert places() == before, theme
    window.room.look.resize(200)
    qtbot.wait(20)
    window.room.look.resize(100)
    qtbot.waitUntil(lambda: places()["bar"] == before["bar"])
