"""What can be done with reference pictures from anywhere: start from the last frame, use the frame that is shown."""

from __future__ import annotations

from functools import partial

from fourbeat.model.plan import Shot
from fourbeat.model.time import Rate
from fourbeat.studio.references import Added

from ..actions import Action
from ..board.moves import about_current, writable
from ..errand import Errand
from ..player.transport import transport
from ..room import Room
from .pictures import picture_owner


def _previous(room: Room) -> None:
    shot = room.studio.plan.find(Shot, room.selection.shot)
    if shot is not None:
        verb = partial(room.studio.references.previous, shot=shot)
        _beside(room, verb, lambda _made: room.say("pictures.started", shot=shot.number))


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
    name = owner.number if isinstance(owner, Shot) else owner.name

    def told(made: object) -> str:
        known = isinstance(made, Added) and not made.new
        return room.say("ref.known", n=1) if known else room.say("ref.added", n=1, name=name)

    _beside(room, partial(room.studio.references.from_take, of=owner, take=take, frame=frame), told)


def _beside(room: Room, verb: object, told: object) -> None:
    """Do beside the window what needs a worker process, and say what came of it."""
    assert callable(verb)
    assert callable(told)
    room.stage.announce(room.say("pictures.working"))
    errand = Errand(lambda _tell: verb(), None, room)

    def opened(made: object) -> None:
        room.bridge.flush()
        room.stage.announce(told(made))
        errand.deleteLater()

    def refused(error: Exception) -> None:
        def again() -> None:
            raise error

        room.attempt(again)
        errand.deleteLater()

    errand.opened.connect(opened)
    errand.refused.connect(refused)
    errand.start()


ACTIONS: tuple[Action, ...] = (
    Action("act.ref-previous", _previous, ("Ctrl+Shift+L",), "link", "shot", enabled=_has_shot, about=about_current),
    Action("act.use-frame", _use_frame, ("Ctrl+Alt+F",), "camera", "play", enabled=writable),
)
