"""`fourbeat policy dues`, `credits`, `terms` and `fulfil`, as a person would call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

PACK = """
pack: moon
version: 1
issued: 2026-11-01
basis: house-policy
holders:
  - id: moon-studio
    name: Moon Studio
    works:
      - id: keeper
        names: {en: [Captain Whisker], ja: [ひげ船長]}
        rules:
          - id: fans
            effect: allow
            duties:
              - approval
              - {attribution: {text: "Captain Whisker © Moon Studio"}}
              - {revenue-share: {to: moon-studio, percent: 10}}
"""
TERMS = """
dated = 2026-11-21
source = "Letter of November 3"
[platform]
name = "Stream"
percent = 30
[creator]
name = "Mori"
"""


@pytest.fixture
def here(call: Call, film: Path, tmp_path: Path) -> Path:
    """Give a film whose first shot shows somebody a trusted pack allows."""
    (tmp_path / "moon.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    call("policy", "key", "make", "k")
    key = call("policy", "key", "list", "--json").document["own"][0]["key"]
    assert call("policy", "pack", "sign", "moon.yaml").code == 0
    assert call("policy", "pack", "trust", "moon.yaml", "--key", key).code == 0
    assert call("shot", "edit", "010", "--scene", "Captain Whisker lights the lamp.", "--project", film).code == 0
    return film


def test_dues_of_a_film_that_shows_nobody(call: Call, film: Path) -> None:
    said = call("policy", "dues", film)
    assert said.code == 0
    assert "Nothing of others and no real person is known to appear." in said.out
    assert "No split: no terms are known for this film." in said.err
    assert call("policy", "dues", film, "--json").document["dues"] == []
    assert call("policy", "credits", film).out == ""


def test_seconds_duties_and_split_are_told_and_written(call: Call, here: Path, tmp_path: Path) -> None:
    words = ("policy", "dues", here, "--terms", "terms.toml", "--revenue", "100", "USD")
    made = call(*words, "--json", "--csv", "d.csv", "--html", "d.html").document
    (due,) = made["dues"]
    assert (due["name"], due["holder"], due["frames"], due["seconds"]) == ("Captain Whisker", "Moon Studio", 24, "1")
    assert [(one["kind"], one["state"]) for one in due["duties"]] == [
        ("attribution", "unsaid"),
        ("revenue-share", "unsaid"),
        ("approval", "unmet"),
    ]
    assert [(one["party"], one["share"], one["amount"]) for one in made["split"]["parts"]] == [
        ("rightsholder", "1/20", "5.00"),
        ("creator", "13/20", "65.00"),
        ("platform", "3/10", "30.00"),
    ]
    assert "Moon Studio,Captain Whisker,010,1.00,1.00,50.0 %" in (tmp_path / "d.csv").read_text(encoding="utf-8-sig")
    assert "<table>" in (tmp_path / "d.html").read_text(encoding="utf-8")
    assert call(*words, "--csv", "d.csv").code == 2
    assert call(*words, "--csv", "d.csv", "--replace").code == 0
    assert "65.00 USD" in call(*words).out
    assert call("policy", "dues", here, "--revenue", "100", "USD").code == 2
    assert call("policy", "dues", here, "--terms", "none.toml").code == 3
    assert call("policy", "dues", here, "--reel", "Nothing").code == 3


def test_credits_in_both_languages(call: Call, here: Path, tmp_path: Path) -> None:
    assert call("policy", "credits", here).out == "Captain Whisker © Moon Studio\n"
    assert call("policy", "credits", here, "--lang", "ja", "-o", "credits.txt").out == ""
    assert (tmp_path / "credits.txt").read_text(encoding="utf-8") == "Captain Whisker © Moon Studio\n"
    lines = call("policy", "credits", here, "--json").document["lines"]
    assert lines == [{"text": "Captain Whisker © Moon Studio", "subjects": ["moon:moon-studio/keeper"], "given": True}]


def test_terms_are_kept_for_one_film_on_this_machine(call: Call, here: Path) -> None:
    film = ("--project", here)
    assert "No terms are kept" in call("policy", "terms", *film).out
    assert call("policy", "terms", "terms.toml", *film).code == 0
    assert "Mori: the rest" in call("policy", "terms", *film).out
    assert call("policy", "dues", here, "--json").document["split"]["revenue"] is None
    assert not list(here.rglob("*.toml"))
    assert "No terms are kept" in call("policy", "terms", "--forget", *film).out
    assert call("policy", "dues", here, "--json").document["split"] is None


def test_a_duty_is_fulfilled_and_taken_back(call: Call, here: Path) -> None:
    film = ("--project", here)
    words = ("policy", "fulfil", "approval", "010", "--subject", "Captain Whisker", *film)
    assert call(*words).code == 2
    made = call(*words, "--reason", "Mail of May 2", "--json").document["clearances"]
    assert [one["marks"] for one in made] == [["duty:approval"]]
    assert call("policy", "dues", here, "--json").document["dues"][0]["duties"][2]["state"] == "met"
    assert "done: have it approved" in call("policy", "clearances", *film).out
    code = call("policy", "clearances", *film, "--json").document["clearances"][0]["code"]
    assert call("policy", "unclear", code, "--reason", "Taken back", *film).code == 0
    assert call("policy", "dues", here, "--json").document["dues"][0]["duties"][2]["state"] == "unmet"
    assert call("policy", "fulfil", "approval", "--subject", "Nobody", "--reason", "x", *film).code == 3
    assert call("policy", "fulfil", "applause", "--subject", "Nobody", "--reason", "x", *film).code == 2


@pytest.mark.foreign
def test_a_rendered_film_says_what_it_carries(call: Call, here: Path) -> None:
    said = call("reel", "render", "--project", here, "--json").document["dues"]
    assert said == [
        {"message": "Captain Whisker – have it approved: No clearance for 010.", "unmet": True},
        {"message": "1 credit is owed to rightsholders.", "unmet": False},
        {"message": "What else is owed: share the revenue (Captain Whisker).", "unmet": False},
    ]
