"""Sheets that ask for something: a title, what is asked, and two buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from ..labels import Label
from ..room import Room
from ..sheet_buttons import SheetButtons


class Asking(QDialog):
    """Be a sheet over the window; `go` is its one primary button."""

    def __init__(self, room: Room, title: str, go: str, lead: str = "") -> None:
        window = room.stage
        assert isinstance(window, QWidget)
        super().__init__(window)
        self.room = room
        self.roomy = False
        """Whether the sheet holds a list, which likes more room than it needs."""
        self.paged = False
        """Whether the sheet is as large as a page of help, so that most of it is seen at once."""
        theme = room.theme
        self.setWindowTitle(room.title(title))
        self.lines = QVBoxLayout(self)
        edge = theme.space("xl")
        self.lines.setContentsMargins(edge, edge, edge, edge)
        self.lines.setSpacing(theme.space("m"))
        self.lead = Label(room.look, room.say(lead) if lead else "", tone="text-soft")
        self.lead.setWordWrap(True)
        self.lead.setVisible(bool(lead))
        self.lines.addWidget(self.lead)
        self.buttons = SheetButtons(room.look)
        self.go = QPushButton(room.say(go))
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.leave = QPushButton(room.say("sheet.close"))
        self.leave.setAutoDefault(False)
        self.buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.done_asking)
        self.buttons.rejected.connect(self.reject)

    def done_asking(self) -> None:
        """Do what the primary button says; a sheet closes itself when it is through."""
        self.accept()

    def present(self) -> None:
        """Put the buttons beneath, and show the sheet no larger than the window."""
        self.lines.addWidget(self.buttons)
        window = self.parentWidget() or self
        hint = self.sizeHint()
        wide = max(hint.width(), self.room.theme.size("sheet"))
        high = max(hint.height(), window.height() * 2 // 3) if self.roomy else hint.height()
        self.resize(min(wide, window.width()), min(high, window.height()))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.open()
        if self.paged:
            self.page()

    def page(self) -> None:
        """Be as large as a page of help, where the window is."""
        window, theme = self.parentWidget() or self, self.room.theme
        self.resize(min(theme.size("help"), window.width()), min(theme.size("help-high"), window.height()))
