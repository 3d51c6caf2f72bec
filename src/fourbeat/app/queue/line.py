"""The order of the rows: jobs at work on top, then what was touched last; those that wait stand together.

Each job is put in its place by itself, so that one that moves costs the same among ten thousand.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias

from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, JobState, Place

_Key: TypeAlias = tuple[float, str, Id]

_FEW = 200
"""Up to how many jobs are put in place one by one; more are sorted together."""


class Line:
    """Know the rows' order of the jobs that were put in."""

    def __init__(self) -> None:
        self._at_work: list[_Key] = []
        self._waiting: list[_Key] = []
        self._others: list[_Key] = []
        self._asked: list[float] = []
        self._known: dict[Id, tuple[list[_Key], _Key, float]] = {}

    def put(self, places: Collection[Place]) -> None:
        """Put jobs in, or in their new places."""
        few = len(places) <= _FEW
        if few:
            for place in places:
                self._drop(place.id)
        else:
            gone = {place.id for place in places}
            for lane in (self._at_work, self._waiting, self._others):
                lane[:] = [key for key in lane if key[-1] not in gone]
        for place in places:
            self._add(place, insort if few else list.append)
        if not few:
            for lane in (self._at_work, self._waiting, self._others):
                lane.sort()
            self._asked = sorted(self._known[key[-1]][-1] for key in self._waiting)

    def order(self) -> list[Id]:
        """Give all of them in order; what waits stands where the one of it that was touched last would."""
        newest = -self._asked[-1] if self._asked else 0.0
        gap = bisect_left(self._others, (newest, "", ""))
        rows = chain(self._at_work, self._others[:gap], self._waiting, self._others[gap:])
        return [key[-1] for key in rows]

    def waiting(self) -> list[Id]:
        """Give those that wait, as they will run."""
        return [key[-1] for key in self._waiting]

    def _add(self, place: Place, into: Callable[[list[Any], Any], None]) -> None:
        at = datetime.fromisoformat(place.changed_at).timestamp()
        if place.state in AT_WORK:
            lane, first = self._at_work, at
        elif place.state is JobState.QUEUED:
            lane, first = self._waiting, 0.0
            into(self._asked, at)
        else:
            lane, first = self._others, -at
        key = (first, place.order, place.id)
        into(lane, key)
        self._known[place.id] = (lane, key, at)

    def _drop(self, job: Id) -> None:
        known = self._known.pop(job, None)
        if known is None:
            return
        lane, key, at = known
        del lane[bisect_left(lane, key)]
        if lane is self._waiting:
            del self._asked[bisect_left(self._asked, at)]
