"""Names offered after an @, and texts that are longer than a field takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fourbeat.app.brief.controls import LONGEST, Writing
from fourbeat.app.brief.offering import beginning, offers
from fourbeat.app.brief.page import Brief
from fourbeat.app.brief.words import TextField
from fourbeat.app.window import StudioWindow
from fourbeat.studio.studio import Studio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")


@pytest.fixture
def scene(qtbot: QtBot, window: StudioWindow, studio: Studio) -> Writing:
    """Give the scene of the first shot, with the keyboard in it, in a film with a cast."""
    for name in ("Ada Ito", "ÉLISE", "田中"):
        studio.cast.add(name=name)
    studio.places.add(name="LIGHTHOUSE - LAMP ROOM")
    window.activateWindow()
    qtbot.waitActive(window)
    page = window.pages["brief"]
    assert isinstance(page, Brief)
    window.room.selection.choose([studio.plan.shots()[0].id])
    field = page.form.fields["scene"]
    assert isinstance(field, TextField)
    field.writing.setFocus()
    qtbot.waitUntil(field.writing.hasFocus)
    return field.writing


def offered(writing: Writing) -> list[str]:
    names = writing.offering.model()
    rows = [names.index(row, 0).data() for row in range(names.rowCount())]
    return rows if writing.offering.shown else []


def test_names_are_offered_and_taken_with_enter(scene: Writing) -> None:
    QTest.keyClicks(scene, "At dawn @")
    assert offered(scene) == ["Ada Ito", "ÉLISE", "田中", "LIGHTHOUSE - LAMP ROOM"]
    QTest.keyClicks(scene, "i")
    assert offered(scene) == ["Ada Ito"]
    QTest.keyClick(scene.offering.popup(), Qt.Key.Key_Return)
    assert scene.toPlainText() == "At dawn @Ada Ito "
    assert offered(scene) == []
    QTest.keyClicks(scene, "winds @e")
    QTest.keyClick(scene.offering.popup(), Qt.Key.Key_Tab)
    assert scene.toPlainText() == "At dawn @Ada Ito winds @ÉLISE "
    assert scene.hasFocus()


def test_a_person_can_go_on_without_a_name(scene: Writing) -> None:
    QTest.keyClicks(scene, "@a")
    assert offered(scene)
    QTest.keyClick(scene.offering.popup(), Qt.Key.Key_Escape)
    assert offered(scene) == []
    QTest.keyClicks(scene, "t")
    QTest.keyClick(scene, Qt.Key.Key_Return)
    QTest.keyClicks(scene, "x")
    assert scene.toPlainText() == "@at\nx"


@pytest.mark.parametrize(
    ("before", "begun"),
    [
        ("@", ""),
        ("At @el", "el"),
        ("（@el", "el"),
        ("雨＠田", "田"),
        ("mail ada@ex", None),
        ("no sign", None),
        ("@ Ada", None),
        ("@Ada\nBen", None),
        ("@" + "a" * 90, None),
    ],
)
def test_a_name_begins_at_a_sign_before_which_no_word_stands(before: str, begun: str | None) -> None:
    assert beginning(before) == begun


def test_a_whole_name_offers_nothing_more(window: StudioWindow, scene: Writing) -> None:
    assert scene is not None
    assert offers(window.room, "lamp") == ["LIGHTHOUSE - LAMP ROOM"]
    assert offers(window.room, "ada ito") == []
    assert offers(window.room, "zzz") == []


def test_what_is_too_long_is_left_out_aloud_and_the_rest_stays(window: StudioWindow, scene: Writing) -> None:
    said: list[str] = []
    window.announce = said.append  # type: ignore[method-assign]
    scene.setPlainText("start end")
    pen = scene.textCursor()
    pen.setPosition(6)
    scene.setTextCursor(pen)
    scene.textCursor().insertText("🎬" * 3000)
    text = scene.toPlainText()
    assert text == "start " + "🎬" * ((LONGEST - len("start end")) // 2) + "end"
    assert text.encode("utf-8")
    assert said
    assert "4000" in said[0]
