"""What can be done from the brief: finish a field, put its rows in order, ask for a take."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ..actions import Action
from ..board.moves import about_chosen, about_current, any_chosen, chosen
from ..queue.sending import send
from ..references.pictures import within_pictures
from ..room import Room
from .page import Brief
from .rows import Row, RowsField

BRIEF = "brief"

W = TypeVar("W", bound=QWidget)


def _around(kind: type[W]) -> W | None:
    """Find what holds the keyboard."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, kind):
        widget = widget.parentWidget()
    return widget


def _finish(_room: Room) -> None:
    if (page := _around(Brief)) is not None:
        page.finish()


def _shift(_room: Room, by: int) -> None:
    if (pictures := within_pictures()) is not None:
        pictures.shift(by)
        return
    row, field = _around(Row), _around(RowsField)
    if row is not None and field is not None:
        field.shift(row, by)


def _read(room: Room) -> None:
    """Read the text on the clipboard into the shot's brief."""
    if (page := _around(Brief)) is not None:
        page.draft.begin_visit()
    shots = chosen(room)
    text = QGuiApplication.clipboard().text()
    if len(shots) != 1:
        return
    fields = room.attempt(partial(room.studio.prompts.read, text, shot=shots[0]))
    if fields and room.attempt(partial(room.studio.fields.set, shots=shots, fields=fields)) is not None:
        room.bridge.flush()
        room.stage.announce(room.say("brief-dock.read", n=len(fields)))


def _one_chosen(room: Room) -> bool:
    return len(chosen(room)) == 1


def _queue(room: Room) -> None:
    if (page := _around(Brief)) is not None:
        page.draft.keep()
    send(room, chosen(room))


ACTIONS = (
    Action(
        "act.queue-take",
        _queue,
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        "send",
        "shot",
        enabled=any_chosen,
        about=about_chosen,
    ),
    Action("act.read-prompt", _read, (), "note", "shot", enabled=_one_chosen, about=about_current),
    Action("act.finish-field", _finish, ("Ctrl+Return", "Ctrl+Enter"), "check", where=(BRIEF,)),
    Action("act.item-earlier", partial(_shift, by=-1), ("Alt+Up",), "up", where=(BRIEF,)),
    Action("act.item-later", partial(_shift, by=1), ("Alt+Down",), "down", where=(BRIEF,)),
)
"""What the brief adds to the one table of actions."""
