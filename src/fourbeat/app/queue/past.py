"""What a job has taken so far: how long it has been at work, what it has cost, and what it may cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from fourbeat.model.account import Entry, Standing
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, ENDED, Charged, Job, JobState
from fourbeat.model.message import Message
from fourbeat.model.provider import Estimate
from fourbeat.model.request import TakeRequest
from fourbeat.queue.purse import reckoned, written
from fourbeat.studio.ledger_sheet import range_of

from ..room import Room
from .story_sheet import CHARGED

_SENT = frozenset({JobState.SENDING, JobState.ACCEPTED, JobState.RUNNING, JobState.DOWNLOADING, JobState.UNKNOWN})
"""In these states a request may have left, so that it may be charged."""

_MINUTE = 60
_TELLING = 0.1
_SOON = 3


@dataclass(frozen=True)
class Past:
    """Hold when the last try of a job began, and what the ledger says of its tries."""

    began: str | None = None
    entries: tuple[Entry, ...] = ()


class Pasts:
    """Remember what was read of each job until it moves on: views ask with every drawing."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[Id, tuple[str, JobState, Past]] = {}
        self._estimates: dict[Id, Estimate | None] = {}

    def forget(self, jobs: Iterable[Id]) -> None:
        """Read these jobs anew when somebody asks: something about them has changed, such as what they cost."""
        for one in jobs:
            self._known.pop(one, None)

    def of(self, job: Job) -> Past:
        """Give a job's past."""
        known = self._known.get(job.id)
        if known is None or known[:2] != (job.changed_at, job.state):
            known = (job.changed_at, job.state, self._read(job))
            self._known[job.id] = known
        return known[2]

    def estimate(self, job: Job) -> Estimate | None:
        """Give what a job may cost; None for what costs nobody anything, and for a generator that is not there."""
        if job.id not in self._estimates:
            self._estimates[job.id] = self._estimated(job)
        return self._estimates[job.id]

    def words(self, job: Job, done: float | None) -> str:
        """Say how long a job took, or has been at work, and what it costs."""
        past = self.of(job)
        return " · ".join(filter(None, (self._time(job, past, done), self._cost(job, past))))

    def _read(self, job: Job) -> Past:
        if job.state is JobState.QUEUED and not job.tries:
            return Past()
        studio = self._room.studio
        began = [move.at for move in studio.store.events(job.id) if move.after is JobState.RESERVED]
        return Past(began[-1] if began else None, studio.ledger.of(job.id))

    def _estimated(self, job: Job) -> Estimate | None:
        if not isinstance(job.request, TakeRequest):
            return None
        made = self._room.studio.generators.get(job.request.provider)
        try:
            return reckoned(made, job.request) if made is not None else None
        except FourbeatError:
            # What it may cost is not known here; the job itself tells what is wrong with it.
            return None

    def _time(self, job: Job, past: Past, done: float | None) -> str:
        if past.began is None:
            return ""
        room = self._room
        if job.state in AT_WORK:
            gone = _between(past.began, room.desk.now())
            # How long the making took says nothing about the way from there to here.
            if done is None or done < _TELLING or gone < _SOON or job.state is JobState.DOWNLOADING:
                return length(room, gone)
            left = length(room, round(gone * (1 - done) / done))
            return room.say("queue-dock.left", gone=length(room, gone), left=left)
        if job.state in (JobState.DONE, JobState.FAILED):
            return room.say("queue-dock.took", time=length(room, _between(past.began, job.changed_at)))
        return ""

    def _cost(self, job: Job, past: Past) -> str:
        """Say what the tries of a job cost and may have cost; before there is one, what it may cost."""
        room, tries = self._room, [one for one in past.entries if one.attempt is not None and not one.free]
        if job.state in ENDED and tries and all(one.standing is Standing.NOTHING for one in tries):
            return room.say(CHARGED[Charged.NO])
        spent, unknown = (_sums(tries, standing) for standing in (Standing.SPENT, Standing.UNKNOWN))
        if spent or unknown:
            paid, maybe = (" + ".join(map(room.words, sums)) for sums in (spent, unknown))
            return " + ".join(filter(None, (paid, room.say("queue-dock.may-cost", price=maybe) if maybe else "")))
        estimate = self.estimate(job)
        if estimate is None or (job.state is JobState.CANCELLED and not past.began):
            return ""
        price = room.words(written(estimate))
        priced = not estimate.free and estimate.most is not None
        return room.say("queue-dock.may-cost", price=price) if priced and job.state in _SENT else price


def _sums(tries: Iterable[Entry], standing: Standing) -> list[Message]:
    """Add up what was paid, or reckoned with, in each currency."""
    least, most = defaultdict[str, Fraction](Fraction), defaultdict[str, Fraction](Fraction)
    for one in tries:
        low, high = one.sum or one.least, one.sum or one.most
        if one.standing is standing and low is not None and high is not None:
            least[low.currency] += Fraction(low.amount)
            most[high.currency] += Fraction(high.amount)
    return [range_of(least[currency], most[currency], currency) for currency in sorted(most)]


def length(room: Room, seconds: int) -> str:
    """Write how long something takes."""
    minutes, rest = divmod(max(0, seconds), _MINUTE)
    if minutes:
        return room.say("queue-dock.minutes", minutes=minutes, seconds=rest)
    return room.say("queue-dock.seconds", seconds=rest)


def _between(first: str, last: str) -> int:
    return round((datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds())
