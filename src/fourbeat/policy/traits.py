"""Know a subject by its description: enough of its traits in one text. It can only ask, and says what counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from .hit import Hit, Reading, Sure
from .letters import RUNNING, Letters, fold
from .subject import Subject

HEAD = 4
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "y", "ish", "like")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Be one phrase of one trait: its words, folded, whose it is, and the number of its trait."""

    words: tuple[str, ...]
    subject: int
    trait: int


class Traits:
    """Find described subjects; a phrase counts as whole words in its order, with ordinary endings."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = subjects
        self._phrases: dict[str, list[Phrase]] = {}
        self._running: dict[str, list[Phrase]] = {}
        for number, subject in enumerate(subjects):
            for which, trait in enumerate(subject.signature.of if subject.signature else ()):
                for text in trait.phrases:
                    letters = fold(text)
                    if not len(letters):
                        continue
                    if any(one in RUNNING for one in letters.scripts):
                        self._running.setdefault(letters.folded[:2], []).append(
                            Phrase((letters.folded,), number, which)
                        )
                    else:
                        words = tuple(letters.folded[lo:hi] for lo, hi in _words(letters))
                        self._phrases.setdefault(words[0][:HEAD], []).append(Phrase(words, number, which))

    def find(self, text: str, besides: Collection[str] = ()) -> list[Hit]:
        """Give the subjects a text describes, but for those it names anyway."""
        if not self._phrases and not self._running:
            return []
        letters = fold(text)
        counted: dict[int, dict[int, tuple[int, int]]] = {}
        for phrase, lo, hi in self._met(letters):
            counted.setdefault(phrase.subject, {}).setdefault(phrase.trait, (letters.starts[lo], letters.ends[hi - 1]))
        hits = []
        for number, traits in counted.items():
            subject = self._subjects[number]
            signature = subject.signature
            if signature is None or subject.id in besides or len(traits) < signature.groups:
                continue
            if sum(signature.of[one].weight for one in traits) < signature.threshold:
                continue
            spans = sorted(traits.values())
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
        if not self._phrases and not self._running:
            return frozenset()
        return frozenset(phrase.subject for phrase, _, _ in self._met(fold(text)))

    def _met(self, letters: Letters) -> Iterator[tuple[Phrase, int, int]]:
        """Give each phrase that stands in a text, with its first and last letter."""
        words = list(_words(letters))
        for at, (lo, hi) in enumerate(words):
            for phrase in self._phrases.get(letters.folded[lo : min(hi, lo + HEAD)], ()):
                ranges = words[at : at + len(phrase.words)]
                if len(ranges) == len(phrase.words) and all(
                    _is(wanted, letters.folded[a:b]) for wanted, (a, b) in zip(phrase.words, ranges, strict=True)
                ):
                    yield phrase, lo, ranges[-1][1]
        if self._running:
            for at in range(len(letters)):
                for width in (1, 2):
                    for phrase in self._running.get(letters.folded[at : at + width], ()):
                        if letters.folded.startswith(phrase.words[0], at):
                            yield phrase, at, at + len(phrase.words[0])


def _words(letters: Letters) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or letters.gaps[at]:
            yield start, at
            start = at


def _is(wanted: str, given: str) -> bool:
    """Tell whether a word is the one wanted, or that with an ordinary ending, or without its own plural."""
    if given.startswith(wanted):
        return given[len(wanted) :] in _ENDINGS
    return len(given) > 3 and wanted in (given + "s", given + "es")
