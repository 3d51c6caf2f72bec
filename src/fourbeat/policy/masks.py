"""Names with letters masked by stars, rings or their like: P*kachu, ピ〇チュウ. They can at most ask."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from .aliases import Alias, Index
from .aligning import Fold, Read
from .edges import begins, ends
from .hit import Sure
from .letters import HANGUL, RUNNING, Letters, fold, script
from .stretches import parted, said
from .subject import Grade

MASKS = "*＊•●○〇◯■□█▪_＿#＃✱✶★☆×✕?？%&."
_SOME = re.compile(r"[*＊•●○〇◯■□█▪_＿#＃✱✶★☆×✕%&]|(?<=\w)[?？.](?=\w)")
HOLE = "\0"
REACH, WIDE, WORDS = 10, 25, 2
"""How many letters around a mask are tried: where there are no words, where there are, and how many words."""


class Masks:
    """Find masked names; the names are laid out by their first letter when first asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._first: dict[str, list[tuple[str, int, int]]] = {}

    def find(self, text: Letters) -> list[Read]:
        """Give names in which one or more letters are masked."""
        if not _SOME.search(text.source):
            return []
        found: list[Read] = []
        holes = fold(text.source, holes=MASKS)
        for lo, hi, word in _stretches(holes):
            for alias in self._fits(word):
                if begins(holes, lo) and ends(holes, hi, alias.signs, stem="") is not None:
                    start, end = holes.starts[lo], holes.ends[hi - 1]
                    first, last = bisect_left(text.starts, start), bisect_right(text.ends, end)
                    if first < last and not _closes(text.source, end):
                        found.append(Read(alias, first, last, Sure.DOUBTFUL, {Fold.MASK}, end))
        return found

    def _fits(self, word: str) -> Iterator[Alias]:
        """Give the names a masked word may be: half of it must be seen."""
        seen = [one for one in word if one != HOLE]
        running = script(seen[0]) in RUNNING or script(seen[0]) == HANGUL
        if len(seen) < (2 if running else 4) or len(seen) * 2 < len(word):
            return
        # A masked Hangul syllable hides up to three letters.
        hidden = 3 if any(script(one) == HANGUL for one in seen) else 1
        parts = re.split(f"({HOLE}+)", word)
        pattern = re.compile(
            "".join(f".{{1,{len(one) * hidden}}}" if one[:1] == HOLE else re.escape(one) for one in parts)
        )
        slack = word.count(HOLE) * (hidden - 1)
        for form, subject, which in self._by_first().get(word[0], ()):
            if len(word) <= len(form) <= len(word) + slack and pattern.fullmatch(form):
                alias = self._index.alias(subject, which)
                if alias.grade is Grade.STRONG:
                    yield alias

    def _by_first(self) -> dict[str, list[tuple[str, int, int]]]:
        if not self._first:
            for place in self._index.forms():
                if len(place[0]) > 2:
                    self._first.setdefault(place[0][0], []).append(place)
        return self._first


def _closes(text: str, end: int) -> bool:
    """Tell whether what would be the last letter only ends a sentence."""
    return text[end - 1] in ".?？" and not text[end : end + 1].isalnum()


def _stretches(text: Letters) -> Iterator[tuple[int, int, str]]:
    """Give the stretches around masks: whole words, or any stretch where words have no edges."""
    done: set[tuple[int, int]] = set()
    for at, one in enumerate(text.folded):
        if one != HOLE:
            continue
        running = text.scripts[at] in RUNNING
        for start in _starts(text, at, running=running):
            for end in _stops(text, at, running=running):
                if end - start < 3 or end - start > 40 or (start, end) in done or text.folded[start] == HOLE:
                    continue
                if start and text.folded[start - 1] == text.folded[end - 1] == HOLE:
                    continue  # Set off by stars on both sides, **so**: emphasis hides no letter.
                done.add((start, end))
                yield start, end, said(text, start, end)


def _starts(text: Letters, at: int, *, running: bool) -> Iterator[int]:
    words = 0
    for lo in range(at, max(at - WIDE, -1), -1):
        if running and at - lo < REACH:
            yield lo
        elif text.gaps[lo] or lo == 0 or begins(text, lo):
            yield lo
            words += bool(text.gaps[lo])
        if text.gaps[lo] and (words > WORDS or parted(text.gaps[lo])):
            return


def _stops(text: Letters, at: int, *, running: bool) -> Iterator[int]:
    words = 0
    for hi in range(at + 1, min(at + WIDE, len(text)) + 1):
        edge = hi == len(text) or bool(text.gaps[hi])
        syllable = not edge and text.scripts[hi - 1] == HANGUL and text.starts[hi] != text.starts[hi - 1]
        if edge or syllable or (running and hi - at < REACH):
            yield hi
            words += edge
        if edge and (words > WORDS or hi == len(text) or parted(text.gaps[hi])):
            return
