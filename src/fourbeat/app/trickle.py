"""Following a change of very many things a handful at a time: nobody waits for the last of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from fourbeat.model.ids import Id

from .room import Room

_BREATH, _PAUSE = 0.008, 12
"""So many seconds of a turn are taken; a verb that is being carried out has the time, and is looked after again so many
milliseconds later."""


class Trickle(QObject):
    """Hand ids on in their order, `handful` at a time; `turned` follows each turn in which some were."""

    turned = Signal()

    def __init__(self, room: Room, handful: int, follow: Callable[[list[Id]], None]) -> None:
        super().__init__(room)
        self._room, self._handful, self._follow = room, handful, follow
        self._late: dict[Id, None] = {}
        # The room's: it is stopped when the project is closed.
        self._turn = QTimer(room)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._work)

    def __bool__(self) -> bool:
        return bool(self._late)

    def begin(self, ids: Iterable[Id]) -> None:
        """Put these in line, behind those that are; the first follow in the next turn."""
        self._late |= dict.fromkeys(ids)
        self._turn.start(0)

    def drop(self, ids: Iterable[Id]) -> None:
        """Leave out what has been followed by itself."""
        for one in ids:
            self._late.pop(one, None)

    def clear(self) -> None:
        """Leave everything out."""
        self._late.clear()

    def _work(self) -> None:
        began, some = perf_counter(), False
        while self._late and not self._room.busy and perf_counter() - began < _BREATH:
            handful = list(islice(self._late, self._handful))
            for one in handful:
                del self._late[one]
            self._follow(handful)
            some = True
        if self._late:
            self._turn.start(_PAUSE if self._room.busy else 0)
        if some:
            self.turned.emit()
