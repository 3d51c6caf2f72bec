"""Scripts in the window: seen before they come in, changed, brought in, brought up to date, dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.reading import clipped, nameless
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.new_project import NewProject
from fourbeat.app.picking import Picking
from fourbeat.app.script.deeds import show_script, take_script
from fourbeat.app.script.redraft import RedraftSheet
from fourbeat.app.script.sheet import ScriptSheet
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.plan import Character, Sequence
from fourbeat.studio.studio import Studio

SCRIPT = """INT. KITCHEN - DAY

Anna pours tea into a cup. It steams in the cold light.

She looks out of the window for a long time.

ANNA
Where is he?

EXT. PIER - NIGHT

Rain.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def opened(window: StudioWindow) -> ScriptSheet:
    (sheet,) = [one for one in window.findChildren(ScriptSheet) if one.isVisible()]
    return sheet


def shown(qtbot: QtBot, window: StudioWindow, script: Path) -> ScriptSheet:
    show_script(window.room, script)
    sheet = opened(window)
    qtbot.waitUntil(sheet.tree.isEnabled)
    return sheet


def brought(qtbot: QtBot, sheet: ScriptSheet) -> None:
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.go.click()
    QApplication.processEvents()


def compared(qtbot: QtBot, window: StudioWindow, script: Path) -> RedraftSheet:
    take_script(window.room, script)
    qtbot.waitUntil(lambda: bool(window.findChildren(RedraftSheet)))
    return window.findChildren(RedraftSheet)[0]


def rows(item: QTreeWidgetItem) -> list[str]:
    return [child.text(0) for row in range(item.childCount()) if (child := item.child(row)) is not None]


def scene(sheet: ScriptSheet, row: int) -> QTreeWidgetItem:
    item = sheet.tree.topLevelItem(row)
    assert item is not None
    return item


def test_a_script_is_seen_first_and_comes_in_as_one_step(
    qtbot: QtBot, window: StudioWindow, studio: Studio, script: Path
) -> None:
    before = len(studio.plan.shots())
    sheet = shown(qtbot, window, script)
    assert scene(sheet, 0).text(0) == "INT. KITCHEN - DAY"
    assert any("ANNA: Where is he?" in line for line in rows(scene(sheet, 0)))
    assert len(studio.plan.shots()) == before
    made = sum(len(rows(scene(sheet, row))) for row in range(2))
    brought(qtbot, sheet)
    assert len(studio.plan.shots()) == before + made
    window.room.actions["undo"].trigger()
    QApplication.processEvents()
    assert len(studio.plan.shots()) == before


def test_shots_are_joined_and_cut_and_scenes_and_names_left_out(
    qtbot: QtBot, window: StudioWindow, studio: Studio, script: Path
) -> None:
    sheet = shown(qtbot, window, script)
    kitchen = scene(sheet, 0)
    words = " ".join(rows(kitchen)).replace("  /  ", " ")
    count = kitchen.childCount()
    first = kitchen.child(0)
    assert first is not None
    sheet.tree.setCurrentItem(first)
    assert sheet.join.isEnabled()
    sheet.join.click()
    assert kitchen.childCount() == count - 1
    assert sheet.cut.isEnabled()
    sheet.cut.click()
    assert kitchen.childCount() == count
    assert " ".join(rows(kitchen)).replace("  /  ", " ") == words
    scene(sheet, 1).setCheckState(0, Qt.CheckState.Unchecked)
    assert "1 scene," in sheet.sum.text()
    cast = scene(sheet, 2).child(0)
    assert cast is not None
    assert cast.text(0) == "ANNA"
    cast.setCheckState(0, Qt.CheckState.Unchecked)
    brought(qtbot, sheet)
    assert [one.title for one in studio.plan.scenes() if one.script] == ["INT. KITCHEN - DAY"]
    assert studio.plan.all(Character) == []


def test_longer_shots_and_another_place(qtbot: QtBot, window: StudioWindow, studio: Studio, script: Path) -> None:
    sheet = shown(qtbot, window, script)
    before = scene(sheet, 0).childCount()
    sheet.seconds.setCurrentIndex(2)
    sheet.seconds.activated.emit(2)
    qtbot.waitUntil(sheet.tree.isEnabled)
    assert scene(sheet, 0).childCount() < before
    sheet.into.setCurrentIndex(1)
    brought(qtbot, sheet)
    assert len(studio.plan.all(Sequence)) == 1
    assert [one.title for one in studio.plan.scenes()][-2:] == ["INT. KITCHEN - DAY", "EXT. PIER - NIGHT"]


def test_without_a_file_it_asks_for_one(
    qtbot: QtBot, window: StudioWindow, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_picking: Picking, _title: str, _kind: str, names: str) -> Path:
        asked.append(names)
        return script

    monkeypatch.setattr(Picking, "file", answer)
    window.room.actions["script"].trigger()
    sheet = opened(window)
    assert not sheet.tree.isEnabled()
    sheet.go.click()
    assert "*.fountain" in asked[0]
    qtbot.waitUntil(sheet.tree.isEnabled)


def test_a_file_that_is_none_is_refused_calmly(
    qtbot: QtBot, window: StudioWindow, tmp_path: Path, program: Program
) -> None:
    path = tmp_path / "bad.fdx"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><FinalDraft/>', encoding="utf-8")
    show_script(window.room, path)
    qtbot.waitUntil(lambda: any(isinstance(one, ErrorSheet) for one in QApplication.topLevelWidgets()))
    assert not [one for one in window.findChildren(ScriptSheet) if one.isVisible()]
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorSheet) and one.isVisible()]
    assert "not safe" in sheet.title.text()
    sheet.accept()
    assert program.room is window.room


def test_a_later_draft_is_shown_and_only_what_is_ticked_changes(
    qtbot: QtBot, window: StudioWindow, studio: Studio, script: Path
) -> None:
    studio.scripts.bring_in(proposal=studio.scripts.propose(script))
    later = SCRIPT.replace("Where is he?", "Where did he go?").replace("EXT. PIER - NIGHT\n\nRain.\n", "")
    script.write_text(later, encoding="utf-8")
    sheet = compared(qtbot, window, script)
    changed, gone = sheet.tree.topLevelItem(0), sheet.tree.topLevelItem(1)
    assert changed is not None
    assert gone is not None
    assert rows(changed) == ["− Where is he?", "+ Where did he go?"]
    assert gone.checkState(0) is Qt.CheckState.Unchecked
    sheet.go.click()
    QApplication.processEvents()
    said = [line.text for shot in studio.plan.shots() for line in studio.plan.brief(shot.id).lines]
    assert said == ["Where did he go?"]
    assert [one.title for one in studio.plan.scenes() if one.script] == ["INT. KITCHEN - DAY", "EXT. PIER - NIGHT"]


def test_a_script_is_dropped_onto_the_window(qtbot: QtBot, window: StudioWindow, script: Path) -> None:
    for urls, taken in (([script], True), ([script, script], False), ([script.with_suffix(".exe")], False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in urls])
        entered = QDragEnterEvent(
            QPointF(5, 5).toPoint(),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        entered.ignore()
        QApplication.sendEvent(window, entered)
        assert entered.isAccepted() is taken
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(script))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, drop)
    qtbot.waitUntil(lambda: bool([one for one in window.findChildren(ScriptSheet) if one.isVisible()]))
    sheet = opened(window)
    qtbot.waitUntil(sheet.tree.isEnabled)
    sheet.reject()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_sheets_are_named_and_nothing_is_cut_off(
    qtbot: QtBot, window: StudioWindow, studio: Studio, script: Path, program: Program, percent: int
) -> None:
    program.look.resize(percent)
    QApplication.processEvents()
    sheet = shown(qtbot, window, script)
    QApplication.processEvents()
    assert not nameless(sheet)
    assert not clipped(sheet)
    assert sheet.width() <= window.width()
    brought(qtbot, sheet)
    script.write_text(SCRIPT.replace("Rain.", "Snow falls on the boats."), encoding="utf-8")
    redraft = compared(qtbot, window, script)
    QApplication.processEvents()
    assert not nameless(redraft)
    assert not clipped(redraft)
    assert studio.plan.shots()


def test_a_new_project_begins_with_a_script(qtbot: QtBot, program: Program, tmp_path: Path, script: Path) -> None:
    program.show_first()
    assert program.first is not None
    program.first.new.click()
    (sheet,) = program.first.findChildren(NewProject)
    sheet.name.setText("Begun")
    sheet.script.setText(str(script))
    sheet.make.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: bool([one for one in window.findChildren(ScriptSheet) if one.isVisible()]), timeout=10_000)
    sheet_of_script = opened(window)
    qtbot.waitUntil(sheet_of_script.tree.isEnabled)
    brought(qtbot, sheet_of_script)
    assert [one.title for one in window.room.studio.plan.scenes()] == ["INT. KITCHEN - DAY", "EXT. PIER - NIGHT"]
    assert (tmp_path / "projects" / "Begun" / "project.fourbeat").is_file()
