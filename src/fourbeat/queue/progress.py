"""Progress news: how far each job is, told to whoever listens, and never written down."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

from fourbeat.model.ids import Id
from fourbeat.model.job import JobState

log = logging.getLogger("fourbeat.queue")


@dataclass(frozen=True)
class JobProgress:
    """Say how far a job is: `done` from 0 to 1, or None where nobody knows."""

    job: Id
    done: float | None
    state: JobState


Heard: TypeAlias = Callable[[JobProgress], None]


class News:
    """Pass progress on: every change of state at once, numbers at most once in `gap` seconds per job."""

    def __init__(self, monotonic: Callable[[], float], gap: float) -> None:
        self._monotonic = monotonic
        self._gap = gap
        self._listeners: dict[object, Heard] = {}
        self._lock = Lock()
        self._last: dict[Id, tuple[float, JobState]] = {}

    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Call `heard` in the queue's thread for each piece of news, until the function given back is called."""
        key = object()
        with self._lock:
            self._listeners[key] = heard

        def stop() -> None:
            with self._lock:
                self._listeners.pop(key, None)

        return stop

    def tell(self, job: Id, state: JobState, done: float | None = None) -> None:
        """Pass on how far a job is, unless the last news of it is too fresh."""
        at = self._monotonic()
        told, before = self._last.get(job, (float("-inf"), None))
        if before is state and at - told < self._gap:
            return
        self._last[job] = (at, state)
        with self._lock:
            listeners = list(self._listeners.values())
        for heard in listeners:
            try:
                heard(JobProgress(job, None if done is None else min(1.0, max(0.0, done)), state))
            except Exception:
                log.exception("a listener to progress failed")

    def forget(self, job: Id) -> None:
        """Forget when a job was last told of."""
        self._last.pop(job, None)
