"""The bin: shots that are out of the film, to be seen and brought back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from fourbeat.model.plan import Shot
from fourbeat.studio.board import line_of

from ..room import Room
from .asking import Asking
from .moves import select, writable

_ID = Qt.ItemDataRole.UserRole


class BinSheet(Asking):
    """Show what lies in the bin."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "bin.title", "bin.bring-back", "bin.lead")
        self.shots = QListWidget()
        self.shots.setAccessibleName(room.say("bin.title"))
        self.shots.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # A long title ends in dots, its whole under the pointer.
        self.shots.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shots.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.shots.setMinimumHeight(room.theme.size("row") * 3)
        self.roomy = True
        self.shots.itemDoubleClicked.connect(lambda _item: self.done_asking())
        self.lines.addWidget(self.shots, 1)
        takes = room.studio.store.take_counts()
        plan = room.studio.plan
        for shot in room.studio.bin.shots():
            line = line_of(shot, plan.brief(shot.id))
            words = room.say(
                "bin.shot", number=shot.number, line=line, takes=room.say("count.takes", n=takes.get(shot.id, 0))
            )
            item = QListWidgetItem(words)
            item.setData(_ID, shot.id)
            item.setToolTip(words)
            self.shots.addItem(item)
        if self.shots.count():
            self.shots.setCurrentRow(self.shots.count() - 1)
        else:
            self.lead.setText(room.say("bin.nothing"))
        self.go.setEnabled(writable(room) and bool(self.shots.count()))

    def done_asking(self) -> None:
        """Bring the chosen shots back."""
        plan = self.room.studio.plan
        shots = [plan.get(Shot, item.data(_ID)) for item in self.shots.selectedItems()]
        if not shots:
            return
        back = self.room.carry_out(partial(self.room.studio.bin.bring_back, shots=shots))
        if back is not None:
            self.accept()
            select(self.room, [shot.id for shot in back], new=True)
            numbers = tuple(shot.number for shot in back[:12])
            self.room.stage.announce(self.room.say("shots.restored", n=len(back), numbers=numbers))


def show_bin(room: Room) -> None:
    """Open the bin."""
    sheet = BinSheet(room)
    sheet.present()
    sheet.shots.setFocus()
