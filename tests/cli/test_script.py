"""`fourbeat script`: looked at, brought in, listed, shown and brought up to date."""

from __future__ import annotations

from pathlib import Path

from .conftest import Call

SCRIPT = "INT. KITCHEN - DAY\n\nAnna pours tea.\n\nANNA\nWhere is he?\n\nEXT. PIER - NIGHT\n\nRain.\n"


def made(call: Call, tmp_path: Path) -> Path:
    folder = tmp_path / "film"
    assert call("new", folder, "--name", "Film", "--size", "128x72").code == 0
    (tmp_path / "film.fountain").write_text(SCRIPT, encoding="utf-8")
    return folder


def test_a_dry_run_shows_every_shot_and_changes_nothing(call: Call, tmp_path: Path) -> None:
    folder = made(call, tmp_path)
    said = call("script", "import", "film.fountain", "--dry-run", "--project", folder)
    assert said.code == 0
    assert "ANNA: Where is he?" in said.out
    assert "2 scenes, 2 shots, 1 line" in said.out
    assert call("shot", "list", "--project", folder, "--json").document["shots"] == []
    document = call("script", "import", "film.fountain", "--dry-run", "--project", folder, "--json").document
    assert [scene["heading"] for scene in document["scenes"]] == ["INT. KITCHEN - DAY", "EXT. PIER - NIGHT"]
    assert document["people"] == [{"name": "ANNA", "known": None}]


def test_import_list_show_and_undo(call: Call, tmp_path: Path) -> None:
    folder = made(call, tmp_path)
    done = call("script", "import", "film.fountain", "--project", folder, "--json").document
    assert (done["shots"], done["cast"]) == (2, ["ANNA"])
    (script,) = call("script", "list", "--project", folder, "--json").document["scripts"]
    assert (script["name"], script["format"], script["scenes"]) == ("film.fountain", "fountain", 2)
    assert "Anna pours tea." in call("script", "show", "film.fountain", "--text", "--project", folder).out
    assert call("undo", "--project", folder).code == 0
    assert call("script", "show", "--project", folder).code == 3


def test_choices_of_an_import(call: Call, tmp_path: Path) -> None:
    folder = made(call, tmp_path)
    one = ("script", "import", "film.fountain", "--project", folder, "--json")
    done = call(*one, "--scene", "1", "--not-cast", "Anna", "--seconds", "8").document
    assert ([scene["heading"] for scene in done["scenes"]], done["cast"]) == (["INT. KITCHEN - DAY"], [])
    done = call(*one, "--scene", "2", "--into", "010").document
    assert done["scenes"][0]["number"] == "2"
    assert call(*one, "--into", "999").code == 3
    assert call(*one, "--scene", "9").code == 2
    assert call(*one, "--as", "fdx").code == 2
    assert call(*one, "--as", "docx").code == 2


def test_an_update_changes_what_is_accepted_and_nothing_else(call: Call, tmp_path: Path) -> None:
    folder = made(call, tmp_path)
    assert call("script", "import", "film.fountain", "--project", folder).code == 0
    later = SCRIPT.replace("Where is he?", "Where did he go?").replace("Rain.", "Snow falls.")
    (tmp_path / "film.fountain").write_text(later, encoding="utf-8")
    said = call("script", "update", "film.fountain", "--project", folder)
    assert "− Where is he?" in said.out
    assert "+ Where did he go?" in said.out
    dry = call("script", "update", "film.fountain", "--all", "--dry-run", "--project", folder, "--json").document
    assert [scene["fate"] for scene in dry["scenes"]] == ["changed", "changed"]
    done = call("script", "update", "film.fountain", "--accept", "1", "--project", folder, "--json").document
    assert [scene["accepted"] for scene in done["scenes"]] == [True, False]
    shown = call("script", "show", "--text", "--project", folder).out
    assert "Where did he go?" in shown
    assert "Snow falls." not in shown
    assert call("script", "update", "film.fountain", "--accept", "7", "--project", folder).code == 3
    assert call("script", "update", "film.fountain", "--all", "--project", folder).code == 0
    assert "already has" in call("script", "update", "film.fountain", "--all", "--project", folder).out
