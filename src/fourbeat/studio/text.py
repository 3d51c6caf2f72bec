"""The words of the whole film: found wherever they stand, shown in place, replaced as one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import (
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Life,
    Line,
    Place,
    Prop,
    Row,
    Shot,
)
from fourbeat.writing.search import Wanted, find, replaced

from .arrange import written

if TYPE_CHECKING:
    from .studio import Studio

_OF_SHOTS: dict[type[Row], tuple[str, ...]] = {
    Shot: ("title", "note"),
    BriefText: (
        *("scene", "lens", "light", "mood", "sound", "look", "filters", "grade", "atmosphere"),
        *("blocking", "dressing", "camera", "finish"),
    ),
    Beat: ("text",),
    Line: ("speaker", "delivery", "text"),
    Colour: ("name",),
}
_OF_CAST: dict[type[Row], tuple[str, ...]] = {
    Character: ("identity", "wardrobe", "voice"),
    Costume: ("words",),
    Place: ("identity",),
    Prop: ("identity",),
}
"""The fields that hold words, in the order in which they are looked through. Names, numbers and ids are not words."""

_NEEDED = {("beat", "text"), ("line", "text")}
_LONGEST = {("line", "speaker"): 120}
_LONG = 4000
_AROUND = 40


@dataclass(frozen=True)
class Hit:
    """Be one place where the words stand: `field` of a row, from `start` to `end` of its `text`.

    `shot` is the shot it belongs to, None for the cast and places; `owner` is what a person calls it.
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
        return message(f"replace.field.{self.field}")

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
        """Find words in the briefs and notes of shots, in board order; with `cast` in identity words too.

        Raises Invalid where nothing is looked for.
        """
        if not wanted.text:
            raise Invalid("replace.nothing")
        plan = self._store.plan
        hits: list[Hit] = []
        for shot in plan.shots() if shots is None else shots:
            for row in self._rows(shot):
                hits += _hits(row, _OF_SHOTS[type(row)], wanted, shot.id, shot.number)
        if cast:
            for kind, fields in _OF_CAST.items():
                for one in plan.all(kind):
                    assert isinstance(one, Character | Costume | Place | Prop)
                    hits += _hits(one, fields, wanted, None, one.name)
        return hits

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

    def _rows(self, shot: Shot) -> Iterator[Row]:
        plan = self._store.plan
        yield shot
        if text := plan.find(BriefText, shot.id):
            yield text
        for kind in (Beat, Line, Colour):
            yield from plan.of(kind, shot.id)

    def _replaced(self, hits: Sequence[Hit], new: str) -> list[Change]:
        first, plan = hits[0], self._store.plan
        kind = next(one for one in (*_OF_SHOTS, *_OF_CAST) if one.kind == first.kind)
        row = plan.find(kind, first.row)
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


def _hits(row: Row, fields: Sequence[str], wanted: Wanted, shot: Id | None, owner: str) -> Iterator[Hit]:
    for field in fields:
        if text := getattr(row, field):
            for start, end in find(text, wanted):
                yield Hit(row.kind, row.id, field, start, end, text, shot, owner)


def _one_line(text: str) -> str:
    return "".join(" " if letter in "\r\n\t" else letter for letter in text)
