"""The sheet that asks why a finding may stand."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ..brief.controls import Entry
from ..labels import Label
from ..room import Room


class Reason(QDialog):
    """Ask for a reason; without one nothing is accepted."""

    def __init__(self, room: Room, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(room.say("findings-dock.accept-title"))
        finding = Label(room.look, what, "body")
        finding.setWordWrap(True)
        ask = Label(room.look, room.say("findings-dock.why-accept"), "caption", tone="text-soft")
        ask.setWordWrap(True)
        self.entry = Entry(400)
        self.entry.setAccessibleName(ask.text())
        ask.setBuddy(self.entry)
        buttons = QDialogButtonBox(self)
        self.go = buttons.addButton(room.say("findings-dock.accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        buttons.addButton(room.say("new.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.entry.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        lines = QVBoxLayout(self)
        edge = room.theme.space("l")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(room.theme.space("m"))
        for widget in (finding, ask, self.entry, buttons):
            lines.addWidget(widget)
        self.setMinimumWidth(min(room.theme.size("sheet"), parent.window().width() - 2 * edge))
        self.entry.setFocus()
