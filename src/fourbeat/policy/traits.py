"""Know a subject by its description: enough of its traits in one text. It can only ask, and says what counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .alike import LONGEST, Alike, Place, spaced, terms
from .hit import Hit, Reading, Sure
from .letters import RUNNING, Letters, fold
from .subject import Subject

_NEAR, _NEAR_RUNNING, _MOST = 3, 9, 50
"""How many words, or letters of kana and Han, may stand between those of a phrase; how often the rarest is tried."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Be one phrase of one trait: its words, whose it is, and the number of its trait."""

    words: tuple[str, ...]
    subject: int
    trait: int


class Traits:
    """Find described subjects; the words of a phrase count near one another, in any order, with words like them."""

    def __init__(self, subjects: Sequence[Subject], alike: Alike | None = None) -> None:
        self._subjects = subjects
        self._alike = alike or Alike()
        every = [
            Phrase(words, number, which)
            for number, subject in enumerate(subjects)
            for which, trait in enumerate(subject.signature.of if subject.signature else ())
            for text in trait.phrases
            if (words := terms(text, self._alike))
        ]
        often = Counter(word for phrase in every for word in phrase.words)
        self._by_word: dict[str, list[Phrase]] = {}
        """Each phrase under its rarest word."""
        for phrase in every:
            self._by_word.setdefault(min(phrase.words, key=lambda word: (often[word], word)), []).append(phrase)
        running = {word for word in often if _runs(word)}
        likes = {word: chief for word, chief in self._alike.words().items() if _runs(word) and chief in often}
        self._running = {**{word: word for word in running}, **likes}
        self._met_in = lru_cache(maxsize=2048)(self._met)

    def find(self, text: str, besides: Collection[str] = ()) -> list[Hit]:
        """Give the subjects a text describes, but for those it names anyway."""
        counted: dict[int, dict[int, tuple[Place, ...]]] = {}
        for phrase, places in self._met_in(text):
            mine = counted.setdefault(phrase.subject, {})
            if phrase.trait not in mine or len(mine[phrase.trait]) > len(places):
                mine[phrase.trait] = places
        hits = []
        for number, traits in counted.items():
            subject = self._subjects[number]
            signature = subject.signature
            if signature is None or subject.id in besides or len(traits) < signature.groups:
                continue
            if sum(signature.of[one].weight for one in traits) < signature.threshold:
                continue
            spans = sorted((min(lo for lo, _ in given), max(hi for _, hi in given)) for given in traits.values())
            start, end = spans[0][0], max(hi for _, hi in spans)
            hits.append(
                Hit(
                    subject=subject.id,
                    reading=Reading.SIGNATURE,
                    sure=Sure.DOUBTFUL,
                    start=start,
                    end=end,
                    text=text[start:end],
                    read_as=subject.name,
                    traits=tuple(dict.fromkeys(text[lo:hi] for lo, hi in spans)),
                )
            )
        return hits

    def met(self, text: str) -> frozenset[int]:
        """Give the numbers of the subjects of whom at least one trait stands in a text."""
        return frozenset(phrase.subject for phrase, _ in self._met_in(text))

    def _met(self, text: str) -> tuple[tuple[Phrase, tuple[Place, ...]], ...]:
        """Give each phrase that stands in a text, with the places of its words in the source."""
        if not self._by_word:
            return ()
        letters = fold(text)
        where = self._where(letters)
        return tuple(
            (phrase, tuple((letters.starts[lo], letters.ends[hi - 1]) for *_, lo, hi in places))
            for word in where
            for phrase in self._by_word.get(word, ())
            if all(one in where for one in phrase.words) and (places := _together(phrase, where))
        )

    def _where(self, letters: Letters) -> dict[str, list[_At]]:
        """Give where each word of a look stands: as which word and which letter of the text, and its letters."""
        where: dict[str, list[_At]] = {}
        sentence, apart = 0, [0] * len(letters)
        for at, gap in enumerate(letters.gaps):
            sentence += _APART * _ends_sentence(gap)
            apart[at] = sentence
        for number, (lo, hi) in enumerate(spaced(letters)):
            chief = self._alike.chief(letters.folded[lo:hi])
            where.setdefault(chief, []).append((number + apart[lo], lo + apart[lo], lo, hi))
        if self._running:
            for at in range(len(letters)):
                if letters.scripts[at] not in RUNNING:
                    continue
                for end in range(at + 1, min(at + LONGEST, len(letters)) + 1):
                    known = self._running.get(letters.folded[at:end])
                    if known is not None:
                        where.setdefault(known, []).append((-1, at + apart[at], at, end))
        return where


_At = tuple[int, int, int, int]
"""The number of a word (-1 for kana and Han), that of its first letter, and its first and last (exclusive) letter."""
_APART = 99
"""How far apart the words of two sentences are, at least."""


def _runs(word: str) -> bool:
    return any(script in RUNNING for script in fold(word).scripts)


def _ends_sentence(gap: str) -> bool:
    return any(one in ".!?;。！？" for one in gap)


def _together(phrase: Phrase, where: dict[str, list[_At]]) -> tuple[_At, ...]:
    """Give places of a phrase's words that are near one another, the nearest to each place of the rarest of them."""
    words = sorted(phrase.words, key=lambda word: len(where[word]))
    if len(words) == 1:
        return (where[words[0]][0],)
    running = any(where[word][0][0] < 0 for word in words)
    which = 1 if running else 0
    best: tuple[_At, ...] = ()
    least = 0
    for anchor in where[words[0]][:_MOST]:
        places = (anchor, *(_nearest(where[word], anchor[which], which) for word in words[1:]))
        numbers = [place[which] for place in places]
        room = _NEAR + len(places) - 1
        if running:
            room = _NEAR_RUNNING + sum(hi - lo for *_, lo, hi in places[:-1])
        wide = max(numbers) - min(numbers)
        if wide <= room and (not best or wide < least):
            best, least = places, wide
    return best


def _nearest(places: list[_At], number: int, which: int) -> _At:
    """Give the place that is nearest to a number; the places are in order."""
    at = bisect_left(places, number, key=lambda place: place[which])
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place[which] - number))
