"""Sameness: whether two prompts say nearly the same, and which words they are made of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from fractions import Fraction
from functools import lru_cache

NEARLY = Fraction(9, 10)
"""Prompts that share so much of their words say the same, as far as a filter goes."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_SHORTEST = 4


@lru_cache(maxsize=2048)
def pieces(text: str) -> Counter[str]:
    """Count what a text is made of: its words, and of scripts that write none apart every two letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: Counter[str] = Counter(_WORD.findall(_ASIAN.sub(" ", plain)))
    for run in _ASIAN.findall(plain):
        found.update(run[place : place + 2] for place in range(max(1, len(run) - 1)))
    return found


def nearly_same(one: str, other: str) -> bool:
    """Tell whether two prompts share at least nine tenths of their words, in whatever order."""
    if one == other:
        return True
    left, right = pieces(one), pieces(other)
    whole = left.total() + right.total()
    smaller = min(left.total(), right.total())
    if not smaller or 2 * smaller < NEARLY * whole:
        return False
    return 2 * (left & right).total() >= NEARLY * whole


def telling_words(text: str) -> frozenset[str]:
    """Give the words of a text that may be what a filter stops at: those of four letters and more."""
    return frozenset(word for word in pieces(text) if len(word) >= _SHORTEST and not _ASIAN.match(word))
