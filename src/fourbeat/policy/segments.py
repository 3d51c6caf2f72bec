"""Where words part in scripts that put no space between them: whether a name's letters belong to a word beside it."""

from __future__ import annotations

from functools import lru_cache

from .grading import Common
from .hit import Sure
from .letters import HAN, RUNNING, Letters

REACH, LONGEST = 4, 6
"""How many letters beside a name are looked at, and how long an ordinary word may be."""
_ALONE, _SMALL = 1.0, 0.3
_PARTS = frozenset("的了在是和从着过地得上下里中外前后与跟把被向对给到不很也都又就のをにがはでともやへかなねよ")
"""Letters that are words of their own, or endings."""


def alone(letters: Letters, lo: int, hi: int, common: Common) -> Sure:
    """Say how surely a name stands by itself: a note where another way to part the letters fits better."""
    scripts = letters.scripts
    if HAN not in scripts[lo:hi]:
        return Sure.SURE
    start, end = lo, hi
    while start and lo - start < REACH and not letters.gaps[start] and scripts[start - 1] in RUNNING:
        start -= 1
    while end < len(letters) and end - hi < REACH and not letters.gaps[end] and scripts[end] in RUNNING:
        end += 1
    text = letters.folded[start:end]
    if len(text) == hi - lo:
        return Sure.SURE
    first, last = lo - start, hi - start
    ours = _least(text[:first], common) + _ALONE / 2 + _least(text[last:], common)
    best = min(
        (
            _least(text[:at], common) + _least(text[to:], common)
            for at in range(len(text))
            for to in range(at + 2, min(at + LONGEST, len(text)) + 1)
            if _crosses(at, to, first, last) and text[at:to] in common
        ),
        default=None,
    )
    if best is None or best > ours:
        return Sure.SURE
    return Sure.NOTE if best < ours else Sure.DOUBTFUL


def _crosses(at: int, to: int, first: int, last: int) -> bool:
    """Tell whether a word holds some letters of a name and some that are not of it."""
    return (at < first < to) or (at < last < to)


@lru_cache(maxsize=10_000)
def _least(text: str, common: Common) -> float:
    """Give how many letters are left over when a text is parted into ordinary words in the best way."""
    costs = [0.0]
    for end in range(1, len(text) + 1):
        alone = costs[end - 1] + (_SMALL if text[end - 1] in _PARTS else _ALONE)
        costs.append(
            min([alone, *(costs[at] for at in range(max(0, end - LONGEST), end - 1) if text[at:end] in common)])
        )
    return costs[-1]
