"""Names with one letter wrong, or with letters masked: they can at most ask."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .aliases import Alias, Index
from .aligning import Fold, Read
from .edges import PARTICLES, begins, ends
from .grading import Common
from .hit import Sure
from .letters import CASED, HAN, HANGUL, HIRAGANA, KATAKANA, RUNNING, Letters, fold, script
from .subject import Grade

MASKS = "*＊•●○〇◯■□█▪_＿#＃✱✶★☆×✕?？%&."
_SOME = re.compile(r"[*＊•●○〇◯■□█▪_＿#＃✱✶★☆×✕%&]|(?<=\w)[?？.](?=\w)")
HOLE = "\0"
LEAST, LEAST_RUNNING, LEAST_HAN, LEAST_SYLLABLES, MOST_WORDS = 6, 5, 4, 4, 4


class Slips:
    """Find names by an intact half; what is needed for that is built when it is first asked for."""

    def __init__(self, index: Index, common: Common) -> None:
        self._index, self._common = index, common
        self._halves: dict[tuple[int, str], list[tuple[int, int]]] | None = None
        self._whole: dict[str, list[tuple[int, int]]] = {}
        self._first: dict[str, list[tuple[str, tuple[int, int]]]] = {}

    def find(self, text: Letters, taken: Sequence[tuple[int, int]]) -> list[Read]:
        """Give names that differ by one letter from words that are not ordinary, and masked ones."""
        found: dict[tuple[int, int, int], Read] = {}
        for lo, hi, said, hand in _windows(text, self._common):
            start, end = text.starts[lo], text.ends[hi - 1]
            if not said or any(a <= start and end <= b for a, b in taken):
                continue
            for alias in self._near(said, hand):
                if not self._counts(alias, text, lo, hi, said):
                    continue
                found.setdefault((lo, hi, alias.subject), Read(alias, lo, hi, Sure.DOUBTFUL, {Fold.SLIP}))
        reads = list(found.values())
        if _SOME.search(text.source):
            reads += self._masked(text)
        return reads

    def _build(self) -> dict[tuple[int, str], list[tuple[int, int]]]:
        """Know every name that is long enough by its first and by its last half."""
        if self._halves is not None:
            return self._halves
        halves: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for subject, which, name in self._index.all():
            text = name.text
            said = "".join(filter(str.isalnum, text)).lower() if text.isascii() else _said(fold(text))
            size = len(said)
            if size < 3 or name.grade in (Grade.AMBIGUOUS, Grade.COMMON):
                continue
            place = (subject, which)
            self._first.setdefault(said[0], []).append((said, place))
            forms = [said]
            if not text.isascii() and script(said[0]) == HANGUL:
                forms.append(_syllables(made := fold(text), 0, len(made)))
            for form in forms:
                size, half = len(form), len(form) // 2
                self._whole.setdefault(form, []).append(place)
                halves.setdefault((size, form[:half]), []).append(place)
                halves.setdefault((-size, form[half:]), []).append(place)
        self._halves = halves
        return halves

    def _near(self, said: str, hand: int) -> Iterator[Alias]:
        """Give the names one step from what is said; `hand` is the least length that counts."""
        halves, size = self._build(), len(said)
        places: set[tuple[int, int]] = set()
        for length in (size - 1, size, size + 1):
            if length < hand:
                continue
            half = length // 2
            places.update(halves.get((length, said[:half]), ()))
            places.update(halves.get((-length, said[half - length :]), ()))
        half = size // 2
        if size > 3:
            turned = said[: half - 1] + said[half] + said[half - 1] + said[half + 1 :]
            places.update(self._whole.get(turned, ()))
        for place in places:
            alias = self._index.alias(*place)
            if alias.grade is Grade.STRONG and one_step(_form(alias, said), said):
                yield alias

    def _counts(self, alias: Alias, text: Letters, lo: int, hi: int, said: str) -> bool:
        """Tell whether a near name is more than an accident of ordinary words."""
        name = _form(alias, said)
        if name[0] != said[0] or name == said:
            return False
        if _doubled(name, said) and len(name) < 9:
            return False
        count = 1 + sum(1 for at in range(lo + 1, hi) if text.gaps[at])
        if not alias.cased:
            return True
        if count != alias.word_count and len(name) < 9:
            return False
        return not (alias.ordinary and alias.word_count == 1 and len(name) < 8)

    def _masked(self, text: Letters) -> list[Read]:
        """Give names in which one or more letters are replaced by stars, rings or their like."""
        found: list[Read] = []
        self._build()
        holes = fold_masks(text.source)
        for lo, hi, said in _masked_windows(holes):
            for alias in self._fits(said):
                if begins(holes, lo) and ends(holes, hi, alias.signs, stem=False) is not None:
                    start, end = holes.starts[lo], holes.ends[hi - 1]
                    first = next((at for at in range(len(text)) if text.starts[at] >= start), None)
                    last = next((at for at in range(len(text) - 1, -1, -1) if text.ends[at] <= end), None)
                    if first is not None and last is not None and first <= last:
                        found.append(Read(alias, first, last + 1, Sure.DOUBTFUL, {Fold.MASK}, end))
        return found

    def _fits(self, said: str) -> Iterator[Alias]:
        seen = [one for one in said if one != HOLE]
        running = script(seen[0]) in RUNNING or script(seen[0]) == HANGUL
        if len(seen) < (2 if running else 4) or len(seen) * 2 < len(said) or said[0] == HOLE:
            return
        many = 3 if _jamo(said) else 1
        parts = re.split(f"({HOLE}+)", said)
        shape = "".join(f".{{1,{len(one) * many}}}" if one[:1] == HOLE else re.escape(one) for one in parts)
        pattern = re.compile(shape)
        for name, place in self._first.get(said[0], ()):
            if abs(len(name) - len(said)) <= (4 if running else 0) and pattern.fullmatch(name):
                alias = self._index.alias(*place)
                if alias.grade is Grade.STRONG:
                    yield alias


def _form(alias: Alias, said: str) -> str:
    """Give a name in the form in which something is said: Hangul by syllables or by their parts."""
    if "가" <= said[0] <= "힣":
        return _syllables(alias.letters, 0, len(alias.letters))
    return _said(alias.letters)


def _jamo(said: str) -> bool:
    return any(script(one) == HANGUL for one in said)


def _said(letters: Letters) -> str:
    if not letters.long:
        return letters.folded
    return "".join(one + "ー" * letters.long.get(at, 0) for at, one in enumerate(letters.folded))


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


def _doubled(one: str, other: str) -> bool:
    """Tell whether the only difference is a letter written twice."""
    return len(one) != len(other) and re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)


def _windows(text: Letters, common: Common) -> Iterator[tuple[int, int, str, int]]:
    """Give stretches of whole words that may be a name misspelt: some word of each is not ordinary."""
    cuts = [at for at in range(len(text)) if at == 0 or text.gaps[at] or _turns(text, at)]
    cuts.append(len(text))
    for first in range(len(cuts) - 1):
        lo = cuts[first]
        kind = text.scripts[lo]
        if kind in RUNNING:
            yield from _unspaced(text, lo, cuts[first + 1], common)
            continue
        rare = False
        for last in range(first + 1, min(first + MOST_WORDS, len(cuts) - 1) + 1):
            hi, word = cuts[last], cuts[last - 1]
            if last > first + 1 and (_parted(text.gaps[word]) or not _mixes(kind, text.scripts[word])):
                break
            rare = rare or not _ordinary(text.folded[word:hi], kind, common)
            if not rare or hi - lo > 40:
                continue
            yield lo, hi, text.folded[lo:hi], LEAST
            if kind == HANGUL:
                yield from _korean(text, word, lo, hi)


def _korean(text: Letters, word: int, lo: int, hi: int) -> Iterator[tuple[int, int, str, int]]:
    """Give a Korean word by its syllables, and again without the particles at its end."""
    yield lo, hi, _syllables(text, lo, hi), LEAST_SYLLABLES
    for cut in range(word + 2, hi):
        if text.starts[cut] != text.starts[cut - 1] and PARTICLES.match(text.folded[cut:hi]):
            yield lo, cut, text.folded[lo:cut], LEAST
            yield lo, cut, _syllables(text, lo, cut), LEAST_SYLLABLES


def _syllables(text: Letters, lo: int, hi: int) -> str:
    """Give Hangul as it is written, a syllable one letter."""
    written = unicodedata.normalize("NFC", text.source[text.starts[lo] : text.ends[hi - 1]])
    return "".join(filter(str.isalnum, written))


def _unspaced(text: Letters, lo: int, hi: int, common: Common) -> Iterator[tuple[int, int, str, int]]:
    """Cut kana and Han, which have no words, into every stretch that may be a name."""
    for start in range(lo, hi) if text.scripts[lo] == HAN else (lo,):
        for end in range(start + LEAST_HAN - 1, min(start + 13, len(text)) + 1):
            last = text.scripts[end - 1]
            if text.gaps[end - 1] and end - 1 > start and _parted(text.gaps[end - 1]):
                break
            inside = end < len(text) and not text.gaps[end] and last == text.scripts[end] and last != HAN
            if inside and (last != HIRAGANA or ends(text, end, 9, stem=False) is None):
                continue
            kinds = set(text.scripts[start:end])
            if kinds <= {HIRAGANA}:
                continue
            said = _slice(text, start, end)
            if kinds == {KATAKANA} and all(part in common for part in _kana(text, start, end)):
                continue
            yield start, end, said, LEAST_HAN if HAN in kinds else LEAST_RUNNING


def _kana(text: Letters, lo: int, hi: int) -> list[str]:
    """Give the words of a stretch of kana."""
    cuts = [lo, *(at for at in range(lo + 1, hi) if text.gaps[at]), hi]
    return [_slice(text, start, end) for start, end in pairwise(cuts)]


def _turns(text: Letters, at: int) -> bool:
    """Tell whether the script changes to or from kana or Han here, where a word may begin."""
    now, before = text.scripts[at], text.scripts[at - 1]
    return now != before and (now in RUNNING or before in RUNNING)


def _mixes(kind: str, other: str) -> bool:
    return kind == other or (kind in CASED and other in CASED)


def _parted(gap: str) -> bool:
    return len(gap) > 2 or any(one in ',;:!?()"。、，「」' for one in gap) or gap == ". "


def _slice(text: Letters, lo: int, hi: int) -> str:
    if not text.long:
        return text.folded[lo:hi]
    return "".join(text.folded[at] + "ー" * text.long.get(at, 0) for at in range(lo, hi))


def _ordinary(piece: str, kind: str, common: Common) -> bool:
    return len(piece) < 3 or common.joined(piece) if kind in CASED else piece in common


def fold_masks(source: str) -> Letters:
    """Fold a text with every mask as a letter of its own."""
    found = fold(source, holes=MASKS)
    return found


def _masked_windows(text: Letters) -> Iterator[tuple[int, int, str]]:
    """Give the stretches around masks: whole words, or any stretch where words have no edges."""
    done: set[tuple[int, int]] = set()
    for at, one in enumerate(text.folded):
        if one != HOLE:
            continue
        lo = at
        while lo and text.folded[lo] == HOLE:
            lo -= 1
        running = text.scripts[lo] in RUNNING
        for start in _starts(text, at, running):
            for end in _stops(text, at, running):
                if end - start < 3 or end - start > 40 or (start, end) in done:
                    continue
                done.add((start, end))
                said = _slice(text, start, end)
                if said.strip(HOLE) and said[0] != HOLE:
                    yield start, end, said


def _starts(text: Letters, at: int, running: bool) -> Iterator[int]:
    words = 0
    for lo in range(at, max(at - 25, -1), -1):
        if running and at - lo < 10:
            yield lo
        elif text.gaps[lo] or lo == 0:
            yield lo
            words += 1
        if text.gaps[lo] and (words > 2 or _parted(text.gaps[lo])):
            return


def _stops(text: Letters, at: int, running: bool) -> Iterator[int]:
    words = 0
    for hi in range(at + 1, min(at + 25, len(text)) + 1):
        edge = hi == len(text) or bool(text.gaps[hi])
        if (
            edge
            or (running and hi - at < 10)
            or (text.scripts[hi - 1] == HANGUL and text.starts[hi] != text.starts[hi - 1])
        ):
            yield hi
            words += edge
        if edge and (words > 2 or hi == len(text) or _parted(text.gaps[hi])):
            return
