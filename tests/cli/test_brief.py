"""`fourbeat brief`: shown, set, rendered and compared by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fourbeat.cli.main import run


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run commands on a project with one shot; give the exit code and what was written."""

    def run_one(*words: str) -> tuple[int, str, str]:
        code = run([*words, "--project", str(tmp_path / "film"), "--data", str(tmp_path / "home"), "--lang", "en"])
        said = capsys.readouterr()
        return code, said.out, said.err

    run_one("new", str(tmp_path / "film"), "--size", "128x72")
    run_one("shot", "add", "--number", "010", "--scene", "Rain.", "--light", "dusk")
    return run_one


def test_fields_are_set_and_what_is_sent_is_shown(call) -> None:  # type: ignore[no-untyped-def]
    assert call("brief", "set", "010", "look=16 mm", "palette=#112233 teal; #445566", "beats=turns;stops")[0] == 0
    code, out, _ = call("brief", "render", "010", "--form", "long", "--json")
    made = json.loads(out)
    assert (code, made["form"], made["outdated"]) == (0, "long", False)
    assert "Look: 16 mm" in made["prompt"]
    assert "- 0–2 s: turns\n- 2–4 s: stops" in made["prompt"]
    assert [made["prompt"][one["start"] : one["end"]] for one in made["parts"] if one["field"] == "look"] == ["16 mm"]
    assert 'light = "dusk"' in call("brief", "show", "010")[1]


def test_a_template_goes_out_and_comes_back(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "prompt.txt"
    text = call("brief", "show", "010", "--template")[1]
    file.write_text(text.replace("dusk", "dawn") + "\nFinishing: halation\n", encoding="utf-8")
    assert call("brief", "set", "010", "--from", str(file))[1].strip() == "Changed shot 010."
    shown = json.loads(call("brief", "show", "010", "--json")[1])
    assert (shown["scene"], shown["light"], shown["finish"]) == ("Rain.", "dawn", "halation")
    file.write_text('light = "noon"\n', encoding="utf-8")
    call("brief", "set", "010", "--from", str(file))
    assert json.loads(call("brief", "show", "010", "--json")[1])["light"] == "noon"


def test_text_typed_by_hand_is_compared_and_settled(call) -> None:  # type: ignore[no-untyped-def]
    mine = "Rain.\n\nCinematography\nLight: dusk, no sun"
    call("brief", "set", "010", f"prompt={mine}")
    err = call("brief", "set", "010", "light=dawn")[2]
    assert "changed since" in err
    assert call("brief", "render", "010")[1].strip() == mine
    assert "Light: [-dusk-]{+dawn+}, no sun" in call("brief", "compare", "010")[1]
    assert call("brief", "compare", "010", "--accept")[0] == 0
    assert call("brief", "render", "010")[1].strip() == mine.replace("dusk", "dawn")
    call("brief", "compare", "010", "--drop")
    assert call("brief", "render", "010")[1].strip() == "Rain.\n\nCinematography\nLight: dawn"


def test_a_language_is_chosen_and_what_lacks_a_text_is_named(call) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = call("brief", "dialect", "animatic", "--language", "ja", "--words", "1", "--json")
    assert json.loads(out)["animatic"]["language"] == "ja"
    call("brief", "set", "010", "--language", "ja", "scene=雨。")
    _, out, err = call("brief", "render", "010")
    assert out.startswith("雨。\n\n撮影\n光：dusk")
    assert "No text to send in ja for: light." in err
    assert "longer than the generator reads (1 word)" in err
    call("brief", "dialect", "animatic", "--language", "none", "--words", "0")
    assert call("brief", "render", "010")[1].startswith("Rain.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "010"), "Name fields"),
        (("set", "010", "light"), "no equals sign"),
        (("set", "010", "colour=red"), "colour"),
        (("set", "010", "framing=huge"), "huge"),
        (("set", "010", "--language", "ja", "beats.9=x"), "beats.9"),
        (("set", "010", "--from", "/nowhere"), "/nowhere"),
        (("compare", "010", "--accept"), "010"),
        (("dialect", "--form", "short"), "Name the generator"),
        (("render", "099"), "099"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(call, words: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    before = call("brief", "show", "010")[1]
    code, _, err = call("brief", *words)
    assert code != 0
    assert said in err
    assert call("brief", "show", "010")[1] == before


def test_a_film_goes_out_and_comes_in_again(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call("brief", "set", "010", "look=16 mm", "form=long")
    code, out, _ = call("film", str(tmp_path / "out"), "--json")
    assert code == 0
    assert run(["new", str(tmp_path / "again"), "--from", json.loads(out)["file"], "--data", str(tmp_path / "h")]) == 0
    there = (tmp_path / "out" / "film.toml").read_text(encoding="utf-8")
    assert 'look = "16 mm"' in there
    assert call("film", str(tmp_path / "out"))[0] != 0
    assert (tmp_path / "out" / "film.toml").read_text(encoding="utf-8") == there


def test_lines_and_beats_are_typed_with_who_says_them_and_when(call) -> None:  # type: ignore[no-untyped-def]
    assert call("brief", "set", "010", "lines=Ada (softly): Hm.; 1.5=花：「うん」", "beats=2=stops; x = y")[0] == 0
    shown = json.loads(call("brief", "show", "010", "--json")[1])
    said = [(one["speaker"], one["delivery"], one["text"], one["at"]) for one in shown["lines"]]
    assert said == [("Ada", "softly", "Hm.", None), ("花", "", "「うん」", "3/2")]
    assert [(one["at"], one["text"]) for one in shown["beats"]] == [("2", "stops"), (None, "x = y")]
    assert "has no speaker" in call("brief", "set", "010", "lines=It works.")[2]


def test_what_is_neither_yes_nor_no_is_told_and_so_is_an_unknown_generator(call) -> None:  # type: ignore[no-untyped-def]
    code, _, told = call("brief", "set", "010", "short=maybe")
    assert (code, "yes, no" in told) == (2, True)
    for word, short in (("はい", True), ("no", False), ("yes", True), ("", False)):
        assert call("brief", "set", "010", f"short={word}")[0] == 0
        assert json.loads(call("brief", "show", "010", "--json")[1])["short"] is short
    code, _, told = call("brief", "render", "010", "--provider", "sore")
    assert (code, "sore" in told, "openai-videos" in told) == (3, True, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_a_text_is_read_in_the_encoding_it_was_saved_in(call, tmp_path: Path, encoding: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "brief.txt"
    file.write_bytes("静かな港に雨が降る。\r\n".encode(encoding))
    assert call("brief", "set", "010", "--from", str(file))[0] == 0
    assert json.loads(call("brief", "show", "010", "--json")[1])["scene"] == "静かな港に雨が降る。"
    file.write_bytes(b"\xff\xfe\x00\xd8")
    assert "is not a text" in call("brief", "set", "010", "--from", str(file))[2]
