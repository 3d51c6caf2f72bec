"""One file on the sheet: its name, what it is or what is wrong with it, and the chooser that says whose it is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy

from fourbeat.model.plan import Shot
from fourbeat.studio.handwork import Brought, Looked, Order

from ..brief.controls import Choice, said
from ..labels import Label
from ..room import Room
from .whose import Whose


class FileName(Label):
    """Show a file's name in one line, shortened in its middle where it does not fit; the tooltip has all of it."""

    def __init__(self, room: Room, name: str) -> None:
        super().__init__(room.look, name)
        self._name = name
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setMinimumWidth(room.theme.size("sheet") // 3)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as there is room for: its number is at its end, its shot at its beginning."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width()))


class ClipRow:
    """Hold the widgets of one clip or picture, as one line of the sheet's grid."""

    def __init__(self, room: Room, whose: Whose, file: Path) -> None:
        name = file.name
        self._room, self._places = room, whose.of(file)
        self.looked: Looked | None = None
        self.taken = False
        self._facts = ""
        self.name = FileName(room, name)
        self.about = Label(room.look, room.say("hands.looking"), "caption", tone="text-soft")
        self.choice = Choice(room)
        self.choice.setModel(self._places.words)
        self.choice.setEnabled(False)
        self.choice.setAccessibleName(room.say("hands.whose", file=name))
        # What a screen reader reads before the choice.
        self._hidden = QLabel(room.say("hands.whose", file=name))
        self._hidden.setBuddy(self.choice)
        self._hidden.hide()
        self.about.setWordWrap(True)
        self.amount = QLineEdit()
        self.amount.setMaxLength(20)
        self.amount.setPlaceholderText(room.say("hands.cost-hint"))
        self.amount.setToolTip(room.say("hands.cost-hint"))
        self.amount.setAccessibleName(room.say("hands.cost-of", file=name))
        self.amount.hide()
        self.choice.setMinimumWidth(room.theme.size("sheet") * 5 // 8)

    def lay(self, grid: QGridLayout, row: int) -> None:
        """Take two lines of a grid: the name beside the chooser, what is known beneath, and what it cost if asked."""
        self._grid, self._line = grid, 2 * row + 1
        grid.addWidget(self.name, 2 * row, 0)
        grid.addWidget(self.choice, 2 * row, 1)
        grid.addWidget(self.about, 2 * row + 1, 0, 1, 2)
        grid.addWidget(self._hidden, 2 * row + 1, 0)

    def ask_cost(self, ask: bool) -> None:
        """Ask for this file's own sum, or not."""
        if ask is self.amount.isHidden():
            self._grid.removeWidget(self.about)
            self._grid.addWidget(self.about, self._line, 0, 1, 1 if ask else 2)
            self._grid.addWidget(self.amount, self._line, 1)
            self.amount.setVisible(ask)

    @property
    def place(self) -> Order | Shot | None:
        """Give whose it is, None for what is neither clip nor picture, was left out, or is taken already."""
        if self.looked is None or self.looked.error is not None or self.taken:
            return None
        return self._places.all[max(0, self.choice.currentIndex())]

    def show_look(self, looked: Looked) -> None:
        """Say what the file is, or what is wrong with it."""
        self.looked = looked
        if looked.error is not None:
            self._tell(self._room.words(looked.error.message), "bad")
            self.choice.setEnabled(False)
        else:
            self._facts = facts(self._room, looked)
            self._tell(self._facts)
            self.choice.setEnabled(True)

    def propose(self, place: Order | Shot | None, by: str) -> None:
        """Choose whose it is, and say why."""
        self.choice.setCurrentIndex(self._places.row(place))
        self._tell(" · ".join(filter(None, (self._facts, self._room.say(by) if by else self._room.say("hands.say")))))

    def chosen(self) -> None:
        """Forget why it was proposed: a person has chosen."""
        self._tell(self._facts)

    def show_end(self, brought: Brought) -> None:
        """Say what became of it."""
        self.taken = brought.job is not None
        self.choice.setEnabled(not self.taken)
        if brought.error is not None:
            self._tell(self._room.words(brought.error.message), "bad")
        else:
            self._tell(self._room.say("hands.taken"), "good")

    def _tell(self, words: str, tone: str = "text-soft") -> None:
        self.about.setText(words)
        self.about.tint(tone)
        self.choice.setAccessibleDescription(words)


def facts(room: Room, looked: Looked) -> str:
    """Say how long and how large a clip is, or how large a picture."""
    if looked.picture is not None:
        return room.say("handwork.picture-settings", size=f"{looked.picture.width} × {looked.picture.height}")
    clip = looked.facts
    assert clip is not None
    try:
        seconds = said(Fraction(clip.frames) / Fraction(clip.rate))
    except (ValueError, ZeroDivisionError):
        seconds = "–"
    return room.say("handwork.settings", size=f"{clip.width} × {clip.height}", seconds=seconds)
