"""Clipboard and sheets: copy, cut, paste, set, replace, bin, templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fourbeat.app.board.asking import Asking
from fourbeat.app.board.bin_sheet import BinSheet
from fourbeat.app.board.clipboard import BRIEFS
from fourbeat.app.board.page import Board
from fourbeat.app.board.replace_sheet import ReplaceSheet
from fourbeat.app.board.set_sheet import SetSheet
from fourbeat.app.board.template_sheets import PickTemplate, SaveTemplate
from fourbeat.app.window import StudioWindow
from fourbeat.studio.studio import Studio

Numbers = Callable[[], list[str]]
S = TypeVar("S", bound=Asking)


@pytest.fixture
def board(window: StudioWindow) -> Board:
    page = window.pages["board"]
    assert isinstance(page, Board)
    window.show_dock("board")
    return page


def choose(board: Board, *numbers: str) -> None:
    shots = board.room.studio.plan.shots()
    board.room.selection.choose([shot.id for shot in shots if shot.number in numbers])


def press(qtbot: QtBot, board: Board, key: Qt.Key) -> None:
    qtbot.keyClick(board.view, key, Qt.KeyboardModifier.ControlModifier)
    board.room.bridge.flush()


def sheet(window: StudioWindow, action: str, kind: type[S]) -> S:
    window.room.actions[action].trigger()
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def close(one: Asking) -> None:
    one.reject()
    QApplication.processEvents()


def test_copied_briefs_are_text_and_paste_as_shots(
    qtbot: QtBot, board: Board, studio: Studio, numbers: Numbers
) -> None:
    choose(board, "020", "030")
    press(qtbot, board, Qt.Key.Key_C)
    text = QGuiApplication.clipboard().text()
    assert 'title = "Shot 020"' in text
    assert text.startswith("[[shots]]")
    choose(board, "040")
    press(qtbot, board, Qt.Key.Key_V)
    assert len(numbers()) == 7
    assert [shot.title for shot in studio.plan.shots()][4:6] == ["Shot 020", "Shot 030"]
    assert len(board.room.selection.shots) == 2
    assert board.room.undo is not None
    board.room.actions["undo"].trigger()
    assert len(numbers()) == 5


def test_cut_shots_come_back_whole(qtbot: QtBot, board: Board, studio: Studio, numbers: Numbers) -> None:
    first = studio.plan.shots()[0].id
    choose(board, "010")
    press(qtbot, board, Qt.Key.Key_X)
    assert numbers() == ["020", "030", "040", "050"]
    choose(board, "050")
    press(qtbot, board, Qt.Key.Key_V)
    assert numbers() == ["020", "030", "040", "050", "010"]
    assert studio.plan.shots()[-1].id == first
    press(qtbot, board, Qt.Key.Key_V)
    assert len(numbers()) == 6, "pasted once more it is a copy"


def test_prose_pastes_and_hostile_text_changes_nothing(
    qtbot: QtBot, board: Board, studio: Studio, numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []
    monkeypatch.setattr(board.room, "_show_error", lambda error: met.append(error.code))
    choose(board, "050")
    QGuiApplication.clipboard().setText("Fog over the sea.")
    press(qtbot, board, Qt.Key.Key_V)
    assert studio.plan.brief(studio.plan.shots()[-1].id).text.scene == "Fog over the sea."
    for text in ("", 'light = "', "[[shots]]\nframing = 4", "x" * 9000):
        QGuiApplication.clipboard().setText(text)
        press(qtbot, board, Qt.Key.Key_V)
    data = QMimeData()
    data.setData(BRIEFS, b'{"cut": 7, "project": [], "pictures": "x"}')
    QGuiApplication.clipboard().setMimeData(data)
    press(qtbot, board, Qt.Key.Key_V)
    assert len(met) == 5
    assert len(numbers()) == 6


def test_one_field_is_set_on_many(window: StudioWindow, board: Board, studio: Studio) -> None:
    choose(board, "010", "020")
    asked = sheet(window, "set", SetSheet)
    for name, value, said in (("mood", "calm", "calm"), ("framing", "wide", "wide"), ("palette", "#112233 ink", None)):
        asked.which.setCurrentIndex(asked.which.findData(name))
        assert asked.pages.currentWidget() is asked.fields[name]
        asked.fields[name].show_value(value)
        asked.done_asking()
        for number in ("010", "020"):
            brief = studio.shots.written(studio.shots.find(number))
            assert getattr(brief, name) == (said or ("#112233 ink",))
        asked = sheet(window, "set", SetSheet)
    close(asked)
    assert studio.shots.written(studio.shots.find("030")).mood == ""
    window.room.bridge.flush()
    assert window.room.actions["undo"].text() == "Undo: Edit 2 shots"


def test_words_are_replaced_where_they_are_ticked(window: StudioWindow, board: Board, studio: Studio) -> None:
    asked = sheet(window, "replace", ReplaceSheet)
    asked.old.setText("shot 0")
    asked.new.setText("Scene ")
    asked.look()
    assert asked.hits.rowCount() == 5
    assert asked.told.text() == "5 places would change."
    first = asked.hits.index(0, 0)
    assert first.data() == "010 Title: Shot 010"
    asked.hits.setData(first, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert not asked.places.grab().isNull()
    asked.done_asking()
    assert [shot.title for shot in studio.plan.shots()][:2] == ["Shot 010", "Scene 20"]
    assert window.room.actions["undo"].text() == "Undo: Replace words in 4 places"
    asked.case.setChecked(True)
    asked.look()
    assert asked.hits.rowCount() == 0
    assert not asked.go.isEnabled()
    close(asked)
    assert board.isVisible()


def test_the_bin_is_seen_and_gives_back(window: StudioWindow, board: Board, studio: Studio, numbers: Numbers) -> None:
    studio.bin.put(shots=studio.plan.shots()[1:3])
    asked = sheet(window, "bin", BinSheet)
    assert asked.shots.count() == 2
    assert asked.shots.item(0).text() == "020   Shot 020   0 takes"
    asked.shots.selectAll()
    asked.done_asking()
    assert numbers() == ["010", "020", "030", "040", "050"]
    assert len(board.room.selection.shots) == 2
    empty = sheet(window, "bin", BinSheet)
    assert not empty.go.isEnabled()
    close(empty)


def test_a_template_is_kept_and_makes_a_shot(
    window: StudioWindow, board: Board, studio: Studio, numbers: Numbers
) -> None:
    choose(board, "020")
    saving = sheet(window, "template-save", SaveTemplate)
    assert saving.name.text() == "Shot 020"
    saving.name.setText("Dusk")
    saving.done_asking()
    again = sheet(window, "template-save", SaveTemplate)
    again.name.setText("dusk ")
    assert again.taken.isVisible()
    close(again)
    choose(board, "040")
    picking = sheet(window, "template-new", PickTemplate)
    assert picking.names.count() == 1
    picking.done_asking()
    assert numbers() == ["010", "020", "030", "040", "045", "050"]
    assert studio.shots.find("045").title == "Shot 020"
    removing = sheet(window, "template-new", PickTemplate)
    removing.drop.click()
    assert removing.names.count() == 0
    assert not removing.go.isEnabled()
    close(removing)
