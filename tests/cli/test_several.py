"""Commands about several shots, the bin, words and templates."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cli.conftest import Call


@pytest.fixture
def shots(call: Call, film: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Stand in a film of four shots, 010 to 040."""
    monkeypatch.chdir(film)
    for title in ("Lamp", "The lamp again"):
        assert call("shot", "add", "--title", title).code == 0
    return call


def order(call: Call) -> list[str]:
    return [shot["number"] for shot in call("shot", "list", "--json").document["shots"]]


def test_several_shots_are_one_step(shots: Call) -> None:
    assert shots("shot", "move", "030", "040", "--before", "010").code == 0
    assert order(shots) == ["030", "040", "010", "020"]
    assert shots("undo", "--json").document == {"undone": "Move 2 shots"}
    assert "Made 2 copies: 015 and 025" in shots("shot", "duplicate", "010", "020").out
    assert (
        shots("shot", "edit", "--filter", "lamp", "--light", "dusk", "--note", "late", "--status", "retake").code == 0
    )
    assert len(shots("shot", "list", "--filter", "status:retake has:note", "--json").document["shots"]) == 2
    assert "2 shots are omitted" in shots("shot", "omit", "010", "020").out
    assert "2 shots are back in the film" in shots("shot", "omit", "--back", "010", "020").out


def test_the_bin_gives_back(shots: Call) -> None:
    assert shots("shot", "remove", "--filter", "lamp").code == 0
    assert [one["number"] for one in shots("bin", "list", "--json").document["shots"]] == ["030", "040"]
    assert shots("bin", "restore", "040").code == 0
    assert order(shots) == ["010", "020", "040"]
    assert shots("bin", "restore", "999").code == 3


def test_briefs_go_out_and_come_in_as_text(shots: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shots("shot", "show", "010", "030", "--toml").out
    (tmp_path / "page.toml").write_text(page, encoding="utf-8")
    assert "Made 2 shots" in shots("shot", "paste", tmp_path / "page.toml", "--after", "020").out
    assert len(order(shots)) == 6
    for text, code in (("Fog over the sea.", 0), ('light = "dusk', 2), ("", 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert shots("shot", "paste", "-").code == code
    assert len(order(shots)) == 7


def test_words_are_replaced_after_they_were_shown(shots: Call) -> None:
    dry = shots("replace", "lamp", "lantern", "--dry-run", "--json").document
    assert (dry["replaced"], [hit["field"] for hit in dry["hits"]]) == (0, ["title", "title"])
    assert "Replaced in 1 place" in shots("replace", "lamp", "lantern", "--match-case").out
    assert "stands nowhere" in shots("replace", "zebra", "x").out
    assert shots("replace", "", "x").code == 2


def test_a_template_makes_a_shot(shots: Call) -> None:
    assert shots("template", "save", "030", "Dusk talk").code == 0
    assert shots("template", "save", "030", "dusk TALK").code == 2
    assert [one["name"] for one in shots("template", "list", "--json").document["templates"]] == ["Dusk talk"]
    made = shots("shot", "add", "--template", "dusk talk", "--light", "dusk", "--json").document
    assert (made["title"], made["light"]) == ("Lamp", "dusk")
    assert shots("template", "remove", "Dusk talk").code == 0
    assert shots("shot", "add", "--template", "Dusk talk").code == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["shot", "remove"], 2, "Name the shots by number"),
        (["shot", "remove", "--filter", "zebra"], 2, "lets no shot through"),
        (["shot", "list", "--filter", "statu:x"], 2, "There is no “statu:”"),
        (["shot", "edit", "010", "020", "--number", "7"], 2, "Give them to one shot at a time"),
        (["template", "save", "010", "../up"], 2, "cannot be the name of a file"),
    ],
)
def test_refusals_say_what_to_do(shots: Call, words: list[str], code: int, said: str) -> None:
    answer = shots(*words)
    assert (answer.code, answer.out) == (code, "")
    assert said in " ".join(answer.err.split())
