"""The names of all subjects, found by the shape of their letters: building is cheap, a name is read only when met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from .grading import Common, grade, words
from .letters import CASED, CYRILLIC, FOLDS, GREEK, HANGUL, LONG, RUNNING, Letters, fold, script
from .lookalikes import SKELETON
from .memory import undisturbed
from .stretches import said, syllables
from .subject import Grade, Name, Subject

_ASCII = [chr(code) for code in range(128)]
_FAST = {ord(one): SKELETON.get(one.lower(), one.lower()) if one.isalnum() else None for one in _ASCII}
_FAST[10] = "\n"
"""What parts the names that are looked up at once."""
HEAD = 4
"""How many letters of the skeleton lead to the lengths worth looking up."""

_STEM_ENDS = "аяйьыи"


class Alias:
    """Be one name of a subject, read: its letters in runs of the same shape, its words, and its grade."""

    __slots__ = ("grade", "letters", "name", "ordinary", "runs", "signs", "stem", "subject", "word_count", "words")

    def __init__(self, subject: int, name: Name, common: Common, *, stem: bool) -> None:
        self.subject, self.name = subject, name
        self.stem = name.text.strip()[-1].lower() if stem else ""
        """The last letter of a Russian name, where it is read without."""
        self.letters: Letters = fold(name.text.strip()[:-1] if stem else name.text)
        self.runs = runs(self.letters.bones)
        parts = words(name.text)
        self.ordinary = all(part in common for part in parts)
        self.words, self.word_count = parts, len(parts)
        self.signs = len(set(self.letters.starts))
        """How many written letters it has: a Hangul syllable is one."""
        self.grade: Grade = name.grade or grade(name.text, common)
        if self.signs < 2 and not stem:
            # One letter alone means nobody, whatever a pack says, unless something it needs stands near.
            self.grade = Grade.AMBIGUOUS if name.needs and self.grade is not Grade.COMMON else Grade.COMMON

    @property
    def running(self) -> bool:
        """Tell whether it is written without spaces between words."""
        return bool(self.letters.scripts) and all(one in RUNNING for one in self.letters.scripts)

    @property
    def hangul(self) -> bool:
        """Tell whether it is written in Hangul."""
        return HANGUL in self.letters.scripts

    @property
    def cased(self) -> bool:
        """Tell whether it is written in a script that has capitals."""
        return all(one in CASED for one in self.letters.scripts)


class _Bones(dict[int, str | None]):
    """Give the skeleton of each written character."""

    def __missing__(self, code: int) -> str | None:
        letters = (part for part in FOLDS[chr(code)] if part and part[0] != LONG)
        found = self[code] = "".join(one[1] for one in letters) or None
        return found


_BONES = _Bones({10: "\n"})


_AGAIN = re.compile(r"(.)\1+")
_VOICED = frozenset("\u3099\u309aﾞﾟ゛゜ヴゔ")


def _once(bones: str) -> str:
    """Write each run of one shape once."""
    return _AGAIN.sub(r"\1", bones)


def _at_once(texts: list[str], table: Mapping[int, str | None]) -> list[str]:
    """Give the skeletons of many names in one go, which takes a tenth of the time."""
    return _once("\n".join(texts).translate(table)).split("\n") if texts else []


def runs(bones: str) -> list[tuple[int, int]]:
    """Give where each run of one shape begins and ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(bones) + 1):
        if at == len(bones) or bones[at] != bones[start]:
            found.append((start, at))
            start = at
    return found


def _also(text: str) -> Iterator[tuple[str, bool]]:
    """Give the other skeletons a name is found by; the second tells whether it is a stem that needs an ending."""
    if not text[0] < "\u0530" and not text[-1] < "\u0530":
        return
    made = fold(text)
    if GREEK in made.scripts:
        for shape in (text.upper(), text.lower()):
            yield _once(fold(shape).bones), False
    if made.scripts.endswith(CYRILLIC) and len(made) > 3 and text.strip()[-1:].lower() in _STEM_ENDS:
        yield _once(fold(text.strip()[:-1]).bones), True


def forms(name: str) -> tuple[str, ...]:
    """Give the forms in which a name may be misspelt: its letters, and Hangul also by syllables."""
    if name.isascii():
        return (name.lower() if name.isalnum() else "".join(filter(str.isalnum, name)).lower(),)
    letters = fold(name)
    if len(letters) and script(letters.folded[0]) == HANGUL:
        return said(letters), syllables(letters)
    return (said(letters),)


Place: TypeAlias = tuple[int, int, bool]
"""A subject's number, which of its names it is, and whether it is the name's stem."""


class Index:
    """Find names by skeleton: from the first letters to the lengths there are, from the skeleton to the names."""

    def __init__(self, subjects: Sequence[Subject], common: Common) -> None:
        self.subjects, self.common = subjects, common
        self._places: dict[str, list[Place]] = {}
        self._read: dict[Place, Alias] = {}
        self._forms: list[tuple[str, int, int]] = []
        lengths: dict[str, set[int]] = {}
        places = self._places
        with undisturbed():
            for key, place in self._keys():
                if not key:
                    continue
                if key in places:
                    places[key].append(place)
                    continue
                places[key] = [place]
                head = key[:HEAD]
                if head in lengths:
                    lengths[head].add(len(key))
                else:
                    lengths[head] = {len(key)}
        self._lengths = {head: tuple(sorted(given)) for head, given in lengths.items()}
        self.languages = {name.language for subject in subjects for name in subject.names}

    def _keys(self) -> Iterator[tuple[str, Place]]:
        """Give every skeleton with the name that has it."""
        plain: list[str] = []
        other: list[str] = []
        where: list[Place] = []
        elsewhere: list[Place] = []
        for number, which, name in self.all():
            text = name.text
            if text.isascii():
                plain.append(text.replace("\n", " "))
                where.append((number, which, False))
                continue
            for key, stem in _also(text):
                yield key, (number, which, stem)
            if _VOICED.isdisjoint(text):
                other.append(text.replace("\n", " "))
                elsewhere.append((number, which, False))
            else:
                yield _once(fold(text).bones), (number, which, False)
        yield from zip(_at_once(plain, _FAST), where, strict=True)
        yield from zip(_at_once(other, _BONES), elsewhere, strict=True)

    def forms(self) -> list[tuple[str, int, int]]:
        """Give every name that may be meant by a slip, in its forms, with its place."""
        if not self._forms:
            with undisturbed():
                self._forms = [
                    (form, number, which)
                    for number, which, name in self.all()
                    if name.grade not in (Grade.AMBIGUOUS, Grade.COMMON)
                    for form in forms(name.text)
                ]
        return self._forms

    def at(self, bones: str, start: int) -> Iterator[tuple[int, Alias]]:
        """Give the names whose skeleton begins at a place of the text's, each with how long it is."""
        lengths = self._lengths
        for width in range(1, HEAD + 1):
            head = bones[start : start + width]
            if len(head) < width:
                return
            for length in lengths.get(head, ()):
                if width < HEAD and length != width:
                    continue
                key = bones[start : start + length]
                for place in self._places.get(key, ()) if len(key) == length else ():
                    yield length, self.alias(*place)

    def alias(self, subject: int, which: int, stem: bool = False) -> Alias:
        """Read one name, once."""
        place = (subject, which, stem)
        if place not in self._read:
            self._read[place] = Alias(subject, self.subjects[subject].names[which], self.common, stem=stem)
        return self._read[place]

    def all(self) -> Iterator[tuple[int, int, Name]]:
        """Give every name with its place."""
        for number, subject in enumerate(self.subjects):
            for which, name in enumerate(subject.names):
                yield number, which, name
