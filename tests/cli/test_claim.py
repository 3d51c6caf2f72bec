"""`fourbeat policy claim` and `appeal`, and `fourbeat take review`, as a person would call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

ANSWERS = ("--character", "no", "--person", "no", "--logo", "no")


@pytest.fixture
def here(film: Path) -> tuple[str, str]:
    return "--project", str(film)


def test_a_claim_is_kept_told_decided_and_its_maker_erased(call: Call, here: tuple[str, str]) -> None:
    assert "There are no claims." in call("policy", "claim", "list", *here).out
    words = ("policy", "claim", "add", "--by", "Ann Other", "--about", "It is mine", "--subject", "Pikachu")
    made = call(*words, *here, "--json").document
    assert (made["kind"], made["state"], made["name"]) == ("claim", "open", "Ann Other")
    assert made["subject"] == "careful-names:pokemon-company/pokemon/pikachu"
    listed = call("policy", "claim", "list", *here).out
    assert "Ann Other" in listed
    assert "It is mine" in listed
    assert call("policy", "claim", "decide", made["code"], "upheld", "--reason", "So it is", *here).code == 0
    shown = call("policy", "claim", "show", made["code"], *here, "--json").document
    assert [(each["state"], each["about"]) for each in shown["events"]] == [
        ("open", "It is mine"),
        ("upheld", "So it is"),
    ]
    assert call("policy", "claim", "decide", made["code"], "upheld", "--reason", "Again", *here).code == 2
    assert call("policy", "claim", "erase", made["code"], *here).code == 0
    assert "Ann" not in call("policy", "claim", "show", made["code"], *here).out
    assert call("policy", "claim", "show", "XXXXXXXX", *here).code == 3


def test_a_takedown_names_takes(call: Call, here: tuple[str, str]) -> None:
    words = ("policy", "claim", "add", "--kind", "takedown", "--by", "Ann", "--about", "Mine")
    assert call(*words, *here).code == 2
    assert call(*words, "--take", "010/t1", *here).code == 3
    assert call(*words, "--subject", "Ann Other", *here).code == 3
    assert call("policy", "claim", "list", *here, "--json").document == {"claims": []}


def test_a_wrong_finding_is_appealed(call: Call, here: tuple[str, str]) -> None:
    call("shot", "edit", "010", "--scene", "Pikachu runs along the quay.", *here)
    assert call("policy", "check", *here).code == 10
    assert call("policy", "appeal", "020", "--subject", "Pikachu", "--reason", "A boat", *here).code == 3
    made = call("policy", "appeal", "010", "--subject", "Pikachu", "--reason", "A boat", *here, "--json").document
    assert call("policy", "check", *here).code == 10
    said = call("policy", "claim", "decide", made["code"], "upheld", "--reason", "Its name is on it", *here)
    assert "not read so any more" in said.out
    assert call("policy", "check", *here).code == 0


@pytest.mark.foreign
def test_takes_are_looked_at(call: Call, here: tuple[str, str]) -> None:
    assert call("queue", "add", "010", *here).code == 0
    assert call("queue", "run", *here).code == 0
    listed = call("take", "review", "--open", *here, "--json").document
    assert [one["take"] for one in listed["open"]] == ["t1"]
    assert call("take", "review", "010/t1", "--character", "no", *here).code == 2
    seen = call("take", "review", "010/t1", *ANSWERS[2:], "--character", "yes", "--subject", "Pikachu", *here)
    assert "Somebody saw Pikachu in it." in seen.out
    assert [one["decision"] for one in call("take", "review", *here, "--json").document["marked"]] == ["ask"]
    again = call("take", "review", listed["open"][0]["code"], *ANSWERS, *here)
    assert again.out == "Shot 010, t1: character no, person no, logo no.\n"
    assert call("take", "review", *here).out == "Every take was looked at.\n"
    down = call("policy", "claim", "add", "--kind", "takedown", "--by", "A", "--about", "B", "--take", "010/t1", *here)
    assert "Shot 010, t1 is out of the cut." in down.out
    assert call("take", "list", *here, "--json").document["takes"][0]["withdrawn"] is True
    assert "withdrawn" in call("take", "show", "010", "1", *here).out
