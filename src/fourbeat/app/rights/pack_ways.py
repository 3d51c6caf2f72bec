"""Ways in the document of a pack: how a thing of it is reached, and which thing and field a fault belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fourbeat.policy.faults import Fault
from fourbeat.studio.pack_drafts import BELOW, Thing

Way = tuple[str | int, ...]
Place = tuple[Way, str]
"""The way to a thing, and the name of one of its fields."""


def kind(way: Way) -> str:
    """Name the list in which a thing stands: works, characters; nothing for the pack itself."""
    return str(way[-2]) if way else ""


def at(whole: Thing, way: Way) -> Thing:
    """Give the thing at the end of a way."""
    here: Any = whole
    for step in way:
        here = here[step]
    found: Thing = here
    return found


def below(whole: Thing, way: Way) -> Iterator[tuple[Way, Thing]]:
    """Go through the things that stand under a thing."""
    thing = at(whole, way)
    for several in BELOW.get(kind(way), ()):
        for number, one in enumerate(thing.get(several, [])):
            yield (*way, several, number), one


def over(way: Way, wanted: str) -> Way | None:
    """Find where a new thing would stand: under what is looked at, or beside it."""
    while wanted not in BELOW.get(kind(way), ()):
        if not way:
            return None
        way = way[:-2]
    return way


def thing_of(way: Way) -> Way:
    """Give the way to the thing that a fault belongs to."""
    found: Way = ()
    under = BELOW[""]
    while len(way) >= len(found) + 2 and way[len(found)] in under and isinstance(way[len(found) + 1], int):
        found = way[: len(found) + 2]
        under = BELOW.get(kind(found), ())
    return found


def place_of(fault: Fault) -> Place:
    """Give the thing and the field that a fault belongs to."""
    way = fault[0]
    thing = thing_of(way)
    rest = way[len(thing) :]
    return thing, str(rest[0]) if rest else ""


def field_of(way: Way) -> str:
    """Name the box of the form that a fault belongs to; a source has one for each of its parts."""
    rest = way[len(thing_of(way)) :]
    if rest and rest[0] == "source":
        return f"source-{rest[1]}" if len(rest) > 1 else "source"
    return str(rest[0]) if rest else ""
