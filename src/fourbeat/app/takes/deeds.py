"""What can be done with the take that is looked at: choose, judge, rate, copy its words, find its file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from fourbeat.model.plan import Shot, ShotStatus, TakeStatus
from fourbeat.studio.takes import BEST, Listed

from ..actions import Action
from ..board.moves import about_current, writable
from ..room import Room
from .model import STATUSES, take_list
from .review import review

TAKES = "takes"
_HERE = (TAKES, "compare")
_SEEN = (TAKES, "compare", "player")
"""Where takes are looked at: the player selects the shot that it shows."""


def current(room: Room) -> Listed | None:
    """Give the take that is looked at."""
    return take_list(room).current


def _any(room: Room) -> bool:
    return current(room) is not None


def _markable(room: Room) -> bool:
    return writable(room) and _any(room)


def _about(room: Room) -> str:
    """Say which take an action would be about."""
    one = current(room)
    return room.say("about.take", shot=one.shot.number, number=one.take.number) if one is not None else ""


def _choose(room: Room) -> None:
    one = current(room)
    assert one is not None
    room.selection.look_at_take(one.take.id)
    take = None if one.chosen else one.take
    room.attempt(partial(room.studio.takes.choose, shot=one.shot, take=take))


def _choose_text(room: Room) -> str:
    one = current(room)
    return room.say("act.take-unchoose" if one is not None and one.chosen else "act.take-choose")


def _judge(room: Room, status: TakeStatus) -> None:
    one = current(room)
    assert one is not None
    wanted = TakeStatus.CANDIDATE if one.mark.status is status else status
    if room.attempt(partial(room.studio.takes.mark, takes=(one.take,), status=wanted)) is not None:
        if wanted is TakeStatus.REJECTED and one.chosen:
            words = room.say("takes-dock.still-in-cut", shot=one.shot.number, number=one.take.number)
        else:
            word = room.say(STATUSES[wanted])
            words = room.say("takes-dock.judged", shot=one.shot.number, number=one.take.number, status=word)
        room.stage.announce(words)


def _is(room: Room, status: TakeStatus) -> bool:
    one = current(room)
    return one is not None and one.mark.status is status


def _approve_text(room: Room) -> str:
    return room.say("act.take-unapprove" if _is(room, TakeStatus.APPROVED) else "act.take-approve")


def _select_text(room: Room) -> str:
    return room.say("act.take-unselect" if _is(room, TakeStatus.SELECT) else "act.take-select")


def _reject_text(room: Room) -> str:
    return room.say("act.take-unreject" if _is(room, TakeStatus.REJECTED) else "act.take-reject")


def _shot(room: Room) -> Shot | None:
    return room.studio.plan.find(Shot, room.selection.shot)


def _retake(room: Room) -> None:
    """Say that the shot has to be made again, or that it need not."""
    shot = _shot(room)
    assert shot is not None
    wanted = None if shot.status is ShotStatus.RETAKE else ShotStatus.RETAKE
    if room.attempt(partial(room.studio.fields.set_status, shots=[shot], status=wanted)) is not None:
        code = "takes-dock.retake" if wanted is not None else "takes-dock.no-retake"
        room.stage.announce(room.say(code, shot=shot.number))


def _retakable(room: Room) -> bool:
    shot = _shot(room)
    return writable(room) and shot is not None and shot.status is not ShotStatus.OMITTED


def _retake_text(room: Room) -> str:
    shot = _shot(room)
    again = shot is not None and shot.status is ShotStatus.RETAKE
    return room.say("act.take-no-retake" if again else "act.take-retake")


def _rate(room: Room, rating: int) -> None:
    one = current(room)
    assert one is not None
    if room.attempt(partial(room.studio.takes.mark, takes=(one.take,), rating=rating)) is not None:
        said = room.say("takes-dock.rated", shot=one.shot.number, number=one.take.number, rating=rating)
        room.stage.announce(said)


def _rate_text(room: Room, rating: int) -> str:
    return room.say("act.take-rate", rating=rating)


def _note(room: Room) -> None:
    """Write about the take: the line for it stands in the takes."""
    room.stage.show_dock(TAKES)
    take_list(room).note_wanted.emit()


def _walk(room: Room, by: int) -> None:
    """Look at the take before or after."""
    takes, one = take_list(room), current(room)
    row = takes.row_of(one.take.id) if one is not None else None
    if row is not None and 0 <= row + by < takes.rowCount():
        take = takes.listed(row + by).take
        room.selection.look_at_take(take.id)
        words = takes.data(takes.index(row + by), Qt.ItemDataRole.AccessibleTextRole)
        room.stage.announce(words)


def _review(room: Room) -> None:
    one = current(room)
    assert one is not None
    review(room, one.take, one.shot.number)


def _copy(room: Room) -> None:
    one = current(room)
    assert one is not None
    QGuiApplication.clipboard().setText(one.take.prompt)
    room.stage.announce(room.say("takes-dock.copied"))


def _folder(room: Room) -> None:
    one = current(room)
    assert one is not None
    file = room.studio.store.media.path(one.take.media)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


_ABOUT_TAKE = (
    Action("act.take-choose", _choose, ("Return", "Enter"), "film", "take", _HERE, _markable, text=_choose_text),
    Action(
        "act.take-approve",
        partial(_judge, status=TakeStatus.APPROVED),
        ("A",),
        "check",
        "take",
        _SEEN,
        _markable,
        text=_approve_text,
    ),
    Action(
        "act.take-select",
        partial(_judge, status=TakeStatus.SELECT),
        ("B",),
        "bookmark",
        "take",
        _HERE,
        _markable,
        text=_select_text,
    ),
    Action(
        "act.take-reject",
        partial(_judge, status=TakeStatus.REJECTED),
        ("X",),
        "close",
        "take",
        _HERE,
        _markable,
        text=_reject_text,
    ),
    Action(
        "act.take-retake",
        _retake,
        ("R",),
        "retry",
        "take",
        _SEEN,
        _retakable,
        text=_retake_text,
        about=about_current,
    ),
    *(
        Action(
            "act.take-rate",
            partial(_rate, rating=rating),
            (str(rating),),
            "star",
            "take",
            _HERE,
            _markable,
            text=partial(_rate_text, rating=rating),
            id=f"take-rate-{rating}",
        )
        for rating in range(1, BEST + 1)
    ),
    Action("act.take-unrate", partial(_rate, rating=0), ("0",), "remove", "take", _HERE, _markable),
    Action("act.take-review", _review, ("V",), "search", "take", _HERE, _markable),
    Action("act.take-note", _note, ("N",), "note", "take", _HERE, _markable),
    Action("act.take-before", partial(_walk, by=-1), ("[",), "back", "take", _SEEN, _any),
    Action("act.take-after", partial(_walk, by=1), ("]",), "forward", "take", _SEEN, _any),
    Action("act.take-copy", _copy, ("Ctrl+Shift+C",), "copy", "take", _HERE, _any),
    Action("act.take-folder", _folder, ("Ctrl+Shift+F",), "folder", "take", _HERE, _any),
)

ACTIONS = tuple(action if action.about else replace(action, about=_about) for action in _ABOUT_TAKE)
"""What the takes strip adds to the one table of actions."""
