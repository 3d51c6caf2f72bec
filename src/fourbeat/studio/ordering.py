"""The order of things that stand in a list of their own: where one goes when it is moved beside another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from fourbeat.model import order
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id


class Placed(Protocol):
    """Be a row that has a place among others."""

    @property
    def id(self) -> Id:
        """Give its id."""

    @property
    def order(self) -> str:
        """Give its order key."""


P = TypeVar("P", bound=Placed)


def key_beside(rows: Sequence[P], one: P, *, after: P | None, before: P | None) -> str:
    """Make the order key that puts one of the rows after or before another. Raises Invalid."""
    neighbour = after or before
    if neighbour is None or (after is not None and before is not None) or neighbour.id == one.id:
        raise Invalid("order.where")
    rest = [row for row in rows if row.id != one.id]
    place = next(index for index, row in enumerate(rest) if row.id == neighbour.id) + (after is not None)
    low = rest[place - 1].order if place else None
    # Two copies of a project may have made the same key: step over the twins rather than between them.
    while place < len(rest) and low is not None and rest[place].order <= low:
        place += 1
    return order.between(low, rest[place].order if place < len(rest) else None)


def neighbours(rows: Sequence[P], one: P, by: int) -> tuple[P | None, P | None]:
    """Give after or before which row one stands when it goes a place on or back; neither at the end of the list."""
    here = next((index for index, row in enumerate(rows) if row.id == one.id), None)
    there = None if here is None else here + by
    if there is None or not 0 <= there < len(rows):
        return None, None
    return (rows[there], None) if by > 0 else (None, rows[there])
