"""The takes strip: what it shows, what its keys do, which two takes it hands to whoever compares them."""

from __future__ import annotations

from threading import Thread

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app import shelf
from app.reading import clipped, nameless
from fourbeat.app.player.deck import NoBackend
from fourbeat.app.start import Program
from fourbeat.app.takes import details
from fourbeat.app.takes.page import Takes
from fourbeat.app.window import StudioWindow
from fourbeat.model.message import message
from fourbeat.model.plan import ShotStatus, TakeStatus
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import LANGUAGES


@pytest.fixture
def strip(window: StudioWindow, studio: Studio) -> Takes:
    shot = studio.plan.shots()[0]
    for seed in (7, 8, 9):
        shelf.put(studio, shot, seed=seed)
    window.room.bridge.flush()
    window.show_dock("takes")
    page = window.pages["takes"]
    assert isinstance(page, Takes)
    QApplication.processEvents()
    return page


def select(page: Takes, *rows: int) -> None:
    model = page.strip.selectionModel()
    model.clearSelection()
    for row in rows:
        model.setCurrentIndex(page.takes.index(row), QItemSelectionModel.SelectionFlag.Select)


def spoken(page: Takes, row: int) -> str:
    return str(page.takes.data(page.takes.index(row), Qt.ItemDataRole.AccessibleTextRole))


def test_a_shot_without_takes_offers_to_queue_one(window: StudioWindow, studio: Studio) -> None:
    window.show_dock("takes")
    page = window.pages["takes"]
    assert isinstance(page, Takes)
    assert page.empty.isVisible()
    assert "010" in page.empty.text.text()
    page.empty.button.click()
    assert len(studio.jobs.all()) == 1


def test_takes_stand_by_number_with_what_is_thought_of_them(strip: Takes, window: StudioWindow) -> None:
    assert strip.note == "3 takes"
    assert spoken(strip, 0) == "Take 1, candidate, rated 0 of 5"
    assert strip.takes.current is not None
    assert strip.takes.current.take.number == 3, "the newest is looked at while none is in the cut"
    assert not nameless(strip)
    assert not clipped(window)


def test_takes_fill_their_rows_at_every_width(strip: Takes, qtbot: QtBot) -> None:
    view = strip.strip
    least = strip.room.theme.size("card-least")
    for width in range(2 * least + 10, 3 * least, 7):
        view.setFixedWidth(width)
        qtbot.waitUntil(lambda: view.visualRect(view.model().index(1, 0)).x() > 0, timeout=1000)
        rects = [view.visualRect(view.model().index(row, 0)) for row in range(3)]
        assert [rect.y() // view.gridSize().height() for rect in rects] == [0, 0, 1], width


def test_keys_rate_judge_and_choose(strip: Takes, qtbot: QtBot, studio: Studio, window: StudioWindow) -> None:
    select(strip, 0)
    one = strip.takes.listed(0).take
    for key in (Qt.Key.Key_4, Qt.Key.Key_A, Qt.Key.Key_Return):
        qtbot.keyClick(strip.strip, key)
    window.room.bridge.flush()
    mark = studio.plan.mark(one.id)
    assert (mark.rating, mark.status) == (4, TakeStatus.APPROVED)
    assert studio.plan.shots()[0].take == one.id
    assert spoken(strip, 0) == "Take 1, approved, rated 4 of 5, in the cut"
    for key in (Qt.Key.Key_0, Qt.Key.Key_A, Qt.Key.Key_Return):
        qtbot.keyClick(strip.strip, key)
    window.room.bridge.flush()
    assert spoken(strip, 0) == "Take 1, candidate, rated 0 of 5"
    qtbot.keyClick(strip.strip, Qt.Key.Key_X)
    assert studio.plan.mark(one.id).status is TakeStatus.REJECTED
    window.room.actions["undo"].trigger()
    assert studio.plan.mark(one.id).status is TakeStatus.CANDIDATE


def test_rejecting_the_take_in_the_cut_says_that_it_stays_there(
    strip: Takes, qtbot: QtBot, window: StudioWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(window, "announce", told.append)
    select(strip, 0)
    qtbot.keyClick(strip.strip, Qt.Key.Key_Return)
    window.room.bridge.flush()
    qtbot.keyClick(strip.strip, Qt.Key.Key_X)
    assert told[-1] == "Take 1 of shot 010 is rejected and still in the cut"
    window.room.bridge.flush()
    assert spoken(strip, 0) == "Take 1, rejected, rated 0 of 5, in the cut"
    shots = window.room.shots
    assert "t1 rejected" in shots.badge(shots.card(0)), "the card says so too"
    window.room.actions["undo"].trigger()
    window.room.bridge.flush()
    assert "rejected" not in shots.badge(shots.card(0))


def test_a_take_can_be_made_a_select_and_no_longer(strip: Takes, qtbot: QtBot, window: StudioWindow) -> None:
    select(strip, 1)
    qtbot.keyClick(strip.strip, Qt.Key.Key_B)
    window.room.bridge.flush()
    assert spoken(strip, 1) == "Take 2, select, rated 0 of 5"
    assert window.room.undo is not None
    assert window.room.say("act.undo-named", step=window.room.undo.label) == "Undo: Make take t2 of shot 010 a select"
    assert window.room.actions["take-select"].text() == "Select no longer"
    assert any(one.defaultAction() is window.room.actions["take-select"] for one in strip.findChildren(QToolButton))
    qtbot.keyClick(strip.strip, Qt.Key.Key_B)
    window.room.bridge.flush()
    assert spoken(strip, 1) == "Take 2, candidate, rated 0 of 5"


def test_keys_are_text_while_text_is_written(strip: Takes, qtbot: QtBot, studio: Studio) -> None:
    select(strip, 0)
    field = QLineEdit(strip)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "a4x[r")
    assert field.text() == "a4x[r"
    assert studio.plan.mark(strip.takes.listed(0).take.id).rating == 0
    assert strip.takes.current is strip.takes.listed(0)


def test_brackets_walk_through_the_takes(strip: Takes, qtbot: QtBot, window: StudioWindow) -> None:
    looked = window.room.selection
    for key, row in ((Qt.Key.Key_BracketLeft, 1), (Qt.Key.Key_BracketLeft, 0), (Qt.Key.Key_BracketLeft, 0)):
        qtbot.keyClick(strip.strip, key)
        assert looked.take == strip.takes.listed(row).take.id
    qtbot.keyClick(strip.strip, Qt.Key.Key_BracketRight)
    assert looked.take == strip.takes.listed(1).take.id
    assert strip.strip.currentIndex().row() == 1


def test_r_asks_for_a_retake_of_the_shot(strip: Takes, qtbot: QtBot, studio: Studio, window: StudioWindow) -> None:
    qtbot.keyClick(strip.strip, Qt.Key.Key_R)
    assert studio.plan.shots()[0].status is ShotStatus.RETAKE
    window.room.bridge.flush()
    assert window.room.actions["take-retake"].text() == "No retake needed"
    qtbot.keyClick(strip.strip, Qt.Key.Key_R)
    assert studio.plan.shots()[0].status is None


def test_what_the_player_shows_is_what_its_keys_judge(
    qtbot: QtBot, studio: Studio, window: StudioWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio.proxies, "want", lambda _reel: None)
    take = shelf.put(studio, studio.plan.shots()[2])
    window.room.bridge.flush()
    window.show_dock("player")
    screen = window.pages["player"].focusProxy()
    for _ in range(2):
        qtbot.keyClick(screen, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.room.selection.shot == take.shot)
    qtbot.keyClick(screen, Qt.Key.Key_A)
    assert studio.plan.mark(take.id).status is TakeStatus.APPROVED


def test_n_writes_a_note_that_is_kept_and_undone(
    strip: Takes, qtbot: QtBot, studio: Studio, window: StudioWindow
) -> None:
    select(strip, 0)
    qtbot.keyClick(strip.strip, Qt.Key.Key_N)
    note = strip.details.note
    assert note.hasFocus()
    qtbot.keyClicks(note, "nice hands")
    take = strip.takes.listed(0).take
    select(strip, 1)
    assert note.text() == ""
    assert studio.plan.mark(take.id).note == "nice hands"
    window.room.bridge.flush()
    select(strip, 0)
    assert note.text() == "nice hands"
    qtbot.keyClicks(note, "!")
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert note.text() == "nice hands"
    window.room.actions["undo"].trigger()
    window.room.bridge.flush()
    assert note.text() == ""
    assert strip.unkept() == ""


def test_a_take_made_from_another_says_so(strip: Takes, studio: Studio, window: StudioWindow) -> None:
    parent = strip.takes.listed(0).take
    shelf.put(studio, studio.plan.shots()[0], parent=parent.id, delta="warmer light")
    window.room.bridge.flush()
    assert spoken(strip, 3) == "Take 4, candidate, rated 0 of 5, made from take 1"
    select(strip, 3)
    assert strip.details.facts["Made from"].text() == "t1"
    assert strip.details.facts["Asked to change"].text() == "warmer light"
    assert not strip.strip.grab().isNull()


def test_two_selected_takes_are_compared_in_words(strip: Takes) -> None:
    select(strip, 0, 2)
    assert strip.compared.isVisible()
    assert not strip.details.isVisible()
    assert "Seed: 7 → 9" in strip.compared.toPlainText()
    select(strip, 1)
    assert strip.details.isVisible()
    assert strip.details.title.text().startswith("Take 2")


def test_the_pair_is_what_is_selected_else_the_chosen_one_and_another(
    strip: Takes, studio: Studio, window: StudioWindow
) -> None:
    def numbers() -> list[int]:
        assert strip.takes.pair is not None
        return [one.take.number for one in strip.takes.pair]

    select(strip, 0, 1)
    assert numbers() == [1, 2]
    select(strip, 1)
    assert numbers() == [2, 3], "without a chosen one, beside the newest"
    studio.takes.choose(shot=studio.plan.shots()[0], take=strip.takes.listed(0).take)
    window.room.bridge.flush()
    assert numbers() == [1, 2]
    select(strip, 0)
    assert numbers() == [1, 3]
    window.room.selection.choose([studio.plan.shots()[1].id])
    assert strip.takes.pair is None


def test_what_a_take_was_made_with_can_be_copied(strip: Takes, window: StudioWindow) -> None:
    select(strip, 1)
    assert strip.details.facts["Seed"].text() == "8"
    window.room.actions["take-copy"].trigger()
    assert QGuiApplication.clipboard().text() == strip.takes.listed(1).take.prompt


@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
def test_nothing_is_nameless_or_cut_off(
    program: Program,
    strip: Takes,
    window: StudioWindow,
    qtbot: QtBot,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(*_: object) -> None:
        raise NoBackend

    monkeypatch.setattr("fourbeat.app.compare.page.Decks", none)
    select(strip, 0, 1)
    program.look.resize(200)
    program.speak(language)
    qtbot.waitUntil(lambda: program.window is not window and program.window is not None)
    assert program.window is not None
    program.window.resize(1366, 768)
    qtbot.waitExposed(program.window)
    for dock in ("takes", "compare"):
        program.window.show_dock(dock)
        assert not nameless(program.window.pages[dock])
        assert not clipped(program.window.pages[dock])


def test_a_picture_that_a_clip_ignored_is_told_once_that_is_known(
    strip: Takes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = strip.takes.current
    assert shown is not None
    assert "First frame" not in strip.details.facts
    said = message("take.reference-ignored", name="wall.png")
    monkeypatch.setattr(details, "ignored", lambda _studio, take: said if take.id == shown.take.id else None)
    # Fingerprints are taken in another thread, as this one is not the window's.
    thread = Thread(target=strip.details.known.emit, args=(shown.take.sha256,))
    thread.start()
    qtbot.waitUntil(lambda: "First frame" in strip.details.facts)
    thread.join()
    assert "nothing of “wall.png”" in strip.details.facts["First frame"].text()
    select(strip, 0)
    assert "First frame" not in strip.details.facts
