"""The sheet of what a run came to, with everything that one can come to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fourbeat.app.board.asking import Asking
from fourbeat.app.queue.wrap_sheet import WrapSheet
from fourbeat.app.room import Room
from fourbeat.model.job import Failure
from fourbeat.model.message import message
from fourbeat.studio.aftermath import Kind
from fourbeat.studio.ledger import Figures, Sums
from fourbeat.studio.wrap import Wrap


def sheets(room: Room) -> Iterator[tuple[str, Asking]]:
    """Give the sheet after a long night."""
    held = message("queue.held.offline", provider="Render farm")
    euros = {"EUR": Fraction(1240, 100)}
    money = Figures(Sums(euros, None, 0, 31), Sums({}, None, 2, 2), Sums({"EUR": Fraction(2)}, None, 0, 1))
    came = Wrap(
        since="2026-11-20T21:00:00.000Z",
        until="2026-11-21T05:12:00.000Z",
        takes=31,
        stills=2,
        films=1,
        failed={Failure.NETWORK: 2, Failure.MEDIA: 1},
        refused={Kind.BEFORE: 1, Kind.AFTER: 1},
        unknown=1,
        cancelled=1,
        waiting=3,
        hands=2,
        held=((held, 4),),
        money=money,
        own="EUR",
    )
    yield "wrap", WrapSheet(room, came)
