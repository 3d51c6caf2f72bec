"""The scrubber: the film as one line under the picture, with its cuts, marks and playhead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from ..room import Room
from .playhead import Playhead

_OWN = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Scrubber(QSlider):
    """Move the playhead by dragging; for a screen reader it is a slider over the film's frames."""

    def __init__(self, room: Room, transport: Playhead, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._room, self._transport = room, transport
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSingleStep(1)
        transport.moved.connect(self._follow)
        transport.relaid.connect(self._lay)
        transport.marked.connect(self.update)
        room.look.changed.connect(self._dress)
        self.valueChanged.connect(self._slid)
        self._following = False
        room.name(self, "player.scrub")
        self._lay()
        self._dress()

    def x_of(self, frame: int) -> float:
        """Give where a frame begins, in pixels."""
        groove = self._groove()
        return groove.left() + groove.width() * frame / max(1, self._transport.timeline.frames)

    def frame_at(self, x: float) -> int:
        """Give the frame at a place."""
        groove = self._groove()
        frames = self._transport.timeline.frames
        return self._transport.timeline.within(int((x - groove.left()) / max(1, groove.width()) * frames))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, each block of it, what is marked, and the playhead."""
        theme = self._room.theme
        painter = QPainter(self)
        groove = self._groove()
        gap = theme.space("hair")
        first, last = self._transport.span
        marked = self._transport.marks.first is not None or self._transport.marks.last is not None
        for block in self._transport.timeline.blocks:
            left, right = self.x_of(block.start), self.x_of(block.end)
            box = QRectF(left, groove.top(), max(1.0, right - left - gap), groove.height())
            painter.fillRect(box, theme.colour("raised" if block.take else "ghost-stripe"))
        played = QRectF(groove.left(), groove.top(), self.x_of(self._transport.frame) - groove.left(), groove.height())
        painter.fillRect(played, theme.colour("edge"))
        if marked:
            left, right = self.x_of(first), self.x_of(last + 1)
            band = QRectF(left, groove.bottom() + 1, right - left, theme.size("focus"))
            painter.fillRect(band, theme.colour("text-soft"))
            high = theme.space("s")
            for x in (left, right - theme.size("focus")):
                painter.fillRect(QRectF(x, band.bottom() - high, theme.size("focus"), high), theme.colour("text-soft"))
        self._playhead(painter, groove)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to a place and go on from there while the button is down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._transport.run(0)
            self._transport.seek(self.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._transport.seek(self.frame_at(event.position().x()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that no action of the player uses."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Ask for one low line."""
        return QSize(self._room.theme.size("sheet"), self._room.theme.size("field"))

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as need be."""
        return QSize(self._room.theme.size("field"), self._room.theme.size("field"))

    def _groove(self) -> QRect:
        theme = self._room.theme
        side, high = theme.space("m"), theme.space("s")
        return QRect(side, (self.height() - high) // 2, max(1, self.width() - 2 * side), high)

    def _playhead(self, painter: QPainter, groove: QRect) -> None:
        theme = self._room.theme
        x, half = self.x_of(self._transport.frame), theme.space("xs")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        width = theme.size("focus")
        painter.drawRect(QRectF(x - width / 2, groove.top() - half, width, groove.height() + 2 * half))
        top = groove.top() - 2 * half
        painter.drawPolygon(QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + 2 * half)]))

    def _follow(self, frame: int) -> None:
        self._following = True
        self.setValue(frame)
        self._following = False
        self.update()

    def _slid(self, frame: int) -> None:
        """Follow a screen reader or a key that moved the slider itself."""
        if not self._following:
            self._transport.seek(frame)

    def _lay(self) -> None:
        self._following = True
        rate = self._transport.timeline.rate.nominal
        self.setRange(0, max(0, self._transport.timeline.frames - 1))
        self.setPageStep(rate)
        self.setValue(self._transport.frame)
        self._following = False
        self.update()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
