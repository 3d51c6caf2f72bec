"""What can be done about generators from anywhere."""

from __future__ import annotations

from ..actions import Action
from ..room import Room


def _show(room: Room) -> None:
    # Here, not above: the sheet is opened once in a while.
    from .sheet import show_connections

    show_connections(room)


ACTIONS: tuple[Action, ...] = (Action("act.connections", _show, icon="link", menu="queue"),)
