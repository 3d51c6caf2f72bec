"""The report of a move as a table: a row for each shot, with what is lost, what changes, and both prices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fourbeat.model.job import Estimate
from fourbeat.studio.retargeting import Move
from fourbeat.studio.send_sheet import Price

from ..queue.sending import price
from ..room import Room

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_HEADS = ("column.shot", "column.lost", "column.changed", "retarget-sheet.now", "retarget-sheet.there")
_NOTHING = "–"
SHOT, LOST, CHANGED, NOW, THERE = range(len(_HEADS))


class Moves(QAbstractTableModel):
    """Hold the shots in board order; one that cannot be made there says so where its losses would stand."""

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self.moves: list[Move] = []

    def show_moves(self, moves: Sequence[Move]) -> None:
        """Show another report."""
        self.beginResetModel()
        self.moves = list(moves)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the shots."""
        return 0 if parent.isValid() else len(self.moves)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._room.say(_HEADS[section])
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell says."""
        if not index.isValid() or index.row() >= len(self.moves):
            return None
        one, column = self.moves[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._said(one, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                head = self._room.say(_HEADS[column])
                return self._room.say("retarget-sheet.cell", head=head, words=self._said(one, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole if one.why is not None:
                return self._room.theme.colour("bad" if column == LOST else "text-soft")
            case Qt.ItemDataRole.DecorationRole if one.why is not None and column == SHOT:
                return self._room.icons.icon("lock", "bad")
        return None

    def _said(self, one: Move, column: int) -> str:
        words = self._room.words
        match column:
            case 0:
                return one.shot.number
            case 1 if one.why is not None:
                return self._room.say("retarget-sheet.stays", why=one.why)
            case 1:
                return "\n".join(map(words, one.lost)) or _NOTHING
            case 2:
                return "\n".join(map(words, one.changed)) or _NOTHING
            case 3:
                return self._price(one.before)
        return self._price(one.after)

    def _price(self, estimate: Estimate | None) -> str:
        return _NOTHING if estimate is None else price(self._room, Price.of([estimate]))


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (NOW, THERE) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignTop)
