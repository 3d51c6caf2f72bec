"""Lanes: the jobs that wait, in order, and how many of each lane are at work.

Whoever is next is found at the same price among ten jobs and ten thousand: each lane keeps two heaps, of those whose
time has come, by order, and of the others, by time. What has moved on leaves a stale entry behind and is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TypeVar

from fourbeat.model.ids import Id
from fourbeat.model.job import Job
from fourbeat.store import Place

from .clock import moment

K = TypeVar("K", str, float)
_STALE = 64
"""From how many entries on a heap is made anew once most of them are stale."""


@dataclass(frozen=True, eq=False)
class _Waiting:
    order: str
    id: Id
    lane: str
    due: float


@dataclass
class _Lane:
    count: int = 0
    line: list[tuple[str, Id, int, _Waiting]] = field(default_factory=list)
    later: list[tuple[float, Id, int, _Waiting]] = field(default_factory=list)


class Lanes:
    """Know who is next. `width` tells how many jobs of a lane may be at work; moments are seconds since 1970."""

    def __init__(self, width: Callable[[str], int]) -> None:
        self._width = width
        self._waiting: dict[Id, _Waiting] = {}
        self._lanes: dict[str, _Lane] = {}
        self._working: dict[Id, str] = {}
        self._busy: Counter[str] = Counter()
        self._rests: dict[str, float] = {}
        self._numbers = count()

    @property
    def working(self) -> Collection[Id]:
        """Name the jobs at work."""
        return self._working.keys()

    @property
    def waiting(self) -> Collection[Id]:
        """Name the jobs that wait for their turn or their time."""
        return self._waiting.keys()

    def wait(self, job: Job | Place) -> None:
        """Put a job among those that wait, or move it to its new place."""
        due = moment(job.not_before) if job.not_before else 0.0
        old = self._waiting.get(job.id)
        if old is not None and (old.order, old.lane, old.due) == (job.order, job.lane, due):
            return
        self.forget(job.id)
        one = self._waiting[job.id] = _Waiting(job.order, job.id, job.lane, due)
        lane = self._lanes.setdefault(job.lane, _Lane())
        lane.count += 1
        heappush(lane.later, (due, job.id, next(self._numbers), one))
        self._tidy(lane)

    def forget(self, job: Id) -> None:
        """Take a job from those that wait."""
        one = self._waiting.pop(job, None)
        if one is not None:
            self._lanes[one.lane].count -= 1

    def enter(self, job: Id, lane: str) -> None:
        """Give a job a place at work, also where the lane is full already: work found after a crash must go on."""
        self.forget(job)
        self.leave(job)
        self._working[job] = lane
        self._busy[lane] += 1

    def leave(self, job: Id) -> None:
        """Free a job's place."""
        lane = self._working.pop(job, None)
        if lane is not None:
            self._busy[lane] -= 1

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
        chosen: list[tuple[str, Id, int, _Waiting]] = []
        for name, lane in self._open():
            self._due(lane, at)
            if self._rests.get(name, 0.0) > at:
                continue
            first: list[tuple[str, Id, int, _Waiting]] = []
            room = self._room(name)
            while len(first) < room and self._skip(lane.line):
                first.append(heappop(lane.line))
            for entry in first:
                # They wait until they enter; what is asked twice is answered alike.
                heappush(lane.line, entry)
            chosen += first
        return [(one.id, one.lane) for *_, one in sorted(chosen)]

    def next_due(self, at: float) -> float | None:
        """Give the seconds until something that has room comes due; None where only news can change anything."""
        due = []
        for name, lane in self._open():
            if self._room(name) > 0:
                self._due(lane, at)
                first = 0.0 if self._skip(lane.line) else lane.later[0][0]
                due.append(max(first, self._rests.get(name, 0.0)))
        return max(0.0, min(due) - at) if due else None

    def _open(self) -> list[tuple[str, _Lane]]:
        return [(name, lane) for name, lane in self._lanes.items() if lane.count]

    def _room(self, lane: str) -> int:
        return self._width(lane) - self._busy[lane]

    def _due(self, lane: _Lane, at: float) -> None:
        """Put those whose time has come into the line."""
        while self._skip(lane.later) and lane.later[0][0] <= at:
            one = heappop(lane.later)[-1]
            heappush(lane.line, (one.order, one.id, next(self._numbers), one))

    def _skip(self, heap: list[tuple[K, Id, int, _Waiting]]) -> bool:
        """Drop what is stale from the front; tell whether anything is left."""
        while heap and not self._waits(heap[0][-1]):
            heappop(heap)
        return bool(heap)

    def _tidy(self, lane: _Lane) -> None:
        if len(lane.line) + len(lane.later) > 2 * lane.count + _STALE:
            lane.line = [entry for entry in lane.line if self._waits(entry[-1])]
            lane.later = [entry for entry in lane.later if self._waits(entry[-1])]
            heapify(lane.line)
            heapify(lane.later)

    def _waits(self, one: _Waiting) -> bool:
        return self._waiting.get(one.id) is one
