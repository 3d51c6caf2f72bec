"""What has been written and is not yet kept: saved after a rest and on leaving a field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from fourbeat.model.briefing import BriefFile
from fourbeat.model.edit import Step
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.plan import Life, Shot
from fourbeat.studio.briefs import overlaid

from ..room import Room

REST = 600
"""Milliseconds without a key after which what was written is kept."""

NOTE = "note"


class Draft(QObject):
    """Hold what a person writes into the brief of one shot, or into those of several.

    All that is kept from `begin_visit` to the next is one step. `refused` follows when something could not be kept.
    Nothing is lost for that: what the disk refuses stays for as long as it takes; words that cannot stand stay until
    they are written otherwise, `fault` says why, and what is written beside them is kept.
    """

    refused = Signal()

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self.shots: tuple[Id, ...] = ()
        self.pending: dict[str, object] = {}
        self._step: Id | None = None
        self._left: dict[tuple[Id, ...], dict[str, object]] = {}
        self._faults: dict[tuple[Id, ...], dict[str, FourbeatError]] = {}
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
        self._faults.get(self.shots, {}).pop(name, None)
        self.pending[name] = value
        self._timer.start()

    def brief(self) -> BriefFile | None:
        """Give the brief of the one shot as it is written now, or None where it cannot be read."""
        shot = self._shot()
        if shot is None:
            return None
        try:
            return overlaid(self._room.studio.shots.written(shot), _words(self._fresh(self.shots, self.pending)))
        except FourbeatError:
            return None

    def keep(self) -> None:
        """Keep what was written, as part of this visit's step."""
        self._timer.stop()
        for shots, words in list(self._left.items()):
            if self._save(shots, words, None) is None:
                return
            if not words:
                self._left.pop(shots)
        if not self._fresh(self.shots, self.pending):
            return
        saved = self._save(self.shots, self.pending, self._step)
        if saved is None:
            # Not the words' fault: they stay here until the disk takes them.
            return
        if saved[0] is not None:
            self._step = saved[0].id
        if self.pending:
            self.refused.emit()

    def fault(self, name: str) -> FourbeatError | None:
        """Say why what stands in a field cannot be kept, None where it can."""
        return self._faults.get(self.shots, {}).get(name) if name in self.pending else None

    def unkept(self) -> list[tuple[tuple[Id, ...], dict[str, object]]]:
        """Give what could not be kept, by shots; nothing while all is well."""
        every = [*self._left.items(), (self.shots, self.pending)]
        if not self._stuck():
            # What is only waiting for its moment is not among it.
            every = [(shots, {name: words[name] for name in self._faulty(shots, words)}) for shots, words in every]
        return [(shots, words) for shots, words in every if words]

    def forget(self) -> None:
        """Give up what could not be kept: the person has it, or does not want it."""
        self._timer.stop()
        self.pending = {}
        self._left.clear()
        self._faults.clear()

    def _stuck(self) -> bool:
        return self._room.standing.trouble is not None

    def _faulty(self, shots: tuple[Id, ...], words: Mapping[str, object]) -> list[str]:
        return [name for name in words if name in self._faults.get(shots, {})]

    def _fresh(self, shots: tuple[Id, ...], words: Mapping[str, object]) -> dict[str, object]:
        """Give the words that nobody has refused yet."""
        return {name: value for name, value in words.items() if name not in self._faults.get(shots, {})}

    def _save(self, shots: tuple[Id, ...], words: dict[str, object], step: Id | None) -> tuple[Step | None] | None:
        """Keep what can be kept and take it out of the words; None where the disk refuses it all."""
        fresh = self._fresh(shots, words)
        if not fresh:
            return (None,)
        kept = self._room.attempt(partial(self._keep, shots, fresh, step))
        if kept is None and self._stuck():
            return None
        last = kept[0] if kept is not None else None
        for name in fresh if kept is None else ():
            # One word that cannot stand must not take the others along.
            try:
                (made,) = self._keep(shots, {name: fresh[name]}, last.id if last else step)
            except FourbeatError as error:
                self._faults.setdefault(shots, {})[name] = error
            else:
                last = made or last
        for name in fresh:
            if name not in self._faults.get(shots, {}):
                words.pop(name)
        return (last,)

    def _keep(self, shots: tuple[Id, ...], pending: Mapping[str, object], step: Id | None) -> tuple[Step | None]:
        drafts, plan = self._room.studio.drafts, self._room.studio.plan
        # A shot may have gone to the bin meanwhile: it takes its words along.
        found = [shot for one in shots if (shot := plan.get(Shot, one)).life is not Life.UNDONE]
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
