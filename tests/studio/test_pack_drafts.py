"""Packs that a form writes: what is told of a wrong one, what is kept, and the file they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.verdict import Decision
from fourbeat.policy.pack import things
from fourbeat.policy.subject import Grade
from fourbeat.studio.desk import Desk
from fourbeat.studio.keys import Keys
from fourbeat.studio.pack_drafts import PackDraft, blank, opened, ready, rule_of, save, save_table, slug, wrong
from fourbeat.studio.pack_files import beside_it, look
from fourbeat.studio.packs import Packs, Standing

TODAY = "2026-11-21"

MOON = """\
pack: moon
version: 4
issued: 2026-11-01
basis: house-policy
holders:
  - id: moon
    name: Moon Films
    catalogues:
      - id: all
        works:
          - id: moon-cat
            ids: ["wikidata:Q1"]
            names: {en: [The Moon Cat]}
            characters:
              - id: whisker
                names: {en: [{text: Whisker, grade: ambiguous, needs: [moon cat]}]}
                signature: {threshold: 4, groups: 2, of: [{weight: 2, phrases: [cat]}, {weight: 2, phrases: [moon]}]}
                rules: [{id: no-ads, effect: block, when: {use: [ad], via: [far], duration-max-s: "5"}}]
"""


@pytest.fixture
def packs(desk: Desk, tmp_path: Path) -> Packs:
    return Packs(desk.home, lambda: f"{TODAY}T12:00:00.000Z", tmp_path / "shipped")


@pytest.fixture
def draft() -> PackDraft:
    made = blank(TODAY)
    captain = {"names": {"en": ["Captain Whisker"], "ja": ["ひげ船長"]}, "rules": [{"effect": "block"}]}
    made.whole["holders"] = [
        {"name": "Moon Films", "works": [{"names": {"en": ["The Moon Cat"]}, "characters": [captain]}]}
    ]
    return made


def told(draft: PackDraft, *, signed: bool = False) -> list[tuple[str, str]]:
    return [("/".join(map(str, way)), what.code) for way, what in wrong(ready(draft), signed=signed)]


def test_what_a_form_holds_becomes_a_pack_as_the_command_builds_it(
    draft: PackDraft, packs: Packs, tmp_path: Path
) -> None:
    draft.whole["basis"] = "house-policy"
    saved = save(draft, file=tmp_path / "moon.yaml", packs=packs, use=True)
    pack = look(saved.file).pack
    assert (pack.pack, pack.version, pack.issued) == ("moon-films", 1, TODAY)
    assert [placed.trail[-1] for placed in things(pack)] == ["moon-films", "the-moon-cat", "captain-whisker"]
    captain = list(things(pack))[-1].thing
    assert captain.names["ja"][0].grade is Grade.STRONG
    assert "Captain Whisker" in saved.ordinary
    assert [rule.effect for rule in captain.rules] == [Decision.BLOCK]
    assert saved.in_use is not None
    assert packs.find("moon-films").standing is Standing.UNSIGNED
    assert not draft.changed


def test_what_is_wrong_is_told_with_its_place(draft: PackDraft) -> None:
    work = draft.whole["holders"][0]["works"][0]
    work["names"] = {"en": [" x"]}
    work["characters"][0]["names"] = {}
    draft.whole["source"] = {"url": "moon", "seen": "yesterday"}
    found = told(draft)
    assert ("holders/0/works/0/characters/0/names", "pack.nameless") in found
    assert any(way == "source/seen" and code == "pack.no-day" for way, code in found)
    draft.whole["source"] = {}
    assert ("holders/0/works/0/names/en/0", "pack.broken-name") in told(draft, signed=True)


def test_a_rule_of_a_holder_needs_a_source_or_a_signature(draft: PackDraft) -> None:
    assert told(draft) == [("holders/0/works/0/characters/0/rules/0", "pack.unproven")]
    assert told(draft, signed=True) == []


def test_an_opened_pack_goes_up_by_one_and_keeps_what_no_form_shows(packs: Packs, tmp_path: Path) -> None:
    file = tmp_path / "moon.yaml"
    file.write_text(MOON, encoding="utf-8")
    draft = opened(file, TODAY)
    assert not draft.changed
    character = draft.whole["holders"][0]["catalogues"][0]["works"][0]["characters"][0]
    character["not"] = ["whisker biscuit"]
    assert draft.changed
    save(draft, file=file, packs=packs)
    pack = look(file).pack
    whisker = next(placed.thing for placed in things(pack) if placed.thing.id == "whisker")
    assert (pack.version, pack.issued) == (5, TODAY)
    assert whisker.never == ("whisker biscuit",)
    assert whisker.signature is not None
    assert whisker.names["en"][0].needs == ("moon cat",)
    assert whisker.rules[0].when.via == ("far",)
    assert whisker.rules[0].when.duration_max_s == "5"
    assert opened(file, TODAY).whole["version"] == "6"


def test_one_signs_with_a_key_of_ones_own_and_trusts_it(
    draft: PackDraft, packs: Packs, desk: Desk, tmp_path: Path
) -> None:
    Keys(desk.home).make(name="studio")
    saved = save(draft, file=tmp_path / "moon.yaml", packs=packs, key="studio", use=True)
    assert saved.in_use is not None
    assert saved.in_use.standing is Standing.TRUSTED
    # Changed and saved without a signature, the old one must not lie beside it.
    draft.whole["basis"] = "house-policy"
    save(draft, file=tmp_path / "moon.yaml", packs=packs)
    assert not beside_it(tmp_path / "moon.yaml").exists()


def test_a_table_brings_the_same_pack_back(draft: PackDraft, tmp_path: Path) -> None:
    draft.whole["basis"] = "house-policy"
    assert save_table(draft, file=tmp_path / "moon.csv") == 0
    again = opened(tmp_path / "moon.csv", TODAY)
    assert again.file is None
    names = again.whole["holders"][0]["works"][0]["characters"][0]["names"]
    assert names == {"en": ["Captain Whisker"], "ja": ["ひげ船長"]}


def test_ids_are_made_once_and_never_twice(draft: PackDraft) -> None:
    works = draft.whole["holders"][0]["works"]
    works.append({"names": {"en": ["The Moon Cat"]}})
    works.append({"names": {"ja": ["月の猫"]}})
    found = [one["id"] for one in ready(draft)["holders"][0]["works"]]
    assert found == ["the-moon-cat", "the-moon-cat-2", "work-3"]
    assert "id" not in works[0]


def test_slugs_and_rules_are_read_as_they_are() -> None:
    assert (slug("Pokémon’s Été"), slug("月の猫")) == ("pokemons-ete", "")
    rule = rule_of({"effect": "ask", "duties": [{"attribution": {"text": "© Moon"}}]})
    assert rule is not None
    assert rule.duties[0].text == "© Moon"
    assert rule_of({"effect": "perhaps"}) is None
