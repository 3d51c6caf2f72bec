"""What can be done with scripts in the window: bring one in, bring one up to date, drop one onto it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fourbeat.model.plan import Script

from ..actions import Action
from ..board.moves import writable
from ..room import Room
from .files import dropped, pick
from .redraft import show_redraft
from .sheet import ScriptSheet


def show_script(room: Room, path: Path | None = None) -> None:
    """Open the sheet that brings a script in, with a file where there is one already."""
    sheet = ScriptSheet(room)
    sheet.present()
    sheet.go.setFocus()
    if path is not None:
        sheet.take(path)


def take_script(room: Room, path: Path) -> None:
    """Take a script from outside: a later draft of one that is in the film already, or a new one."""
    same = [one for one in room.studio.scripts.all() if one.name.casefold() == path.name.casefold()]
    if same:
        show_redraft(room, path, same[-1])
    else:
        show_script(room, path)


def _update(room: Room) -> None:
    window = room.stage
    assert isinstance(window, QWidget)
    path = pick(room, window)
    if path is None:
        return
    known = room.studio.scripts.all()
    same = [one for one in known if one.name.casefold() == path.name.casefold()]
    show_redraft(room, path, (same or known)[-1])


def _has_script(room: Room) -> bool:
    return writable(room) and bool(room.studio.plan.all(Script))


class ScriptDrops(QObject):
    """Let a script be dropped anywhere onto the window."""

    def __init__(self, room: Room, window: QWidget) -> None:
        super().__init__(window)
        self._room = room
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is dragged where it is a script."""
        if isinstance(event, QDragEnterEvent) and writable(self._room) and dropped(event.mimeData()) is not None:
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            path = dropped(event.mimeData())
            if path is not None and writable(self._room):
                event.acceptProposedAction()
                # The program that it was dragged from waits for the end of the drop.
                QTimer.singleShot(0, self, lambda: take_script(self._room, path))
                return True
        return False


ACTIONS = (
    Action("act.script", show_script, ("Ctrl+I",), "note", "project", enabled=writable),
    Action("act.script-update", _update, (), "retry", "project", enabled=_has_script),
)
"""What scripts add to the one table of actions."""
