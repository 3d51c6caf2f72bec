"""What can be done with reference pictures from anywhere: start from the last frame, use the frame that is shown."""

from __future__ import annotations

from functools import partial

from fourbeat.model.plan import Shot
from fourbeat.model.time import Rate

from ..actions import Action
from ..board.moves import about_current, writable
from ..player.transport import transport
from ..room import Room
from .pictures import picture_owner
from .taking import beside, told


def _previous(room: Room) -> None:
    shot = room.studio.plan.find(Shot, room.selection.shot)
    if shot is not None:
        verb = partial(room.studio.references.previous, shot=shot)
        beside(room, verb, lambda _made: room.say("pictures.started", shot=shot.number))


def _has_shot(room: Room) -> bool:
    return writable(room) and room.selection.shot is not None


def _use_frame(room: Room) -> None:
    moves, owner = transport(room), picture_owner(room)
    place = moves.place
    if place is None or owner is None:
        return
    block = moves.timeline.blocks[place]
    if block.take is None:
        room.stage.announce(room.say("pictures.no-take"))
        return
    take = room.studio.store.take(block.take)
    at = moves.timeline.rate.seconds(block.inner + moves.frame - block.start)
    frame = min(take.facts.frames - 1, int(at * Rate.parse(take.facts.rate).seconds(1) ** -1))
    verb = partial(room.studio.references.from_take, of=owner, take=take, frame=frame)
    beside(room, verb, partial(told, room, owner))


ACTIONS: tuple[Action, ...] = (
    Action("act.ref-previous", _previous, ("Ctrl+Shift+L",), "link", "shot", enabled=_has_shot, about=about_current),
    Action("act.use-frame", _use_frame, ("Ctrl+Alt+F",), "camera", "play", enabled=writable),
)
