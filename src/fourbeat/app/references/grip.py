"""Taking hold of a reference picture to give it another place, and the sign of where it would land."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from fourbeat.model.ids import Id

from ..room import Room

REFERENCE = "application/x-fourbeat-reference"
"""The kind of data that a reference picture is dragged as: its id."""


class Grip(QToolButton):
    """Be a small picture that is clicked, or dragged to another place."""

    def __init__(self, room: Room, reference: Id) -> None:
        super().__init__()
        self._room, self.reference = room, reference
        self._from: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was taken hold of."""
        self._from = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it once the pointer has really moved."""
        far = QApplication.startDragDistance()
        if self._from is None or (event.position().toPoint() - self._from).manhattanLength() < far:
            super().mouseMoveEvent(event)
            return
        self._from = None
        self.setDown(False)
        if self._room.studio.store.read_only:
            return
        data, drag = QMimeData(), QDrag(self.window())
        data.setData(REFERENCE, self.reference.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.icon().pixmap(self.iconSize()))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction)


class Sign(QWidget):
    """Show as a line where something dragged would land."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._room.theme.colour("accent"))
        painter.end()
