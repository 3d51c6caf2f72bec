"""`fourbeat still`: asked for, listed, brought in, used and discarded in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from .conftest import Call


def test_a_sheet_is_asked_for(call: Call, film: Path) -> None:
    here = ("--project", film)
    assert call("still", "list", *here).out == "There are no stills yet.\n"
    assert call("cast", "add", "Ada", "--identity", "a keeper of sixty", *here).code == 0
    asked = call("still", "add", "--character", "Ada", "--sheet", "--generator", "handwork", *here, "--json")
    assert [job["what"] for job in asked.document["jobs"]] == [
        "Still 1 of Ada: front",
        "Still 2 of Ada: three quarters",
        "Still 3 of Ada: profile",
        "Still 4 of Ada: full figure",
    ]
    assert call("prop", "add", "Lamp", "--identity", "a brass storm lamp", *here).code == 0
    asked = call("still", "add", "--prop", "Lamp", "--sheet", "--generator", "handwork", *here, "--json")
    assert [job["what"] for job in asked.document["jobs"]] == [
        "Still 1 of Lamp: whole",
        "Still 2 of Lamp: close detail",
    ]


@pytest.mark.slow
def test_a_picture_made_elsewhere_is_brought_in_used_and_discarded(call: Call, film: Path, tmp_path: Path) -> None:
    here = ("--project", film)
    assert call("cast", "add", "Ada", "--identity", "a keeper of sixty", *here).code == 0
    Image.new("RGB", (1024, 1024), "#204060").save(tmp_path / "mine.png")
    brought = call("still", "bring", "mine.png", "--character", "Ada", "--view", "turnaround", "--use", *here, "--json")
    assert [job["state"] for job in brought.document["jobs"]] == ["done"], brought.err
    (one,) = call("still", "list", "--character", "Ada", *here, "--json").document["stills"]
    assert (one["view"], one["number"], one["provider"], one["discarded"]) == ("turnaround", 1, "handwork", False)
    (row,) = call("ref", "list", "@Ada", *here, "--json").document["references"]
    assert (one["references_made"], row["declared"]) == ([row["id"]], "undeclared")
    shown = call("still", "show", one["code"], *here).out
    assert "turnaround · a reference" in shown
    assert "Ada: a keeper of sixty" in shown
    assert [each["code"] for each in call("still", "review", *here, "--json").document["open"]] == [one["code"]]
    assert call("still", "review", "Ada/s1", "--character", "no", *here).code == 2
    answers = ("--character", "no", "--person", "yes", "--logo", "no")
    seen = call("still", "review", "Ada/s1", *answers, *here)
    assert "Still Ada/s1: character no, person yes, logo no." in seen.out
    assert "nobody has said whose it is" in seen.out
    assert "Every still was looked at." in call("still", "review", "--open", *here).out
    assert call("still", "use", one["code"], "--for", "010", "--role", "style", *here).out.strip().endswith("010 now.")
    assert call("still", "discard", one["code"], *here, "--json").document["discarded"] is True
    assert call("still", "discard", one["code"], "--undo", *here, "--json").document["discarded"] is False


def test_what_cannot_be_asked_for_says_what_to_do(call: Call, film: Path, tmp_path: Path) -> None:
    here = ("--project", film)
    (tmp_path / "notes.txt").write_text("no picture")
    for words, says in (
        (("add",), "Name one"),
        (("add", "010", "--sheet"), "Sheets are made of characters, places and props"),
        (("add", "010", "--sheet", "--view", "style"), "not both"),
        (("add", "010", "--view", "night"), "first frame"),
        (("add", "010", "--generator", "moon"), "These do: animatic"),
        (("show", "ABCDEFGH"), "none yet"),
        (("bring", "notes.txt", "010"), "is no picture"),
        (("bring", "gone.png", "010"), "gone.png"),
    ):
        answered = call("still", *words, *here)
        assert answered.code in (2, 3), words
        assert says in " ".join(answered.err.split()), answered.err
    assert call("queue", "status", *here, "--json").document["jobs"] == []
