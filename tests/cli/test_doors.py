"""The doors to the window, and what the commands say when something stands in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fourbeat.app import telling
from fourbeat.cli import window
from fourbeat.model.errors import Storage
from fourbeat.model.ids import Ids
from fourbeat.store import Store

from .conftest import Call


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


Pretend = Callable[[str], list[list[str]]]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretend]:
    """Let a small program stand in for the window; give the words it was started with."""

    begun: list[subprocess.Popen[str]] = []

    def stand_in(program: str) -> list[list[str]]:
        given: list[list[str]] = []

        def start(words: list[str]) -> subprocess.Popen[str]:
            given.append(words)
            command = [sys.executable, "-c", program]
            begun.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
            return begun[-1]

        monkeypatch.setattr(window, "_start", start)
        monkeypatch.setattr(window, "obstacle", lambda: None)
        return given

    yield stand_in
    for one in begun:
        one.wait()


SHOWS = "print('fourbeat: shown')"
RAISES = "print('fourbeat: raised')"
FAILS = "import sys; print('Qt cannot start here'); sys.exit(1)"


def test_the_window_says_the_words_the_commands_wait_for() -> None:
    assert (telling.SHOWN, telling.RAISED) == (window.SHOWN, window.RAISED)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen there")
@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_the_commands_are_listed_and_one_line_says_why(call: Call) -> None:
    answer = call()
    assert answer.code == 0
    assert "doctor" in answer.out
    assert "DISPLAY" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    asked = call("demo", "--open", "--film", "nonsense")
    assert asked.code == 3


def test_the_window_opens_the_project_around_us(
    call: Call, pretend: Pretend, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = pretend(SHOWS)
    answer = call()
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    monkeypatch.chdir(film / "media")
    call("--lang", "ja")
    call("--project", film)
    assert str(film) not in given[0]
    assert given[1][0] == str(film)
    assert given[1][1:3] == ["--lang", "ja"]
    assert given[2][0] == str(film)


def test_a_window_that_cannot_start_is_no_fault_of_ours(call: Call, pretend: Pretend) -> None:
    pretend(FAILS)
    answer = call()
    assert answer.code == 0
    assert "doctor" in answer.out
    assert "It ended as it began: Qt cannot start here" in answer.err
    assert "Traceback" not in answer.err


def test_a_window_that_is_open_already_comes_forward(call: Call, pretend: Pretend) -> None:
    pretend(RAISES)
    answer = call()
    assert (answer.code, answer.out) == (0, "")
    assert "open already" in answer.err


def test_for_programs_nothing_is_opened(call: Call, pretend: Pretend) -> None:
    given = pretend(SHOWS)
    assert "doctor" in call("--json").out
    assert not given


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", ""], "FOLDER was given an empty name"),
        (["demo", ""], "was given an empty name"),
        (["status", "--project", ""], "--project was given an empty name"),
        (["status", "--project="], "--project was given an empty name"),
        (["queue", "add", "--takes", "0"], "--takes can be 1 to 100"),
    ],
)
def test_empty_and_impossible_values_are_named(call: Call, words: list[str], said: str) -> None:
    answer = call(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert said in call(*words, "--json").document["error"]["message"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["--help"], ["doctor"], ["doctor", "--json"], ["--version"]])
def test_an_output_that_is_full_is_no_defect(tmp_path: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-Pm", "fourbeat", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
            env={**os.environ, "FOURBEAT_DATA": str(tmp_path)},
        )
    assert done.returncode == Storage.exit_code
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    if "--json" not in words:
        assert "The output is full" in done.stderr


def test_a_defect_is_kept_in_the_log_that_the_doctor_names(
    call: Call, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_studio: object) -> None:
        raise ZeroDivisionError("token=hunter2222")

    assert "nothing unexpected" in call("doctor").out
    monkeypatch.setattr("fourbeat.cli.project.overview", broken)
    answer = call("status", "--project", film)
    assert answer.code == 70
    assert "ZeroDivisionError" in answer.err
    assert "hunter2222" not in answer.err
    log = tmp_path / "home" / "faults.log"
    assert "ZeroDivisionError" in log.read_text()
    assert "hunter2222" not in log.read_text()
    assert str(log) in "".join(call("doctor").out.split("\n"))


def test_a_project_that_is_busy_for_a_moment_is_waited_for(call: Call, film: Path) -> None:
    holder = Store.open(film, ids=Ids(), now=lambda: "2026-09-21T11:00:00.000Z", author="ben", holder="the window")
    try:
        began = time.monotonic()
        answer = call("shot", "add", "--scene", "Sea.", "--project", film)
        assert 1.5 < time.monotonic() - began < 10
        assert answer.code == 4
        assert "the window" in answer.err
        assert "Close it there and try again" in " ".join(answer.err.split())
    finally:
        holder.close()
    assert call("shot", "add", "--scene", "Sea.", "--project", film).code == 0


def test_there_is_nothing_to_pause_where_no_queue_runs(call: Call, film: Path) -> None:
    for word in ("pause", "resume"):
        answer = call("queue", word, "--project", film)
        assert answer.code == 3
        assert "No program runs the queue" in answer.err


def run_queue(film: Path) -> subprocess.Popen[bytes]:
    running = subprocess.Popen([sys.executable, "-Pm", "fourbeat", "queue", "run", "--project", str(film)])
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with Store.open(film, ids=Ids(), now=lambda: "", author="", write=False) as store:
            if any(job.state in ("accepted", "running") for job in store.jobs()):
                return running
        time.sleep(0.05)
    running.kill()
    raise AssertionError("the queue did not begin")


@pytest.fixture
def long_film(call: Call, film: Path) -> Path:
    for number in ("010", "020"):
        assert call("shot", "edit", number, "--seconds", "20", "--size", "1280x720", "--project", film).code == 0
    assert call("queue", "add", "--all", "--project", film).code == 0
    return film


@pytest.mark.slow
def test_a_queue_that_runs_elsewhere_is_paused_and_cancelled(call: Call, long_film: Path) -> None:
    running = run_queue(long_film)
    try:
        assert call("queue", "pause", "--project", long_film).code == 0
        answer = call("queue", "cancel", "--all", "--json", "--project", long_film)
        assert [job["state"] for job in answer.document["jobs"]] == ["cancelled", "cancelled"]
        assert running.wait(30) != 70
    finally:
        running.kill()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_work_that_was_cut_off_is_not_shown_as_going_on(call: Call, long_film: Path) -> None:
    running = run_queue(long_film)
    there = ("--project", long_film)
    assert call("status", "--json", *there).document["cut_off"] == 0
    running.kill()
    running.wait()
    document = call("status", "--json", *there).document
    assert document["cut_off"] >= 1
    assert any(shot["cut_off"] for shot in document["shots"])
    said = call("status", *there).out
    assert "cut off" in said
    assert "`fourbeat queue run` goes on" in " ".join(said.split())
    assert "cut off" in call("queue", "status", *there).out
