"""The list: written in place, sorted to look at, columns of one's own choice, everything the board can do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from fourbeat.app.board.columns import AT_FIRST, Column
from fourbeat.app.board.deeds import ACTIONS
from fourbeat.app.board.list import List
from fourbeat.app.findings.reader import reader
from fourbeat.app.window import StudioWindow
from fourbeat.model.plan import Framing, ShotStatus
from fourbeat.studio.studio import Studio

Numbers = Callable[[], list[str]]


@pytest.fixture
def listed(window: StudioWindow) -> List:
    page = window.pages["list"]
    assert isinstance(page, List)
    window.show_dock("list")
    return page


def shown(page: List) -> str:
    page.room.bridge.flush()
    return " ".join(card.number for card in page.shots.cards())


def write(page: List, row: int, column: Column, value: object) -> None:
    """Write in a cell as the delegate would."""
    index = page.shots.index(row, column)
    page.view.setCurrentIndex(index)
    page.view.edit(index)
    delegate = page.view.itemDelegateForColumn(column)
    editor = page.view.indexWidget(index)
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex([*delegate._said.choices].index(value))  # type: ignore[attr-defined]
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(value))
    delegate.setModelData(editor, page.shots, index)
    delegate.closeEditor.emit(editor)
    page.room.bridge.flush()


def drop(page: List, rows: list[int], before: int) -> None:
    data = page.shots.mimeData([page.shots.index(row, 0) for row in rows])
    last = before >= page.shots.rowCount()
    box = page.view.visualRect(page.shots.index(before - last, 0))
    point = QPoint(box.center().x(), box.bottom() - 1 if last else box.top() + 1)
    event = QDropEvent(
        QPointF(point),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.view.dropEvent(event)
    assert event.isAccepted()


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")
def test_cells_are_written_through_the_studio(listed: List, studio: Studio) -> None:
    write(listed, 1, Column.LINE, "The lamp")
    write(listed, 1, Column.LENGTH, "2,5")
    write(listed, 1, Column.FRAMING, Framing.WIDE)
    write(listed, 1, Column.STATUS, ShotStatus.RETAKE)
    write(listed, 1, Column.NUMBER, "021")
    shot = studio.plan.shots()[1]
    assert (shot.title, shot.frames, shot.status, shot.number) == ("The lamp", 60, ShotStatus.RETAKE, "021")
    assert studio.plan.brief(shot.id).text.framing is Framing.WIDE
    steps = len(studio.history.steps(100))
    write(listed, 1, Column.LINE, "The lamp")
    assert len(studio.history.steps(100)) == steps, "the same words are no edit"
    assert not listed.shots.flags(listed.shots.index(0, Column.TAKE)) & Qt.ItemFlag.ItemIsEditable


def test_what_cannot_be_is_told_and_changes_nothing(
    listed: List, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []
    monkeypatch.setattr(listed.room, "_show_error", lambda error: met.append(error.code))
    write(listed, 1, Column.NUMBER, "010")
    write(listed, 1, Column.LENGTH, "soon")
    assert met == ["shot.number-taken", "brief.wrong-option"]
    assert studio.plan.shots()[1].number == "020"


def test_sorting_never_changes_the_film(listed: List, studio: Studio, numbers: Numbers) -> None:
    for number, seconds in (("010", "9"), ("020", "10"), ("030", "1")):
        studio.fields.set(shots=[studio.shots.find(number)], fields={"seconds": seconds})
    header = listed.header
    header.sectionClicked.emit(Column.LENGTH)
    assert shown(listed) == "030 040 050 010 020"
    header.sectionClicked.emit(Column.LENGTH)
    assert shown(listed).startswith("020 010")
    assert listed.note == "Sorted by: Length"
    assert numbers() == ["010", "020", "030", "040", "050"]
    steps = len(studio.history.steps(100))
    drop(listed, [0], 3)
    assert len(studio.history.steps(100)) == steps, "a sorted list has no places to drop to"
    studio.fields.set(shots=[studio.shots.find("010")], fields={"seconds": "20"})
    assert shown(listed).startswith("010 020")
    header.sectionClicked.emit(Column.LENGTH)
    assert (shown(listed), listed.note) == ("010 020 030 040 050", "")


def test_the_selection_outlives_sorting(listed: List) -> None:
    listed.view.selectRow(1)
    listed.header.sectionClicked.emit(Column.NUMBER)
    listed.header.sectionClicked.emit(Column.NUMBER)
    assert shown(listed).startswith("050")
    assert {index.row() for index in listed.view.selectedIndexes()} == {3}
    assert len(listed.room.selection.shots) == 1


def test_lines_are_dragged_as_cards_are(listed: List, numbers: Numbers) -> None:
    drop(listed, [0, 1], 4)
    assert numbers() == shown(listed).split() == ["030", "040", "010", "020", "050"]
    drop(listed, [0], 5)
    assert numbers()[-1] == "030"
    assert listed.room.undo is not None


def test_every_action_of_the_board_works_in_the_list_and_the_outline() -> None:
    for action in ACTIONS:
        if action.where and action.id != "filter-clear":
            assert {"board", "list", "outline"} <= set(action.where), action.id


def test_columns_are_chosen_and_remembered(listed: List, window: StudioWindow) -> None:
    assert listed.shown() == [*AT_FIRST]
    listed.show_column(Column.NOTE, on=True)
    listed.show_column(Column.PLACE, on=False)
    listed.header.moveSection(listed.header.visualIndex(Column.STATUS), 0)
    other = List(window.room)
    assert other.shown() == listed.shown()
    assert other.shown()[0] is Column.STATUS
    assert Column.NOTE in other.shown()
    assert Column.PLACE not in other.shown()
    other.deleteLater()


def test_enter_edits_the_brief_and_f2_the_cell(qtbot: QtBot, listed: List) -> None:
    listed.view.setCurrentIndex(listed.shots.index(2, Column.LINE))
    qtbot.keyClick(listed.view, Qt.Key.Key_F2)
    editor = listed.view.indexWidget(listed.shots.index(2, Column.LINE))
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Shot 030"


def test_findings_are_counted_told_and_sorted(listed: List, studio: Studio) -> None:
    first, last = studio.plan.shots()[0], studio.plan.shots()[-1]
    studio.fields.set(shots=studio.plan.shots(), fields={"short": True, "scene": "Rain on the panes."})
    studio.fields.set(shots=[last], fields={"scene": "A beautiful street, make it longer.", "short": False})
    listed.room.bridge.flush()
    read = reader(listed.room)
    read.finish()
    assert first.id in read.tallies
    assert not listed.header.isSectionHidden(Column.FINDINGS), "it is shown from the beginning"
    number = {card.number: row for row, card in enumerate(listed.shots.cards())}
    many = listed.shots.index(number[last.number], Column.FINDINGS)
    assert many.data() == str(read.tallies[last.id].all)
    assert read.tallies[last.id].all > 1
    assert "warning" in many.data(Qt.ItemDataRole.AccessibleTextRole)
    listed.shots.order_by(Column.FINDINGS, falling=True)
    assert listed.shots.card(0).shot == last.id
    studio.fields.set(shots=[last], fields={"scene": "Rain on the panes.", "short": True})
    studio.fields.set(shots=[first], fields={"scene": "A beautiful street, make it longer.", "short": False})
    listed.room.bridge.flush()
    read.finish()
    assert listed.shots.card(0).shot == first.id, "the order follows what is found"
