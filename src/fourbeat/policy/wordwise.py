"""Names of several words, read word by word: each in a Russian case, one with a slip, or the family name first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .aliases import Alias, Index
from .aligning import SMALL_WORDS, Fold, Read
from .edges import inflected, opens
from .grading import Common, words
from .hit import Sure
from .letters import CASED, CYRILLIC, DIGIT, Letters, script
from .memory import undisturbed
from .slips import one_step
from .subject import Grade, Kind

LEAST, LEAST_WORD, MOST_WORDS = 8, 4, 4
"""How many letters a name and its wrong word must have before a slip is more than an accident; how many words."""
_PLAIN = re.compile(r"[a-z0-9]+")

Place = tuple[int, int, tuple[str, ...], int]
"""A subject's number, which of its names it is, the name's words, and which of them it is found by."""
Word = tuple[int, int, str]
"""A word of the text: its first and last (exclusive) letter, and how it is folded."""


class Wordwise:
    """Find names by one of their words; what is needed for that is built when it is first asked for."""

    def __init__(self, index: Index, common: Common) -> None:
        self._index, self._common = index, common
        self._by_word: dict[str, list[Place]] = {}
        self._built = False

    def find(self, text: Letters) -> list[Read]:
        """Give the names whose words all stand side by side, though not as the pack writes them."""
        self._build()
        found: dict[tuple[int, int, int], Read] = {}
        said = _words(text)
        for at, (_, _, word) in enumerate(said):
            for key in _keys(word):
                for subject, which, parts, number in self._by_word.get(key, ()):
                    for lo, read in (
                        (at - number, self._straight),
                        (at - (len(parts) - 1 - number), self._turned),
                    ):
                        if lo < 0 or lo + len(parts) > len(said):
                            continue
                        here = said[lo : lo + len(parts)]
                        made = read(text, here, parts, subject, which)
                        if made is not None:
                            found.setdefault((made.lo, made.hi, subject), made)
        return list(found.values())

    def _straight(
        self, text: Letters, here: list[Word], parts: tuple[str, ...], subject: int, which: int
    ) -> Read | None:
        """Read a name in its own order: every word in some case, or one of them with a slip."""
        if any(_parts(text.gaps[lo]) for lo, _, _ in here[1:]):
            return None
        wrong = [(one, its) for one, (_, _, its) in zip(parts, here, strict=True) if one != its and not _case(one, its)]
        if len(wrong) > 1:
            return None
        lo, hi = here[0][0], here[-1][1]
        if wrong:
            if not self._slip(text, here, parts, *wrong[0]):
                return None
            alias = self._alias(subject, which)
            return Read(alias, lo, hi, Sure.DOUBTFUL, {Fold.SLIP}, weighed=True) if alias else None
        if all(one == its for one, (_, _, its) in zip(parts, here, strict=True)):
            return None
        return Read(self._index.alias(subject, which), lo, hi, Sure.SURE, {Fold.ENDING})

    def _slip(self, text: Letters, here: list[Word], parts: tuple[str, ...], wanted: str, its: str) -> bool:
        """Tell whether one word differs by one letter, makes no word of its own, and stands in a name."""
        if sum(map(len, parts)) < LEAST or len(wanted) < LEAST_WORD or wanted[0] != its[:1]:
            return False
        if wanted.rstrip("s") == its.rstrip("s") or not one_step(wanted, its) or not its.isalpha():
            return False
        common = self._common
        if its in common.words or its in common.given or (its in common and its[-1] != "y"):
            return False
        rest = [one for one in parts if one != wanted]
        if not any(len(one) > 2 and one not in SMALL_WORDS for one in rest):
            return False
        capitals = [text.capital(one) for one, _, word in here if word not in SMALL_WORDS]
        return all(capitals) or text.source.islower()

    def _turned(self, text: Letters, here: list[Word], parts: tuple[str, ...], subject: int, which: int) -> Read | None:
        """Read a person whose family name stands first, with or without a comma."""
        if len(parts) != 2 or self._index.subjects[subject].kind is not Kind.PERSON:
            return None
        first, last = here
        if any(one != its and not _case(one, its) for one, its in zip(parts, (last[2], first[2]), strict=True)):
            return None
        if min(len(one) for one in parts) < 2 or not (text.capital(first[0]) and text.capital(last[0])):
            return None
        gap, common = text.gaps[last[0]], self._common
        if gap.strip() == "," and gap != ",":
            sure = Sure.DOUBTFUL if opens(text, first[0]) else None
        elif gap == " ":
            # Taylor James is not James Taylor.
            certain = not any(one in common or one in common.given for one in parts)
            sure = None if parts[1] in common.given else Sure.SURE if certain else Sure.DOUBTFUL
        else:
            sure = None
        alias = self._alias(subject, which)
        if sure is None or alias is None:
            return None
        return Read(alias, first[0], last[1], sure, {Fold.VARIANT}, weighed=True)

    def _alias(self, subject: int, which: int) -> Alias | None:
        """Give a name unless its pack says that it means somebody only in company."""
        alias = self._index.alias(subject, which)
        return None if alias.name.grade in (Grade.AMBIGUOUS, Grade.COMMON) else alias

    def _build(self) -> None:
        if self._built:
            return
        with undisturbed():
            for subject, which, name in self._index.all():
                text = name.text.strip()
                parts = tuple(_PLAIN.findall(text.lower()) if text.isascii() else _cased(text))
                if not 1 < len(parts) <= MOST_WORDS:
                    continue
                for number, part in enumerate(parts):
                    # One slip leaves another word intact; a case may turn every one of them, so the stem leads there.
                    if len(part) > 2 and part not in SMALL_WORDS:
                        key = part[:3] + "…" if script(part[0]) == CYRILLIC else part
                        self._by_word.setdefault(key, []).append((subject, which, parts, number))
        self._built = True


def _keys(word: str) -> Iterator[str]:
    yield word
    if len(word) > 2 and script(word[0]) == CYRILLIC:
        yield word[:3] + "…"


def _cased(text: str) -> list[str]:
    """Give the words of a name in a script with capitals."""
    return words(text) if script(text[0]) in CASED else []


def _parts(gap: str) -> bool:
    """Tell whether what stands between two words parts them."""
    return gap.strip(" \n") not in ("", "-", "‐", "–", "_") or len(gap) > 3 or gap.count("\n") > 1


def _case(name: str, its: str) -> bool:
    """Tell whether a word is another one in some Russian case."""
    return script(name[0]) == CYRILLIC and inflected(name, its)


def _words(text: Letters) -> list[Word]:
    """Give the words of a text that are written in one script with capitals."""
    found: list[Word] = []
    lo = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text.gaps[at]:
            found.append((lo, at, text.folded[lo:at] if set(text.scripts[lo:at]) <= {*CASED, DIGIT} else ""))
            lo = at
    return found
