"""The made-up language: every word a command shows comes from the word table."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from fourbeat.cli.main import COMMANDS, root

from .conftest import Answered, Call

# What is data or the command line's own vocabulary, and so stays as it is in every language.
KEPT = re.compile(
    r"--[\w-]+|\b[A-Z][A-Z_|/:\[\]=x]*\b|https?://\S+|/\S+|\bfourbeat\b|\bt\d+\b|\.mp4|en\|ja|\[AT=\]|FILE\S*|\bWxH\b"
)


def bare(text: str, data: tuple[str, ...] = ()) -> list[str]:
    """Give the words outside the marks of the made-up language."""
    outside, depth = "", 0
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        outside += character if depth == 0 else " "
    for known in data:
        outside = outside.replace(known, " ")
    words = re.findall(r"[^\W\d_]{2,}", KEPT.sub(" ", outside))
    return [word for word in words if not word.isupper()]


def shown(answer: Answered) -> str:
    return answer.out + answer.err


def pages() -> list[list[str]]:
    context = click.Context(root)
    found: list[list[str]] = [[]]
    waiting = [([name], root.get_command(context, name)) for name in reversed(COMMANDS)]
    while waiting:
        path, command = waiting.pop()
        found.append(path)
        below = getattr(command, "commands", {})
        waiting += [([*path, name], child) for name, child in reversed(below.items())]
    return found


@pytest.mark.parametrize("path", pages(), ids=" ".join)
def test_help_has_no_bare_words(call: Call, path: list[str]) -> None:
    answer = call(*path, "--help", "--lang", "qps")
    assert answer.code == 0
    commands = {word for page in pages() for word in page}
    assert [word for word in bare(answer.out) if word not in commands] == []


def test_answers_and_errors_have_no_bare_words(call: Call, film: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('lenz = "35 mm"', encoding="utf-8")
    data = ("Film", "A lighthouse.", "Fog.", "wide", "animatic")
    for words in (
        ["status"],
        ["shot", "edit", "010", "--framing", "wide"],
        ["shot", "move", "020", "--before", "010"],
        ["shot", "remove", "020"],
        ["undo"],
        ["redo"],
        ["take", "list"],
        ["queue", "add", "010"],
        ["queue", "status"],
        ["queue", "cancel", "--all"],
        ["queue", "retry", "--failed"],
        ["take", "choose", "010", "7"],
        ["shot", "add", "--brief", tmp_path / "bad.toml"],
        ["shot", "add", "--cast", "Ada"],
        ["shot", "add", "--oops"],
        ["reel", "render", "no such reel"],
        ["new", film],
        ["demo", film, "--film", "none"],
    ):
        answer = call(*words, "--project", film, "--lang", "qps")
        assert bare(shown(answer), data) == [], words


def test_the_doctor_has_no_bare_words(call: Call, film: Path) -> None:
    answer = call("doctor", "--project", film, "--lang", "qps")
    assert "⟦" in answer.out
    names = ("animatic", "linux", "darwin", "win32", "x86", "arm", "aarch", "espeak-ng", "Noto Sans", "CJK", "FFmpeg")
    left = [word for word in bare(answer.out, names) if word not in ("Arabic", "Hebrew", "dev")]
    assert left == []


def test_the_check_itself_finds_a_bare_word() -> None:
    assert bare("⟦šhöt ⟦inner⟧ x⟧ bare 010 --option FILE") == ["bare"]
