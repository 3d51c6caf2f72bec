"""The list of keys, read from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .docks import DOCKS
from .room import Room


class KeyList(QDialog):
    """Show every key with what it does; a few letters narrow the list."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(room.say("keys.title"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(room.say("keys.find"))
        room.name(self.field, "keys.find")
        rows = [
            (room.actions.keys(identity), room.actions[identity].text(), _where(room, action.where))
            for identity, action in room.actions.table.items()
            if action.keys
        ]
        self.table = QTableWidget(len(rows), 3)
        room.name(self.table, "keys.title")
        self.table.setHorizontalHeaderLabels([room.say(f"keys.{column}") for column in ("key", "does", "where")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        lines = QVBoxLayout(self)
        lines.addWidget(self.field)
        lines.addWidget(self.table)
        self.field.textChanged.connect(self._narrow)
        side = room.theme.size("palette")
        self.resize(min(side, parent.width()), min(side, parent.height()))

    def _narrow(self, wanted: str) -> None:
        for row in range(self.table.rowCount()):
            texts = [item.text() for column in range(3) if (item := self.table.item(row, column))]
            self.table.setRowHidden(row, wanted.casefold() not in " ".join(texts).casefold())


def _where(room: Room, docks: tuple[str, ...]) -> str:
    named = [room.say(dock.word) for dock in DOCKS if dock.id in docks]
    return ", ".join(named) if named else room.say("keys.everywhere")


def show_keys(room: Room) -> None:
    """Open the list of keys."""
    window = room.stage
    assert isinstance(window, QWidget)
    keys = KeyList(room, window)
    keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keys.show()
    keys.field.setFocus()
