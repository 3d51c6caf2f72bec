"""The board and the list: one model, one selection, shots moved by keys and by dropping."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from fourbeat.app.board.bin_sheet import BinSheet
from fourbeat.app.board.list import List
from fourbeat.app.board.model import Column, Shots
from fourbeat.app.board.page import Board
from fourbeat.app.board.view import CardView
from fourbeat.app.outline import Outline
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.model.ids import Id
from fourbeat.model.plan import ShotStatus
from fourbeat.studio.board import Card, cards
from fourbeat.studio.studio import Studio

Numbers = Callable[[], list[str]]


def board(window: StudioWindow) -> CardView:
    page = window.pages["board"]
    assert isinstance(page, Board)
    window.show_dock("board")
    return page.view


def choose(window: StudioWindow, *numbers: str) -> None:
    shots = window.room.studio.plan.shots()
    window.room.selection.choose([shot.id for shot in shots if shot.number in numbers])


def shown(window: StudioWindow) -> list[str]:
    """Give the numbers as the model shows them."""
    window.room.bridge.flush()
    return [card.number for card in window.room.shots.cards()]


def drop(view: CardView, rows: list[int], before: int) -> None:
    """Drop cards onto the half of a card that means the wanted place."""
    data = view.model().mimeData([view.model().index(row, 0) for row in rows])
    last = before >= view.model().rowCount()
    box = view.visualRect(view.model().index(before - last, 0))
    point = QPoint(box.right() - 2 if last else box.left() + 2, box.center().y())
    event = QDropEvent(
        QPointF(point),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)
    assert event.isAccepted()


def test_the_model_keeps_qts_rules(window: StudioWindow, studio: Studio) -> None:
    tester = QAbstractItemModelTester(window.room.shots, QAbstractItemModelTester.FailureReportingMode.Warning)
    shots = studio.plan.shots()
    studio.shots.move(shot=shots[0], after=shots[3])
    window.room.bridge.flush()
    studio.shots.remove(shot=shots[1])
    window.room.bridge.flush()
    studio.history.undo()
    window.room.bridge.flush()
    assert tester.model() is window.room.shots
    assert shown(window) == [shot.number for shot in studio.plan.shots()]


PLAIN = "010 020 030 040 050"


def test_keys_reorder(qtbot: QtBot, window: StudioWindow, numbers: Numbers) -> None:
    view = board(window)
    for chosen, key, becomes in (
        ("020", Qt.Key.Key_Right, "010 030 020 040 050"),
        ("020", Qt.Key.Key_Left, "020 010 030 040 050"),
        ("020 030", Qt.Key.Key_Right, "010 040 020 030 050"),
        ("020 040", Qt.Key.Key_Left, "020 040 010 030 050"),
        ("010", Qt.Key.Key_Left, PLAIN),
        ("050", Qt.Key.Key_Right, PLAIN),
    ):
        choose(window, *chosen.split())
        qtbot.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        assert numbers() == becomes.split() == shown(window)
        assert {window.room.shots.card(index.row()).number for index in view.selectedIndexes()} == set(chosen.split())
        put_back(window, numbers)


def test_dropping_reorders(window: StudioWindow, numbers: Numbers, studio: Studio) -> None:
    view = board(window)
    for rows, before, becomes in (
        ([0], 3, "020 030 010 040 050"),
        ([4], 0, "050 010 020 030 040"),
        ([0, 2], 5, "020 040 050 010 030"),
        ([3, 1], 0, "020 040 010 030 050"),
        ([1], 1, PLAIN),
        ([1], 2, PLAIN),
    ):
        steps = len(studio.history.steps(200))
        drop(view, rows, before)
        assert numbers() == becomes.split() == shown(window)
        assert (len(studio.history.steps(200)) > steps) == (becomes != PLAIN)
        put_back(window, numbers)


def put_back(window: StudioWindow, numbers: Numbers) -> None:
    while numbers() != PLAIN.split():
        window.room.actions["undo"].trigger()
    assert shown(window) == PLAIN.split()


def test_new_shots_come_beside_the_current_one_and_are_selected(
    qtbot: QtBot, window: StudioWindow, numbers: Numbers
) -> None:
    view = board(window)
    choose(window, "020")
    qtbot.keyClick(view, Qt.Key.Key_N)
    assert numbers() == ["010", "020", "025", "030", "040", "050"] == shown(window)
    assert window.room.shots.card(view.currentIndex().row()).number == "025"
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert len(numbers()) == 7
    assert numbers()[3] == "025"


def test_duplicate_and_bin_and_undo(qtbot: QtBot, window: StudioWindow, numbers: Numbers, studio: Studio) -> None:
    view = board(window)
    choose(window, "020", "040")
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    shots = studio.plan.shots()
    assert len(shots) == 7
    assert shots[2].title == "Shot 020"
    assert studio.plan.brief(shots[2].id).colours[0].value == "#a1b2c3"
    assert len(window.room.selection.shots) == 2
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert numbers() == ["010", "020", "030", "040", "050"] == shown(window)
    assert window.room.selection.shot is not None
    undo = window.room.actions["undo"]
    assert undo.text() == "Undo: Remove 2 shots"
    undo.trigger()
    assert len(shown(window)) == 7


def test_the_selection_is_one_for_all(window: StudioWindow) -> None:
    view = board(window)
    listed, outline = window.pages["list"], window.pages["outline"]
    assert isinstance(listed, List)
    assert isinstance(outline, Outline)
    choose(window, "020", "030")
    for other in (view, listed.view):
        assert {index.row() for index in other.selectedIndexes()} == {1, 2}
    assert len(outline.tree.selectionModel().selectedRows()) == 2
    listed.view.selectRow(4)
    shot = window.room.shots.card(4).shot
    assert window.room.selection.shots == (shot,)
    assert {index.row() for index in view.selectedIndexes()} == {4}
    (index,) = outline.tree.selectionModel().selectedRows()
    assert index.data().startswith("050")


def test_a_card_is_read_aloud_whole(window: StudioWindow) -> None:
    view = board(window)
    index = view.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Shot 020, Shot 020, idea"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "ghost · 4.0 s"


def test_a_status_set_by_hand_shows_at_once(window: StudioWindow, studio: Studio) -> None:
    shot = studio.plan.shots()[2]
    studio.store.write(
        lambda writer: writer.edit(studio.store.steps(1)[0].label, studio.plan.change(shot, status=ShotStatus.OMITTED))
    )
    window.room.bridge.flush()
    assert window.room.shots.index(2, Column.STATUS).data() == "omitted"


def test_progress_shows_on_the_card_that_is_at_work(window: StudioWindow) -> None:
    room = window.room
    card = room.shots.card(1)
    room.shots.lay([*room.shots.cards()[:1], _with_job(card, "job"), *room.shots.cards()[2:]])
    room.bridge.progress.emit("job", 0.634)
    assert room.shots.index(1, Column.STATUS).data() == "idea 63 %"
    room.shots.lay([*room.shots.cards()[:1], card, *room.shots.cards()[2:]])
    assert room.shots.index(1, Column.STATUS).data() == "idea"


def _with_job(card: Card, job: str) -> Card:
    return Card(**{**vars(card), "job": job})


def test_an_empty_board_says_what_belongs_there(qtbot: QtBot, window: StudioWindow, numbers: Numbers) -> None:
    view = board(window)
    choose(window, *numbers())
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert numbers() == []
    assert not view.isVisible()
    page = window.pages["board"]
    focus = window.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_N)
    assert len(shown(window)) == 1
    assert view.isVisible()


def test_twenty_thousand_cards_are_laid_out_and_walked(qtbot: QtBot, window: StudioWindow) -> None:
    room = window.room
    first = room.shots.card(0)
    many = [Card(**{**vars(first), "shot": f"shot {n}", "number": f"{n:05}"}) for n in range(20_000)]
    shots = Shots(room, window)
    shots.lay(many)
    view = CardView(room, shots, window)
    view.resize(1200, 700)
    view.show()
    view.setCurrentIndex(shots.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 1
    moved = [many[1], many[0], *many[2:]]
    heard = []
    shots.rowsMoved.connect(lambda *_: heard.append(1))
    shots.lay(moved)
    assert heard == [1]
    assert not view.grab().isNull()


def test_the_outline_keeps_qts_rules_and_what_was_closed(window: StudioWindow, studio: Studio) -> None:
    outline = window.pages["outline"]
    assert isinstance(outline, Outline)
    tester = QAbstractItemModelTester(outline.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    scene = outline.rows.index(0, 0, outline.rows.index(0, 0))
    assert scene.data() == "Scene 1"
    outline.tree.collapse(scene)
    shots = studio.plan.shots()
    studio.shots.move(shot=shots[0], after=shots[2])
    studio.shots.remove(shot=shots[4])
    window.room.bridge.flush()
    scene = outline.rows.index(0, 0, outline.rows.index(0, 0))
    assert not outline.tree.isExpanded(scene)
    assert [outline.rows.index(row, 0, scene).data()[:3] for row in range(4)] == ["020", "030", "010", "040"]
    assert outline.note == "4 shots · 0:16"
    assert tester.model() is outline.rows


def test_a_change_reads_only_what_it_touched(
    window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(home: Studio, only: Iterable[Id] | None = None, **known: frozenset[Id]) -> list[Card]:
        found = cards(home, only, **known)
        read.append(len(found))
        return found

    monkeypatch.setattr("fourbeat.app.board.model.cards", counted)
    shots = studio.plan.shots()
    studio.fields.set(shots=shots[:1], fields={"mood": "calm"})
    window.room.bridge.flush()
    studio.arrange.move(shots=shots[:2], after=shots[4])
    window.room.bridge.flush()
    studio.bin.put(shots=shots[2:3])
    assert shown(window) == ["040", "050", "010", "020"]
    assert read == [1, 2, 0]


def test_an_empty_film_offers_only_what_can_be_done(window: StudioWindow, studio: Studio) -> None:
    for shot in studio.plan.shots():
        studio.bin.put(shots=[shot])
    window.room.bridge.flush()
    window.room.selection.choose([])
    QApplication.processEvents()
    buttons = {one.text().replace("&", ""): one for one in window.findChildren(QPushButton) if one.isVisible()}
    assert "New shot" in buttons
    assert buttons["Bring a script in…"].isEnabled()
    assert "New shot after" not in buttons
    takes = [one for one in window.findChildren(QPushButton) if one.text() == "Queue take"]
    assert takes
    assert not any(one.isEnabled() for one in takes)


def test_a_long_title_in_the_bin_ends_in_dots(window: StudioWindow, studio: Studio) -> None:
    shot = studio.plan.shots()[0]
    words = BriefFile(number=shot.number, title="The last train leaves without them " * 3)
    studio.shots.edit(shot=shot, brief=words, folder=studio.folder)
    studio.bin.put(shots=[studio.plan.shots()[0]])
    sheet = BinSheet(window.room)
    sheet.show()
    QApplication.processEvents()
    assert not sheet.shots.horizontalScrollBar().isVisible()
    assert "leaves without them" in sheet.shots.item(0).toolTip()
    sheet.close()


def test_the_outline_changes_only_the_rows_that_come_go_or_move(
    qtbot: QtBot, window: StudioWindow, studio: Studio, tmp_path: Path
) -> None:
    outline = window.pages["outline"]
    assert isinstance(outline, Outline)
    rows = outline.rows
    there = studio.plan.shots()

    def shots() -> list[str]:
        found = []
        for scene in (node for node in rows.nodes() if node.kind == "scene"):
            above = rows.index_of(scene)
            held = [rows.index(row, 0, above) for row in range(rows.rowCount(above))]
            assert [index.row() for index in held] == list(range(len(held)))
            found += [str(index.data()).split()[0] for index in held]
        return found

    with qtbot.assertNotEmitted(rows.modelReset):
        studio.shots.move(shot=there[0], after=there[3])
        studio.shots.add(brief=BriefFile(number="035"), folder=tmp_path, after=there[2])
        window.room.bridge.flush()
        assert shots() == [shot.number for shot in studio.plan.shots()] == ["020", "030", "035", "040", "010", "050"]
        studio.bin.put(shots=there[1:3])
        window.room.bridge.flush()
        assert shots() == ["035", "040", "010", "050"]
        studio.history.undo()
        window.room.bridge.flush()
        assert shots() == ["020", "030", "035", "040", "010", "050"]
    window.room.selection.choose([there[2].id])
    assert outline.tree.currentIndex() == rows.shot(there[2].id)


def test_in_a_long_film_a_scene_opens_when_one_is_there(
    window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fourbeat.app.outline.LONG", 3)
    outline = Outline(window.room, window)
    scene = next(node for node in outline.rows.nodes() if node.kind == "scene")
    assert outline.tree.isExpanded(outline.rows.index_of(scene)), "the shot that is looked at stands there"
    outline.tree.collapse(outline.rows.index_of(scene))
    window.room.selection.choose([studio.plan.shots()[3].id])
    assert not outline.tree.isExpanded(outline.rows.index_of(scene)), "what a person has closed stays closed"
    window.room.selection.choose([])
    another = Outline(window.room, window)
    scene = next(node for node in another.rows.nodes() if node.kind == "scene")
    assert not another.tree.isExpanded(another.rows.index_of(scene))
    window.room.selection.choose([studio.plan.shots()[1].id])
    assert another.tree.isExpanded(another.rows.index_of(scene))
