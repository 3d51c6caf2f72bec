"""What an ambiguous name means where nobody stands beside it: as it is written, it may be a name, or ordinary words."""

from __future__ import annotations

import unicodedata

from .aligning import DETERMINERS, SMALL_WORDS, Fold, Read
from .edges import opens, word
from .hit import Reading, Sure
from .letters import DIGIT, Letters, fold
from .subject import Grade

_DOING = frozenset(fold(one).folded for one in ("가", "이", "은", "는", "께서"))
"""Behind whoever does something in Korean."""
_ON_PURPOSE = frozenset((Fold.LEET, Fold.LOOK_ALIKE))


def ambiguous(letters: Letters, read: Read, *, beside: bool) -> Sure | None:
    """Say how surely an ambiguous name is meant; `beside` tells whether another of its work's is named like it."""
    alias = read.alias
    proper = _proper(letters, read)
    if read.folds & _ON_PURPOSE and read.sure is not Sure.NOTE:
        # Nobody hides an ordinary word.
        return Sure.DOUBTFUL if alias.name.grade or alias.word_count < 2 else read.sure
    if beside and named_alone(letters, read):
        return Sure.DOUBTFUL
    if alias.name.grade is None and alias.word_count > 1:
        sure = _phrase(read, letters, proper=proper)
        if sure is not None:
            return sure
    if alias.name.grade is not None and _written(letters, read):
        return Sure.DOUBTFUL
    if alias.cased:
        return Sure.NOTE if proper or (alias.word_count > 1 and read.sure is not Sure.NOTE) else None
    return None if alias.ordinary else Sure.NOTE


def named_alone(letters: Letters, read: Read) -> bool:
    """Tell whether an ambiguous name is written so that, with another of its work, it is likely to be meant."""
    if read.alias.grade is not Grade.AMBIGUOUS or read.reading is not Reading.NAME or read.sure is Sure.NOTE:
        return False
    return letters.capital(read.lo) if read.alias.cased else not read.alias.ordinary


def _phrase(read: Read, letters: Letters, *, proper: bool) -> Sure | None:
    """Weigh ordinary words that a pack gives as one name, and leaves it to us how surely it means somebody."""
    alias = read.alias
    if read.sure is Sure.SURE and alias.cased and _bound(letters, read) and len(alias.words) > 1:
        return Sure.SURE
    if read.sure is not Sure.SURE or read.reading is not Reading.NAME:
        return Sure.DOUBTFUL if read.reading is Reading.OBFUSCATED and read.sure is not Sure.NOTE else None
    whole = [one for one in alias.words if one not in SMALL_WORDS]
    if Fold.JOINED in read.folds or not alias.cased:
        return Sure.SURE if len(whole) > 1 else Sure.DOUBTFUL
    if len(whole) > 1:
        return Sure.SURE if proper else Sure.DOUBTFUL
    # Behind a small word a capital is no beginning of a sentence: The Simpsons.
    return Sure.DOUBTFUL if proper and (alias.words[0] in SMALL_WORDS or not opens(letters, read.lo)) else None


def _bound(letters: Letters, read: Read) -> bool:
    """Tell whether its words are held together by something that parts no ordinary words: a line, or what none sees."""
    if not read.folds <= {Fold.HIDDEN, Fold.JOINED} or any(one in SMALL_WORDS for one in read.alias.words):
        return False
    between = letters.source[letters.starts[read.lo] : letters.ends[read.hi - 1]]
    gaps = {one for one in between if not one.isalnum()}
    unseen = {one for one in gaps if unicodedata.category(one) == "Cf"}
    return gaps == {"_"} or bool(gaps and gaps == unseen)


def _written(letters: Letters, read: Read) -> bool:
    """Tell whether a name that a pack doubts is written as no ordinary words are: Iron Man, within a sentence."""
    alias = read.alias
    if read.sure is not Sure.SURE or read.reading is not Reading.NAME:
        return False
    if alias.hangul:
        # Somebody does something: the particle of a subject stands behind the name.
        rest = letters.folded[read.hi : word(letters, read.hi - 1)[1]]
        return not alias.ordinary and alias.signs > 3 and rest in _DOING
    if not alias.cased or sum(one not in SMALL_WORDS for one in alias.words) < 2:
        return False
    starts = [at for at in range(read.lo, read.hi) if at == read.lo or letters.gaps[at]]
    small = [one for one in letters.source.split() if one[0].islower()]
    return (
        len(starts) > 1
        and len(small) > 1
        and all(letters.capital(at) for at in starts)
        and not _wider(letters, read.lo, read.hi)
    )


def _wider(letters: Letters, lo: int, hi: int) -> bool:
    """Tell whether a name is part of a longer one, or one of many: Prince Harry Street, a Wonder Woman."""
    if hi < len(letters) and letters.gaps[hi] in (" ", "-"):
        end = word(letters, hi)[1]
        further = letters.folded[hi:end] in ("of", "de") and end < len(letters) and letters.capital(end)
        if letters.capital(hi) or further:
            return True
    if not lo or letters.gaps[lo] not in (" ", "-"):
        return False
    start = word(letters, lo - 1)[0]
    before = letters.folded[start:lo]
    return before in DETERMINERS - {"the"} or (letters.capital(start) and not opens(letters, start))


def _proper(letters: Letters, read: Read) -> bool:
    """Tell whether it is written as a name is: with a capital that no beginning of a sentence explains."""
    starts = [at for at in range(read.lo, read.hi) if at == read.lo or letters.gaps[at]]
    if not letters.capital(read.lo):
        return False
    if len(starts) > 1:
        return any(letters.capital(at) or letters.scripts[at] == DIGIT for at in starts[1:])
    whole = [one for one in letters.source if one.isalpha()]
    return not opens(letters, read.lo) and not all(one.isupper() for one in whole)
