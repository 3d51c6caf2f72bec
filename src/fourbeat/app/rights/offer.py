"""An offer to judge old work anew, beneath what has just changed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.message import message

from ..labels import Label
from ..room import Room
from .buttons import Buttons


class Offer(QWidget):
    """Say what a change reaches of what was made before, and judge it anew when asked to."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.told = Label(room.look, "", "caption")
        self.told.setWordWrap(True)
        self.deeds = Buttons(room)
        self.run = self.deeds.add("rights-anew.run", self._anew, "retry", primary=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(room.theme.space("s"))
        lines.addWidget(self.told)
        lines.addWidget(self.deeds)
        self.hide()

    def make(self, code: str) -> None:
        """Offer it, in the words of what has changed; where nothing was made before there is nothing to offer."""
        takes, shots = self._room.studio.recheck.reaches()
        told = {"takes": message("count.takes", n=takes), "shots": message("count.shots", n=shots)}
        self.told.setText(self._room.say(code, **told))
        self.deeds.show()
        self.setVisible(bool(takes or shots))

    def _anew(self) -> None:
        found = self._room.carry_out(self._room.studio.recheck.run)
        if found is None:
            return
        changed, say = len(found.changed), self._room.say
        done = say("recheck.changed", n=changed) if changed else say("recheck.same")
        self.told.setText(f"{done} {say('rights-anew.done')}" if changed else done)
        self.deeds.hide()
