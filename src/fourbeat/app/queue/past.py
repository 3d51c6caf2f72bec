"""What a job has taken so far: how long it has been at work, what it has cost, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, Job, JobState
from fourbeat.model.provider import Estimate
from fourbeat.model.request import TakeRequest
from fourbeat.queue.purse import reckoned

from ..room import Room

_SENT = frozenset({JobState.SENDING, JobState.ACCEPTED, JobState.RUNNING, JobState.DOWNLOADING, JobState.UNKNOWN})
"""In these states a request may have left, so that it may be charged."""

_MINUTE = 60
_TELLING = 0.1
_SOON = 3


@dataclass(frozen=True)
class Past:
    """Hold when the last try of a job began, and what all its tries were charged, by currency."""

    began: str | None = None
    charges: tuple[tuple[str, Decimal], ...] = ()


class Pasts:
    """Remember what was read of each job until it moves on: views ask with every drawing."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[Id, tuple[str, JobState, Past]] = {}
        self._estimates: dict[Id, Estimate | None] = {}

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
        store = self._room.studio.store
        began = [move.at for move in store.events(job.id) if move.after is JobState.RESERVED]
        sums: dict[str, Decimal] = {}
        for one in store.attempts(job.id):
            if one.charge is not None:
                sums[one.charge.currency] = sums.get(one.charge.currency, Decimal(0)) + Decimal(one.charge.amount)
        return Past(began[-1] if began else None, tuple(sorted(sums.items())))

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
            if done is None or done < _TELLING or gone < _SOON:
                return length(room, gone)
            left = length(room, round(gone * (1 - done) / done))
            return room.say("queue-dock.left", gone=length(room, gone), left=left)
        if job.state in (JobState.DONE, JobState.FAILED):
            return room.say("queue-dock.took", time=length(room, _between(past.began, job.changed_at)))
        return ""

    def _cost(self, job: Job, past: Past) -> str:
        say = self._room.say
        if past.charges:
            return " + ".join(f"{amount} {currency}" for currency, amount in past.charges)
        estimate = self.estimate(job)
        if estimate is None or (job.state is JobState.CANCELLED and not past.began):
            return ""
        if estimate.free:
            return say("brief-dock.free")
        if estimate.least is None or estimate.most is None:
            return say("brief-dock.price-unknown")
        least, most = estimate.least, estimate.most
        price = say("brief-dock.price", least=least.amount, most=most.amount, currency=most.currency)
        return say("queue-dock.may-cost", price=price) if job.state in _SENT else price


def length(room: Room, seconds: int) -> str:
    """Write how long something takes."""
    minutes, rest = divmod(max(0, seconds), _MINUTE)
    if minutes:
        return room.say("queue-dock.minutes", minutes=minutes, seconds=rest)
    return room.say("queue-dock.seconds", seconds=rest)


def _between(first: str, last: str) -> int:
    return round((datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds())
