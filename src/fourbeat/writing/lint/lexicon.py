"""The linter's word lists as rules use them: words that say little, and contents that must not be asked for by "no"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from fourbeat.model.house_rules import Category

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


@dataclass(frozen=True)
class Tripping:
    """Be a word at which a filter stops that looks for contents of its category; `instead` says what is seen."""

    words: str
    category: Category
    instead: str = ""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Hold the lists of every language; a text is read with those of its own letters."""

    weak: tuple[Weak, ...] = ()
    unwanted: tuple[Unwanted, ...] = ()
    pace: Pace = USUAL
    tripping: tuple[Tripping, ...] = ()

    @classmethod
    def of(
        cls,
        weak: Iterable[Mapping[str, Any]],
        unwanted: Iterable[Mapping[str, Any]],
        paces: Iterable[Mapping[str, Any]] = (),
        tripping: Iterable[Mapping[str, Any]] = (),
    ) -> Lexicon:
        """Take in the lists as they are read from their files."""
        return cls(
            tuple(Weak(**{**one, "fields": tuple(one.get("fields", ()))}) for one in weak),
            tuple(Unwanted(**one) for one in unwanted),
            Pace(**{str(one["name"]): Fraction(str(one["value"])) for one in paces}),
            tuple(
                Tripping(str(one["words"]), Category(one["category"]), str(one.get("instead", ""))) for one in tripping
            ),
        )

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Give what each tripping word stands for, by its words in small letters."""
        return {one.words.casefold(): one.category for one in self.tripping}

    @cached_property
    def plainly(self) -> dict[str, str]:
        """Give what says in plain words what a tripping one does, by its words in small letters."""
        return {one.words.casefold(): one.instead for one in self.tripping if one.instead}

    @cached_property
    def weak_words(self) -> tuple[tuple[re.Pattern[str], dict[str, Weak]], ...]:
        """Give what finds the weak words of each writing, with each entry by its words in small letters."""
        return tuple(
            (_any(one.words for one in entries), {one.words.casefold(): one for one in entries})
            for entries in _by_writing(self.weak)
        )

    @cached_property
    def unwanted_words(self) -> dict[str, Unwanted]:
        """Give the contents by their words in small letters."""
        return {one.words.casefold(): one for one in self.unwanted}

    @cached_property
    def contents(self) -> tuple[str, str]:
        """Give the contents as alternatives of a pattern: those with Latin letters, those with Japanese."""
        latin, asian = _by_writing(self.unwanted)
        return _alternatives(one.words for one in latin), _alternatives(one.words for one in asian)


def _by_writing(entries: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    latin: list[Any] = []
    asian: list[Any] = []
    for one in entries:
        (asian if _ASIAN.search(one.words) else latin).append(one)
    return latin, asian


def any_of(words: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Give what finds any of some words: one pattern for Latin letters, one for Japanese."""
    given = list(words)
    asian = [one for one in given if _ASIAN.search(one)]
    return _any(one for one in given if not _ASIAN.search(one)), _any(asian)


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest_first)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    given = list(words)
    found = _alternatives(given)
    if not found:
        return re.compile(r"(?!)")
    if any(_ASIAN.search(one) for one in given):
        return re.compile(found)
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE)
