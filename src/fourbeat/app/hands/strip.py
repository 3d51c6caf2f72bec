"""What an order asks of a person's own hands, beneath the queue: copy, open, bring."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from ..action_button import ActionButton
from ..flow import Flow
from ..room import Room

_ICONS = ("hand-prompt", "hand-picture", "hand-folder")


class OrderStrip(QWidget):
    """Offer what can be done with the order that is chosen, in one line where there is room: the dock is low."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.bring = QPushButton(room.say("hands.bring-clip"))
        self.bring.setProperty("primary", True)
        self.bring.setAutoDefault(True)
        made, keys = room.actions["hand-bring"], room.actions.keys("hand-bring")
        self.bring.setToolTip(room.say("player.tip", action=made.text(), keys=keys))
        self.bring.clicked.connect(made.trigger)
        self.bring.setEnabled(made.isEnabled())
        made.enabledChanged.connect(self.bring.setEnabled)
        line = Flow(self, room, line=True)
        self.buttons = {identity: ActionButton(room, identity) for identity in _ICONS}
        for button in self.buttons.values():
            line.addWidget(button)
        line.addWidget(self.bring)

    def ask(self, *, picture: bool) -> None:
        """Ask for what the order is about: a clip or a picture."""
        self.bring.setText(self._room.say("hands.bring-picture" if picture else "hands.bring-clip"))
