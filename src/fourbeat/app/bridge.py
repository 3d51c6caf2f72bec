"""News from the store's and the queue's threads, as Qt signals in the window's own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.studio.running import JobNews
from fourbeat.studio.studio import Studio

_BREATH = 15
"""Milliseconds for which news is gathered before the views redraw."""

_PACE = 0.1
"""Seconds between two tellings of how far jobs are: nobody reads faster."""

_TURN = 0.006
"""Seconds for which progress is told in one go; what is left waits for the next turn."""


class Bridge(QObject):
    """Tell the window's widgets what changed: bursts arrive as one.

    `changed` carries `Changes`; `progress` a job's id and how much is done, 0 to 1 or None where nobody knows; `paused`
    says that the queue began or ended a pause (ask `studio.jobs.paused` for the reason).
    """

    changed = Signal(object)
    progress = Signal(str, object)
    paused = Signal()
    _woken = Signal()

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._changes = Changes()
        self._progress: dict[Id, float | None] = {}
        self._turned = False
        self._asleep = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BREATH)
        self._timer.timeout.connect(self._tell)
        self._paced = QTimer(self)
        self._paced.setSingleShot(True)
        self._paced.timeout.connect(self._tell_progress)
        self._told = 0.0
        self._woken.connect(self._timer.start, Qt.ConnectionType.QueuedConnection)
        self._ends: list[Callable[[], None]] = [
            studio.store.subscribe(self.hear),
            studio.jobs.subscribe(self.hear_progress),
            studio.jobs.subscribe_pause(self.hear_pause),
        ]

    def hear(self, changes: Changes) -> None:
        """Take in changes, from any thread."""
        with self._lock:
            self._changes |= changes
        self._wake()

    def hear_progress(self, news: JobNews) -> None:
        """Take in progress, from any thread; of one job only the last counts."""
        with self._lock:
            self._progress[news.job.id] = news.done
        self._wake()

    def hear_pause(self) -> None:
        """Take in that the queue paused or went on, from any thread."""
        with self._lock:
            self._turned = True
        self._wake()

    def flush(self) -> None:
        """Pass on all that has been gathered, now."""
        self._tell()
        self._tell_progress(in_one_go=True)

    def close(self) -> None:
        """Hear nothing more."""
        for end in self._ends:
            end()
        self._ends = []
        self._timer.stop()
        self._paced.stop()

    def _tell(self) -> None:
        """Pass on what changed, and see to it that progress is told when its time has come."""
        if not self._ends:
            # What woke this was on its way when the project was closed.
            return
        with self._lock:
            changes, self._changes = self._changes, Changes()
            turned, self._turned = self._turned, False
            self._asleep = True
        if changes:
            self.changed.emit(changes)
        if turned:
            self.paused.emit()
        if self._progress and not self._paced.isActive():
            self._paced.start(max(0, round(1000 * (self._told + _PACE - monotonic()))))

    def _tell_progress(self, *, in_one_go: bool = False) -> None:
        """Pass on how far jobs are; with many of them at work, in several turns, so that none is long."""
        with self._lock:
            progress, self._progress = self._progress, {}
        self._told = began = monotonic()
        while progress and (in_one_go or monotonic() - began < _TURN):
            job = next(iter(progress))
            self.progress.emit(job, progress.pop(job))
        if progress:
            with self._lock:
                # What came meanwhile is newer, and goes to the end of the line.
                self._progress = {**progress, **self._progress}
            self._paced.start(0)

    def _wake(self) -> None:
        with self._lock:
            first, self._asleep = self._asleep, False
        if first:
            self._woken.emit()
