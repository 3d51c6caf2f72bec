"""Masking: the names of the film's real people as they stand in a text, and codes in their place.

What is given out must not hold a name, so every word that is one counts here, however common it is; the matcher, which
weighs whether somebody is meant, is asked besides, for names that are disguised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from .register import Person

Span = tuple[int, int, str]
"""From, to, and the code that may stand in its place."""


def named(text: str, people: Iterable[Person]) -> Iterator[Span]:
    """Point at every name of people in a text, as whole words, in capitals or not."""
    for person in people:
        for name in person.names:
            if (pattern := _pattern(name)) is not None:
                yield from ((one.start(), one.end(), person.code) for one in pattern.finditer(text))


def masked(text: str, people: Callable[[str], list[Span]]) -> str:
    """Put codes in the place of the names of real people; names that overlap go together."""
    pieces, last = list[str](), 0
    for start, end, codes in _merged(people(text)):
        pieces += [text[last:start], *(f"[{one}]" for one in codes)]
        last = end
    return "".join([*pieces, text[last:]])


def _merged(spans: Iterable[Span]) -> list[tuple[int, int, list[str]]]:
    """Join spans that overlap: of a name within a longer one nothing may be left."""
    found: list[tuple[int, int, list[str]]] = []
    for start, end, code in sorted(set(spans)):
        if found and start < found[-1][1]:
            first, last, codes = found[-1]
            found[-1] = first, max(last, end), codes if code in codes else [*codes, code]
        else:
            found.append((start, end, [code]))
    return found


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str] | None:
    # The same name may be typed with composed letters, with marks set apart, or at full width.
    ways = {" ".join(unicodedata.normalize(form, name).split()) for form in ("NFC", "NFD", "NFKC")} - {""}
    if not ways:
        return None
    return re.compile("|".join(map(_words, sorted(ways, key=lambda one: (-len(one), one)))), re.IGNORECASE)


def _words(name: str) -> str:
    inner = r"\s+".join(map(re.escape, name.split()))
    return f"{_edge(name[0], '(?<!')}{inner}{_edge(name[-1], '(?!')}"


def _edge(letter: str, opens: str) -> str:
    """Keep a name from beginning or ending within a word; where words have no gaps it may stand anywhere."""
    apart = letter.isalnum() and unicodedata.east_asian_width(letter) not in ("W", "F")
    return rf"{opens}[^\W_])" if apart else ""
