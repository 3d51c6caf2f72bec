"""The help sheet: pages, links, history, search, pictures, and keys that come from the table of actions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reading import clipped, nameless
from fourbeat.app.actions import TYPED_WITH_SHIFT
from fourbeat.app.docks import DOCKS
from fourbeat.app.manual import keys
from fourbeat.app.manual.browser import Reader
from fourbeat.app.manual.window import Help
from fourbeat.app.start import Program
from fourbeat.app.theme import MOST
from fourbeat.app.window import StudioWindow
from fourbeat.studio.manual import Manual

TOOLKITS = {"Tab", "Esc", "F2", "Left", "Right", "Up", "Down", "Enter", "Shift", "Home", "End"}
"""Keys that every list and field has from the toolkit, and that no action needs."""


@pytest.fixture
def sheet(window: StudioWindow) -> Help:
    window.room.actions["manual"].trigger()
    (found,) = window.findChildren(Help)
    QApplication.processEvents()
    return found


def test_every_dock_has_its_page() -> None:
    assert {dock.id for dock in DOCKS} <= set(Manual("en").names())


def test_every_key_that_a_page_names_is_in_the_table(window: StudioWindow) -> None:
    panels = {dock.id for dock in DOCKS}
    places: dict[str, set[str]] = {}
    for action in window.room.actions.table.values():
        for key in action.keys:
            places.setdefault(key, set()).update(action.where or panels)
    wrong = []
    for page in Manual("en").pages():
        for code in filter(looks_like_a_key, re.findall(r"`([^`]+)`", page.text)):
            # A page about a panel names keys of that panel; the others may name any.
            known = page.name in places.get(code, ()) if page.name in panels else code in places
            if not known and code not in TOOLKITS:
                wrong.append(f"{page.name}: {code}")
    assert not wrong


def looks_like_a_key(code: str) -> bool:
    """Tell a key from a command, a file or an option."""
    return bool(re.fullmatch(r"(Ctrl\+|Shift\+|Alt\+)*([A-Z0-9=+\[\]-]|[A-Z][a-z0-9]+)", code))


def test_the_check_itself_tells_keys_from_other_codes() -> None:
    assert all(map(looks_like_a_key, ("Ctrl+K", "N", "F1", "Shift+L", "Alt+Left", "Ctrl+=", "Space", "[")))
    assert not any(map(looks_like_a_key, ("fourbeat help", "backups", "--json", "out/a.mp4", "project.fourbeat")))


def test_keys_are_called_what_the_system_calls_them(
    monkeypatch: pytest.MonkeyPatch, window: StudioWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for language in ("en", "ja"):
        (tmp_path / language).mkdir()
    (tmp_path / "en" / "board.md").write_text("`Alt+Left` `fourbeat` `media`", encoding="utf-8")
    reader = Reader(window.room, Manual("en", tmp_path))
    qtbot.addWidget(reader)
    plain = QKeySequence.toString
    native = QKeySequence.SequenceFormat.NativeText
    monkeypatch.setattr(QKeySequence, "toString", lambda key, form: "Alt+←" if form == native else plain(key, form))
    reader.turn("board")
    assert reader.toPlainText().split()[:3] == ["Alt+←", "fourbeat", "media"]


def test_f1_lists_every_key(qtbot: QtBot, window: StudioWindow) -> None:
    window.show_dock("board")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    (sheet,) = window.findChildren(Help)
    assert sheet.reader.page == keys.PAGE
    text = sheet.reader.toPlainText()
    room = window.room
    for identity, action in room.actions.table.items():
        for key in set(action.keys) - TYPED_WITH_SHIFT:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in text, identity
    for dock in DOCKS:
        if any(dock.id in action.where and action.keys for action in room.actions.table.values()):
            assert room.say(dock.word) in text


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise")
def test_f1_brings_help_that_stands_behind_forward(qtbot: QtBot, window: StudioWindow) -> None:
    window.room.actions["keys"].trigger()
    (sheet,) = window.findChildren(Help)
    qtbot.waitUntil(sheet.isActiveWindow)
    window.activateWindow()
    window.show_dock("board")
    qtbot.waitUntil(lambda: not sheet.isActiveWindow())
    window.room.actions["keys"].trigger()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.reader.hasFocus()
    sheet.showMinimized()
    window.activateWindow()
    window.room.actions["keys"].trigger()
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and not sheet.isMinimized())
    assert sheet.reader.hasFocus()


@pytest.mark.parametrize("dock", [dock.id for dock in DOCKS])
def test_help_opens_at_the_page_of_the_panel_with_the_keyboard(window: StudioWindow, dock: str) -> None:
    window.show_dock(dock)
    QApplication.processEvents()
    assert window.focused() == dock
    window.room.actions["help-here"].trigger()
    (sheet,) = window.findChildren(Help)
    assert sheet.reader.page == dock
    assert Manual("en").page(dock).title in sheet.reader.toPlainText()
    window.room.actions["keys"].trigger()
    assert window.findChildren(Help) == [sheet]
    assert sheet.reader.page == keys.PAGE


def test_links_lead_to_pages_and_back(sheet: Help) -> None:
    sheet.show_page("board")
    assert sheet.back.isEnabled()
    sheet.reader.setSource(QUrl("help:brief"))
    assert sheet.reader.page == "brief"
    assert sheet.list.currentItem().text() == Manual("en").page("brief").title
    sheet.back.click()
    assert sheet.reader.page == "board"
    sheet.forth.click()
    assert sheet.reader.page == "brief"


def test_nothing_but_pages_can_be_reached(sheet: Help, tmp_path: Path) -> None:
    sheet.show_page("board")
    secret = tmp_path / "secret.html"
    secret.write_text("secret", encoding="utf-8")
    for target in (QUrl.fromLocalFile(str(secret)), QUrl("http://127.0.0.1:9/x"), QUrl("javascript:1")):
        sheet.reader.setSource(target)
        assert sheet.reader.page == "board"
    picture = sheet.reader.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl.fromLocalFile(str(secret)))
    assert picture.width() == 1  # type: ignore[attr-defined]


def test_a_missing_page_is_told_in_words(window: StudioWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for language in ("en", "ja"):
        (tmp_path / language).mkdir()
    (tmp_path / "en" / "board.md").write_text("# Board <b>\n\n<img src=x> [away](http://x/y)", encoding="utf-8")
    reader = Reader(window.room, Manual("en", tmp_path))
    qtbot.addWidget(reader)
    reader.turn("brief")
    assert window.room.say("manual.no-such-page.title") in reader.toPlainText()
    reader.turn("board")
    assert reader.toPlainText().splitlines()[0] == "Board <b>"
    assert "<img src=x> away" in reader.toPlainText()


def test_words_are_looked_for_and_marked(qtbot: QtBot, sheet: Help) -> None:
    qtbot.keyClicks(sheet.field, "exit codes")
    assert sheet.list.count()
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.reader.page == "commands"
    assert sheet.reader.extraSelections()
    sheet.field.setText("zebra")
    assert not sheet.list.count()
    assert sheet.nothing.isVisible()
    sheet.field.setText("new shot after")
    assert sheet.list.item(sheet.list.count() - 1).text().startswith("List of keys\nN")
    sheet.field.clear()
    assert sheet.list.count() == len(Manual("en").names()) + 1


def test_pages_follow_the_look(sheet: Help, window: StudioWindow) -> None:
    sheet.show_page("board")
    before = sheet.reader.document().toHtml()
    window.room.actions["theme-light"].trigger()
    assert sheet.reader.document().toHtml() != before
    assert sheet.reader.page == "board"


def test_the_sheet_is_named_and_fits(program: Program, window: StudioWindow, sheet: Help) -> None:
    assert not nameless(sheet)
    assert not clipped(sheet)
    program.look.resize(MOST)
    window.resize(1366, 768)
    sheet.close()
    sheet.deleteLater()
    QApplication.processEvents()
    window.room.actions["help-here"].trigger()
    again = window.findChildren(Help)[-1]
    QApplication.processEvents()
    assert again.width() <= 1366
    assert again.height() <= 768
    assert not clipped(again)
    assert again.reader.horizontalScrollBar().maximum() == 0
