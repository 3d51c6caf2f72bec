"""The continuity page: all shots of one side by side, what differs marked, a click goes to the shot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fourbeat.app.continuity.page import Continuity
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.model.plan import Character
from fourbeat.studio.continuity import Differs
from fourbeat.studio.studio import Studio


@pytest.fixture
def ada(studio: Studio, tmp_path: Path) -> Character:
    ada = studio.cast.add(name="Ada", identity="A lamp maker", wardrobe="a blue apron")
    studio.places.add(name="Loft", identity="a loft")
    for number, scene in (("060", "Ada waits."), ("070", "Rain."), ("080", "Ada goes.")):
        brief = BriefFile.model_validate({"scene": scene, "number": number, "cast": ["Ada"]})
        studio.shots.add(brief=brief, folder=tmp_path)
    coat = studio.cast.add_costume(one=ada, name="Coat", words="a grey coat")
    studio.cast.wear(one=ada, costume=coat, shots=[studio.shots.find("070")])
    return ada


def shown(window: StudioWindow, one: Character) -> Continuity:
    window.room.selection.look_at("character", one.id)
    window.room.actions["continuity"].trigger()
    QApplication.processEvents()
    page = window.pages["continuity"]
    assert isinstance(page, Continuity)
    page.gathering.finish()
    QApplication.processEvents()
    return page


def test_all_shots_of_one_stand_side_by_side(ada: Character, window: StudioWindow) -> None:
    page = shown(window, ada)
    assert page.isVisible()
    assert [(one.shot.number, one.differs) for one in page.rows.rows] == [
        ("060", ()),
        ("070", (Differs.WORN,)),
        ("080", (Differs.WORN,)),
    ]
    assert (page.who.currentText(), page.head.text()) == ("Ada", "A lamp maker; a blue apron")
    spoken = page.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "070" in spoken
    assert "Coat" in spoken
    assert "Ada waits." in page.rows.index(0).data(Qt.ItemDataRole.ToolTipRole)
    page.only.setChecked(True)
    assert [one.shot.number for one in page.rows.rows] == ["070", "080"]


def test_a_click_and_return_go_to_the_shot(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = shown(window, ada)
    box = page.view.visualRect(page.rows.index(1))
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    QApplication.processEvents()
    assert window.room.selection.shots == (studio.shots.find("070").id,)
    assert page.one is not None
    assert page.one.id == ada.id, "the page stays with whom it is about"
    assert window.pages["brief"].isVisible()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert window.room.selection.shots == (studio.shots.find("080").id,)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.focused() == "brief"


def test_changes_are_followed_and_others_can_be_chosen(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = shown(window, ada)
    shot = studio.shots.find("060")
    studio.cast.show(one=ada, shots=[shot], seen=False)
    studio.fields.set(shots=[shot], fields={"scene": "Rain."})
    window.room.bridge.flush()
    page._read()
    page.gathering.finish()
    assert [one.shot.number for one in page.rows.rows] == ["070", "080"]
    loft = studio.places.find("Loft")
    page._chosen(page.who.findText("Loft"))
    page.gathering.finish()
    assert window.room.selection.subject == ("place", loft.id)
    assert page.rows.rows == []
    assert page.told.text()


def test_where_nobody_has_a_name_the_page_says_so(window: StudioWindow) -> None:
    window.show_dock("continuity")
    QApplication.processEvents()
    page = window.pages["continuity"]
    assert isinstance(page, Continuity)
    assert page.empty.isVisible()
    assert page.empty.button.isEnabled()
