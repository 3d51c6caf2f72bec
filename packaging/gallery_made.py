"""What the gallery shows of takes made from takes, of moves to other generators, and of asking again."""

from __future__ import annotations

from collections.abc import Iterator

from fourbeat.app.board.asking import Asking
from fourbeat.app.queue.again import AgainSheet
from fourbeat.app.remix.sheet import RemixSheet
from fourbeat.app.retarget.sheet import RetargetSheet
from fourbeat.app.room import Room
from fourbeat.model.job import Estimate, JobState, Money
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.studio.send_sheet import Sheet, SheetShot, drawn_up


def sheets(room: Room) -> Iterator[tuple[str, Asking]]:
    """Give the sheets that make takes from takes, move shots, and ask again."""
    studio = room.studio
    shots = studio.plan.cut_shots()
    (first, *_) = studio.takes.list(shots[0])
    for verb in (Verb.REMIX, Verb.EDIT, Verb.EXTEND):
        made = RemixSheet(room, first, verb, 3)
        made.delta.writing.setPlainText("A lamp on a bench. It gives up.")
        made.delta.edited.emit()
        if verb is Verb.REMIX:
            # As it stands once the price is known, and something is blocked.
            made.costs.show_sheet(_told(room))
        yield f"take-{verb.value}", made
    room.selection.choose([shot.id for shot in shots[:2]])
    yield "retarget", RetargetSheet(room)
    yield "again", AgainSheet(room, _told(room), studio.store.jobs({JobState.UNKNOWN}))


def _told(room: Room) -> Sheet:
    """Draw up what asking again for the jobs that came to nothing would cost."""
    price = Money(amount="0.50", currency="USD")
    cost = Estimate(least=price, most=price, seconds="4", basis="0.50 USD")
    jobs = room.studio.store.jobs({JobState.FAILED, JobState.UNKNOWN})
    asked = []
    for job in jobs:
        wanted = job.request
        if isinstance(wanted, TakeRequest):
            number = f"{wanted.label} t{wanted.number}"
            asked.append(SheetShot(wanted.shot, number, "gpu", "reel-1", 1, cost, cost, job.id))
    return drawn_up(room.studio, asked, ())
