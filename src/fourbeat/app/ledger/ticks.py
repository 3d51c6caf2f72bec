"""Lines to tick on the ledger's sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView, QWidget

from ..room import Room

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEAST, _FEW = 3, 6
"""Lines that a list has room for at least, and shows before it scrolls."""


class Ticks(QAbstractListModel):
    """Hold lines, each with what it stands for and whether it is ticked."""

    def __init__(self, lines: Sequence[tuple[str, str]], ticked: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self._lines, self._ticked = list(lines), set(ticked)

    def show_lines(self, lines: Sequence[tuple[str, str]], ticked: frozenset[str]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines, self._ticked = list(lines), set(ticked)
        self.endResetModel()

    def ticked(self) -> list[str]:
        """Give what is ticked, in the order of the lines."""
        return [key for key, _ in self._lines if key in self._ticked]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Let every line be ticked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what the view draws or a screen reader reads."""
        if not index.isValid():
            return None
        key, words = self._lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if key in self._ticked else Qt.CheckState.Unchecked
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a line, or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self._lines[index.row()][0]
        (self._ticked.add if Qt.CheckState(value) == Qt.CheckState.Checked else self._ticked.discard)(key)
        self.dataChanged.emit(index, index)
        return True


def list_of(room: Room, ticks: Ticks, name: str, parent: QWidget) -> QListView:
    """Show lines to tick, as wide as their words need where there is room."""
    view = QListView(parent)
    view.setModel(ticks)
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAccessibleName(room.say(name))
    view.setMinimumHeight(room.theme.size("row") * max(_LEAST, min(_FEW, ticks.rowCount())))
    window = room.stage
    wide = window.width() if isinstance(window, QWidget) else room.theme.size("palette")
    view.setMinimumWidth(min(room.theme.size("palette"), wide * 3 // 4))
    view.setCurrentIndex(ticks.index(0))
    return view
