"""The words of a request, to be read and copied: before they are sent, and afterwards beside what came of them."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from ..brief.controls import high, stay_left
from ..labels import Label
from ..room import Room


class SentWords(QPlainTextEdit):
    """Show so many lines of a prompt under a name; `label` says it where it is to be seen above them."""

    def __init__(self, room: Room, name: str, lines: int, text: str = "") -> None:
        super().__init__(text)
        self._room, self._shown = room, lines
        self.label = Label(room.look, name, "caption", tone="text-soft")
        self.label.setBuddy(self)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        stay_left(self)
        room.look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        theme = self._room.theme
        self.setFixedHeight(high(theme, QFontMetrics(theme.font()), self._shown))
