"""The question asked when the window is closed over words that could not be saved."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from .labels import Label
from .room import Room
from .sheet_buttons import SheetButtons


class UnsavedSheet(QDialog):
    """Show the words and let the person stay, take them along, or leave them."""

    def __init__(self, room: Room, words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        theme = room.theme
        self.setWindowTitle(room.say("unsaved.title"))
        title, text = Label(room.look, room.say("unsaved.title"), "title", bold=True), Label(room.look)
        text.setText(room.say("unsaved"))
        for label in (title, text):
            label.setWordWrap(True)
            label.setMinimumWidth(theme.size("sheet"))
        self.words = QPlainTextEdit(words)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(room.say("unsaved.words"))
        self.stay, self.copy = QPushButton(room.say("unsaved.stay")), QPushButton(room.say("unsaved.copy"))
        self.drop = QPushButton(room.say("unsaved.close"))
        self.stay.setProperty("primary", True)
        self.stay.setDefault(True)
        buttons = SheetButtons(room.look)
        buttons.addButton(self.stay, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.drop, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(words))
        self.drop.clicked.connect(self.accept)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        edge = theme.space("xl")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(theme.space("l"))
        for widget in (title, text, self.words, buttons):
            lines.addWidget(widget)
        self.stay.setFocus()


def may_lose(room: Room, words: str, parent: QWidget | None) -> bool:
    """Ask whether words that could not be saved may be left behind; nothing is asked where there are none."""
    if not words:
        return True
    sheet = UnsavedSheet(room, words, parent)
    try:
        return sheet.exec() == QDialog.DialogCode.Accepted
    finally:
        sheet.deleteLater()
