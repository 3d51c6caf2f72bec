"""A badge: a word on a shade over a picture, after a shape where it says more than a number."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from .room import Room


def badge_size(room: Room, text: str, icon: str = "") -> QSize:
    """Give how much room a badge takes."""
    theme = room.theme
    metrics = QFontMetrics(theme.font("caption", bold=True))
    extra = theme.size("icon") if icon else 0
    return QSize(metrics.horizontalAdvance(text) + theme.space("s") + extra, metrics.height())


def draw_badge(painter: QPainter, room: Room, corner: QPoint, text: str, icon: str = "") -> None:
    """Draw a badge; its top left corner is given."""
    theme = room.theme
    place = QRect(corner, badge_size(room, text, icon))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("shade"))
    painter.drawRoundedRect(place, theme.corner("s"), theme.corner("s"))
    inner = place.adjusted(theme.space("xs"), 0, 0, 0)
    if icon:
        side = theme.size("icon")
        room.icons.icon(icon, "on-shade").paint(painter, QRect(inner.left(), inner.top(), side, inner.height()))
        inner.adjust(side, 0, 0, 0)
    painter.setFont(theme.font("caption", bold=True))
    painter.setPen(theme.colour("on-shade"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
