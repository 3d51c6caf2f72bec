"""The words of the whole film: found wherever they stand, shown in place, replaced as one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import KINDS, Character, Costume, Life, Line, Place, Prop, Row, Shot, Translation
from fourbeat.writing.search import Wanted, find, replaced

from .arrange import written
from .free_text import SPEAKER, FreeText, called, free_texts

if TYPE_CHECKING:
    from .studio import Studio

_NAMED = (Character, Costume, Place, Prop)
_NEEDED = {("beat", "text"), ("line", "text"), ("translation", "text")}
_LONGEST = {("line", SPEAKER): 120}
_LONG = 4000
_AROUND = 40


@dataclass(frozen=True)
class Hit:
    """Be one place where the words stand: `field` of a row, from `start` to `end` of its `text`.

    `shot` is the shot it belongs to, None for the cast, places, scenes and sequences.
    `owner` is what a person calls it.
    """

    kind: str
    row: Id
    field: str
    start: int
    end: int
    text: str
    shot: Id | None
    owner: str

    @property
    def place(self) -> Message:
        """Name the field as a person knows it."""
        return called(self.kind, self.field)

    @property
    def before(self) -> str:
        """Give the words before it, on one line."""
        start = max(0, self.start - _AROUND)
        return ("…" if start else "") + _one_line(self.text[start : self.start])

    @property
    def found(self) -> str:
        """Give what was found as it is written there."""
        return _one_line(self.text[self.start : self.end])

    @property
    def after(self) -> str:
        """Give the words after it, on one line."""
        end = min(len(self.text), self.end + _AROUND)
        return _one_line(self.text[self.end : end]) + ("…" if end < len(self.text) else "")


class Text:
    """Hold the verbs and questions about the words of the film."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def find(self, wanted: Wanted, *, shots: Sequence[Shot] | None = None, cast: bool = False) -> list[Hit]:
        """Find words wherever somebody wrote freely, in the order of the film; with `cast` in identity words too.

        With `shots` in these alone. Raises Invalid where nothing is looked for.
        """
        if not wanted.text:
            raise Invalid("replace.nothing")
        meant = None if shots is None else {shot.id for shot in shots}
        return [hit for text in self._texts(meant, cast) for hit in _hits(text, wanted)]

    def replace(self, *, hits: Iterable[Hit], new: str) -> Changes:
        """Put other words where some were found, as one step; a beat or line left without words goes to the bin.

        A place that reads differently by now is left alone. Raises Invalid where a text would grow too long.
        """
        places: dict[tuple[str, Id, str], list[Hit]] = {}
        for hit in hits:
            places.setdefault((hit.kind, hit.row, hit.field), []).append(hit)
        changes: list[Change] = []
        count = 0
        for same in places.values():
            made = self._replaced(same, new)
            changes += made
            count += len(same) if made else 0
        label = message("step.replace", n=count)
        return written(self._studio, label, changes)

    def _texts(self, shots: Set[Id] | None, cast: bool) -> Iterator[FreeText]:
        plan, spoken = self._store.plan, set[Id]()
        for text in free_texts(plan):
            row = text.row
            if text.binned:
                continue
            if self._is_cast(row):
                if cast:
                    yield replace(text, owner=row.name) if isinstance(row, Costume) else text
            elif shots is None or text.shot in shots:
                if isinstance(row, Line) and row.id not in spoken and row.speaker:
                    yield replace(text, field=SPEAKER, text=row.speaker)
                spoken.add(row.id)
                yield text

    def _is_cast(self, row: Row) -> bool:
        if isinstance(row, Translation):
            return any(self._store.plan.find(kind, row.of) for kind in _NAMED)
        return isinstance(row, _NAMED)

    def _replaced(self, hits: Sequence[Hit], new: str) -> list[Change]:
        first, plan = hits[0], self._store.plan
        row = plan.find(KINDS[first.kind], first.row)
        if row is None or getattr(row, first.field) != first.text:
            return []
        places = sorted({(hit.start, hit.end) for hit in hits})
        text = replaced(first.text, places, new)
        most = _LONGEST.get((first.kind, first.field), _LONG)
        if len(text) > most:
            raise Invalid("replace.too-long", owner=first.owner, most=most)
        if (first.kind, first.field) in _NEEDED and not text.strip():
            return plan.change(row, life=Life.BINNED)
        return plan.change(row, **{first.field: text})


def _hits(text: FreeText, wanted: Wanted) -> Iterator[Hit]:
    for start, end in find(text.text, wanted):
        yield Hit(text.row.kind, text.row.id, text.field, start, end, text.text, text.shot, text.owner)


def _one_line(text: str) -> str:
    return "".join(" " if letter in "\r\n\t" else letter for letter in text)
