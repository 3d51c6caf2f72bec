"""The set-up script where it decides: what it says to whom, what it installs again, what it refuses to touch."""

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "set_up.py"


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script as if it belonged to an empty project of its own."""
    spec = importlib.util.spec_from_file_location("set_up_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, value in vars(script).copy().items():
        if isinstance(value, Path) and value.is_relative_to(ROOT):
            monkeypatch.setattr(script, name, tmp_path / value.relative_to(ROOT))
    script.LOCK.parent.mkdir()
    script.LOCK.write_text("# section: core\na==1 \\\n    --hash=sha256:00\nb==2\n\n# section: dev\nc==3\n")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return script


def whole(script: ModuleType, names: list[str]) -> dict[str, str]:
    """Leave an environment behind as a finished set-up does."""
    script.PYTHON.parent.mkdir(parents=True)
    script.PYTHON.touch()
    want: dict[str, str] = script.wanted(names)
    script.STAMP.write_text(json.dumps(want))
    return want


def test_old_pythons_can_read_it_as_far_as_the_sentence() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 5))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.TryStar)
    for node in ast.walk(tree):
        assert not isinstance(node, too_new), f"line {node.lineno}"
        if isinstance(node, ast.FunctionDef):
            spoken = [node.returns, *(each.annotation for each in ast.walk(node.args) if isinstance(each, ast.arg))]
            assert not any(spoken), f"line {node.lineno}: annotated"
    # What is imported at the top must be there in Python 3.5; the rest is imported where it is used.
    top = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert not top & {"tomllib", "dataclasses", "venv", "ensurepip", "graphlib", "zoneinfo"}


def test_sentences_come_in_both_languages_with_the_same_gaps(set_up: ModuleType) -> None:
    for key, (english, japanese) in set_up.WORDS.items():
        gaps = [set(re.findall(r"{\w+}", text)) for text in (english, japanese)]
        assert gaps[0] == gaps[1], key


@pytest.mark.parametrize(
    ("locale", "encoding", "japanese"),
    [("ja_JP.UTF-8", "utf-8", True), ("ja_JP", "ascii", False), ("en_US.UTF-8", "utf-8", False)],
)
def test_japanese_is_spoken_where_it_can_be_shown(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, locale: str, encoding: str, japanese: bool
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setattr(set_up.sys, "stderr", type("Terminal", (), {"encoding": encoding}))
    assert (set_up.word("ready") != set_up.WORDS["ready"][0]) is japanese


@pytest.mark.parametrize("version", [(3, 5, 2), (3, 10, 13), (3, 14, 0)])
def test_an_unsuitable_python_is_told_what_to_install(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]
) -> None:
    monkeypatch.setattr(set_up.sys, "version_info", version)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(set_up.Refusal) as refusal:
        set_up.main([])
    sentence = set_up.word(refusal.value.key, **refusal.value.values)
    assert refusal.value.code == 2
    assert "Python {}.{}.{}".format(*version) in sentence
    assert "python3.13-venv" in sentence
    assert "\n" not in sentence


@pytest.mark.skipif(os.name == "nt", reason="needs an executable shell script")
def test_another_python_is_taken_only_if_it_is_what_its_name_says(
    set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert set_up.suitable_python() is None
    shim.write_text("#!/bin/sh\nexit 0\n")
    assert set_up.suitable_python() == str(shim)


def test_a_python_without_venv_names_the_package(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(set_up.os.path, "realpath", lambda _: "same")
    with pytest.raises(set_up.Refusal) as refusal:
        set_up.make_venv()
    assert "apt-get install python3-venv" in set_up.word(refusal.value.key, **refusal.value.values)
    assert not set_up.VENV.exists()


def test_a_finished_environment_lacks_nothing_and_asks_for_no_lock(set_up: ModuleType) -> None:
    whole(set_up, ["core"])
    set_up.set_up(["core"])
    assert not set_up.DOOR.exists()


def spoil_lock(script: ModuleType) -> None:
    script.LOCK.write_text(script.LOCK.read_text().replace("b==2", "b==3"))


def spoil_project(script: ModuleType) -> None:
    project = script.ROOT / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8").replace('name = "fourbeat"', 'name = "five"'), "utf-8")


def tidy_project(script: ModuleType) -> None:
    project = script.ROOT / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8").replace("line-length = 120", "line-length = 99"), "utf-8")


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        (spoil_lock, {"core"}),
        (spoil_project, {"fourbeat"}),
        (tidy_project, set()),
        (lambda script: script.PYTHON.unlink(), {"core", "venv", "fourbeat"}),
        (lambda script: script.UNFINISHED.touch(), {"core", "venv", "fourbeat"}),
        (lambda script: script.STAMP.write_text('{"core": '), {"core", "venv", "fourbeat"}),
        (lambda script: setattr(script, "ROOT", script.ROOT / ".venv" / ".."), {"venv"}),
    ],
)
def test_only_what_changed_is_installed_again(
    set_up: ModuleType, change: Callable[[ModuleType], None], lacking: set[str]
) -> None:
    whole(set_up, ["core"])
    change(set_up)
    assert set_up.lacking(set_up.wanted(["core"])) == lacking


@pytest.mark.parametrize(("name", "other"), [("version_info", (3, 12, 9)), ("base_prefix", "elsewhere")])
def test_another_python_gets_another_environment(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str, other: object
) -> None:
    whole(set_up, ["core"])
    monkeypatch.setattr(set_up.sys, name, other if getattr(sys, name)[:2] != (3, 12) else (3, 11, 9))
    assert set_up.lacking(set_up.wanted(["core"])) == {"venv"}


def test_tests_need_more_than_the_program(set_up: ModuleType) -> None:
    whole(set_up, ["core"])
    assert set_up.lacking(set_up.wanted(["core", "dev"])) == {"dev"}


def test_a_half_made_environment_is_emptied_but_for_its_guards(set_up: ModuleType) -> None:
    (set_up.VENV / "lib").mkdir(parents=True)
    (set_up.VENV / "lib" / "half").touch()
    set_up.DOOR.touch()
    set_up.UNFINISHED.touch()
    set_up.empty_venv()
    assert set(set_up.VENV.iterdir()) == {set_up.DOOR, set_up.UNFINISHED}


def test_what_is_no_environment_is_left_alone(set_up: ModuleType) -> None:
    set_up.VENV.mkdir()
    (set_up.VENV / "novel.txt").touch()
    with pytest.raises(set_up.Refusal, match="stranger"):
        set_up.empty_venv()
    assert (set_up.VENV / "novel.txt").exists()


def test_a_place_that_cannot_be_written_is_named(set_up: ModuleType) -> None:
    set_up.VENV.touch()  # a file where the folder should be, which even root cannot write into
    with pytest.raises(set_up.Refusal) as refusal:
        set_up.set_up(["core"])
    assert str(set_up.VENV) in set_up.word(refusal.value.key, **refusal.value.values)


@pytest.mark.skipif(os.name == "nt", reason="needs flock")
def test_a_second_run_waits_for_the_first(set_up: ModuleType) -> None:
    with set_up.alone():
        other = f"import fcntl; fcntl.flock(open({str(set_up.DOOR)!r}), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        held = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
        assert "BlockingIOError" in held.stderr
    assert subprocess.run([sys.executable, "-c", other], capture_output=True, check=False).returncode == 0


def test_pips_last_words_are_shown_when_it_fails(set_up: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    say = "import sys; print('first'); print('\\n'.join(['more'] * 12)); print('no space left'); sys.exit(1)"
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with pytest.raises(set_up.Refusal) as refusal:
        set_up.watch([subprocess.Popen([sys.executable, "-c", code], **pipe) for code in ("print('fine')", say)])
    said = capsys.readouterr().err
    assert refusal.value.code == 1
    assert "no space left" in said
    assert "first" not in said
    assert "fine" not in said


@pytest.mark.parametrize(
    ("said", "half_done"), [("Collecting av", False), ("Collecting av\nInstalling collected packages: av", True)]
)
def test_a_pip_that_failed_while_installing_leaves_an_unfinished_environment(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, said: str, half_done: bool
) -> None:
    whole(set_up, ["core"])
    spoil_lock(set_up)
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    end = [sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"]
    monkeypatch.setattr(set_up, "start_pip", lambda *_: subprocess.Popen(end, **pipe))
    with pytest.raises(set_up.Refusal, match="pip"):
        set_up.set_up(["core"])
    assert set_up.UNFINISHED.exists() is half_done


def test_every_requirement_is_in_one_lane(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up.ROOM.mkdir(parents=True)
    given: list[str] = []
    monkeypatch.setattr(set_up, "start_pip", lambda _, *options: given.append(Path(options[-1]).read_text()))
    monkeypatch.setattr(set_up, "watch", lambda _: None)
    set_up.fetch(set_up.requirements("".join(f"p{each}==1 \\\n    --hash=x\n" for each in range(7))), None)
    lines = [line for share in given for line in share.splitlines() if "==" in line]
    assert len(given) == set_up.LANES
    assert sorted(lines) == [f"p{each}==1 \\" for each in range(7)]


def test_a_failed_check_is_named_and_the_tests_run_all_the_same(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = ran_by(set_up, monkeypatch, lambda command: "mypy" in command)
    assert set_up.check(["--slow"]) == 1
    assert ran[-1] == ["-m", "pytest", "--slow", "--window"]
    assert ["-m", "mypy"] in ran
    assert "mypy" in capsys.readouterr().err


def ran_by(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, fails: Callable[[list[str]], bool]) -> list[list[str]]:
    """Keep programs from being run; give the list of what would have been."""
    ran: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        ran.append(command[1:])
        return int(fails(command))

    monkeypatch.setattr(set_up.subprocess, "call", call)
    return ran


def test_a_machine_without_qts_libraries_is_told_and_passes(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up.PACKAGES.write_text("libgl1\nlibegl1\n")
    ran = ran_by(set_up, monkeypatch, lambda command: set_up.WINDOW in command)
    assert set_up.check([]) == 0
    assert ran[-1] == ["-m", "pytest"]
    assert "tests are left out" in (said := capsys.readouterr().err)
    assert said.rstrip().endswith("libgl1 libegl1")
    assert set_up.check(["--window"]) == 0
    assert ran[-1] == ["-m", "pytest", "--window"], "asked for by name they must not be left out in silence"


@pytest.mark.parametrize("starts", [True, False])
def test_the_window_opens_only_where_qt_can_start(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, *, starts: bool
) -> None:
    set_up.PACKAGES.write_text("libgl1\n")
    ran_by(set_up, monkeypatch, lambda _: not starts)
    opened: list[list[str]] = []
    monkeypatch.setattr(set_up, "set_up", lambda _: None)
    monkeypatch.setattr(set_up, "hand_over", opened.append)
    if starts:
        set_up.main(["--window", "film"])
        assert opened[0][1:] == ["-Pm", "fourbeat.app", "film"]
        return
    with pytest.raises(set_up.Refusal) as refusal:
        set_up.main(["--window", "film"])
    assert "libgl1" in set_up.word(refusal.value.key, **refusal.value.values)
    assert opened == []
