"""Whose a clip or a picture may be: every order that waits for one, every shot of the film, or nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStringListModel

from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.clip_matching import is_picture
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


class Places:
    """Be where files of one kind may belong, in one list that all their choosers share; the first leaves a file out."""

    def __init__(self, room: Room, orders: Sequence[Order], shots: Sequence[Shot], of_shot: str) -> None:
        self.orders, self.shots = list(orders), shots
        self.all: list[Order | Shot | None] = [None, *orders, *shots]
        words = [room.say("hands.leave-out")]
        words += [title(room, one.job) for one in orders]
        words += [room.say(of_shot, shot=one.number) for one in shots]
        self.words = QStringListModel(words)

    def row(self, place: Order | Shot | None) -> int:
        """Find a place's row."""
        if isinstance(place, Order):
            return next((row for row, one in enumerate(self.orders, 1) if one.job.id == place.job.id), 0)
        if isinstance(place, Shot):
            start = 1 + len(self.orders)
            return next((row for row, one in enumerate(self.shots, start) if one.id == place.id), 0)
        return 0

    def aimed(self, aim: Aim) -> Order | Shot | None:
        """Find what a drop was aimed at, where it takes files of this kind."""
        found = next((one for one in self.orders if one.job.id == aim.job), None)
        if found is None and aim.shot is not None:
            # The order of the card that a file was dropped on comes before what nobody asked for.
            found = next((one for one in self.orders if one.request.shot == aim.shot), None)
            return found or next((one for one in self.shots if one.id == aim.shot), None)
        return found


class Whose:
    """Offer every order and every shot, to clips and to pictures."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.orders = room.studio.handwork.orders()
        shots = room.studio.plan.shots()
        clips = [one for one in self.orders if not one.picture]
        pictures = [one for one in self.orders if one.picture]
        self._clips = Places(room, clips, shots, "hands.for-shot")
        self._pictures = Places(room, pictures, shots, "hands.still-for-shot")

    def of(self, file: Path) -> Places:
        """Give where a file may belong, by its kind."""
        return self._pictures if is_picture(file) else self._clips

    def proposed(self, files: Sequence[Path], aim: Aim) -> list[tuple[Order | Shot | None, str]]:
        """Propose for each file whose it is, with the code of the words that say why."""
        nowhere = aim.job is None and aim.shot is None
        matches: list[Match] = self._room.studio.handwork.match(files, in_order=nowhere)
        found: list[tuple[Order | Shot | None, str]] = []
        for one in matches:
            aimed = self.of(one.file).aimed(aim)
            if aimed is not None and (aim.sure or one.order is None):
                found.append((aimed, "hands.by-drop" if aim.sure else "hands.by-choice"))
            else:
                found.append((one.order, one.by))
        return found
