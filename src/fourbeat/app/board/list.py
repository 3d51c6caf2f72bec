"""The list: everything the board shows and does, as a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.status import Shown

from ..marks import mark_icon
from ..panel import Page
from ..room import Room
from .model import CARD, Column
from .page import LIST, Linked

_MEASURED = 40


class _StatusCell(QStyledItemDelegate):
    """Show a status's shape before its word, both in its colour."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._icons: dict[Shown, QIcon] = {}
        room.look.changed.connect(self._forget)

    def _forget(self) -> None:
        self._icons.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Give the cell its shape and colour."""
        super().initStyleOption(option, index)
        status = index.data(CARD).status
        theme = self._room.theme
        if status not in self._icons:
            self._icons[status] = mark_icon(status, theme)
        option.icon = self._icons[status]
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
            option.palette.setColor(role, theme.status(status))


class List(Page):
    """Show the film as a table."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        shots = room.shots
        self.view = QTableView(self)
        self.view.setModel(shots)
        room.name(self.view, "board.list-name")
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setItemDelegateForColumn(Column.STATUS, _StatusCell(room, self.view))
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.setWordWrap(False)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # The width of a column is that of its first rows; of a long film, Qt would measure a thousand.
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionResizeMode(Column.LINE, QHeaderView.ResizeMode.Stretch)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._link = Linked(room, self.view, shots)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.doubleClicked.connect(lambda _index: room.actions["edit-brief"].trigger())
        room.look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(self.room.theme.size("row"))
        self.view.resizeColumnsToContents()

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context(LIST, self.view)
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()
