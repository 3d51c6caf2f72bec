"""What an order asks of a person's own hands, beneath the queue: copy, open, bring."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from ..flow import Flow
from ..room import Room

_BUTTONS = {
    "hand-prompt": ("hands.copy-prompt", "copy"),
    "hand-picture": ("hands.copy-picture", "camera"),
    "hand-folder": ("hands.open-folder", "folder"),
    "hand-bring": ("hands.bring-clip", "add"),
}


class OrderStrip(QWidget):
    """Offer what can be done with the order that is chosen."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        flow = Flow(self, room, line=True)
        self.buttons: dict[str, QPushButton] = {}
        for identity, (word, icon) in _BUTTONS.items():
            made, button = room.actions[identity], QPushButton(room.say(word))
            button.setAutoDefault(True)
            button.setAccessibleName(made.text())
            keys = room.actions.keys(identity)
            button.setToolTip(room.say("player.tip", action=made.text(), keys=keys))
            button.clicked.connect(made.trigger)
            button.setEnabled(made.isEnabled())
            made.enabledChanged.connect(button.setEnabled)
            room.icons.dress(button, icon)
            flow.addWidget(button)
            self.buttons[identity] = button
        self.buttons["hand-bring"].setProperty("primary", True)
        room.icons.dress(self.buttons["hand-bring"], "add", "on-accent")
