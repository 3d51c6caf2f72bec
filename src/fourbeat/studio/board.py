"""The board: each shot as a card, all of them or only those that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.brief import Brief
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Failure, Job, JobState, Place
from fourbeat.model.message import Message
from fourbeat.model.plan import Scene, Sequence, Shot, ShotStatus, TakeStatus
from fourbeat.model.status import Shown, shown
from fourbeat.writing.search import folded

from .briefs import PROSE_FIELDS

if TYPE_CHECKING:
    from .studio import Studio

_LONGEST = 160
"""Letters of a shot's one line: a whole page would make every list as wide, and slow to draw."""


_GATE = ("rights.", "gate.", "queue.not-allowed")
"""How the codes begin by which the gate says why it holds a job."""


@dataclass(frozen=True)
class Stop:
    """Say that the gate held a shot's last request, or blocked it, and why."""

    job: Id
    blocked: bool
    why: Message | None


@dataclass(frozen=True)
class Card:
    """Be one shot on the board; `take` and `chosen` are the id and number of the take in the cut.

    `rejected` says that the take in the cut is, `withdrawn` that it may not be shown, `stop` that the gate let the last
    request no further. `order` sorts the whole film, `cast`, `place` and the camera's words
    are for columns and filters, `has` names what there is of the shot, `words` is all its text as a search reads it.
    """

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
    order: tuple[str, ...] = ()
    seconds: Fraction = Fraction(0)
    title: str = ""
    note: str = ""
    provider: str = ""
    place: str = ""
    cast: tuple[str, ...] = ()
    framing: str | None = None
    angle: str | None = None
    move: str | None = None
    depth: str | None = None
    by_hand: bool = False
    rejected: bool = False
    withdrawn: bool = False
    stop: Stop | None = None
    hands: bool = False
    """Whether it waits for a clip that somebody makes by hand."""
    has: frozenset[str] = frozenset()
    words: str = ""


def cards(studio: Studio, only: Iterable[Id] | None = None, *, withdrawn: frozenset[Id] | None = None) -> list[Card]:
    """Make the cards of every living shot in board order, or only of some; who knows what is withdrawn says so."""
    store, plan = studio.store, studio.plan
    # A long film has ten thousand takes and jobs: what a card shows of them is asked for, not all they hold.
    if only is None:
        shots = plan.shots()
        counts, numbers, places = store.take_counts(), store.take_numbers(), store.places()
    else:
        wanted = set(only)
        shots = [shot for one in wanted if (shot := plan.find(Shot, one)) is not None]
        takes = [take for one in wanted for take in store.takes(one)]
        counts = Counter(take.shot for take in takes)
        numbers = {take.id: take.number for take in takes}
        places = [place for one in wanted for place in store.places(shot=one)]
    if withdrawn is None:
        withdrawn = studio.withdrawn.takes()
    states: dict[Id, list[JobState]] = {}
    hands: set[Id] = set()
    at_work: dict[Id, Id] = {}
    for place in places:
        if place.shot is not None:
            by_hand = studio.handwork.waits(place)
            hands |= {place.shot} if by_hand else set()
            # An order that somebody makes by hand waits: nothing is at work on it.
            states.setdefault(place.shot, []).append(JobState.QUEUED if by_hand else place.state)
            if place.state not in ENDED:
                at_work.setdefault(place.shot, place.id)
    stopped = {one.shot: one.id for one in places if one.shot and one.state is states[one.shot][-1] and _by_gate(one)}
    stops = {shot: stop for shot, job in stopped.items() if (stop := _stop(store.job(job))) is not None}
    return [
        replace(
            _card(studio, shot, states.get(shot.id, []), counts.get(shot.id, 0), numbers, at_work.get(shot.id)),
            withdrawn=shot.take in withdrawn,
            hands=shot.id in hands,
            stop=None if shot.status is ShotStatus.OMITTED else stops.get(shot.id),
        )
        for shot in shots
    ]


def _card(
    studio: Studio, shot: Shot, states: list[JobState], takes: int, numbers: dict[Id, int], job: Id | None
) -> Card:
    plan = studio.plan
    brief = plan.brief(shot.id)
    text = brief.text
    scene = plan.get(Scene, shot.scene)
    sequence = plan.get(Sequence, scene.sequence)
    return Card(
        shot=shot.id,
        number=shot.number,
        scene=scene.id,
        sequence=sequence.number,
        scene_number=scene.number,
        line=line_of(shot, brief),
        status=shown(shot, brief, states, takes),
        frames=shot.frames,
        takes=takes,
        take=shot.take if shot.take in numbers else None,
        chosen=numbers.get(shot.take or ""),
        colours=tuple(colour.value for colour in brief.colours),
        job=job,
        order=(sequence.order, sequence.id, scene.order, scene.id, shot.order, shot.id),
        seconds=plan.project.fps.seconds(shot.frames),
        title=shot.title,
        note=shot.note,
        provider=shot.provider or plan.project.provider,
        place=brief.place.name if brief.place else "",
        cast=tuple(person.name for person in brief.cast),
        framing=text.framing,
        angle=text.angle,
        move=text.move,
        depth=text.depth,
        by_hand=shot.status is not None,
        rejected=shot.take in numbers and plan.mark(shot.take or "").status is TakeStatus.REJECTED,
        has=frozenset(_held(shot, brief, takes, job)),
        words=_words(shot, scene, brief),
    )


def _by_gate(place: Place) -> bool:
    held = place.state is JobState.HELD and place.why.startswith(_GATE)
    return held or (place.state is JobState.FAILED and place.failure == Failure.REFUSED)


def _stop(job: Job) -> Stop | None:
    """Say how the gate stopped a job; what money, a person or the network holds is none of its doing."""
    if job.state is JobState.HELD and job.why is not None and job.why.code.startswith(_GATE):
        return Stop(job.id, blocked=False, why=job.why)
    if job.state is JobState.FAILED and job.failure is Failure.REFUSED:
        return Stop(job.id, blocked=True, why=job.why)
    return None


def line_of(shot: Shot, brief: Brief) -> str:
    """Say in one line what a shot is: its title, else its scene, its first beat, or who says what first."""
    spoken = ""
    if brief.lines:
        first = brief.lines[0]
        spoken = ": ".join(filter(None, (brief.speaker(first), first.text)))
    said = (shot.title, brief.text.scene, *(one.text for one in brief.beats[:1]), spoken)
    line = next((words for one in said if (words := " ".join(one[: 4 * _LONGEST].split()))), "")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _held(shot: Shot, brief: Brief, takes: int, job: Id | None) -> Iterator[str]:
    """Name what there is of a shot, in the filter's words."""
    there = {
        "take": takes,
        "job": job,
        "line": brief.lines,
        "beat": brief.beats,
        "reference": brief.references,
        "colour": brief.colours,
        "note": shot.note.strip(),
        "title": shot.title.strip(),
        "seed": shot.seed is not None,
    }
    return (name for name, value in there.items() if value)


def _words(shot: Shot, scene: Scene, brief: Brief) -> str:
    """Gather everything that is written about a shot, folded as a search folds."""
    text = brief.text
    written = [shot.number, shot.title, shot.note, scene.title]
    written += [str(getattr(text, name) or "") for name in PROSE_FIELDS]
    written += [one.text for one in brief.translations]
    written += [beat.text for beat in brief.beats]
    for line in brief.lines:
        written += [brief.speaker(line) or "", line.delivery, line.text]
    written += [colour.name for colour in brief.colours]
    written += [person.name for person in brief.cast]
    written += [costume.name for costume in brief.costumes]
    written += [prop.name for prop in brief.props]
    if brief.place:
        written.append(brief.place.name)
    return folded("\n".join(one for one in written if one))
