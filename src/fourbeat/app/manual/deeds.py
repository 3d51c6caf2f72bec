"""What asks for help: the keys, the page about the panel that has the keyboard, and the manual's first page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fourbeat.studio.manual import ORDER, Manual

from ..actions import Action
from ..room import Room
from . import keys
from .window import Help


def _open(room: Room, page: str, anchor: str = "") -> None:
    """Show a page on the one help sheet there is."""
    window = room.stage
    assert isinstance(window, QWidget)
    sheet = window.findChild(Help) or Help(room, window)
    sheet.show_page(page, anchor)
    sheet.come()
    sheet.reader.setFocus()


def _keys(room: Room) -> None:
    here = room.stage.focused()
    _open(room, keys.PAGE, here if here in keys.docks(room) else "")


def _here(room: Room) -> None:
    here = room.stage.focused()
    _open(room, here if Manual(room.desk.wording.language).has(here) else ORDER[0])


def _manual(room: Room) -> None:
    _open(room, ORDER[0])


ACTIONS: tuple[Action, ...] = (
    Action("act.keys", _keys, ("F1",), "keys", "help"),
    Action("act.help-here", _here, ("Shift+F1",), "help", "help"),
    Action("act.manual", _manual, (), "help", "help"),
)
"""What the help sheet adds to the one table of actions."""
