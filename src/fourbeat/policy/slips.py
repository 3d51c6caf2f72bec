"""Names with one letter wrong: left out, put in, exchanged, or two neighbours swapped. They can at most ask."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from .aliases import Alias, Index
from .aligning import Fold, Read
from .grading import Common
from .hit import Sure
from .letters import HAN, HIRAGANA, KATAKANA, Letters
from .memory import undisturbed
from .stretches import Stretch, stretches
from .subject import Grade

Place = tuple[str, int, int]
"""A form of a name, its subject's number and which of the subject's names it is."""


class Slips:
    """Find names by an intact half; what is needed for that is built when it is first asked for."""

    def __init__(self, index: Index, common: Common) -> None:
        self._index, self._common = index, common
        self._built = False
        self._heads: dict[str, list[Place]] = {}
        self._tails: dict[str, list[Place]] = {}
        self._whole: dict[str, list[Place]] = {}
        self._firsts: frozenset[str] = frozenset()
        self._halves: tuple[int, ...] = ()
        self._rests: tuple[int, ...] = ()

    def find(self, text: Letters, taken: Sequence[tuple[int, int]]) -> list[Read]:
        """Give names that differ by one letter from words that are not ordinary."""
        self._build()
        starts: dict[tuple[int, bool], dict[int, Stretch]] = {}
        stops: dict[tuple[int, bool], dict[int, Stretch]] = {}
        found: dict[tuple[int, int, int], Read] = {}
        covered = _covering(taken)
        for one in stretches(text, self._common, self._firsts):
            start, end = text.starts[one.lo], text.ends[one.hi - 1]
            if not one.said or covered(start, end):
                continue
            starts.setdefault((one.lo, one.syllables), {})[len(one.said)] = one
            stops.setdefault((one.hi, one.syllables), {})[len(one.said)] = one
            self._take(self._swapped(one), one, text, found)
        for given, (parts, widths, from_start) in (
            (starts, (self._heads, self._halves, True)),
            (stops, (self._tails, self._rests, False)),
        ):
            for sizes in given.values():
                longest = sizes[max(sizes)].said
                for width in widths:
                    if width > len(longest):
                        break
                    for place in parts.get(longest[:width] if from_start else longest[-width:], ()):
                        size = len(place[0])
                        for length in (size - 1, size, size + 1):
                            if length in sizes:
                                self._take((place,), sizes[length], text, found)
        return list(found.values())

    def _take(
        self, places: Iterable[Place], one: Stretch, text: Letters, found: dict[tuple[int, int, int], Read]
    ) -> None:
        """Keep the names that are one step from a stretch, and no accident."""
        for form, subject, which in places:
            if form[0] != one.said[0] or len(form) < one.least or form == one.said or not one_step(form, one.said):
                continue
            alias = self._index.alias(subject, which)
            if alias.grade is Grade.STRONG and _counts(alias, form, text, one, self._common):
                found.setdefault((one.lo, one.hi, subject), Read(alias, one.lo, one.hi, Sure.DOUBTFUL, {Fold.SLIP}))

    def _swapped(self, one: Stretch) -> Iterator[Place]:
        """Give the names in which the two letters in the middle changed places, so that neither half is intact."""
        word, half = one.said, len(one.said) // 2
        if len(word) > 3:
            turned = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
            yield from self._whole.get(turned, ())

    def _build(self) -> None:
        """Know every name that is long enough by its first and by its last half."""
        if self._built:
            return
        heads, tails, whole = self._heads, self._tails, self._whole
        with undisturbed():
            for place in self._index.forms():
                form = place[0]
                if len(form) < 4:
                    continue
                half = len(form) // 2
                for table, key in ((heads, form[:half]), (tails, form[half:]), (whole, form)):
                    if key in table:
                        table[key].append(place)
                    else:
                        table[key] = [place]
        self._halves = tuple(sorted({len(one) for one in heads}))
        self._rests = tuple(sorted({len(one) for one in tails}))
        self._firsts = frozenset(one[0] for one in whole)
        self._built = True


def _covering(taken: Sequence[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Give a test whether a stretch lies within one that is taken."""
    order = sorted(taken)
    firsts = [start for start, _ in order]
    farthest = list(accumulate((end for _, end in order), max))

    def covered(start: int, end: int) -> bool:
        at = bisect_right(firsts, start)
        return at > 0 and farthest[at - 1] >= end

    return covered


def one_step(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter put in, left out or exchanged, or by two neighbours swapped."""
    lo, short = 0, min(len(one), len(other))
    while lo < short and one[lo] == other[lo]:
        lo += 1
    end = 0
    while end < short - lo and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[lo : len(one) - end], other[lo : len(other) - end]
    if len(left) < 2 and len(right) < 2:
        return True
    return len(left) == 2 and left == right[::-1]


def _counts(alias: Alias, form: str, text: Letters, one: Stretch, common: Common) -> bool:
    """Tell whether a near name is more than an accident of ordinary words."""
    if _doubled(form, one.said) and len(form) < 9:
        return False
    if not alias.cased:
        if _beside(form, one.said, common) or _ordinary(form, one, text, common):
            return False
        # A particle behind a word in katakana is no wrong letter of it.
        return not (HIRAGANA in text.scripts[one.lo : one.hi] and not alias.letters.scripts.strip(KATAKANA))
    if form.rstrip("s") == one.said.rstrip("s") and not text.capital(_last_word(text, one)):
        return False  # One of many, or many of one: a minion.
    words = 1 + sum(1 for at in range(one.lo + 1, one.hi) if text.gaps[at])
    if words != alias.word_count and (len(form) < 9 or _lone(text, one)):
        return False
    return not (alias.ordinary and alias.word_count == 1 and len(form) < 8)


def _lone(text: Letters, one: Stretch) -> bool:
    """Tell whether one of the words of a stretch is a single letter, such as и or y: two things, not one name."""
    gaps = [bool(text.gaps[at]) for at in range(one.lo + 1, one.hi)]
    return any(first and second for first, second in pairwise(gaps))


def _last_word(text: Letters, one: Stretch) -> int:
    """Give the first letter of the last word of a stretch."""
    return max(at for at in range(one.lo, one.hi) if at == one.lo or text.gaps[at])


def _beside(form: str, said: str, common: Common) -> bool:
    """Tell whether all but the one letter beside it is an ordinary word: the first three letters of ピーチ航."""
    return (form[:-1] == said[:-1] and form[:-1] in common) or (form[1:] == said[1:] and form[1:] in common)


def _ordinary(form: str, one: Stretch, text: Letters, common: Common) -> bool:
    """Tell whether the letter that differs makes an ordinary word with the one beside it: the 修 of 小熊维修站."""
    at = next((at for at, (mine, its) in enumerate(zip(form, one.said, strict=False)) if mine != its), len(form))
    at += one.lo
    if len(one.said) != one.hi - one.lo or at >= one.hi or text.scripts[at] != HAN:
        return False
    return text.folded[at - 1 : at + 1] in common or text.folded[at : at + 2] in common


def _doubled(one: str, other: str) -> bool:
    """Tell whether the only difference is a letter written twice."""
    return len(one) != len(other) and re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)
