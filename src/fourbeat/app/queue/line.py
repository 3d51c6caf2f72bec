"""The order of the rows: jobs at work on top, then what was touched last; those that wait stand together.

Each job is put in its place by itself, so that one that moves costs the same among ten thousand.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import datetime
from itertools import chain
from typing import TypeAlias

from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, Job, JobState

_Key: TypeAlias = tuple[float, str, Id]


class Line:
    """Know the rows' order of the jobs that were put in."""

    def __init__(self) -> None:
        self._at_work: list[_Key] = []
        self._waiting: list[_Key] = []
        self._others: list[_Key] = []
        self._asked: list[float] = []
        self._known: dict[Id, tuple[list[_Key], _Key, float]] = {}

    def put(self, job: Job) -> None:
        """Put a job in, or in its new place."""
        self.drop(job.id)
        at = datetime.fromisoformat(job.changed_at).timestamp()
        if job.state in AT_WORK:
            lane, first = self._at_work, at
        elif job.state is JobState.QUEUED:
            lane, first = self._waiting, 0.0
            insort(self._asked, at)
        else:
            lane, first = self._others, -at
        key = (first, job.order, job.id)
        insort(lane, key)
        self._known[job.id] = (lane, key, at)

    def drop(self, job: Id) -> None:
        """Leave a job out."""
        known = self._known.pop(job, None)
        if known is None:
            return
        lane, key, at = known
        del lane[bisect_left(lane, key)]
        if lane is self._waiting:
            del self._asked[bisect_left(self._asked, at)]

    def order(self) -> list[Id]:
        """Give all of them in order; what waits stands where the one of it that was touched last would."""
        newest = -self._asked[-1] if self._asked else 0.0
        gap = bisect_left(self._others, (newest, "", ""))
        rows = chain(self._at_work, self._others[:gap], self._waiting, self._others[gap:])
        return [key[-1] for key in rows]

    def waiting(self) -> list[Id]:
        """Give those that wait, as they will run."""
        return [key[-1] for key in self._waiting]
