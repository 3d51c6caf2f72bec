"""The filter as the window holds it: which shots it lets through, and what becomes of those selected."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, Signal

from fourbeat.model.ids import Id
from fourbeat.studio.filtering import Marks, lets, passing
from fourbeat.writing.filter import Filter, Term, quoted, without

from ..findings.reader import reader
from ..room import Room
from .rows import Rows


class Sift(QObject):
    """Hold the filter's text; `changed` follows when other shots are let through, `told` when its words change.

    Selected shots that a new filter hides are put aside and selected again when they are back in sight. A shot that is
    being worked on stays in sight until the selection leaves it, and so does one that has just been made.
    """

    changed = Signal()
    told = Signal()

    def __init__(self, room: Room, shots: Rows) -> None:
        super().__init__(shots)
        self._room, self._shots = room, shots
        self.text = ""
        self.asked = Filter()
        self.aside: tuple[Id, ...] = ()
        self.bars: list[QObject] = []
        self._passing: set[Id] = set()
        self._kept: set[Id] = set()
        self._busy = False
        self._found: Marks = {}
        reader(room).settled.connect(self._read)
        shots.dataChanged.connect(self._renewed)
        shots.laid.connect(self._laid)
        room.selection.changed.connect(self._selected)

    @property
    def active(self) -> bool:
        """Tell whether anything is filtered."""
        return bool(self.asked.terms)

    def lets(self, shot: Id) -> bool:
        """Tell whether a shot is in sight."""
        return not self.active or shot in self._passing or shot in self._kept

    def ask(self, text: str) -> None:
        """Filter by other words."""
        if text == self.text:
            return
        self.text = text
        self.asked = self._room.studio.filtering.read(text)
        self._kept.clear()
        self._pass()
        self._choose()
        self.changed.emit()
        self.told.emit()

    def clear(self) -> None:
        """Let every shot through again."""
        self.ask("")

    def welcome(self, shots: Iterable[Id]) -> None:
        """Keep shots in sight that have just been made, whatever the filter says."""
        if self.active:
            self._kept |= set(shots)
            self.changed.emit()

    def toggle(self, field: str, value: str) -> None:
        """Ask for one value of a field, or no longer, in the person's words."""
        term = self.term(field, value)
        if term is not None:
            self.drop(term)
            return
        filtering = self._room.studio.filtering
        self.ask(f"{self.text.rstrip()} {filtering.field(field)}:{quoted(filtering.word(field, value))}".strip())

    def term(self, field: str, value: str) -> Term | None:
        """Find the term that asks for exactly one value of a field."""
        wanted = self._room.studio.filtering.read(
            f"{self._room.studio.filtering.field(field)}:{quoted(self._room.studio.filtering.word(field, value))}"
        ).terms
        asked = (one for one in self.asked.terms if not one.negated and one.field == field)
        return next((one for one in asked if wanted and one.values == wanted[0].values), None)

    def drop(self, term: Term) -> None:
        """Take one term out of the filter."""
        self.ask(without(self.text, term))

    def shown(self) -> int:
        """Count the shots in sight."""
        if not self.active:
            return self._shots.rowCount()
        return sum(self.lets(card.shot) for card in self._shots.cards())

    def hidden_selected(self) -> int:
        """Count the selected shots that the filter hides."""
        here = [shot for shot in self._room.selection.shots if not self.lets(shot)]
        return len({*here, *self.aside})

    # Inside

    def _pass(self) -> None:
        self._found = self._room.studio.filtering.found(self.asked)
        self._passing = passing(self.asked, self._shots.cards(), self._found) if self.active else set()

    def _read(self) -> None:
        """Ask anew for findings, once the film has been read for them."""
        if any(term.field == "finding" for term in self.asked.terms):
            before = self._passing
            self._pass()
            self._kept |= {shot for shot in before - self._passing if shot in self._room.selection.shots}
            if before != self._passing:
                self.changed.emit()
                self.told.emit()

    def _choose(self) -> None:
        """Put selected shots aside that are hidden now, and select those again that are back."""
        selection = self._room.selection
        wanted = [*selection.shots, *self.aside]
        here = {shot for shot in wanted if self.lets(shot) and self._shots.row_of(shot) is not None}
        ordered = sorted(here, key=lambda shot: self._shots.row_of(shot) or 0)
        self.aside = tuple(dict.fromkeys(shot for shot in wanted if not self.lets(shot)))
        if list(selection.shots) != ordered:
            self._busy = True
            selection.choose(ordered, selection.shot if selection.shot in here else None)
            self._busy = False

    def _selected(self) -> None:
        if self._busy:
            return
        if self.aside and self._room.selection.shots:
            # Another choice was made: those put aside are let go.
            self.aside = ()
        left = self._kept - set(self._room.selection.shots)
        fallen = {shot for shot in left if shot not in self._passing}
        self._kept -= left
        if fallen and self.active:
            self.changed.emit()
        self.told.emit()

    def _renewed(self, first: QModelIndex, last: QModelIndex) -> None:
        if not self.active:
            return
        before = len(self._passing), len(self._kept)
        for row in range(first.row(), last.row() + 1):
            card = self._shots.card(row)
            if lets(self.asked, card, self._found):
                self._passing.add(card.shot)
            elif card.shot in self._passing:
                self._passing.discard(card.shot)
                if card.shot in self._room.selection.shots:
                    self._kept.add(card.shot)
        if before != (len(self._passing), len(self._kept)):
            self.changed.emit()
            self.told.emit()

    def _laid(self) -> None:
        if self.active:
            self._pass()
        self.changed.emit()
        self.told.emit()
