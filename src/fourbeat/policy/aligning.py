"""Read a name where its skeleton was found: letter by letter, gap by gap, saying what had to be undone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from .aliases import Alias
from .edges import begins, breaks, ends, shortly, word
from .grading import Common
from .hit import Reading, Sure
from .letters import DASHES, DIGIT, HAN, HANGUL, HIRAGANA, KATAKANA, LATIN, LONG, RUNNING, Letters
from .segments import alone


class Fold(StrEnum):
    """Name what had to be undone to read a name."""

    LOOK_ALIKE = "look-alike"
    LEET = "leet"
    HIDDEN = "hidden"
    MARKS = "marks"
    STYLED = "styled"
    SPACED = "spaced"
    SPLIT = "split"
    JOINED = "joined"
    REPEATED = "repeated"
    VARIANT = "variant"
    ENDING = "ending"
    WITHIN = "within"
    SLIP = "slip"
    MASK = "mask"


_OPEN = frozenset((Fold.JOINED, Fold.ENDING, Fold.VARIANT, Fold.STYLED, Fold.WITHIN))
"""Ways of writing a name that hide nothing."""

DETERMINERS = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those his her its their my our your some any each every no another one two three",
    )
)
SMALL_WORDS = DETERMINERS | frozenset(
    re.findall(
        r"\w+",
        "of and in on at to for with by as or if so is it he she we you me him us am are was be do go no not up out "
        "off der die das le la les los el un une",
    )
)


@dataclass(slots=True)
class Read:
    """Be a name read: its first and last (exclusive) letter, how surely, and what was undone."""

    alias: Alias
    lo: int
    hi: int
    sure: Sure = Sure.SURE
    folds: set[Fold] = field(default_factory=set)
    end: int = 0
    """Where it ends in the source, where that is further than its last letter."""
    weighed: bool = False
    """Whether the words of the name were weighed already, so that it needs no company."""

    @property
    def reading(self) -> Reading:
        """Say how it was recognised."""
        if Fold.MASK in self.folds:
            return Reading.MASKED
        if Fold.SLIP in self.folds:
            return Reading.FUZZY
        return Reading.NAME if self.folds <= _OPEN else Reading.OBFUSCATED


def align(alias: Alias, text: Letters, spans: list[tuple[int, int]], common: Common) -> Read | None:
    """Read a name in runs of letters that have its skeleton; None where it is something else."""
    for lo, hi, tail in _cuts(alias, text, spans):
        read = _read(alias, text, spans, common, (lo, hi, tail))
        if read is not None:
            return read
    return None


def _read(
    alias: Alias, text: Letters, spans: list[tuple[int, int]], common: Common, cut: tuple[int, int, str]
) -> Read | None:
    lo, hi, tail = cut
    read = Read(alias, lo, hi)
    if tail == "within" and _crossed(text, lo, hi, common):
        return None
    if tail == "ending" and _another(alias, text, hi, common):
        return None
    if _okurigana(alias, text, lo):
        return None
    if tail:
        read.folds.add(Fold.WITHIN if tail == "within" else Fold.ENDING)
        if tail == "within":
            read.sure = Sure.DOUBTFUL
        else:
            # The word as it stands is the evidence, not the part of it that a pack knows.
            read.end = text.ends[word(text, hi - 1)[1] - 1]
    pieces = [(max(lo, start), min(hi, end)) for start, end in spans]
    if not _letters(read, text, pieces, common) or not _gaps(read, text, pieces, common):
        return None
    if shortly(text, lo, alias.signs):
        read.sure = min(read.sure, Sure.DOUBTFUL, key=list(Sure).index)
    read.folds.update(Fold(how) for at, how in text.odd.items() if lo <= at < hi)
    _look(read, text)
    return read


def _crossed(text: Letters, lo: int, hi: int, common: Common) -> bool:
    """Tell whether the end of a Korean name begins another word: 키오스크 within 피노키오스크."""
    end = word(text, hi - 1)[1]
    return any(text.folded[at:to] in common for at in range(lo + 1, hi) for to in range(hi + 1, end + 1))


def _another(alias: Alias, text: Letters, hi: int, common: Common) -> bool:
    """Tell whether a name with an ending is an ordinary word: links, for Link, but not Tintins."""
    start, end = word(text, hi - 1)
    whole = text.folded[start:end]
    if whole[hi - start :] == "s":
        return whole in common and (alias.word_count == 1 or not text.capital(start))
    return common.joined(whole)


def _okurigana(alias: Alias, text: Letters, lo: int) -> bool:
    """Tell whether a short name in katakana is met within the hiragana of another word: 雨宿りする."""
    crossed = alias.letters.scripts[0] == KATAKANA and text.scripts[lo] == HIRAGANA
    return crossed and alias.signs < 4 and lo > 0 and not text.gaps[lo] and text.scripts[lo - 1] == HAN


def _cuts(alias: Alias, text: Letters, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Give first and last letters, within the first and last run, where a name may begin and end, likely ones first."""
    (first, first_end), (last, last_end) = spans[0], spans[-1]
    need_first = alias.runs[0][1] - alias.runs[0][0]
    need_last = alias.runs[-1][1] - alias.runs[-1][0]
    for lo in range(max(first_end - need_first, first), first - 1, -1):
        if not begins(text, lo):
            continue
        least = min((last if len(spans) > 1 else lo) + need_last, last_end)
        for hi in range(least, last_end + 1):
            tail = ends(text, hi, alias.signs, stem=alias.stem)
            if tail is not None and (hi in (last_end, least) or text.gaps[hi]):
                yield lo, hi, tail


def _same(alias: Letters, a: int, text: Letters, t: int) -> Fold | bool:
    """Tell how a letter of the text stands for a letter of the name."""
    one, other = alias.folded[a], text.folded[t]
    if one == other:
        return True
    kind, kin = alias.scripts[a], text.scripts[t]
    if kin == DIGIT:
        return Fold.LEET if kind != DIGIT else False
    if kind == DIGIT:
        return Fold.LOOK_ALIKE if (one, other) in (("0", "o"), ("1", "l"), ("1", "i")) else False
    if {kind, kin} <= {KATAKANA, HIRAGANA}:
        return Fold.VARIANT
    if kind == kin == HAN:
        return Fold.VARIANT
    if kind != kin:
        return Fold.LOOK_ALIKE
    # Only the capital I looks like l, and l like it.
    shape = text.source[text.starts[t]]
    looks = kind == LATIN and ((one == "l" and shape in "Iǀ") or (one == "i" and shape == "l"))
    return Fold.LOOK_ALIKE if looks else False


def _letters(read: Read, text: Letters, pieces: list[tuple[int, int]], common: Common) -> bool:
    alias, letters = read.alias, read.alias.letters
    exact = looks = leet = native = 0
    extra: list[int] = []
    for (a_lo, a_hi), (t_lo, t_hi) in zip(alias.runs, pieces, strict=True):
        a = a_lo - 1
        if t_hi - t_lo < a_hi - a_lo:
            return False
        for t in range(t_lo, t_hi):
            how: Fold | bool = False
            if a + 1 < a_hi:
                how = _same(letters, a + 1, text, t)
                if how:
                    a += 1
            if not how and a >= a_lo:
                how = _same(letters, a, text, t)
            if not how:
                return False
            if how is True:
                exact += 1
            elif how is Fold.LEET:
                leet += 1
            elif how is Fold.LOOK_ALIKE:
                looks += 1
                native += text.scripts[t] == letters.scripts[max(a, a_lo)]
                if letters.folded[max(a, a_lo)] == "i" and text.source[text.starts[t]] == "l" and len(letters) < 6:
                    return False  # In a short name, another word: perl for Peri.
            else:
                exact += 1
                read.folds.add(how)
        if a + 1 != a_hi:
            return False
        extra.append((t_hi - t_lo) - (a_hi - a_lo))
        wanted = sum(letters.long.get(at, 0) for at in range(a_lo, a_hi))
        if not _long(read, text, (t_lo, t_hi), wanted, extra):
            return False
    return _credible(read, text, (exact, looks, leet, native), common) and _repeats(read, extra)


def _long(read: Read, text: Letters, piece: tuple[int, int], wanted: int, extra: list[int]) -> bool:
    """Compare the marks of long vowels, which may be written as a dash or apart from the letter."""
    lo, hi = piece
    if text.scripts[lo] not in (KATAKANA, HIRAGANA):
        return True
    given = sum(text.long.get(at, 0) for at in range(lo, hi))
    after = text.source[text.ends[hi - 1] : text.starts[hi] if hi < len(text) else len(text.source)]
    if wanted and not given:
        mark = next((at for at, one in enumerate(after[:3]) if one in DASHES or one == LONG), None)
        if mark is None:
            return False
        if hi == read.hi:
            read.end = text.ends[hi - 1] + mark + 1
        return True
    if given > wanted:
        if given - wanted == 1 and not wanted:
            return False
        extra.append(given - wanted)
    return True


def _credible(read: Read, text: Letters, counts: tuple[int, int, int, int], common: Common) -> bool:
    """Doubt a reading that rests on too many exchanged letters."""
    exact, looks, leet, native = counts
    if leet:
        read.folds.add(Fold.LEET)
        if len(read.alias.letters) < 4 or exact + looks < 1:
            return False
        if exact + looks < 2:
            read.sure = Sure.DOUBTFUL
    if looks:
        read.folds.add(Fold.LOOK_ALIKE)
    if native or leet:
        start, end = word(text, read.lo)
        if end >= read.hi and text.folded[start:end] in common:
            return False
    if looks and not exact:
        kind = text.scripts[read.lo]
        rest = text.scripts[: read.lo] + text.scripts[read.hi :]
        if rest.count(kind) > len(rest) // 2 or len(read.alias.letters) < 3:
            return False
        if kind in rest:
            read.sure = Sure.DOUBTFUL
    return True


def _repeats(read: Read, extra: list[int]) -> bool:
    """Tell whether letters are repeated on purpose: one thrice, or many twice; a single double is a slip."""
    more = [one for one in extra if one]
    if not more:
        return True
    if max(more) < 2 and (len(more) < 2 or len(more) * 2 < len(read.alias.runs)):
        return False
    read.folds.add(Fold.REPEATED)
    return True


def _gaps(read: Read, text: Letters, pieces: list[tuple[int, int]], common: Common) -> bool:
    """Compare where words part: between the letters of a name stands nothing, or something between all of them."""
    alias = read.alias
    extra: list[str] = []
    parted, joined = True, False
    between: list[str] = []
    for at, ((a_lo, a_hi), (t_lo, t_hi)) in enumerate(zip(alias.runs, pieces, strict=True)):
        for within in range(max(a_hi - a_lo, t_hi - t_lo)):
            if not at and not within:
                continue
            mine = alias.letters.gaps[a_lo + within] if a_lo + within < a_hi else ""
            its = text.gaps[t_lo + within] if t_lo + within < t_hi else ""
            if its and not within and _is_long(read, text, t_lo, its):
                its = ""
            if its:
                between.append(its)
            if mine and its:
                if breaks(its) and its.strip() != mine.strip() and not ("." in its and "." in mine):
                    parted = False
            elif its:
                extra.append(its)
            elif mine:
                joined = True
    if joined:
        if not extra and not _may_join(read, text, common):
            return False
        read.folds.add(Fold.JOINED)
    if not extra:
        return parted and _plain(read, text, common)
    read.folds.discard(Fold.JOINED)
    return _split(read, text, extra, between, common)


def _is_long(read: Read, text: Letters, at: int, gap: str) -> bool:
    """Tell whether a dash between kana is the mark of a long vowel that the name has there."""
    return text.scripts[at] in RUNNING and len(gap) == 1 and gap in DASHES and bool(read.alias.letters.long)


def _may_join(read: Read, text: Letters, common: Common) -> bool:
    start, end = word(text, read.lo)
    return not (read.alias.cased and (len(read.alias.letters) < 4 or text.folded[start:end] in common))


def _plain(read: Read, text: Letters, common: Common) -> bool:
    """Doubt ordinary words in small letters, and letters that belong to a word beside them."""
    alias = read.alias
    if alias.cased and alias.ordinary and not any(text.capital(at) for at in range(read.lo, read.hi)):
        shape = text.source[text.starts[read.lo] : text.ends[read.hi - 1]]
        other = shape.casefold() != alias.name.text.casefold()
        before = word(text, read.lo - 1) if read.lo and not breaks(text.gaps[read.lo]) else None
        if (
            before
            and text.folded[before[0] : before[1]] in DETERMINERS
            and (other or alias.word_count == 1 or " " in shape)
        ):
            read.sure = Sure.NOTE
        small = not other and alias.word_count == 1 and alias.words[0] not in common.given
        if small and not text.source.islower() and not _in_file_name(text, read):
            # Whoever writes capitals writes them where they mean a name.
            read.sure = Sure.NOTE
    if alias.running:
        read.sure = min(read.sure, alone(text, read.lo, read.hi, common), key=list(Sure).index)
    return True


def _in_file_name(text: Letters, read: Read) -> bool:
    """Tell whether a name stands in the name of a file, which is written in small letters: mario_v02.mp4."""
    before, after = text.gaps[read.lo], text.gaps[read.hi] if read.hi < len(text) else ""
    return "_" in before + after


def _split(read: Read, text: Letters, extra: list[str], between: list[str], common: Common) -> bool:
    alias = read.alias
    pieces = _pieces(text, read.lo, read.hi)
    sizes = [len({text.starts[at] for at in range(lo, hi)}) for lo, hi in pieces]
    least = 3 if alias.running or alias.hangul else 4
    odd = any(breaks(one) for one in between)
    if max(sizes) == 1 or (len(pieces) > 3 and len(pieces) >= 0.6 * sum(sizes)):
        if odd and len({one.strip() for one in between}) > 2:
            return False
        read.folds.add(Fold.SPACED)
        if alias.signs < least:
            read.sure = Sure.DOUBTFUL
        return alias.signs > 1 and not (alias.cased and alias.signs < 4)
    if odd or alias.signs < (3 if alias.running or alias.hangul else 5):
        return False
    if alias.cased and _half(read, text, pieces):
        return False
    read.folds.add(Fold.SPLIT)
    space = any(one.strip() == "" for one in extra)
    if alias.running:
        return len(extra) < 3 or alias.signs > 5
    if alias.hangul:
        read.sure = Sure.DOUBTFUL if space else read.sure
        return True
    ordinary = all(text.folded[lo:hi] in common for lo, hi in pieces)
    if ordinary:
        proper = text.capital(read.lo)
        if space and (not proper or len(extra) > 1):
            return False
        read.sure = Sure.DOUBTFUL
    elif space:
        if len(extra) > 2:
            return False
        read.sure = Sure.DOUBTFUL
    return True


def _half(read: Read, text: Letters, pieces: list[tuple[int, int]]) -> bool:
    """Tell whether the pieces are words of their own: "; to Toro", "her mes-sage", "Mini on"."""
    after = text.gaps[read.hi] if read.hi < len(text) else " "
    if after == "-" or text.gaps[read.lo] == "-":
        return True
    capitals = [text.capital(lo) for lo, _ in pieces]
    if read.alias.word_count == 1 and not capitals[0] and any(capitals[1:]):
        return True
    return len(pieces) == 2 and any(text.folded[lo:hi] in SMALL_WORDS for lo, hi in pieces) and not all(capitals)


def _pieces(text: Letters, lo: int, hi: int) -> list[tuple[int, int]]:
    cuts = [lo, *(at for at in range(lo + 1, hi) if text.gaps[at]), hi]
    return list(pairwise(cuts))


def _look(read: Read, text: Letters) -> None:
    """Say what the written letters themselves had on: hidden characters, marks, other shapes."""
    shape = text.source[text.starts[read.lo] : text.ends[read.hi - 1]]
    if shape.isascii():
        return
    marks = {unicodedata.normalize("NFD", one) for one in read.alias.name.text}
    plain = {part for one in marks for part in one}
    for one in shape:
        kind = unicodedata.category(one)
        if kind == "Cf" or "\ufe00" <= one <= "\ufe0f":
            read.folds.add(Fold.HIDDEN)
        elif (kind in ("Mn", "Me") and one not in plain and one not in "\u3099\u309a") or (
            HANGUL not in read.alias.letters.scripts
            and any(
                part not in plain and unicodedata.category(part) == "Mn" and part not in "\u3099\u309a"
                for part in unicodedata.normalize("NFD", one)
            )
        ):
            read.folds.add(Fold.MARKS)
        elif unicodedata.normalize("NFKC", one) != one or (kind == "So" and Fold.SPACED not in read.folds):
            read.folds.add(Fold.STYLED)
