"""`fourbeat lint` and `check`: told like a compiler, in JSON for programs, with exit codes to rely on."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cli.conftest import Call

BAD = "A beautiful harbour, no music. The camera pans left, then zooms in."


@pytest.fixture
def bad(call: Call, film: Path) -> Path:
    """Give a project whose first shot has three findings, and its second none that count."""
    assert call("shot", "edit", "010", "--scene", BAD, "--short", "--project", film).code == 0
    assert call("shot", "edit", "020", "--short", "--project", film).code == 0
    return film


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    class Stdin:
        buffer = io.BytesIO(text.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)


def test_findings_are_told_under_their_words(call: Call, bad: Path) -> None:
    said = call("lint", bad)
    assert said.code == 0
    lines = said.out.splitlines()
    under = next(place for place, line in enumerate(lines) if "^" in line)
    start, end = lines[under].index("^"), lines[under].rindex("^") + 1
    assert lines[under - 1][start:end] == "zooms in"
    assert "Shot 010, Scene, in plain words" in said.out
    assert "fix: Leave out “no music”" in said.out
    assert "3 warnings." in said.out
    assert call("lint", bad, "--strict").code == 1


def test_wide_letters_are_underlined_in_place(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, "港の夜、音楽なし。")
    lines = call("lint", "-", "--short", "--lang", "ja").out.splitlines()
    under = next(line for line in lines if "^" in line)
    assert under == "   | " + " " * 8 + "^" * 8


def test_programs_get_everything(call: Call, bad: Path) -> None:
    told = call("lint", "--project", bad, "--json").document
    assert (told["errors"], told["warnings"], told["shots"]) == (0, 3, 2)
    first = told["findings"][0]
    assert first["text"][first["start"] : first["end"]] == first["words"]
    assert {"rule", "severity", "mark", "shot", "message", "why", "source", "fixes"} <= set(first)


def test_fixing_leaves_nothing_and_undo_brings_it_back(call: Call, bad: Path) -> None:
    fixed = call("lint", bad, "--fix", "--json").document
    assert (fixed["fixed"], fixed["findings"]) == (3, [])
    shown = call("shot", "show", "010", "--project", bad, "--json").out
    assert "A harbour. The camera pans left." in shown
    assert call("undo", "--project", bad).code == 0
    assert len(call("lint", bad, "--json").document["findings"]) == 3


def test_a_finding_stands_with_a_reason_only(call: Call, bad: Path) -> None:
    mark = call("lint", bad, "--json").document["findings"][0]["mark"]
    assert call("lint", bad, "--accept", mark[:6]).code == 2
    assert call("lint", bad, "--accept", "ffffff", "--reason", "x").code == 3
    assert call("lint", bad, "--accept", mark[:6], "--reason", "so it is").code == 0
    left = call("lint", bad)
    assert "2 warnings." in left.out
    assert "1 accepted finding is not shown." in left.out
    here = ("--project", bad)
    listed = call("lint", "accepted", *here).out
    assert "it may stand: so it is" in listed
    (told,) = call("lint", "accepted", *here, "--json").document["accepted"]
    assert (told["mark"], told["reason"]) == (mark, "so it is")
    assert call("lint", "reopen", "ffffff", *here).code == 3
    assert call("lint", "reopen", mark[:6], *here).out == "1 finding is told again.\n"
    assert call("lint", "accepted", *here).out == "Nothing was accepted.\n"
    assert mark in [one["mark"] for one in call("lint", bad, "--json").document["findings"]]
    assert call("lint", bad, "--accept", mark[:6], "--reason", "so it is").code == 0
    assert call("lint", bad, "--accept", "all", "--reason", "yes", "--json").document["findings"] == []


def test_rules_are_listed_and_set(call: Call, bad: Path) -> None:
    assert call("lint", "set", "weak-words", "error", "--project", bad).code == 0
    told = {one["rule"]: one for one in call("lint", "rules", "--project", bad, "--json").document["rules"]}
    assert told["weak-words"]["severity"] == "error"
    assert not told["weak-words"]["usual"]
    assert call("lint", bad).code == 1
    assert call("lint", "set", "weak-words", "off", "--project", bad).code == 0
    assert "weak-words" not in call("lint", bad).out
    assert call("lint", "set", "weak-words", "usual", "--project", bad).code == 0
    assert call("lint", "set", "weak", "off", "--project", bad).code == 3
    assert call("lint", "set", "weak-words", "loud", "--project", bad).code == 2
    assert "weak-words" in call("lint", "rules").out, "outside a project, too"


def test_a_file_is_read_line_by_line(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "shot.toml"
    file.write_text('seconds = "4"\nscene = "A beautiful harbour."\nshort = true\n', encoding="utf-8")
    said = call("lint", file)
    assert f"{file}:2:12" in said.out
    assert call("lint", file, "--strict").code == 1
    file.write_text("scene = ", encoding="utf-8")
    assert call("lint", file).code == 2
    assert call("lint", tmp_path / "none.toml").code == 3
    assert call("lint", tmp_path).code == 3


def test_check_is_one_list_of_everything(call: Call, bad: Path) -> None:
    assert call("check", "--project", bad).code == 0
    assert call("shot", "edit", "010", "--provider", "nobody", "--project", bad).code == 0
    said = call("check", "010", "--project", bad, "--json")
    assert said.code == 1
    assert said.document["findings"][0]["rule"] == "gate-request"
    assert said.document["warnings"] == 3
    assert call("check", bad).code == 1
    assert call("check", "020", "--project", bad).code == 0


def test_help_names_the_commands(call: Call) -> None:
    said = call("lint", "--help").out
    assert "rules" in said
    assert "set" in said
    assert "--fix" in call("lint", "look", "--help").out


def test_a_file_is_fixed_in_its_place_and_shown_before(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brief.toml"
    file.write_text(f'scene = "{BAD}" # mine\nshort = true\n', encoding="utf-8")
    shown = call("lint", file, "--diff")
    assert (shown.code, '+scene = "A harbour. The camera pans left." # mine' in shown.out.splitlines()) == (1, True)
    assert BAD in file.read_text(encoding="utf-8"), "shown, not done"
    fixed = call("lint", file, "--fix", "--json")
    assert (fixed.code, fixed.document["warnings"]) == (0, 0)
    assert file.read_text(encoding="utf-8") == 'scene = "A harbour. The camera pans left." # mine\nshort = true\n'
    assert call("lint", file, "--diff").code == 0
    assert not list(tmp_path.glob(".*.part"))
    piped(monkeypatch, "A pier, in 4K.\n")
    assert call("lint", "-", "--fix").out == "A pier.\n"
    assert call("lint", file, "--accept", "all", "--reason", "x").code == 2
    file = tmp_path / "film.fountain"
    file.write_text("INT. A - DAY\n\nRain.\n", encoding="utf-8")
    assert "script import" in call("lint", file).err


def test_what_fixing_a_project_changes_is_shown_before(call: Call, bad: Path) -> None:
    shown = call("lint", bad, "--diff", "--shot", "010")
    assert shown.code == 1
    assert '+scene = "A harbour. The camera pans left."' in shown.out.splitlines()
    assert "3 warnings." in call("lint", bad).out, "shown, not done"
    assert call("lint", bad, "--fix").code == 0
    again = call("lint", bad, "--diff")
    assert (again.code, again.out) == (0, "")
    assert "Nothing to fix." in call("lint", bad, "--fix").out


def test_a_word_processors_file_is_no_brief(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "brief.rtf"
    file.write_text("{\\rtf1\\ansi A quiet pond.}", encoding="utf-8")
    told = call("lint", file)
    assert (told.code, "word processor" in told.err) == (2, True)


def test_a_size_that_is_not_made_is_told_as_soon_as_it_is_asked_for(call: Call, film: Path) -> None:
    assert call("provider", "add", "site", "--protocol", "handwork", "--name", "A site").code == 0
    assert call("provider", "model", "site", "any", "--sizes", "640x360,360x640").code == 0
    edited = call("shot", "edit", "010", "--provider", "site", "--project", film)
    assert edited.code == 0
    assert "Shot 010: 128x72 is no size that any makes: it makes 640x360 and 360x640." in edited.err
    assert "is no size" in call("brief", "set", "010", "mood=calm", "--project", film).err
    assert "is no size" not in call("shot", "edit", "010", "--mood", "calm", "--project", film).err, "told once"
    assert call("lint", film, "--fix").code == 0
    assert "640x360" in call("shot", "show", "010", "--toml", "--project", film).out
