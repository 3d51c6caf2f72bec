"""The costumes of a character: a name and the words for what is worn, one row each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QWidget

from fourbeat.model.ids import Id
from fourbeat.model.plan import Costume

from ..brief.controls import Entry, Writing
from ..brief.field import Field
from ..room import Room


class Wardrobe(Field):
    """Hold the costumes; `wrote` carries costume, field and text, `wanted` a costume to remove, or "" for a new one."""

    wrote = Signal(str, str, str)
    wanted = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__(room, "named.field.costumes")
        self._shown: list[Id] = []
        self._rows: dict[Id, tuple[Entry, Writing, QToolButton]] = {}
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.lines.addWidget(self._box)
        self.add = QPushButton(room.say("cast-dock.add-costume"))
        self.add.setProperty("flat", True)
        room.icons.dress(self.add, "add", "text-soft")
        self.add.clicked.connect(lambda _on=False: self.wanted.emit(""))
        self.setFocusProxy(self.add)
        self.lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_costumes(self, costumes: list[Costume]) -> None:
        """Show costumes; rows that are there already keep the caret."""
        if [one.id for one in costumes] != self._shown:
            self._build(costumes)
        for one in costumes:
            name, words, _ = self._rows[one.id]
            if not name.hasFocus():
                name.put(one.name)
            if not words.hasFocus():
                words.put(one.words)

    def write_in(self, costume: Id) -> None:
        """Take the keyboard in a costume's name."""
        name = self._rows[costume][0]
        name.setFocus(Qt.FocusReason.OtherFocusReason)
        name.selectAll()

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._grid.setSpacing(self.room.theme.space("xs"))

    def _build(self, costumes: list[Costume]) -> None:
        for row in self._rows.values():
            for widget in row:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._rows.clear()
        self._shown = [one.id for one in costumes]
        for place, one in enumerate(costumes):
            name, words, away = Entry(120), Writing(self.room, 1), QToolButton()
            name.setAccessibleName(self.room.say("cast-dock.costume-name"))
            words.setAccessibleName(self.room.say("cast-dock.costume-words", name=one.name))
            name.put(one.name)
            words.put(one.words)
            away.setProperty("flat", True)
            self.room.name(away, "cast-dock.remove-costume", name=one.name)
            self.room.icons.dress(away, "remove", "text-soft")
            name.textEdited.connect(partial(self._named, one.id))
            words.written.connect(partial(self._worded, one.id, words))
            away.clicked.connect(partial(self._away, one.id))
            self._rows[one.id] = (name, words, away)
            for column, cell in enumerate((name, words, away)):
                self._grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop)
        self._box.setVisible(bool(costumes))

    def _named(self, costume: Id, text: str) -> None:
        self.wrote.emit(costume, "name", text)

    def _worded(self, costume: Id, words: Writing) -> None:
        self.wrote.emit(costume, "words", words.words())

    def _away(self, costume: Id, _on: bool = False) -> None:
        self.wanted.emit(costume)
