"""What can be done with two takes: the player's own keys move both, and more lay them over one another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF

from ..actions import Action
from ..player.actions import ACTIONS as PLAYER_ACTIONS
from ..player.playhead import Playhead
from ..room import Room
from .pair import STEP, Mode, Pair, pair

COMPARE = "compare"
_HERE = (COMPARE,)
_ANYWHERE = (COMPARE, "takes", "player")


def _by(frames: int) -> Callable[[Playhead], None]:
    return lambda head: head.stand(head.frame + frames)


def _second(way: int) -> Callable[[Playhead], None]:
    return lambda head: head.stand(head.frame + way * head.timeline.rate.nominal)


_MOVES: dict[str, Callable[[Playhead], None]] = {
    "play": Playhead.toggle,
    "play-back": lambda head: head.shuttle(-1),
    "play-stop": lambda head: head.run(0),
    "play-on": lambda head: head.shuttle(1),
    "frame-back": _by(-1),
    "frame-on": _by(1),
    "second-back": _second(-1),
    "second-on": _second(1),
    "film-start": lambda head: head.stand(head.span[0]),
    "film-end": lambda head: head.stand(head.span[1]),
    "mark-in": lambda head: head.mark(first=head.frame),
    "mark-out": lambda head: head.mark(last=head.frame),
    "unmark": Playhead.unmark,
    "loop": lambda head: head.set_loops(not head.loops),
    "mute": lambda head: head.set_muted(not head.muted),
}
"""What the player's actions do here, by their ids there."""

_CHECKED: dict[str, Callable[[Room], bool]] = {
    "loop": lambda room: pair(room).loops,
    "mute": lambda room: pair(room).muted,
}


def _seen(room: Room) -> bool:
    """Tell whether two takes are compared now."""
    return pair(room).watched() and pair(room).takes is not None


def _some(room: Room) -> bool:
    return pair(room).takes is not None


def _wipes(room: Room) -> bool:
    return _seen(room) and pair(room).mode is Mode.WIPE


def _looks(room: Room) -> bool:
    return _seen(room) and pair(room).zoom > 0


def _move(room: Room, verb: Callable[[Playhead], None]) -> None:
    verb(pair(room))


def _text(room: Room, identity: str, word: str) -> str:
    if identity == "play" and pair(room).plays:
        word = "act.pause"
    return room.say("compare.both", action=room.say(word))


def _show(room: Room, mode: Mode) -> None:
    both = pair(room)
    if not both.watched():
        room.stage.show_dock(COMPARE)
        both.show(mode)
    elif mode is Mode.WIPE and both.mode is mode:
        both.flip()
    else:
        both.show(mode)
    room.actions.refresh()


def _wipe_text(room: Room) -> str:
    return room.say("act.compare-flip" if _wipes(room) else "act.compare-wipe")


def _shows(room: Room, mode: Mode) -> bool:
    return _seen(room) and pair(room).mode is mode


def _line(room: Room, by: float) -> None:
    pair(room).wipe(pair(room).line + by)


def _enlarge(room: Room) -> None:
    both = pair(room)
    both.enlarge(both.pointed())
    room.actions.refresh()


def _look(room: Room, x: int, y: int) -> None:
    both: Pair = pair(room)
    both.look_at(both.spot + QPointF(x * STEP, y * STEP))


ACTIONS = (
    Action(
        "act.compare-wipe",
        partial(_show, mode=Mode.WIPE),
        ("W",),
        "compare",
        "take",
        _ANYWHERE,
        _some,
        _wipe_text,
        partial(_shows, mode=Mode.WIPE),
    ),
    *(
        Action(
            word,
            partial(_show, mode=mode),
            (key,),
            icon,
            "take",
            _HERE,
            _some,
            checked=partial(_shows, mode=mode),
        )
        for word, mode, key, icon in (
            ("act.compare-side", Mode.SIDE, "S", "beside"),
            ("act.compare-difference", Mode.DIFFERENCE, "D", "difference"),
        )
    ),
    Action("act.compare-line-left", partial(_line, by=-STEP), ("Alt+Left",), "", "", _HERE, _wipes),
    Action("act.compare-line-right", partial(_line, by=STEP), ("Alt+Right",), "", "", _HERE, _wipes),
    Action("act.compare-loupe", _enlarge, ("Z",), "search", "", _HERE, _seen),
    Action("act.compare-look-left", partial(_look, x=-1, y=0), ("Ctrl+Left",), "", "", _HERE, _looks),
    Action("act.compare-look-right", partial(_look, x=1, y=0), ("Ctrl+Right",), "", "", _HERE, _looks),
    Action("act.compare-look-up", partial(_look, x=0, y=-1), ("Ctrl+Up",), "", "", _HERE, _looks),
    Action("act.compare-look-down", partial(_look, x=0, y=1), ("Ctrl+Down",), "", "", _HERE, _looks),
    *(
        Action(
            one.word,
            partial(_move, verb=_MOVES[one.id]),
            one.keys,
            one.icon,
            "",
            _HERE,
            _seen,
            text=partial(_text, identity=one.id, word=one.word),
            checked=_CHECKED.get(one.id),
            id=f"both-{one.id}",
        )
        for one in PLAYER_ACTIONS
        if one.id in _MOVES
    ),
)
"""What the compare page adds to the one table of actions."""
