"""The places and the props of the film, and where they are seen."""

from __future__ import annotations

from collections.abc import Sequence

from fourbeat.model import order
from fourbeat.model.briefing import PlaceFile, PropFile
from fourbeat.model.edit import Change, Changes
from fourbeat.model.message import message
from fourbeat.model.plan import Dressing, Life, Place, Prop, Scene, Shot

from .arrange import written
from .entries import Entries


class Places(Entries[Place]):
    """Hold the verbs and questions about places."""

    kind = Place
    form = PlaceFile

    def set_in(self, *, one: Place | None, scenes: Sequence[Scene]) -> Changes:
        """Let scenes play in a place, None for nowhere in particular."""
        plan = self._store.plan
        changes = [
            change
            for scene in scenes
            for change in plan.change(plan.get(Scene, scene.id), place=one.id if one else None)
        ]
        numbers = ", ".join(scene.number for scene in scenes)
        return written(self._studio, message("step.set-scene", scenes=numbers), changes)


class Props(Entries[Prop]):
    """Hold the verbs and questions about props."""

    kind = Prop
    form = PropFile

    def show(self, *, one: Prop, shots: Sequence[Shot], seen: bool = True) -> Changes:
        """Let a prop be seen in shots, or no longer; where that is so already nothing changes."""
        plan = self._store.plan
        changes: list[Change] = []
        for shot in shots:
            known = plan.of(Dressing, shot.id)
            there = [row for row in known if row.prop == one.id]
            if seen and not there:
                key = order.between(known[-1].order if known else None, None)
                row = Dressing(id=self._studio.desk.ids.new(), shot=shot.id, order=key, prop=one.id)
                changes.append(plan.born(row))
            elif not seen:
                changes += [change for row in there for change in plan.change(row, life=Life.BINNED)]
        return written(self._studio, message("step.show-named", name=one.name), changes)
