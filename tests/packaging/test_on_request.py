"""The rules of every run: some tests run only when asked for, and no run hangs."""

import subprocess
import sys
from pathlib import Path

import pytest

RULE = Path(__file__).resolve().parents[1] / "conftest.py"
TESTS = """
import pytest
@pytest.mark.slow
def test_slow(): ...
@pytest.mark.foreign
def test_foreign(): ...
@pytest.mark.slow
@pytest.mark.benchmark
def test_benchmark(): ...
def test_plain(): ...
"""
HANGS = """
import threading
def test_hangs_afterwards():
    threading.Thread(target=threading.Event().wait).start()
"""
SETTINGS = "[pytest]\nmarkers =\n  slow\n  foreign\n  benchmark\n"


def run(folder: Path, *options: str, tests: str = TESTS, rule: str = "") -> subprocess.CompletedProcess[str]:
    """Run tests under the rule, in a project of their own that also has a window."""
    (folder / "conftest.py").write_text(rule or RULE.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_it.py").write_text(tests)
    (folder / "app").mkdir(exist_ok=True)
    (folder / "app" / "test_there.py").write_text("def test_there(): ...\n")
    (folder / "pytest.ini").write_text(SETTINGS)
    command = [sys.executable, "-m", "pytest", "-q", "--disable-plugin-autoload", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def kept(ran: subprocess.CompletedProcess[str]) -> set[str]:
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return {line.split("::test_")[1] for line in ran.stdout.splitlines() if "::" in line}


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], {"plain"}),
        (["--slow", "--foreign"], {"plain", "slow", "foreign"}),
        (["-m", "slow"], {"slow"}),
    ],
)
def test_what_is_not_asked_for_is_left_out(tmp_path: Path, options: list[str], names: set[str]) -> None:
    assert kept(run(tmp_path, "--collect-only", *options)) == names


def test_the_windows_tests_are_never_left_out_in_silence(tmp_path: Path) -> None:
    said = "window's tests were left out"
    assert said in run(tmp_path).stdout
    assert said not in run(tmp_path, "test_it.py").stdout


def test_a_run_that_hangs_on_its_way_out_is_ended(tmp_path: Path) -> None:
    rule = RULE.read_text(encoding="utf-8").replace("ENDING = 60", "ENDING = 1")
    ran = run(tmp_path, tests=HANGS, rule=rule)
    assert ran.returncode == 1
    assert "1 passed" in ran.stdout
    assert "Timeout" in ran.stderr
