"""Tidying: once a clip that was brought is a take, its order's folder is cleared away."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from threading import Thread

from PySide6.QtCore import QObject

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED

from ..room import Room

_log = logging.getLogger(__name__)


class Tidying(QObject):
    """Wait for the takes of clips that were brought in."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._jobs: set[Id] = set()
        room.bridge.changed.connect(self._hear)

    def watch(self, jobs: Iterable[Id]) -> None:
        """Clear these orders away when their takes are there."""
        self._jobs |= set(jobs)
        self._look(self._jobs)

    def _hear(self, changes: Changes) -> None:
        if some := self._jobs & set(changes.jobs):
            self._look(some)

    def _look(self, some: Iterable[Id]) -> None:
        ended = {one for one in some if self._room.studio.store.job(one).state in ENDED}
        self._jobs -= ended
        if ended:
            Thread(target=self._tidy, args=(ended,), name="tidy", daemon=True).start()

    def _tidy(self, jobs: set[Id]) -> None:
        try:
            self._room.studio.handwork.tidy(jobs)
        except (FourbeatError, OSError) as error:
            _log.info("an order's folder stays: %s", error)


def tidying(room: Room) -> Tidying:
    """Give the room's tidying; the first to ask makes it."""
    found = room.findChild(Tidying)
    return found if isinstance(found, Tidying) else Tidying(room)
