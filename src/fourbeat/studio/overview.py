"""What a project looks like at a glance: each shot with its status, the film's length, the work in hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, Job, JobState, Place
from fourbeat.model.message import Message
from fourbeat.model.plan import Project, Scene, Sequence, Shot
from fourbeat.model.status import Shown, shown

from .board import line_of
from .calls import held
from .endings import Ending, endings
from .register import read

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class ShotLine:
    """Be one shot in the overview; `chosen` is the number of the take in the cut.

    `cut_off` says that its take was being made when the program ended, and that nobody is at it now.
    """

    shot: Shot
    sequence: str
    scene: str
    status: Shown
    takes: int
    chosen: int | None
    line: str
    cut_off: bool = False


@dataclass(frozen=True)
class Overview:
    """Be the whole project at a glance."""

    project: Project
    shots: tuple[ShotLine, ...]
    frames: int
    jobs: dict[JobState, int]
    undo: Message | None
    redo: Message | None
    notices: tuple[Message, ...]
    cut_off: int = 0
    """How many jobs were at work when the program that did them ended."""
    ending: tuple[Ending, ...] = ()
    """Consents and clearances that end soon."""


def overview(studio: Studio) -> Overview:
    """Look over an open project."""
    store, plan = studio.store, studio.plan
    by_shot: dict[str, list[Place]] = {}
    for place in store.places():
        if place.shot:
            by_shot.setdefault(place.shot, []).append(place)
    counts = store.take_counts()
    chosen = store.take_numbers()
    lost = cut_off(studio, store.jobs(AT_WORK))
    lines = []
    for shot in plan.shots():
        brief = plan.brief(shot.id)
        scene = plan.get(Scene, shot.scene)
        # An order that somebody makes by hand waits: nothing is at work on it.
        places = by_shot.get(shot.id, ())
        states = [JobState.QUEUED if studio.handwork.waits(place) else place.state for place in places]
        lines.append(
            ShotLine(
                shot=shot,
                sequence=plan.get(Sequence, scene.sequence).number,
                scene=scene.number,
                status=shown(shot, brief, states, counts.get(shot.id, 0)),
                takes=counts.get(shot.id, 0),
                chosen=chosen.get(shot.take or ""),
                line=line_of(shot, brief),
                cut_off=any(place.id in lost for place in places),
            )
        )
    undo, redo = store.undoable(), store.redoable()
    return Overview(
        project=plan.project,
        shots=tuple(lines),
        frames=sum(shot.frames for shot in plan.cut_shots()),
        jobs=store.job_counts(),
        undo=undo.label if undo else None,
        redo=redo.label if redo else None,
        notices=store.notices,
        cut_off=len(lost),
        ending=tuple(endings(read(store), studio.desk.now())),
    )


def cut_off(studio: Studio, jobs: Iterable[Job]) -> frozenset[Id]:
    """Find the jobs written down as being at work that nobody works at: the program that did has ended."""
    at_work = frozenset(job.id for job in jobs if job.state in AT_WORK and not studio.handwork.waits(job))
    if not at_work or studio.jobs.running or (studio.store.read_only and held(studio.folder)):
        return frozenset()
    return at_work
