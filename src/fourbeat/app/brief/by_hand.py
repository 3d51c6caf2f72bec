"""What stands above a prompt that was typed by hand: that it is, how the brief has changed since, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from fourbeat.writing.difference import Kind, Piece

from ..labels import Label
from ..room import Room

_LINES = 3


class ByHand(QWidget):
    """Say that a prompt was typed by hand; `wanted` carries "accept", "keep" or "drop"."""

    wanted = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._pieces: Sequence[Piece] = ()
        self.words = Label(room.look, "", "caption")
        self.words.setWordWrap(True)
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(room.say("brief-dock.changes"))
        self.accept, self.keep, self.drop = (
            QPushButton(room.say(f"brief-dock.{deed}")) for deed in ("accept", "keep-mine", "drop-mine")
        )
        self._buttons = QHBoxLayout()
        for button, deed in ((self.accept, "accept"), (self.keep, "keep"), (self.drop, "drop")):
            button.clicked.connect(lambda _on=False, deed=deed: self.wanted.emit(deed))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for part in (self.words, self.changes):
            self._lines.addWidget(part)
        self._lines.addLayout(self._buttons)
        room.look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words whole: a layout alone would leave them one line."""
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(self.width())))

    def show_state(self, *, by_hand: bool, pieces: Sequence[Piece]) -> None:
        """Show whether the text was typed by hand, and what taking the brief's changes in would do to it."""
        self.setVisible(by_hand)
        outdated = bool(pieces)
        self.words.setText(self._room.say("brief-dock.outdated" if outdated else "brief-dock.by-hand"))
        self.words.tint("warn" if outdated else "text-soft")
        self._keep_whole()
        for part in (self.changes, self.accept, self.keep):
            part.setVisible(outdated)
        if pieces != self._pieces:
            self._pieces = pieces
            self._write()

    def _write(self) -> None:
        theme = self._room.theme
        self.changes.clear()
        pen = QTextCursor(self.changes.document())
        first = None
        for piece in self._pieces:
            look = QTextCharFormat()
            look.setForeground(theme.colour({Kind.GONE: "bad", Kind.NEW: "good"}.get(piece.kind, "text-soft")))
            look.setFontStrikeOut(piece.kind is Kind.GONE)
            look.setFontUnderline(piece.kind is Kind.NEW)
            if first is None and piece.kind is not Kind.SAME:
                first = pen.position()
            pen.insertText(piece.text, look)
        pen.setPosition(first or 0)
        self.changes.setTextCursor(pen)
        self.changes.centerCursor()

    def _dress(self) -> None:
        theme = self._room.theme
        self._lines.setSpacing(theme.space("xs"))
        self._buttons.setSpacing(theme.space("xs"))
        height = self.changes.fontMetrics().lineSpacing() * _LINES + 2 * theme.space("s")
        self.changes.setFixedHeight(height)
        self._write()
