"""The drawing of one job: its shape and title, its state in words, a thin bar or its reason below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fourbeat.model.job import Job

from ..marks import draw_mark
from ..room import Room
from .model import Role
from .story import at_work, sign, state, title, tries, why

Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class JobView(QListView):
    """List rows of one height: what a row says never changes where the others stand."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw the rows anew; a list of Qt's own would lay all of them out again for each that changes."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))


class JobRow(QStyledItemDelegate):
    """Draw every job in two lines, so that thousands are laid out at once."""

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        room.look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one job."""
        job: Job = index.data(Role.JOB)
        theme, box, flags = self._room.theme, option.rect, option.state
        painter.save()
        if flags & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
        elif flags & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        edge = theme.space("m")
        inner = box.adjusted(edge, theme.space("xs"), -edge, -theme.space("xs"))
        top = QRect(inner.topLeft(), QSize(inner.width(), self._body.height()))
        self._headline(painter, top, job, index.data(Role.PROGRESS))
        below = QRect(top.left() + self._indent(), top.bottom() + 1, top.width() - self._indent(), self._small.height())
        if at_work(self._room, job):
            self._bar(painter, self._aside(painter, below, index.data(Role.PAST)), index.data(Role.PROGRESS))
        else:
            # How long an order waits for a person is nobody's business, and what to do needs the room.
            waits = self._room.studio.handwork.waits(job)
            self._reason(painter, below, job, "" if waits else index.data(Role.PAST))
        if flags & QStyle.StateFlag.State_HasFocus:
            line = theme.size("focus")
            # The bar of a job at work has left its brush: the ring must not cover the row.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), line))
            painter.drawRect(QRectF(box).adjusted(line / 2, line / 2, -line / 2, -line / 2))
        painter.restore()

    def _headline(self, painter: QPainter, box: QRect, job: Job, done: float | None) -> None:
        theme = self._room.theme
        shape, tone = sign(self._room, job)
        side = theme.size("mark")
        mark = QRectF(QPoint(box.left(), box.center().y() - side // 2), QSize(side, side))
        draw_mark(painter, mark, shape, theme.colour(tone))
        words = self._small.elidedText(state(self._room, job, done), Qt.TextElideMode.ElideRight, box.width() // 2)
        painter.setFont(self._caption)
        painter.setPen(theme.colour(tone))
        painter.drawText(box, _RIGHT, words)
        left = box.adjusted(self._indent(), 0, -self._small.horizontalAdvance(words) - theme.space("s"), 0)
        painter.setFont(self._plain)
        painter.setPen(theme.colour("text"))
        text = self._body.elidedText(title(self._room, job), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, _LEFT, text)

    def _bar(self, painter: QPainter, box: QRect, done: float | None) -> None:
        theme = self._room.theme
        high = theme.space("xs")
        bar = QRect(box.left(), box.center().y() - high // 2, box.width(), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, high / 2, high / 2)
        if done:
            painter.setBrush(theme.colour("busy"))
            painter.drawRoundedRect(QRect(bar.topLeft(), QSize(round(bar.width() * done), high)), high / 2, high / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _reason(self, painter: QPainter, box: QRect, job: Job, past: str) -> None:
        reason = why(self._room, job)
        aside = " · ".join(filter(None, (tries(self._room, job), past)))
        left = self._aside(painter, box, aside, wanted=self._small.horizontalAdvance(reason))
        painter.drawText(left, _LEFT, self._small.elidedText(reason, Qt.TextElideMode.ElideRight, left.width()))

    def _aside(self, painter: QPainter, box: QRect, text: str, wanted: int = 0) -> QRect:
        """Write at the right end, not over more than half where the left needs its room; give what is left."""
        painter.setFont(self._caption)
        painter.setPen(self._room.theme.colour("text-soft"))
        most = max(box.width() // 2, box.width() - wanted - self._room.theme.space("m"))
        text = self._small.elidedText(text, Qt.TextElideMode.ElideRight, most)
        painter.drawText(box, _RIGHT, text)
        taken = self._small.horizontalAdvance(text) + self._room.theme.space("m") if text else 0
        return box.adjusted(0, 0, -taken, 0)

    def _indent(self) -> int:
        return self._room.theme.size("mark") + self._room.theme.space("s")

    def _dress(self) -> None:
        theme = self._room.theme
        self._plain: QFont = theme.font()
        self._caption: QFont = theme.font("caption")
        self._body, self._small = QFontMetrics(self._plain), QFontMetrics(self._caption)
        lines = self._body.height() + self._small.height() + 2 * theme.space("xs")
        self._size = QSize(theme.size("row"), lines)
