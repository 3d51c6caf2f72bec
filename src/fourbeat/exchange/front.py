"""What a word processor puts on paper around a script: a title page without keys, page numbers, marks of going on."""

from __future__ import annotations

import re
from collections.abc import Callable

_CREDIT = re.compile(
    r"(?i)(?:(?:written|screenplay|story|script|teleplay|directed|adapted)\b.{0,20}\bby\b.*|by|by [^\W\d_].*|"
    r"(?:\w+ )?draft\b.*|based (?:up)?on\b.*|©.*|copyright\b.*)"
)
_OPENING = re.compile(r"FADE (?:IN|UP)[.:]?|(?:COLD OPEN|TEASER|ACT ONE)[.:]?")
_PAGE = re.compile(
    r"(?i)(?:page )?\d{1,3}\.|page \d{1,3}|\(more\)|\(?continued\)?:?(?: \(\d{1,3}\))?|\(続く\)|（続く）"
)
_MOST_LINES = 16
_LONGEST_LINE = 80
_LONGEST_SENTENCE = 4
"""Words: what is longer and ends as a sentence does is told, not entitled."""


def title_page(lines: list[str], heading: Callable[[str], bool]) -> tuple[list[tuple[str, str]], int]:
    """Read a title page that is one only by its looks, and tell where the script begins; nothing where it is none.

    It stands before the first heading or "FADE IN:", is short, tells nothing, and says whose the script is.
    """
    found: list[str] = []
    credited = False
    for at, line in enumerate(line.strip() for line in lines[: 4 * _MOST_LINES]):
        if heading(line) or _OPENING.fullmatch(line):
            named = [("title" if place == 0 else "", words) for place, words in enumerate(found)]
            return (named, at) if credited else ([], 0)
        if not line:
            continue
        told = line[-1] in ".!?" and len(line.split()) > _LONGEST_SENTENCE
        credited = credited or bool(found and _CREDIT.fullmatch(line))
        if told or len(line) > _LONGEST_LINE or len(found) == _MOST_LINES:
            return [], 0
        found.append(" ".join(line.split()))
    return [], 0


def of_the_page(line: str) -> bool:
    """Tell whether a line is the page's and not the script's: its number, or that it goes on."""
    return bool(_PAGE.fullmatch(line.strip()))
