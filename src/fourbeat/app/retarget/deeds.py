"""What can be done about the generator of many shots at once."""

from __future__ import annotations

from ..actions import Action
from ..board.moves import about_chosen, writable
from ..room import Room


def show_retarget(room: Room, missing: str = "", there: str = "") -> None:
    """Open the sheet; with a generator that is missing here it begins with the shots that ask for it.

    `there` is the generator it begins with, for the shots that are selected.
    """
    # Here, not above: the sheet is opened once in a while.
    from .sheet import RetargetSheet

    RetargetSheet(room, missing, there).present()


ACTIONS = (
    Action(
        "act.retarget",
        show_retarget,
        ("G",),
        "right",
        "shot",
        ("board", "list", "outline"),
        writable,
        about=about_chosen,
    ),
)
"""What moves shots to another generator, in the one table of actions."""
