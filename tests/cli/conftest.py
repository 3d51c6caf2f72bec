"""Run commands as a person would, in one process, far from the real home."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fourbeat.cli.main import run


@dataclass(frozen=True)
class Answered:
    """Be what a command said: its exit code, its result, and its notes and errors."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.out)


Call = Callable[..., Answered]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("FOURBEAT_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # No test opens a window on the screen of whoever runs it.
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def answered(*words: str) -> Answered:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return Answered(code, said.out, said.err)

    return answered


@pytest.fixture
def film(call: Call, tmp_path: Path) -> Path:
    """Make a small project with two shots."""
    folder = tmp_path / "film"
    assert call("new", folder, "--name", "Film", "--size", "128x72").code == 0
    for scene in ("A lighthouse.", "Fog."):
        assert call("shot", "add", "--project", folder, "--scene", scene, "--seconds", "1").code == 0
    return folder
