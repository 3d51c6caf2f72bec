"""Fields of words: one line, a figure, several lines, a choice, a check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fourbeat.writing.counting import count_words

from ..check import Check
from ..room import Room
from .controls import Choice, Entry, Writing, plain, said
from .field import Field


class LineField(Field):
    """Hold one line of text."""

    def __init__(self, room: Room, word: str, hint: str = "") -> None:
        super().__init__(room, word)
        self.entry = Entry()
        if hint:
            self.entry.setPlaceholderText(room.say(hint))
            self.entry.setToolTip(room.say(hint))
        self.hold(self.entry)
        self.entry.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> object:
        """Give the text without the space around it."""
        return self.entry.text().strip()

    def show_value(self, value: object) -> None:
        """Show a text."""
        self.entry.put(str(value))


class FigureField(Field):
    """Hold a number that counts when it is finished: seconds, a seed; empty for none."""

    def __init__(self, room: Room, word: str, hint: str = "") -> None:
        super().__init__(room, word)
        self.entry = Entry(16)
        if hint:
            self.entry.setPlaceholderText(room.say(hint))
            self.entry.setToolTip(room.say(hint))
        self.hold(self.entry)
        self._shown = ""
        self.entry.editingFinished.connect(self._finished)

    def value(self) -> object:
        """Give the figures as plain digits, or None."""
        return plain(self.entry.text()) or None

    def show_value(self, value: object) -> None:
        """Show a number, unless one is being written."""
        try:
            text = "" if value is None else said(str(value))
        except ValueError:
            # Figures that could not be kept are shown as they were typed.
            text = str(value)
        if text == self._shown and self.entry.hasFocus():
            return
        self._shown = text
        self.entry.put(text)

    def _finished(self) -> None:
        if plain(self.entry.text()) != self._shown:
            self._shown = plain(self.entry.text())
            self.edited.emit()


class TextField(Field):
    """Hold text of several lines."""

    def __init__(self, room: Room, word: str, hint: str = "", *, least: int = 2, counted: bool = False) -> None:
        super().__init__(room, word)
        self._counted = counted
        self.writing = Writing(room, least)
        if hint:
            self.writing.setPlaceholderText(room.say(hint))
        self.hold(self.writing)
        self.writing.written.connect(self._written)

    def value(self) -> object:
        """Give the text without the space around it."""
        return self.writing.words()

    def show_value(self, value: object) -> None:
        """Show a text."""
        self.writing.put(str(value))
        self._count()

    def _written(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        if self._counted:
            self.note.setText(self.room.say("brief-dock.words", n=count_words(self.writing.toPlainText())))


class ChoiceField(Field):
    """Hold one of several choices, or None."""

    def __init__(self, room: Room, word: str, choices: Iterable[tuple[object, str]] = ()) -> None:
        super().__init__(room, word)
        self.choice = Choice(room)
        self.hold(self.choice)
        self._values: list[object] = []
        self.offer(list(choices))
        self.choice.activated.connect(lambda _row: self.edited.emit())

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer choices, each with its words; what was chosen stays chosen."""
        chosen = self.value()
        self.choice.clear()
        self._values = [value for value, _ in choices]
        self.choice.addItems([words for _, words in choices])
        # Where nothing was chosen and nothing is no choice, the first stands.
        if chosen is not None or None in self._values or not choices:
            self.show_value(chosen)

    def offer_only(self, choices: Sequence[tuple[object, str]], usual: object) -> None:
        """Offer choices and nothing else; what was chosen and is not among them gives way to the usual one."""
        chosen = self.value()
        values = [value for value, _ in choices]
        self._lay(choices)
        self.show_value(chosen if chosen in values else usual)

    def value(self) -> object:
        """Give the choice."""
        row = self.choice.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def show_value(self, value: object) -> None:
        """Show a choice; one that is not on offer is shown as it is written."""
        if value not in self._values:
            self._values.append(value)
            self.choice.addItem(str(value or ""))
        self.choice.setCurrentIndex(self._values.index(value))
        self.choice.setToolTip(self.choice.currentText())

    def _lay(self, choices: Sequence[tuple[object, str]]) -> None:
        self.choice.clear()
        self._values = [value for value, _ in choices]
        self.choice.addItems([words for _, words in choices])


class CheckField(Field):
    """Hold a yes or no."""

    def __init__(self, room: Room, word: str, hint: str = "") -> None:
        super().__init__(room, word)
        self.label.hide()
        self.note.hide()
        self.check = Check(room, room.say(word))
        self.hold(self.check)
        if hint:
            self.check.setToolTip(room.say(hint))
            self.check.setAccessibleDescription(room.say(hint))
        self.check.clicked.connect(lambda _checked: self.edited.emit())

    def value(self) -> object:
        """Give True or False."""
        return self.check.isChecked()

    def show_value(self, value: object) -> None:
        """Show a yes or no."""
        self.check.setChecked(bool(value))
