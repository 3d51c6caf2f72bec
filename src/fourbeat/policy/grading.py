"""How surely a name means its subject, by how rare its words are; the words themselves are lists handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .alike import Alike
from .letters import CASED, HAN, HANGUL, HIRAGANA, KATAKANA, fold, script
from .subject import Grade

GIVEN = "given"
ALIKE = "alike"
"""What the lists of given names and of looks are called among those of the languages."""

_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "y", "ness", "less", "ful", "est", "like")


_SHORT = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")
"""A word whose last letter must be written twice before an ending that begins with a vowel: pot, run."""
_DOUBLES = re.compile(r"[^aeiouy][aeiouy][^aeiouywx]$")
"""A word whose last letter may be written twice: travel, control."""


class Common:
    """Know the ordinary words of several languages, in the folded form in which texts are read."""

    def __init__(self, *languages: Iterable[str], given: Iterable[str] = (), alike: Alike | None = None) -> None:
        self._languages = tuple(frozenset(one) for one in languages)
        self.words = frozenset[str]().union(*self._languages)
        self.given = frozenset(given)
        """Names that people have: they are not ordinary words, but they mean more than one person."""
        self.alike = alike or Alike()
        """Words that mean the same look."""

    @classmethod
    def of(cls, lists: Mapping[str, str]) -> Common:
        """Read lists by language, of given names and of looks: one word a line, lines that begin with # are notes."""
        languages: dict[str, set[str]] = {}
        for language, text in lists.items():
            if language == ALIKE:
                continue
            given = languages[language] = set[str]()
            for line in text.splitlines():
                word = line.split("#", 1)[0].strip()
                if word:
                    given.add(word.lower() if word.isascii() else folded(word))
        people = languages.pop(GIVEN, ())
        return cls(*languages.values(), given=people, alike=Alike.of(lists.get(ALIKE, "")))

    def __contains__(self, word: str) -> bool:
        """Tell whether a folded word, or the word it is made from, is ordinary."""
        if word in self.words or word.isdecimal():
            return True
        if not word.isascii() or len(word) < 4:
            return False
        return any(
            self._made(word[: -len(ending)], ending)
            for ending in _ENDINGS
            if word.endswith(ending) and len(word) > len(ending) + 2
        )

    def _made(self, stem: str, ending: str) -> bool:
        """Tell whether an ending makes a word of an ordinary one as English does: potter, not poter, is of a pot."""
        words = self.words
        if stem[-1] == "i" and stem[:-1] + "y" in words:
            return True
        if ending[0] not in "aeiouyd":
            return stem in words and not (ending == "s" and stem[-1] == "s")
        if stem + "e" in words or (stem[-1] == stem[-2] and stem[:-1] in words and _DOUBLES.search(stem[:-1])):
            return True
        dropped = stem[-1] == "e" and ending[0] in "ei" and stem[-2] not in "eoy"
        return stem in words and not dropped and not _SHORT.fullmatch(stem)

    def joined(self, word: str) -> bool:
        """Tell whether a word is two ordinary ones written as one: lighthouse, raincoat."""
        return word in self or any(
            word[:at] in known and word[at:] in known
            for known in self._languages
            for at in range(3, len(word) - 2)
            if len(word) > 5
        )


def folded(text: str) -> str:
    """Give the letters of a text as they are compared, with the marks of long vowels."""
    made = fold(text)
    if not made.long:
        return made.folded
    return "".join(one + "ー" * made.long.get(at, 0) for at, one in enumerate(made.folded))


def words(text: str) -> list[str]:
    """Give the folded words of a name."""
    made = fold(text)
    given: list[str] = []
    for at, (gap, one) in enumerate(zip(made.gaps, made.folded, strict=True)):
        if not given or gap:
            given.append("")
        given[-1] += one + "ー" * made.long.get(at, 0)
    return given


def grade(name: str, common: Common) -> Grade:
    """Grade a name: strong where a word is rare, ambiguous where all are ordinary, common where it says nothing."""
    parts = words(name)
    letters = "".join(parts)
    if not letters or letters.isdecimal():
        return Grade.COMMON
    kinds = {script(one) for one in letters}
    signs = len(name.strip())
    if signs < 2:
        return Grade.COMMON
    if kinds <= {HAN, HANGUL, HIRAGANA, KATAKANA, "O"} and not kinds & CASED:
        return _unspaced(name, parts, signs, common)
    if len(parts) > 1:
        return Grade.AMBIGUOUS if all(part in common for part in parts) else Grade.STRONG
    if letters in common:
        return Grade.COMMON if len(letters) < 3 else Grade.AMBIGUOUS
    return Grade.STRONG if len(letters) > 3 else Grade.AMBIGUOUS


def _unspaced(name: str, parts: list[str], signs: int, common: Common) -> Grade:
    """Grade a name in a script where a letter is a syllable or a word."""
    if "".join(parts) in common or all(part in common for part in parts):
        return Grade.AMBIGUOUS
    kana = all("ぁ" <= one <= "ヺ" or one == "ー" for one in name)
    if kana and signs < 3:
        return Grade.AMBIGUOUS
    if kana and signs < 4 and all("ぁ" <= one <= "ゖ" for one in name):
        # Three hiragana stand within too many words.
        return Grade.AMBIGUOUS
    return Grade.STRONG
