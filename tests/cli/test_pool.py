"""Pools by commands: made, shown, tested as one, paused, and what is refused is said with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from providers.fakes.videos import FakeVideos

from .conftest import Call


@pytest.fixture
def boxes(call: Call) -> Iterator[dict[str, FakeVideos]]:
    with FakeVideos(kind="vllm-omni") as one, FakeVideos(kind="vllm-omni") as other:
        found = {"box-1": one, "box-2": other}
        for key, fake in found.items():
            assert call("provider", "add", key, "--service", "vllm-omni", "--url", fake.url).code == 0
        yield found


def test_a_pool_from_making_to_leaving(call: Call, boxes: dict[str, FakeVideos], tmp_path: Path) -> None:
    assert "no pool yet" in call("provider", "pool").out
    made = call("provider", "pool", "farm", "box-1", "box-2")
    assert made.code == 0
    assert "farm" in made.out
    assert "never asked" in made.err
    tested = call("provider", "test", "farm", "--json")
    assert tested.code == 0
    assert [(one["key"], one["models"]) for one in tested.document["servers"]] == [
        ("box-1", ["reel-1"]),
        ("box-2", ["reel-1"]),
    ]
    film = str(tmp_path / "film")
    assert call("new", film, "--size", "1280x720").code == 0
    here = ("--project", film)
    assert call("shot", "add", "--scene", "Rain.", "--provider", "farm", "--seconds", "4", *here).code == 0
    assert call("queue", "add", "--all", *here).code == 0
    (job,) = call("queue", "status", "--json", *here).document["jobs"]
    assert (job["lane"], job["server"]) == ("farm", "farm")
    boxes["box-2"].die()
    half = call("provider", "test", "farm")
    assert half.code == 8
    assert "box-1 (vLLM-Omni) answers." in half.out
    assert "Nothing answers" in half.out
    assert call("provider", "pool", "farm", "--pause", "box-2").code == 0
    (farm,) = call("provider", "pool", "--json").document["pools"]
    assert [(one["key"], one["paused"]) for one in farm["servers"]] == [("box-1", False), ("box-2", True)]
    assert "farm" in call("provider", "list").out
    assert "gone" in call("provider", "pool", "farm", "--leave", "box-1", "--leave", "box-2").out
    boxes["box-2"].rise()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("pool", "nowhere"), 3, "no pool nowhere"),
        (("pool", "box-1", "box-2"), 2, "already"),
        (("pool", "farm", "nobody"), 3, "nobody"),
        (("pool", "farm", "--pause", "box-2"), 2, "not in farm"),
        (("add", "comfy", "--service", "comfyui", "--pool", "farm"), 2, "cannot share"),
        (("add", "farm", "--service", "comfyui"), 2, "called farm"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    call: Call, boxes: dict[str, FakeVideos], words: tuple[str, ...], code: int, said: str
) -> None:
    assert boxes
    assert call("provider", "pool", "farm", "box-1").code == 0
    refused = call("provider", *words)
    assert refused.code == code
    assert said in refused.err
