"""What can be done about stills from anywhere: ask for some of whoever or whatever is looked at."""

from __future__ import annotations

from fourbeat.model.plan import Shot

from ..actions import Action
from ..board.moves import writable
from ..references.pictures import picture_owner
from ..room import Room
from .sheet import StillSheet


def _ask(room: Room) -> None:
    owner = picture_owner(room)
    if owner is not None:
        StillSheet(room, owner, whole=not isinstance(owner, Shot)).present()


def _may(room: Room) -> bool:
    return writable(room) and picture_owner(room) is not None


def _about(room: Room) -> str:
    owner = picture_owner(room)
    if owner is None:
        return ""
    return room.say("about.shot", shot=owner.number) if isinstance(owner, Shot) else owner.name


ACTIONS: tuple[Action, ...] = (Action("act.make-still", _ask, icon="camera", menu="shot", enabled=_may, about=_about),)
