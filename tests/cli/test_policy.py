"""`fourbeat policy`: a pack's way from a table to a signed file, into use, trusted, and out again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from fourbeat.policy.reading import read
from fourbeat.policy.subject import Grade
from fourbeat.studio.manual import Manual

from .conftest import Call

TABLE = """\
pack,moon
version,1
issued,2026-11-01
basis,rightsholder-statement

holder,work,en,ja,effect,use
Moon Films,Moon Cat,The Moon Cat,月の猫,allow,pitch
"""


def standing(call: Call) -> list[tuple[str, int, str]]:
    packs = call("policy", "pack", "list", "--json").document["packs"]
    return [(one["pack"], one["version"], one["standing"]) for one in packs if one["standing"] != "built-in"]


def test_a_table_becomes_a_signed_pack_in_use(call: Call, tmp_path: Path) -> None:
    (tmp_path / "moon.csv").write_text(TABLE, encoding="utf-8")
    refused = call("policy", "pack", "check", "moon.csv")
    assert refused.code == 2
    assert "Line 7: The rule “row-7” says something else than the default." in refused.err
    assert call("policy", "pack", "build", "moon.csv", "-o", "moon.yaml").code == 0
    assert call("policy", "pack", "sign", "moon.yaml").err.startswith("No key yet")
    key = call("policy", "key", "make", "studio", "--json").document["key"]
    assert call("policy", "pack", "sign", "moon.yaml", "--json").document["key"] == key
    added = call("policy", "pack", "add", "moon.yaml")
    assert added.code == 0
    assert f'fourbeat policy pack trust moon.yaml --key "{key}"' in added.err
    assert standing(call) == [("moon", 1, "unknown-key")]
    assert call("policy", "pack", "trust", "moon.yaml").code == 5
    assert call("policy", "pack", "trust", "moon.yaml", "--key", "AAAA").code == 5
    assert call("policy", "pack", "trust", "moon.yaml", "--key", key).code == 0
    assert call("policy", "pack", "trust", "moon.yaml").code == 0
    assert standing(call) == [("moon", 1, "trusted")]
    shown = call("policy", "pack", "show", "moon", "--json").document
    assert [one["id"] for one in shown["guards"]] == ["moon-films", "moon-films/moon-cat"]
    assert call("policy", "key", "list", "--json").document["trusted"][0]["first_on"] == "moon"
    assert call("policy", "pack", "table", "moon.yaml", "-o", "back.csv").code == 0
    assert "月の猫" in (tmp_path / "back.csv").read_text(encoding="utf-8")
    assert call("policy", "pack", "distrust", key).code == 0
    assert standing(call) == [("moon", 1, "unknown-key")]
    assert call("policy", "pack", "remove", "moon").code == 0
    assert standing(call) == []


def test_building_grades_names_and_tells_of_ordinary_ones(call: Call, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        "pack: p\nversion: 1\nissued: 2026-11-01\nbasis: house-policy\n"
        "people:\n  - id: a\n    names:\n"
        "      en: [Zyxwolf, Blue Moon, {text: Moon, needs: [zyxwolf]}, {text: Up, grade: strong}]\n",
        encoding="utf-8",
    )
    built = call("policy", "pack", "build", "p.yaml", "-o", "q.yaml", "--json").document
    assert built["ordinary"] == ["Blue Moon"]
    pack = read((tmp_path / "q.yaml").read_bytes(), "q")
    assert [(one.text, one.grade) for one in pack.people[0].names["en"]] == [
        ("Zyxwolf", Grade.STRONG),
        ("Blue Moon", None),
        ("Moon", None),
        ("Up", Grade.STRONG),
    ]
    told = call("policy", "pack", "build", "p.yaml", "-o", "q.yaml", "--replace")
    assert "1 name is made of ordinary words and counts only in company: Blue Moon." in told.err


def test_checking_tells_of_ordinary_names_and_of_a_day_to_come(call: Call, tmp_path: Path) -> None:
    text = (
        "pack: odd\nversion: 1\nissued: 9999-12-31\nbasis: house-policy\nholders:\n- id: h\n  name: H\n"
        "  characters:\n  - {id: a, names: {en: [the, and, Quorvenax]}}\n"
    )
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")
    told = call("policy", "pack", "check", "odd.yaml")
    assert told.code == 0
    assert "2 names are made of ordinary words" in told.err
    assert "Quorvenax" not in told.err
    assert "issued on 9999-12-31" in told.err
    (tmp_path / "odd.yaml").write_text(text.replace("9999-12-31", "2026-01-01"), encoding="utf-8")
    assert "issued on" not in call("policy", "pack", "check", "odd.yaml").err


def test_what_is_wrong_with_a_pack_in_use_stands_below_the_list(call: Call, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "pack: own\nversion: 1\nissued: 2026-11-01\nbasis: house-policy\nholders:\n- {id: h, name: H}\n",
        encoding="utf-8",
    )
    assert call("policy", "pack", "add", "own.yaml").code == 0
    for file in (tmp_path / "home").rglob("*own*.yaml"):
        file.chmod(0o600)
        file.write_text("changed", encoding="utf-8")
    told = call("policy", "pack", "list")
    assert "not what was taken into use" not in told.out
    assert told.err.startswith("own: ")


def test_building_turns_pictures_into_fingerprints(call: Call, tmp_path: Path) -> None:
    text = (
        "pack: p\nversion: 1\nissued: 2026-11-01\nbasis: house-policy\n"
        "people: [{id: a, images: [{file: art/key.png, note: key art}, {note: old, dhash: [0123456789abcdef]}]}]\n"
    )
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    missing = call("policy", "pack", "build", "p.yaml", "-o", "q.yaml")
    assert (missing.code, missing.err.splitlines()[0]) == (3, "A picture is missing")
    (tmp_path / "art").mkdir()
    Image.effect_noise((200, 120), 80).save(tmp_path / "art" / "key.png")
    assert call("policy", "pack", "build", "p.yaml", "-o", "q.yaml").code == 0
    first, second = read((tmp_path / "q.yaml").read_bytes(), "q").people[0].images
    assert (first.file, first.note, second.dhash) == ("", "key art", ("0123456789abcdef",))
    assert len(first.dhash) == len(first.pdq) > 9
    Image.new("RGB", (200, 120), "navy").save(tmp_path / "art" / "key.png")
    assert call("policy", "pack", "build", "p.yaml", "-o", "r.yaml").err.startswith("A picture without features")
    (tmp_path / "art" / "key.png").write_bytes(b"no picture")
    assert call("policy", "pack", "build", "p.yaml", "-o", "r.yaml").code == 7
    (tmp_path.parent / "outside.png").write_bytes(b"")
    for outside in ("../outside.png", str(tmp_path.parent / "outside.png")):
        (tmp_path / "p.yaml").write_text(text.replace("art/key.png", outside), encoding="utf-8")
        assert call("policy", "pack", "build", "p.yaml", "-o", "r.yaml").code == 3
    assert not (tmp_path / "r.yaml").exists()


def test_a_changed_pack_is_refused_in_words(call: Call, tmp_path: Path) -> None:
    (tmp_path / "moon.csv").write_text(TABLE, encoding="utf-8")
    call("policy", "pack", "build", "moon.csv", "-o", "moon.yaml")
    call("policy", "key", "make", "studio")
    call("policy", "pack", "sign", "moon.yaml")
    file = tmp_path / "moon.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("pitch", "ad"), encoding="utf-8")
    for words in (("check",), ("add",), ("trust",), ("show",), ("table", "-o", "x.csv")):
        broken = call("policy", "pack", words[0], "moon.yaml", *words[1:])
        assert broken.code == 5, words
        assert broken.err.startswith("The signature is broken")
    assert standing(call) == []
    assert not (tmp_path / "x.csv").exists()
    assert call("policy", "pack", "add", "moon.yaml", "--lang", "ja").err.startswith("署名が合いません")


def test_mistakes_are_told_with_their_lines(call: Call, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        "pack: p\nversion: one\nissued: 2026-11-01\nbasis: house-policy\npeple: []\n", encoding="utf-8"
    )
    told = call("policy", "pack", "add", "p.yaml")
    assert told.code == 2
    assert "Line 2: “version” needs a whole number, not “one”." in told.err
    assert "Line 5: “peple” is not known here." in told.err
    error = call("policy", "pack", "add", "p.yaml", "--json").document["error"]
    assert error["code"] == "pack.wrong"


def test_no_private_key_is_ever_said(call: Call, tmp_path: Path) -> None:
    call("policy", "key", "make", "studio")
    secret = (tmp_path / "home" / "policy" / "keys" / "studio.key").read_text().splitlines()[1]
    (tmp_path / "moon.csv").write_text(TABLE, encoding="utf-8")
    call("policy", "pack", "build", "moon.csv", "-o", "moon.yaml")
    for words in (
        ["key", "list"],
        ["pack", "sign", "moon.yaml"],
        ["pack", "check", "moon.yaml"],
        ["key", "make", "studio"],
    ):
        for form in ([], ["--json"]):
            said = call("policy", *words, *form)
            assert secret not in said.out + said.err
    others = (one for one in tmp_path.rglob("*") if one.is_file() and one.name != "studio.key")
    assert not [one for one in others if secret.encode() in one.read_bytes()]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_packs_of_the_manual_are_packs(call: Call, tmp_path: Path, language: str) -> None:
    text = Manual(language).page("rights").text
    blocks = ["\n".join(line[4:] for line in found.splitlines()) for found in re.findall(r"(?:(?:    .*)?\n)+", text)]
    (yaml,) = (one.strip() for one in blocks if "holders:" in one)
    (table,) = (one.strip() for one in blocks if one.strip().startswith("pack,"))
    (tmp_path / "a.yaml").write_text(yaml, encoding="utf-8")
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    for name in ("a.yaml", "a.csv"):
        assert call("policy", "pack", "check", name).code == 0
