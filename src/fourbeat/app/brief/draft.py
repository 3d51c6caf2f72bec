"""What has been written and is not yet kept: saved after a rest and on leaving a field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

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
    the fields should show again what stands. What only the disk refuses stays, for as long as it takes.
    """

    refused = Signal()

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self.shots: tuple[Id, ...] = ()
        self.pending: dict[str, object] = {}
        self._step: Id | None = None
        self._left: dict[tuple[Id, ...], dict[str, object]] = {}
        room.standing.mended.connect(self.keep)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self.keep)

    def turn_to(self, shots: tuple[Id, ...]) -> None:
        """Keep what was written and turn to other shots."""
        self.begin_visit()
        if self.pending:
            self._left[self.shots] = self.pending
        self.shots, self.pending = shots, self._left.pop(shots, {})

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
            return overlaid(self._room.studio.shots.written(shot), _words(self.pending))
        except FourbeatError:
            return None

    def keep(self) -> None:
        """Keep what was written, as part of this visit's step."""
        self._timer.stop()
        for shots, words in list(self._left.items()):
            if self._room.attempt(partial(self._keep, shots, words, None)) is None and self._stuck():
                return
            self._left.pop(shots)
        pending = self.pending
        if not pending:
            return
        kept = self._room.attempt(partial(self._keep, self.shots, pending, self._step))
        if kept is None and self._stuck():
            # Not the words' fault: they stay here until the disk takes them.
            return
        self.pending = {}
        if kept is None:
            self.refused.emit()
        elif kept[0] is not None:
            self._step = kept[0].id

    def unkept(self) -> list[tuple[tuple[Id, ...], dict[str, object]]]:
        """Give what the disk has not taken, by shots; nothing while all is well."""
        if not self._stuck():
            return []
        return [*self._left.items(), *([(self.shots, self.pending)] if self.pending else [])]

    def forget(self) -> None:
        """Give up what the disk has not taken: the person has it, or does not want it."""
        self._timer.stop()
        self.pending = {}
        self._left.clear()

    def _stuck(self) -> bool:
        return self._room.standing.trouble is not None

    def _keep(self, shots: tuple[Id, ...], pending: Mapping[str, object], step: Id | None) -> tuple[Step | None]:
        drafts, plan = self._room.studio.drafts, self._room.studio.plan
        found = [shot for one in shots if (shot := plan.find(Shot, one))]
        if len(shots) > 1:
            return (drafts.set_all(shots=found, fields=pending, merge_into=step),)
        if not found:
            return (None,)
        brief = overlaid(self._room.studio.shots.written(found[0]), _words(pending))
        note = str(pending.get(NOTE, found[0].note))
        return (drafts.keep(shot=found[0], brief=brief, note=note, merge_into=step),)

    def _shot(self) -> Shot | None:
        return self._room.studio.plan.find(Shot, self.shots[0]) if len(self.shots) == 1 else None


def _words(pending: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in pending.items() if name != NOTE}
