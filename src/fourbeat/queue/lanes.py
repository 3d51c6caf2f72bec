"""Lanes: the jobs that wait, in order, and how many of each lane are at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from fourbeat.model.ids import Id
from fourbeat.model.job import Job

from .clock import moment


@dataclass(frozen=True)
class _Waiting:
    order: str
    id: Id
    lane: str
    due: float


class Lanes:
    """Know who is next. `width` tells how many jobs of a lane may be at work; moments are seconds since 1970."""

    def __init__(self, width: Callable[[str], int]) -> None:
        self._width = width
        self._waiting: dict[Id, _Waiting] = {}
        self._working: dict[Id, str] = {}
        self._rests: dict[str, float] = {}

    @property
    def working(self) -> Collection[Id]:
        """Name the jobs at work."""
        return self._working.keys()

    @property
    def waiting(self) -> Collection[Id]:
        """Name the jobs that wait for their turn or their time."""
        return self._waiting.keys()

    def wait(self, job: Job) -> None:
        """Put a job among those that wait, or move it to its new place."""
        due = moment(job.not_before) if job.not_before else 0.0
        self._waiting[job.id] = _Waiting(job.order, job.id, job.lane, due)

    def forget(self, job: Id) -> None:
        """Take a job from those that wait."""
        self._waiting.pop(job, None)

    def enter(self, job: Id, lane: str) -> None:
        """Give a job a place at work, also where the lane is full already: work found after a crash must go on."""
        self._waiting.pop(job, None)
        self._working[job] = lane

    def leave(self, job: Id) -> None:
        """Free a job's place."""
        self._working.pop(job, None)

    def rest(self, lane: str, until: float) -> None:
        """Let nothing of a lane start before a moment."""
        self._rests[lane] = max(until, self._rests.get(lane, 0.0))

    def wake(self, lane: str | None = None) -> None:
        """End the rest of a lane, or of all."""
        if lane is None:
            self._rests.clear()
        else:
            self._rests.pop(lane, None)

    def ready(self, at: float) -> list[tuple[Id, str]]:
        """Give the jobs, with their lanes, that may start at a moment: the first in order while there is room."""
        room = self._room()
        able = [one for one in self._waiting.values() if room.get(one.lane, 0) > 0 and self._due(one) <= at]
        chosen = []
        for one in sorted(able, key=lambda one: (one.order, one.id)):
            if room[one.lane] > 0:
                room[one.lane] -= 1
                chosen.append((one.id, one.lane))
        return chosen

    def next_due(self, at: float) -> float | None:
        """Give the seconds until something that has room comes due; None where only news can change anything."""
        room = self._room()
        due = [self._due(one) for one in self._waiting.values() if room.get(one.lane, 0) > 0]
        return max(0.0, min(due) - at) if due else None

    def _due(self, one: _Waiting) -> float:
        return max(one.due, self._rests.get(one.lane, 0.0))

    def _room(self) -> dict[str, int]:
        busy = Counter(self._working.values())
        lanes = {one.lane for one in self._waiting.values()}
        return {lane: self._width(lane) - busy[lane] for lane in lanes}
