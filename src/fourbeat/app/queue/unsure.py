"""What can be done about a job that may have arrived, beneath the queue: look, send again, let it be."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.job import Job
from fourbeat.studio.retrying import price_again
from fourbeat.studio.send_sheet import Price

from ..flow import Flow
from ..room import Room
from .sending import price

_BUTTONS = {
    "queue-check": ("queue-dock.look", "search"),
    "queue-retry": ("queue-dock.send-again", "retry"),
    "queue-cancel": ("queue-dock.let-be", "close"),
}


class UnsureStrip(QWidget):
    """Offer the three choices there are; each is one of the queue's own actions."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        flow = Flow(self, room, line=True)
        self.buttons: dict[str, QPushButton] = {}
        for identity, (word, icon) in _BUTTONS.items():
            made, button = room.actions[identity], QPushButton(room.say(word))
            button.setAutoDefault(True)
            button.clicked.connect(made.trigger)
            button.setEnabled(made.isEnabled())
            made.enabledChanged.connect(button.setEnabled)
            room.icons.dress(button, icon)
            flow.addWidget(button)
            self.buttons[identity] = button

    def show_job(self, job: Job) -> None:
        """Say what sending it again would cost."""
        room = self._room
        try:
            words = room.say("queue-dock.send-again-for", price=price(room, Price.of([price_again(room.studio, job)])))
        except FourbeatError:
            # Its generator is not connected here: the sheet says so.
            words = room.say("queue-dock.send-again")
        self.buttons["queue-retry"].setText(words)
        for identity, button in self.buttons.items():
            keys = room.actions.keys(identity)
            button.setAccessibleName(button.text())
            button.setToolTip(room.say("player.tip", action=room.actions[identity].text(), keys=keys))
        # What becomes of it is not to be seen from the words alone.
        self.buttons["queue-cancel"].setToolTip(room.say("queue-dock.unsure"))
        self.buttons["queue-cancel"].setAccessibleDescription(room.say("queue-dock.unsure"))
