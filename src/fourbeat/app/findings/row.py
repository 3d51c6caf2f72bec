"""The drawing of a finding: the shape of its severity, what was found, and where."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fourbeat.model.plan import Severity
from fourbeat.model.status import Shown

from ..marks import draw_mark
from ..room import Room
from ..theme import Theme
from .model import Role

Index = QModelIndex | QPersistentModelIndex

TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "busy"}
"""The colours of the severities; the shapes below say the same without any."""

SHAPES = {Severity.ERROR: Shown.RETAKE, Severity.WARNING: Shown.READY, Severity.NOTE: Shown.IDEA}

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FindingRow(QStyledItemDelegate):
    """Draw every finding in two lines, so that thousands are laid out at once."""

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        room.look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        theme, box = self._room.theme, option.rect
        severity: Severity = index.data(Role.SEVERITY)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver and index.data(Role.FINDING) is not None:
            painter.fillRect(box, theme.colour("hover"))
        edge = theme.space("m")
        inner = box.adjusted(edge, theme.space("xs"), -edge, -theme.space("xs"))
        if index.data(Role.FINDING) is None:
            painter.setFont(self._strong)
            painter.setPen(theme.colour(TONES[severity]))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, index.data())
            painter.restore()
            return
        side = theme.size("mark")
        indent = side + theme.space("s")
        top = QRect(inner.left() + indent, inner.top(), inner.width() - indent, self._body.height())
        mark = QRectF(inner.left(), top.center().y() - side / 2, side, side)
        draw_mark(painter, mark, SHAPES[severity], theme.colour(TONES[severity]))
        painter.setFont(self._plain)
        painter.setPen(theme.colour("text"))
        painter.drawText(top, _LEFT, self._body.elidedText(index.data(), Qt.TextElideMode.ElideRight, top.width()))
        below = QRect(top.left(), top.bottom() + 1, top.width(), self._small.height())
        painter.setFont(self._caption)
        painter.setPen(theme.colour("text-soft"))
        place = self._small.elidedText(index.data(Role.PLACE), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, _LEFT, place)
        if option.state & QStyle.StateFlag.State_HasFocus:
            line = theme.size("focus")
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), line))
            painter.drawRect(QRectF(box).adjusted(line / 2, line / 2, -line / 2, -line / 2))
        painter.restore()

    def _dress(self) -> None:
        theme = self._room.theme
        self._plain, self._caption = theme.font("body"), theme.font("caption")
        self._strong = theme.font("caption", bold=True)
        self._body, self._small = QFontMetrics(self._plain), QFontMetrics(self._caption)
        self._size = QSize(0, self._body.height() + self._small.height() + 1 + 2 * theme.space("xs"))


def shape_icon(shape: Shown, theme: Theme, tone: QColor, density: float = 2.0) -> QIcon:
    """Give a shape in a colour as an icon of the theme's icon size."""
    side, whole = theme.size("mark"), theme.size("icon")
    picture = QPixmap(round(whole * density), round(whole * density))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(density)
    painter = QPainter(picture)
    edge = (whole - side) / 2
    draw_mark(painter, QRectF(edge, edge, side, side), shape, tone)
    painter.end()
    icon = QIcon(picture)
    # Left alone, Qt would tint the shape of a selected row.
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
