"""Gathering the shots of one for the view: a few at a time, so that the window stays fluid in a long film."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.continuity import Said, compared, said

from ..cast.subject import Named
from ..findings.reader import BREATH
from ..room import Room

_PAUSE = 12
"""Milliseconds between two handfuls of shots."""


class Gathering(QObject):
    """Read the film for one; `gathered` carries the shots once all are read."""

    gathered = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._one: Named | None = None
        self._found: list[Said] = []
        self._withdrawn: frozenset[Id] = frozenset()
        self._waiting: deque[Shot] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_PAUSE)
        self._turn.timeout.connect(self._some)

    def begin(self, one: Named) -> None:
        """Read the film anew for one."""
        self._one, self._found = one, []
        self._withdrawn = self._room.studio.withdrawn.takes()
        self._waiting = deque(self._room.studio.plan.shots())
        self._some()

    def finish(self) -> None:
        """Read all that is left, now."""
        while self._waiting:
            self._some()

    def _some(self) -> None:
        self._turn.stop()
        end, plan = perf_counter() + BREATH, self._room.studio.plan
        while self._waiting and perf_counter() < end:
            shot = plan.find(Shot, self._waiting.popleft().id)
            here = said(self._room.studio, self._one, shot) if shot is not None and self._one is not None else None
            if here is not None:
                self._found.append(replace(here, withdrawn=here.take in self._withdrawn))
        if self._waiting:
            self._turn.start()
        else:
            self.gathered.emit(compared(self._found))
