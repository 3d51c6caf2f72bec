"""Brief files: read strictly, with errors that name the line or field."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.errors import FourbeatError, Invalid, NotFound
from fourbeat.model.message import Message
from fourbeat.studio.briefs import read_brief, read_film


def brief(folder: Path, text: str) -> Path:
    path = folder / "brief.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problem(folder: Path, text: str) -> Message:
    """Give the one problem a brief file is refused for."""
    with pytest.raises(Invalid) as caught:
        read_brief(brief(folder, text))
    assert caught.value.code == "brief.wrong"
    problems = caught.value.message.params["problems"]
    assert isinstance(problems, tuple)
    (one,) = problems
    assert isinstance(one, Message)
    return one


def test_a_brief_is_read_with_all_its_parts(tmp_path: Path) -> None:
    read = read_brief(
        brief(
            tmp_path,
            """
            scene = "A roof."
            seconds = "2.5"
            framing = "close-up"
            palette = ["#AABBCC dusk", "#000000"]
            [[beats]]
            text = "turns"
            at = "1/2"
            [[lines]]
            speaker = "Ada"
            text = "Here."
            """,
        )
    )
    assert read.palette == ("#AABBCC dusk", "#000000")
    assert (read.beats[0].at, read.lines[0].speaker) == ("1/2", "Ada")


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ('secnds = "4"', "brief.unknown-field", "secnds"),
        ('framing = "huge"', "brief.not-a-choice", "framing"),
        ('seconds = "four"', "brief.not-the-form", "seconds"),
        ('palette = ["red"]', "brief.not-the-form", "palette.1"),
        ('[[beats]]\nat = "1"', "brief.missing-field", "beats.1.text"),
        ("seed = -1", "brief.wrong-value", "seed"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, code: str, field: str) -> None:
    found = problem(tmp_path, text)
    assert (found.code, found.params["field"]) == (code, field)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"scene = ", "brief.not-toml"),
        (b"\xff\xfe\x00", "brief.not-text"),
        (b"x = " + b"[" * 5000, "brief.not-toml"),
        (b"# " + b"a" * (4 * 1024 * 1024), "brief.too-large"),
    ],
)
def test_what_is_no_brief_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "brief.toml"
    path.write_bytes(content)
    with pytest.raises(FourbeatError) as caught:
        read_brief(path)
    assert caught.value.code == code


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_film(tmp_path / "none.toml")
    with pytest.raises(Invalid) as caught:
        read_film(tmp_path)
    assert caught.value.code == "brief.not-a-file"
