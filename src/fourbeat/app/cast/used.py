"""Where somebody or something is used, as a list that goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from fourbeat.studio.uses import Use, Way

from ..brief.field import Field
from ..room import Room
from .sheets import told

_USE = Qt.ItemDataRole.UserRole
_MOST = 12


class Used(Field):
    """Show uses; Return or a double click goes to the shot, or to the shots of the scene."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "cast-dock.used")
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hold(self.list)
        self.list.itemActivated.connect(self._go)
        self._uses: list[Use] = []

    def show_uses(self, uses: list[Use]) -> None:
        """Show where it is used."""
        if uses == self._uses and self.list.count() == len(uses):
            return
        self._uses = uses
        row = self.list.currentRow()
        self.list.clear()
        for use in uses:
            words = told(self.room, use)
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setData(_USE, use)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(uses) - 1))
        self.list.setVisible(bool(uses))
        self.note.setText("" if uses else self.room.say("named.unused"))
        high = self.list.sizeHintForRow(0) if uses else 0
        frame = 2 * self.list.frameWidth() + 2 * self.room.theme.size("focus")
        self.list.setFixedHeight(max(1, min(len(uses), _MOST) * high + frame))

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        uses, self._uses = self._uses, []
        self.show_uses(uses)

    def _go(self, item: QListWidgetItem) -> None:
        use: Use = item.data(_USE)
        plan = self.room.studio.plan
        if use.binned:
            return  # Not on the board: the bin brings it back.
        shots = [use.shot] if use.shot else [shot.id for shot in plan.shots(use.scene)] if use.scene else []
        if use.way is Way.SET and use.scene is not None and not shots:
            return
        if shots:
            self.room.selection.choose(shots, shots[0])
            self.room.stage.show_dock("board" if len(shots) > 1 else "brief")
