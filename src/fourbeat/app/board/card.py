"""The drawing of one card: picture, number, one line, status, take."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fourbeat.studio.board import Card

from ..badge import badge_size, draw_badge
from ..findings.reader import reader
from ..marks import draw_mark
from ..reel.ghost import draw_ghost
from ..room import Room
from .rows import CARD, ICONS, PROGRESS, STOPS, Rows

Index = QModelIndex | QPersistentModelIndex

_SWATCHES = 5


class CardDelegate(QStyledItemDelegate):
    """Draw cards of one size; `width` is the picture's width at 100 %."""

    def __init__(self, room: Room, shots: Rows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._shots = shots
        self.width = room.memory.now.card
        self._filled: int | None = None
        self._reader = reader(room)

    def fill(self, space: int) -> bool:
        """Widen the cards so that as many as fit fill a line of so many pixels; tell whether their size changed."""
        gap = self._room.theme.space("m")
        wanted = self._plain()
        columns = max(1, round((space - gap) / (wanted + gap)))
        filled = max(self._room.theme.size("card-least") // 2, (space - gap) // columns - gap)
        changed = filled != self._filled
        self._filled = filled
        return changed

    def grid(self) -> QSize:
        """Give the size of one cell, its share of the gaps included."""
        gap = self._room.theme.space("m")
        return self.card_size() + QSize(gap, gap)

    def card_size(self) -> QSize:
        """Give the size of one card."""
        theme = self._room.theme
        picture = self.picture_size()
        lines = QFontMetrics(theme.font("heading", bold=True)).height() + QFontMetrics(theme.font()).height()
        return QSize(picture.width(), picture.height() + lines + 2 * theme.space("s") + theme.space("xs"))

    def picture_size(self) -> QSize:
        """Give the size of a card's picture."""
        size = self._room.studio.plan.project.format.size
        width = self._filled or self._plain()
        return QSize(width, max(1, round(width * size.height / size.width)))

    def _plain(self) -> int:
        return round(self.width * self._room.theme.percent / 100)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every card the same size."""
        return self.grid()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        card: Card = index.data(CARD)
        theme = self._room.theme
        gap = theme.space("m") // 2
        box = QRect(option.rect.topLeft(), self.grid()).adjusted(gap, gap, -gap, -gap)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(box), theme.corner("l"), theme.corner("l"))
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillPath(outline, theme.colour("selection" if selected else "raised" if hovered else "panel"))
        painter.setClipPath(outline)
        picture = QRect(box.topLeft(), self.picture_size())
        self._picture(painter, picture, card)
        self._badge(painter, picture, self._shots.badge(card))
        for corner, word, icon, _stop in self._marks(picture, card):
            draw_badge(painter, self._room, corner, word, icon)
        if (done := index.data(PROGRESS)) is not None:
            bar = QRect(picture.left(), picture.bottom() - theme.space("xs"), picture.width(), theme.space("xs"))
            painter.fillRect(bar, theme.colour("shade"))
            painter.fillRect(QRect(bar.topLeft(), QSize(round(bar.width() * done), bar.height())), theme.colour("busy"))
        self._words(painter, box.adjusted(0, picture.height(), 0, 0), card)
        painter.setClipping(False)
        if selected or focused:
            # Selected is a whole line; the one with the keyboard has a thicker one, or a dashed one where not selected.
            pen = QPen(theme.colour("accent"), theme.size("focus") + (theme.space("hair") if focused else 0))
            if not selected:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box), theme.corner("l"), theme.corner("l"))
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Lead to why no take is made where the mark that says so is clicked."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            gap = self._room.theme.space("m") // 2
            picture = QRect(option.rect.topLeft() + QPoint(gap, gap), self.picture_size())
            for corner, word, icon, stop in self._marks(picture, index.data(CARD)):
                there = QRect(corner, badge_size(self._room, word, icon))
                if stop and not event.modifiers() and there.contains(event.position().toPoint()):
                    self._room.actions["why-stopped"].trigger()
                    return True
        return super().editorEvent(event, model, option, index)

    def _marks(self, picture: QRect, card: Card) -> Iterator[tuple[QPoint, str, str, bool]]:
        """Give what stands over the picture: where, its word and its shape, and whether it tells of the gate."""
        edge, say = self._room.theme.space("xs"), self._room.say
        marks = [(say("takes-dock.withdrawn"), "warning", False)] if card.withdrawn else []
        if (stopped := self._shots.stopped(card)) is not None:
            marks.append((say(STOPS[stopped]), ICONS[stopped], True))
        corner = picture.topLeft() + QPoint(edge, edge)
        for word, icon, stop in marks:
            yield corner, word, icon, stop
            corner += QPoint(0, badge_size(self._room, word, icon).height() + edge)

    def _picture(self, painter: QPainter, box: QRect, card: Card) -> None:
        ratio = painter.device().devicePixelRatioF()
        shows = card.take is not None and not card.withdrawn
        found = self._room.thumbs.picture(card.take or "", box.size(), ratio) if shows else None
        if found is not None:
            size = found.deviceIndependentSize().toSize()
            place = QRect(box.topLeft(), size)
            place.moveCenter(box.center())
            painter.save()
            painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(place, found)
            painter.restore()
            return
        self._ghost(painter, box, card)

    def _ghost(self, painter: QPainter, box: QRect, card: Card) -> None:
        """Draw the quiet stand-in: stripes, the number, the brief's colours."""
        theme = self._room.theme
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        draw_ghost(painter, box, card.number, theme)
        self._swatches(painter, box, card.colours)
        painter.restore()

    def _swatches(self, painter: QPainter, box: QRect, colours: tuple[str, ...]) -> None:
        theme = self._room.theme
        side, gap = theme.size("swatch"), theme.space("xs")
        left, top = box.left() + theme.space("s"), box.bottom() - side - theme.space("s")
        painter.setPen(QPen(theme.colour("line"), theme.space("hair")))
        for number, value in enumerate(colours[:_SWATCHES]):
            painter.setBrush(QColor(value))
            painter.drawRect(QRect(left + number * (side + gap), top, side, side))

    def _badge(self, painter: QPainter, box: QRect, text: str) -> None:
        theme = self._room.theme
        font = theme.font("caption")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        inner = theme.space("s")
        size = QSize(metrics.horizontalAdvance(text) + inner, metrics.height())
        place = QRect(box.right() - size.width() - inner, box.bottom() - size.height() - inner, *size.toTuple())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shade"))
        painter.drawRoundedRect(place, theme.corner("s"), theme.corner("s"))
        painter.setPen(theme.colour("on-shade"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _words(self, painter: QPainter, box: QRect, card: Card) -> None:
        theme = self._room.theme
        inner = box.adjusted(theme.space("s"), theme.space("s"), -theme.space("s"), 0)
        bold, plain, small = theme.font("heading", bold=True), theme.font(), theme.font("caption")
        high = QFontMetrics(bold).height()
        top = QRect(inner.topLeft(), QSize(inner.width(), high))
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, card.number)
        used = QFontMetrics(bold).horizontalAdvance(card.number) + theme.space("s")
        metrics = QFontMetrics(small)
        side = theme.size("mark")
        room = top.width() - used - side - theme.space("xs")
        word = metrics.elidedText(self._shots.status(card), Qt.TextElideMode.ElideRight, room)
        painter.setFont(small)
        painter.setPen(theme.status(card.status))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        left = top.right() - metrics.horizontalAdvance(word) - theme.space("xs") - side
        mark = QRectF(left, top.center().y() - side / 2 + 1, side, side)
        draw_mark(painter, mark, card.status, theme.status(card.status))
        line = QRect(inner.left(), top.bottom() + 1, inner.width(), QFontMetrics(plain).height())
        line.setWidth(line.width() - self._findings(painter, line, card))
        painter.setFont(plain)
        painter.setPen(theme.colour("text-soft"))
        text = QFontMetrics(plain).elidedText(card.line, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _findings(self, painter: QPainter, box: QRect, card: Card) -> int:
        """Draw how many things are found in the shot, at the end of its line; give how much room that took."""
        tally = self._reader.tallies.get(card.shot)
        number = tally.errors + tally.warnings if tally else 0
        if tally is None or not number:
            return 0
        theme = self._room.theme
        font = theme.font("caption")
        text = str(number)
        side = QFontMetrics(font).height()
        words = QFontMetrics(font).horizontalAdvance(text)
        tone = "bad" if tally.errors else "warn"
        place = QRect(box.right() - words - side, box.top(), side, box.height())
        self._room.icons.icon("warning", tone).paint(painter, place.adjusted(0, 2, -2, -2))
        painter.setFont(font)
        painter.setPen(theme.colour(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return words + side + theme.space("xs")
