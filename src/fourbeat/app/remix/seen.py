"""The take that another is made from: its picture at the frame that is meant, and the words it was made with."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fourbeat.model.take import Take
from fourbeat.studio.takes import Listed

from ..labels import Label
from ..queue.sending import made
from ..queue.sent_words import SentWords
from ..room import Room
from ..takes.skim import Skim

_LINES = 3


class Still(QWidget):
    """Show a take at one of its frames: its own picture until that frame is read."""

    def __init__(self, room: Room, take: Take) -> None:
        super().__init__()
        self._room, self._take = room, take
        self._skim = Skim(room, self)
        self._skim.shown.connect(self._ready)
        room.thumbs.ready.connect(self._ready)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        room.name(self, "remix-sheet.picture", number=take.number)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_frame(self, frame: int | None) -> None:
        """Show a frame; None for the take's own picture."""
        if frame is None:
            self._skim.leave()
            return
        frames = self._take.facts.frames
        at = frames - 1 if frame < 0 else min(frame, frames - 1)
        self._skim.over(self._take, (at + 0.5) / frames)

    def close_file(self) -> None:
        """Let go of the take's file."""
        self._skim.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture as large as it fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box, theme = self.rect(), self._room.theme
        painter.fillRect(box, theme.colour("canvas"))
        found: QImage | QPixmap | None = self._skim.picture(self._take.id)
        if found is None:
            found = self._room.thumbs.picture(self._take.id, box.size(), self.devicePixelRatio())
        if found is None:
            side = theme.size("choice-icon")
            middle = QRect(0, 0, side, side)
            middle.moveCenter(box.center())
            self._room.icons.icon("film", "text-faint", "choice-icon").paint(painter, middle)
        else:
            fitted = QRect()
            fitted.setSize(found.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
            fitted.moveCenter(box.center())
            if isinstance(found, QImage):
                painter.drawImage(fitted, found)
            else:
                painter.drawPixmap(fitted, found)
        painter.end()

    def _ready(self, take: str) -> None:
        if take == self._take.id:
            self.update()

    def _dress(self) -> None:
        size = self._room.studio.plan.project.format.size
        wide = self._room.theme.size("card-least") * 3 // 2
        self.setFixedSize(QSize(wide, max(1, round(wide * size.height / size.width))))


class Source(QWidget):
    """Show a take beside its words, under what is asked of it."""

    def __init__(self, room: Room, one: Listed, title: str) -> None:
        super().__init__()
        self._room = room
        take = one.take
        self.still = Still(room, take)
        self.title = Label(room.look, title, "heading", bold=True)
        seed = room.say("remix-sheet.seed-of", seed=take.seed) if take.seed is not None else ""
        told = " · ".join(filter(None, (made(room, take.provider, take.model), seed)))
        self.made = Label(room.look, told, "caption", tone="text-soft")
        for label in (self.title, self.made):
            label.setWordWrap(True)
        self.prompt = SentWords(room, room.say("takes-dock.prompt"), _LINES, take.prompt)
        words = QVBoxLayout()
        for widget in (self.title, self.made, self.prompt):
            words.addWidget(widget)
        words.addStretch(1)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.still, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(words, 1)
        room.look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        theme = self._room.theme
        self._line.setSpacing(theme.space("m"))
