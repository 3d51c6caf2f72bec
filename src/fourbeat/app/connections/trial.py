"""The end of a first connection: one test clip where it costs nothing, else its price."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import Shot
from fourbeat.studio.trying import cost, trial, try_out

from ..board.moves import writable
from ..labels import Label
from ..room import Room


class TrialBox(QWidget):
    """Say what one take of the chosen shot would cost, and offer to make it or to use the generator."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._key = room, ""
        self.words = Label(room.look, "")
        self.words.setWordWrap(True)
        self.make = QPushButton(room.say("connections.test-clip"))
        self.use = QPushButton(room.say("connections.use"))
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.words)
        for button in (self.make, self.use):
            button.setAutoDefault(False)
            self._lines.addWidget(button)
        self.make.clicked.connect(self._make)
        self.use.clicked.connect(self._use)
        self.hide()

    def offer(self, key: str, *, by_hand: bool = False) -> None:
        """Say what a take would cost at a generator that has just answered, or what to do with one worked by hand."""
        self._key = key
        room, shot = self._room, self._shot()
        self.show()
        self.make.setVisible(False)
        self.use.setVisible(shot is not None and writable(room))
        if by_hand:
            self.words.setText(room.say("connections.by-hand"))
            return
        if shot is None:
            self.words.setText(room.say("connections.no-shot"))
            return
        try:
            tried = trial(room.studio, key=key, shot=shot)
        except FourbeatError as error:
            self.words.setText(room.words(error.message))
            return
        self.make.setVisible(tried.estimate.free and writable(room))
        self.words.setText(room.words(cost(tried)))

    def _shot(self) -> Shot | None:
        room = self._room
        chosen = room.studio.plan.find(Shot, room.selection.shot) if room.selection.shot else None
        return chosen or next(iter(room.studio.plan.shots()), None)

    def _make(self) -> None:
        if (shot := self._shot()) is None:
            return
        if self._room.carry_out(partial(try_out, self._room.studio, key=self._key, shot=shot)) is not None:
            self.make.setVisible(False)
            self.words.setText(self._room.say("connections.trial-queued", shot=shot.number))

    def _use(self) -> None:
        room, plan = self._room, self._room.studio.plan
        chosen = [shot for one in room.selection.shots if (shot := plan.find(Shot, one)) is not None]
        shots = chosen or [shot for shot in (self._shot(),) if shot is not None]
        write = partial(room.studio.fields.set, shots=shots, fields={"provider": self._key, "model": None})
        if room.carry_out(write) is not None:
            self.words.setText(room.say("connections.used", n=len(shots)))
            self.use.setVisible(False)
