"""The line in which one writes what to remember about a take."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from fourbeat.studio.takes import LONGEST_NOTE, Listed

from ..board.moves import writable
from ..room import Room


class Note(QLineEdit):
    """Hold a take's note; it is kept, as one step, with `Return` or when one goes on, and `Esc` takes it back."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._one: Listed | None = None
        self.setMaxLength(LONGEST_NOTE)
        self.setPlaceholderText(room.say("takes-dock.note-empty"))
        self.setReadOnly(not writable(room))
        room.name(self, "takes-dock.note")
        self.setToolTip("")
        self.editingFinished.connect(self.keep)

    def show_take(self, one: Listed) -> None:
        """Show a take's note; what is being written about it stays."""
        another = self._one is None or self._one.take.id != one.take.id
        if another:
            self.keep()
        self._one = one
        if another or not self.isModified():
            self.setText(one.mark.note)
            self.setCursorPosition(0)

    def keep(self) -> None:
        """Save what was written."""
        if self._one is None or not self.isModified():
            return
        if self._room.attempt(partial(self._room.studio.takes.mark, takes=(self._one.take,), note=self.text())) is None:
            return
        self.setModified(False)

    def unkept(self) -> str:
        """Give what was written and could not be saved."""
        return self.text() if self.isModified() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was written with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._one is not None:
            self.setText(self._one.mark.note)
        super().keyPressEvent(event)
