"""The linter's word lists as rules use them: words that say little, and contents that must not be asked for by "no"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..timing import USUAL, Pace

_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Weak:
    """Be a word or phrase that says little: what to say instead, and where it is no fault.

    `fields` names the parts of a brief it is looked for in; none means all that describes. `drop` says that the
    sentence stays one without it.
    """

    words: str
    strong: str
    drop: bool = True
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unwanted:
    """Be something that people ask a generator to leave out, and how its absence is said as a presence."""

    words: str
    instead: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Hold the lists of every language; a text is read with those of its own letters."""

    weak: tuple[Weak, ...] = ()
    unwanted: tuple[Unwanted, ...] = ()
    pace: Pace = USUAL

    @classmethod
    def of(
        cls,
        weak: Iterable[Mapping[str, Any]],
        unwanted: Iterable[Mapping[str, Any]],
        paces: Iterable[Mapping[str, Any]] = (),
    ) -> Lexicon:
        """Take in the lists as they are read from their files."""
        return cls(
            tuple(Weak(**{**one, "fields": tuple(one.get("fields", ()))}) for one in weak),
            tuple(Unwanted(**one) for one in unwanted),
            Pace(**{str(one["name"]): Fraction(str(one["value"])) for one in paces}),
        )

    @cached_property
    def weak_words(self) -> tuple[tuple[re.Pattern[str], dict[str, Weak]], ...]:
        """Give what finds the weak words of each writing, with each entry by its words in small letters."""
        return tuple(
            (_any(entries), {one.words.casefold(): one for one in entries}) for entries in _by_writing(self.weak)
        )

    @cached_property
    def unwanted_words(self) -> dict[str, Unwanted]:
        """Give the contents by their words in small letters."""
        return {one.words.casefold(): one for one in self.unwanted}

    @cached_property
    def contents(self) -> tuple[str, str]:
        """Give the contents as alternatives of a pattern: those with Latin letters, those with Japanese."""
        latin, asian = _by_writing(self.unwanted)
        return _alternatives(latin), _alternatives(asian)


def _by_writing(entries: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    latin: list[Any] = []
    asian: list[Any] = []
    for one in entries:
        (asian if _ASIAN.search(one.words) else latin).append(one)
    return latin, asian


def _alternatives(entries: Iterable[Any]) -> str:
    longest_first = sorted((one.words for one in entries), key=len, reverse=True)
    return "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest_first)


def _any(entries: list[Any]) -> re.Pattern[str]:
    words = _alternatives(entries)
    if not words:
        return re.compile(r"(?!)")
    if any(_ASIAN.search(one.words) for one in entries):
        return re.compile(words)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
