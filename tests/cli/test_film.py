"""From briefs to a finished cut, the way a person goes: by commands alone."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy
import pytest

from .conftest import Call


def frames(path: Path) -> list[str]:
    """Hash every decoded picture of a film."""
    with av.open(str(path)) as film:
        return [hashlib.md5(frame.to_ndarray().tobytes()).hexdigest() for frame in film.decode(video=0)]


def samples(path: Path) -> numpy.ndarray:
    """Decode a film's sound, as players that honour the edit list hear it."""
    with av.open(str(path)) as film:
        return numpy.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)


def command(folder: Path, *words: object) -> list[str]:
    return [sys.executable, "-m", "fourbeat", *map(str, words), "--data", str(folder / "home"), "--lang", "en"]


def test_takes_are_generated_chosen_and_joined(call: Call, film: Path) -> None:
    there = ("--project", film)
    asked = call("queue", "add", "--all", "--takes", "2", "--json", *there).document["jobs"]
    assert [job["what"] for job in asked] == ["010 t1", "010 t2", "020 t1", "020 t2"]
    ran = call("queue", "run", *there)
    assert (ran.code, "4 takes made" in ran.out) == (0, True)
    takes = call("take", "list", "--json", *there).document["takes"]
    assert [(take["shot_number"], take["number"], take["frames"]) for take in takes] == [
        ("010", 1, 24),
        ("010", 2, 24),
        ("020", 1, 24),
        ("020", 2, 24),
    ]
    first, second = Path(takes[0]["path"]), Path(takes[1]["path"])
    assert frames(first) != frames(second), "another take is another picture"

    assert call("take", "choose", "010", "t2", *there).code == 0
    made = call("reel", "render", "--json", *there).document
    assert (made["frames"], made["copied"]) == (48, 24)
    assert "ghost" in made["reasons"][0] or "no take" in made["reasons"][0] or "none of its takes" in made["reasons"][0]
    shown = frames(Path(made["file"]))
    assert len(shown) == 48
    assert shown[:24] == frames(second), "copied pictures are the same to the bit"
    assert abs(samples(Path(made["file"])).shape[1] - 96_000) <= 1024

    waiting = [job for job in call("queue", "status", "--json", *there).document["jobs"] if job["state"] != "done"]
    assert waiting == []
    assert call("take", "choose", "010", "--none", *there).code == 0
    again = call("reel", "render", "--json", *there).document
    assert (again["frames"], again["copied"]) == (48, 0)


def test_a_take_that_has_become_something_else_stops_the_render_with_words(call: Call, film: Path) -> None:
    there = ("--project", film)
    call("queue", "add", "010", *there)
    call("queue", "run", *there)
    call("take", "choose", "010", "1", *there)
    (take,) = call("take", "list", "--json", *there).document["takes"]
    Path(take["path"]).write_text("not a film")
    answer = call("reel", "render", *there)
    assert answer.code == 7
    assert take["media"] in answer.err
    assert not (film / "Film.mp4").exists()


def test_a_lying_reference_fails_its_own_job_with_words(call: Call, film: Path, tmp_path: Path) -> None:
    there = ("--project", film)
    (tmp_path / "words.png").write_text("words, not a picture")
    refused = call("shot", "edit", "010", "--reference", tmp_path / "words.png", *there)
    assert (refused.code, "is not a picture" in refused.err) == (2, True)
    (tmp_path / "still.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"broken" * 20)
    assert call("shot", "edit", "010", "--reference", tmp_path / "still.png", *there).code == 0
    call("queue", "add", "--all", *there)
    ran = call("queue", "run", "--json", *there)
    assert ran.code == 7
    states = {job["what"]: job["state"] for job in ran.document["jobs"]}
    assert states == {"010 t1": "failed", "020 t1": "done"}
    why = next(job["why"] for job in ran.document["jobs"] if job["state"] == "failed")
    assert "still.png" in why


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="only POSIX can kill like this")
def test_the_demo_leaves_a_film_of_exact_length_also_after_kills(call: Call, tmp_path: Path) -> None:
    done = call("demo", "out", "--json")
    assert done.code == 0
    made = done.document
    status = call("status", "--project", "out", "--json").document
    assert len(status["shots"]) == 8
    assert {shot["status"] for shot in status["shots"]} == {"review"}
    length = sum(shot["frames"] for shot in status["shots"])
    assert made["frames"] == length == len(frames(Path(made["file"])))
    assert abs(samples(Path(made["file"])).shape[1] - length * 2000) <= 2000
    assert made["encoded"] == 0, "clips of one generator are copied"
    assert call("open", "out").code == 0

    again = command(tmp_path, "demo", tmp_path / "broken")
    for moment in (0.5, 1.0, 1.6, 5.0):
        process = subprocess.Popen(again, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(again, check=True, capture_output=True)
    films = [Path(made["file"]), tmp_path / "broken" / "The Workshop.mp4"]
    assert frames(films[0]) == frames(films[1])
    assert (samples(films[0]) == samples(films[1])).all()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="only POSIX can kill like this")
def test_kill_9_at_random_moments_changes_nothing_in_the_film(tmp_path: Path) -> None:
    def project(name: str) -> Path:
        folder = tmp_path / name
        run = lambda *words: subprocess.run(command(tmp_path, *words), check=True, capture_output=True)  # noqa: E731
        run("new", folder, "--name", "Film", "--size", "192x108")
        for scene in ("A lighthouse.", "Fog.", "A boat."):
            run("shot", "add", "--project", folder, "--scene", scene, "--seconds", "2", "--move", "push-in")
        run("queue", "add", "--all", "--project", folder)
        return folder

    whole, broken = project("whole"), project("broken")
    chance = random.Random(7)
    for words in (("queue", "run"), ("reel", "render")):
        subprocess.run(command(tmp_path, *words, "--project", whole), check=True, capture_output=True)
        for _ in range(4):
            process = subprocess.Popen(
                command(tmp_path, *words, "--project", broken),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            time.sleep(chance.uniform(0.3, 2.5))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        subprocess.run(command(tmp_path, *words, "--project", broken), check=True, capture_output=True)
        for folder in (whole, broken):
            if words == ("queue", "run"):
                for number in ("010", "020", "030"):
                    choose = command(tmp_path, "take", "choose", number, "1", "--project", folder)
                    subprocess.run(choose, check=True, capture_output=True)

    assert frames(whole / "Film.mp4") == frames(broken / "Film.mp4")
    assert (samples(whole / "Film.mp4") == samples(broken / "Film.mp4")).all()
    listed = subprocess.run(
        command(tmp_path, "take", "list", "--json", "--project", broken), check=True, capture_output=True, text=True
    )
    assert [take["number"] for take in json.loads(listed.stdout)["takes"]] == [1, 1, 1], "none was made twice"
    jobs = subprocess.run(
        command(tmp_path, "queue", "status", "--json", "--project", broken), check=True, capture_output=True, text=True
    )
    assert {job["state"] for job in json.loads(jobs.stdout)["jobs"]} == {"done"}, "no render is left to be done again"
    parts = [path.name for path in broken.rglob("*.part")]
    assert parts == []


def test_help_lists_options_with_their_words_and_a_script_is_no_film_file(call: Call, tmp_path: Path) -> None:
    page = call("film", "--help").out
    assert "film.toml" in page
    assert not any(line.split() == ["FOLDER"] for line in page.splitlines())
    script = tmp_path / "pier.fountain"
    script.write_text("INT. PIER - DAY\n\nRain.\n", encoding="utf-8")
    told = call("new", tmp_path / "pier", "--from", script)
    assert (told.code, "script import" in told.err, (tmp_path / "pier").exists()) == (2, True, False)
