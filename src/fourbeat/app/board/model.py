"""The film's shots in board order: one model for the board, the list and the outline's words."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.status import Shown
from fourbeat.studio.board import Card, cards

from ..room import Room
from ..trickle import Trickle
from .columns import Column
from .rows import CARD, PROGRESS, SHOTS, Rows
from .sift import Sift

_AT_ONCE, _SOME = 100, 4
"""Up to so many shots and jobs are followed in one go; of more, so many shots at a time."""

__all__ = ["CARD", "PROGRESS", "SHOTS", "Column", "Shots"]


class Shots(Rows):
    """Hold the cards of every shot in board order and follow the studio's news."""

    withdrawn_turned = Signal()
    """Takes were withdrawn, or may be shown again."""

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(room, parent)
        self._progress: dict[Id, float | None] = {}
        self._by_job: dict[Id, Id] = {}
        self._withdrawn = room.studio.withdrawn.takes()
        self._late = Trickle(room, _SOME, self._follow)
        room.bridge.changed.connect(self.hear)
        room.bridge.progress.connect(self._progressed)
        room.bridge.paused.connect(self._turned)
        self.lay(self._read())
        self.sift = Sift(room, self)

    def done(self, shot: Id) -> float | None:
        """Tell how far the work on a shot is, None where nobody knows."""
        return self._progress.get(shot)

    def hear(self, changes: Changes) -> None:
        """Follow a change of the plan, of takes or of jobs."""
        studio = self._room.studio
        if changes.scenes or changes.sequences or changes.project or changes.places or changes.cast:
            self._withdraw()
            self.lay(self._read())
            return
        touched = set(changes.shots) | self._withdraw()
        if changes.takes:
            # What people think of a still stands where that of takes does, and touches no shot.
            touched |= {take.shot for take in studio.store.takes() if take.id in changes.takes}
        touched |= studio.store.shots_of(changes.jobs)
        if not touched:
            return
        # One shot may have hundreds of jobs.
        if max(len(touched), len(changes.jobs)) > _AT_ONCE:
            self._late.begin(sorted(touched, key=lambda shot: self._rows.get(shot, 0)))
            return
        self._late.drop(touched)
        renewed = {card.shot: card for card in self._read(touched)}
        if all(self._stands(renewed.get(shot), shot) for shot in touched):
            self.renew(renewed.values())
            return
        # Only what came, went or moved is put in its place: a long film is never read anew for one shot.
        left = [card for card in self._cards if card.shot not in touched]
        for card in renewed.values():
            insort(left, card, key=lambda one: one.order)
        self.lay(left)

    def _read(self, only: Iterable[Id] | None = None) -> list[Card]:
        return cards(self._room.studio, only, withdrawn=self._withdrawn)

    def _withdraw(self) -> set[Id]:
        """Learn which takes may not be shown now; give the shots in whose cut another one is, or no longer."""
        before, self._withdrawn = self._withdrawn, self._room.studio.withdrawn.takes()
        if not (turned := before ^ self._withdrawn):
            return set()
        self.withdrawn_turned.emit()
        return {card.shot for card in self._cards if card.take in turned}

    def _follow(self, some: list[Id]) -> None:
        """Show some of very many shots anew."""
        renewed = {card.shot: card for card in self._read(some)}
        if all(self._stands(renewed.get(shot), shot) for shot in some):
            self.renew(renewed.values())
        else:
            self._late.clear()
            self.lay(self._read())

    def _turned(self) -> None:
        """Say of shots that wait that the queue is paused, or goes on."""
        self._touch([row for row, card in enumerate(self._cards) if card.status is Shown.WAITING])

    def _stands(self, card: Card | None, shot: Id) -> bool:
        """Tell whether a shot is where it was, or still is not there."""
        row = self._rows.get(shot)
        if card is None or row is None:
            return card is None and row is None
        return self._cards[row].order == card.order

    def _put(self, new: Sequence[Card]) -> None:
        super()._put(new)
        self._by_job = {card.job: card.shot for card in new if card.job is not None}
        self._forget()

    def renew(self, new: Iterable[Card]) -> None:
        """Show the same shots with other words, and know which jobs work on them."""
        given = list(new)
        self._note(given)
        super().renew(given)

    def _note(self, cards: Sequence[Card]) -> None:
        changed = {card.shot for card in cards}
        self._by_job = {job: shot for job, shot in self._by_job.items() if shot not in changed}
        self._by_job |= {card.job: card.shot for card in cards if card.job is not None}
        self._forget()

    def _forget(self) -> None:
        at_work = set(self._by_job.values())
        self._progress = {shot: done for shot, done in self._progress.items() if shot in at_work}

    def _progressed(self, job: Id, done: float | None) -> None:
        shot = self._by_job.get(job)
        if shot is not None and self._progress.get(shot, -1) != done:
            self._progress[shot] = done
            self._touch([self._rows[shot]])
