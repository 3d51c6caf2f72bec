"""The jobs as rows: those at work on top, then the newest activity first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, ENDED, Job, JobState, Place

from ..room import Room
from ..trickle import Trickle
from .line import Line
from .past import Pasts
from .story import state, title, tries, why

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_MIME = "application/x-fourbeat-jobs"
_MANY = 100
"""From how many changed rows on all are told of at once: views draw only those in sight. So many are read at a time."""

_KEPT = 1000
"""How many jobs that were read for their rows are kept."""


class Role(IntEnum):
    """Name what the rows' drawing asks for."""

    JOB = Qt.ItemDataRole.UserRole + 1
    PROGRESS = Qt.ItemDataRole.UserRole + 2
    PAST = Qt.ItemDataRole.UserRole + 3


class JobList(QAbstractListModel):
    """Hold every job and follow the studio's news; `chosen` are those that are selected in the dock.

    `chosen_states` counts the chosen ones by state: actions ask with every change, and ten thousand may be chosen.
    """

    followed = Signal(object)
    """The rows of these jobs, by id, show what changed; where more are `late`, the order of the rows follows last."""

    dropped = Signal(list, object)
    """Waiting jobs were dragged to before another one, None where they go behind the last."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._places: dict[Id, Place] = {}
        self._jobs: dict[Id, Job] = {}
        self._order: list[Id] = []
        self._line = Line()
        self._rows: dict[Id, int] = {}
        self._progress: dict[Id, float | None] = {}
        self._pasts = Pasts(room)
        self.states: Counter[JobState] = Counter()
        self._by_hand: set[Id] = set()
        self._chosen: dict[Id, None] = {}
        self.chosen_states: Counter[JobState] = Counter()
        self.late = Trickle(room, _MANY, self._some)
        self.late.turned.connect(self._catch_up)
        self._caught: set[Id] = set()
        room.bridge.changed.connect(self.hear)
        room.bridge.progress.connect(self._progressed)
        self._take_in(room.studio.store.places())
        self._lay(self._line.order())

    # Questions

    def job(self, row: int) -> Job:
        """Give the job of a row; it is read when it is first asked for."""
        identity = self._order[row]
        found = self._jobs.get(identity)
        if found is None:
            if len(self._jobs) >= _KEPT:
                self._jobs.clear()
            found = self._jobs[identity] = self._room.studio.store.job(identity)
        return found

    def place(self, row: int) -> Place:
        """Say where the job of a row stands."""
        return self._places[self._order[row]]

    def place_of(self, job: Id) -> Place | None:
        """Say where a job stands, in a row or not yet."""
        return self._places.get(job)

    def row_of(self, job: Id) -> int | None:
        """Find a job's row."""
        return self._rows.get(job)

    def waiting_places(self) -> list[Place]:
        """Give where the jobs stand that wait, as they will run."""
        return [self._places[one] for one in self._line.waiting()]

    def places(self) -> list[Place]:
        """Say where every job stands, in the order of the rows."""
        return [self._places[one] for one in self._order]

    @property
    def chosen(self) -> tuple[Id, ...]:
        """Give the jobs that are selected in the dock."""
        return tuple(self._chosen)

    @chosen.setter
    def chosen(self, jobs: Collection[Id]) -> None:
        self._chosen = dict.fromkeys(jobs)
        self.chosen_states = Counter(self._places[one].state for one in self._chosen)

    @property
    def chosen_by_hand(self) -> list[Id]:
        """Give those of the chosen jobs that wait for somebody's own hands."""
        return [one for one in self._chosen if one in self._by_hand] if self._by_hand else []

    @property
    def working(self) -> int:
        """Count the jobs at work."""
        return sum(self.states[one] for one in AT_WORK) - self.hands

    @property
    def hands(self) -> int:
        """Count the jobs that wait for somebody's own hands."""
        return len(self._by_hand)

    @property
    def waiting(self) -> int:
        """Count the jobs that have neither begun nor ended."""
        unfinished = sum(count for state, count in self.states.items() if state not in ENDED)
        return unfinished - self.working - self.hands

    @property
    def unfinished(self) -> int:
        """Count the jobs that would go on by themselves."""
        return self.working + self.states[JobState.QUEUED]

    def hear(self, changes: Changes) -> None:
        """Follow a change: only the rows it names are drawn anew."""
        if changes.jobs:
            self._renew(changes.jobs)
        if changes.shots and self._order:
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    # What views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the jobs."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a view shows or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        job = self.job(index.row())
        done = self._progress.get(job.id)
        match role:
            case Role.JOB:
                return job
            case Role.PROGRESS:
                return done
            case Role.PAST:
                return self._pasts.words(job, done)
            case Qt.ItemDataRole.DisplayRole:
                return title(self._room, job)
            case Qt.ItemDataRole.AccessibleTextRole:
                named, stands = title(self._room, job), state(self._room, job, done)
                return self._room.say("queue-dock.row", title=named, state=stands)
            case Qt.ItemDataRole.AccessibleDescriptionRole | Qt.ItemDataRole.ToolTipRole:
                parts = why(self._room, job), tries(self._room, job), self._pasts.words(job, done)
                return " · ".join(filter(None, parts))
        return None

    # Dragging: only what waits has an order to change

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what waits be dragged, and dropped between the rows."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        waits = self.place(index.row()).state is JobState.QUEUED
        return flags | Qt.ItemFlag.ItemIsDragEnabled if waits else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Move, never copy."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Hold the jobs that are dragged."""
        data = QMimeData()
        data.setData(_MIME, "\n".join(self._order[index.row()] for index in indexes).encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index) -> bool:
        """Tell of jobs dropped between two rows; the rows follow once the queue has moved them."""
        ids = bytes(data.data(_MIME).data()).decode("utf-8", "replace").split("\n")
        places = self._places
        going = [one for one in ids if one in places and places[one].state is JobState.QUEUED]
        gone = set(going)
        line = (one for one in self._line.waiting() if one not in gone)
        before = next((one for one in line if self._rows.get(one, -1) >= row >= 0), None)
        self.dropped.emit(going, before)
        return False

    # Inside

    def _renew(self, ids: Collection[Id]) -> None:
        if len(ids) > _MANY:
            self.late.begin(ids)
            return
        self.late.drop(ids)
        self._read(ids)
        self._reorder(set(ids))
        for one in ids:
            self._touch(one)
        self.followed.emit(ids)

    def _some(self, ids: list[Id]) -> None:
        self._read(ids)
        self._caught.update(ids)

    def _catch_up(self) -> None:
        """Show what was read of very many jobs in this turn; once it is the last of them, in order."""
        caught, self._caught = self._caught, set()
        if not self.late:
            self._reorder(caught)
        if self._order:
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))
        self.followed.emit(caught)

    def _read(self, ids: Collection[Id]) -> None:
        for one in ids:
            self._jobs.pop(one, None)
        self._pasts.forget(ids)
        self._take_in(self._room.studio.store.places(ids=ids))

    def _reorder(self, changed: set[Id]) -> None:
        now = self._line.order()
        if now != self._order and not self._grown(now) and not self._moved(now, changed):
            self._shuffled(now)

    def _take_in(self, places: Collection[Place]) -> None:
        for place in places:
            if (old := self._places.get(place.id)) is not None:
                self.states[old.state] -= 1
                if place.id in self._chosen:
                    self.chosen_states[old.state] -= 1
                    self.chosen_states[place.state] += 1
            self._places[place.id] = place
            self.states[place.state] += 1
            (self._by_hand.add if self._room.studio.handwork.waits(place) else self._by_hand.discard)(place.id)
            if place.state in ENDED:
                self._progress.pop(place.id, None)
        self._line.put(places)

    def _lay(self, now: Sequence[Id]) -> None:
        self._order = list(now)
        self._rows = {job: row for row, job in enumerate(now)}

    def _grown(self, now: list[Id]) -> bool:
        """Show jobs that have come side by side; False when that is not what happened."""
        more = len(now) - len(self._order)
        if more <= 0:
            return False
        pairs = enumerate(zip(self._order, now, strict=False))
        first = next((row for row, (was, becomes) in pairs if was != becomes), len(self._order))
        if now[:first] + now[first + more :] != self._order:
            return False
        self.beginInsertRows(_NOWHERE, first, first + more - 1)
        self._lay(now)
        self.endInsertRows()
        return True

    def _moved(self, now: list[Id], changed: set[Id]) -> bool:
        """Show one job in another place; False when that is not what happened."""
        if len(changed) != 1 or len(now) != len(self._order):
            return False
        (job,) = changed
        source, target = self._rows[job], now.index(job)
        tried = [*self._order]
        tried.insert(target, tried.pop(source))
        if tried != now or source == target:
            return False
        self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, target + 1 if target > source else target)
        self._lay(now)
        self.endMoveRows()
        return True

    def _shuffled(self, now: list[Id]) -> None:
        """Show any other order; what is selected stays selected."""
        if len(now) != len(self._order):
            self.beginResetModel()
            self._lay(now)
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [self._order[one.row()] for one in old]
        self._lay(now)
        self.changePersistentIndexList(old, [self.index(self._rows[job]) for job in held])
        self.layoutChanged.emit()

    def _touch(self, job: Id) -> None:
        row = self._rows.get(job)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _progressed(self, job: Id, done: float | None) -> None:
        known = self._places.get(job)
        if known is None or known.state in ENDED or self._progress.get(job, -1) == done:
            return
        self._progress[job] = done
        self._touch(job)


def job_list(room: Room) -> JobList:
    """Give the room's list of jobs; the first to ask makes it."""
    found = room.findChild(JobList)
    return found if isinstance(found, JobList) else JobList(room)
