"""Which stretches of a text may be a name misspelt: whole words, or any stretch where a script has no words."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .edges import PARTICLES, ends
from .grading import Common
from .letters import CASED, HAN, HANGUL, HIRAGANA, KATAKANA, RUNNING, Letters

LEAST, LEAST_RUNNING, LEAST_HAN, LEAST_SYLLABLES, MOST_WORDS, MOST_LETTERS = 6, 5, 4, 4, 4, 12
"""How long a name must be before one wrong letter in it is more than an accident, by script."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Be letters from `lo` to `hi` (exclusive), as they are said, and the least length of a name they may be."""

    lo: int
    hi: int
    said: str
    least: int
    syllables: bool = False


def said(letters: Letters, lo: int = 0, hi: int | None = None) -> str:
    """Give letters with the marks of long vowels."""
    hi = len(letters) if hi is None else hi
    if not letters.long:
        return letters.folded[lo:hi]
    return "".join([letters.folded[at] + "ー" * letters.long.get(at, 0) for at in range(lo, hi)])


def syllables(letters: Letters, lo: int = 0, hi: int | None = None) -> str:
    """Give Hangul as it is written, a syllable one letter."""
    hi = len(letters) if hi is None else hi
    written = unicodedata.normalize("NFC", letters.source[letters.starts[lo] : letters.ends[hi - 1]])
    return "".join(filter(str.isalnum, written))


def stretches(text: Letters, common: Common, firsts: Container[str]) -> Iterator[Stretch]:
    """Give every stretch that begins with one of the letters given and of which some word is not ordinary."""
    cuts = [at for at in range(len(text)) if at == 0 or text.gaps[at] or _turns(text, at)]
    cuts.append(len(text))
    rare = [text.scripts[lo] in RUNNING or not _ordinary(text, lo, hi, common) for lo, hi in pairwise(cuts)]
    stops: dict[int, bool] = {}
    for first in range(len(cuts) - 1):
        lo = cuts[first]
        kind = text.scripts[lo]
        if kind in RUNNING:
            for start in range(lo, cuts[first + 1]) if kind == HAN else (lo,):
                if text.folded[start] in firsts:
                    yield from _unspaced(text, start, stops, common)
            continue
        if kind != HANGUL and text.folded[lo] not in firsts:
            continue
        odd = False
        for last in range(first, min(first + MOST_WORDS, len(cuts) - 1)):
            word, hi = cuts[last], cuts[last + 1]
            other = text.scripts[word]
            if last > first and (parted(text.gaps[word]) or not (kind == other or {kind, other} <= CASED)):
                break
            odd = odd or rare[last]
            if odd and 4 < hi - lo < 40:
                yield Stretch(lo, hi, text.folded[lo:hi], LEAST)
                if kind == HANGUL:
                    yield from _korean(text, word, lo, hi)


def _korean(text: Letters, word: int, lo: int, hi: int) -> Iterator[Stretch]:
    """Give a Korean word by its syllables, and again without the particles at its end."""
    yield Stretch(lo, hi, syllables(text, lo, hi), LEAST_SYLLABLES, syllables=True)
    for cut in range(word + 2, hi):
        if text.starts[cut] != text.starts[cut - 1] and PARTICLES.match(text.folded[cut:hi]):
            yield Stretch(lo, cut, text.folded[lo:cut], LEAST)
            yield Stretch(lo, cut, syllables(text, lo, cut), LEAST_SYLLABLES, syllables=True)


def _unspaced(text: Letters, start: int, stops: dict[int, bool], common: Common) -> Iterator[Stretch]:
    """Give the stretches of kana and Han from here on; pure hiragana is never one."""
    scripts, size = text.scripts, len(text)
    for end in range(start + 1, min(start + MOST_LETTERS, size) + 1):
        if end - 1 > start and text.gaps[end - 1] and parted(text.gaps[end - 1]):
            return
        if end - start < LEAST_HAN - 1:
            continue
        if end not in stops:
            stops[end] = _stops(text, end)
        if not stops[end]:
            continue
        kinds = scripts[start:end]
        if not kinds.strip(HIRAGANA):
            continue
        word = said(text, start, end)
        if not kinds.strip(KATAKANA) and all(part in common for part in _kana(text, start, end)):
            continue
        yield Stretch(start, end, word, LEAST_HAN if HAN in kinds else LEAST_RUNNING)


def _stops(text: Letters, end: int) -> bool:
    """Tell whether a stretch of kana or Han may end before this letter."""
    if end == len(text) or text.gaps[end]:
        return True
    last = text.scripts[end - 1]
    if last != text.scripts[end] or last == HAN:
        return True
    return last == HIRAGANA and ends(text, end, 9, stem="") is not None


def _kana(text: Letters, lo: int, hi: int) -> Iterator[str]:
    """Give the words of a stretch of kana."""
    start = lo
    for at in range(lo + 1, hi + 1):
        if at == hi or text.gaps[at]:
            yield said(text, start, at)
            start = at


def _turns(text: Letters, at: int) -> bool:
    """Tell whether the script changes to or from kana or Han here, where a word may begin."""
    now, before = text.scripts[at], text.scripts[at - 1]
    return now != before and (now in RUNNING or before in RUNNING)


def _ordinary(text: Letters, lo: int, hi: int, common: Common) -> bool:
    piece = text.folded[lo:hi]
    return (
        len(piece) < 3 or piece in common.given or common.joined(piece)
        if text.scripts[lo] in CASED
        else piece in common or (text.scripts[lo] == HANGUL and _with_particle(text, lo, hi, common))
    )


def _with_particle(text: Letters, lo: int, hi: int, common: Common) -> bool:
    """Tell whether a Korean word is an ordinary one with particles behind it."""
    return any(
        text.folded[lo:cut] in common and PARTICLES.match(text.folded[cut:hi])
        for cut in range(lo + 2, hi)
        if text.starts[cut] != text.starts[cut - 1]
    )


def parted(gap: str) -> bool:
    """Tell whether what stands between two letters ends a stretch."""
    return len(gap) > 2 or gap == ". " or any(one in ',;:!?()"。、，「」' for one in gap)
