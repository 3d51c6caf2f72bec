"""The jobs as rows: those at work on top, then the newest activity first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from fourbeat.model.edit import Changes
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, ENDED, Job, JobState

from ..room import Room
from .line import Line
from .past import Pasts
from .story import state, title, tries, why

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_MIME = "application/x-fourbeat-jobs"
_MANY = 100
"""How many changed jobs are followed in one turn: nobody waits for the last of ten thousand."""


class Role(IntEnum):
    """Name what the rows' drawing asks for."""

    JOB = Qt.ItemDataRole.UserRole + 1
    PROGRESS = Qt.ItemDataRole.UserRole + 2
    PAST = Qt.ItemDataRole.UserRole + 3


class JobList(QAbstractListModel):
    """Hold every job and follow the studio's news; `chosen` are those that are selected in the dock."""

    followed = Signal(object)
    """The rows of these jobs, by id, show what changed."""

    dropped = Signal(list, object)
    """Waiting jobs were dragged to before another one, None where they go behind the last."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._jobs: dict[Id, Job] = {}
        self._order: list[Id] = []
        self._line = Line()
        self._rows: dict[Id, int] = {}
        self._progress: dict[Id, float | None] = {}
        self._pasts = Pasts(room)
        self.states: Counter[JobState] = Counter()
        self.chosen: tuple[Id, ...] = ()
        self._late: dict[Id, None] = {}
        # The room's: it is stopped when the project is closed.
        self._turn = QTimer(room)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(lambda: self._renew(()))
        room.bridge.changed.connect(self.hear)
        room.bridge.progress.connect(self._progressed)
        self._take_in(room.studio.jobs.all())
        self._lay(self._line.order())

    # Questions

    def job(self, row: int) -> Job:
        """Give the job of a row."""
        return self._jobs[self._order[row]]

    def row_of(self, job: Id) -> int | None:
        """Find a job's row."""
        return self._rows.get(job)

    def waiting_jobs(self) -> list[Job]:
        """Give the jobs that wait, as they will run."""
        return [self._jobs[one] for one in self._line.waiting()]

    def jobs(self) -> list[Job]:
        """Give every job in the order of the rows."""
        return [self._jobs[one] for one in self._order]

    @property
    def working(self) -> int:
        """Count the jobs at work."""
        return sum(self.states[one] for one in AT_WORK)

    @property
    def waiting(self) -> int:
        """Count the jobs that have neither begun nor ended."""
        return sum(count for state, count in self.states.items() if state not in ENDED) - self.working

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
        waits = self.job(index.row()).state is JobState.QUEUED
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
        data.setData(_MIME, "\n".join(self.job(index.row()).id for index in indexes).encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index) -> bool:
        """Tell of jobs dropped between two rows; the rows follow once the queue has moved them."""
        ids = bytes(data.data(_MIME).data()).decode("utf-8", "replace").split("\n")
        going = [self._jobs[one] for one in ids if one in self._jobs and self._jobs[one].state is JobState.QUEUED]
        taken = {job.id for job in going}
        line = (job for job in self.waiting_jobs() if job.id not in taken)
        before = next((job for job in line if self._rows[job.id] >= row >= 0), None)
        self.dropped.emit(going, before)
        return False

    # Inside

    def _renew(self, changed: Iterable[Id]) -> None:
        self._late |= dict.fromkeys(sorted(changed, key=lambda job: self._rows.get(job, 0)))
        ids = set(islice(self._late, _MANY))
        for one in ids:
            del self._late[one]
        if self._late:
            self._turn.start(0)
        self._take_in(job for one in ids if (job := self._read(one)) is not None)
        now = self._line.order()
        if now != self._order and not self._grown(now) and not self._moved(now, ids):
            self._shuffled(now)
        for one in ids & self._rows.keys():
            self._touch(one)
        if ids:
            self.followed.emit(ids)

    def _read(self, job: Id) -> Job | None:
        try:
            return self._room.studio.store.job(job)
        except NotFound:
            return None

    def _take_in(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            if (old := self._jobs.get(job.id)) is not None:
                self.states[old.state] -= 1
            self._jobs[job.id] = job
            self._line.put(job)
            self.states[job.state] += 1
            if job.state in ENDED:
                self._progress.pop(job.id, None)

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
        place = self.index(self._rows[job])
        self.dataChanged.emit(place, place)

    def _progressed(self, job: Id, done: float | None) -> None:
        known = self._jobs.get(job)
        if known is None or known.state in ENDED or self._progress.get(job, -1) == done:
            return
        self._progress[job] = done
        self._touch(job)


def job_list(room: Room) -> JobList:
    """Give the room's list of jobs; the first to ask makes it."""
    found = room.findChild(JobList)
    return found if isinstance(found, JobList) else JobList(room)
