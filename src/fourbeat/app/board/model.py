"""The shots as rows that views show: one model for the board, the list and the outline's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.status import Shown
from fourbeat.studio.board import Card, cards

from ..room import Room

Index = QModelIndex | QPersistentModelIndex

SHOTS = "application/x-fourbeat-shots"
"""The kind of data that dragged shots are carried as: their ids, line by line."""

CARD = Qt.ItemDataRole.UserRole + 1
PROGRESS = Qt.ItemDataRole.UserRole + 2

_NOWHERE = QModelIndex()


class Column(IntEnum):
    """Name the columns of the list; the board shows only rows."""

    NUMBER = 0
    LINE = 1
    STATUS = 2
    TAKE = 3
    LENGTH = 4
    SCENE = 5


COLUMNS = {
    Column.NUMBER: "board.column.number",
    Column.LINE: "board.column.line",
    Column.STATUS: "board.column.status",
    Column.TAKE: "board.column.take",
    Column.LENGTH: "board.column.length",
    Column.SCENE: "board.column.scene",
}


class Shots(QAbstractTableModel):
    """Hold the cards of every shot in board order and follow the studio's news."""

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._cards: list[Card] = []
        self._rows: dict[Id, int] = {}
        self._progress: dict[Id, float | None] = {}
        self._by_job: dict[Id, Id] = {}
        room.bridge.changed.connect(self.hear)
        room.bridge.progress.connect(self._progressed)
        room.look.changed.connect(self._restyle)
        self.lay(cards(room.studio))

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

    def lay(self, new: Sequence[Card]) -> None:
        """Show other cards: rows that stay where they are keep their places in the views."""
        old = [card.shot for card in self._cards]
        now = [card.shot for card in new]
        if old == now:
            self._renew(new)
        elif not self._moved(old, now, new) and not self._grown(old, now, new) and not self._shrunk(old, now, new):
            self.beginResetModel()
            self._put(new)
            self.endResetModel()

    def hear(self, changes: Changes) -> None:
        """Follow a change of the plan, of takes or of jobs."""
        studio = self._room.studio
        if changes.scenes or changes.sequences or changes.project or changes.places:
            self.lay(cards(studio))
            return
        touched = set(changes.shots)
        touched |= {studio.store.take(take).shot for take in changes.takes}
        touched |= {shot for job in changes.jobs if (shot := studio.store.job(job).shot) is not None}
        if not touched:
            return
        renewed = {card.shot: card for card in cards(studio, touched)}
        known = {card.shot: card for card in self._cards}
        self.lay([renewed.get(shot.id) or known[shot.id] for shot in studio.plan.shots()])

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
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == PROGRESS:
            return self._progress.get(card.shot)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(card, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._room.say("board.card", number=card.number, line=card.line, status=self.status(card))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.badge(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.line
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._room.say(COLUMNS[Column(section)])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be selected and dragged, and be dropped between."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

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
        done = self._progress.get(card.shot)
        word = self._room.say(f"shown.{card.status.value}")
        if card.job is None or done is None:
            return word
        return self._room.say("board.done", status=word, percent=round(100 * done))

    def statuses(self) -> list[str]:
        """Say every status there is."""
        return [self._room.say(f"shown.{one.value}") for one in Shown]

    def badge(self, card: Card) -> str:
        """Say which take stands in the cut, or that it is a ghost, and how long it is."""
        seconds = self.length(card)
        if card.chosen is None:
            return self._room.say("board.ghost", seconds=seconds)
        return self._room.say("board.take", number=card.chosen, seconds=seconds)

    def length(self, card: Card) -> str:
        """Write a card's length in seconds."""
        return f"{float(self._room.studio.plan.project.fps.seconds(card.frames)):.1f}"

    # Inside

    def _text(self, card: Card, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return card.number
            case Column.LINE:
                return card.line
            case Column.STATUS:
                return self.status(card)
            case Column.TAKE:
                return self._room.say("board.t", number=card.chosen) if card.chosen else self._room.say("board.no-take")
            case Column.LENGTH:
                return self._room.say("board.seconds", seconds=self.length(card))
            case Column.SCENE:
                return f"{card.sequence} / {card.scene_number}"

    def _put(self, new: Sequence[Card]) -> None:
        self._cards = list(new)
        self._rows = {card.shot: row for row, card in enumerate(new)}
        self._by_job = {card.job: card.shot for card in new if card.job is not None}
        at_work = set(self._by_job.values())
        self._progress = {shot: done for shot, done in self._progress.items() if shot in at_work}

    def _renew(self, new: Sequence[Card]) -> None:
        other = [row for row, (was, now) in enumerate(zip(self._cards, new, strict=True)) if was != now]
        self._put(new)
        self._touch(other)

    def _touch(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _moved(self, old: list[Id], now: list[Id], new: Sequence[Card]) -> bool:
        """Show one row in another place; False when that is not what happened."""
        if len(old) != len(now) or len(set(now) - set(old)):
            return False
        first = next(row for row, (was, becomes) in enumerate(zip(old, now, strict=True)) if was != becomes)
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

    def _progressed(self, job: Id, done: float | None) -> None:
        shot = self._by_job.get(job)
        if shot is not None and self._progress.get(shot, -1) != done:
            self._progress[shot] = done
            self._touch([self._rows[shot]])

    def _restyle(self) -> None:
        self.layoutChanged.emit()


def _first_other(short: list[Id], long: list[Id]) -> int:
    pairs = enumerate(zip(short, long, strict=False))
    return next((row for row, (one, other) in pairs if one != other), len(short))
