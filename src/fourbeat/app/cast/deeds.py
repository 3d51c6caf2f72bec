"""What can be done with cast, places and props: new ones, another name, away with them."""

from __future__ import annotations

from functools import partial

from fourbeat.model.plan import Character
from fourbeat.studio.ordering import neighbours
from fourbeat.writing.filter import quoted

from ..actions import Action
from ..board.moves import writable
from ..references.pictures import within_pictures
from ..room import Room
from .sheets import NewSheet, RemoveSheet, RenameSheet, remove
from .subject import entries, kind_now, move_beside, subject

CAST = "cast"
_FILTERS = {"character": "cast", "place": "place"}


def _new(room: Room, kind: str | None = None) -> None:
    sheet = NewSheet(room, kind or kind_now(room) or "character")
    sheet.present()
    sheet.name.setFocus()


def _rename(room: Room) -> None:
    if (one := subject(room)) is not None:
        sheet = RenameSheet(room, one)
        sheet.present()
        sheet.name.setFocus()


def _remove(room: Room) -> None:
    one = subject(room)
    if one is None:
        return
    used = entries(room, one.kind).uses(one)
    if used:
        RemoveSheet(room, one, used).present()
    else:
        remove(room, one)


def _step(room: Room, by: int) -> None:
    """Let the picture with the keyboard, else the one that is looked at, change places with its neighbour."""
    if (pictures := within_pictures()) is not None:
        pictures.shift(by)
        return
    one = subject(room)
    if one is not None:
        after, before = neighbours(entries(room, one.kind).all(), one, by)
        if beside := after or before:
            move_beside(room, one.kind, one.id, beside.id, after=after is not None)


def _show_server(room: Room) -> None:
    """Open the sheet that shows one of the cast to a server."""
    # Here, not above: the sheet is opened once in a while.
    from .enrol_sheet import EnrolSheet

    one = subject(room)
    if isinstance(one, Character):
        EnrolSheet(room, one).present()


def _can_be_shown(room: Room) -> bool:
    return writable(room) and isinstance(subject(room), Character)


def _here(room: Room) -> bool:
    return writable(room) and subject(room) is not None


def _show(room: Room) -> None:
    one = subject(room)
    if one is not None:
        room.shots.sift.ask(f"{_FILTERS[one.kind]}:{quoted(one.name)}")
        room.stage.show_dock("board")


def _about(room: Room) -> str:
    """Say who or what an action would change."""
    one = subject(room)
    return one.name if one is not None else ""


def _continuity(room: Room) -> None:
    room.stage.show_dock("continuity")


def _shown_by_filter(room: Room) -> bool:
    one = subject(room)
    return one is not None and one.kind in _FILTERS


def _new_text(room: Room) -> str:
    words = {"character": "act.new-character", "place": "act.new-place", "prop": "act.new-prop"}
    return room.say(words[kind_now(room) or "character"])


ACTIONS: tuple[Action, ...] = (
    Action("act.new-character", partial(_new, kind="character"), icon="person", menu="edit", enabled=writable),
    Action("act.new-place", partial(_new, kind="place"), icon="place", menu="edit", enabled=writable),
    Action("act.new-prop", partial(_new, kind="prop"), icon="add", menu="edit", enabled=writable),
    Action("act.new-named", _new, ("N",), "add", where=(CAST,), enabled=writable, text=_new_text),
    Action("act.rename-named", _rename, ("F2",), "edit", where=(CAST,), enabled=_here, about=_about),
    Action("act.show-named", _show, ("Ctrl+B",), "board", where=(CAST,), enabled=_shown_by_filter, about=_about),
    Action("act.show-server", _show_server, icon="person", where=(CAST,), enabled=_can_be_shown, about=_about),
    Action("act.named-earlier", partial(_step, by=-1), ("Alt+Up",), "up", where=(CAST,), enabled=_here, about=_about),
    Action("act.named-later", partial(_step, by=1), ("Alt+Down",), "down", where=(CAST,), enabled=_here, about=_about),
    Action("act.continuity", _continuity, ("Ctrl+Shift+B",), "beside", "view"),
    Action("act.remove-named", _remove, ("Delete",), "bin", where=(CAST,), enabled=_here, about=_about),
)
