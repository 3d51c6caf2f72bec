"""A flat button for one action of the table: its picture, its words as they change, its keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from .room import Room


class ActionButton(QToolButton):
    """Show an action as its icon; a screen reader hears its words, the mouse reads them with the keys."""

    def __init__(self, room: Room, identity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._identity = room, identity
        self.setProperty("flat", True)
        self.setDefaultAction(room.actions[identity])
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        room.actions[identity].changed.connect(self._name)
        room.look.changed.connect(self._dress)
        self._name()
        self._dress()

    def _name(self) -> None:
        words, keys = self._room.actions[self._identity].text(), self._room.actions.keys(self._identity)
        self.setAccessibleName(words)
        self.setToolTip(self._room.say("player.tip", action=words, keys=keys) if keys else words)

    def _dress(self) -> None:
        side = self._room.theme.size("icon")
        self.setIconSize(QSize(side, side))
