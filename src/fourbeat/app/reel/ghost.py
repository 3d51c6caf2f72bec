"""The ghost: the quiet striped stand-in for a shot without a take."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ..theme import Theme


def draw_stripes(painter: QPainter, box: QRect, theme: Theme) -> None:
    """Fill a box with the ghost's stripes."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(box, theme.colour("ghost"))
    step = theme.size("stripe")
    painter.setPen(QPen(theme.colour("ghost-stripe"), step / 2))
    for left in range(box.left() - box.height(), box.right() + step, step + step // 2):
        painter.drawLine(left, box.bottom() + step, left + box.height() + step, box.top())
    painter.restore()


def draw_ghost(painter: QPainter, box: QRect, text: str, theme: Theme) -> None:
    """Draw a ghost with a word in its middle."""
    draw_stripes(painter, box, theme)
    painter.save()
    font = theme.font("title", bold=True)
    painter.setFont(font)
    painter.setPen(theme.colour("text-soft"))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
