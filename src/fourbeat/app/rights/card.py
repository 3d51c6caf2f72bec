"""A card: how something stands, as a shape and a word, with what that means beneath."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from fourbeat.model.status import Shown

from ..labels import Label
from ..marks import draw_mark
from ..room import Room

SHAPES = {"good": Shown.APPROVED, "warn": Shown.READY, "bad": Shown.RETAKE, "text-soft": Shown.BRIEFED}
"""The shape that goes with each tone: colour never speaks alone."""


class Mark(QWidget):
    """Be a shape."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._tone = room, "text-soft"
        room.look.changed.connect(self._dress)
        self._dress()

    def show_tone(self, tone: str) -> None:
        """Show the shape of a tone."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Be as large as a mark."""
        side = self._room.theme.size("icon")
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape."""
        theme = self._room.theme
        side = theme.size("mark")
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        draw_mark(painter, box, SHAPES[self._tone], theme.colour(self._tone))
        painter.end()

    def _dress(self) -> None:
        side = self._room.theme.size("icon")
        self.setFixedSize(side, side)


class Card(QWidget):
    """Say how something stands."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.mark = Mark(room)
        self.title = Label(room.look, "", "body", bold=True)
        self.words = Label(room.look, "", "caption", tone="text-soft")
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.mark, 0, 0)
        self._lines.addWidget(self.title, 0, 1)
        self._lines.addWidget(self.words, 1, 1)
        self._lines.setColumnStretch(1, 1)
        for label in (self.title, self.words):
            label.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_words(self, tone: str, title: str, words: str = "") -> None:
        """Say it; `tone` is good, warn, bad or text-soft."""
        self.mark.show_tone(tone)
        self.title.tint(tone if tone != "text-soft" else "text")
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _dress(self) -> None:
        self._lines.setSpacing(self._room.theme.space("xs"))
