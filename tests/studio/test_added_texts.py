"""What a workflow says besides the request is judged with it, when it is queued and when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.errors import Refused
from fourbeat.model.finding import Rank
from fourbeat.model.job import JobState
from fourbeat.model.provider import Capabilities, WireRequest
from fourbeat.model.request import TakeRequest
from fourbeat.model.verdict import Decision
from fourbeat.providers.comfyui.adapter import ComfyUI
from fourbeat.providers.comfyui.graph import Place
from fourbeat.providers.comfyui.workflow import Workflow
from fourbeat.providers.line import Line
from fourbeat.studio.checking import everything
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

from .far import Far, Shelf, guards, rule, with_shelf


def workflow(style: str = "in oil", against: str = "blurry") -> Workflow:
    graph: dict[str, Any] = {
        "prompt": {"class_type": "CLIPTextEncode", "inputs": {"text": ""}},
        "style": {"class_type": "CLIPTextEncode", "inputs": {"text": style}},
        "against": {"class_type": "CLIPTextEncode", "inputs": {"text": against}},
        "both": {"class_type": "ConditioningConcat", "inputs": {"to": ["prompt", 0], "from": ["style", 0]}},
        "sampler": {
            "class_type": "KSampler",
            "inputs": {"positive": ["both", 0], "negative": ["against", 0], "seed": 1},
        },
    }
    return Workflow.of(graph, id="mine", name="Mine", prompt=(Place("prompt", "text"),))


class Comfy(Far):
    """A far generator that sends what ComfyUI would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.known: Capabilities | None = None
        self.use(workflow())

    def use(self, one: Workflow) -> None:
        connection = Connection(key="far", name="PC", protocol=WireProtocol.COMFYUI, url="http://127.0.0.1:1/")
        self.inner = ComfyUI(connection, Line(connection, lambda: None), [one], self.known)
        self.known = self.inner.capabilities()

    def capabilities(self) -> Capabilities:
        return self.inner.capabilities()

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        return self.inner.prepare(request, key, files)


@pytest.fixture
def comfy(studio: Studio, tmp_path: Path) -> Comfy:
    one = Comfy()
    studio.__dict__["generators"] = {**studio.generators, "far": one}
    studio.shots.add(brief=BriefFile(scene="A quay in the rain.", seconds="1", provider="far"), folder=tmp_path)
    return one


@pytest.fixture
def shelf(studio: Studio, comfy: Comfy) -> Shelf:  # noqa: ARG001
    found = with_shelf(studio)
    found.fill(guards("Whisker", rule("never", "block", final=True)))
    return found


def ask(studio: Studio):
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[0]])
    return job


def told(studio: Studio):
    return [one for one in everything(studio, studio.plan.shots()[0]) if one.rank is Rank.RIGHTS]


@pytest.mark.usefixtures("shelf")
def test_a_name_in_another_node_blocks_as_one_in_the_prompt_does(studio: Studio, comfy: Comfy) -> None:
    assert studio.store.verdict(ask(studio).verdict).decision is Decision.ALLOW
    comfy.use(workflow("Whisker, key art"))
    with pytest.raises(Refused):
        ask(studio)
    assert [(one.words, one.where.field) for one in told(studio)] == [("Whisker", "workflow")]


@pytest.mark.usefixtures("shelf")
def test_a_workflow_that_was_changed_in_between_is_judged_anew_when_it_is_sent(studio: Studio, comfy: Comfy) -> None:
    job = ask(studio)
    comfy.use(workflow("Whisker, key art"))
    studio.jobs.run(only=[job.id])
    assert comfy.sent == []
    assert studio.store.job(job.id).state is JobState.FAILED


@pytest.mark.usefixtures("shelf")
def test_the_verdict_covers_every_text_of_the_workflow(studio: Studio, comfy: Comfy) -> None:
    request = ask(studio).request
    seen = []
    for one in (workflow(), workflow("in ink"), workflow("in ink", "dull"), workflow("dull", "in ink")):
        comfy.use(one)
        seen.append(studio.rights.rights(request, "2026-01-01T00:00:00.000Z"))
    assert len(set(seen)) == 4


@pytest.mark.usefixtures("shelf")
def test_a_name_that_is_to_be_left_out_is_only_noted(studio: Studio, comfy: Comfy) -> None:
    comfy.use(workflow(against="Whisker, blurry"))
    found = studio.store.verdict(ask(studio).verdict)
    assert found.decision is Decision.ALLOW
    assert [(one.words, one.field, one.decision) for one in found.findings] == [("Whisker", "workflow", Decision.ALLOW)]
    assert [one.severity.value for one in told(studio)] == ["note"]


def with_lora(file: str) -> Workflow:
    made = workflow()
    graph = made.graph | {"lora": {"class_type": "LoraLoader", "inputs": {"lora_name": file, "model": ["sampler", 0]}}}
    return Workflow.of(graph, id="mine", name="Mine", prompt=(Place("prompt", "text"),))


def test_a_model_file_that_is_called_after_somebody_is_judged_as_a_text_is(
    studio: Studio, comfy: Comfy, shelf: Shelf
) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    comfy.use(with_lora("wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors"))
    assert studio.store.verdict(ask(studio).verdict).decision is Decision.ALLOW
    comfy.use(with_lora("people/Whisker-v3.safetensors"))
    with pytest.raises(Refused) as refused:
        ask(studio)
    said = Wording.of("en")(refused.value.message)
    assert "the model file people/Whisker-v3.safetensors, which mine loads" in said
    assert "Load another model file" in said
    assert [(one.words, one.where.field) for one in told(studio)] == [("Whisker", "weights")]


def test_the_name_of_a_person_of_the_film_is_not_written_down_with_the_file(studio: Studio, comfy: Comfy) -> None:
    request = ask(studio).request
    studio.consents.add_person(name="Mia Whisker")
    comfy.use(with_lora("MiaWhisker_lora.safetensors"))
    (found,) = studio.rights.judge(request, "2026-01-01T00:00:00.000Z").findings
    assert found.decision is Decision.BLOCK
    assert "Whisker" not in found.model_dump_json()
    assert "a model file which mine loads" in Wording.of("en")(found.why)
    (shown,) = told(studio)
    assert shown.where.field == "weights"
