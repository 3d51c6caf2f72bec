"""Dialects: every shipped fact has its date and source, and a person's own choices win and survive."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from fourbeat.model.dialect import PLAIN
from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import Form
from fourbeat.studio.dialects import Dialects
from fourbeat.studio.resources import resources
from fourbeat.studio.settings import Home

SHIPPED = sorted((resources() / "providers").glob("*.toml"))


@pytest.fixture
def dialects(tmp_path: Path) -> Dialects:
    return Dialects(Home.at(tmp_path))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_fact_that_ships_has_a_date_and_a_source(file: Path) -> None:
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    assert found["provider"] == file.stem
    for model, table in (("", found), *found.get("models", {}).items()):
        dialect = Dialects().of(file.stem, model)
        for name, fact in table.items():
            if name not in ("prompt", "service", "models", "provider", "refuses"):
                assert re.fullmatch(r"20\d\d-\d\d-\d\d", fact["date"]), name
                assert len(fact["source"]) > 10, name
        for name in table.get("prompt", ()):
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", dialect.sources[name].date), name
            assert len(dialect.sources[name].source) > 10, name


def test_a_model_has_what_its_provider_has_and_more(dialects: Dialects) -> None:
    assert (dialects.of("openai-videos").form, dialects.of("openai-videos").characters) == (None, 32000)
    assert (dialects.of("openai-videos", "sora-2").form, dialects.of("openai-videos", "sora-2").characters) == (
        Form.STANDARD,
        32000,
    )


@pytest.mark.parametrize("provider", ["nobody", "../../etc/passwd", "", "a/b", "."])
def test_of_a_stranger_nothing_is_known(dialects: Dialects, provider: str) -> None:
    assert dialects.of(provider) == PLAIN


def test_a_choice_wins_survives_and_can_be_taken_back(dialects: Dialects, tmp_path: Path) -> None:
    made = dialects.set(provider="openai-videos", choices={"language": "ja", "words": 120, "labels": False})
    assert (made.language, made.words, made.labels, made.characters) == ("ja", 120, False, 32000)
    assert made.sources["language"].source == ""
    dialects.set(provider="openai-videos", model="sora-2", choices={"form": "short"})
    again = Dialects(Home.at(tmp_path))
    assert (again.of("openai-videos").form, again.of("openai-videos").language) == (None, "ja")
    assert (again.of("openai-videos", "sora-2").form, again.of("openai-videos", "sora-2").words) == (Form.SHORT, 120)
    again.set(provider="openai-videos", choices={"language": None, "words": None})
    assert (again.of("openai-videos").language, again.of("openai-videos").words) == ("", None)
    assert again.of("openai-videos", "sora-2").form is Form.SHORT
    assert "openai-videos" in again.known()


def test_a_file_written_by_hand_may_date_its_facts_and_rename_parts(dialects: Dialects, tmp_path: Path) -> None:
    (tmp_path / "providers").mkdir()
    file = tmp_path / "providers" / "mine.toml"
    file.write_text(
        '[prompt]\nwords = { value = 60, date = 2026-01-02, source = "my tests" }\ncalled = { lens = "Lens" }\n'
    )
    found = dialects.of("mine")
    assert (found.words, found.called, found.sources["words"].date) == (60, {"lens": "Lens"}, "2026-01-02")
    dialects.set(provider="mine", choices={"form": "long"})
    found = dialects.of("mine")
    assert (found.words, found.called, found.sources["words"].date) == (60, {"lens": "Lens"}, "2026-01-02")
    assert found.form is Form.LONG


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("prompt = [", "dialect.not-toml"),
        ("[prompt]\nform = 'huge'", "dialect.wrong"),
        ("[prompt]\nwords = 0", "dialect.wrong"),
        ("[prompt]\ncolour = 'red'", "dialect.wrong"),
        ("[prompt]\nlanguage = '../x'", "dialect.wrong"),
    ],
)
def test_a_broken_file_is_named(dialects: Dialects, tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "providers").mkdir()
    (tmp_path / "providers" / "mine.toml").write_text(text)
    with pytest.raises(FourbeatError) as caught:
        dialects.of("mine")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("provider", "choices", "code"),
    [
        ("../x", {"form": "long"}, "dialect.odd-name"),
        ("mine", {"price": 1}, "dialect.no-such-choice"),
        ("mine", {"form": "huge"}, "dialect.wrong"),
    ],
)
def test_an_odd_choice_changes_nothing(
    dialects: Dialects, tmp_path: Path, provider: str, choices: dict[str, object], code: str
) -> None:
    with pytest.raises(FourbeatError) as caught:
        dialects.set(provider=provider, choices=choices)
    assert caught.value.code == code
    assert not (tmp_path / "providers").exists()
