"""`fourbeat policy check`: a film or a plain text, told by its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

PACK = """\
pack: moon
version: 1
issued: 2026-11-01
basis: house-policy
default: ask
holders:
  - id: moon
    name: Moon Films
    works:
      - {id: quay, names: {en: [Whiskerquay]}}
      - {id: cat, names: {en: [Captain Whiskerkin]}, rules: [{id: never, effect: block}]}
"""


@pytest.fixture
def pack(call: Call, tmp_path: Path) -> None:
    (tmp_path / "moon.yaml").write_text(PACK, encoding="utf-8")
    assert call("policy", "pack", "add", "moon.yaml").code == 0


@pytest.mark.usefixtures("pack")
def test_a_plain_text_is_clear_asked_about_or_blocked(call: Call, tmp_path: Path) -> None:
    brief = tmp_path / "brief.txt"
    for text, code in (("Fog.", 0), ("Fog over Whiskerquay.", 10), ("Fog.\nCaptain Whiskerkin\nat Whiskerquay.", 20)):
        brief.write_text(text, encoding="utf-8")
        assert call("policy", "check", "brief.txt").code == code
    found = call("policy", "check", "brief.txt", "--json").document["findings"]
    assert [(one["decision"], one["where"]) for one in found] == [("block", "brief.txt:2:1"), ("ask", "brief.txt:3:4")]
    text = brief.read_text(encoding="utf-8")
    assert [text[one["start"] : one["end"]] for one in found] == ["Captain Whiskerkin", "Whiskerquay"]
    assert call("policy", "check", "nowhere.txt").code == 3


def test_a_web_page_is_not_read(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>Fog</title>", encoding="utf-8")
    told = call("policy", "check", "page.html")
    assert (told.code, "is a web page" in told.err) == (2, True)


@pytest.mark.usefixtures("pack")
def test_the_others_are_queued_where_some_cannot_be(call: Call, film: Path) -> None:
    here = ("--project", film)
    for scene in ("Fog over Whiskerquay.", "Captain Whiskerkin walks."):
        assert call("shot", "add", *here, "--scene", scene, "--seconds", "1").code == 0
    refused = call("queue", "add", "--all", *here)
    assert refused.code == 5
    assert all(part in refused.err for part in ("2 of 4 shots", "Shot 030:", "Shot 040:", "--skip-blocked"))
    assert call("queue", "status", *here, "--json").document["jobs"] == []
    told = call("queue", "add", "--all", "--skip-blocked", *here)
    assert (told.code, "Shot 040:" in told.err, "Shot 010:" in told.err) == (0, True, False)
    assert len(call("queue", "status", *here, "--json").document["jobs"]) == 2
    assert call("queue", "add", "040", "--skip-blocked", *here).code == 5
    assert call("queue", "add", "--all", "--skip-blocked", *here, "--json").document["skipped"] == ["030", "040"]


@pytest.mark.usefixtures("pack")
def test_a_film_is_told_shot_by_shot(call: Call, film: Path) -> None:
    here = ("--project", film)
    assert call("policy", "check", film).code == 0
    assert call("shot", "add", *here, "--scene", "Fog over Whiskerquay.", "--seconds", "1").code == 0
    found = call("policy", "check", film, "--json")
    assert (found.code, [one["where"] for one in found.document["findings"]]) == (10, ["030"])
    assert call("queue", "add", "030", *here).code == 5
    assert call("policy", "clear", "030", "--reason", "A letter", *here).code == 0
    assert call("policy", "check", film).code == 0
    assert call("queue", "add", "030", *here).code == 0


def test_ordinary_words_pass(call: Call, tmp_path: Path) -> None:
    text = "A time lapse of a Dyson sphere being built set to uplifting music"
    (tmp_path / "brief.txt").write_text(text, encoding="utf-8")
    said = call("policy", "check", "brief.txt", "--json")
    assert (said.code, said.document["findings"]) == (0, [])


def test_what_was_made_before_is_judged_anew(call: Call, film: Path, tmp_path: Path) -> None:
    here = ("--project", film)
    assert call("shot", "add", *here, "--scene", "Captain Whiskerkin sleeps.", "--seconds", "1").code == 0
    assert call("queue", "add", "030", *here).code == 0
    assert call("policy", "recheck", film).code == 0
    (tmp_path / "moon.yaml").write_text(PACK, encoding="utf-8")
    added = call("policy", "pack", "add", "moon.yaml", *here)
    assert "0 takes and 3 shots" in added.err
    tried = call("policy", "recheck", film, "--dry-run", "--json")
    assert (tried.code, tried.document["dry_run"]) == (20, True)
    rows = {one["what"]: one for one in tried.document["changes"]}
    assert (rows["job"]["was"], rows["job"]["now"], rows["job"]["deed"]) == ("allow", "block", "cancel")
    assert "Captain Whiskerkin" in rows["brief"]["findings"][0]["message"]
    assert call("queue", "status", *here, "--json").document["jobs"][0]["state"] == "queued"
    done = call("policy", "pack", "add", "moon.yaml", "--recheck", *here)
    assert (done.code, "allow → block, cancelled" in done.out) == (20, True)
    assert call("queue", "status", *here, "--json").document["jobs"][0]["state"] == "cancelled"
    assert "Nothing is judged otherwise" in call("policy", "recheck", film).out
