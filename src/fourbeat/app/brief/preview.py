"""The prompt as it will be sent, with the stretch that the keyboard is writing marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from fourbeat.model.take import PromptPart

from ..labels import Label
from ..room import Room
from .controls import count_words


class Preview(QWidget):
    """Show a prompt."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._parts: Sequence[PromptPart] = ()
        self._part = ""
        self.title = Label(room.look, room.say("brief-dock.preview"), "caption", bold=True)
        self.count = Label(room.look, "", "caption", tone="text-soft")
        self.copy = QPushButton(room.say("brief-dock.copy"))
        self.copy.setProperty("flat", True)
        room.icons.dress(self.copy, "copy", "text-soft")
        self.copy.clicked.connect(lambda _on=False: self._copy())
        self.page = QPlainTextEdit()
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(room.say("brief-dock.preview"))
        self._top = QHBoxLayout()
        self._top.addWidget(self.title)
        self._top.addWidget(self.count, 1)
        self._top.addWidget(self.copy)
        self._lines = QVBoxLayout(self)
        self._lines.addLayout(self._top)
        self._lines.addWidget(self.page, 1)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_prompt(self, text: str, parts: Sequence[PromptPart]) -> None:
        """Show a prompt and remember where its parts come from."""
        self._parts = parts
        if text != self.page.toPlainText():
            place = self.page.verticalScrollBar().value()
            self.page.setPlainText(text)
            self.page.verticalScrollBar().setValue(place)
        self.count.setText(self._room.say("brief-dock.words", n=count_words(text)))
        self._mark()

    def mark(self, part: str) -> None:
        """Mark the stretch that came from one part of the brief."""
        self._part = part
        self._mark()
        self.page.centerCursor()

    def marked(self) -> str:
        """Give the words that are marked."""
        return " ".join(one.cursor.selectedText() for one in self.page.extraSelections())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marked stretch in sight."""
        super().resizeEvent(event)
        self.page.centerCursor()

    def _mark(self) -> None:
        theme, marks = self._room.theme, []
        text = self.page.toPlainText()
        for part in self._parts:
            if part.field == self._part or part.field.partition(":")[0] == self._part:
                mark = QTextEdit.ExtraSelection()
                pen = QTextCursor(self.page.document())
                pen.setPosition(_units(text[: part.start]))
                pen.setPosition(_units(text[: part.end]), QTextCursor.MoveMode.KeepAnchor)
                look = QTextCharFormat()
                look.setBackground(theme.colour("selection"))
                look.setForeground(theme.colour("text"))
                look.setFontUnderline(True)
                mark.cursor, mark.format = pen, look
                marks.append(mark)
        self.page.setExtraSelections(marks)
        if marks:
            pen = QTextCursor(marks[0].cursor)
            pen.setPosition(pen.selectionStart())
            self.page.setTextCursor(pen)
            self.page.ensureCursorVisible()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.page.toPlainText())
        self._room.stage.announce(self._room.say("brief-dock.copied"))

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("s"), side, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._top.setSpacing(theme.space("s"))
        self._mark()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
