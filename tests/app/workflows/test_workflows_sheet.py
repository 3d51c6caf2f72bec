"""ComfyUI workflows in the window: dropped, named, mapped, replaced, removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from pytestqt.qtbot import QtBot

from fourbeat.app.connections.sheet import ConnectionsSheet
from fourbeat.app.window import StudioWindow
from fourbeat.app.workflows.add_sheet import AddWorkflow
from fourbeat.app.workflows.remove_sheet import RemoveWorkflow
from fourbeat.app.workflows.several_sheet import SeveralPlaces
from fourbeat.app.workflows.sheet import WorkflowsSheet
from fourbeat.model.message import message
from fourbeat.model.provider import Capabilities, Resend
from fourbeat.providers.comfyui.graph import Place
from fourbeat.providers.comfyui.slots import Slot
from fourbeat.studio.workflow_told import told
from fourbeat.studio.workflows import Workflows

GRAPH: dict[str, Any] = {
    "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["9", 1]}, "_meta": {"title": "Cat"}},
    "2": {"class_type": "KSampler", "inputs": {"positive": ["1", 0], "seed": 4, "steps": 20}},
    "3": {"class_type": "Notes", "inputs": {"text": "style"}},
}


@pytest.fixture
def shown(window: StudioWindow) -> WorkflowsSheet:
    made = WorkflowsSheet(window.room)
    made.present()
    return made


def known(window: StudioWindow) -> Workflows:
    return Workflows(window.room.desk.home)


def written(folder: Path, graph: object = GRAPH, name: str = "My Cat.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(graph), encoding="utf-8")
    return file


def drop(sheet: WorkflowsSheet, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    at, key = QPointF(20, 20), Qt.KeyboardModifier.NoModifier
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, key)
    sheet.dropEvent(event)


def asked(qtbot: QtBot, window: StudioWindow) -> AddWorkflow:
    def there() -> bool:
        return any(one.isVisible() for one in window.findChildren(AddWorkflow))

    qtbot.waitUntil(there, timeout=10_000)
    return next(one for one in window.findChildren(AddWorkflow) if one.isVisible())


def test_a_picture_that_is_dropped_becomes_a_workflow(
    qtbot: QtBot, window: StudioWindow, shown: WorkflowsSheet, tmp_path: Path
) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.setText("prompt", json.dumps(GRAPH))
    assert picture.save(str(tmp_path / "My Cat.png"))
    drop(shown, tmp_path / "My Cat.png")
    add = asked(qtbot, window)
    assert add.name.text() == "My Cat"
    add.go.click()
    qtbot.waitUntil(lambda: shown.which.value() == "my-cat", timeout=10_000)
    assert known(window).find("my-cat").workflow.slots[Slot.PROMPT] == (Place("1", "text"),)
    assert shown.slots[Slot.PROMPT].currentText() == "Cat (CLIPTextEncode, 1): text – guessed"
    assert not shown.slots[Slot.FIRST_FRAME].isEnabled()
    shown.reject()


def test_what_the_editor_saves_is_answered_with_the_way_to_export(
    qtbot: QtBot, window: StudioWindow, shown: WorkflowsSheet, tmp_path: Path
) -> None:
    drop(shown, written(tmp_path, {"nodes": [], "links": []}, "drawn.json"), written(tmp_path))
    qtbot.waitUntil(lambda: "Export (API)" in shown.trouble.text(), timeout=10_000)
    assert shown.trouble.text().startswith("drawn.json: ")
    # The other one is not forgotten for it.
    asked(qtbot, window).reject()
    assert [one for one in known(window).all() if one.own] == []
    shown.reject()


def test_a_place_that_is_chosen_counts_at_once(window: StudioWindow, tmp_path: Path) -> None:
    known(window).add(file=written(tmp_path), name="cat")
    shown = WorkflowsSheet(window.room, "cat")
    shown.present()
    shown.slots[Slot.PROMPT].choose((Place("3", "text"),))
    assert known(window).find("cat").workflow.slots[Slot.PROMPT] == (Place("3", "text"),)
    shown.slots[Slot.SEED].choose(())
    assert Slot.SEED not in known(window).find("cat").workflow.slots
    assert [shown.slots[Slot.SEED].itemText(row) for row in range(3)] == [
        "Nowhere",
        "KSampler (2): seed – guessed",
        "KSampler (2): steps",
    ]
    shown.reject()


def test_one_value_goes_to_several_places(window: StudioWindow, tmp_path: Path) -> None:
    known(window).add(file=written(tmp_path), name="cat")
    shown = WorkflowsSheet(window.room, "cat")
    shown.present()
    choice = shown.slots[Slot.PROMPT]
    before = choice.currentText()
    choice.setCurrentIndex(choice.count() - 1)
    choice.activated.emit(choice.currentIndex())
    # Until something is ticked, all stays as it was.
    assert choice.currentText() == before
    (several,) = window.findChildren(SeveralPlaces)
    assert [box.isChecked() for box in several.boxes.values()] == [
        place == Place("1", "text") for place in several.boxes
    ]
    several.boxes[Place("1", "text")].click()
    assert not several.go.isEnabled()
    several.boxes[Place("1", "text")].click()
    several.boxes[Place("3", "text")].click()
    several.go.click()
    both = (Place("1", "text"), Place("3", "text"))
    assert known(window).find("cat").workflow.slots[Slot.PROMPT] == both
    assert choice.where() == both
    assert choice.currentText() == "Cat (CLIPTextEncode, 1): text, Notes (3): text"
    shown.reject()


def test_a_name_that_is_taken_is_replaced_or_another(
    qtbot: QtBot, window: StudioWindow, shown: WorkflowsSheet, tmp_path: Path
) -> None:
    known(window).add(file=written(tmp_path), name="cat")
    other = written(tmp_path, {**GRAPH, "4": {"class_type": "More", "inputs": {}}}, "cat.json")
    shown.take([other])
    add = asked(qtbot, window)
    assert not add.go.isEnabled()
    assert add.other.text() == "Call it cat-2"
    add.other.click()
    assert add.go.isEnabled()
    add.name.setText("猫")
    assert "Latin letter" in add.told.text()
    assert not add.go.isEnabled()
    add.name.setText("cat")
    add.replace.click()
    qtbot.waitUntil(lambda: "4" in known(window).find("cat").workflow.graph, timeout=10_000)
    assert [one.workflow.id for one in known(window).all() if one.own] == ["cat"]
    shown.reject()


def test_where_no_prompt_can_be_guessed_it_is_chosen(
    qtbot: QtBot, window: StudioWindow, shown: WorkflowsSheet, tmp_path: Path
) -> None:
    shown.take([written(tmp_path, {"3": GRAPH["3"]}, "notes.json")])
    add = asked(qtbot, window)
    assert not add.go.isEnabled()
    add.prompt.choose((Place("3", "text"),))
    add.go.click()
    qtbot.waitUntil(lambda: shown.which.value() == "notes", timeout=10_000)
    assert known(window).find("notes").workflow.slots == {Slot.PROMPT: (Place("3", "text"),)}
    shown.reject()


def test_ones_own_is_removed_once_that_is_confirmed(window: StudioWindow, tmp_path: Path) -> None:
    known(window).add(file=written(tmp_path), name="wan22-5b", replace=True)
    shown = WorkflowsSheet(window.room, "wan22-5b")
    shown.present()
    for leave in (True, False):
        shown.remove.click()
        question = next(one for one in window.findChildren(RemoveWorkflow) if one.isVisible())
        assert "came along" in question.lead.text()
        (question.leave if leave else question.go).click()
        assert known(window).find("wan22-5b").own == leave
    assert shown.which.value() == "wan22-5b"
    assert not shown.remove.isEnabled()
    shown.reject()


def test_a_comfyui_connection_leads_to_it_and_what_it_lacks_is_named(window: StudioWindow) -> None:
    connections = window.room.studio.connections
    fields = {"name": "Comfy", "protocol": "comfyui", "url": "http://127.0.0.1:8188"}
    connections.add(key="comfy", fields=fields)
    one = known(window).find("wan22-5b").workflow
    note = message("comfyui.lacks", workflow=one.name, lacks=(message("comfyui.lacks-node", node="KSampler"),))
    told_at = {"learned_at": window.room.desk.now(), "source": "ComfyUI", "finds": True}
    able = Capabilities(provider="comfy", resend=Resend.IF_ABSENT, notes=(note,), models=(one.facts,), **told_at)
    file = window.room.desk.home.settings / "providers" / "learned" / "comfy.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(able.model_dump_json(), encoding="utf-8")
    (said,) = told(one, connections)[1]
    assert "KSampler" in window.room.words(said)
    sheet = ConnectionsSheet(window.room)
    sheet.present()
    sheet.editor.workflows.click()
    (opened,) = window.findChildren(WorkflowsSheet)
    assert opened.isVisible()
    opened.reject()
    sheet.reject()
