"""`fourbeat cast`, `place`, `prop`: kept, shown with their uses, renamed everywhere."""

from __future__ import annotations

from pathlib import Path

from .conftest import Call


def test_cast_is_kept_and_renamed_everywhere(call: Call, film: Path) -> None:
    here = ("--project", film)
    assert call("cast", "list", *here).out == "None yet.\n"
    said = call("cast", "add", "Ada", "--identity", "A lamp maker", "--colour", "#D08A3C", *here)
    assert (said.code, said.out) == (0, "Added Ada.\n")
    assert call("cast", "add", "ada", *here).code == 2
    assert call("shot", "edit", "010", "--scene", "@Ada waits. Ada waits.", *here).code == 0
    assert call("cast", "costume", "Ada", "Coat", "--words", "a grey coat", *here).code == 0
    assert call("cast", "edit", "Ada", "--language", "ja", "--identity", "ランプ職人", *here).code == 0
    assert call("cast", "costume", "Ada", "Coat", "--language", "ja", "--words", "灰色のコート", *here).code == 0
    told = call("cast", "show", "Ada", *here, "--json").document
    assert (told["sent"], told["identity"]) == ({"ja": {"identity": "ランプ職人"}}, "A lamp maker")
    assert told["costumes"][0]["sent"] == {"ja": "灰色のコート"}
    assert call("cast", "edit", "Ada", "--language", "ja", "--voice", "low", *here).code == 2
    assert call("cast", "edit", "Ada", "--language", "ja", "--identity", "", *here).code == 0
    assert call("cast", "show", "Ada", *here, "--json").document["sent"] == {}
    assert call("cast", "wear", "Ada", "coat", "010", "020", *here).code == 0
    assert call("cast", "seen", "Ada", "020", "--not", *here, "--json").document["shots"] == 1
    shown = call("cast", "show", "ada", *here, "--json").document
    assert [(use["way"], use["owner"], use["text"]) for use in shown["uses"]] == [
        ("seen", "010", "Coat"),
        ("named", "010", "@Ada waits. Ada waits."),
    ]
    assert shown["colour"] == "#d08a3c"
    dry = call("cast", "rename", "Ada", "Grace", "--dry-run", *here)
    assert "Ada would be Grace, 1 text would change." in dry.out
    assert "@Grace waits. Ada waits." in dry.out
    assert "The name also stands without @ in 1 place." in dry.out
    assert call("cast", "rename", "Ada", "Grace", "--prose", "--keep", *here).code == 0
    assert call("shot", "show", "010", *here, "--json").document["scene"] == "@Grace waits. Grace waits."
    assert call("cast", "remove", "Grace", *here).code == 2
    assert call("cast", "remove", "Ada", "--anyway", *here).code == 0
    assert [one["name"] for one in call("cast", "list", "--bin", *here, "--json").document["cast"]] == ["Grace"]
    assert call("cast", "restore", "Grace", *here).code == 0
    assert call("cast", "costume", "Grace", "coat", "--remove", *here).code == 2
    assert call("cast", "costume", "Grace", "coat", "--rename", "Cloak", *here).code == 0
    assert call("cast", "wear", "Grace", "-", "010", *here).code == 0
    assert call("cast", "costume", "Grace", "Cloak", "--remove", *here, "--json").document["costumes"] == []


def test_places_and_props(call: Call, film: Path) -> None:
    here = ("--project", film)
    assert call("place", "add", "Loft", "--identity", "over the sea", "--aliases", "attic", *here).code == 0
    assert call("place", "add", "Cellar", "--voice", "low", *here).code == 2
    assert call("place", "set", "attic", "1", *here).code == 0
    (loft,) = call("place", "list", *here, "--json").document["place"]
    assert (loft["name"], loft["shots"]) == ("Loft", 2)
    assert call("place", "add", "Cellar", *here).code == 0
    assert call("place", "move", "Cellar", "--before", "Loft", *here, "--json").document["order"] == ["Cellar", "Loft"]
    assert call("place", "move", "Cellar", *here).code == 2
    assert call("place", "move", "Cellar", "--after", "loft", *here).out == (
        "Cellar moved. The order is now: Loft and Cellar.\n"
    )
    assert call("prop", "add", "Lamp", *here).code == 0
    assert call("prop", "seen", "Lamp", "010", *here).code == 0
    assert call("prop", "colours", "Lamp", "#d08a3c brass", *here, "--json").document["colours"] == ["#d08a3c brass"]
    assert call("prop", "colours", "Lamp", "brass", *here).code == 2
    assert "010" in call("prop", "show", "Lamp", *here).out
    assert call("prop", "edit", "Lamp", "--note", "from the shop", *here).code == 0
    assert call("prop", "rename", "Lamp", "Lantern", "--keep", *here).code == 2
    assert call("undo", *here).code == 0
    assert call("prop", "show", "Lamp", *here, "--json").document["note"] == ""
