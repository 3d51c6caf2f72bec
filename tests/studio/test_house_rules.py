"""House rules: every fact that ships has its date and source, a stranger has none, and one's own word wins."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from fourbeat.model.connection import WireProtocol
from fourbeat.model.errors import Invalid
from fourbeat.model.house_rules import NO_RULES, Category, Faces, HouseRules
from fourbeat.model.job import Charged
from fourbeat.studio.connections import Connections
from fourbeat.studio.house_rules import house_rules, of_model
from fourbeat.studio.lexica import lexicon
from fourbeat.studio.resources import resources
from fourbeat.studio.settings import Home
from fourbeat.writing.lint.lexicon import any_of

FILES = sorted((resources() / "providers").glob("*.toml")) + sorted((resources() / "providers/models").glob("*.toml"))


@pytest.fixture
def connections(tmp_path: Path) -> Connections:
    made = Connections(Home.at(tmp_path), lambda: "2026-11-21T00:00:00.000Z")
    for key, url in (("gate", "https://api.apiyi.com/v1"), ("lao", "https://api.laozhang.ai/v1")):
        made.add(key=key, fields={"name": key, "protocol": "videos", "url": url})
    made.add(key="here", fields={"name": "here", "protocol": "comfyui", "url": "http://127.0.0.1:8188"})
    return made


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_fact_that_ships_has_a_date_and_a_source(file: Path) -> None:
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    for model, table in (("", found), *found.get("models", {}).items()):
        rules = house_rules([found], model)
        for name in table.get("refuses", ()):
            assert name in HouseRules.model_fields
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", rules.source(name).date), name
            assert len(rules.source(name).source) > 10, name


def test_every_category_has_its_words() -> None:
    known = lexicon().tripping
    assert {one.category for one in known} == set(Category)
    assert len({one.words for one in known}) == len(known)


def test_what_is_said_instead_trips_nothing_itself() -> None:
    known = lexicon()
    listed = any_of([one.words for one in known.tripping])
    assert {"blood", "child"} & known.plainly.keys() == {"blood"}, "who is young stays young"
    for words, instead in known.plainly.items():
        assert not any(pattern.search(instead) for pattern in listed), (words, instead)


@pytest.mark.parametrize("model", ["veo-3.1-generate-001", "google/veo-3.1-fast", "GOOGLE/Veo-3.1", "gemini/veo3-lite"])
def test_a_model_is_known_whoever_serves_it(connections: Connections, model: str) -> None:
    assert Category.VIOLENCE in connections.house_rules("gate", model).categories
    assert connections.house_rules("gate", model).people


@pytest.mark.parametrize("model", ["", "wan-2.7", "veoh", "my-veo-3.1-lookalike"])
def test_of_a_stranger_nothing_is_known(connections: Connections, model: str) -> None:
    assert connections.house_rules("gate", model) == NO_RULES == connections.house_rules("nobody", model)


def test_a_workflow_called_like_a_model_is_not_that_model(connections: Connections) -> None:
    assert connections.get("here").protocol is WireProtocol.COMFYUI  # type: ignore[union-attr]
    assert connections.house_rules("here", "veo-3.1") == NO_RULES
    assert of_model("veo-3.1")


def test_whether_a_block_is_charged_is_told_by_service_and_model(connections: Connections) -> None:
    grok = connections.house_rules("gate", "grok-imagine-video")
    omni = connections.house_rules("lao", "gemini-omni-1.2-flash")
    runway = connections.house_rules("gate", "runwayml/gen4_turbo")
    assert (grok.charged_input, omni.charged_output) == (Charged.YES, Charged.NO)
    assert (runway.charged_input, runway.charged_output, runway.suspends) == (Charged.YES, Charged.YES, True)
    assert connections.house_rules("lao", "grok-imagine-video") == NO_RULES


def test_the_persons_own_word_wins_and_has_no_source(connections: Connections, tmp_path: Path) -> None:
    file = tmp_path / "providers" / "gate.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text('[refuses]\nwords = ["Mars"]\n[models."veo-3.1".refuses]\npeople = false\nfaces = "real"\n')
    rules = connections.house_rules("gate", "veo-3.1")
    assert (rules.words, rules.people, rules.faces) == (("Mars",), False, Faces.REAL)
    assert rules.categories, "what the person says nothing of stays"
    assert (rules.source("words").source, bool(rules.source("categories").source)) == ("", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[refuses]\nfaces = 'noses'", "house-rules.wrong"),
        ("[refuses]\nwords = 'one'", "house-rules.wrong"),
        ("[refuses]\ncategories = ['fun']", "house-rules.wrong"),
        ("[refuses]\nfase = 'any'", "house-rules.unknown"),
        ("[refuses", "dialect.not-toml"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_clearly(
    connections: Connections, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "providers" / "gate.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    with pytest.raises(Invalid) as error:
        connections.house_rules("gate", "veo-3.1")
    assert error.value.code == code
