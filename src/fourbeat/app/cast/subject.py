"""Who or what of the cast, places and props is looked at, and the verbs of its kind."""

from __future__ import annotations

from typing import Any, TypeAlias

from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Place, Prop
from fourbeat.studio.entries import Entries

from ..room import Room

Named: TypeAlias = Character | Place | Prop

KINDS: dict[str, type[Character] | type[Place] | type[Prop]] = {"character": Character, "place": Place, "prop": Prop}
GROUPS = {"cast": "character", "places": "place", "props": "prop"}
"""The headings of the outline, and the kind of what stands below each."""


def entries(room: Room, kind: str) -> Entries[Any]:
    """Give the verbs of a kind."""
    studio = room.studio
    kept: dict[str, Entries[Any]] = {"character": studio.cast, "place": studio.places, "prop": studio.props}
    return kept[kind]


def kind_now(room: Room) -> str | None:
    """Name the kind that is looked at, by one of it or by its heading; None where it is neither."""
    kind, identity = room.selection.subject or ("", "")
    return GROUPS.get(identity) if kind == "group" else kind if kind in KINDS else None


def subject(room: Room) -> Named | None:
    """Give who or what is looked at, while it is there."""
    kind, identity = room.selection.subject or ("", "")
    return room.studio.plan.find(KINDS[kind], identity) if kind in KINDS else None


def move_beside(room: Room, kind: str, identity: Id, other: Id, *, after: bool) -> None:
    """Move one of the cast, places or props to before or after another, and say where it stands now."""
    plan, kept = room.studio.plan, entries(room, kind)
    one, beside = plan.find(KINDS[kind], identity), plan.find(KINDS[kind], other)
    if one is None or beside is None:
        return
    side = {"after": beside} if after else {"before": beside}
    if room.attempt(lambda: kept.move(one=one, **side)) is not None:
        room.bridge.flush()
        rows = [row.id for row in kept.all()]
        place = rows.index(identity) + 1
        room.stage.announce(room.say("cast-dock.moved", name=one.name, place=place, n=len(rows)))
