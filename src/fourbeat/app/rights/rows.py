"""Rows of two lines: a shape and a title, beneath it what else there is to know; thousands are laid out at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..marks import draw_mark
from ..room import Room
from .card import SHAPES

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole + 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FEWEST, _MOST = 1, 7
"""How many rows are seen at once."""


@dataclass(frozen=True)
class Row:
    """Be one row; `key` tells it from the others, `tone` names its shape (`card.SHAPES`)."""

    key: str
    title: str
    below: str = ""
    tone: str = "text-soft"


class RowModel(QAbstractListModel):
    """Hold rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a view shows or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (row.title, row.below)))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.below
        return None


class _Drawing(QStyledItemDelegate):
    """Draw a row in two lines."""

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        room.look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return self.size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        theme, box, row = self._room.theme, option.rect, index.data(_ROW)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        edge, side = theme.space("s"), theme.size("mark")
        inner = box.adjusted(edge, theme.space("xs"), -edge, -theme.space("xs"))
        indent = side + theme.space("s")
        top = QRect(inner.left() + indent, inner.top(), inner.width() - indent, self._body.height())
        mark = QRectF(inner.left(), top.center().y() - side / 2, side, side)
        draw_mark(painter, mark, SHAPES[row.tone], theme.colour(row.tone))
        painter.setFont(self._plain)
        painter.setPen(theme.colour("text"))
        painter.drawText(top, _LEFT, self._body.elidedText(row.title, Qt.TextElideMode.ElideRight, top.width()))
        below = QRect(top.left(), top.bottom() + 1, top.width(), self._small.height())
        painter.setFont(self._caption)
        painter.setPen(theme.colour("text-soft"))
        painter.drawText(below, _LEFT, self._small.elidedText(row.below, Qt.TextElideMode.ElideRight, below.width()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            line = theme.size("focus")
            painter.setPen(QPen(theme.colour("accent"), line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(line / 2, line / 2, -line / 2, -line / 2))
        painter.restore()

    def _dress(self) -> None:
        theme = self._room.theme
        self._plain, self._caption = theme.font("body"), theme.font("caption")
        self._body, self._small = QFontMetrics(self._plain), QFontMetrics(self._caption)
        self.size = QSize(0, self._body.height() + self._small.height() + 1 + 2 * theme.space("xs"))


class RowList(QListView):
    """Show rows, as high as a few of them; `turned` follows when another is looked at, `opened` on Return."""

    turned = Signal()
    opened = Signal()

    def __init__(self, room: Room, name: str) -> None:
        super().__init__()
        self._room = room
        self.drawing = _Drawing(room, self)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.drawing)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(room.say(name))
        self.activated.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda _now, _was: self.turned.emit())
        room.look.changed.connect(self._fit)
        self._fit()

    @property
    def row(self) -> Row | None:
        """Give the row that is looked at."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def show_rows(self, rows: Sequence[Row], *, key: str = "") -> None:
        """Show rows; the one that was looked at, or that `key` names, is looked at again, else the first."""
        wanted = key or (self.row.key if self.row else "")
        if list(rows) != self.rows.rows:
            self.rows.show_rows(rows)
            self._fit()
        place = next((at for at, one in enumerate(rows) if one.key == wanted), 0)
        if rows and self.currentIndex().row() != place:
            self.setCurrentIndex(self.rows.index(place))
        self.turned.emit()

    def _fit(self) -> None:
        count = min(max(len(self.rows.rows), _FEWEST), _MOST)
        self.setFixedHeight(count * self.drawing.size.height() + 2 * self._room.theme.size("focus"))
        self.doItemsLayout()
