"""Places in a graph as a person reads them, and a list to choose one slot's place from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from fourbeat.providers.comfyui.graph import Graph, Place
from fourbeat.providers.comfyui.offering import called, offers
from fourbeat.providers.comfyui.slots import Slot

from ..brief.controls import Choice
from ..room import Room
from .several_sheet import SeveralPlaces

SLOTS = {
    Slot.PROMPT: "workflow-sheet.slot-prompt",
    Slot.NEGATIVE: "workflow-sheet.slot-negative",
    Slot.SEED: "workflow-sheet.slot-seed",
    Slot.WIDTH: "workflow-sheet.slot-width",
    Slot.HEIGHT: "workflow-sheet.slot-height",
    Slot.FRAMES: "workflow-sheet.slot-frames",
    Slot.FPS: "workflow-sheet.slot-fps",
    Slot.FIRST_FRAME: "workflow-sheet.slot-first",
    Slot.LAST_FRAME: "workflow-sheet.slot-last",
    Slot.NAME: "workflow-sheet.slot-name",
}
"""What each slot is called."""

Where = tuple[Place, ...]


def told(room: Room, graph: Graph, where: Sequence[Place]) -> str:
    """Name places by their nodes and inputs."""
    return ", ".join(_told(room, graph, place) for place in where)


def _told(room: Room, graph: Graph, place: Place) -> str:
    title, kind = called(graph, place)
    facts = {"node": place.node, "kind": kind, "input": place.input}
    if title and title != kind:
        return room.say("workflow-sheet.place-titled", title=title, **facts)
    return room.say("workflow-sheet.place", **facts)


class NameChoice(Choice):
    """Offer workflows by their ids."""

    def __init__(self, room: Room, name: str) -> None:
        super().__init__(room)
        _widen(self)
        self.setAccessibleName(name)
        self.currentIndexChanged.connect(lambda _index: self.setToolTip(self.currentText()))

    def offer(self, said: Sequence[tuple[str, str]], front: str) -> None:
        """Offer ids with their words; one that is gone gives way to the first."""
        self.clear()
        for name, words in said:
            self.addItem(words, name)
        self.setCurrentIndex(max(0, self.findData(front)))
        self.setToolTip(self.currentText())

    def value(self) -> str:
        """Give the id that is chosen."""
        return str(self.currentData() or "")


class PlaceChoice(Choice):
    """Offer every place that fits a slot, or several at once; the guess is called so. `chosen` tells of a choice."""

    chosen = Signal()

    def __init__(self, room: Room, slot: Slot) -> None:
        super().__init__(room)
        self._room, self.slot = room, slot
        self._values: list[Where] = []
        self._offered: list[tuple[Place, str]] = []
        self._now: Where = ()
        self.activated.connect(self._picked)
        _widen(self)
        self.setAccessibleName(room.say(SLOTS[slot]))
        self.currentIndexChanged.connect(lambda _index: self.setToolTip(self.currentText()))

    def show_places(self, graph: Graph, now: Where, guessed: Where) -> None:
        """Offer a graph's places, with the one in use in front."""
        room = self._room
        self._now = now
        # What is in use stays in sight, also where nothing would offer it.
        every = dict.fromkeys((*offers(graph, self.slot), *now))
        self._offered = [(one, told(room, graph, (one,))) for one in every]
        values: list[Where] = [(one,) for one in offers(graph, self.slot)]
        # Several places hold one value together: nobody could choose that from single ones.
        values = [*(one for one in dict.fromkeys((guessed, now)) if one and one not in values), *values]
        if self.slot is not Slot.PROMPT or not now:
            values = [(), *values]
        self._values = values
        self.blockSignals(True)
        self.clear()
        for one in values:
            words = told(room, graph, one) if one else room.say("workflow-sheet.nowhere")
            self.addItem(room.say("workflow-sheet.guessed", place=words) if one and one == guessed else words)
        if len(self._offered) > 1:
            self.addItem(room.say("workflow-sheet.several"))
        self.setCurrentIndex(values.index(now))
        self.setToolTip(self.currentText())
        self.blockSignals(False)

    def where(self) -> Where:
        """Give what is chosen; nothing means that the slot is not used."""
        return self._now

    def choose(self, where: Where) -> None:
        """Choose as a person does."""
        self.setCurrentIndex(self._values.index(where))
        self.activated.emit(self.currentIndex())

    def _picked(self, row: int) -> None:
        if row < len(self._values):
            self._now = self._values[row]
            self.chosen.emit()
            return
        self.setCurrentIndex(self._values.index(self._now))
        asked = SeveralPlaces(self._room, self._room.say(SLOTS[self.slot]), self._offered, self._now)
        asked.made.connect(self._take)
        asked.present()

    def _take(self, where: Where) -> None:
        """Choose several places, which are offered together from now on."""
        if where not in self._values:
            words = dict(self._offered)
            self._values.append(where)
            self.insertItem(len(self._values) - 1, ", ".join(words[one] for one in where))
        self.choose(where)


def _widen(choice: Choice) -> None:
    """Let a choice take all the room there is: places have long names."""
    choice.setSizePolicy(QSizePolicy.Policy.Expanding, choice.sizePolicy().verticalPolicy())
