"""`fourbeat policy` for one film: what it is for, who consented, what was cleared, and the audit of it all."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call


@pytest.fixture
def here(film: Path) -> tuple[str, str]:
    return "--project", str(film)


def test_the_use_of_a_film_is_said_once(call: Call, here: tuple[str, str]) -> None:
    assert call("policy", "use", *here, "--json").document["commercial"] is None
    said = call(
        "policy", "use", "--commercial", "no", "--territory", "jp", "--territory", "US-NY", *here, "--json"
    ).document
    assert (said["commercial"], said["territory"]) == (False, "JP,US-NY")
    assert "JP, US-NY" in call("policy", "use", *here).out
    assert call("policy", "use", "--territory", "Japan", *here).code == 2
    assert call("undo", *here).code == 0
    assert "not said" in call("policy", "use", *here).out
    assert "judges them anew" not in call("policy", "use", "--forget", *here).err


@pytest.mark.foreign
def test_another_use_offers_to_judge_what_was_made_anew(call: Call, here: tuple[str, str]) -> None:
    assert call("queue", "add", "010", *here).code == 0
    assert call("queue", "run", *here).code == 0
    changed = call("policy", "use", "--use", "ad", *here)
    assert "reaches 1 take" in changed.out + changed.err
    same = call("policy", "use", "--use", "ad", *here)
    assert "judges them anew" not in same.out + same.err


def test_what_shots_show_is_said_and_told(call: Call, here: tuple[str, str]) -> None:
    assert "not said" in call("policy", "shows", "010", *here).out
    call("policy", "shows", "010", "020", "--depicts", "nothing", *here)
    call("policy", "shows", "020", "--depicts", "smoking, gore", "--scenario", "parody", *here)
    shots = call("policy", "shows", "010", "020", *here, "--json").document["shots"]
    assert [(one["depicts"], one["scenario"]) for one in shots] == [("", None), ("gore,smoking", "parody")]
    assert call("policy", "shows", "010", "--depicts", "flowers", *here).code == 2


def test_a_consent_is_written_down_bound_and_taken_back(call: Call, here: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(b"signed")
    words = ("policy", "consent", "add", "Anna Example", "--description", "Walks by and smiles.", "--never", "gore")
    assert call(*words, "--until", "2020-13-01", *here).code == 2
    assert call("policy", "consent", "list", *here, "--json").document["people"] == []
    made = call(*words, "--evidence", "form.pdf", "--until", "2999-01-31", *here, "--json").document
    assert (made["person"], len(made["terms"]["evidence"]), made["terms"]["never"]) == ("Anna Example", 64, ["gore"])
    assert call("policy", "consent", "bind", "010", "anna example", *here).out == "010 shows Anna Example.\n"
    assert "stands" in call("policy", "consent", "list", *here).out
    found = call("check", "010", *here, "--json").document["findings"]
    assert [one["severity"] for one in found if one["rule"] == "rights-cast"] == ["warning"]
    call("policy", "shows", "010", "--depicts", "nothing", *here)
    found = call("check", "010", *here, "--json").document["findings"]
    assert [one for one in found if one["rule"].startswith("rights")] == []
    back = call("policy", "consent", "revoke", made["code"], *here)
    assert back.out.splitlines()[1:] == ["  Shot 010"]
    assert call("policy", "consent", "revoke", made["code"], *here).code == 2
    assert "taken back" in call("policy", "consent", "list", *here).out
    assert call("queue", "add", "010", *here).code == 5
    assert call("policy", "consent", "erase", "Anna Example", *here).code == 0
    assert "Anna" not in call("policy", "consent", "list", *here).out
    assert call("policy", "consent", "bind", "010", "Bo", "--undo", *here).code == 3


def test_an_ask_is_cleared_with_a_reason(call: Call, here: tuple[str, str]) -> None:
    call("policy", "consent", "bind", "010", "Anna", *here)
    assert call("policy", "clear", "010", *here).code == 2
    assert "--subject" in call("policy", "clear", "010", "--reason", "Not her", "--not-this", *here).err
    made = call("policy", "clear", "010", "--reason", "A drawing only", *here, "--json").document["clearances"]
    assert [one["reason"] for one in made] == ["A drawing only"]
    assert "A drawing only" in call("policy", "clearances", *here).out
    assert call("queue", "add", "010", *here).code == 0
    assert call("policy", "clear", "010", "--reason", "Again", *here).code == 3
    assert call("policy", "clear", "010", "--reason", "Not her", "--not-this", "--subject", "Anna", *here).code == 3
    assert call("policy", "unclear", made[0]["code"], "--reason", "No longer", *here).code == 0
    assert call("policy", "clearances", *here).out == "Nothing has been cleared yet.\n"


def test_the_audit_is_given_out_and_checked_by_anybody(call: Call, here: tuple[str, str], tmp_path: Path) -> None:
    for name in ("Anna", "Bo"):
        call("policy", "consent", "add", name, "--description", "Walks by and smiles.", *here)
    done = call("policy", "audit", "export", "-o", "audit.jsonl", *here, "--json").document
    assert done["entries"] == 2
    assert call("policy", "audit", "verify", *here, "--json").document["head"] == done["head"]
    assert call("policy", "audit", "verify", "audit.jsonl").code == 0
    assert call("policy", "audit", "export", "-o", "audit.jsonl", *here).code == 2
    file = tmp_path / "audit.jsonl"
    text = file.read_text(encoding="utf-8")
    assert "Anna" not in text
    file.write_text(text.replace("consent-granted", "consent-revoked", 1), encoding="utf-8")
    changed = call("policy", "audit", "verify", "audit.jsonl")
    assert (changed.code, changed.out) == (1, "The audit was changed: entry 1 does not hold.\n")
    file.write_text(text.splitlines()[1] + "\n", encoding="utf-8")
    assert call("policy", "audit", "verify", "audit.jsonl").code == 1
    file.write_text("flowers", encoding="utf-8")
    assert call("policy", "audit", "verify", "audit.jsonl").code == 2
    assert call("policy", "audit", "verify", "nothing.jsonl").code == 3
