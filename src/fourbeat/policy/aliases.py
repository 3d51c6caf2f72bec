"""The names of all subjects, found by the shape of their letters: building is cheap, a name is read only when met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from .grading import Common, grade, words
from .letters import CASED, CYRILLIC, FOLDS, GREEK, HANGUL, LONG, RUNNING, Letters, fold
from .lookalikes import SKELETON
from .subject import Grade, Name, Subject

_ASCII = [chr(code) for code in range(128)]
_FAST = {ord(one): SKELETON.get(one.lower(), one.lower()) if one.isalnum() else None for one in _ASCII}
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
        # One letter alone means nobody, whatever a pack says.
        self.grade: Grade = Grade.COMMON if self.signs < 2 and not stem else name.grade or grade(name.text, common)

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


_BONES = _Bones()


def _once(bones: str) -> str:
    """Write each run of one shape once."""
    return "".join([one for one, _ in groupby(bones)])


def runs(bones: str) -> list[tuple[int, int]]:
    """Give where each run of one shape begins and ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(bones) + 1):
        if at == len(bones) or bones[at] != bones[start]:
            found.append((start, at))
            start = at
    return found


def keys(text: str) -> Iterator[tuple[str, bool]]:
    """Give the skeletons a name is found by; the second tells whether it is a stem that needs an ending."""
    if text.isascii():
        yield _once(text.translate(_FAST)), False
        return
    voiced = any(mark in text for mark in "\u3099\u309aﾞﾟヴゔ")
    bones = fold(text).bones if voiced else text.translate(_BONES)
    yield _once(bones), False
    if not text[0] < "\u0530" and not text[-1] < "\u0530":
        return
    made = fold(text)
    if GREEK in made.scripts:
        for shape in (text.upper(), text.lower()):
            yield _once(fold(shape).bones), False
    if made.scripts.endswith(CYRILLIC) and len(made) > 3 and text.strip()[-1:].lower() in _STEM_ENDS:
        yield _once(fold(text.strip()[:-1]).bones), True


class Index:
    """Find names by skeleton: from the first letters to the lengths there are, from the skeleton to the names."""

    def __init__(self, subjects: Sequence[Subject], common: Common) -> None:
        self.subjects, self.common = subjects, common
        self._places: dict[str, list[tuple[int, int, bool]]] = {}
        self._read: dict[tuple[int, int, bool], Alias] = {}
        lengths: dict[str, set[int]] = {}
        places = self._places
        for number, subject in enumerate(subjects):
            for which, name in enumerate(subject.names):
                for key, stem in keys(name.text):
                    if not key:
                        continue
                    if key in places:
                        places[key].append((number, which, stem))
                        continue
                    places[key] = [(number, which, stem)]
                    head = key[:HEAD]
                    if head in lengths:
                        lengths[head].add(len(key))
                    else:
                        lengths[head] = {len(key)}
        self._lengths = {head: tuple(sorted(given)) for head, given in lengths.items()}
        self.languages = {name.language for subject in subjects for name in subject.names}

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
