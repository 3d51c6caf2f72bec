"""What has been written and is not yet kept: saved after a rest and on leaving a field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from fourbeat.model.briefing import BriefFile
from fourbeat.model.edit import Step
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.briefs import overlaid

from ..room import Room

REST = 600
"""Milliseconds without a key after which what was written is kept."""

NOTE = "note"


class Draft(QObject):
    """Hold what a person writes into the brief of one shot, or into those of several.

    All that is kept from `begin_visit` to the next is one step. `refused` follows when something could not be kept and
    the fields should show again what stands.
    """

    refused = Signal()

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self.shots: tuple[Id, ...] = ()
        self.pending: dict[str, object] = {}
        self._step: Id | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self.keep)

    def turn_to(self, shots: tuple[Id, ...]) -> None:
        """Keep what was written and turn to other shots."""
        self.begin_visit()
        self.shots = shots

    def begin_visit(self) -> None:
        """Keep what was written; what comes next is a step of its own."""
        self.keep()
        self._step = None

    def write(self, name: str, value: object) -> None:
        """Take in what a field holds now."""
        self.pending[name] = value
        self._timer.start()

    def brief(self) -> BriefFile | None:
        """Give the brief of the one shot as it is written now, or None where it cannot be read."""
        shot = self._shot()
        if shot is None:
            return None
        try:
            return overlaid(self._room.studio.shots.written(shot), self._words())
        except FourbeatError:
            return None

    def keep(self) -> None:
        """Keep what was written, as part of this visit's step."""
        self._timer.stop()
        pending = self.pending
        if not pending:
            return
        kept = self._room.attempt(lambda: (self._keep(pending),))
        self.pending = {}
        if kept is None:
            self.refused.emit()
        elif kept[0] is not None:
            self._step = kept[0].id

    def _keep(self, pending: Mapping[str, object]) -> Step | None:
        drafts = self._room.studio.drafts
        if len(self.shots) > 1:
            plan = self._room.studio.plan
            shots = [shot for one in self.shots if (shot := plan.find(Shot, one))]
            return drafts.set_all(shots=shots, fields=pending, merge_into=self._step)
        shot = self._shot()
        if shot is None:
            return None
        brief = overlaid(self._room.studio.shots.written(shot), self._words())
        note = str(pending.get(NOTE, shot.note))
        return drafts.keep(shot=shot, brief=brief, note=note, merge_into=self._step)

    def _words(self) -> dict[str, object]:
        return {name: value for name, value in self.pending.items() if name != NOTE}

    def _shot(self) -> Shot | None:
        return self._room.studio.plan.find(Shot, self.shots[0]) if len(self.shots) == 1 else None
