"""The page of keys, and the keys at the end of a panel's page: both read from the table of actions."""

from __future__ import annotations

from html import escape

from ..actions import Action
from ..docks import DOCKS
from ..room import Room
from . import html

PAGE = "keys"
EVERYWHERE = "everywhere"
"""The anchor of the keys that work in every panel."""


def docks(room: Room) -> list[str]:
    """Name the docks that have keys of their own, in their order."""
    having = {dock for action in room.actions.table.values() if action.keys for dock in action.where}
    return [dock.id for dock in DOCKS if dock.id in having]


def written(room: Room) -> str:
    """Write the page of keys: those that work everywhere, then those of each panel."""
    say = room.say
    parts = [html.heading(say("keys.title"), 1), f"<p>{escape(say('keys.lead'))}</p>"]
    parts += [html.heading(say("keys.everywhere"), 2, EVERYWHERE), _table(room, "")]
    having = docks(room)
    for dock in DOCKS:
        if dock.id in having:
            parts += [html.heading(say(dock.word), 2, dock.id), _table(room, dock.id)]
    return "".join(parts)


def of_panel(room: Room, page: str) -> str:
    """Write the keys of the panel that a page is about; nothing where it has none."""
    if page not in docks(room):
        return ""
    more = f'<a href="{html.SCHEME}:{PAGE}">{escape(room.say("keys.all"))}</a>'
    return html.heading(room.say("keys.here"), 2) + _table(room, page) + f"<p>{more}</p>"


def found(room: Room, words: str) -> str:
    """Give the key that all of some words speak of, as a line of text; nothing where none does."""
    wanted = words.casefold().split()
    for identity, action in room.actions.table.items():
        line = f"{room.actions.keys(identity)}  {room.actions[identity].text()}"
        if action.keys and wanted and all(word in line.casefold() for word in wanted):
            return line
    return ""


def _table(room: Room, dock: str) -> str:
    return html.table(
        (room.actions.keys(identity), _does(room, action))
        for identity, action in room.actions.table.items()
        if action.keys and _belongs(action, dock)
    )


def _does(room: Room, action: Action) -> str:
    """Name an action as it is at rest: "Undo", not what it would undo now."""
    try:
        return room.say(action.word)
    except KeyError:
        return room.actions[action.id].text()


def _belongs(action: Action, dock: str) -> bool:
    return dock in action.where if dock else not action.where
