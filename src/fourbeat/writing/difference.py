"""What differs between two texts, word by word, and how changes to one are carried into another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(
    r"\s+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\w\s]"
)
_Span = tuple[int, int, list[str]]


class Kind(StrEnum):
    """Say what became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Be a stretch of text that stayed, went, or came."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Give what stayed, went and came, word by word, in the order of both texts."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for what, left, right, start, end in _codes(before, after):
        if what == "equal":
            _add(pieces, Kind.SAME, before[left:right])
        else:
            _add(pieces, Kind.GONE, before[left:right])
            _add(pieces, Kind.NEW, after[start:end])
    return pieces


def merged(base: str, mine: str, theirs: str) -> str:
    """Carry what changed from `base` to `theirs` into `mine`; where both changed the same words, theirs stand."""
    words = _TOKEN.findall(base)
    ours, other = _spans(words, _TOKEN.findall(mine)), _spans(words, _TOKEN.findall(theirs))
    kept = [one for one in ours if not any(_meet(one, that) for that in other)]
    made, last = [], 0
    for start, end, new in sorted([*kept, *other], key=lambda span: (span[0], span[1])):
        made += words[last:start] + new
        last = end
    return "".join(made + words[last:])


def _spans(old: list[str], new: list[str]) -> list[_Span]:
    return [(left, right, new[start:end]) for what, left, right, start, end in _codes(old, new) if what != "equal"]


def _codes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Compare words; what the texts begin and end with alike is left out first, and gaps alone make no likeness."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = SequenceMatcher(str.isspace, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    codes = [("equal", 0, start, 0, start)] if start else []
    codes += [(what, a + start, b + start, c + start, d + start) for what, a, b, c, d in middle.get_opcodes()]
    return codes + ([("equal", len(old) - end, len(old), len(new) - end, len(new))] if end else [])


def _meet(one: _Span, other: _Span) -> bool:
    """Tell whether two changes touch the same words, or put words in at the same place."""
    if one[0] == one[1] == other[0] == other[1]:
        return True
    return one[0] < other[1] and other[0] < one[1]


def _add(pieces: list[Piece], kind: Kind, words: list[str]) -> None:
    if words:
        pieces.append(Piece(kind, "".join(words)))
