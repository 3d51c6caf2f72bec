"""The screen of the compare page: two pictures under a line, side by side, or as their difference."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..reel.ghost import draw_stripes
from ..room import Room
from .pair import STEP, Mode, Pair

_WHOLE = Qt.AspectRatioMode.KeepAspectRatio
_DOUBLED = 2
"""How often the difference is doubled, so that small ones can be seen."""


class Screen(QWidget):
    """Show both pictures; the mouse moves the line, or what the loupe shows."""

    pressed = Signal()

    def __init__(self, room: Room, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._pair = room, pair
        self.pictures: tuple[QImage, QImage] | None = None
        self.word = ""
        self.ghost = False
        self._held: QPointF | None = None
        self._drags = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(room.theme.size("card-least"), room.theme.size("card-least") // 2)
        pair.dressed.connect(self._dress)
        room.look.changed.connect(self.update)

    def show_pictures(self, before: QImage, after: QImage) -> None:
        """Show two other pictures."""
        self.pictures = before, after
        self.update()

    def tell(self, word: str) -> None:
        """Say something where pictures are missing."""
        if word != self.word:
            self.word = word
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for a good part of a window."""
        width = self._room.theme.size("sheet")
        return QSize(width, width * 9 // 16)

    def difference(self) -> float | None:
        """Give how much the pictures differ on average, from 0 to 1, or None where there are none."""
        if self.pictures is None:
            return None
        first, second = self.pictures
        both = first.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(both)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(both.rect(), second)
        painter.end()
        one = both.scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation).pixelColor(0, 0)
        return (one.redF() + one.greenF() + one.blueF()) / 3

    # Where everything is

    def places(self) -> tuple[QRectF, QRectF]:
        """Give where the older and the newer picture may stand."""
        edge = self._room.theme.space("m")
        inner = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        if self._pair.mode is not Mode.SIDE:
            return inner, inner
        shape = self._shape()
        beside = QSizeF((inner.width() - edge) / 2, inner.height())
        below = QSizeF(inner.width(), (inner.height() - edge) / 2)
        if shape.scaled(beside, _WHOLE).width() >= shape.scaled(below, _WHOLE).width():
            return QRectF(inner.topLeft(), beside), QRectF(inner.topLeft() + QPointF(beside.width() + edge, 0), beside)
        return QRectF(inner.topLeft(), below), QRectF(inner.topLeft() + QPointF(0, below.height() + edge), below)

    def frames(self) -> tuple[QRectF, QRectF]:
        """Give where the two pictures really stand."""
        first, second = self.places()
        return self._piece(0, first)[0], self._piece(1, second)[0]

    def spot(self, point: QPointF) -> QPointF:
        """Give what part of the picture is under a point, as shares of it."""
        for side, place in enumerate(self.places()):
            target, source = self._piece(side, place)
            if target.contains(point) or side:
                size = self._size(side)
                inside = point - target.topLeft()
                x = source.left() + source.width() * inside.x() / max(1.0, target.width())
                y = source.top() + source.height() * inside.y() / max(1.0, target.height())
                return QPointF(x / size.width(), y / size.height())
        return QPointF(0.5, 0.5)

    def _size(self, side: int) -> QSizeF:
        if self.pictures is None:
            return self._shape()
        return QSizeF(self.pictures[side].size()) / self.pictures[side].devicePixelRatio()

    def _shape(self) -> QSizeF:
        size = self._room.studio.plan.project.format.size
        return QSizeF(size.width, size.height)

    def _piece(self, side: int, place: QRectF) -> tuple[QRectF, QRectF]:
        """Give where a picture is drawn, and what part of it, in its own pixels."""
        size = self._size(side)
        if not self._pair.zoom:
            target = QRectF(QPointF(), size.scaled(place.size(), _WHOLE))
            target.moveCenter(place.center())
            return target, QRectF(QPointF(), size)
        scale = self._pair.zoom / 100 / self.devicePixelRatioF()
        target = QRectF(QPointF(), (size * scale).boundedTo(place.size()))
        target.moveCenter(place.center())
        source = QRectF(QPointF(), target.size() / scale)
        spot = self._pair.spot
        source.moveCenter(QPointF(spot.x() * size.width(), spot.y() * size.height()))
        source.moveLeft(max(0.0, min(source.left(), size.width() - source.width())))
        source.moveTop(max(0.0, min(source.top(), size.height() - source.height())))
        return target, source

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both pictures, what they are called, the line, and the focus."""
        theme = self._room.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=self._pair.zoom < 200)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        if self.ghost:
            draw_stripes(painter, self.rect(), theme)
        if self.pictures is not None and self._pair.takes is not None:
            self._draw(painter)
        if self.word:
            self._say(painter)
        if self.hasFocus():
            width = theme.size("focus")
            painter.setPen(QPen(theme.colour("accent"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = width / 2
            painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        assert self.pictures is not None
        first, second = self.places()
        (to, of), (over, part) = self._piece(0, first), self._piece(1, second)
        if self._pair.mode is Mode.DIFFERENCE:
            both = self._difference(to, of, over, part)
            painter.drawImage(to, both, QRectF(both.rect()))
            self._badge(painter, to, self._names("compare.minus"), Qt.AlignmentFlag.AlignLeft)
            return
        painter.drawImage(to, self.pictures[0], of)
        if self._pair.mode is Mode.SIDE:
            painter.drawImage(over, self.pictures[1], part)
            self._badge(painter, to, self._name(0), Qt.AlignmentFlag.AlignLeft)
            self._badge(painter, over, self._name(1), Qt.AlignmentFlag.AlignLeft)
            return
        x = to.left() + to.width() * self._pair.line
        painter.save()
        painter.setClipRect(QRectF(x, 0, self.width() - x, self.height()))
        painter.drawImage(over, self.pictures[1], part)
        painter.restore()
        if self._pair.line > 0:
            self._badge(painter, to, self._name(0), Qt.AlignmentFlag.AlignLeft)
        if self._pair.line < 1:
            self._badge(painter, over, self._name(1), Qt.AlignmentFlag.AlignRight)
        self._wipe_line(painter, to, x)

    def _difference(self, to: QRectF, of: QRectF, over: QRectF, part: QRectF) -> QImage:
        """Subtract one picture from the other, and double what is left."""
        assert self.pictures is not None
        ratio = self.devicePixelRatioF()
        both = QImage((to.size() * ratio).toSize().expandedTo(QSize(1, 1)), QImage.Format.Format_RGB32)
        both.fill(Qt.GlobalColor.black)
        painter = QPainter(both)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=self._pair.zoom < 200)
        painter.scale(ratio, ratio)
        painter.translate(-to.topLeft())
        painter.drawImage(to, self.pictures[0], of)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(over, self.pictures[1], part)
        painter.end()
        for _ in range(_DOUBLED):
            once = both.copy()
            painter = QPainter(both)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            painter.drawImage(0, 0, once)
            painter.end()
        return both

    def _wipe_line(self, painter: QPainter, box: QRectF, x: float) -> None:
        theme = self._room.theme
        width = theme.size("focus")
        painter.fillRect(QRectF(x - width, box.top(), 2 * width, box.height()), theme.colour("shade"))
        painter.fillRect(QRectF(x - width / 2, box.top(), width, box.height()), theme.colour("accent"))
        side = theme.space("m")
        grip = QRectF(x - side / 2, box.center().y() - side, side, 2 * side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("shade"), theme.space("hair")))
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(grip, theme.corner("s"), theme.corner("s"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _name(self, side: int) -> str:
        assert self._pair.takes is not None
        return self._room.say("board.t", number=self._pair.takes[side].number)

    def _names(self, code: str) -> str:
        return self._room.say(code, before=self._name(0), after=self._name(1), times=2**_DOUBLED)

    def _badge(self, painter: QPainter, box: QRectF, text: str, edge: Qt.AlignmentFlag) -> None:
        theme = self._room.theme
        font = theme.font("caption", bold=True)
        metrics = QFontMetrics(font)
        inner = theme.space("s")
        wide, high = metrics.horizontalAdvance(text) + 2 * inner, metrics.height() + theme.space("xs")
        left = box.left() + inner if edge == Qt.AlignmentFlag.AlignLeft else box.right() - inner - wide
        place = QRectF(left, box.bottom() - inner - high, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shade"))
        painter.drawRoundedRect(place, theme.corner("s"), theme.corner("s"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.colour("on-shade"))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _say(self, painter: QPainter) -> None:
        theme = self._room.theme
        edge = theme.space("xl")
        room: QRect = self.rect().adjusted(edge, edge, -edge, -edge)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(theme.font("heading"))
        box = QFontMetrics(painter.font()).boundingRect(room, flags, self.word)
        side = theme.space("s")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shade"))
        painter.drawRoundedRect(box.adjusted(-side, -side, side, side), theme.corner("s"), theme.corner("s"))
        painter.setPen(theme.colour("on-shade"))
        painter.drawText(box, flags, self.word)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the line, or of what the loupe shows."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._drags = event.position(), False
            if self._pair.mode is Mode.WIPE and not self._pair.zoom:
                self._pull(event.position())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, and show what could be."""
        wipes = self._pair.mode is Mode.WIPE
        if self._held is None:
            near = wipes and self._near(event.position())
            self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
            return
        moved = event.position() - self._held
        if wipes and (not self._pair.zoom or self._near(self._held) or self._drags):
            self._drags = True
            self._pull(event.position())
        elif self._pair.zoom:
            target, source = self._piece(0, self.places()[0])
            size = self._size(0)
            share = source.width() / max(1.0, target.width())
            by = QPointF(moved.x() * share / size.width(), moved.y() * share / size.height())
            self._pair.look_at(self._pair.spot - by)
            self._held = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a press without a way plays or stops, except where it moved the line."""
        held, self._held = self._held, None
        still = held is not None and held == event.position()
        if still and self._pair.mode is not Mode.WIPE:
            self.pressed.emit()
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the line a little."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if self._pair.mode is Mode.WIPE and turn:
            self._pair.wipe(self._pair.line + (STEP if turn > 0 else -STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def _pull(self, point: QPointF) -> None:
        box = self.frames()[0]
        self._pair.wipe((point.x() - box.left()) / max(1.0, box.width()))

    def _near(self, point: QPointF) -> bool:
        box = self.frames()[0]
        return abs(point.x() - (box.left() + box.width() * self._pair.line)) <= self._room.theme.space("s")

    def _dress(self) -> None:
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()
