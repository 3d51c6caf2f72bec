"""ComfyUI's workflows: read from whatever people have, slots guessed, lengths and sizes on their own grid."""

from __future__ import annotations

import json
import struct
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.model.format import Size
from fourbeat.model.plan import Role
from fourbeat.providers.comfyui.fitting import lacks
from fourbeat.providers.comfyui.graph import Place, parse, read
from fourbeat.providers.comfyui.offering import offers
from fourbeat.providers.comfyui.slots import Slot, filled, guess, without_pictures
from fourbeat.providers.comfyui.workflow import Workflow, dump, load

STARTERS = sorted((Path(__file__).parents[2] / "resources/providers/comfyui").glob("*.json"))


def node(kind: str, /, _title: str = "", **inputs: Any) -> dict[str, Any]:
    return {"class_type": kind, "inputs": inputs, "_meta": {"title": _title or kind}}


VIDEO = {
    "1": node("CheckpointLoaderSimple", ckpt_name="ltx.safetensors"),
    "2": node("CLIPTextEncode", text="a cat", clip=["1", 1]),
    "3": node("CLIPTextEncode", text="blurry", clip=["1", 1]),
    "4": node("LoadImage", image="a.png"),
    "5": node("ImageScale", image=["4", 0], width=768, height=512),
    "6": node(
        "LTXVImgToVideo",
        positive=["2", 0],
        negative=["3", 0],
        vae=["1", 2],
        image=["5", 0],
        width=768,
        height=512,
        length=97,
    ),
    "7": node("LTXVConditioning", positive=["6", 0], negative=["6", 1], frame_rate=25.0),
    "8": node(
        "KSampler", model=["1", 0], positive=["7", 0], negative=["7", 1], latent_image=["6", 2], seed=5, steps=20
    ),
    "9": node("VAEDecode", samples=["8", 0], vae=["1", 2]),
    "10": node("VHS_VideoCombine", images=["9", 0], frame_rate=25, filename_prefix="cat"),
}


def test_a_slot_is_offered_inputs_that_hold_such_a_value_the_likely_ones_first() -> None:
    assert offers(VIDEO, Slot.SEED)[:2] == [Place("8", "seed"), Place("5", "width")]
    assert offers(VIDEO, Slot.FPS)[:2] == [Place("7", "frame_rate"), Place("10", "frame_rate")]
    assert offers(VIDEO, Slot.PROMPT)[:2] == [Place("2", "text"), Place("3", "text")]
    assert offers(VIDEO, Slot.FIRST_FRAME) == [Place("4", "image")]
    assert Place("8", "model") not in offers(VIDEO, Slot.NAME)


def png(kind: bytes, data: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(kind, data) + chunk(b"IEND", b"")


def test_slots_are_guessed_by_what_feeds_the_sampler() -> None:
    slots = guess(parse(json.dumps(VIDEO)))
    assert slots == {
        Slot.PROMPT: (Place("2", "text"),),
        Slot.NEGATIVE: (Place("3", "text"),),
        Slot.SEED: (Place("8", "seed"),),
        Slot.WIDTH: (Place("6", "width"),),
        Slot.HEIGHT: (Place("6", "height"),),
        Slot.FRAMES: (Place("6", "length"),),
        Slot.FPS: (Place("7", "frame_rate"), Place("10", "frame_rate")),
        Slot.FIRST_FRAME: (Place("4", "image"),),
        Slot.NAME: (Place("10", "filename_prefix"),),
    }


def test_values_held_by_nodes_of_their_own_are_found() -> None:
    graph = {
        "t": node("PrimitiveStringMultiline", value="a cat"),
        "n": node("PrimitiveInt", value=7),
        "2": node("CLIPTextEncode", text=["t", 0], clip=["1", 0]),
        "g": node("BasicGuider", conditioning=["2", 0], model=["1", 0]),
        "r": node("RandomNoise", noise_seed=["n", 0]),
    }
    slots = guess(parse(json.dumps(graph)))
    assert slots[Slot.PROMPT] == (Place("t", "value"),)
    assert slots[Slot.SEED] == (Place("n", "value"),)


def test_the_last_frame_is_told_from_the_first() -> None:
    graph = {
        **VIDEO,
        "20": node("LoadImage", image="a.png"),
        "21": node("LoadImage", image="b.png"),
        "6": node("WanFirstLastFrameToVideo", positive=["2", 0], start_image=["20", 0], end_image=["21", 0], length=81),
    }
    slots = guess(parse(json.dumps(graph)))
    assert slots[Slot.FIRST_FRAME] == (Place("20", "image"),)
    assert slots[Slot.LAST_FRAME] == (Place("21", "image"),)


def test_filling_changes_the_slots_alone() -> None:
    graph = parse(json.dumps(VIDEO))
    done = filled(graph, guess(graph), {Slot.PROMPT: 'a "dog"\n犬', Slot.SEED: 9, Slot.FRAMES: 121})
    assert done["2"]["inputs"] == {"text": 'a "dog"\n犬', "clip": ["1", 1]}
    assert done["6"]["inputs"]["length"] == 121  # type: ignore[index, call-overload]
    assert graph == parse(json.dumps(VIDEO))
    changed = {name for name in graph if graph[name] != done[name]}
    assert changed == {"2", "6", "8"}


def test_pictures_that_are_not_sent_take_their_loaders_along() -> None:
    graph = parse(json.dumps(VIDEO))
    left = without_pictures(graph, guess(graph), (Slot.FIRST_FRAME,))
    assert set(graph) - set(left) == {"4", "5"}
    assert "image" not in left["6"]["inputs"]  # type: ignore[operator]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(VIDEO).encode(),
        b"\xef\xbb\xbf" + json.dumps({"prompt": VIDEO, "workflow": {"nodes": []}}).encode(),
        json.dumps({"client_id": "x", "prompt": json.dumps(VIDEO)}).encode(),
        png(b"tEXt", b"prompt\0" + json.dumps(VIDEO).encode()),
        png(b"iTXt", b"prompt\0\0\0\0\0" + json.dumps(VIDEO, ensure_ascii=False).encode()),
        png(b"zTXt", b"prompt\0\0" + zlib.compress(json.dumps(VIDEO).encode())),
    ],
)
def test_a_workflow_is_read_from_whatever_carries_it(content: bytes) -> None:
    assert read(content) == VIDEO


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"nodes": [], "links": [], "version": 0.4}', "comfyui.ui-format"),
        (json.dumps({"prompt": {"nodes": []}}).encode(), "comfyui.ui-format"),
        (json.dumps({"prompt": {}, "workflow": {"nodes": []}}).encode(), "comfyui.ui-format"),
        (json.dumps({"workflow": '{"nodes": []}'}).encode(), "comfyui.ui-format"),
        (png(b"tEXt", b'workflow\0{"nodes": []}'), "comfyui.ui-format"),
        (b'{"workflow": "torn"}', "comfyui.no-workflow"),
        (b"[1, 2]", "comfyui.no-workflow"),
        (b"{}", "comfyui.no-workflow"),
        (b'{"1": {"class_type": "A"}}', "comfyui.no-workflow"),
        (b"[" * 100_000, "comfyui.no-workflow"),
        (b"\xff\xfe\x00", "comfyui.no-workflow"),
        (png(b"tEXt", b"Title\0a cat"), "comfyui.nothing-inside"),
        (png(b"zTXt", b"prompt\0\0nonsense"), "comfyui.nothing-inside"),
        (b" " * 8_000_001, "comfyui.too-large"),
    ],
)
def test_what_is_no_workflow_says_what_to_do(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as told:
        read(content)
    assert told.value.code == code


def test_a_packed_text_that_unpacks_without_end_is_cut() -> None:
    bomb = zlib.compress(b" " * 50_000_000)
    with pytest.raises(Invalid):
        read(png(b"zTXt", b"prompt\0\0" + bomb))


def test_links_that_run_in_circles_end() -> None:
    graph = {
        "1": node("A", positive=["2", 0], seed=["2", 0], start_image=["2", 0], length=4),
        "2": node("B", positive=["1", 0], value=["1", 0], image=["1", 0]),
    }
    assert Slot.PROMPT not in guess(parse(json.dumps(graph)))


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_starter_is_whole_and_its_slots_are_those_that_would_be_guessed(path: Path) -> None:
    workflow = load(path.read_text(encoding="utf-8"))
    assert workflow.id == path.stem
    assert workflow.date
    assert workflow.source
    assert guess(workflow.graph) == workflow.slots
    for one in workflow.graph.values():
        for value in one["inputs"].values():  # type: ignore[union-attr]
            if isinstance(value, list):
                assert value[0] in workflow.graph
    named = {
        value for one in workflow.graph.values() for value in one["inputs"].values() if str(value).endswith("tensors")
    }  # type: ignore[union-attr]
    assert named == {one.file for one in workflow.files}
    assert load(dump(workflow)) == workflow


def test_lengths_and_sizes_come_on_the_workflows_grid() -> None:
    workflow = Workflow.of(parse(json.dumps(VIDEO)), id="cat", name="Cat")
    assert (workflow.rate, workflow.step, workflow.grid) == (25, 8, 32)
    assert workflow.frames(Fraction(4)) == 105
    assert workflow.frames(Fraction(97, 25)) == 97
    assert str(workflow.size(Size(width=1280, height=720))) == "1280x704"
    facts = workflow.facts
    assert facts.roles == (Role.FIRST_FRAME,)
    assert Fraction(facts.longest) * 25 == 241


@pytest.mark.parametrize(
    ("fps", "length", "rate", "longest"),
    [
        ("23.976", 97, "2997/125", 241),
        ("29.97", 97, "2997/100", 241),
        ("16", 321, "16", 321),
        ("100000", 10**6, "24", 241),
        ("1e-9", 97, "24", 241),
        ("1e999", 97, "24", 241),
        ("-5", 0, "24", 241),
    ],
)
def test_a_graphs_own_rate_and_length_count_where_they_can_be(fps: str, length: int, rate: str, longest: int) -> None:
    graph = {
        "1": node("CLIPTextEncode", text="a cat"),
        "2": node("KSampler", positive=["1", 0], seed=1),
        "3": node("EmptyLatentVideo", width=512, height=512, length=length),
        "4": node("CreateVideo", fps="RATE"),
    }
    workflow = Workflow.of(parse(json.dumps(graph).replace('"RATE"', fps)), id="cat", name="Cat")
    assert (workflow.fps, workflow.most) == (rate, longest)
    assert Fraction(workflow.facts.longest) > 0


@pytest.mark.parametrize("fps", ["0", "24/0", "0/24"])
def test_a_file_whose_clips_would_stand_still_is_none(fps: str) -> None:
    whole = Workflow.of(parse(json.dumps(VIDEO)), id="cat", name="Cat")
    with pytest.raises(Invalid):
        load(dump(whole).replace(f'"fps": "{whole.fps}"', f'"fps": "{fps}"'))


def test_a_workflow_without_a_place_for_words_is_told() -> None:
    with pytest.raises(Invalid) as told:
        Workflow.of(parse(json.dumps({"1": node("SaveImage", images=["2", 0])})), id="x", name="X")
    assert told.value.code == "comfyui.no-prompt"


def test_a_node_that_asks_a_service_names_its_own_words() -> None:
    graph = parse(
        json.dumps(
            {
                "1": node("LoadImage", image="a.png"),
                "2": node("KlingImage2VideoNode", start_frame=["1", 0], prompt="rain", negative_prompt="snow", seed=3),
                "3": node("SaveVideo", video=["2", 0], filename_prefix="x"),
            }
        )
    )
    slots = guess(graph)
    assert (slots[Slot.PROMPT], slots[Slot.NEGATIVE]) == ((Place("2", "prompt"),), (Place("2", "negative_prompt"),))
    assert slots[Slot.FIRST_FRAME] == (Place("1", "image"),)
    made = Workflow.of(graph, id="k", name="K")
    described: dict[str, Any] = {kind: {"input": {}} for kind in ("LoadImage", "SaveVideo")}
    described["KlingImage2VideoNode"] = {"input": {}, "api_node": True}
    assert [one.told().code for one in lacks(made, described)] == ["comfyui.lacks-account"]
    assert lacks(made, described, signed_in=True) == []


def test_what_a_server_lacks_is_named() -> None:
    (small,) = (load(path.read_text(encoding="utf-8")) for path in STARTERS if path.stem == "wan21-1.3b")
    kinds = {str(one["class_type"]) for one in small.graph.values()}
    described: dict[str, Any] = {kind: {"input": {"required": {}}} for kind in kinds}
    described["UNETLoader"]["input"]["required"]["unet_name"] = [["other.safetensors"], {}]
    described["VAELoader"]["input"]["required"]["vae_name"] = ["COMBO", {"options": ["wan_2.1_vae.safetensors"]}]
    described["CreateVideo"] = None
    told = [one.told() for one in lacks(small, described)]
    assert [one.code for one in told] == ["comfyui.lacks-file", "comfyui.lacks-node"]
    assert told[0].params["file"] == "wan2.1_t2v_1.3B_fp16.safetensors"
    assert told[0].params["folder"] == "diffusion_models"
    assert told[1].params["node"] == "CreateVideo"
