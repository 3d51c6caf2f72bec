"""The strip of takes and the drawing of one: picture, number, chosen, status, rating, code."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFontMetrics,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fourbeat.model.ids import code
from fourbeat.model.plan import TakeStatus
from fourbeat.studio.takes import Listed

from ..badge import badge_size, draw_badge
from ..marks import draw_mark
from ..room import Room
from .model import Role, TakeList
from .skim import Skim

Index = QModelIndex | QPersistentModelIndex

ROWS = 2
"""How many rows of takes are seen at once."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TakeFrame(QStyledItemDelegate):
    """Draw one take in a cell that the strip has measured."""

    def __init__(self, room: Room, takes: TakeList, strip: Strip) -> None:
        super().__init__(strip)
        self._room, self._takes, self._strip = room, takes, strip

    def picture(self) -> QSize:
        """Give the size of a take's picture."""
        size = self._room.studio.plan.project.format.size
        width = self._strip.cell - self._room.theme.space("s")
        return QSize(width, max(1, round(width * size.height / size.width)))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every take the same size."""
        theme = self._room.theme
        lines = 2 * QFontMetrics(theme.font("caption")).height() + 2 * theme.space("xs")
        return QSize(self._strip.cell, self.picture().height() + lines + theme.space("s"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one take."""
        one: Listed = index.data(Role.LISTED)
        theme, flags = self._room.theme, option.state
        gap = theme.space("s") // 2
        box = QRect(option.rect.topLeft(), self.sizeHint(option, index)).adjusted(gap, gap, -gap, -gap)
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(box), theme.corner("l"), theme.corner("l"))
        hovered = bool(flags & QStyle.StateFlag.State_MouseOver)
        painter.fillPath(outline, theme.colour("selection" if selected else "hover" if hovered else "raised"))
        painter.setClipPath(outline)
        picture = QRect(box.topLeft(), self.picture())
        self._poster(painter, picture, one)
        self._words(painter, box.adjusted(theme.space("m"), picture.height(), -theme.space("m"), 0), one)
        painter.setClipping(False)
        if selected or flags & QStyle.StateFlag.State_HasFocus:
            pen = QPen(theme.colour("accent" if selected else "edge"), theme.size("focus"))
            pen.setStyle(Qt.PenStyle.SolidLine if selected else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box), theme.corner("l"), theme.corner("l"))
        if selected and flags & QStyle.StateFlag.State_HasFocus:
            inset = theme.size("focus") * 2
            painter.setPen(QPen(theme.colour("text"), theme.space("hair")))
            inner = QRectF(box).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(inner, theme.corner("s"), theme.corner("s"))
        painter.restore()

    def _poster(self, painter: QPainter, box: QRect, one: Listed) -> None:
        theme = self._room.theme
        found = self._room.thumbs.picture(one.take.id, box.size(), painter.device().devicePixelRatioF())
        if found is None or self._takes.withdrawn(one):
            painter.fillRect(box, theme.colour("ghost"))
        else:
            place = QRect(box.topLeft(), found.deviceIndependentSize().toSize())
            place.moveCenter(box.center())
            painter.save()
            painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(place, found)
            painter.restore()
        if not self._takes.withdrawn(one) and (frame := self._strip.skim.picture(one.take.id)) is not None:
            self._frame(painter, box, frame)
        edge = theme.space("xs")
        number = self._room.say("board.t", number=one.take.number)
        draw_badge(painter, self._room, box.topLeft() + QPoint(edge, edge), number)
        if one.chosen or self._takes.withdrawn(one):
            foot = box.bottomLeft() - QPoint(-edge, edge + badge_size(self._room, "").height())
            rejected = one.mark.status is TakeStatus.REJECTED
            word = self._room.say("takes-dock.rejected-in-cut" if rejected else "takes-dock.in-cut")
            if self._takes.withdrawn(one):
                word, rejected = self._room.say("takes-dock.withdrawn"), True
            draw_badge(painter, self._room, foot, word, "warning" if rejected else "check")

    def _frame(self, painter: QPainter, box: QRect, frame: QImage) -> None:
        """Draw the frame that the mouse has come to, and how far through the take that is."""
        theme = self._room.theme
        place = QRect(box.topLeft(), frame.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(box, theme.colour("canvas"))
        painter.drawImage(place, frame)
        line = theme.size("focus")
        x = box.left() + round(self._strip.skim.share * (box.width() - line))
        painter.fillRect(QRect(x, box.top(), line, box.height()), theme.colour("accent"))

    def _words(self, painter: QPainter, box: QRect, one: Listed) -> None:
        theme = self._room.theme
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        high = metrics.height()
        top = QRect(box.left(), box.top() + theme.space("xs"), box.width(), high)
        shape, tone = self._takes.shape(one)
        side = theme.size("mark")
        mark = QRectF(QPoint(top.left(), top.center().y() - side // 2), QSize(side, side))
        draw_mark(painter, mark, shape, theme.colour(tone))
        painter.setFont(font)
        painter.setPen(theme.colour(tone))
        words = top.adjusted(side + theme.space("xs"), 0, 0, 0)
        painter.drawText(
            words, _LEFT, metrics.elidedText(self._takes.words(one), Qt.TextElideMode.ElideRight, words.width())
        )
        low = top.translated(0, high)
        painter.setPen(theme.colour("text-faint"))
        stars = self._stars(painter, low, one.mark.rating)
        rest = low.adjusted(0, 0, -stars, 0)
        parent = self._takes.origin(one)
        text = code(one.take.id)
        if parent is not None:
            icon = theme.size("icon")
            place = QRect(rest.left(), rest.top(), icon, rest.height())
            self._room.icons.icon("link", "text-faint").paint(painter, place)
            rest.adjust(icon + theme.space("xs"), 0, 0, 0)
            text = self._room.say("takes-dock.from", number=parent)
        painter.drawText(rest, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rest.width()))

    def _stars(self, painter: QPainter, box: QRect, rating: int) -> int:
        """Draw one star for each point; give how much room they took."""
        side = min(self._room.theme.size("mark") + self._room.theme.space("hair"), box.height())
        icon = self._room.icons.icon("star-full", "warn")
        for place in range(rating):
            left = box.right() - (rating - place) * side
            icon.paint(painter, QRect(left, box.center().y() - side // 2, side, side))
        return rating * side


class Strip(QListView):
    """Show takes side by side, as many in a row as there is room for."""

    def __init__(self, room: Room, takes: TakeList, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.cell = room.theme.size("card-least")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.skim = Skim(room, self)
        self.skim.shown.connect(self._arrived)
        self.frame = TakeFrame(room, takes, self)
        self.setModel(takes)
        self.setItemDelegate(self.frame)
        takes.modelReset.connect(self.skim.leave)
        takes.modelReset.connect(self.measure)
        takes.rowsInserted.connect(self.measure)
        room.thumbs.ready.connect(self._arrived)
        room.look.changed.connect(self.measure)
        self.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the takes of a row."""
        self.measure()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Skim through the take under the mouse."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or event.buttons():
            self.skim.leave()
            return
        box = self.visualRect(index)
        one: Listed = index.data(Role.LISTED)
        self.skim.over(one.take, (point.x() - box.left()) / max(1, box.width()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show the takes' own pictures again."""
        self.skim.leave()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the file that was skimmed."""
        self.skim.leave()
        super().hideEvent(event)

    def measure(self) -> None:
        """Find how wide a cell is, and be as high as all takes need, up to a few rows."""
        theme, count = self._room.theme, self.model().rowCount()
        least, bar, line = theme.size("card-least"), theme.size("scroll"), theme.size("focus")
        # A row that is filled to the last pixel would be broken.
        room = max(least, self.width() - 2 * line - 1)
        scrolls = count > ROWS * (room // least)
        room -= bar if scrolls else 0
        columns = max(1, room // least)
        self.cell = room // columns
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        size = self.frame.sizeHint(QStyleOptionViewItem(), QModelIndex())
        self.setFixedHeight(min(ROWS, -(-count // columns)) * size.height() + 2 * line)
        if size != self.gridSize():
            self.setGridSize(size)

    def pick(self, row: int) -> None:
        """Look at one take."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _arrived(self, take: str) -> None:
        takes = self.model()
        assert isinstance(takes, TakeList)
        if (row := takes.row_of(take)) is not None:
            self.update(takes.index(row))
