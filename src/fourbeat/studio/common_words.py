"""The ordinary words of several languages, by which names are graded, read once from the data of the program."""

from __future__ import annotations

from functools import cache

from fourbeat.policy.grading import Common

from .resources import resources


@cache
def common() -> Common:
    """Give the word lists of `resources/policy/common`."""
    folder = resources() / "policy" / "common"
    return Common.of({file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))})
