"""The project's bin: shots that are out of the film but not gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Life, Scene, Shot
from fourbeat.model.plan import Sequence as Part

from .arrange import named, written
from .labels import Numbers

if TYPE_CHECKING:
    from .studio import Studio


class Bin:
    """Hold the verbs and questions about the bin."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def shots(self) -> list[Shot]:
        """Give the shots in the bin, in the order in which they would stand on the board."""
        plan = self._store.plan
        places = {scene.id: place for place, scene in enumerate(plan.scenes())}
        return sorted(plan.binned(Shot), key=lambda shot: (places.get(shot.scene, len(places)), shot.order, shot.id))

    def find(self, label: str) -> Shot:
        """Find a shot in the bin by its number or id. Raises NotFound, or Invalid when several carry the number."""
        binned = self.shots()
        matches = [shot for shot in binned if label in (shot.id, shot.number)]
        if not matches:
            known = tuple(shot.number for shot in binned[:12])
            raise NotFound("bin.not-found", label=label, numbers=known or (message("bin.empty"),))
        if len(matches) > 1:
            raise Invalid("shot.several", label=label, choices=tuple(shot.id for shot in matches))
        return matches[0]

    # Verbs

    def put(self, *, shots: Sequence[Shot]) -> Changes:
        """Put shots into the bin in one step; their takes and numbers are kept."""
        plan = self._store.plan
        changes = [change for shot in shots for change in plan.change(plan.get(Shot, shot.id), life=Life.BINNED)]
        return written(self._studio, named("step.remove-shot", "step.remove-shots", shots), changes)

    def bring_back(self, *, shots: Sequence[Shot]) -> list[Shot]:
        """Bring shots back from the bin to where they stood, in one step, and give them as they stand now.

        A number that another shot has taken meanwhile is replaced by a free one. Raises NotFound without a scene.
        """
        plan = self._store.plan
        labels = Numbers(plan)
        changes = [change for shot in shots for change in returned(plan, labels, plan.get(Shot, shot.id))]
        written(self._studio, named("step.restore-shot", "step.restore-shots", shots), changes)
        return [self._store.plan.get(Shot, shot.id) for shot in shots]


def returned(
    plan: Plan, labels: Numbers, shot: Shot, *, scene: Id | None = None, key: str | None = None
) -> list[Change]:
    """Make the changes that bring a shot back alive: where it stood, or into a scene at an order key."""
    home = scene or _home(plan, shot)
    place = key or shot.order
    if home != shot.scene and key is None:
        last = plan.shots(home)
        place = order.between(last[-1].order if last else None, None)
    return plan.change(shot, life=Life.ALIVE, scene=home, order=place, number=labels.own(shot, home, place))


def _home(plan: Plan, shot: Shot) -> Id:
    """Give the shot's scene while that is part of the film, else the last scene."""
    scene = plan.find(Scene, shot.scene)
    if scene is not None and plan.find(Part, scene.sequence) is not None:
        return scene.id
    scenes = plan.scenes()
    if not scenes:
        raise NotFound("scene.none-yet")
    return scenes[-1].id
