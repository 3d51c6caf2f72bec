"""A scrolled area that shows at its lower edge that there is more below."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ..room import Room


class Area(QScrollArea):
    """Scroll a widget up and down; its width follows, its lower edge fades while anything is beneath."""

    def __init__(self, room: Room, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.more = More(room, self)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._follow)
        bar.rangeChanged.connect(self._follow)
        room.look.changed.connect(self._follow)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sign at the lower edge."""
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        bar, view = self.verticalScrollBar(), self.viewport().geometry()
        high = self.more.high
        self.more.setGeometry(QRect(view.left(), view.bottom() + 1 - high, view.width(), high))
        self.more.setVisible(bar.value() < bar.maximum())


class More(QWidget):
    """Be the sign that there is more below: the edge fades, and an arrow points down."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def high(self) -> int:
        """Give the height of the faded edge."""
        return self._room.theme.size("icon") + self._room.theme.space("xs")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fade what is beneath into the ground."""
        ground = self.palette().color(self.backgroundRole())
        clear = QColor(ground)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0, clear)
        fade.setColorAt(0.6, ground)
        painter = QPainter(self)
        painter.fillRect(self.rect(), fade)
        side = self._room.theme.size("icon")
        box = QRect((self.width() - side) // 2, self.height() - side, side, side)
        self._room.icons.icon("down", "text").paint(painter, box)
        painter.end()
