"""What can be made from the take that is looked at: a remix, an edit, what comes after it."""

from __future__ import annotations

from functools import partial

from fourbeat.model.request import Verb

from ..actions import Action
from ..board.moves import writable
from ..room import Room
from ..takes.deeds import current
from ..takes.model import take_list
from .here import frame_here

_SEEN = ("takes", "compare", "player")


def _make(room: Room, verb: Verb) -> None:
    # Here, not above: the sheet is opened once in a while.
    from .sheet import RemixSheet

    one = current(room)
    assert one is not None
    RemixSheet(room, one, verb, frame_here(room, one.take)).present()


def _able(room: Room) -> bool:
    """Tell whether there is a take to go on from; nothing starts from one that may not be shown."""
    one = current(room)
    return writable(room) and one is not None and not take_list(room).withdrawn(one)


def _about(room: Room) -> str:
    one = current(room)
    return room.say("about.take", shot=one.shot.number, number=one.take.number) if one is not None else ""


ACTIONS = tuple(
    Action(word, partial(_make, verb=verb), keys, icon, "take", _SEEN, _able, about=_about)
    for word, verb, keys, icon in (
        ("act.take-remix", Verb.REMIX, ("Shift+R",), "remix"),
        ("act.take-edit", Verb.EDIT, ("E",), "edit"),
        ("act.take-extend", Verb.EXTEND, ("Shift+E",), "forward"),
    )
)
"""What can be made of a take, in the one table of actions."""
