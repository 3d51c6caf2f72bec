"""What can be done about workflows, in the one table of actions."""

from __future__ import annotations

from ..actions import Action
from ..room import Room


def _show(room: Room) -> None:
    # Here, not above: the sheet is opened once in a while.
    from .sheet import WorkflowsSheet

    WorkflowsSheet(room).present()


ACTIONS: tuple[Action, ...] = (Action("act.workflows", _show, icon="link", menu="queue"),)
