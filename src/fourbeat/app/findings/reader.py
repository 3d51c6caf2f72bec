"""Reading the film for findings beside everything else: the looked-at shot at once, the others a few at a time."""

from __future__ import annotations

import gc
from collections import deque
from contextlib import suppress
from threading import Thread
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.model.finding import Finding
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.findings import Tally

from ..room import Room

BREATH = 0.006
"""Seconds of each frame that reading may take: half of one stays for everything else."""

_REST, _PAUSE = 250, 12
"""Milliseconds after a change until the rest of the film is read again, and between two handfuls of shots."""

_GLANCE = 2000
"""Milliseconds between two looks whether another program has changed a rights pack."""


class Reader(QObject):
    """Keep what is found in every shot true; `found` follows with the shots read anew, `settled` when all are."""

    found = Signal(object)
    settled = Signal()
    seen = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._findings = room.studio.findings
        self.tallies: dict[Id, Tally] = {}
        self._settled = False
        self._waiting: deque[Shot] = deque()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._begin)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_PAUSE)
        self._turn.timeout.connect(self._some)
        room.bridge.changed.connect(self._hear)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # A command may have chosen otherwise for a generator while another window was in front.
            app.applicationStateChanged.connect(self._back)
        self._packs: object = None
        self._glance = QTimer(self)
        self._glance.setInterval(_GLANCE)
        self._glance.timeout.connect(self._look_round)
        self._glance.start()
        # What pictures show is compared beside the window; it hears of it from another thread.
        room.studio.looks.patient = False
        self.seen.connect(self._rest.start)
        room.studio.looks.subscribe(self._shown)
        # The names that rights packs guard take a while to be made ready; nobody waits for that.
        self._readies = Thread(target=self._ready, daemon=True)
        self._readies.start()
        self._rest.start()

    def of(self, shot: Id | None) -> tuple[Finding, ...]:
        """Give what is found in one shot, read now if need be."""
        row = self._room.studio.plan.find(Shot, shot)
        if row is None or self._readies.is_alive():
            return ()
        try:
            found = self._findings.of(row)
        except FourbeatError:
            # The project is gone or closed: whoever looks after it says so, and the next change is read again.
            return ()
        self.tallies[row.id] = Tally.of(found)
        return found

    @property
    def tally(self) -> Tally:
        """Count what is found in the whole film so far."""
        return sum(self.tallies.values(), Tally())

    def finish(self) -> None:
        """Read all that is left, now."""
        self._readies.join()
        self._begin()
        while self._waiting:
            self._some()

    def again(self) -> None:
        """Read what is no longer true: generators are spoken to otherwise now."""
        current = self._room.selection.shot
        self.of(current)
        self.found.emit(frozenset({current} - {None}))
        self._rest.start()

    def _back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._rest.start()

    def _hear(self, changes: Changes) -> None:
        current = self._room.selection.shot
        if changes.shots and current in changes.shots:
            self.of(current)
            self.found.emit(frozenset({current}))
        told = (changes.project, changes.cast, changes.places, changes.props, changes.scenes, changes.rights)
        if changes.shots or any(told):
            self._rest.start()

    def _look_round(self) -> None:
        before, self._packs = self._packs, self._findings.stamp()
        if before is not None and self._packs != before:
            self.again()

    def _shown(self, _content: str, _shot: Id | None) -> None:
        with suppress(RuntimeError):  # The window may be closing.
            self.seen.emit()

    def _ready(self) -> None:
        with suppress(FourbeatError):
            self._room.studio.rights.ready()

    def _begin(self) -> None:
        if self._readies.is_alive() or self._room.busy:
            self._rest.start()
            return
        if not self._settled:
            # Film and packs stay: looked through for garbage again and again, they would hold the window each time.
            self._settled = True
            gc.freeze()
        there = {shot.id for shot in self._room.studio.plan.cut_shots()}
        self.tallies = {shot: tally for shot, tally in self.tallies.items() if shot in there}
        self._waiting = deque(self._findings.unknown())
        self._some()

    def _some(self) -> None:
        if self._room.busy:
            self._turn.start()
            return
        read: set[Id] = set()
        end = perf_counter() + BREATH
        while self._waiting and perf_counter() < end:
            shot = self._waiting.popleft()
            self.of(shot.id)
            read.add(shot.id)
        for shot_id, tally in self._findings.known().items() if not self._waiting else ():
            self.tallies[shot_id] = tally
        if read:
            self.found.emit(frozenset(read))
        if self._waiting:
            self._turn.start()
        else:
            self.settled.emit()


def reader(room: Room) -> Reader:
    """Give the room's one reader."""
    found = room.findChild(Reader)
    return found if isinstance(found, Reader) else Reader(room)
