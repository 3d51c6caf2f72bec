"""The prompt on paper: its stretches know their fields, and it can be typed over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from fourbeat.model.take import PromptPart

from ..room import Room
from .controls import leaves_undo, stay_left, units

LONGEST = 32_000


class Paper(QPlainTextEdit):
    """Show a prompt; `pointed` says which part the pointer or the caret is in, `typed` follows what a person types."""

    pointed = Signal(str)
    typed = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._parts: Sequence[PromptPart] = ()
        self._marked: tuple[str, ...] = ()
        self._busy = False
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        stay_left(self)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is nothing to undo here."""
        paper = self.document()
        if leaves_undo(event, paper.isUndoAvailable(), paper.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def put(self, text: str, parts: Sequence[PromptPart]) -> None:
        """Show a prompt, changing only what differs; an empty page that is being typed on is left empty."""
        self._parts = parts
        now = self.toPlainText()
        if now.strip() != text and not (self.hasFocus() and not now.strip()):
            self._busy = True
            place = self.verticalScrollBar().value()
            start = 0
            while start < min(len(now), len(text)) and now[start] == text[start]:
                start += 1
            end = 0
            while end < min(len(now), len(text)) - start and now[-1 - end] == text[-1 - end]:
                end += 1
            pen = self._pen(start, len(now) - end)
            pen.insertText(text[start : len(text) - end])
            self.document().clearUndoRedoStacks()
            self.verticalScrollBar().setValue(place)
            self._busy = False
        self.mark(self._marked, follow=False)

    def mark(self, names: Sequence[str], *, follow: bool = True) -> None:
        """Mark the stretches that came from some parts of the brief."""
        self._marked = tuple(names)
        theme, marks = self._room.theme, []
        for part in self._parts:
            if part.field in self._marked or part.field.partition(":")[0] in self._marked:
                mark = QTextEdit.ExtraSelection()
                look = QTextCharFormat()
                look.setBackground(theme.colour("selection"))
                look.setForeground(theme.colour("text"))
                look.setFontUnderline(True)
                mark.cursor, mark.format = self._pen(part.start, part.end), look
                marks.append(mark)
        self.setExtraSelections(marks)
        if marks and follow and not self.hasFocus():
            self._busy = True
            pen = QTextCursor(marks[0].cursor)
            pen.setPosition(pen.selectionStart())
            self.setTextCursor(pen)
            self.centerCursor()
            self._busy = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which part is pointed at."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            pen = self.cursorForPosition(event.position().toPoint())
            near = self.cursorRect(pen).adjusted(-12, 0, 12, 0).contains(event.position().toPoint())
            self.pointed.emit(self._part_at(pen) if near else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Say that nothing is pointed at."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def _changed(self) -> None:
        if self._busy:
            return
        text = self.toPlainText()
        if len(text) > LONGEST:
            self._busy = True
            self._pen(LONGEST, len(text)).removeSelectedText()
            self._busy = False
            self._room.stage.announce(self._room.say("brief-dock.full", most=LONGEST))
        self.typed.emit(self.toPlainText())

    def _moved(self) -> None:
        if self.hasFocus() and not self._busy:
            self.pointed.emit(self._part_at(self.textCursor()))

    def _part_at(self, pen: QTextCursor) -> str:
        text = self.toPlainText()
        before = text.encode("utf-16-le")[: 2 * pen.position()].decode("utf-16-le", "ignore")
        at = len(before)
        return next((part.field for part in self._parts if part.start <= at < part.end), "")

    def _pen(self, start: int, end: int) -> QTextCursor:
        text, pen = self.toPlainText(), QTextCursor(self.document())
        pen.setPosition(units(text[:start]))
        pen.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return pen
