"""The film's numbers: by which scheme shots are numbered, given anew, and locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourbeat.model.document import Plan
from fourbeat.model.edit import Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Numbering, Scene, Sequence, Shot
from fourbeat.writing import numbers

from .arrange import written
from .labels import home

if TYPE_CHECKING:
    from .studio import Studio


class ShotNumbers:
    """Hold the verbs about the numbers of shots: labels that may change, while a shot's identity never does."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def find_sequence(self, label: str) -> Sequence:
        """Find a sequence by number, title or id. Raises NotFound."""
        sequences = self._store.plan.all(Sequence)
        for one in sequences:
            if label in (one.id, one.number) or (one.title and one.title.casefold() == label.casefold()):
                return one
        raise NotFound("sequence.not-found", label=label, sequences=tuple(one.number for one in sequences))

    def proposed(self, *, scheme: Numbering | None = None, sequence: Sequence | None = None) -> list[tuple[Shot, str]]:
        """Give the shots whose number would change if the film, or a sequence of it, were numbered anew."""
        plan = self._store.plan
        wanted = scheme or plan.project.numbering
        shots = plan.shots()
        labels = numbers.film(wanted, [home(plan, shot.scene) for shot in shots])
        return [
            (shot, label)
            for shot, label in zip(shots, labels, strict=True)
            if label != shot.number and (sequence is None or _sequence(plan, shot.scene).id == sequence.id)
        ]

    def renumber(self, *, scheme: Numbering | None = None, sequence: Sequence | None = None) -> Changes:
        """Number the film, or a sequence of it, anew in board order, and number by this scheme from now on.

        Takes keep the names their files were given. Raises Invalid where numbers are locked.
        """
        plan = self._store.plan
        if plan.project.locked:
            raise Invalid("numbers.locked")
        changes = plan.change(plan.project, numbering=scheme or plan.project.numbering)
        for shot, label in self.proposed(scheme=scheme, sequence=sequence):
            changes += plan.change(shot, number=label)
        return written(self._studio, message("step.renumber"), changes)

    def lock(self, *, locked: bool = True) -> Changes:
        """Lock the numbers, as when a script goes out: shots that come later get numbers between; or unlock them."""
        plan = self._store.plan
        label = message("step.lock-numbers" if locked else "step.unlock-numbers")
        return written(self._studio, label, plan.change(plan.project, locked=locked))


def _sequence(plan: Plan, scene: Id) -> Sequence:
    return plan.get(Sequence, plan.get(Scene, scene).sequence)
