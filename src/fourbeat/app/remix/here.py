"""Where a take stands now: the frame of it that the player, or the compare page, shows."""

from __future__ import annotations

from fractions import Fraction

from fourbeat.model.take import Take

from ..compare.pair import pair
from ..player.transport import transport
from ..room import Room


def frame_here(room: Room, take: Take) -> int | None:
    """Give the frame of a take at which it stands, counted from 0; None where nothing shows it."""
    both = pair(room)
    if both.watched() and both.takes is not None:
        side = next((side for side, one in enumerate(both.takes) if one.id == take.id), None)
        if side is not None:
            return both.inner(side, both.frame)
    film = transport(room)
    place = film.place
    block = film.timeline.blocks[place] if place is not None else None
    if block is None or block.take != take.id:
        return None
    middle = Fraction(2 * (block.inner + film.frame - block.start) + 1, 2) / film.timeline.rate.fraction
    return max(0, min(int(middle * take.facts.fps.fraction), take.facts.frames - 1))
