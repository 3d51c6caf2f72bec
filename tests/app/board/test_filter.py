"""The filter over board and list: what is shown, what stays selected, keys that move while it is on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from fourbeat.app.board.list import List
from fourbeat.app.board.page import Board
from fourbeat.app.window import StudioWindow
from fourbeat.studio.studio import Studio

Numbers = Callable[[], list[str]]


@pytest.fixture
def board(window: StudioWindow, studio: Studio) -> Board:
    """Give the board of five shots, of which 020 and 040 speak of a lamp."""
    page = window.pages["board"]
    assert isinstance(page, Board)
    window.show_dock("board")
    studio.fields.set(shots=[studio.shots.find(one) for one in ("020", "040")], fields={"scene": "A lamp."})
    window.room.bridge.flush()
    return page


def shown(page: Board | List) -> str:
    page.room.bridge.flush()
    return " ".join(card.number for card in page.shots.cards())


def choose(page: Board, *numbers: str) -> None:
    shots = page.room.studio.plan.shots()
    page.room.selection.choose([shot.id for shot in shots if shot.number in numbers])


def selected(page: Board) -> str:
    cards = (page.room.shots.row_of(shot) for shot in page.room.selection.shots)
    return " ".join(page.room.shots.card(row).number for row in cards if row is not None)


def ask(page: Board, text: str) -> None:
    page.room.shots.sift.ask(text)


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")
def test_typing_filters_board_and_list_and_escape_clears(qtbot: QtBot, window: StudioWindow, board: Board) -> None:
    choose(board, "020")
    window.room.actions["filter"].trigger()
    assert window.focusWidget() is board.filter.field
    qtbot.keyClicks(board.filter.field, "lamp -number:04")
    board.filter.settle()
    listed = window.pages["list"]
    assert isinstance(listed, List)
    assert shown(board) == shown(listed) == "020"
    assert board.filter.count.text() == "1 of 5 shots"
    assert [chip.text() for chip in board.filter.chips.findChildren(QToolButton) if chip.isVisible()] == [
        "“lamp”",
        "not number: 04",
    ]
    qtbot.keyClick(board.filter.field, Qt.Key.Key_Return)
    assert window.focusWidget() is board.view
    qtbot.keyClick(board.view, Qt.Key.Key_Escape)
    assert shown(board) == "010 020 030 040 050"
    assert board.filter.field.text() == ""


def test_a_chip_takes_its_term_out(qtbot: QtBot, board: Board) -> None:
    ask(board, "lamp number:02")
    chip = next(one for one in board.filter.chips.findChildren(QToolButton) if one.text() == "number: 02")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert (board.room.shots.sift.text, shown(board)) == ("lamp", "020 040")


def test_what_is_hidden_comes_back_selected(board: Board) -> None:
    choose(board, "010", "020", "030")
    ask(board, "lamp")
    assert selected(board) == "020"
    assert "2 selected shots are hidden" in board.filter.count.text()
    ask(board, "")
    assert selected(board) == "010 020 030"
    ask(board, "lamp")
    choose(board, "040")
    ask(board, "")
    assert selected(board) == "040", "another choice lets those put aside go"


def test_keys_act_on_what_is_in_sight(qtbot: QtBot, board: Board, numbers: Numbers) -> None:
    ask(board, "lamp")
    choose(board, "040")
    qtbot.keyClick(board.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(board) == "040 020"
    assert numbers() == ["010", "040", "020", "030", "050"]
    qtbot.keyClick(board.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(board) == "020 040"
    choose(board, "010", "020")
    ask(board, "lamp fog")
    ask(board, "lamp")
    qtbot.keyClick(board.view, Qt.Key.Key_Delete)
    assert "010" in numbers(), "a hidden shot is never removed with those in sight"


def test_what_is_worked_on_stays_in_sight(qtbot: QtBot, board: Board, studio: Studio) -> None:
    ask(board, "lamp")
    choose(board, "020")
    studio.fields.set(shots=[studio.shots.find("020")], fields={"scene": "Fog."})
    assert shown(board) == "020 040"
    choose(board, "040")
    assert shown(board) == "040"
    qtbot.keyClick(board.view, Qt.Key.Key_N)
    assert shown(board) == "040 045", "a new shot is seen though it meets no filter"


def test_nothing_to_show_says_so(board: Board) -> None:
    ask(board, "zebra")
    assert board.focusProxy() is not board.view
    assert board.filter.isVisible()
    ask(board, "statu:x")
    assert "There is no “statu:”" in board.filter.wrong.text()
    assert shown(board) == "010 020 030 040 050", "what means nothing filters nothing"


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")
def test_suggestions_complete_the_term_at_the_caret(qtbot: QtBot, board: Board) -> None:
    field = board.filter.field
    field.setFocus()
    qtbot.keyClicks(field, "lamp sta")
    assert board.filter.completer.model().index(0, 0).data() == "status:"  # type: ignore[union-attr]
    board.filter._complete("status:")
    assert field.text() == "lamp status:"
    board.filter._complete("status:briefed")
    assert (field.text(), shown(board)) == ("lamp status:briefed ", "020 040")


def test_the_menu_toggles_terms(board: Board) -> None:
    sift = board.room.shots.sift
    sift.toggle("status", "briefed")
    assert (sift.text, shown(board)) == ("status:briefed", "020 040")
    assert sift.term("status", "briefed") is not None
    sift.toggle("status", "briefed")
    assert sift.text == ""


def test_the_filtered_rows_keep_qts_rules(board: Board, studio: Studio) -> None:
    tester = QAbstractItemModelTester(board.shots, QAbstractItemModelTester.FailureReportingMode.Warning)
    for text in ("lamp", "", "number:0", "-lamp", "zebra", ""):
        ask(board, text)
        studio.arrange.move(shots=studio.plan.shots()[1:3], after=studio.plan.shots()[-1])
        board.room.bridge.flush()
        studio.bin.put(shots=studio.plan.shots()[:1])
        board.room.bridge.flush()
        studio.history.undo()
        board.room.bridge.flush()
    assert tester.model() is board.shots
    assert shown(board) == " ".join(shot.number for shot in studio.plan.shots())
