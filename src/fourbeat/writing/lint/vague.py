"""Words that please a reader and tell a camera nothing."""

from __future__ import annotations

from collections.abc import Iterator

from fourbeat.model.finding import Fix
from fourbeat.model.message import message

from .case import Case, Passage, Spot
from .text import asian, quoted, without

_SPARED = frozenset({"mood", "sound", "finish"})
"""Parts where a feeling may stand as a feeling, unless the entry says otherwise."""


def weak_words(case: Case) -> Iterator[Spot]:
    """Find words for which a picture could be anything."""
    for passage in case.prose:
        yield from _weak(case, passage)


def _weak(case: Case, passage: Passage) -> Iterator[Spot]:
    latin, japanese = case.lexicon.weak_words
    for pattern, entries in (latin, japanese) if asian(passage.text) else (latin,):
        for found in pattern.finditer(passage.text):
            entry = entries.get(" ".join(found[0].casefold().split()))
            if entry is None or (passage.role not in entry.fields if entry.fields else passage.role in _SPARED):
                continue
            if quoted(passage.text, *found.span()):
                continue
            fixes: tuple[Fix, ...] = ()
            if entry.drop:
                label = message("lint.fix.leave-out", words=found[0])
                fixes = (Fix(label=label, changes=passage.reworded(without(passage.text, *found.span()))),)
            yield Spot(
                passage.at(*found.span()),
                message("lint.weak-words", words=found[0], strong=entry.strong),
                found[0],
                fixes,
            )
