"""The board: each shot as a card, all of them or only those that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, JobState
from fourbeat.model.plan import Colour, Scene, Sequence, Shot
from fourbeat.model.status import Shown, shown

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Card:
    """Be one shot on the board; `take` and `chosen` are the id and number of the take in the cut."""

    shot: Id
    number: str
    scene: Id
    sequence: str
    scene_number: str
    line: str
    status: Shown
    frames: int
    takes: int
    take: Id | None
    chosen: int | None
    colours: tuple[str, ...]
    job: Id | None = None


def cards(studio: Studio, only: Iterable[Id] | None = None) -> list[Card]:
    """Make the cards of every living shot in board order, or only of some."""
    store, plan = studio.store, studio.plan
    wanted = None if only is None else set(only)
    if wanted is None:
        shots = plan.shots()
        takes = store.takes()
        jobs = [job for job in store.jobs() if job.shot]
    else:
        shots = [shot for one in wanted if (shot := plan.find(Shot, one)) is not None]
        takes = [take for one in wanted for take in store.takes(one)]
        jobs = [job for one in wanted for job in store.jobs(shot=one)]
    counts = Counter(take.shot for take in takes)
    numbers = {take.id: take.number for take in takes}
    states: dict[Id, list[JobState]] = {}
    at_work: dict[Id, Id] = {}
    for job in jobs:
        assert job.shot is not None
        states.setdefault(job.shot, []).append(job.state)
        if job.state not in ENDED:
            at_work.setdefault(job.shot, job.id)
    return [
        _card(studio, shot, states.get(shot.id, []), counts[shot.id], numbers, at_work.get(shot.id)) for shot in shots
    ]


def _card(
    studio: Studio, shot: Shot, states: list[JobState], takes: int, numbers: dict[Id, int], job: Id | None
) -> Card:
    plan = studio.plan
    brief = plan.brief(shot.id)
    scene = plan.get(Scene, shot.scene)
    return Card(
        shot=shot.id,
        number=shot.number,
        scene=scene.id,
        sequence=plan.get(Sequence, scene.sequence).number,
        scene_number=scene.number,
        line=shot.title or " ".join(brief.text.scene.split()),
        status=shown(shot, brief, states, takes),
        frames=shot.frames,
        takes=takes,
        take=shot.take if shot.take in numbers else None,
        chosen=numbers.get(shot.take or ""),
        colours=tuple(colour.value for colour in plan.of(Colour, shot.id)),
        job=job,
    )
