"""The shots as one view shows them: those the filter lets through, in film order or sorted to look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from fourbeat.model.ids import Id
from fourbeat.studio.board import Card
from fourbeat.studio.findings import Tally

from ..findings.reader import reader
from ..room import Room
from .columns import COLUMNS, Column
from .model import Shots
from .rows import STOPS, Index, Rows
from .sift import Sift

_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class Showing(Rows):
    """Follow the film's shots through a filter; sorting changes what is seen, never the film.

    `sorted_anew` tells that the order to look at is another.
    """

    sorted_anew = Signal()

    def __init__(self, room: Room, shots: Shots, sift: Sift, parent: QObject | None = None) -> None:
        super().__init__(room, parent)
        self.shots, self.sift = shots, sift
        self.by: Column | None = None
        self.falling = False
        shots.dataChanged.connect(self._renewed)
        sift.changed.connect(self.follow)
        self._reader = reader(room)
        self._reader.found.connect(self._found)
        self.follow()

    def done(self, shot: Id) -> float | None:
        """Tell how far the work on a shot is, None where nobody knows."""
        return self.shots.done(shot)

    def order_by(self, column: Column | None, *, falling: bool = False) -> None:
        """Sort by a column to look at, or show the order of the film again."""
        if (column, falling) != (self.by, self.falling):
            self.by, self.falling = column, falling and column is not None
            self.follow()
            self.sorted_anew.emit()

    def follow(self) -> None:
        """Show what the filter lets through now."""
        cards = self.shots.cards()
        if self.sift.active:
            cards = [card for card in cards if self.sift.lets(card.shot)]
        if self.by is not None:
            cards = sorted(cards, key=self._key, reverse=self.falling)
        self.lay(cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a view shows, with what is found in a shot."""
        if index.column() == Column.FINDINGS and index.isValid() and role in _WORDS:
            tally = self.tally(self._cards[index.row()])
            card = self._cards[index.row()]
            if role != Qt.ItemDataRole.DisplayRole:
                return "\n".join(filter(None, (self.counted(tally), *self.reasons(card))))
            number = str(tally.all) if tally is not None and tally.all else ""
            stopped = self.stopped(card)
            return " · ".join(filter(None, (number, self._room.say(STOPS[stopped]) if stopped else "")))
        return super().data(index, role)

    def tally(self, card: Card) -> Tally | None:
        """Count what is found in a shot; None where it has not been read yet, or is out of the film."""
        return self._reader.tallies.get(card.shot)

    def counted(self, tally: Tally | None) -> str:
        """Say how much is found, in words."""
        if tally is None:
            return ""
        kinds = (("errors", tally.errors), ("warnings", tally.warnings), ("notes", tally.notes))
        told = [self._room.say(f"findings-dock.{kind}", n=number) for kind, number in kinds if number]
        return self._room.desk.wording.listed(tuple(told)) if told else self._room.say("list.nothing-found")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns, and say aloud by which one the rows are sorted."""
        if role == Qt.ItemDataRole.AccessibleTextRole and orientation == Qt.Orientation.Horizontal:
            title = self._room.say(COLUMNS[Column(section)].word)
            if self.by != section:
                return title
            return self._room.say("list.falling" if self.falling else "list.rising", column=title)
        return super().headerData(section, orientation, role)

    def _renewed(self, first: QModelIndex, last: QModelIndex) -> None:
        cards = [self.shots.card(row) for row in range(first.row(), last.row() + 1)]
        here = [card for card in cards if card.shot in self._rows]
        if self.by is not None and any(self._sorts_elsewhere(card) for card in here):
            self.follow()
            return
        still = [card for card in here if self._cards[self._rows[card.shot]] == card]
        self.renew(here)
        # Progress is not part of a card: its row is drawn anew all the same.
        self._touch(self._rows[card.shot] for card in still)

    def _sorts_elsewhere(self, card: Card) -> bool:
        return bool(self._key(card) != self._key(self._cards[self._rows[card.shot]]))

    def _key(self, card: Card) -> Any:
        assert self.by is not None
        if self.by is Column.FINDINGS:
            # The gravest tell first; shots that are not read yet stand with those where nothing is found.
            tally = self.tally(card) or Tally()
            return tally.errors, tally.warnings, tally.notes
        return COLUMNS[self.by].sort(card)

    def _found(self, shots: Iterable[Id]) -> None:
        """Show what was found anew, where it belongs."""
        if self.by is Column.FINDINGS:
            self.follow()
        for row in (self._rows[shot] for shot in shots if shot in self._rows):
            here = self.index(row, Column.FINDINGS)
            self.dataChanged.emit(here, here)
