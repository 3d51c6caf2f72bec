"""Places in a graph as a person reads them, and a list to choose one slot's place from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy

from fourbeat.providers.comfyui.graph import Graph, Place
from fourbeat.providers.comfyui.offering import called, offers
from fourbeat.providers.comfyui.slots import Slot

from ..brief.controls import Choice
from ..room import Room

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
    """Offer every place that fits a slot; what the guess found says so."""

    def __init__(self, room: Room, slot: Slot) -> None:
        super().__init__(room)
        self._room, self.slot = room, slot
        self._values: list[Where] = []
        _widen(self)
        self.setAccessibleName(room.say(SLOTS[slot]))
        self.currentIndexChanged.connect(lambda _index: self.setToolTip(self.currentText()))

    def show_places(self, graph: Graph, now: Where, guessed: Where) -> None:
        """Offer a graph's places, with the one in use in front."""
        room = self._room
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
        self.setCurrentIndex(values.index(now))
        self.setToolTip(self.currentText())
        self.blockSignals(False)

    def where(self) -> Where:
        """Give what is chosen; nothing means that the slot is not used."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else ()

    def choose(self, where: Where) -> None:
        """Choose as a person does."""
        self.setCurrentIndex(self._values.index(where))
        self.activated.emit(self.currentIndex())


def _widen(choice: Choice) -> None:
    """Let a choice take all the room there is: places have long names."""
    choice.setSizePolicy(QSizePolicy.Policy.Expanding, choice.sizePolicy().verticalPolicy())
