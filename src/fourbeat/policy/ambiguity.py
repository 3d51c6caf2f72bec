"""What an ambiguous name means where nobody stands beside it: as it is written, it may be a name, or ordinary words."""

from __future__ import annotations

from .aligning import SMALL_WORDS, Fold, Read
from .edges import opens
from .hit import Reading, Sure
from .letters import DIGIT, Letters
from .subject import Grade

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
    if read.sure is not Sure.SURE or read.reading is not Reading.NAME:
        return Sure.DOUBTFUL if read.reading is Reading.OBFUSCATED and read.sure is not Sure.NOTE else None
    whole = [word for word in alias.words if word not in SMALL_WORDS]
    if Fold.JOINED in read.folds or not alias.cased:
        return Sure.SURE if len(whole) > 1 else Sure.DOUBTFUL
    if len(whole) > 1:
        return Sure.SURE if proper else Sure.DOUBTFUL
    # Behind a small word a capital is no beginning of a sentence: The Simpsons.
    return Sure.DOUBTFUL if proper and (alias.words[0] in SMALL_WORDS or not opens(letters, read.lo)) else None


def _proper(letters: Letters, read: Read) -> bool:
    """Tell whether it is written as a name is: with a capital that no beginning of a sentence explains."""
    starts = [at for at in range(read.lo, read.hi) if at == read.lo or letters.gaps[at]]
    if not letters.capital(read.lo):
        return False
    if len(starts) > 1:
        return any(letters.capital(at) or letters.scripts[at] == DIGIT for at in starts[1:])
    whole = [one for one in letters.source if one.isalpha()]
    return not opens(letters, read.lo) and not all(one.isupper() for one in whole)
