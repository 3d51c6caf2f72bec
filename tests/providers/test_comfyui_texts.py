"""Texts of a graph: all that a person might read as words, but what is replaced, loaded or chosen."""

from __future__ import annotations

import asyncio
from typing import Any

from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.ids import Ids
from fourbeat.model.provider import Capabilities, Rejected
from fourbeat.providers.comfyui.adapter import ComfyUI
from fourbeat.providers.comfyui.graph import Place
from fourbeat.providers.comfyui.texts import texts
from fourbeat.providers.comfyui.workflow import Workflow
from fourbeat.providers.line import Line

from .test_comfyui import STARTERS, request

GRAPH: dict[str, Any] = {
    "prompt": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["lora", 0]}},
    "bad": {"class_type": "CLIPTextEncode", "inputs": {"text": ["held", 0], "clip": ["lora", 0]}},
    "held": {"class_type": "PrimitiveString", "inputs": {"value": "no Otto"}},
    "style": {"class_type": "CLIPTextEncode", "inputs": {"text": "Whisker", "clip": ["lora", 0]}},
    "both": {"class_type": "ConditioningConcat", "inputs": {"to": ["prompt", 0], "from": ["style", 0]}},
    "wan": {"class_type": "WanImageToVideo", "inputs": {"positive": ["both", 0], "negative": ["bad", 0], "length": 33}},
    "sampler": {
        "class_type": "KSampler",
        "inputs": {"positive": ["wan", 0], "negative": ["wan", 1], "sampler_name": "euler", "seed": 1},
    },
    "lora": {
        "class_type": "Power",
        "inputs": {"lora_name": "fog.safetensors", "more": {"words": ["Ōkami 狼"]}, "mask": "data:image/png;base64,AA"},
    },
    "hosted": {"class_type": "Hosted", "inputs": {"negative_prompt": "blur", "format": "in the manner of Otto"}},
    "image": {"class_type": "LoadImage", "inputs": {"image": "otto.png"}},
}


def test_every_other_text_is_told_and_negative_ones_apart() -> None:
    found = Workflow.of(GRAPH, id="one", name="One", prompt=(Place("prompt", "text"),)).facts
    assert found.texts == ("Whisker", "Ōkami 狼", "in the manner of Otto", "otto.png")
    assert found.unwanted == ("no Otto", "blur")


def test_what_feeds_both_sides_is_wanted() -> None:
    graph = GRAPH | {"other": {"class_type": "KSampler", "inputs": {"positive": ["bad", 0], "negative": ["bad", 0]}}}
    told = texts(graph, {})
    assert "no Otto" in told.wanted
    assert "no Otto" not in told.unwanted


def test_the_starters_say_nothing_but_what_is_not_wanted() -> None:
    for workflow in STARTERS:
        told = texts(workflow.graph, workflow.slots)
        assert told.wanted == ()
        assert all(one.startswith("blurry, distorted, ") for one in told.unwanted)
        assert set(told.weights) == {one.file for one in workflow.files}


def test_links_in_a_circle_come_to_an_end() -> None:
    graph: dict[str, Any] = {
        "a": {"class_type": "A", "inputs": {"x": ["b", 0], "negative": ["a", 0], "text": "words"}},
        "b": {"class_type": "B", "inputs": {"x": ["a", 0], "text": "more words"}},
    }
    assert set(texts(graph, {}).wanted) == {"words", "more words"}


def connected(one: Workflow, known: Capabilities | None = None) -> ComfyUI:
    connection = Connection(key="comfy", name="PC", protocol=WireProtocol.COMFYUI, url="http://127.0.0.1:1/")
    return ComfyUI(connection, Line(connection, lambda: None), [one], known)


def test_what_was_learned_before_says_the_texts_of_today() -> None:
    one = Workflow.of(GRAPH, id="one", name="One", prompt=(Place("prompt", "text"),))
    before = connected(one).capabilities()
    old = before.model_copy(update={"models": (before.models[0].model_copy(update={"texts": (), "unwanted": ()}),)})
    (model,) = connected(one, old).capabilities().models
    assert (model.texts, model.unwanted) == (one.facts.texts, one.facts.unwanted)


def test_a_graph_that_says_what_its_workflow_no_longer_says_is_not_sent() -> None:
    one = Workflow.of(GRAPH, id="one", name="One", prompt=(Place("prompt", "text"),))
    made = connected(one).prepare(request(model="one"), Ids().new(), {})
    other = one.model_copy(update={"graph": GRAPH | {"style": {"class_type": "S", "inputs": {"text": "in ink"}}}})
    answer = asyncio.run(connected(other).submit(made))
    assert isinstance(answer, Rejected)
    assert answer.why.code == "comfyui.changed"


def test_names_of_model_files_are_told_wherever_they_stand() -> None:
    graph = GRAPH | {
        "two": {"class_type": "Stack", "inputs": {"lora_1": {"on": True, "lora": "people\\Otto_v2.SAFETENSORS "}}},
        "three": {"class_type": "CheckpointLoader", "inputs": {"negative": "base.ckpt", "type": "wan"}},
    }
    told = texts(graph, {})
    assert told.weights == ("fog.safetensors", "people\\Otto_v2.SAFETENSORS", "base.ckpt")
    assert not set(told.weights) & {*told.wanted, *told.unwanted}
    assert not texts(GRAPH, {}).hold(told)
    assert told.hold(texts(GRAPH, {}))
