"""The screen: the picture in the middle of the dark, its badge, and a calm word where there is none."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..reel.ghost import draw_ghost
from ..room import Room


class Screen(QWidget):
    """Show one picture as large as fits. Without one show the shot's poster or ghost, and `word` below it."""

    pressed = Signal()

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.picture: QImage | None = None
        self.poster: QPixmap | None = None
        self.ghost = ""
        self.badge = ""
        self.word = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(room.theme.size("card-least"), room.theme.size("card-least") // 2)
        room.look.changed.connect(self.update)

    def show_picture(self, picture: QImage) -> None:
        """Show another picture."""
        self.picture = picture
        self.update(self.frame())

    def tell(self, *, badge: str | None = None, word: str | None = None) -> None:
        """Write in the picture's corner, or where a picture is missing."""
        badge = self.badge if badge is None else badge
        word = self.word if word is None else word
        if (badge, word) != (self.badge, self.word):
            self.badge, self.word = badge, word
            self.update()

    def frame(self) -> QRect:
        """Give the picture's place: the film's shape, as large as fits."""
        size = self._room.studio.plan.project.format.size
        edge = self._room.theme.space("m")
        inner = self.rect().adjusted(edge, edge, -edge, -edge)
        place = QRect(inner.topLeft(), QSize(size.width, size.height).scaled(inner.size(), _WHOLE))
        place.moveCenter(inner.center())
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, badge and focus."""
        theme = self._room.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.colour("canvas"))
        place = self.frame()
        if self.picture is not None:
            painter.drawImage(place, self.picture)
        elif self.poster is not None:
            painter.drawPixmap(place, self.poster)
        elif self.ghost:
            draw_ghost(painter, place, self.ghost, theme)
        if self.word:
            self._say(painter, place)
        if self.badge:
            self._badge(painter, place)
        if self.hasFocus():
            width = theme.size("focus")
            # What was written before has left its brush: the ring must not cover the picture.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1).marginsRemoved(_margins(width - 1)))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard, and tell."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
        super().mousePressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for a good part of a window."""
        width = self._room.theme.size("sheet")
        return QSize(width, width * 9 // 16)

    def _badge(self, painter: QPainter, place: QRect) -> None:
        theme = self._room.theme
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        inner = theme.space("s")
        text = metrics.elidedText(self.badge, Qt.TextElideMode.ElideRight, place.width() - 4 * inner)
        box = QRect(
            place.left() + inner,
            place.top() + inner,
            metrics.horizontalAdvance(text) + 2 * inner,
            metrics.height() + theme.space("xs"),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shade"))
        painter.drawRoundedRect(box, theme.corner("s"), theme.corner("s"))
        painter.setPen(theme.colour("on-shade"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _say(self, painter: QPainter, place: QRect) -> None:
        theme = self._room.theme
        font = theme.font("heading")
        painter.setFont(font)
        edge = theme.space("l")
        room = self.rect().adjusted(edge, edge, -edge, -edge)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        box = QFontMetrics(font).boundingRect(room, flags, self.word)
        if self.picture is not None or self.poster is not None or self.ghost:
            box.moveBottom(place.bottom() - edge)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("shade"))
            painter.drawRoundedRect(box.marginsAdded(_margins(theme.space("s"))), theme.corner("s"), theme.corner("s"))
            painter.setPen(theme.colour("on-shade"))
        else:
            painter.setPen(theme.colour("text-soft"))
        painter.drawText(box, flags, self.word)


def _margins(width: int) -> QMargins:
    return QMargins(width, width, width, width)


_WHOLE = Qt.AspectRatioMode.KeepAspectRatio
