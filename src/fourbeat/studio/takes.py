"""Takes: listed with what people think of them, and chosen for the cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.edit import FIRST_TAKE, Change, Changes
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

LONGEST_NOTE = 500
"""How many characters a note may have."""

_STEPS: Mapping[TakeStatus | None, str] = {
    TakeStatus.SELECT: "step.select-take",
    TakeStatus.REJECTED: "step.reject-take",
    TakeStatus.APPROVED: "step.approve-take",
}
"""What a step is called that says one thing of takes."""


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

    def anywhere(self, label: str) -> Take:
        """Find a take by what others know: "010/t2", its code, its file's name, its hash. Raises NotFound."""
        wanted = label.strip()
        shot, slash, number = wanted.rpartition("/")
        if slash:
            return self.find(self._studio.shots.find(shot), number)
        for take in self._store.takes():
            known = (code(take.id).casefold(), take.id, take.media.casefold(), take.sha256)
            if wanted.casefold() in known:
                return take
        raise NotFound("take.not-anywhere", label=wanted[:120])

    def choose(self, *, shot: Shot, take: Take | None) -> Changes:
        """Choose the take that stands in the cut, or none."""
        changes = self._store.plan.change(shot, take=take.id if take else None)
        label = message("step.choose-take", shot=shot.number, take=f"t{take.number}" if take else "–")

        def work(writer: Writer) -> Changes:
            writer.edit(label, changes)
            return writer.changes

        return self._store.write(work)

    def several(self, shot: Shot, labels: Sequence[str]) -> Sequence[Take]:
        """Find some takes of a shot, each once, in the order named. Raises NotFound."""
        return [*{take.id: take for take in (self.find(shot, label) for label in labels)}.values()]

    def listed(self, take: Take) -> Listed:
        """Give a take with what people think of it."""
        plan = self._store.plan
        shot = plan.get(Shot, take.shot)
        return Listed(take, shot, plan.mark(take.id), shot.take == take.id)

    def mark(
        self,
        *,
        takes: Sequence[Take],
        rating: int | None = None,
        status: TakeStatus | None = None,
        note: str | None = None,
    ) -> Changes:
        """Say what you think of some takes of a shot, as one step; what is not given stays.

        Raises Invalid for a rating that is none, and for a note that is too long.
        """
        if rating is not None and not 0 <= rating <= BEST:
            raise Invalid("take.rating", rating=rating, most=BEST)
        # A note is one line: that is all the window has room for.
        said = None if note is None else " ".join(note.split())
        if said is not None and len(said) > LONGEST_NOTE:
            raise Invalid("take.long-note", n=LONGEST_NOTE, length=len(said))
        wanted = {"rating": rating, "status": status, "note": said}
        given = {name: value for name, value in wanted.items() if value is not None}

        def work(writer: Writer) -> Changes:
            if changes := [change for take in takes for change in _marked(writer.plan, take, given)]:
                shot = writer.plan.get(Shot, takes[0].shot)
                named = tuple(f"t{take.number}" for take in takes)
                code = _STEPS.get(status, "step.mark-take") if rating is None and said is None else "step.mark-take"
                writer.edit(message(code, take=named, shot=shot.number), changes)
            return writer.changes

        return self._store.write(work)

    def next_number(self, shot: Shot) -> int:
        """Give the number the next take of a shot will carry; numbers asked for are never given twice."""
        return self._store.next_take_number(shot.id)


def choose_first(writer: Writer, take: Take) -> None:
    """Choose a take that has just arrived for a shot that has none, in the same transaction and out of undo's way."""
    shot = writer.plan.find(Shot, take.shot)
    if shot is not None and shot.take is None:
        changes: list[Change] = writer.plan.change(shot, take=take.id)
        writer.edit(message(FIRST_TAKE, shot=shot.number, take=f"t{take.number}"), changes)


def _marked(plan: Plan, take: Take, given: Mapping[str, object]) -> list[Change]:
    """Make the changes that bring a take's mark to what is thought of it now."""
    now = plan.mark(take.id)
    if plan.find(TakeMark, take.id) is not None:
        return plan.change(now, **given)
    new = TakeMark(id=take.id).model_copy(update=given)
    if new == TakeMark(id=take.id):
        return []
    # A mark whose birth was undone is still a row: the same id cannot be born twice.
    gone = next((row for row in plan.rows() if isinstance(row, TakeMark) and row.id == take.id), None)
    wanted = new.model_dump(include={"rating", "status", "note"})
    return [plan.born(new)] if gone is None else plan.change(gone, life=Life.ALIVE, **wanted)
