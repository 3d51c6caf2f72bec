"""The ruler of a clip: its seconds and frames, and the beats on it, moved with the pointer or the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fourbeat.model.time import Rate

from ..room import Room
from .controls import said

_FINE = 3
"""Frames get a tick of their own where they stand at least so many pixels apart."""


class Ruler(QWidget):
    """Show beats where they begin; `moved` carries a beat's place and its new frame."""

    moved = Signal(int, int)
    chosen = Signal(int)
    opened = Signal(int)
    removed = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._rate = Rate(24)
        self._frames = 1
        self._starts: list[int] = []
        self._texts: list[str] = []
        self.now = 0
        self._held: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setToolTip(room.say("brief-dock.ruler-keys"))
        room.look.changed.connect(self.updateGeometry)
        self._tell()

    def show_beats(self, rate: Rate, frames: int, starts: Sequence[int], texts: Sequence[str]) -> None:
        """Show beats on a clip of so many frames."""
        if self._held is None:
            self._rate, self._frames = rate, max(1, frames)
            self._starts, self._texts = list(starts), list(texts)
            self.now = max(0, min(self.now, len(self._starts) - 1))
            self._tell()

    def choose(self, place: int) -> None:
        """Make a beat the one that the keys move."""
        if 0 <= place < len(self._starts) and place != self.now:
            self.now = place
            self._tell()
            self.chosen.emit(place)

    def move_to(self, frame: int) -> None:
        """Let the chosen beat begin at a frame; it stays between its neighbours."""
        if not self._starts:
            return
        low = self._starts[self.now - 1] if self.now else 0
        high = self._starts[self.now + 1] if self.now + 1 < len(self._starts) else self._frames - 1
        frame = max(low, min(frame, min(high, self._frames - 1)))
        if frame != self._starts[self.now]:
            self._starts[self.now] = frame
            self._tell()
            self.moved.emit(self.now, frame)

    def box(self, place: int) -> QRectF:
        """Give where a beat is drawn."""
        theme = self._room.theme
        end = self._starts[place + 1] if place + 1 < len(self._starts) else self._frames
        left, right = self._x(self._starts[place]), self._x(end)
        top = self._scale() + theme.space("xs")
        return QRectF(left, top, max(float(theme.space("xs")), right - left - theme.space("xs") / 2), self._chip())

    def sizeHint(self) -> QSize:
        """Be as high as the figures and one row of beats."""
        theme = self._room.theme
        edges = 2 * theme.size("focus") + 2 * theme.space("xs")
        return QSize(1, round(self._scale() + self._chip()) + edges)

    def minimumSizeHint(self) -> QSize:
        """Be no lower than that."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ruler."""
        theme, painter = self._room.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.size("focus") if self.hasFocus() else theme.space("hair")
        frame = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setBrush(theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "edge"), line))
        painter.drawRoundedRect(frame, theme.corner("s"), theme.corner("s"))
        self._paint_scale(painter)
        for place in range(len(self._starts)):
            self._paint_beat(painter, place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the beat under the pointer."""
        x = event.position().x()
        under = [place for place in range(len(self._starts)) if self._x(self._starts[place]) <= x + self._near()]
        if event.button() == Qt.MouseButton.LeftButton and under:
            self.choose(under[-1])
            self._held = (round(x), self._starts[under[-1]])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the beat that is held."""
        if self._held is None:
            self.setCursor(Qt.CursorShape.SizeHorCursor if self._starts else Qt.CursorShape.ArrowCursor)
            return
        pressed, frame = self._held
        self.move_to(frame + round((event.position().x() - pressed) / self._step()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write in the beat."""
        if self._starts:
            self.opened.emit(self.now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen beat, or choose another."""
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = self._rate.nominal if far else 1
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._starts:
                self.move_to(self._starts[self.now] + (step if event.key() == Qt.Key.Key_Right else -step))
                self._room.stage.announce(self.spoken())
            case Qt.Key.Key_Up | Qt.Key.Key_Down if self._starts:
                self.choose(self.now + (1 if event.key() == Qt.Key.Key_Down else -1))
                self._room.stage.announce(self.spoken())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._starts:
                self.opened.emit(self.now)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._starts:
                self.removed.emit(self.now)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.update()

    def spoken(self) -> str:
        """Say the chosen beat as a screen reader should."""
        if not self._starts:
            return self._room.say("brief-dock.no-beats")
        at = said(self._rate.seconds(self._starts[self.now]))
        return self._room.say("brief-dock.beat-at", number=self.now + 1, at=at, text=self._texts[self.now])

    def _tell(self) -> None:
        length = said(self._rate.seconds(self._frames))
        self.setAccessibleName(self._room.say("brief-dock.ruler", seconds=length))
        self.setAccessibleDescription(self.spoken())
        self.update()

    def _paint_scale(self, painter: QPainter) -> None:
        theme = self._room.theme
        painter.setFont(theme.font("caption"))
        foot = self._scale()
        if self._step() >= _FINE * theme.space("hair"):
            painter.setPen(QPen(theme.colour("line"), theme.space("hair")))
            for frame in range(self._frames):
                painter.drawLine(QPointF(self._x(frame), foot - theme.space("xs") / 2), QPointF(self._x(frame), foot))
        width = painter.fontMetrics().horizontalAdvance("000") + theme.space("xs")
        every = 1
        while every * self._rate.nominal * self._step() < width:
            every *= 2 if every == 1 else 5 if every == 2 else 2
        for second in range(0, int(self._rate.seconds(self._frames)) + 1, every):
            x = self._x(self._rate.frames(second))
            painter.setPen(QPen(theme.colour("edge"), theme.space("hair")))
            painter.drawLine(QPointF(x, foot - theme.space("xs")), QPointF(x, foot))
            painter.setPen(theme.colour("text-soft"))
            if x + width <= self.width():
                spot = QRectF(x + theme.space("xs") / 2, theme.size("focus"), width, foot - theme.size("focus"))
                painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(second))

    def _paint_beat(self, painter: QPainter, place: int) -> None:
        theme, box = self._room.theme, self.box(place)
        mine = place == self.now
        painter.setBrush(theme.colour("selection" if mine and self.hasFocus() else "raised"))
        painter.setPen(QPen(theme.colour("edge" if mine else "line"), theme.space("hair")))
        painter.drawRoundedRect(box, theme.corner("s"), theme.corner("s"))
        grip = QRectF(box.left(), box.top(), theme.size("focus"), box.height())
        painter.fillRect(grip, theme.colour("accent" if mine else "text-faint"))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("caption"))
        words = box.adjusted(theme.space("xs") + theme.size("focus"), 0, -theme.space("xs") / 2, 0)
        text = painter.fontMetrics().elidedText(self._texts[place], Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _scale(self) -> float:
        theme = self._room.theme
        return theme.type("caption") * 1.5 + theme.space("xs")

    def _chip(self) -> float:
        return float(self._room.theme.size("row"))

    def _near(self) -> float:
        return float(self._room.theme.space("xs"))

    def _edge(self) -> float:
        return float(self._room.theme.space("s"))

    def _step(self) -> float:
        return (self.width() - 2 * self._edge()) / self._frames

    def _x(self, frame: int) -> float:
        return self._edge() + frame * self._step()
