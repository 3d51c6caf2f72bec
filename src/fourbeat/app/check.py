"""A box to check, painted with the theme's colours so that its edge is seen on every panel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from .room import Room


class Check(QCheckBox):
    """Be a box to check whose edge is seen on every panel."""

    def __init__(self, room: Room, text: str) -> None:
        super().__init__(text)
        self._room = room

    def sizeHint(self) -> QSize:
        """Have room for the box, the gap and the words."""
        theme = self._room.theme
        words = self.fontMetrics().horizontalAdvance(self.text())
        line = theme.size("focus")
        wide = theme.size("icon") + theme.space("s") + words + 3 * line
        return QSize(wide, max(theme.size("icon"), self.fontMetrics().height()) + 2 * line)

    def minimumSizeHint(self) -> QSize:
        """Cut nothing off."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Take a click on the box and on its words."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its tick and its words."""
        theme, painter = self._room.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, line = theme.size("icon"), theme.size("focus")
        # Between pixels a thin edge would be smeared over two and too faint.
        box = QRectF(line + 0.5, (self.height() - side) // 2 + 0.5, side - 1, side - 1)
        painter.setBrush(theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "edge"), line if self.hasFocus() else 1))
        painter.drawRoundedRect(box, theme.corner("s"), theme.corner("s"))
        if self.isChecked():
            painter.setPen(QPen(theme.colour("text"), line))
            tick = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.3))
            points = [QPointF(box.left() + x * side, box.top() + y * side) for x, y in tick]
            painter.drawPolyline(points)
        painter.setPen(theme.colour("text" if self.isEnabled() else "text-faint"))
        words = QRectF(self.rect()).adjusted(box.right() + theme.space("s"), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
