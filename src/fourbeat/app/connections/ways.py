"""The first question about generators: four ways to begin, none of them wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ..choice import Choice
from ..labels import Label
from ..room import Room

WAYS = (("comfyui", "film"), ("key", "lock"), ("websites", "link"), ("none", "board"))
"""The ways, with their pictures."""


class Ways(QWidget):
    """Offer the ways; `chosen` carries which one."""

    chosen = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        say = room.say
        title = Label(room.look, say("connections.first"), "heading", bold=True)
        lead = Label(room.look, say("connections.first-lead"), tone="text-soft")
        for label in (title, lead):
            label.setWordWrap(True)
        self.choices = {
            way: Choice(room.look, room.icons, icon, say(f"connections.way-{way}"), say(f"connections.way-{way}-hint"))
            for way, icon in WAYS
        }
        self._grid = QGridLayout()
        self._columns = 0
        for way, choice in self.choices.items():
            choice.setProperty("choice", True)
            choice.clicked.connect(lambda _on=False, way=way: self.chosen.emit(way))
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(title)
        self._lines.addWidget(lead)
        self._lines.addLayout(self._grid)
        self._lines.addStretch(1)
        room.look.changed.connect(self._dress)
        self._dress()
        self._place(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways below one another where two do not fit side by side."""
        super().resizeEvent(event)
        theme = self._room.theme
        self._place(2 if self.width() >= 2 * theme.size("choice") + theme.space("m") else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, choice in enumerate(self.choices.values()):
            self._grid.removeWidget(choice)
            self._grid.addWidget(choice, number // columns, number % columns)

    def _dress(self) -> None:
        theme = self._room.theme
        # Where there is a bar to scroll with, fields keep off it.
        self._lines.setContentsMargins(0, 0, theme.space("s"), 0)
        self._lines.setSpacing(theme.space("m"))
        self._grid.setSpacing(theme.space("m"))
