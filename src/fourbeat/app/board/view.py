"""The cards' view: a wrapped list that takes shots dropped between cards, and pictures dropped onto one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ..findings.reader import reader
from ..references.taking import pictures_in
from ..room import Room
from .card import CardDelegate
from .rows import CARD, SHOTS, Rows

_LARGE = 500
"""From this many cards on the view lays them out in batches."""


class CardView(QListView):
    """Show cards; `dropped` says which shots, line by line, were dropped before which row.

    `given` carries a card's shot and the files of pictures that were dropped onto it.
    """

    dropped = Signal(str, int)
    given = Signal(str, object)

    def __init__(self, room: Room, shots: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._shots = shots
        self.setObjectName("board")
        self.setModel(shots)
        self.cards = CardDelegate(room, shots, self)
        self.setItemDelegate(self.cards)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWrapping(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self._drop_at: int | None = None
        self._drop_on: int | None = None
        self.setBatchSize(_LARGE)
        self._batch()
        shots.about_to_lay.connect(self._batch)
        reader(room).found.connect(lambda _shots: self.viewport().update())
        room.look.changed.connect(self.resize_cards)
        room.thumbs.ready.connect(self._arrived)
        self.resize_cards()

    def resize_cards(self) -> None:
        """Lay the cards out anew at their present size."""
        self.cards.fill(self._space())
        self.setGridSize(self.cards.grid())
        self.verticalScrollBar().setSingleStep(self.cards.grid().height() // 3)
        self.viewport().update()
        self._keep_in_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards fill each line."""
        super().resizeEvent(event)
        if self.cards.fill(self._space()):
            self.setGridSize(self.cards.grid())
            self._keep_in_sight()

    def columns(self) -> int:
        """Count the cards in one line."""
        return max(1, self._space() // max(1, self.gridSize().width()))

    def _batch(self) -> None:
        """Lay many cards out in batches, few at once."""
        many = self._shots.rowCount() > _LARGE
        mode = QListView.LayoutMode.Batched if many else QListView.LayoutMode.SinglePass
        if mode != self.layoutMode():
            self.setLayoutMode(mode)

    def _keep_in_sight(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _space(self) -> int:
        # The scroll bar's room is always left, or its coming and going would change the size of the cards.
        return self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome shots, and pictures."""
        if event.mimeData().hasFormat(SHOTS) or pictures_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which cards the shots would land, or onto which one pictures would."""
        if pictures_in(event.mimeData()):
            self.point_on(self.indexAt(event.position().toPoint()))
            if self._drop_on is not None:
                event.acceptProposedAction()
            else:
                event.ignore()
            return
        if not event.mimeData().hasFormat(SHOTS):
            event.ignore()
            return
        self._point_at(self.row_before(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the sign away."""
        self._point_at(None)
        self.point_on(QModelIndex())
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where shots or pictures were dropped; whoever hears moves them, or takes them in."""
        self._point_at(None)
        self.point_on(QModelIndex())
        index = self.indexAt(event.position().toPoint())
        if (files := pictures_in(event.mimeData())) and index.isValid():
            event.acceptProposedAction()
            self.given.emit(index.data(CARD).shot, files)
            return
        if event.mimeData().hasFormat(SHOTS):
            shots = bytes(event.mimeData().data(SHOTS).data()).decode()
            self.dropped.emit(shots, self.row_before(event.position().toPoint()))
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def row_before(self, point: QPoint) -> int:
        """Give the row before which something dropped at a point belongs; one past the last at the end."""
        index = self.indexAt(point)
        if not index.isValid():
            index = self._nearest(point)
        if not index.isValid():
            return self.model().rowCount()
        return index.row() + (point.x() > self.visualRect(index).center().x())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, and the sign where a drop would land."""
        super().paintEvent(event)
        theme = self._room.theme
        if self._drop_on is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colour("accent"), theme.size("focus") * 2))
            painter.drawRect(self.visualRect(self.model().index(self._drop_on, 0)))
            painter.end()
        if self._drop_at is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), theme.size("focus") * 2))
        box = self._slot(self._drop_at)
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.end()

    def _nearest(self, point: QPoint) -> QModelIndex:
        """Find the last card of the line a point is in."""
        for left in range(point.x(), 0, -max(1, self.gridSize().width() // 2)):
            index = self.indexAt(QPoint(left, point.y()))
            if index.isValid():
                return index
        return QModelIndex()

    def _slot(self, row: int) -> QRect:
        count = self.model().rowCount()
        if row < count:
            return self.visualRect(self.model().index(row, 0))
        last = self.visualRect(self.model().index(count - 1, 0))
        return last.translated(last.width(), 0)

    def point_on(self, index: QModelIndex) -> None:
        """Show onto which card something would be dropped."""
        row = index.row() if index.isValid() else None
        if row != self._drop_on:
            self._drop_on = row
            self.viewport().update()

    def _point_at(self, row: int | None) -> None:
        if row != self._drop_at:
            self._drop_at = row
            self.viewport().update()

    def _arrived(self, take: str) -> None:
        for row in self._shots.rows_with(take):
            self.update(self._shots.index(row, 0))
