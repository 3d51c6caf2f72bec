"""The sheet in which the film's shots are numbered anew, and their numbers locked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QListWidget

from fourbeat.model.plan import Numbering

from ..check import Check
from ..chooser import Chooser
from ..room import Room
from .asking import Asking
from .moves import writable

SCHEMES = {
    Numbering.TENS: "numbers-sheet.tens",
    Numbering.LETTERS: "numbers-sheet.letters",
    Numbering.DASHES: "numbers-sheet.dashes",
    Numbering.RUNNING: "numbers-sheet.running",
    Numbering.NETFLIX: "numbers-sheet.netflix",
}
"""The schemes in the order they are offered, with the codes of their names."""


class NumbersSheet(Asking):
    """Ask for the scheme, and show what every number becomes before it does."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "numbers-sheet.title", "numbers-sheet.go", "numbers-sheet.lead")
        project = room.studio.plan.project
        self.which = Chooser(room.look, room.icons, room.say("numbers-sheet.scheme"))
        for scheme, word in SCHEMES.items():
            self.which.addItem(room.say(word), scheme)
        self.which.setCurrentIndex(list(SCHEMES).index(project.numbering))
        self.locked = Check(room, room.say("numbers-sheet.locked"))
        self.locked.setChecked(project.locked)
        self.numbers = QListWidget()
        self.numbers.setAccessibleName(room.say("numbers-sheet.changes"))
        self.numbers.setMinimumHeight(room.theme.size("row") * 4)
        self.numbers.setUniformItemSizes(True)
        self.roomy = True
        for widget, share in ((self.which, 0), (self.numbers, 1), (self.locked, 0)):
            self.lines.addWidget(widget, share)
        self.which.currentIndexChanged.connect(self._look)
        self.locked.clicked.connect(self._lock)
        self._look()

    def done_asking(self) -> None:
        """Number the film anew."""
        verb = partial(self.room.studio.numbering.renumber, scheme=self._scheme())
        if self.room.carry_out(verb) is not None:
            changed = self._changed
            self.accept()
            self.room.stage.announce(self.room.say("numbers.done", n=changed))

    def _scheme(self) -> Numbering:
        # Qt gives back the plain text of what it was handed.
        return Numbering(self.which.currentData())

    def _look(self) -> None:
        """Show what would change."""
        room, scheme = self.room, self._scheme()
        proposed = room.studio.numbering.proposed(scheme=scheme)
        self._changed = len(proposed)
        self.numbers.clear()
        self.numbers.addItems(
            [
                room.say("numbers-sheet.change", was=shot.number, number=label, title=shot.title)
                for shot, label in proposed
            ]
            or [room.say("numbers-sheet.nothing")]
        )
        project = room.studio.plan.project
        fresh = bool(proposed) or scheme != project.numbering
        self.go.setEnabled(writable(room) and fresh and not project.locked)
        self.locked.setEnabled(writable(room))

    def _lock(self) -> None:
        """Lock or unlock at once: it is a step of its own."""
        self.room.attempt(partial(self.room.studio.numbering.lock, locked=self.locked.isChecked()))
        self.locked.setChecked(self.room.studio.plan.project.locked)
        self._look()


def show_numbers(room: Room) -> None:
    """Open the sheet of numbers."""
    sheet = NumbersSheet(room)
    sheet.present()
    sheet.which.setFocus()
