"""The one rule for tests that run only when asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ([], {"plain"}),
        (["--slow", "--foreign"], {"plain", "slow", "foreign"}),
        (["-m", "slow"], {"slow"}),
    ],
)
def test_what_is_not_asked_for_is_left_out(tmp_path: Path, options: list[str], kept: set[str]) -> None:
    rule = Path(__file__).resolve().parents[1] / "conftest.py"
    (tmp_path / "conftest.py").write_text(rule.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  slow\n  foreign\n  benchmark\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "--disable-plugin-autoload",
        "-p",
        "no:cacheprovider",
        *options,
    ]
    out = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert {line.split("::test_")[1] for line in out.splitlines() if "::" in line} == kept
