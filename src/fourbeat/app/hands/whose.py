"""Whose clip it may be: every order that waits, every shot of the film, or nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStringListModel

from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.handwork import Match, Order

from ..queue.story import title
from ..room import Room


@dataclass(frozen=True)
class Aim:
    """Say where clips were dropped: on the card of a shot, on an order, or nowhere in particular.

    With `sure` a person has said so by dropping them there; else it is a guess for clips whose names say nothing.
    `picture` says that the order asks for a picture instead.
    """

    shot: Id | None = None
    job: Id | None = None
    sure: bool = True
    picture: bool = False


class Whose:
    """Offer every order and every shot in one list that all choosers of a sheet share; the first leaves a clip out."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.orders = room.studio.handwork.orders()
        self.shots = room.studio.plan.shots()
        self.places: list[Order | Shot | None] = [None, *self.orders, *self.shots]
        say = room.say
        words = [say("hands.leave-out")]
        words += [title(room, one.job) for one in self.orders]
        words += [say("hands.for-shot", shot=one.number) for one in self.shots]
        self.words = QStringListModel(words)

    def row(self, place: Order | Shot | None) -> int:
        """Find a place's row."""
        if isinstance(place, Order):
            return next((row for row, one in enumerate(self.orders, 1) if one.job.id == place.job.id), 0)
        if isinstance(place, Shot):
            start = 1 + len(self.orders)
            return next((row for row, one in enumerate(self.shots, start) if one.id == place.id), 0)
        return 0

    def proposed(self, files: Sequence[Path], aim: Aim) -> list[tuple[Order | Shot | None, str]]:
        """Propose for each clip whose it is, with the code of the words that say why."""
        aimed = self._aimed(aim)
        if aimed is not None and aim.sure:
            return [(aimed, "hands.by-drop") for _ in files]
        matches: list[Match] = self._room.studio.handwork.match(files, in_order=aimed is None)
        return [
            (one.order, one.by) if one.order is not None else (aimed, "hands.by-choice" if aimed else "")
            for one in matches
        ]

    def _aimed(self, aim: Aim) -> Order | Shot | None:
        found = next((one for one in self.orders if one.job.id == aim.job), None)
        if found is None and aim.shot is not None:
            # The order of the card that a clip was dropped on comes before a take that nobody asked for.
            found = next((one for one in self.orders if one.request.shot == aim.shot), None)
            return found or next((one for one in self.shots if one.id == aim.shot), None)
        return found
