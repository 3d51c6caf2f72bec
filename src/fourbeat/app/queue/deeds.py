"""What can be done with the queue: pause it, let it go on, and try again, cancel or show the chosen jobs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import CancelledError
from functools import partial
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Job, JobState, Place
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.queue.cancel import said
from fourbeat.queue.run import RETRIED

from ..actions import Action
from ..board.moves import writable
from ..room import Room
from .again import retry
from .model import job_list
from .story import title
from .story_sheet import StorySheet

QUEUE = "queue"
CHOSEN = ("queue-retry", "queue-cancel", "queue-show", "queue-story")
"""The buttons for the chosen jobs."""

ABOUT = (
    *CHOSEN,
    "queue-retry-failed",
    "hand-prompt",
    "hand-picture",
    "hand-folder",
    "queue-check",
    "queue-earlier",
    "queue-later",
)
"""Every action about the chosen jobs."""

_HERE = (QUEUE,)


class Errands(QObject):
    """Run what may take as long as somebody else's answer beside the window, and bring its refusal back."""

    _refused = Signal(object)
    _said = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._refused.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._said.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    def run(self, call: Callable[[], object]) -> None:
        """Call something in a thread of its own, and announce the sentence it gives, if any."""
        Thread(target=self._run, args=(call,), name="errand", daemon=True).start()

    def _run(self, call: Callable[[], object]) -> None:
        try:
            answer = call()
            if isinstance(answer, Message):
                self._said.emit(answer)
        except FourbeatError as error:
            self._refused.emit(error)
        except CancelledError:
            # The queue was stopped meanwhile, which stops the job too.
            return

    def _announce(self, said: Message) -> None:
        self._room.stage.announce(self._room.words(said))

    def _tell(self, error: FourbeatError) -> None:
        def refuse() -> None:
            raise error

        self._room.attempt(refuse)


def errands(room: Room) -> Errands:
    """Give the room's errands; the first to ask makes them."""
    found = room.findChild(Errands)
    return found if isinstance(found, Errands) else Errands(room)


def places(room: Room) -> list[Place]:
    """Say where the chosen jobs stand, in the order they will run."""
    jobs = job_list(room)
    rows = [row for one in jobs.chosen if (row := jobs.row_of(one)) is not None]
    return sorted((jobs.place(row) for row in rows), key=lambda job: job.order)


def chosen(room: Room) -> list[Job]:
    """Give the chosen jobs, in the order they will run."""
    return [_job(room, place) for place in places(room)]


def about(room: Room) -> str:
    """Say which jobs an action would be about."""
    jobs = job_list(room).chosen
    if len(jobs) == 1:
        return title(room, room.studio.store.job(jobs[0]))
    return room.say("about.jobs", n=len(jobs)) if jobs else ""


def turn(room: Room) -> None:
    """Pause the queue, or let it go on."""
    jobs = room.studio.jobs
    if jobs.paused is not None:
        room.attempt(jobs.resume)
    elif jobs.running:
        room.attempt(jobs.pause)
    else:
        room.attempt(jobs.start)


def turn_text(room: Room) -> str:
    """Say what turning the queue would do now."""
    return room.say("act.queue-pause" if goes(room) else "act.queue-resume")


def goes(room: Room) -> bool:
    """Tell whether the queue starts what waits."""
    return room.studio.jobs.running and room.studio.jobs.paused is None


def _retry(room: Room) -> None:
    retry(room, [_job(room, place) for place in places(room) if place.state in RETRIED])


def _retry_failed(room: Room) -> None:
    retry(room, room.studio.store.jobs({JobState.FAILED}))


def _any_failed(room: Room) -> bool:
    return writable(room) and bool(job_list(room).states[JobState.FAILED])


def _cancel(room: Room) -> None:
    open_jobs = [job.id for job in places(room) if job.state not in ENDED]
    if open_jobs:
        errands(room).run(partial(_call_off, room, open_jobs))


def _call_off(room: Room, jobs: Sequence[Id]) -> Message | None:
    """Cancel jobs; give what to say of those that could not be stopped."""
    left = list(room.studio.jobs.call_off(jobs=jobs).values())
    if not left:
        return None
    if len(jobs) > 1:
        return message("queue-dock.not-cancelled", n=len(left), why=said(left[0]))
    if isinstance(left[0], FourbeatError):
        raise left[0]
    return said(left[0])


def _check(room: Room) -> None:
    unsure = [_job(room, job) for job in places(room) if job.state is JobState.UNKNOWN]
    room.attempt(partial(room.studio.jobs.check, jobs=unsure))
    room.stage.announce(room.say("queue-dock.checking", n=len(unsure)))


def _can_check(room: Room) -> bool:
    return writable(room) and room.studio.jobs.running and _any(room, {JobState.UNKNOWN})


def step(room: Room, by: int) -> None:
    """Move the chosen waiting jobs past the one before or after them."""
    line = [place.id for place in job_list(room).waiting_places()]
    going = {job.id for job in places(room) if job.state is JobState.QUEUED}
    rows = [row for row, job in enumerate(line) if job in going]
    if not rows:
        return
    beside = rows[0] - 1 if by < 0 else rows[-1] + 1
    if not 0 <= beside < len(line):
        return
    put(room, [line[row] for row in rows], **{"before" if by < 0 else "after": line[beside]})


def put(room: Room, jobs: list[Id], *, before: Id | None = None, after: Id | None = None) -> None:
    """Put waiting jobs beside another."""
    store = room.studio.store

    def move() -> None:
        near = {name: store.job(one) for name, one in (("before", before), ("after", after)) if one is not None}
        room.studio.jobs.move(jobs=[store.job(one) for one in jobs], **near)

    room.attempt(move)
    room.bridge.flush()


def _can_move(room: Room) -> bool:
    return writable(room) and _any(room, {JobState.QUEUED}) and job_list(room).states[JobState.QUEUED] > 1


def _show(room: Room) -> None:
    job = next(job for job in places(room) if _shot(room, job))
    assert job.shot is not None
    room.selection.choose((job.shot,), job.shot)
    if job.take is not None:
        room.selection.look_at_take(job.take)
    room.stage.show_dock("board")


def _story(room: Room) -> None:
    sheet = StorySheet(room, chosen(room)[0])
    sheet.present()
    sheet.text.setFocus()


def _can_tell(room: Room) -> bool:
    return len(job_list(room).chosen) == 1


def _shot(room: Room, job: Place) -> bool:
    return room.studio.plan.find(Shot, job.shot) is not None


def _job(room: Room, job: Place) -> Job:
    return room.studio.store.job(job.id)


def _can_retry(room: Room) -> bool:
    return writable(room) and _any(room, RETRIED)


def _can_cancel(room: Room) -> bool:
    return writable(room) and _any(room, frozenset(JobState) - ENDED)


def _can_show(room: Room) -> bool:
    jobs = job_list(room)
    return any(_shot(room, place) for one in jobs.chosen if (place := jobs.place_of(one)) is not None)


def _any(room: Room, states: Collection[JobState]) -> bool:
    """Tell whether one of the chosen jobs is in one of these states."""
    return any(job_list(room).chosen_states[state] for state in states)


ACTIONS = (
    Action("act.queue-pause", turn, ("P",), "pause", "queue", _HERE, writable, text=turn_text),
    Action("act.queue-retry", _retry, ("R",), "retry", "queue", _HERE, _can_retry, about=about),
    Action("act.queue-retry-failed", _retry_failed, ("Shift+R",), "retry", "queue", _HERE, _any_failed),
    Action("act.queue-cancel", _cancel, ("Del",), "close", "queue", _HERE, _can_cancel, about=about),
    Action("act.queue-check", _check, ("C",), "search", "queue", _HERE, _can_check, about=about),
    Action("act.queue-earlier", partial(step, by=-1), ("Alt+Up",), "up", "queue", _HERE, _can_move, about=about),
    Action("act.queue-later", partial(step, by=1), ("Alt+Down",), "down", "queue", _HERE, _can_move, about=about),
    Action("act.queue-story", _story, ("D",), "info", "queue", _HERE, _can_tell, about=about),
    Action("act.queue-show", _show, ("Return", "Enter"), "board", "queue", _HERE, _can_show, about=about),
)
"""What the queue adds to the one table of actions."""
