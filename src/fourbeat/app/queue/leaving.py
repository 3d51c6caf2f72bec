"""The question asked when the window is closed while something is being made."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from ..labels import Label
from ..room import Room


class LeaveSheet(QDialog):
    """Say what closing stops and what is kept; to stay is the answer that costs nothing."""

    def __init__(self, room: Room, working: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        title = room.say("queue-dock.leave.title", n=working)
        self.setWindowTitle(title)
        theme = room.theme
        self.title = Label(room.look, title, "title", bold=True)
        self.text = Label(room.look, room.say("queue-dock.leave"))
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setMinimumWidth(theme.size("sheet"))
        self.stay = QPushButton(room.say("queue-dock.leave.stay"))
        self.stay.setProperty("primary", True)
        self.stay.setDefault(True)
        self.stop = QPushButton(room.say("queue-dock.leave.stop"))
        buttons = QDialogButtonBox()
        buttons.addButton(self.stay, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        edge = theme.space("xl")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(theme.space("l"))
        for widget in (self.title, self.text, buttons):
            lines.addWidget(widget)
        self.stay.setFocus()


def may_leave(room: Room, working: int, parent: QWidget | None) -> bool:
    """Ask whether what is being made may be stopped."""
    sheet = LeaveSheet(room, working, parent)
    try:
        return sheet.exec() == QDialog.DialogCode.Accepted
    finally:
        sheet.deleteLater()
