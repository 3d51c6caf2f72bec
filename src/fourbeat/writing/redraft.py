"""A later draft compared with the one before: which scene is which, and what became of each of its pieces."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fourbeat.model.screenplay import Element, ElementKind

from . import scenetext
from .breakdown import Piece, pieces_of
from .search import folded

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_ALIKE = 0.5
_RATHER_ALIKE = 0.2
_PIECES_ALIKE = 0.4
_MOST_COMPARED = 250_000
"""Pairs of scenes or pieces; beyond them only what is the same is found."""


@dataclass(frozen=True)
class Draft:
    """Be one scene of a draft as it is compared."""

    heading: str
    text: str
    number: str = ""


@dataclass(frozen=True)
class Pair:
    """Say which scene of the old draft, by its place, is which of the new; None where there is no such one."""

    old: int | None
    new: int | None
    same: bool = False


@dataclass(frozen=True)
class Turn:
    """Say what became of a piece: old and new place; without an old one it is new, without a new one it is gone."""

    old: int | None
    new: int | None
    same: bool = False


@dataclass(frozen=True)
class Unit:
    """Be a piece of a scene as it is compared: a beat, a line, or where a board begins a shot (`piece` is None)."""

    piece: Piece | None
    mark: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Give what must be the same for two to be one."""
        if self.piece is None:
            return ("shot", self.mark)
        return (self.piece.kind, folded(self.piece.speaker), self.piece.delivery, self.piece.text)

    @property
    def like(self) -> tuple[str, str]:
        """Give what must be the same for one to have become the other."""
        return (self.piece.kind, folded(self.piece.speaker)) if self.piece else ("shot", "")

    @property
    def words(self) -> str:
        """Give its words."""
        return self.piece.text if self.piece else self.mark


def units(text: str, language: str = "") -> list[Unit]:
    """Take the kept text of a scene apart into the pieces that become rows."""
    found: list[Unit] = []
    for element in scenetext.read(text):
        if element.kind is ElementKind.SHOT:
            found.append(Unit(None, _mark(element)))
        elif element.kind in (ElementKind.ACTION, ElementKind.DIALOGUE):
            found += [Unit(piece) for piece in pieces_of(element, language)]
    return found


def notes(text: str) -> list[str]:
    """Give the notes and transitions of a kept text."""
    kinds = (ElementKind.NOTE, ElementKind.TRANSITION)
    return [one.text for one in scenetext.read(text) if one.kind in kinds]


def _mark(element: Element) -> str:
    return f"{element.text} ({element.delivery})" if element.delivery else element.text


def paired(old: Sequence[Draft], new: Sequence[Draft]) -> list[Pair]:
    """Find which scene is which: the same words first, then the script's own number, the heading, the likeness."""
    mates: dict[int, int] = {}
    same: set[int] = set()
    keys = [[(folded(one.heading), one.text) for one in drafts] for drafts in (old, new)]
    for block in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks():
        for step in range(block.size):
            mates[block.b + step] = block.a + step
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in range(len(old)):
        if at not in mates.values():
            waiting[keys[0][at]].append(at)
    for at in range(len(new)):
        if at not in mates and waiting[keys[1][at]]:
            mates[at] = waiting[keys[1][at]].pop(0)
    same |= set(mates)
    _pair_the_rest(old, new, mates)
    found = [Pair(mates.get(at), at, at in same) for at in range(len(new))]
    return found + [Pair(at, None) for at in range(len(old)) if at not in set(mates.values())]


def _pair_the_rest(old: Sequence[Draft], new: Sequence[Draft], mates: dict[int, int]) -> None:
    taken = set(mates.values())
    olds = [at for at in range(len(old)) if at not in taken]
    news = [at for at in range(len(new)) if at not in mates]
    if len(olds) * len(news) > _MOST_COMPARED:
        return
    bags = {at: _bag(old[at].text) for at in olds}, {at: _bag(new[at].text) for at in news}
    once = _once(old[at].heading for at in olds) & _once(new[at].heading for at in news)
    scored = []
    for one in olds:
        for other in news:
            alike = _dice(bags[0][one], bags[1][other])
            heading = folded(old[one].heading) == folded(new[other].heading)
            number = bool(new[other].number) and new[other].number == old[one].number
            # The only scene of a heading is that scene, however much was rewritten.
            sure = heading and (number or folded(old[one].heading) in once)
            enough = 0 if sure else _RATHER_ALIKE if heading or number else _ALIKE
            if alike >= enough:
                scored.append((-(number + heading + alike), abs(one - other), one, other))
    for _, _, one, other in sorted(scored):
        if one not in taken and other not in mates:
            mates[other] = one
            taken.add(one)


def _once(headings: Iterable[str]) -> set[str]:
    """Give the headings that stand there once only."""
    return {words for words, times in Counter(map(folded, headings)).items() if words and times == 1}


def turns(old: Sequence[Unit], new: Sequence[Unit]) -> list[Turn]:
    """Tell what became of the pieces of a scene, in the order of the new draft, with those that are gone between."""
    found: list[Turn] = []
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += [Turn(a + step, c + step, same=True) for step in range(b - a)]
        else:
            found += _changed(old, new, range(a, b), range(c, d))
    return found


def _changed(old: Sequence[Unit], new: Sequence[Unit], olds: range, news: range) -> list[Turn]:
    """Pair what became something else with what it became; all else went or came."""
    found: list[Turn] = []
    at = olds.start
    few = len(olds) * len(news) <= _MOST_COMPARED
    for other in news:
        mate = next((one for one in range(at, olds.stop) if few and _became(old, new, one, other, olds, news)), None)
        if mate is None:
            found.append(Turn(None, other))
            continue
        found += [Turn(gone, None) for gone in range(at, mate)]
        found.append(Turn(mate, other))
        at = mate + 1
    return found + [Turn(gone, None) for gone in range(at, olds.stop)]


def _became(old: Sequence[Unit], new: Sequence[Unit], one: int, other: int, olds: range, news: range) -> bool:
    if old[one].like != new[other].like or old[one].piece is None:
        return False
    # One for one in the same place is a change, however much was changed.
    alone = len(olds) == len(news) and one - olds.start == other - news.start
    return alone or _dice(_bag(old[one].words), _bag(new[other].words)) >= _PIECES_ALIKE


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(folded(text)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 1.0
