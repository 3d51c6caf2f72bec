"""Words found in text as a reader sees them: letters, not codes, and never half of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_JOINER = "\u200d"
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN = range(0x1F3FB, 0x1F400)
_VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2")
_LEADS, _VOWELS, _TAILS = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
_SOUND_MARKS = "\uff9e\uff9f"
# Writing without spaces: there a word's end cannot be seen, so every place may be one.
_UNSPACED = (
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True)
class Wanted:
    """Say what is looked for, and how strictly."""

    text: str
    match_case: bool = False
    whole_word: bool = False


def letters(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of the letters as a reader counts them: signs that cling to a letter are part of it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _clings(text, start, place):
            yield start, place
            start = place


def _clings(text: str, start: int, place: int) -> bool:
    letter, before = text[place], text[place - 1]
    code = ord(letter)
    if code < 0x300:
        return letter == "\n" and before == "\r"
    if unicodedata.category(letter) in ("Mn", "Mc", "Me") or letter in _SOUND_MARKS or letter == _JOINER:
        return before not in "\r\n"
    if code in _SKIN or 0xE0020 <= code <= 0xE007F:
        return True
    if before == _JOINER:
        return unicodedata.category(letter) == "So"
    if code in _REGIONAL:
        return ord(before) in _REGIONAL and (place - start) % 2 == 1
    if before in _VIRAMAS:
        return unicodedata.category(letter) == "Lo"
    last = ord(before)
    return (last in _LEADS and (code in _LEADS or code in _VOWELS or 0xAC00 <= code <= 0xD7A3)) or (
        (last in _VOWELS or last in _TAILS or 0xAC00 <= last <= 0xD7A3) and (code in _VOWELS or code in _TAILS)
    )


def find(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Give the places where words stand, from left to right, none within another.

    A letter is the same composed or not, full or half width, and, unless `match_case`, large or small. With
    `whole_word` no letter or digit may stand beside it, where the writing has spaces at all.
    """
    if not wanted.text:
        return []
    if text.isascii() and wanted.text.isascii():
        return _found_plain(text, wanted)
    sought, roughly = _sought(wanted)
    if roughly not in folded(text):
        # Most texts of a film end here; letter by letter is slow.
        return []
    places = list(letters(text))
    here = [_folded(text[start:end], wanted) for start, end in places]
    found: list[tuple[int, int]] = []
    at = 0
    while at <= len(here) - len(sought):
        if here[at : at + len(sought)] == sought:
            start, end = places[at][0], places[at + len(sought) - 1][1]
            if not wanted.whole_word or _whole(text, start, end):
                found.append((start, end))
                at += len(sought)
                continue
        at += 1
    return found


@lru_cache(maxsize=16)
def _sought(wanted: Wanted) -> tuple[list[str], str]:
    """Give what is looked for letter by letter, and as a whole for a first glance: thousands of texts are asked."""
    found = [_folded(wanted.text[start:end], wanted) for start, end in letters(wanted.text)]
    return found, folded(wanted.text)


def _found_plain(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    where, what = (text, wanted.text) if wanted.match_case else (text.lower(), wanted.text.lower())
    found: list[tuple[int, int]] = []
    at = where.find(what)
    while at >= 0:
        end = at + len(what)
        fits = not wanted.whole_word or _whole(text, at, end)
        # A line's end of two codes is one letter: half of it is nowhere.
        halved = text[at : at + 1] == "\n" and text[at - 1 : at] == "\r"
        halved = halved or (text[end - 1 : end] == "\r" and text[end : end + 1] == "\n")
        if fits and not halved:
            found.append((at, end))
        at = where.find(what, end if fits else at + 1)
    return found


def replaced(text: str, places: Sequence[tuple[int, int]], new: str) -> str:
    """Put new words in the place of found ones; all else stays as it was, code for code."""
    new = unicodedata.normalize("NFC", new)
    pieces, last = [], 0
    for start, end in places:
        pieces += [text[last:start], new]
        last = end
    return "".join([*pieces, text[last:]])


def folded(text: str) -> str:
    """Write a text so that what reads the same is the same: composed, of one width, small."""
    return unicodedata.normalize("NFKC", text).casefold()


def _folded(letter: str, wanted: Wanted) -> str:
    same = unicodedata.normalize("NFC", "".join(map(_one_width, letter)))
    return same if wanted.match_case else same.lower()


def _one_width(code: str) -> str:
    if not unicodedata.decomposition(code).startswith(("<wide>", "<narrow>")):
        return code
    return unicodedata.normalize("NFKC", code)


def _whole(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and joins(text[start - 1]) and joins(text[start]))
        or (end < len(text) and joins(text[end]) and joins(text[end - 1]))
    )


def joins(letter: str) -> bool:
    """Tell whether a code makes one word with the same kind beside it."""
    if unicodedata.category(letter)[0] == "M":
        return True
    code = ord(letter)
    return (letter.isalnum() or letter == "_") and not any(low <= code <= high for low, high in _UNSPACED)
