"""Reference pictures in the window: dropped, pasted, declared, cropped, taken from the film."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from fourbeat.app.board.list import List
from fourbeat.app.board.page import Board
from fourbeat.app.brief.controls import Choice
from fourbeat.app.brief.page import Brief
from fourbeat.app.errand import Errand
from fourbeat.app.references.crop_sheet import CropSheet
from fourbeat.app.references.grip import REFERENCE
from fourbeat.app.references.pictures import DECLARED, Pictures
from fourbeat.app.window import StudioWindow
from fourbeat.model.format import Size
from fourbeat.model.plan import Declared, Reference, Role
from fourbeat.studio.studio import Studio


@pytest.fixture
def pictures(window: StudioWindow, studio: Studio) -> Pictures:
    window.room.selection.choose([studio.plan.shots()[0].id])
    QApplication.processEvents()
    page = window.pages["brief"]
    assert isinstance(page, Brief)
    return page.form.pictures


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    Image.new("RGB", (200, 100), "#204060").save(tmp_path / "blue.png")
    return tmp_path / "blue.png"


def rows(studio: Studio) -> list[Reference]:
    return studio.plan.of(Reference, studio.plan.shots()[0].id)


def test_files_are_dropped_once_and_said_what_they_show(
    pictures: Pictures, studio: Studio, blue: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(blue))])
    for _ in range(2):
        none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        pictures.dropEvent(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, *none))
        qtbot.waitUntil(lambda: not pictures.room.findChildren(Errand))
    (one,) = rows(studio)
    assert one.role is Role.FIRST_FRAME
    _role, shows = pictures.findChildren(Choice)[-2:]
    shows.setCurrentIndex(list(DECLARED).index(Declared.NO_PERSON))
    shows.activated.emit(shows.currentIndex())
    assert rows(studio)[0].declared is Declared.NO_PERSON


def test_pictures_are_dropped_onto_a_card_and_onto_a_line(
    window: StudioWindow, studio: Studio, blue: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(blue)), QUrl.fromLocalFile("/nowhere/words.txt")])
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    board, listed = window.pages["board"], window.pages["list"]
    assert isinstance(board, Board)
    assert isinstance(listed, List)
    for page, row in ((board, 1), (listed, 2)):
        window.show_dock("board" if page is board else "list")
        QApplication.processEvents()
        box = page.view.visualRect(page.shots.index(row, 0))
        page.view.dropEvent(QDropEvent(QPointF(box.center()), Qt.DropAction.CopyAction, data, *none))
        shot = studio.plan.shots()[row]
        qtbot.waitUntil(lambda shot=shot: len(studio.references.of(shot)) == 1)
        assert window.room.selection.shots == (shot.id,)
    assert rows(studio) == [], "no other has it"


def test_a_picture_is_pasted(pictures: Pictures, studio: Studio, blue: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(blue)))
    pictures.paste()
    qtbot.waitUntil(lambda: bool(rows(studio)))
    (one,) = rows(studio)
    assert one.name == "pasted.png"
    with Image.open(studio.references.path(one)) as pasted:
        assert pasted.size == (200, 100)
    Image.new("RGB", (40, 30), "#804060").save(blue.with_name("red.jpg"))
    data = QMimeData()
    data.setData("image/jpeg", blue.with_name("red.jpg").read_bytes())
    QGuiApplication.clipboard().setMimeData(data)
    pictures.paste()
    qtbot.waitUntil(lambda: len(rows(studio)) == 2)
    kept = studio.references.path(rows(studio)[1])
    assert kept.read_bytes() == blue.with_name("red.jpg").read_bytes(), "as it was put there"
    studio.references.remove(one=rows(studio)[1])
    QGuiApplication.clipboard().setText("words")
    pictures.paste()
    assert len(rows(studio)) == 1


def test_pictures_change_places_by_keys_and_by_dragging(
    pictures: Pictures, window: StudioWindow, studio: Studio, tmp_path: Path
) -> None:
    for number in range(3):
        Image.new("RGB", (64, 36), (40 * number, 60, 90)).save(tmp_path / f"{number}.png")
    studio.references.add(of=studio.plan.shots()[0], files=[tmp_path / f"{number}.png" for number in range(3)])
    window.room.bridge.flush()
    window.show_dock("brief")
    QApplication.processEvents()

    def names() -> str:
        return " ".join(row.name[0] for row in rows(studio))

    pictures._cells[0][1].setFocus()
    QApplication.processEvents()
    window.room.actions["item-later"].trigger()
    assert names() == "1 0 2"
    assert QApplication.focusWidget() is pictures._cells[1][1], "the keyboard goes along"
    window.room.actions["item-later"].trigger()
    window.room.actions["item-later"].trigger()
    assert names() == "1 2 0"
    QApplication.processEvents()
    data = QMimeData()
    data.setData(REFERENCE, pictures._shown[2].id.encode())
    at = QPointF(pictures._box.mapTo(pictures, pictures._around(0).topLeft()))
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    pictures.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, data, *none))
    assert names() == "0 1 2"
    data.setData(REFERENCE, b"somebody else's")
    pictures.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, data, *none))
    assert names() == "0 1 2"


def test_the_part_is_moved_by_keys_and_by_figures(window: StudioWindow, studio: Studio, blue: Path) -> None:
    (one,) = studio.references.add(of=studio.plan.shots()[0], files=[blue]).new
    sheet = CropSheet(window.room, one, blue, Size(width=160, height=90))
    assert sheet.part() == (11, 0, 178, 100)
    sheet.present()
    sheet.enter()
    for _ in range(4):
        QTest.keyClick(sheet.frame, Qt.Key.Key_Minus)
    width = sheet.part()[2]
    assert width < 160
    QTest.keyClick(sheet.frame, Qt.Key.Key_Left)
    QTest.keyClick(sheet.frame, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.figures["left"].value() == sheet.part()[0] < 20
    sheet.figures["left"].setValue(999)
    assert sheet.part()[0] + sheet.part()[2] <= 200, "it never leaves the picture"
    sheet.figures["width"].setValue(80)
    assert sheet.part()[2:] == (80, 45)
    sheet.size_text.setText("100x100")
    sheet.size_text.textEdited.emit("100x100")
    assert sheet.part() == (50, 0, 100, 100)
    sheet.size_text.textEdited.emit("100x")
    assert not sheet.go.isEnabled()
    sheet.reject()


def test_cropping_is_done_beside_the_window(
    pictures: Pictures, window: StudioWindow, studio: Studio, blue: Path, qtbot: QtBot
) -> None:
    pictures.take_in([blue])

    def buttons() -> list[QToolButton]:
        return [one for one in pictures.findChildren(QToolButton) if "blue.png" in one.accessibleName()]

    qtbot.waitUntil(lambda: bool(buttons()), timeout=30_000)
    buttons()[0].click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(CropSheet)), timeout=30_000)
    (sheet,) = [one for one in window.findChildren(CropSheet) if one.isVisible()]
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(rows(studio)[0].crop), timeout=30_000)
    with Image.open(studio.references.path(rows(studio)[0])) as made:
        assert made.size == (128, 72)


def test_the_first_shot_has_nothing_to_start_from(
    pictures: Pictures, window: StudioWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[object] = []
    monkeypatch.setattr(window.room, "_show_error", told.append)
    window.room.actions["ref-previous"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert [getattr(one, "code", "") for one in told] == ["ref.no-previous"]
    assert pictures.owner is not None
