"""Finding the ffmpeg program, and saying what is wrong with one that will not do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fourbeat.media.ffmpeg import find_ffmpeg
from fourbeat.model.errors import MediaError


def test_finds_the_one_that_is_brought_along() -> None:
    found = find_ffmpeg()
    assert found.path.is_file()
    assert found.version
    assert "libx264" in found.features


def test_takes_the_one_the_settings_name() -> None:
    brought = find_ffmpeg()
    assert find_ffmpeg(brought.path) == brought


def test_says_when_it_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"ffmpeg\.missing"):
        find_ffmpeg(tmp_path / "ffmpeg")


def test_says_when_it_is_something_else(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"ffmpeg\.broken"):
        find_ffmpeg(Path(sys.executable))
    note = tmp_path / "note"
    note.write_text("no program")
    with pytest.raises(MediaError, match=r"ffmpeg\.broken"):
        find_ffmpeg(note)


@pytest.mark.skipif(os.name != "posix", reason="writes a shell script")
def test_says_when_it_does_not_start(tmp_path: Path) -> None:
    script = tmp_path / "ffmpeg"
    script.write_text("#!/bin/sh\nexit 3\n")
    script.chmod(0o755)
    with pytest.raises(MediaError) as caught:
        find_ffmpeg(script)
    assert caught.value.message.params["detail"] == "exit 3"
