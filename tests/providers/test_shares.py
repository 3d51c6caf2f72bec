"""How far a graph is: by the news of a real ComfyUI, which name only the nodes that have begun."""

from __future__ import annotations

from typing import Any

import pytest

from fourbeat.providers.comfyui.shares import expected, share, told

GRAPH: dict[str, Any] = {
    "1": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
    "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "rain"}},
    "3": {"class_type": "KSampler", "inputs": {"steps": 20, "positive": ["2", 0]}},
    "4": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0]}},
    "5": {"class_type": "SaveVideo", "inputs": {"video": ["4", 0]}},
}


def state(**nodes: tuple[float, float]) -> dict[str, Any]:
    rows = {name.removeprefix("n"): {"value": value, "max": most} for name, (value, most) in nodes.items()}
    return {"type": "progress_state", "data": {"prompt_id": "g", "nodes": rows}}


@pytest.mark.parametrize(
    ("nodes", "done"),
    [({"n1": (1, 1)}, 1 / 24), ({"n1": (1, 1), "n2": (0, 1)}, 1 / 24), ({"n1": (1, 1), "n2": (1, 1)}, 2 / 24),
     ({"n1": (1, 1), "n2": (1, 1), "n3": (10, 20)}, 0.5), ({"n1": (1, 1), "n2": (1, 1), "n3": (1, 1)}, 3 / 5),
     ({"n1": (1, 1), "n2": (1, 1), "n3": (20, 20), "n4": (1, 1), "n5": (1, 1)}, 0.99)],
)  # fmt: skip
def test_what_has_not_begun_counts_too(nodes: dict[str, tuple[float, float]], done: float) -> None:
    news = state(**nodes)
    assert share(expected(GRAPH), told(news, news["data"])) == pytest.approx(done)


def test_a_graph_nobody_planned_tells_only_what_its_samplers_do() -> None:
    assert share({}, {"1": (1, 1)}) is None
    assert share({}, {"1": (1, 1), "3": (5, 20)}) == 0.25
    assert share(expected(GRAPH), {}) is None


def test_a_sampler_counts_the_steps_that_another_node_names() -> None:
    graph = {
        "1": {"class_type": "BasicScheduler", "inputs": {"steps": 30}},
        "2": {"class_type": "SamplerCustomAdvanced", "inputs": {"sigmas": ["1", 0]}},
        "3": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
    }
    assert expected(graph) == {"1": 1, "2": 30, "3": 1}
    assert expected({"2": graph["2"], "4": {"class_type": "KSampler", "inputs": {"steps": ["9", 0]}}, "5": 7}) == {
        "2": 20,
        "4": 20,
    }
    assert expected("no graph") == {}


@pytest.mark.parametrize(
    "data", [{}, {"nodes": 3}, {"nodes": {"1": {"value": 2, "max": 1}, "2": {"max": "x"}, "3": 4}}]
)
def test_news_that_make_no_sense_are_not_heard(data: dict[str, Any]) -> None:
    assert told({"type": "progress_state"}, data) == {}
    assert told({"type": "progress"}, data) == {}
    assert told({"type": "executing"}, data) == {}
