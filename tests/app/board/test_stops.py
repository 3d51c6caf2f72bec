"""What may not be shown, and what the gate lets no further: said on cards and in the list, by word and shape."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app import shelf
from fourbeat.app.board.columns import Column
from fourbeat.app.board.list import List
from fourbeat.app.board.page import Board
from fourbeat.app.board.rows import CARD, Stopped
from fourbeat.app.compare.page import Compare
from fourbeat.app.findings.reader import reader
from fourbeat.app.queue.model import job_list
from fourbeat.app.window import StudioWindow
from fourbeat.model.claim import ClaimKind
from fourbeat.model.job import Failure, JobState
from fourbeat.model.message import message
from fourbeat.model.take import Take
from fourbeat.studio.findings import Tally
from fourbeat.studio.studio import Studio

RED = QColor("#ff0000")


def takedown(studio: Studio, *takes: Take) -> None:
    studio.claims.add(kind=ClaimKind.TAKEDOWN, who="Ann", contact="", about="Mine", takes=takes, subject="")


def drawn(board: Board, row: int) -> QImage:
    option = QStyleOptionViewItem()
    option.initFrom(board.view)
    option.rect.setSize(board.view.cards.grid())
    image = QImage(board.view.cards.grid(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    board.view.cards.paint(painter, option, board.shots.index(row, 0))
    painter.end()
    return image


def test_a_withdrawn_take_shows_no_picture(window: StudioWindow, studio: Studio, monkeypatch: object) -> None:
    board, listed = window.pages["board"], window.pages["list"]
    assert isinstance(board, Board)
    assert isinstance(listed, List)
    shot = studio.plan.shots()[0]
    take = shelf.put(studio, shot)
    studio.takes.choose(shot=shot, take=take)
    window.room.bridge.flush()
    picture = QPixmap(400, 300)
    picture.fill(RED)
    monkeypatch.setattr(window.room.thumbs, "picture", lambda *_: picture)  # type: ignore[attr-defined]
    middle = board.view.cards.picture_size()
    spot = (middle.width() // 2, middle.height() * 3 // 4)
    assert drawn(board, 0).pixelColor(*spot) == RED
    takedown(studio, take)
    window.room.bridge.flush()
    assert drawn(board, 0).pixelColor(*spot) != RED
    index = board.shots.index(0, 0)
    assert index.data(CARD).withdrawn
    assert "withdrawn" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "may not be shown" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert listed.shots.index(0, Column.TAKE).data() == "t1 withdrawn"
    assert not board.shots.card(1).withdrawn


def test_a_job_that_the_gate_stopped_is_said_and_led_to(window: StudioWindow, studio: Studio) -> None:
    board, listed = window.pages["board"], window.pages["list"]
    assert isinstance(board, Board)
    assert isinstance(listed, List)
    shots = studio.plan.shots()
    held, failed, capped = studio.jobs.add(shots=shots[:3])
    why = message("gate.no-provider", provider="moon")

    def stop(writer: object) -> None:
        move = writer.move_job  # type: ignore[attr-defined]
        move(held.id, JobState.HELD, expect=JobState.QUEUED, why=why, not_before=None)
        move(failed.id, JobState.RESERVED, expect=JobState.QUEUED)
        move(failed.id, JobState.FAILED, expect=JobState.RESERVED, why=why, failure=Failure.REFUSED)
        move(capped.id, JobState.HELD, expect=JobState.QUEUED, why=message("queue.held.by-person"), not_before=None)

    studio.store.write(stop)
    window.room.bridge.flush()
    rows = board.shots
    assert [rows.stopped(rows.card(row)) for row in range(4)] == [Stopped.HELD, Stopped.BLOCKED, None, None]
    for row, word in enumerate(("held", "blocked")):
        assert rows.index(row, 0).data(Qt.ItemDataRole.ToolTipRole).endswith(f"{word}: {window.room.words(why)}")
        assert word in rows.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        assert word in listed.shots.index(row, Column.FINDINGS).data()
    window.room.selection.choose((shots[2].id,), shots[2].id)
    window.room.actions.refresh()
    assert not window.room.actions["why-stopped"].isEnabled()
    window.room.selection.choose((shots[1].id,), shots[1].id)
    window.room.actions["why-stopped"].trigger()
    assert window.pages["queue"].isVisible()
    assert job_list(window.room).chosen == (failed.id,)
    studio.jobs.retry(job=failed)
    window.room.bridge.flush()
    assert rows.stopped(rows.card(1)) is None


def test_what_a_right_forbids_is_blocked_before_anything_is_asked_for(window: StudioWindow, studio: Studio) -> None:
    board = window.pages["board"]
    assert isinstance(board, Board)
    reader(window.room).tallies[studio.plan.shots()[1].id] = Tally(errors=1, forbidden=1)
    assert board.shots.stopped(board.shots.card(1)) is Stopped.BLOCKED
    assert board.shots.stopped(board.shots.card(0)) is None


def test_compare_shows_no_take_that_is_withdrawn(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    shot = studio.plan.shots()[0]
    first, _second = (shelf.put(studio, shot, seed=seed) for seed in (7, 8))
    takedown(studio, first)
    window.room.bridge.flush()
    window.show_dock("compare")
    page = window.pages["compare"]
    assert isinstance(page, Compare)
    qtbot.waitUntil(lambda: page.screen_.word.startswith("Withdrawn: t1"), timeout=10000)
    assert page.screen_.ghost
    assert page.screen_.pictures is None
    assert page.decks is None
