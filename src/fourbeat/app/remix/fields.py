"""Fields of the remix sheet: a whole number with its bounds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ..brief.controls import Entry, plain
from ..brief.field import Field
from ..room import Room

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class _Figures(Entry):
    """Be a line of figures that Up and Down count."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(16)
        self.least, self.most = least, max(least, most)

    def number(self) -> int:
        """Give the number, the nearest there is where another was typed."""
        text = plain(self.text())
        return max(self.least, min(int(text) if text.isdecimal() else self.least, self.most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with Up and Down."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.setText(str(max(self.least, min(self.number() + step, self.most))))
        self.textEdited.emit(self.text())


class NumberField(Field):
    """Hold a whole number between two bounds; what is no such number becomes the nearest once it is finished."""

    def __init__(self, room: Room, word: str, least: int, most: int) -> None:
        super().__init__(room, word)
        self.entry = _Figures(least, most)
        self.entry.setText(str(least))
        self.hold(self.entry)
        self.entry.textEdited.connect(lambda _text: self.edited.emit())
        self.entry.editingFinished.connect(lambda: self.show_value(self.number()))

    def value(self) -> object:
        """Give the number."""
        return self.number()

    def number(self) -> int:
        """Give the number as one."""
        return self.entry.number()

    def show_value(self, value: object) -> None:
        """Show a number."""
        self.entry.put(str(value))
