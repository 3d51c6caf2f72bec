"""The drawing of one block of the reel: as wide as it is long, its picture, number and take."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fourbeat.studio.timeline import Block

from ..room import Room
from .ghost import draw_stripes
from .model import BLOCK, Blocks, Index


class BlockDelegate(QStyledItemDelegate):
    """Draw blocks; `width_of` and `height` are the strip's, `current` is the row under the playhead."""

    def __init__(self, room: Room, blocks: Blocks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room, self._blocks = room, blocks
        self.scale = 1.0
        self.height = 1
        self.current: int | None = None

    def least(self) -> int:
        """Give the least width of a block: its number and take must be readable."""
        return self._room.theme.size("swatch") * 4

    def width_of(self, block: Block) -> int:
        """Give a block's width in pixels."""
        return max(self.least(), int(block.frames * self.scale))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a block's size."""
        return QSize(self.width_of(self._blocks.block(index.row())), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one block."""
        block: Block = index.data(BLOCK)
        theme = self._room.theme
        box = option.rect.adjusted(0, 0, -theme.space("hair") * 2, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(box), theme.corner("s"), theme.corner("s"))
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        if block.take is None or not self._picture(painter, box, block):
            draw_stripes(painter, box, theme)
        self._words(painter, box, self._blocks.title(block))
        painter.restore()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._edge(painter, box, block, index.row() == self.current, option.state)
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, block: Block) -> bool:
        """Repeat the take's picture along the block, as a strip of film does."""
        size = self._room.studio.plan.project.format.size
        one = QSize(max(1, round(box.height() * size.width / size.height)), box.height())
        found = self._room.thumbs.picture(block.take or "", one, painter.device().devicePixelRatioF())
        if found is None:
            return False
        first = box.left() if box.width() > one.width() else box.center().x() - one.width() // 2
        for left in range(first, box.right() + 1, one.width()):
            painter.drawPixmap(QRect(left, box.top(), one.width(), one.height()), found)
        return True

    def _words(self, painter: QPainter, box: QRect, text: str) -> None:
        theme = self._room.theme
        font = theme.font("caption", bold=True)
        metrics = QFontMetrics(font)
        inner = theme.space("xs")
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 4 * inner)
        place = QRect(
            box.left() + inner, box.top() + inner, metrics.horizontalAdvance(text) + 2 * inner, metrics.height()
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shade"))
        painter.drawRoundedRect(place, theme.corner("s"), theme.corner("s"))
        painter.setPen(theme.colour("on-shade"))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _edge(self, painter: QPainter, box: QRect, block: Block, current: bool, state: QStyle.StateFlag) -> None:
        theme = self._room.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(box).adjusted(1, 1, -1, -1)
        if block.take is None:
            painter.setPen(QPen(theme.colour("edge"), theme.space("hair"), Qt.PenStyle.DashLine))
            painter.drawRoundedRect(inside, theme.corner("s"), theme.corner("s"))
        chosen = block.shot in self._room.selection.shots
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if chosen or focused:
            painter.setPen(QPen(theme.colour("accent"), theme.size("focus")))
            painter.drawRoundedRect(inside, theme.corner("s"), theme.corner("s"))
        if focused:
            step = theme.size("focus") + 1
            painter.setPen(QPen(theme.colour("on-shade"), theme.space("hair")))
            painter.drawRoundedRect(inside.adjusted(step, step, -step, -step), theme.corner("s"), theme.corner("s"))
        if current:
            high = theme.space("xs")
            painter.fillRect(QRectF(box.left(), box.bottom() - high, box.width(), high), theme.colour("text"))
