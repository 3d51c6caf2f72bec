"""A job's story in words: what it makes, how it stands, and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from fourbeat.model.job import AT_WORK, Job, JobState
from fourbeat.model.plan import Shot
from fourbeat.model.request import RenderRequest, StillRequest
from fourbeat.model.status import Shown
from fourbeat.queue.pools import server_of

from ..room import Room

S = JobState

SHAPES: dict[JobState, tuple[Shown, str]] = {
    S.HELD: (Shown.BRIEFED, "warn"),
    S.QUEUED: (Shown.IDEA, "idle"),
    S.RESERVED: (Shown.GENERATING, "busy"),
    S.SENDING: (Shown.GENERATING, "busy"),
    S.ACCEPTED: (Shown.GENERATING, "busy"),
    S.RUNNING: (Shown.GENERATING, "busy"),
    S.DOWNLOADING: (Shown.GENERATING, "busy"),
    S.DONE: (Shown.APPROVED, "good"),
    S.FAILED: (Shown.RETAKE, "bad"),
    S.CANCELLED: (Shown.OMITTED, "idle"),
    S.UNKNOWN: (Shown.READY, "warn"),
}
"""The outline and the colour of each state: those that call for a hand differ in outline from all others."""

_DRAWS = "animatic"
_OURS = {_DRAWS: "queue-dock.animatic", "handwork": "queue-dock.handwork"}
"""The generators that are always there, and need no connection to have a name."""
_CUT_OFF = ("queue.gone", "queue.interrupted")
"""Reasons that tell a person to try again, where the queue is about to do so itself."""
_SILENT = ("queue.silent", "queue.fetch-again")
"""What a job at work waits for, and goes on by itself."""


def title(room: Room, job: Job) -> str:
    """Say what a job makes."""
    if isinstance(job.request, RenderRequest):
        return room.say("queue-dock.render", file=job.request.target.name)
    if isinstance(job.request, StillRequest):
        what = room.words(room.studio.jobs.label(job))
        return room.say("queue-dock.still", what=what, generator=maker(room, job))
    shot = room.studio.plan.get(Shot, job.request.shot)
    made = maker(room, job)
    return room.say("queue-dock.take", shot=shot.number, number=job.request.number, generator=made)


def maker(room: Room, job: Job) -> str:
    """Name who makes a job's take: its generator, and of a pool the server that has it."""
    server = server_of(job)
    if server == job.lane:
        return generator(room, server)
    # By its key: the servers of a pool are often called alike.
    return room.say("queue-dock.in-pool", server=server, pool=job.lane)


def generator(room: Room, key: str) -> str:
    """Name a generator as a person calls it."""
    if key in _OURS:
        return room.say(_OURS[key])
    connection = room.studio.connections.get(key)
    return connection.name if connection is not None else key


def at_work(room: Room, job: Job) -> bool:
    """Tell whether somebody is at work on a job; an order for a person's own hands waits for them."""
    return job.state in AT_WORK and not room.studio.handwork.waits(job)


def sign(room: Room, job: Job) -> tuple[Shown, str]:
    """Give the outline and the colour of a job."""
    return SHAPES[S.HELD] if room.studio.handwork.waits(job) else SHAPES[job.state]


def state(room: Room, job: Job, done: float | None) -> str:
    """Say how a job stands, with how far it is."""
    if room.studio.handwork.waits(job):
        return room.say("state.by-hand")
    word = room.say(f"state.{job.state.value}")
    if job.state in AT_WORK and job.why is not None and job.why.code in _SILENT:
        return room.say("queue-dock.silent")
    if job.state not in AT_WORK or done is None:
        return word
    if job.state is not S.DOWNLOADING:
        word = room.say(_doing(job))
    return room.say("queue-dock.done", doing=word, percent=round(100 * done))


def _doing(job: Job) -> str:
    if isinstance(job.request, RenderRequest):
        return "queue-dock.rendering"
    return "queue-dock.drawing" if job.request.provider == _DRAWS else "queue-dock.making"


def why(room: Room, job: Job) -> str:
    """Say why a job failed or waits, what is odd about its clip, or when it was asked for or ended."""
    if job.state is S.QUEUED and job.why is not None and job.why.code in _CUT_OFF:
        return room.say("queue-dock.again")
    working = at_work(room, job)
    if job.why is not None and not working:
        return room.words(job.why)
    if job.state is S.QUEUED:
        return room.say("queue-dock.asked", time=moment(room, job.made_at))
    return "" if working else moment(room, job.changed_at)


def tries(room: Room, job: Job) -> str:
    """Say how often a job has been tried, where that is more than once."""
    return room.say("queue-dock.tries", n=job.tries) if job.tries > 1 else ""


def moment(room: Room, at: str) -> str:
    """Write a moment as the clock on the wall shows it, with the day unless it is today."""
    here = datetime.fromisoformat(at).astimezone()
    today = datetime.fromisoformat(room.desk.now()).astimezone().date()
    words = QLocale(room.desk.wording.language)
    clock = QDateTime.fromSecsSinceEpoch(int(here.timestamp()))
    short = QLocale.FormatType.ShortFormat
    return words.toString(clock.time(), "HH:mm") if here.date() == today else words.toString(clock, short)
