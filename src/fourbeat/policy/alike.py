"""Words for the same look: what a description says in other words is the same trait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .letters import HAN, HIRAGANA, RUNNING, Letters, fold

_ENDINGS = ("ing", "ish", "like", "ies", "ed", "es", "en", "s", "d", "y", "n")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of with and or in on at to for from by as is are was has have his her its their that which who whose "
        "it he she they very quite one pair some wearing wears worn dressed carrying carries holding holds shaped "
        "colored coloured like",
    )
)
"""Words that say nothing of a look."""
_OKURIGANA = (
    "った",
    "した",
    "しい",
    "きい",
    "ろい",
    "い",
    "な",
    "の",
    "き",
    "く",
    "を",
    "が",
    "に",
    "で",
    "は",
    "と",
    "た",
    "る",
)
LONGEST = 8
"""No word of a look in kana or Han is longer."""

Place = tuple[int, int]
"""The first and last (exclusive) letter of a word."""


class Alike:
    """Know words that mean the same look; a word and its endings are one, too."""

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        self._chief: dict[str, str] = {}
        for group in groups:
            words = [fold(word).folded for word in group]
            for word in words:
                self._chief.setdefault(word, words[0])

    @classmethod
    def of(cls, text: str) -> Alike:
        """Read a list: the words of one line are alike, and lines that begin with # are notes."""
        return cls(line.split() for line in text.splitlines() if line and not line.startswith("#"))

    def chief(self, word: str) -> str:
        """Give the word that stands for a folded word of a script with spaces, and for those like it."""
        if word in self._chief:
            return self._chief[word]
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) > 2:
                stem = word[: -len(ending)]
                for whole in (stem, stem + "e", stem + "y", stem[:-1] if stem[-1] == stem[-2] else stem):
                    if whole in self._chief:
                        return self._chief[whole]
        return _root(word)

    def running(self, word: str) -> str:
        """Give the word that stands for one of kana or Han."""
        return self._chief.get(word, word)

    def words(self) -> Mapping[str, str]:
        """Give every word that is listed, with the one that stands for it."""
        return self._chief


def _root(word: str) -> str:
    """Take an ordinary ending off an English word."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "sl" else stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def terms(text: str, alike: Alike) -> tuple[str, ...]:
    """Give the words of a phrase that say something of a look, each as the one that stands for it."""
    letters = fold(text)
    found: list[str] = []
    for lo, hi in spaced(letters):
        word = letters.folded[lo:hi]
        if word not in _STOP and any(one not in RUNNING for one in letters.scripts[lo:hi]):
            found.append(alike.chief(word))
    found += [alike.running(letters.folded[lo:hi]) for lo, hi in _unspaced(letters)]
    return tuple(dict.fromkeys(found))


def spaced(letters: Letters) -> Iterator[Place]:
    """Give the words that gaps, or a change to kana or Han, part."""
    start = 0
    for at in range(1, len(letters) + 1):
        if (
            at == len(letters)
            or letters.gaps[at]
            or (letters.scripts[at] in RUNNING) != (letters.scripts[start] in RUNNING)
        ):
            if letters.scripts[start] not in RUNNING:
                yield start, at
            start = at


def _unspaced(letters: Letters) -> Iterator[Place]:
    """Give the words of a phrase in kana and Han: runs of one script, without endings and particles."""
    start = 0
    scripts = letters.scripts
    for at in range(1, len(letters) + 1):
        if at < len(letters) and scripts[at] == scripts[start] and not letters.gaps[at]:
            continue
        lo = start
        if scripts[start] in RUNNING:
            if scripts[start] == HIRAGANA and start and scripts[start - 1] == HAN:
                ending = next((one for one in _OKURIGANA if letters.folded.startswith(one, start)), "")
                lo = start + len(ending)
            if (
                scripts[start] == HIRAGANA
                and at < len(letters)
                and at - lo > 1
                and letters.folded[at - 1] in "のをがはにと"
            ):
                at_end = at - 1
            else:
                at_end = at
            if at_end - lo > (1 if scripts[start] == HIRAGANA else 0):
                yield lo, at_end
        start = at
