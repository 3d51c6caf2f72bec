"""The question asked when the window is closed while something is being made."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from ..labels import Label
from ..room import Room
from ..sheet_buttons import SheetButtons


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
        self.finish = QPushButton(room.say("leave.finish"))
        self.finish.clicked.connect(self._finish)
        self.finishes = False
        buttons = SheetButtons(room.look)
        buttons.addButton(self.stay, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.finish, QDialogButtonBox.ButtonRole.ActionRole)
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

    def _finish(self) -> None:
        self.finishes = True
        self.reject()


class Farewell(QObject):
    """Close the window once what is at work is done; nothing new is started, and going on takes it back."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        room.attempt(room.studio.jobs.pause)
        room.bridge.changed.connect(self._look)
        room.bridge.paused.connect(self._turned)
        room.stage.announce(room.say("leave.finishing"))

    def _look(self) -> None:
        room = self._room
        if room.studio.jobs.working:
            return
        self._end()
        if room.stage.ending:
            room.stage.close()
        elif room.stage.may_close():
            room.left.emit()

    def _turned(self) -> None:
        if self._room.studio.jobs.paused is None:
            self._end()

    def _end(self) -> None:
        self._room.bridge.changed.disconnect(self._look)
        self._room.bridge.paused.disconnect(self._turned)
        self.deleteLater()


def may_leave(room: Room, working: int, parent: QWidget | None) -> bool:
    """Ask whether what is being made may be stopped; it may also be finished first, and the window closes then."""
    sheet = LeaveSheet(room, working, parent)
    try:
        stops = sheet.exec() == QDialog.DialogCode.Accepted
        if sheet.finishes:
            Farewell(room)
        return stops
    finally:
        sheet.deleteLater()
