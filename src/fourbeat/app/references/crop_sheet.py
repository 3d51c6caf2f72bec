"""The crop sheet: a frame over the picture, moved by mouse or keys, and the same in figures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.format import Size
from fourbeat.model.plan import Reference
from fourbeat.studio.picture_size import size_of

from ..board.asking import Asking
from ..room import Room

_STEP = 8


class Frame(QWidget):
    """Show a picture with the part that is taken; `box` is in pixels of the picture, `moved` follows each change.

    The mouse moves the part, the wheel makes it larger or smaller; so do the arrows, and plus and minus.
    """

    moved = Signal()

    def __init__(self, room: Room, picture: QPixmap, whole: Size, target: Size) -> None:
        super().__init__()
        self._room, self._picture, self.whole, self._target = room, picture, whole, target
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box = QRectF()
        self.shape(target)

    def sizeHint(self) -> QSize:
        """Be large enough to see, within the sheet."""
        return QSize(self._room.theme.size("sheet"), self._room.theme.size("sheet") * 9 // 16)

    def shape(self, target: Size) -> None:
        """Take the largest part of another shape, around the middle."""
        self._target = target
        width = min(self.whole.width, self.whole.height * target.width / target.height)
        self.take(
            QRectF(0, 0, width, width * target.height / target.width), self.whole.width / 2, self.whole.height / 2
        )

    def take(self, size: QRectF, x: float, y: float) -> None:
        """Take a part of a size around a point, moved into the picture where it would leave it."""
        ratio = self._target.width / self._target.height
        width = max(1.0, min(size.width(), self.whole.width, self.whole.height * ratio))
        height = width / ratio
        left = max(0.0, min(x - width / 2, self.whole.width - width))
        top = max(0.0, min(y - height / 2, self.whole.height - height))
        self.box = QRectF(left, top, width, height)
        self.moved.emit()
        self.update()

    def grow(self, by: float) -> None:
        """Make the part larger or smaller around its middle."""
        middle = self.box.center()
        self.take(QRectF(0, 0, self.box.width() * by, 0), middle.x(), middle.y())

    def shift(self, right: float, down: float) -> None:
        """Move the part."""
        middle = self.box.center()
        self.take(self.box, middle.x() + right, middle.y() + down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, one pixel with Shift; plus and minus make it larger and smaller."""
        step = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else max(1, self.whole.width // 100, _STEP)
        moves = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key in moves:
            self.shift(moves[key][0] * step, moves[key][1] * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.grow(1.05)
        elif key == Qt.Key.Key_Minus:
            self.grow(1 / 1.05)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the part."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._held is not None:
            way = (event.position() - self._held) / self._scale()
            self._held = event.position()
            self.shift(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the part larger or smaller."""
        self.grow(1.05 if event.angleDelta().y() > 0 else 1 / 1.05)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, dark where it is cut off."""
        theme, painter, scale = self._room.theme, QPainter(self), self._scale()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(0, 0, self.whole.width * scale, self.whole.height * scale)
        area.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(area, self._picture, QRectF(self._picture.rect()))
        part = QRectF(self.box.topLeft() * scale + area.topLeft(), self.box.size() * scale)
        shade = QColor(theme.colour("canvas"))
        shade.setAlphaF(0.7)
        for cut in (
            QRectF(area.left(), area.top(), area.width(), part.top() - area.top()),
            QRectF(area.left(), part.bottom(), area.width(), area.bottom() - part.bottom()),
            QRectF(area.left(), part.top(), part.left() - area.left(), part.height()),
            QRectF(part.right(), part.top(), area.right() - part.right(), part.height()),
        ):
            painter.fillRect(cut, shade)
        line = theme.size("focus") if self.hasFocus() else theme.space("hair")
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "text"), line))
        painter.drawRect(part)
        painter.end()

    def _scale(self) -> float:
        return min(self.width() / self.whole.width, self.height() / self.whole.height)


class CropSheet(Asking):
    """Ask for a part of a picture and the size it is fitted to; `chosen` carries the part and the size as text."""

    chosen = Signal(object, str)

    def __init__(self, room: Room, one: Reference, small: Path, target: Size) -> None:
        super().__init__(room, "pictures.crop-title", "pictures.crop-go", "pictures.crop-lead")
        picture = QPixmap(str(small))
        whole = size_of(room.studio.references.path(one)) or Size(width=picture.width(), height=picture.height())
        self.frame = Frame(room, picture, whole, target)
        room.name(self.frame, "pictures.crop-frame")
        self.figures = {
            "left": self._figure("pictures.left", whole.width - 1),
            "top": self._figure("pictures.top", whole.height - 1),
            "width": self._figure("pictures.width", whole.width, least=1),
        }
        self.size_text = QLineEdit(str(target))
        self.size_text.setAccessibleName(room.say("pictures.size"))
        self.lines.addWidget(self.frame, 1)
        form = QFormLayout()
        for name, box in self.figures.items():
            form.addRow(room.say(f"pictures.{name}"), box)
            box.valueChanged.connect(self._figured)
        form.addRow(room.say("pictures.size"), self.size_text)
        self.lines.addLayout(form)
        self.size_text.textEdited.connect(self._sized)
        self.frame.moved.connect(self._follow)
        self._follow()

    def enter(self) -> None:
        """Take the keyboard in the frame."""
        self.frame.setFocus()

    def part(self) -> tuple[int, int, int, int]:
        """Give the part in whole pixels, within the picture."""
        box, whole = self.frame.box, self.frame.whole
        left, top = int(box.left()), int(box.top())
        width = max(1, min(round(box.width()), whole.width - left))
        return left, top, width, max(1, min(round(box.height()), whole.height - top))

    def done_asking(self) -> None:
        """Tell what was chosen."""
        self.chosen.emit(self.part(), self.size_text.text())
        self.accept()

    def _figure(self, code: str, most: int, *, least: int = 0) -> QSpinBox:
        box = QSpinBox()
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setRange(least, max(least, most))
        box.setAccessibleName(self.room.say(code))
        return box

    def _follow(self) -> None:
        for name, value in zip(("left", "top", "width"), self.part(), strict=False):
            self.figures[name].blockSignals(True)
            self.figures[name].setValue(value)
            self.figures[name].blockSignals(False)

    def _figured(self) -> None:
        width = self.figures["width"].value()
        height = width * self.frame.box.height() / self.frame.box.width()
        x, y = self.figures["left"].value() + width / 2, self.figures["top"].value() + height / 2
        self.frame.take(QRectF(0, 0, width, height), x, y)

    def _sized(self, text: str) -> None:
        try:
            size = Size.parse(text)
        except FourbeatError:
            self.go.setEnabled(False)
            return
        self.go.setEnabled(size.width <= 8192 and size.height <= 8192)
        if self.go.isEnabled():
            self.frame.shape(size)
