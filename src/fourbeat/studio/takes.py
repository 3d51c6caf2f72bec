"""Takes: listed with what people think of them, and chosen for the cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import code
from fourbeat.model.message import message
from fourbeat.model.plan import Life, Shot, TakeMark, TakeStatus
from fourbeat.model.take import Take

if TYPE_CHECKING:
    from fourbeat.model.document import Plan
    from fourbeat.store import Writer

    from .studio import Studio


BEST = 5
"""The highest rating; 0 is none."""


@dataclass(frozen=True)
class Listed:
    """Be one take as a list shows it."""

    take: Take
    shot: Shot
    mark: TakeMark
    chosen: bool


class Takes:
    """Hold the verbs and questions about takes."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def list(self, shot: Shot | None = None) -> list[Listed]:
        """Give the takes of a shot, or of every shot in board order, by number."""
        plan = self._store.plan
        takes = self._store.takes(shot.id if shot else None)
        shots = {one.id: (place, one) for place, one in enumerate(plan.shots())}
        known = [take for take in takes if take.shot in shots]
        known.sort(key=lambda take: (shots[take.shot][0], take.number))
        return [
            Listed(take, shots[take.shot][1], plan.mark(take.id), shots[take.shot][1].take == take.id) for take in known
        ]

    def find(self, shot: Shot, label: str) -> Take:
        """Find a shot's take by number ("3" or "t3"), by code, or by id. Raises NotFound."""
        takes = self._store.takes(shot.id)
        wanted = label.strip().casefold()
        for take in takes:
            if wanted in (str(take.number), f"t{take.number}", code(take.id).casefold(), take.id):
                return take
        known = tuple(f"t{take.number}" for take in takes)
        raise NotFound("take.not-found", label=label, shot=shot.number, takes=known or (message("take.none-yet"),))

    def choose(self, *, shot: Shot, take: Take | None) -> Changes:
        """Choose the take that stands in the cut, or none."""
        changes = self._store.plan.change(shot, take=take.id if take else None)
        label = message("step.choose-take", shot=shot.number, take=f"t{take.number}" if take else "–")

        def work(writer: Writer) -> Changes:
            writer.edit(label, changes)
            return writer.changes

        return self._store.write(work)

    def mark(self, *, take: Take, rating: int | None = None, status: TakeStatus | None = None) -> Changes:
        """Say what you think of a take, as one step; what is not given stays. Raises Invalid for an odd rating."""
        if rating is not None and not 0 <= rating <= BEST:
            raise Invalid("take.rating", rating=rating, most=BEST)
        shot = self._store.plan.get(Shot, take.shot)
        label = message("step.mark-take", take=f"t{take.number}", shot=shot.number)

        def work(writer: Writer) -> Changes:
            if changes := _marked(writer.plan, take, rating, status):
                writer.edit(label, changes)
            return writer.changes

        return self._store.write(work)

    def next_number(self, shot: Shot) -> int:
        """Give the number the next take of a shot will carry; numbers asked for are never given twice."""
        return self._store.next_take_number(shot.id)


def choose_first(writer: Writer, take: Take) -> None:
    """Choose a take that has just arrived for a shot that has none; part of the same transaction."""
    shot = writer.plan.find(Shot, take.shot)
    if shot is not None and shot.take is None:
        changes: list[Change] = writer.plan.change(shot, take=take.id)
        writer.edit(message("step.choose-take", shot=shot.number, take=f"t{take.number}"), changes)


def _marked(plan: Plan, take: Take, rating: int | None, status: TakeStatus | None) -> list[Change]:
    """Make the changes that bring a take's mark to what is thought of it now."""
    now = plan.mark(take.id)
    wanted = {
        "rating": now.rating if rating is None else rating,
        "status": now.status if status is None else status,
    }
    if plan.find(TakeMark, take.id) is not None:
        return plan.change(now, **wanted)
    new = TakeMark(id=take.id).model_copy(update=wanted)
    if new == TakeMark(id=take.id):
        return []
    # A mark whose birth was undone is still a row: the same id cannot be born twice.
    gone = next((row for row in plan.rows() if isinstance(row, TakeMark) and row.id == take.id), None)
    return [plan.born(new)] if gone is None else plan.change(gone, life=Life.ALIVE, **wanted)
