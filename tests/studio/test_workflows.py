"""Workflows of the person: taken from what ComfyUI writes, corrected where the guess is wrong, kept as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from fourbeat.model.errors import Invalid, MediaError, NotFound
from fourbeat.providers.comfyui.graph import Place
from fourbeat.providers.comfyui.slots import Slot
from fourbeat.studio.settings import Home
from fourbeat.studio.workflows import Workflows, places

GRAPH: dict[str, Any] = {
    "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["9", 1]}},
    "2": {"class_type": "KSampler", "inputs": {"positive": ["1", 0], "seed": 4}},
    "3": {"class_type": "Notes", "inputs": {"text": "style"}},
}


@pytest.fixture
def kept(tmp_path: Path) -> Workflows:
    return Workflows(Home.at(tmp_path / "home"))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "My Cat (final).json"
    file.write_text(json.dumps(GRAPH), encoding="utf-8")
    return file


def clip(path: Path, **tags: str) -> Path:
    with av.open(path, "w", options={"movflags": "use_metadata_tags"}) as out:
        out.metadata.update(tags)
        stream = out.add_stream("libx264", rate=24)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for packet in (*stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))), *stream.encode()):
            out.mux(packet)
    return path


def test_a_workflow_is_added_under_a_name_and_found_again(kept: Workflows, export: Path) -> None:
    added = kept.add(file=export, name=export.stem)
    assert added.workflow.id == "my-cat-final"
    assert added.workflow.slots == {Slot.PROMPT: (Place("1", "text"),), Slot.SEED: (Place("2", "seed"),)}
    assert kept.find("my-cat-final") == added
    assert [one.own for one in kept.all()] == [True, False, False, False]


def test_slots_that_were_guessed_wrong_are_said_otherwise(kept: Workflows, export: Path) -> None:
    added = kept.add(file=export, name="cat", slots={Slot.PROMPT: places("3.text"), Slot.SEED: ()})
    assert added.workflow.slots == {Slot.PROMPT: (Place("3", "text"),)}
    changed = kept.change(name="cat", slots={Slot.PROMPT: places("1.text, 3.text")})
    assert changed.workflow.slots == {Slot.PROMPT: (Place("1", "text"), Place("3", "text"))}


@pytest.mark.parametrize("text", ["1", ".text", "1.", "9.text,1"])
def test_a_place_that_is_none_is_told(text: str) -> None:
    with pytest.raises(Invalid):
        places(text)


@pytest.mark.parametrize(
    ("slot", "where"), [(Slot.SEED, "7.seed"), (Slot.SEED, "2.noise"), (Slot.SEED, "2.positive"), (Slot.PROMPT, "")]
)
def test_a_slot_goes_only_where_a_value_stands(kept: Workflows, export: Path, slot: Slot, where: str) -> None:
    before = kept.add(file=export, name="cat")
    with pytest.raises(Invalid):
        kept.change(name="cat", slots={slot: places(where)})
    assert kept.find("cat") == before


def test_a_clip_that_carries_its_graph_is_a_workflow(kept: Workflows, tmp_path: Path) -> None:
    own = clip(tmp_path / "own.mp4", prompt=json.dumps(GRAPH), workflow='{"nodes": []}')
    other = clip(tmp_path / "other.mp4", comment=json.dumps({"prompt": json.dumps(GRAPH), "workflow": {}}))
    assert kept.add(file=own, name="own").workflow.graph == GRAPH
    assert kept.add(file=other, name="other").workflow.graph == GRAPH
    with pytest.raises(Invalid) as told:
        kept.add(file=clip(tmp_path / "bare.mp4"), name="bare")
    assert told.value.code == "comfyui.nothing-inside"
    for name, tags in (("a", {"workflow": '{"nodes": []}'}), ("b", {"comment": '{"workflow": {"nodes": []}}'})):
        with pytest.raises(Invalid) as told:
            kept.add(file=clip(tmp_path / f"{name}.mp4", **tags), name=name)
        assert told.value.code == "comfyui.ui-format"


def test_what_cannot_be_read_is_told_and_changes_nothing(kept: Workflows, tmp_path: Path) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"no clip")
    with pytest.raises(MediaError):
        kept.add(file=tmp_path / "broken.mp4", name="x")
    with pytest.raises(NotFound):
        kept.add(file=tmp_path / "gone.json", name="x")
    with pytest.raises(NotFound):
        kept.add(file=tmp_path / "gone.mp4", name="x")
    assert [one.workflow.id for one in kept.all()] == ["sdxl-still", "wan21-1.3b", "wan22-5b"]


def test_a_name_in_another_script_has_to_be_given_another(kept: Workflows, export: Path) -> None:
    with pytest.raises(Invalid):
        kept.add(file=export, name="猫")


def test_what_came_along_stays_and_can_be_replaced_by_ones_own(kept: Workflows, export: Path) -> None:
    with pytest.raises(Invalid):
        kept.remove(name="wan22-5b")
    with pytest.raises(Invalid) as told:
        kept.add(file=export, name="wan22-5b")
    assert told.value.code == "workflow.shipped-name"
    assert not kept.find("wan22-5b").own
    kept.add(file=export, name="wan22-5b", replace=True)
    assert kept.find("wan22-5b").own
    kept.remove(name="wan22-5b")
    assert not kept.find("wan22-5b").own


def test_a_workflow_of_the_same_name_is_replaced_only_when_that_is_said(kept: Workflows, export: Path) -> None:
    before = kept.add(file=export, name="My cat", slots={Slot.PROMPT: places("3.text")})
    kept.add(file=export, name="my-cat-2")
    (kept.folder / "torn.json").write_text("{", encoding="utf-8")
    for name, free in (("my cat!", "my-cat-3"), ("torn", "torn-2")):
        with pytest.raises(Invalid) as told:
            kept.add(file=export, name=name)
        assert told.value.code == "workflow.has-name"
        assert told.value.message.params["free"] == free
    assert kept.find("my-cat") == before
    assert kept.add(file=export, name="my cat", replace=True).workflow.slots[Slot.PROMPT] == (Place("1", "text"),)


def test_a_spoilt_file_takes_no_other_along(kept: Workflows, export: Path) -> None:
    kept.add(file=export, name="cat")
    (kept.folder / "bad.json").write_text('{"id": "../x"}', encoding="utf-8")
    assert [file.name for file in kept.spoilt()] == ["bad.json"]
    assert kept.find("cat")
