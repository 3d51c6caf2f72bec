"""What the gallery shows of ComfyUI workflows: the list, a file that is none, a name that is taken, a removal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from fourbeat.app.board.asking import Asking
from fourbeat.app.room import Room
from fourbeat.app.workflows.add_sheet import AddWorkflow
from fourbeat.app.workflows.remove_sheet import RemoveWorkflow
from fourbeat.app.workflows.several_sheet import SeveralPlaces
from fourbeat.app.workflows.sheet import WorkflowsSheet
from fourbeat.model.errors import Invalid
from fourbeat.providers.comfyui.graph import Place
from fourbeat.studio.workflows import Workflows

GRAPH = {
    "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "lamp"}, "_meta": {"title": "Lamp"}},
    "2": {"class_type": "KSampler", "inputs": {"positive": ["1", 0], "seed": 4}},
}

SEVERAL = [(Place(node, "text"), f"Lamp (CLIPTextEncode, {node}): text") for node in ("1", "12", "128")]


def sheets(room: Room, work: Path) -> Iterator[tuple[str, Asking]]:
    """Give the sheets about workflows; files that one reads are written into a folder."""
    known = Workflows(room.desk.home)
    file = work / "lamp.json"
    file.write_text(json.dumps(GRAPH), encoding="utf-8")
    yield "workflows", WorkflowsSheet(room, "wan22-5b")
    kept = known.add(file=file, name="lamp", replace=True)
    refused = WorkflowsSheet(room, "lamp")
    refused.trouble.setText(room.words(Invalid("comfyui.ui-format").message))
    refused.trouble.show()
    yield "workflows-refused", refused
    yield "workflows-new", AddWorkflow(room, known.read(file))
    file.write_text(json.dumps({"1": GRAPH["1"]}), encoding="utf-8")
    yield "workflows-no-prompt", AddWorkflow(room, known.read(file))
    yield "workflows-several", SeveralPlaces(room, room.say("workflow-sheet.slot-prompt"), SEVERAL, [SEVERAL[0][0]])
    yield "workflows-remove", RemoveWorkflow(room, kept, shipped=False)
    known.remove(name="lamp")
