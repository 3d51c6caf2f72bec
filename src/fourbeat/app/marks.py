"""The shapes of the statuses: each has its own outline, so that colour never speaks alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from fourbeat.model.status import Shown

from .theme import Theme

_STROKE = 0.16


def draw_mark(painter: QPainter, box: QRectF, shown: Shown, colour: QColor) -> None:
    """Draw a status's shape into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = max(1.0, box.width() * _STROKE)
    inner = box.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    painter.setPen(QPen(colour, line))
    painter.setBrush(colour if shown in (Shown.APPROVED, Shown.REVIEW, Shown.RETAKE) else Qt.BrushStyle.NoBrush)
    match shown:
        case Shown.REVIEW | Shown.READY:
            painter.drawPolygon(_diamond(inner))
        case Shown.RETAKE:
            painter.drawPolygon(_triangle(inner))
        case Shown.BRIEFED:
            painter.drawRect(inner.adjusted(line / 2, line / 2, -line / 2, -line / 2))
        case Shown.OMITTED:
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.topRight(), inner.bottomLeft())
        case _:
            painter.drawEllipse(inner)
    if shown is Shown.WAITING:
        # The hands of a clock.
        painter.drawLine(inner.center(), QPointF(inner.center().x(), inner.top()))
        painter.drawLine(inner.center(), QPointF(inner.right(), inner.center().y()))
    if shown is Shown.GENERATING:
        painter.setBrush(colour)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    painter.restore()


def mark_icon(shown: Shown, theme: Theme, density: float = 2.0) -> QIcon:
    """Give a status's shape as an icon of the theme's icon size."""
    side, whole = theme.size("mark"), theme.size("icon")
    picture = QPixmap(round(whole * density), round(whole * density))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(density)
    painter = QPainter(picture)
    edge = (whole - side) / 2
    draw_mark(painter, QRectF(edge, edge, side, side), shown, theme.status(shown))
    painter.end()
    icon = QIcon(picture)
    # Left alone, Qt would tint the shape of a selected row.
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )


def _triangle(box: QRectF) -> QPolygonF:
    return QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
