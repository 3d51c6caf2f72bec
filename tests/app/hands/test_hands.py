"""Handwork in the window: what to copy from an order, and clips that are dropped, matched, and brought in."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fourbeat.app.hands.cost import Said
from fourbeat.app.hands.picture_sheet import PictureSheet
from fourbeat.app.hands.sheet import BringSheet
from fourbeat.app.queue.page import Queue
from fourbeat.app.window import StudioWindow
from fourbeat.media.errands import _look
from fourbeat.model.budget import Measure, Span
from fourbeat.model.job import Job, JobState
from fourbeat.model.plan import Declared
from fourbeat.model.request import View
from fourbeat.model.status import Shown
from fourbeat.model.take import MediaFacts
from fourbeat.studio.stills import Wanted
from fourbeat.studio.studio import Studio
from media.clips import make_clip


@pytest.fixture(autouse=True)
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at clips in this process: starting another takes longer than the look."""

    async def look(clip: Path) -> MediaFacts:
        return _look(clip, lambda _done: None)

    monkeypatch.setattr("fourbeat.studio.clip_looking.prober", lambda _pool: look)


@pytest.fixture
def jobs(studio: Studio, tmp_path: Path) -> list[Job]:
    """Lay out orders for the first two shots, one of them with a picture."""
    shots = studio.plan.shots()[:2]
    picture = tmp_path / "ada.png"
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    image.save(str(picture))
    studio.references.add(of=shots[0], files=[picture], declared=Declared.NO_PERSON)
    studio.fields.set(shots=shots, fields={"provider": "handwork", "scene": "A lighthouse keeper on the stairs"})
    asked = studio.jobs.add(shots=studio.plan.shots()[:2])
    studio.jobs.run()
    return [studio.store.job(one.id) for one in asked]


@pytest.fixture
def page(jobs: list[Job], window: StudioWindow, qtbot: QtBot) -> Iterator[Queue]:
    del jobs
    window.show_dock("queue")
    found = window.pages["queue"]
    assert isinstance(found, Queue)
    qtbot.waitUntil(found.isVisible)
    yield found
    for sheet in window.findChildren(BringSheet):
        sheet.reject()


def choose(page: Queue, job: Job) -> None:
    row = page.jobs.row_of(job.id)
    assert row is not None
    page.view.setCurrentIndex(page.jobs.index(row))


def drop(widget: QWidget, files: list[Path], at: QPoint) -> bool:
    """Drop files as a file manager would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enters = QDragEnterEvent(at, copy, data, buttons, keys)
    QApplication.sendEvent(widget, enters)
    if enters.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, data, buttons, keys))
    return enters.isAccepted()


def sheet_of(window: StudioWindow, qtbot: QtBot) -> BringSheet:
    """Wait for the sheet, and until it has looked at every clip."""
    qtbot.waitUntil(lambda: bool(window.findChildren(BringSheet)), timeout=5000)
    sheet = window.findChildren(BringSheet)[-1]
    qtbot.waitUntil(lambda: not sheet.bar.isVisible(), timeout=20000)
    return sheet


def chosen(sheet: BringSheet) -> list[str]:
    return [row.choice.currentText() for row in sheet.rows]


def test_an_order_waits_for_a_person_and_is_not_at_work(
    page: Queue, jobs: list[Job], window: StudioWindow, studio: Studio
) -> None:
    job = jobs[0]
    assert job.state is JobState.ACCEPTED
    row = page.jobs.row_of(job.id)
    assert row is not None
    said = page.jobs.data(page.jobs.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "010 take 1 · handwork, waits for you"
    assert page.note == "2 wait for you"
    assert page.jobs.working == studio.jobs.working == 0
    assert page.may_close()
    card = window.room.shots.cards()[0]
    assert (card.status, window.room.shots.status(card)) == (Shown.WAITING, "waits for you")
    assert not page.order.isVisible()
    choose(page, job)
    assert page.order.isVisible()
    assert not page.story.isVisible()
    assert "handwork/010 t001" in page.jobs.data(page.jobs.index(row), Qt.ItemDataRole.ToolTipRole)


def test_prompt_and_picture_are_copied_from_the_order(page: Queue, jobs: list[Job], window: StudioWindow) -> None:
    choose(page, jobs[0])
    buttons = page.order.buttons
    buttons["hand-prompt"].click()
    assert "A lighthouse keeper on the stairs" in QGuiApplication.clipboard().text()
    buttons["hand-picture"].click()
    board = QGuiApplication.clipboard()
    assert board.image().width() == 64
    assert Path(board.mimeData().urls()[0].toLocalFile()).parent.name == "pictures"
    choose(page, jobs[1])
    assert not buttons["hand-picture"].isEnabled()
    assert window.room.actions["hand-folder"].isEnabled()


def test_the_orders_folder_is_opened(
    page: Queue, jobs: list[Job], window: StudioWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, jobs[0])
    opened: list[str] = []
    monkeypatch.setattr(
        "PySide6.QtGui.QDesktopServices.openUrl", staticmethod(lambda url: opened.append(url.toLocalFile()))
    )
    window.room.actions["hand-folder"].trigger()
    assert Path(opened[0], "prompt.txt").is_file()


def test_clips_dropped_on_the_queue_are_matched_shown_and_taken(
    page: Queue, window: StudioWindow, studio: Studio, tmp_path: Path, qtbot: QtBot
) -> None:
    good, other = make_clip(tmp_path / "SH0020 final.mp4"), make_clip(tmp_path / "x.mp4")
    bad = tmp_path / "half.mp4"
    bad.write_bytes(b"not a clip")
    assert drop(page.view.viewport(), [good, bad, other], QPoint(5, page.view.height() - 2))
    sheet = sheet_of(window, qtbot)
    assert chosen(sheet) == ["020 take 1 · handwork", "Leave it out", "010 take 1 · handwork"]
    assert "its name says what it is of" in sheet.rows[0].about.text()
    assert "320 × 180" in sheet.rows[0].about.text()
    assert "half.mp4 cannot be played" in sheet.rows[1].about.text()
    assert [row.choice.isEnabled() for row in sheet.rows] == [True, False, True]
    assert sheet.go.text() == "Bring in 2 files"
    assert studio.store.takes() == []
    assert not sheet.rows[0].amount.isVisible()
    sheet.cost.said.show_value(Said.OWN)
    sheet.cost.said.edited.emit()
    assert not sheet.cost.amount.isVisible()
    for row, amount in zip(sheet.rows, ("0.80", "this one is left out", "1.10"), strict=True):
        assert row.amount.isVisible()
        row.amount.setText(amount)
    sheet.cost.currency.show_value("usd")
    sheet.go.click()
    qtbot.waitUntil(lambda: len(studio.store.takes()) == 2, timeout=20000)
    qtbot.waitUntil(lambda: not window.findChildren(BringSheet) or not sheet.isVisible(), timeout=5000)
    assert studio.ledger.figures().spent.money["USD"] * 10 == 19
    assert studio.ledger.figures().unknown.many == 0
    qtbot.waitUntil(lambda: not any((studio.folder / "handwork").iterdir()), timeout=5000)
    assert good.exists()


def test_a_sum_that_is_none_is_told_before_anything_is_taken(
    page: Queue, window: StudioWindow, studio: Studio, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drop(page.view.viewport(), [make_clip(tmp_path / "010.mp4")], QPoint(5, 5))
    sheet = sheet_of(window, qtbot)
    told: list[str] = []
    monkeypatch.setattr(page.room, "_show_error", lambda error: told.append(error.code))
    sheet.cost.said.show_value(Said.EACH)
    sheet.cost.amount.show_value("much")
    sheet.go.click()
    assert told == ["budget.no-sum"]
    assert sheet.isVisible()
    sheet.leave.click()
    assert not sheet.isVisible()
    assert len(studio.handwork.orders()) == 2


def test_a_clip_dropped_on_a_card_that_ordered_none_becomes_its_take(
    page: Queue, window: StudioWindow, studio: Studio, tmp_path: Path, qtbot: QtBot
) -> None:
    del page
    window.show_dock("board")
    view = window.pages["board"].view  # type: ignore[attr-defined]
    index = view.model().index(2, 0)
    assert drop(view.viewport(), [make_clip(tmp_path / "SH0010.mp4")], view.visualRect(index).center())
    sheet = sheet_of(window, qtbot)
    # Where it was dropped says more than its name.
    assert chosen(sheet) == ["Shot 030: a take nobody ordered"]
    sheet.go.click()
    qtbot.waitUntil(lambda: len(studio.store.takes()) == 1, timeout=20000)
    assert studio.store.takes()[0].shot == studio.plan.shots()[2].id
    assert studio.ledger.figures().unknown.unpriced == 1


def test_what_is_not_taken_says_why_and_the_others_are_kept(
    page: Queue, window: StudioWindow, studio: Studio, tmp_path: Path, qtbot: QtBot
) -> None:
    studio.budget.cap(span=Span.PROJECT, measure=Measure.CLIPS, most="2")
    files = [make_clip(tmp_path / name) for name in ("010.mp4", "020.mp4", "third.mp4")]
    drop(page.view.viewport(), files, QPoint(5, page.view.height() - 2))
    sheet = sheet_of(window, qtbot)
    assert chosen(sheet)[2] == "Leave it out"
    sheet.rows[2].choice.setCurrentIndex(5)
    sheet.rows[2].choice.activated.emit(5)
    assert sheet.go.text() == "Bring in 3 files"
    sheet.go.click()
    qtbot.waitUntil(lambda: not sheet.bar.isVisible(), timeout=20000)
    assert sheet.isVisible()
    assert [row.taken for row in sheet.rows] == [True, True, False]
    assert "cap of 2 clips" in sheet.rows[2].about.text()
    qtbot.waitUntil(lambda: len(studio.store.takes()) == 2, timeout=20000)
    assert sheet.go.text() == "Bring in 1 file"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_clips_are_brought_from_the_keyboard(
    page: Queue,
    jobs: list[Job],
    window: StudioWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = [make_clip(tmp_path / name) for name in ("a.mp4", "SH0010.mp4")]
    monkeypatch.setattr("fourbeat.app.picking.Picking.files", lambda *_given: files)
    choose(page, jobs[1])
    window.room.actions["hand-bring"].trigger()
    sheet = sheet_of(window, qtbot)
    assert chosen(sheet) == ["020 take 1 · handwork", "010 take 1 · handwork"]
    assert sheet.rows[0].choice.hasFocus()
    assert sheet.rows[0].choice.accessibleName() == "Whose a.mp4 is"


def test_an_order_for_a_picture_asks_for_one(
    window: StudioWindow, studio: Studio, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = studio.cast.add(name="Ada", identity="a keeper of sixty")
    (job,) = studio.stills.ask(wanted=Wanted(ada, (View.FRONT,), generator="handwork"))
    studio.jobs.run(only=[job.id])
    picture = tmp_path / "ada.png"
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    image.save(str(picture))
    window.show_dock("queue")
    page = window.pages["queue"]
    assert isinstance(page, Queue)
    window.room.bridge.flush()
    choose(page, job)
    assert page.order.bring.text() == "Bring the picture…"
    page.order.buttons["hand-prompt"].click()
    assert "Ada" in QGuiApplication.clipboard().text()
    monkeypatch.setattr("fourbeat.app.picking.Picking.file", lambda *_given: picture)
    page.order.bring.click()
    (sheet,) = window.findChildren(PictureSheet)
    sheet.cost.said.show_value(Said.EACH)
    sheet.cost.amount.show_value("0.05")
    sheet.cost.currency.show_value("USD")
    sheet.done_asking()
    qtbot.waitUntil(lambda: len(studio.store.stills()) == 1, timeout=20000)
    assert studio.ledger.figures().spent.money == {"USD": Fraction(1, 20)}
    assert window.findChildren(BringSheet) == []


def test_a_folder_of_clips_and_pictures_is_dropped_as_one(
    page: Queue, window: StudioWindow, studio: Studio, tmp_path: Path, qtbot: QtBot
) -> None:
    del page
    ada = studio.cast.add(name="Ada", identity="a keeper of sixty")
    studio.stills.ask(wanted=Wanted(ada, (View.FRONT,), generator="handwork"))
    studio.jobs.run()
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    (tmp_path / "made").mkdir()
    image.save(str(tmp_path / "made" / "ada.png"))
    make_clip(tmp_path / "made" / "020.mp4")
    assert drop(window, [tmp_path / "made"], QPoint(5, 5))
    sheet = sheet_of(window, qtbot)
    assert chosen(sheet) == ["020 take 1 · handwork", "Still 1 of Ada: front by handwork"]
    offered = sheet.rows[1].choice
    assert "a still nobody ordered" in offered.itemText(offered.count() - 1)
    assert "Picture, 640 × 360" in sheet.rows[1].about.text()
    sheet.done_asking()
    qtbot.waitUntil(lambda: bool(studio.store.stills()) and bool(studio.store.takes()), timeout=20000)
    # Pictures alone are taken where an order for one waits, and are references everywhere else.
    studio.stills.ask(wanted=Wanted(ada, (View.FULL,), generator="handwork"))
    studio.jobs.run()
    assert drop(window, [tmp_path / "made" / "ada.png"], QPoint(5, 5))
    sheet_of(window, qtbot).reject()


def test_pictures_are_left_to_the_references(window: StudioWindow, tmp_path: Path) -> None:
    picture = tmp_path / "lamp.png"
    picture.write_bytes(b"x")
    assert not drop(window, [picture], QPoint(5, 5))
    assert drop(window, [tmp_path / "a.MP4"], QPoint(5, 5))


def test_a_clip_saved_into_an_orders_folder_is_offered_and_never_taken_by_itself(
    jobs: list[Job], studio: Studio, window: StudioWindow, qtbot: QtBot
) -> None:
    strip = window.centre.lying
    strip._rest.setInterval(10)
    folder = studio.handwork.folder(jobs[1])
    assert folder is not None
    half = folder / "half.mp4"
    half.write_bytes(b"the first bytes of a clip")
    clip = make_clip(folder / "untitled.mp4", frames=4, rate=24)
    strip._rest.start(10)
    qtbot.waitUntil(strip.isVisible, timeout=10000)
    assert "untitled.mp4" in strip.words.text()
    assert "half.mp4" not in strip.words.text()
    # Not even by a queue that goes on.
    studio.jobs.run()
    assert studio.store.job(jobs[1].id).state is JobState.ACCEPTED
    strip.later.click()
    strip.look()
    qtbot.waitUntil(lambda: not strip._busy)
    assert not strip.isVisible(), "it is not offered again as it is"
    make_clip(clip, frames=6, rate=24)
    strip._rest.start(10)
    qtbot.waitUntil(strip.isVisible, timeout=10000)
    strip.bring.click()
    sheet = sheet_of(window, qtbot)
    assert [row.name.text() for row in sheet.rows] == ["untitled.mp4"]
    assert "it lies in the order’s folder" in sheet.rows[0].about.text().replace("'", "’")
    assert sheet.rows[0].place is not None
    sheet.reject()


def test_while_no_order_waits_no_folder_is_looked_into(window: StudioWindow, qtbot: QtBot) -> None:
    strip = window.centre.lying
    strip._rest.start(0)
    qtbot.waitUntil(lambda: not strip._anew and not strip._busy)
    assert not strip._rest.isActive()
