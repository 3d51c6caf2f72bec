"""Shots as rows that views show: the cards in some order, and changes told so that views keep their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fourbeat.model.ids import Id
from fourbeat.model.status import Shown
from fourbeat.studio.board import Card
from fourbeat.studio.findings import forbids

from ..findings.reader import reader
from ..room import Room
from .columns import COLUMNS, Column, text, value

Index = QModelIndex | QPersistentModelIndex

SHOTS = "application/x-fourbeat-shots"
"""The kind of data that dragged shots are carried as: their ids, line by line."""

CARD = Qt.ItemDataRole.UserRole + 1
PROGRESS = Qt.ItemDataRole.UserRole + 2

_NOWHERE = QModelIndex()


class Stopped(StrEnum):
    """Say how the gate stopped a shot."""

    HELD = "held"
    BLOCKED = "blocked"


STOPS = {Stopped.HELD: "board.held", Stopped.BLOCKED: "board.blocked"}
ICONS = {Stopped.HELD: "pause", Stopped.BLOCKED: "lock"}
"""The word and the shape of each."""

# Asked for every cell when all is selected: nothing is worked out then.
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_WRITTEN = _SHOWN | Qt.ItemFlag.ItemIsEditable
_FIELDS = frozenset(int(column) for column, said in COLUMNS.items() if said.field)


class Rows(QAbstractTableModel):
    """Hold cards as rows; `about_to_lay` and `laid` stand around every change of which rows there are."""

    about_to_lay = Signal()
    laid = Signal()

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._writable = not room.studio.store.read_only
        self._cards: list[Card] = []
        self._rows: dict[Id, int] = {}
        room.look.changed.connect(self._restyle)

    # What it holds

    def cards(self) -> Sequence[Card]:
        """Give every card in order."""
        return self._cards

    def card(self, row: int) -> Card:
        """Give the card of a row."""
        return self._cards[row]

    def row_of(self, shot: Id) -> int | None:
        """Find a shot's row."""
        return self._rows.get(shot)

    def rows_with(self, take: Id) -> list[int]:
        """Find the rows whose chosen take this is."""
        return [row for row, card in enumerate(self._cards) if card.take == take]

    def done(self, shot: Id) -> float | None:
        """Tell how far the work on a shot is, None where nobody knows."""
        raise NotImplementedError

    def lay(self, new: Sequence[Card]) -> None:
        """Show other cards: rows that stay where they are keep their places in the views."""
        old = [card.shot for card in self._cards]
        now = [card.shot for card in new]
        if old == now:
            self.renew(new)
            return
        self.about_to_lay.emit()
        if not self._moved(old, now, new) and not self._grown(old, now, new) and not self._shrunk(old, now, new):
            if len(old) == len(now) and set(old) == set(now):
                self._shuffled(new)
            else:
                self.beginResetModel()
                self._put(new)
                self.endResetModel()
        self.laid.emit()

    def renew(self, new: Iterable[Card]) -> None:
        """Show the same shots with other words."""
        other = []
        for card in new:
            row = self._rows[card.shot]
            if self._cards[row] != card:
                self._cards[row] = card
                other.append(row)
        self._touch(other)

    # What views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the shots."""
        return 0 if parent.isValid() else len(self._cards)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the list's columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a view shows or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card, column = self._cards[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text(self._room, card, column, self.status(card), self.length(card))
            case Qt.ItemDataRole.EditRole:
                return value(card, column)
            case Qt.ItemDataRole.AccessibleTextRole if column is Column.NUMBER:
                return self.spoken(card)
            case Qt.ItemDataRole.AccessibleDescriptionRole if column is Column.NUMBER:
                return self.described(card)
            case Qt.ItemDataRole.ToolTipRole:
                return card.note if column is Column.NOTE else self.tip(card)
        return card if role == CARD else self.done(card.shot) if role == PROGRESS else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._room.say(COLUMNS[Column(section)].word)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be selected, dragged, dropped between, and written in where a column has a field."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return _WRITTEN if index.column() in _FIELDS and self._writable else _SHOWN

    def mimeTypes(self) -> list[str]:
        """Name the kind of data shots are dragged as."""
        return [SHOTS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Pack dragged shots."""
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(SHOTS, "\n".join(self._cards[row].shot for row in rows).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Move shots, never copy them."""
        return Qt.DropAction.MoveAction

    # Words

    def status(self, card: Card) -> str:
        """Say a card's status, with how far it is."""
        done = self.done(card.shot)
        word = self._room.say(f"shown.{card.status.value}")
        if card.status is Shown.WAITING and card.hands:
            return self._room.say("state.by-hand")
        if card.status is Shown.WAITING and self._room.studio.jobs.paused is not None:
            return self._room.say("board.paused")
        if card.job is None or done is None:
            return word
        return self._room.say("board.done", status=word, percent=round(100 * done))

    def spoken(self, card: Card) -> str:
        """Say a whole card, as it is read aloud."""
        status = self.status(card)
        if not card.line:
            return self._room.say("board.card-unwritten", number=card.number, status=status)
        return self._room.say("board.card", number=card.number, line=card.line, status=status)

    def statuses(self) -> list[str]:
        """Say every status there is."""
        return [*(self._room.say(f"shown.{one.value}") for one in Shown), self._room.say("board.paused")]

    def badge(self, card: Card) -> str:
        """Say which take stands in the cut, or that it is a ghost, and how long it is."""
        seconds = self.length(card)
        if card.chosen is None:
            return self._room.say("board.ghost", seconds=seconds)
        code = "board.take-rejected" if card.rejected else "board.take"
        code = "board.take-withdrawn" if card.withdrawn else code
        return self._room.say(code, number=card.chosen, seconds=seconds)

    def described(self, card: Card) -> str:
        """Say what else a card shows: its take, its length, and how much the linter finds."""
        tally = reader(self._room).tallies.get(card.shot)
        number = tally.errors + tally.warnings if tally else 0
        badge = self.badge(card)
        found = self._room.say("board.found", badge=badge, n=number) if number else badge
        return "\n".join(filter(None, (found, *self.reasons(card))))

    def tip(self, card: Card) -> str:
        """Say what happens in a shot, and why it shows no take or none is made of it."""
        return "\n".join(filter(None, (card.line, *self.reasons(card))))

    def stopped(self, card: Card) -> Stopped | None:
        """Say whether the gate lets no take be made of a shot: a right forbids it, or its last request was stopped."""
        tally = reader(self._room).tallies.get(card.shot)
        if tally is not None and tally.forbidden:
            return Stopped.BLOCKED
        if card.stop is None:
            return None
        return Stopped.BLOCKED if card.stop.blocked else Stopped.HELD

    def reasons(self, card: Card) -> list[str]:
        """Say why the take in the cut may not be shown, and why no other is made."""
        say, told = self._room.say, []
        if card.withdrawn:
            told.append(say("board.why", what=say("takes-dock.withdrawn"), why=say("takes-dock.withdrawn-why")))
        stopped = self.stopped(card)
        if stopped is not None:
            found = next((one for one in reader(self._room).of(card.shot) if forbids(one)), None)
            why = found.what if found is not None else card.stop.why if card.stop is not None else None
            told.append(say("board.why", what=say(STOPS[stopped]), why=why or ""))
        return told

    def length(self, card: Card) -> str:
        """Write a card's length in seconds."""
        return f"{float(self._room.studio.plan.project.fps.seconds(card.frames)):.1f}"

    # Inside

    def _put(self, new: Sequence[Card]) -> None:
        self._cards = list(new)
        self._rows = {card.shot: row for row, card in enumerate(new)}

    def _touch(self, rows: Iterable[int]) -> None:
        """Say that rows show something else; neighbours are told together."""
        for _, run in groupby(enumerate(sorted(set(rows))), lambda one: one[1] - one[0]):
            several = [row for _, row in run]
            self.dataChanged.emit(self.index(several[0], 0), self.index(several[-1], len(Column) - 1))

    def _shuffled(self, new: Sequence[Card]) -> None:
        """Show the same rows in another order: what was selected and in sight stays so."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        shots = [self._cards[index.row()].shot for index in held]
        self._put(new)
        moved = [self.index(self._rows[shot], index.column()) for shot, index in zip(shots, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _moved(self, old: list[Id], now: list[Id], new: Sequence[Card]) -> bool:
        """Show one row in another place; False when that is not what happened."""
        if len(old) != len(now):
            return False
        first = next(row for row, (was, becomes) in enumerate(zip(old, now, strict=True)) if was != becomes)
        if old[first] not in now[first:] or now[first] not in old[first:]:
            return False
        for source, target in ((first, now.index(old[first])), (old.index(now[first]), first)):
            tried = [*old]
            tried.insert(target, tried.pop(source))
            if tried == now:
                place = target + 1 if target > source else target
                self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, place)
                self._put(new)
                self.endMoveRows()
                self._touch([target])
                return True
        return False

    def _grown(self, old: list[Id], now: list[Id], new: Sequence[Card]) -> bool:
        """Show rows that have come side by side; False when that is not what happened."""
        more = len(now) - len(old)
        if more <= 0:
            return False
        first = _first_other(old, now)
        if now[:first] + now[first + more :] != old:
            return False
        self.beginInsertRows(_NOWHERE, first, first + more - 1)
        self._put(new)
        self.endInsertRows()
        return True

    def _shrunk(self, old: list[Id], now: list[Id], new: Sequence[Card]) -> bool:
        """Show that rows side by side have gone; False when that is not what happened."""
        fewer = len(old) - len(now)
        if fewer <= 0:
            return False
        first = _first_other(now, old)
        if old[:first] + old[first + fewer :] != now:
            return False
        self.beginRemoveRows(_NOWHERE, first, first + fewer - 1)
        self._put(new)
        self.endRemoveRows()
        return True

    def _restyle(self) -> None:
        self.layoutChanged.emit()


def _first_other(short: list[Id], long: list[Id]) -> int:
    pairs = enumerate(zip(short, long, strict=False))
    return next((row for row, (one, other) in pairs if one != other), len(short))
