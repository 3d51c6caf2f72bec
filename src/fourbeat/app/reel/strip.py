"""The strip: blocks side by side, with the playhead and what is marked drawn over them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ..player.transport import Transport
from ..room import Room
from .block import BlockDelegate
from .model import Blocks


class Strip(QListView):
    """Show the cut; `picked` names the row whose beginning somebody wants to see."""

    picked = Signal(int)

    def __init__(self, room: Room, transport: Transport, blocks: Blocks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._transport, self.blocks = room, transport, blocks
        self.setObjectName("reelstrip")
        self.setModel(blocks)
        self.delegate = BlockDelegate(room, blocks, self)
        self.setItemDelegate(self.delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMinimumHeight(room.theme.size("bar") * 2)
        self._drawn = (-1.0, -1)
        self.activated.connect(lambda index: self.picked.emit(index.row()))
        transport.moved.connect(self._follow)
        transport.relaid.connect(self._lay)
        transport.marked.connect(self.viewport().update)
        room.selection.changed.connect(self.viewport().update)
        room.thumbs.ready.connect(self._arrived)
        room.look.changed.connect(self._lay)
        self._lay()

    def x_of(self, frame: int) -> float:
        """Give where a frame begins, in pixels of the viewport."""
        place = self._transport.timeline.at(frame)
        if place is None or place >= self.blocks.rowCount():
            return 0.0
        block = self._transport.timeline.blocks[place]
        box = self.visualRect(self.blocks.index(place))
        return box.left() + box.width() * (frame - block.start) / block.frames

    def frame_at(self, x: float) -> int:
        """Give the frame at a place of the viewport."""
        for place, block in enumerate(self._transport.timeline.blocks):
            box = self.visualRect(self.blocks.index(place))
            if x <= box.right():
                inner = max(0.0, x - box.left()) / max(1, box.width())
                return block.start + min(block.frames - 1, int(inner * block.frames))
        return self._transport.timeline.within(self._transport.timeline.frames)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the blocks, then marks and playhead."""
        super().paintEvent(event)
        if not self.blocks.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_marks(painter)
        self._draw_playhead(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the beginning of the block that was pressed; with Shift, to the very frame."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._transport.run(0)
            self._transport.seek(self.frame_at(event.position().x()))
        else:
            self.picked.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the playhead through the film."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._transport.run(0)
            self._transport.seek(self.frame_at(event.position().x()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the film fill the strip anew."""
        super().resizeEvent(event)
        self._lay()

    def sizeHint(self) -> QSize:
        """Ask for the height of a few lines."""
        return QSize(self._room.theme.size("sheet"), self._room.theme.size("bar") * 3)

    def _lay(self) -> None:
        theme, frames = self._room.theme, self._transport.timeline.frames
        high = max(theme.size("bar"), min(self.viewport().height() - theme.space("s"), theme.size("bar") * 4))
        wide = self.viewport().width()
        scale = wide / frames if frames else 1.0
        self.delegate.current = self._transport.place
        if (scale, high) != (self.delegate.scale, self.delegate.height):
            self.delegate.scale, self.delegate.height = scale, high
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _follow(self, _frame: int) -> None:
        """Draw only where the playhead was and is; keep it in sight while the film plays."""
        place = self._transport.place
        if place != self.delegate.current:
            self.delegate.current = place
            if place is not None:
                self.scrollTo(self.blocks.index(place), QAbstractItemView.ScrollHint.EnsureVisible)
            self.viewport().update()
            return
        reach = self._room.theme.space("m")
        x = self.x_of(self._transport.frame)
        for at in (self._drawn[0], x):
            self.viewport().update(int(at) - reach, 0, 2 * reach, self.viewport().height())

    def _draw_marks(self, painter: QPainter) -> None:
        marks, theme = self._transport.marks, self._room.theme
        if marks.first is None and marks.last is None:
            return
        first, last = self._transport.span
        left = self.x_of(first)
        right = self.x_of(last + 1) if last + 1 < self._transport.timeline.frames else self._end()
        high, wide = self._height(), theme.size("focus")
        shade = theme.colour("shade")
        painter.fillRect(QRectF(0, 0, left, high), shade)
        painter.fillRect(QRectF(right, 0, max(0.0, self._end() - right), high), shade)
        hook = theme.space("s")
        for x, way in ((left, 1), (right, -1)):
            painter.fillRect(QRectF(x if way > 0 else x - wide, 0, wide, high), theme.colour("on-shade"))
            for top in (0, high - wide):
                painter.fillRect(QRectF(x if way > 0 else x - hook, top, hook, wide), theme.colour("on-shade"))

    def _draw_playhead(self, painter: QPainter) -> None:
        theme = self._room.theme
        x, half = self.x_of(self._transport.frame), theme.space("xs") + 1
        self._drawn = (x, self._transport.frame)
        wide, hair = theme.size("focus"), theme.space("hair")
        # A thin light rim keeps it visible on any picture.
        painter.setPen(QPen(theme.colour("on-shade"), hair))
        painter.setBrush(theme.colour("accent"))
        painter.drawRect(QRectF(x - wide / 2, -hair, wide, self._height() + 2 * hair))
        painter.drawPolygon(QPolygonF([QPointF(x - half, 0), QPointF(x + half, 0), QPointF(x, 2 * half)]))

    def _height(self) -> int:
        """Give the blocks' height; Qt stretches them to the strip's own."""
        return self.visualRect(self.blocks.index(0)).height()

    def _end(self) -> float:
        return self.visualRect(self.blocks.index(self.blocks.rowCount() - 1)).right() + 1.0

    def _arrived(self, take: str) -> None:
        for row in range(self.blocks.rowCount()):
            if self.blocks.block(row).take == take:
                self.update(self.blocks.index(row))

    def current_row(self) -> int:
        """Give the row that has the keyboard, else the one under the playhead."""
        index: QModelIndex = self.currentIndex()
        return index.row() if index.isValid() else self._transport.place or 0
