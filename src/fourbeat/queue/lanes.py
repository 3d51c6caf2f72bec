"""Lanes: the jobs that wait, in order, and how many of each lane are at work.

Whoever is next is found at the same price among ten jobs and ten thousand: each lane keeps two heaps, of those whose
time has come, by order, and of the others, by time. What has moved on leaves a stale entry behind and is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TypeVar

from fourbeat.model.ids import Id
from fourbeat.model.job import Job, Place

from .clock import moment

K = TypeVar("K", str, float)
_STALE = 64
"""From how many entries on a heap is made anew once most of them are stale."""
_SORTED_AT_ONCE = 200


@dataclass(frozen=True, eq=False)
class _Waiting:
    order: str
    id: Id
    lane: str
    due: float
    track: _Lane


@dataclass(eq=False)
class _Lane:
    """Hold those that wait for the same servers; without servers nobody has looked yet which can do what."""

    servers: tuple[str, ...]
    count: int = 0
    line: list[tuple[str, Id, int, _Waiting]] = field(default_factory=list)
    later: list[tuple[float, Id, int, _Waiting]] = field(default_factory=list)


class Lanes:
    """Know who is next. `width` tells how many jobs of a server may be at work; moments are seconds since 1970.

    A lane is one server, unless it has `members`: then `sort` names those of them that can do a job of it. That is
    asked no sooner than one of them has room for which nothing else is known, or the job's turn has come.
    """

    def __init__(
        self,
        width: Callable[[str], int],
        members: Callable[[str], Collection[str] | None] = lambda _lane: None,
        sort: Callable[[Id, str], tuple[str, ...]] = lambda _job, lane: (lane,),
    ) -> None:
        self._width, self._members, self._sort = width, members, sort
        self._waiting: dict[Id, _Waiting] = {}
        self._lanes: dict[str, _Lane] = {}
        self._tracks: dict[tuple[str, ...], _Lane] = {}
        self._sorted_to: dict[str, str] = {}
        self._working: dict[Id, str] = {}
        self._busy: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
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

    @property
    def names(self) -> Collection[str]:
        """Name the lanes in which somebody has waited."""
        return self._lanes.keys()

    def misplaced(self) -> bool:
        """Tell whether a lane is shared by now that was not, or no longer."""
        return any(bool(lane.servers) is self._shares(name) for name, lane in self._lanes.items())

    def wait(self, job: Job | Place) -> None:
        """Put a job among those that wait, or move it to its new place."""
        due = moment(job.not_before) if job.not_before else 0.0
        old = self._waiting.get(job.id)
        if old is not None and (old.order, old.lane, old.due) == (job.order, job.lane, due):
            return
        self.forget(job.id)
        if job.lane not in self._lanes:
            self._lanes[job.lane] = _Lane(() if self._shares(job.lane) else (job.lane,))
        lane = self._lanes[job.lane]
        one = self._waiting[job.id] = _Waiting(job.order, job.id, job.lane, due, lane)
        lane.count += 1
        heappush(lane.later, (due, job.id, next(self._numbers), one))
        self._tidy(lane)

    def forget(self, job: Id) -> None:
        """Take a job from those that wait."""
        one = self._waiting.pop(job, None)
        if one is not None:
            one.track.count -= 1

    def sort_anew(self) -> None:
        """Ask anew which servers can do what, once servers, or what they can do, have changed."""
        waiting = list(self._waiting.values())
        self._lanes, self._tracks, self._sorted_to = {}, {}, {}
        for one in waiting:
            if one.lane not in self._lanes:
                self._lanes[one.lane] = _Lane(() if self._shares(one.lane) else (one.lane,))
            lane = self._lanes[one.lane]
            lane.count += 1
            now = self._waiting[one.id] = replace(one, track=lane)
            heappush(lane.later, (now.due, now.id, next(self._numbers), now))

    def enter(self, job: Id, lane: str) -> None:
        """Give a job a place at a server, also where that is full already: work found after a crash must go on."""
        self.forget(job)
        self.leave(job)
        self._working[job] = lane
        self._busy[lane] += 1
        self._given[lane] += 1

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
        """Give the jobs that may start at a moment, each with its server: the first in order while there is room."""
        self._sort_due(at)
        heads: list[tuple[str, Id, int, _Lane]] = []
        for number, lane in enumerate(self._open()):
            self._due(lane, at)
            if lane.servers and self._skip(lane.line):
                heads.append((*lane.line[0][:2], number, lane))
        heapify(heads)
        chosen: list[tuple[Id, str]] = []
        taken: list[tuple[_Lane, tuple[str, Id, int, _Waiting]]] = []
        given: Counter[str] = Counter()
        while heads:
            _order, identity, number, lane = heappop(heads)
            server = self._freest(lane.servers, given, at)
            if server is None:
                continue
            given[server] += 1
            chosen.append((identity, server))
            taken.append((lane, heappop(lane.line)))
            if self._skip(lane.line):
                heappush(heads, (*lane.line[0][:2], number, lane))
        for lane, entry in taken:
            # They wait until they enter; what is asked twice is answered alike.
            heappush(lane.line, entry)
        return chosen

    def next_due(self, at: float) -> float | None:
        """Give the seconds until something that has room comes due; None where only news can change anything."""
        due = []
        for lane in self._open():
            self._due(lane, at)
            first = 0.0 if self._skip(lane.line) else lane.later[0][0]
            if lane.servers:
                rests = [self._rests.get(one, 0.0) for one in lane.servers if self._room(one) > 0]
            else:
                rests = self._sorts_from(lane)
            if rests:
                due.append(max(first, min(rests)))
        return max(0.0, min(due) - at) if due else None

    def resting(self, server: str, at: float) -> float:
        """Give the seconds that a server still rests; 0 where it does not."""
        return max(0.0, self._rests.get(server, 0.0) - at)

    def _freest(self, servers: tuple[str, ...], given: Counter[str], at: float) -> str | None:
        """Choose the server that has least to do for its width; where several have, the one that was given least."""
        free = [one for one in servers if self._rests.get(one, 0.0) <= at and self._room(one) > given[one]]

        def load(server: str) -> tuple[float, int, int]:
            now = self._busy[server] + given[server]
            return now / self._width(server), self._given[server] + given[server], servers.index(server)

        return min(free, key=load, default=None)

    def _sort_due(self, at: float) -> None:
        """Sort jobs of shared lanes, whose time has come, by the servers that can do them."""
        for name, lane in [*self._lanes.items()]:
            if lane.servers or not lane.count:
                continue
            self._due(lane, at)
            for _ in range(_SORTED_AT_ONCE):
                if not self._skip(lane.line) or min(self._sorts_from(lane), default=at + 1) > at:
                    break
                # Asked first: where the disk fails meanwhile, the job still stands in its line.
                one = lane.line[0][-1]
                self._sorted_to[name] = max(one.order, self._sorted_to.get(name, ""))
                servers = self._sort(one.id, name) or (name,)
                heappop(lane.line)
                track = self._tracks.setdefault((name, *servers), _Lane(servers))
                lane.count -= 1
                track.count += 1
                now = self._waiting[one.id] = replace(one, track=track)
                heappush(track.line, (now.order, now.id, next(self._numbers), now))
                self._tidy(track)

    def _sorts_from(self, lane: _Lane) -> list[float]:
        """Give the moments from which on it counts who can do the next job of a shared lane; none while nobody asks."""
        if not self._skip(lane.line):
            return [0.0]
        first = lane.line[0][-1]
        if first.order <= self._sorted_to.get(first.lane, ""):
            # It was moved before others, or has come back.
            return [0.0]
        known: Counter[str] = Counter()
        for (name, *servers), track in self._tracks.items():
            if name == first.lane:
                known.update(dict.fromkeys(servers, track.count))
        free = (one for one in self._members(first.lane) or (first.lane,) if self._room(one) > known[one])
        return [self._rests.get(one, 0.0) for one in free]

    def _shares(self, lane: str) -> bool:
        return self._members(lane) is not None

    def _open(self) -> list[_Lane]:
        return [lane for lane in (*self._lanes.values(), *self._tracks.values()) if lane.count]

    def _room(self, server: str) -> int:
        return self._width(server) - self._busy[server]

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
