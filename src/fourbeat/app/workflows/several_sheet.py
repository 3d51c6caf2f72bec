"""The sheet that lets one value of a request go to several places of a graph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.providers.comfyui.graph import Place

from ..board.asking import Asking
from ..check import Check
from ..rights.area import Area
from ..room import Room


class SeveralPlaces(Asking):
    """Offer the places of one slot to tick; `made` carries those that are ticked, as they stand in the graph."""

    made = Signal(object)

    def __init__(self, room: Room, slot: str, offered: Sequence[tuple[Place, str]], now: Sequence[Place]) -> None:
        super().__init__(room, "workflow-sheet.several-title", "workflow-sheet.several-go")
        self.roomy = True
        self.lead.setText(room.say("workflow-sheet.several-lead", slot=slot))
        self.lead.show()
        self.boxes = {place: Check(room, words) for place, words in offered}
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, room.theme.space("s"), 0)
        rows.setSpacing(room.theme.space("s"))
        for place, box in self.boxes.items():
            box.setChecked(place in now)
            box.setToolTip(box.text())
            box.toggled.connect(lambda _on: self._follow())
            rows.addWidget(box)
        rows.addStretch(1)
        self.lines.addWidget(Area(room, page), 1)
        window = self.parentWidget() or self
        self.setMinimumWidth(min(room.theme.size("help"), window.width()))
        self.leave.setText(room.say("new.cancel"))
        self._follow()
        next(iter(self.boxes.values())).setFocus()

    @property
    def chosen(self) -> tuple[Place, ...]:
        """Give the places that are ticked."""
        return tuple(place for place, box in self.boxes.items() if box.isChecked())

    def done_asking(self) -> None:
        """Let the value go there."""
        chosen = self.chosen
        self.accept()
        self.made.emit(chosen)

    def _follow(self) -> None:
        self.go.setEnabled(bool(self.chosen))
