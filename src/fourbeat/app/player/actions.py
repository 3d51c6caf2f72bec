"""What the player can do, with the keys of the cutting room."""

from __future__ import annotations

from collections.abc import Callable

from ..actions import Action
from ..room import Room
from .transport import Transport, transport

PLAYER = "player"
_BOTH = (PLAYER, "reel")
_HERE = (PLAYER,)


def _any(room: Room) -> bool:
    return transport(room).timeline.frames > 0


def _marked(room: Room) -> bool:
    marks = transport(room).marks
    return marks.first is not None or marks.last is not None


def _play_text(room: Room) -> str:
    return room.say("act.pause" if transport(room).plays else "act.play")


def _moving(verb: Callable[[Transport], None]) -> Callable[[Room], None]:
    """Show the player before the film moves."""

    def call(room: Room) -> None:
        moves = transport(room)
        if not moves.watched() and room.stage.has_dock(PLAYER):
            room.stage.show_dock(PLAYER)
        verb(moves)

    return call


def _seeking(to: Callable[[Transport], int]) -> Callable[[Room], None]:
    """Stand still and go to a frame."""

    def call(room: Room) -> None:
        moves = transport(room)
        moves.stand(to(moves))

    return call


def _step(frames: int) -> Callable[[Room], None]:
    return _seeking(lambda moves: moves.frame + frames)


def _second(way: int) -> Callable[[Room], None]:
    return _seeking(lambda moves: moves.frame + way * moves.timeline.rate.nominal)


def _mute(room: Room) -> None:
    moves = transport(room)
    moves.set_muted(not moves.muted)


def _loop(room: Room) -> None:
    moves = transport(room)
    moves.set_loops(not moves.loops)


def _mark_in(room: Room) -> None:
    moves = transport(room)
    moves.mark(first=moves.frame)
    room.stage.announce(room.say("player.marked-in", time=moves.timecode()))


def _mark_out(room: Room) -> None:
    moves = transport(room)
    moves.mark(last=moves.frame)
    room.stage.announce(room.say("player.marked-out", time=moves.timecode()))


ACTIONS = (
    Action("act.play", _moving(Transport.toggle), ("Space",), "play", "play", _BOTH, _any, text=_play_text),
    Action("act.play-back", _moving(lambda moves: moves.shuttle(-1)), ("J",), "", "play", _BOTH, _any),
    Action("act.play-stop", lambda room: transport(room).run(0), ("K",), "", "play", _BOTH, _any),
    Action("act.play-on", _moving(lambda moves: moves.shuttle(1)), ("L",), "", "play", _BOTH, _any),
    Action("act.frame-back", _step(-1), ("Left",), "back", "play", _HERE, _any),
    Action("act.frame-on", _step(1), ("Right",), "forward", "play", _HERE, _any),
    Action("act.second-back", _second(-1), ("Shift+Left",), "", "play", _BOTH, _any),
    Action("act.second-on", _second(1), ("Shift+Right",), "", "play", _BOTH, _any),
    Action(
        "act.cut-before",
        _seeking(lambda moves: moves.timeline.cut_before(moves.frame)),
        ("Up",),
        "first",
        "play",
        _BOTH,
        _any,
    ),
    Action(
        "act.cut-after",
        _seeking(lambda moves: moves.timeline.cut_after(moves.frame)),
        ("Down",),
        "last",
        "play",
        _BOTH,
        _any,
    ),
    Action("act.film-start", _seeking(lambda _moves: 0), ("Home",), "", "play", _HERE, _any),
    Action("act.film-end", _seeking(lambda moves: moves.timeline.frames), ("End",), "", "play", _HERE, _any),
    Action("act.mark-in", _mark_in, ("I",), "mark-in", "play", _BOTH, _any),
    Action("act.mark-out", _mark_out, ("O",), "mark-out", "play", _BOTH, _any),
    Action("act.unmark", lambda room: transport(room).unmark(), ("Shift+X",), "", "play", _BOTH, _marked),
    Action(
        "act.loop",
        _loop,
        ("Shift+L",),
        "loop",
        "play",
        _BOTH,
        _any,
        checked=lambda room: transport(room).loops,
    ),
    Action("act.mute", _mute, ("M",), "mute", "play", _HERE, _any, checked=lambda room: transport(room).muted),
)
"""What can be done with the film, in the player and in the reel."""
