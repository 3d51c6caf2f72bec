"""The costumes of a character: a name and the words for what is worn, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from fourbeat.model.ids import Id
from fourbeat.model.plan import Costume

from ..brief.controls import Entry, Writing
from ..brief.field import Field
from ..brief.to_send import ToSend
from ..room import Room


class Wardrobe(Field):
    """Hold the costumes; `wrote` carries costume, field and text, `sent` a costume and its texts to send by language.

    `wanted` carries a costume to remove, or "" for a new one.
    """

    wrote = Signal(str, str, str)
    sent = Signal(str, object)
    wanted = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__(room, "named.field.costumes")
        self._shown: list[Id] = []
        self._rows: dict[Id, tuple[Entry, Writing, QToolButton]] = {}
        self._beside: dict[Id, ToSend] = {}
        self._language = ""
        self._cells: list[QWidget] = []
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

    def show_sent(self, sent: Mapping[Id, Mapping[str, str]], language: str) -> None:
        """Show the texts to send, and ask for them in a language; "" for none."""
        self._language = language
        for costume, beside in self._beside.items():
            if beside.language != language:
                beside.speak(language)
            if not beside.writing.hasFocus():
                beside.put(sent.get(costume, {}))

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
        for name, _words, away in self._rows.values():
            self._cells += [name, away]
        for widget in self._cells:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._cells = []
        self._rows.clear()
        self._beside.clear()
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
            cell = QWidget()
            line, lines = QHBoxLayout(cell), QVBoxLayout()
            for layout in (line, lines):
                layout.setContentsMargins(0, 0, 0, 0)
                layout.setSpacing(self.room.theme.space("xs"))
            line.addLayout(lines, 1)
            lines.addWidget(words)
            beside = ToSend(self.room, words.accessibleName(), line, lines)
            beside.written.connect(partial(self._said, one.id, beside))
            self._beside[one.id] = beside
            self._cells.append(cell)
            for column, part in enumerate((name, cell, away)):
                self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)
        self._box.setVisible(bool(costumes))

    def _named(self, costume: Id, text: str) -> None:
        self.wrote.emit(costume, "name", text)

    def _worded(self, costume: Id, words: Writing) -> None:
        self.wrote.emit(costume, "words", words.words())

    def _said(self, costume: Id, beside: ToSend) -> None:
        self.sent.emit(costume, dict(beside.texts))

    def _away(self, costume: Id, _on: bool = False) -> None:
        self.wanted.emit(costume)
