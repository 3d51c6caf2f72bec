"""The shots as one view shows them: those the filter lets through, in film order or sorted to look at."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from fourbeat.model.ids import Id
from fourbeat.studio.board import Card

from ..room import Room
from .columns import COLUMNS, Column
from .model import Shots
from .rows import Rows
from .sift import Sift


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
            cards = sorted(cards, key=COLUMNS[self.by].sort, reverse=self.falling)
        self.lay(cards)

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
        assert self.by is not None
        key = COLUMNS[self.by].sort
        return bool(key(card) != key(self._cards[self._rows[card.shot]]))
