"""The commands: what they answer, in words and in JSON, and how they refuse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from .conftest import Call


def numbers(call: Call, film: Path) -> list[str]:
    return [shot["number"] for shot in call("status", "--project", film, "--json").document["shots"]]


def test_a_project_is_made_and_shown(call: Call, film: Path) -> None:
    document = call("status", "--project", film, "--json").document
    assert document["project"]["name"] == "Film"
    assert document["project"]["frames"] == 48
    assert [(shot["number"], shot["status"], shot["line"]) for shot in document["shots"]] == [
        ("010", "briefed", "A lighthouse."),
        ("020", "briefed", "Fog."),
    ]
    shown = call("open", film)
    assert shown.code == 0
    assert "Film · 2 shots · 00:00:02:00 at 24 fps · 128x72" in shown.out


def test_commands_act_on_the_project_around_them(call: Call, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(film / "media")
    assert call("status", "--json").document["project"]["folder"] == str(film)


def test_shots_are_edited_moved_removed_and_brought_back(call: Call, film: Path) -> None:
    there = ("--project", film)
    edited = call("shot", "edit", "010", "--framing", "wide", "--beat", "0.5=turns", "--json", *there).document
    assert (edited["framing"], [(beat["text"], beat["at"]) for beat in edited["beats"]]) == ("wide", [("turns", "1/2")])
    assert call("shot", "move", "020", "--before", "010", *there).code == 0
    assert numbers(call, film) == ["020", "010"]
    assert call("shot", "remove", "010", *there).code == 0
    assert numbers(call, film) == ["020"]
    assert call("undo", "--json", *there).document == {"undone": "Remove shot 010"}
    assert call("undo", "--json", *there).document == {"undone": "Move shot 020"}
    assert call("redo", "--json", *there).document == {"redone": "Move shot 020"}
    assert numbers(call, film) == ["020", "010"]
    shown = call("shot", "show", "010", *there)
    assert "at 0.5 s: turns" in shown.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["status", "--project", "nowhere"], 3, "There is no Fourbeat project in nowhere"),
        (["shot", "show", "999"], 3, "There is no shot 999. Shots here: 010 and 020."),
        (["shot", "add", "--framing", "huge"], 2, "--framing can only be extreme-wide"),
        (["shot", "add", "--secnds", "4"], 2, "has no option --secnds. Did you mean --seconds?"),
        (["shot", "add", "--seconds", "four"], 2, "“seconds” says “four”; write it like 4, 2.5"),
        (["shot", "add", "--size", "big"], 2, "“size” says “big”; write it like 1280x720"),
        (["shot", "add", "--line", "no speaker"], 2, "Write a line as NAME:TEXT"),
        (["shot", "add", "--brief", "gone.toml"], 3, "gone.toml is not there"),
        (["shot", "add", "--reference", "gone.png"], 3, "gone.png is not there"),
        (["shot", "move", "010"], 2, "Say where shot 010 goes"),
        (["take", "choose", "010", "1"], 3, "Shot 010 has no take 1"),
        (["take", "choose", "010"], 2, "Name a take"),
        (["queue", "add"], 2, "Name the shots"),
        (["queue", "cancel"], 2, "Name jobs by their code"),
        (["shot", "move", "010", "--after", "020", "--before", "020"], 2, "not both"),
        (["shot", "add", "--number", "1/2"], 2, "“number” says “1/2”"),
        (["queue", "cancel", "XXXXXXXX"], 3, "There is no job XXXXXXXX"),
        (["queue", "retry", "--failed"], 2, "No job has failed"),
        (["nonsense"], 2, "Say what `fourbeat` is to do. It has: demo"),
        (["shot", "show"], 2, "Name the shots by number"),
        (["reel", "render", "Reel 9"], 3, "There is no reel called Reel 9"),
    ],
)
def test_refusals_say_what_to_do(
    call: Call, film: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(film)
    answer = call(*words)
    assert (answer.code, answer.out) == (code, "")
    assert said in " ".join(answer.err.split())
    told = call(*words, "--json")
    assert told.code == code
    assert said in " ".join(told.document["error"]["message"].split())


def test_a_size_that_nobody_makes_is_refused_before_anything_is_queued(call: Call, film: Path) -> None:
    there = ("--project", film)
    assert call("shot", "edit", "020", "--size", "127x71", *there).code == 0
    answer = call("queue", "add", "--all", *there)
    assert answer.code == 2
    assert "Shot 020 asks for 127x71" in answer.err
    assert call("queue", "status", "--json", *there).document == {"jobs": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "x", "--size", "1281x720"], "1281x720 cannot be encoded"),
        (["new", "x", "--rate", "12"], "“12” is not a frame rate"),
        (["new", "x", "--name", ""], "Give the project a name"),
        (["new", "x", "--from", "gone.toml"], "gone.toml is not there"),
    ],
)
def test_a_project_that_cannot_be_leaves_nothing_behind(
    call: Call, tmp_path: Path, words: list[str], said: str
) -> None:
    answer = call(*words)
    assert answer.code in (2, 3)
    assert said in answer.err
    assert not (tmp_path / "x").exists()


def test_a_brief_file_with_an_unknown_field_changes_nothing(call: Call, film: Path, tmp_path: Path) -> None:
    brief = tmp_path / "brief.toml"
    brief.write_text('scene = "Rain."\nframing = "wide"\nlenz = "35 mm"\n', encoding="utf-8")
    answer = call("shot", "add", "--brief", brief, "--project", film)
    assert answer.code == 2
    assert "there is no field called “lenz”" in answer.err
    assert numbers(call, film) == ["010", "020"]


def test_names_cannot_steer_the_terminal(call: Call, film: Path) -> None:
    call("shot", "edit", "010", "--title", "a\x1b[2Jb", "--project", film)
    assert "\x1b" not in call("status", "--project", film).out


@pytest.mark.parametrize("language", ["en", "ja"])
def test_help_is_there_for_every_command(call: Call, language: str) -> None:
    from fourbeat.cli.main import root

    def walk(command: object, path: list[str]) -> None:
        answer = call(*path, "--help", "--lang", language)
        assert answer.code == 0
        assert answer.out.strip()
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                walk(command.get_command(context, name), [*path, name])

    walk(root, [])


def test_the_system_language_and_the_option_choose(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Commands" in call("--help").out
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert "Commands" not in call("--help").out
    assert "Commands" in call("--help", "--lang", "en").out


def test_importing_the_command_line_brings_no_heavy_library() -> None:
    heavy = ("PySide6", "av", "cv2", "numpy", "PIL", "httpx", "typst", "sqlite3", "rich.progress")
    script = f"import sys, fourbeat.cli.main; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_another_project_is_opened_by_option_as_well(call: Call, film: Path, tmp_path: Path) -> None:
    call("new", "other")
    assert call("open", "--project", film, "--json").document["project"]["name"] == "Film"
    assert call("open", tmp_path / "other", "--json").document["project"]["name"] == "other"


def test_a_film_with_a_missing_picture_makes_no_project(call: Call, tmp_path: Path) -> None:
    film = tmp_path / "film.toml"
    film.write_text(
        'name = "F"\n[[sequences]]\n[[sequences.scenes]]\n[[sequences.scenes.shots]]\n'
        '[[sequences.scenes.shots.references]]\nfile = "gone.png"\n',
        encoding="utf-8",
    )
    answer = call("new", "fresh", "--from", film)
    assert answer.code == 3
    assert "gone.png is not there" in answer.err
    assert not (tmp_path / "fresh").exists()


def test_the_demo_leaves_other_films_alone(call: Call, film: Path) -> None:
    answer = call("demo", film)
    assert answer.code == 2
    assert "holds “Film”" in answer.err
    assert numbers(call, film) == ["010", "020"]


def test_every_length_can_be_shown_and_edited_at_every_rate(call: Call, tmp_path: Path) -> None:
    for rate in ("23.976", "29.97", "59.94"):
        folder = tmp_path / rate
        call("new", folder, "--rate", rate, "--size", "64x64")
        added = call("shot", "add", "--seconds", "3.1", "--beat", "1.7=turns", "--project", folder, "--json")
        assert added.code == 0
        again = call("shot", "edit", "010", "--light", "dawn", "--project", folder, "--json")
        assert again.document["frames"] == added.document["frames"]
        assert again.document["beats"] == added.document["beats"]


def test_sequences_number_their_shots_for_themselves(call: Call, tmp_path: Path) -> None:
    film = tmp_path / "film.toml"
    one = "[[sequences]]\n[[sequences.scenes]]\n[[sequences.scenes.shots]]\n"
    film.write_text('name = "F"\n' + one * 2, encoding="utf-8")
    assert call("new", "two", "--from", film).code == 0
    assert call("shot", "edit", "010/010", "--light", "dawn", "--project", "two").code == 0
    assert call("shot", "edit", "020/010", "--number", "015", "--project", "two").code == 0
    several = call("shot", "show", "010", "--project", "two")
    assert several.code == 0


def test_every_script_can_be_written_to_a_plain_stream(film: Path) -> None:
    words = [sys.executable, "-m", "fourbeat", "status", "--project", str(film), "--lang", "ja"]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(words, capture_output=True, check=False, env=plain)
    assert done.returncode == 0
    assert "カット" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_lost_or_damaged_project_comes_back_from_its_backup(call: Call, film: Path, harm: str) -> None:
    database = film / "project.fourbeat"
    for leftover in film.glob("project.fourbeat-*"):
        leftover.unlink()
    if harm == "lost":
        database.unlink()
    else:
        database.write_bytes(database.read_bytes()[:100] + b"\0" * 5000)
    refused = call("status", "--project", film)
    assert refused.code != 0
    assert "fourbeat restore" in " ".join(refused.err.split())
    assert call("restore", "--project", film).code == 0
    assert numbers(call, film) == ["010"], "the first backup was made when the first command ended"


def test_what_the_fonts_lack_is_said_before_anything_is_drawn(call: Call, film: Path) -> None:
    answer = call("shot", "edit", "010", "--line", "Ada:สวัสดี 🎬", "--project", film)
    assert answer.code == 0
    assert "🎬" in answer.err
    assert call("shot", "edit", "010", "--line", "エイダ:灯りが消えた。", "--project", film).err == ""


@pytest.mark.parametrize(
    "target", ["project.fourbeat", "media/other.mp4", "important.mp4", "film.avi", "nowhere/film.mp4", "link.mp4"]
)
def test_a_render_never_replaces_what_it_did_not_make(call: Call, film: Path, target: str) -> None:
    (film / "important.mp4").write_text("mine")
    (film / "link.mp4").symlink_to(film / "important.mp4")
    answer = call("reel", "render", "--to", film / target, "--project", film)
    assert answer.code == 2
    assert (film / "important.mp4").read_text() == "mine"
    assert call("status", "--project", film).code == 0
    assert call("queue", "status", "--json", "--project", film).document == {"jobs": []}


def test_a_file_that_never_ends_is_no_brief(call: Call, film: Path) -> None:
    answer = call("shot", "add", "--brief", "/dev/zero", "--project", film)
    assert (answer.code, "is not a file" in answer.err) == (2, True)
