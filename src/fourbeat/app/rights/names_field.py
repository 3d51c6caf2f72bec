"""The names of somebody in several languages: a row for each language, one name on each line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QWidget

from fourbeat.policy.cells import name_of, name_text

from ..brief.controls import Choice, Writing
from ..brief.field import Field
from ..room import Room

LANGUAGES = (
    *("en", "ja", "zh-Hans", "zh-Hant", "ko", "fr", "de", "es", "it", "pt", "ru", "uk", "pl", "nl", "sv", "tr"),
    *("ar", "he", "hi", "th", "vi", "id"),
)
"""The languages that are offered; a pack that names others keeps them."""


class NamesField(Field):
    """Hold names by language; the first is the name, the others are what they are called as well."""

    def __init__(self, room: Room, word: str) -> None:
        super().__init__(room, word)
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.rows: list[tuple[Choice, Writing, QToolButton]] = []
        self.lines.addWidget(self._box)
        self.add = QPushButton(room.say("rights-dock.add-language"))
        self.add.setProperty("flat", True)
        self.add.setAutoDefault(False)
        room.icons.dress(self.add, "add", "text-soft")
        self.add.clicked.connect(lambda _on=False: self._more())
        self.lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)

    def value(self) -> object:
        """Give the names as a pack holds them."""
        found: dict[str, list[Any]] = {}
        for choice, writing, _away in self.rows:
            several = [name_of(line) for line in writing.toPlainText().splitlines() if line.strip()]
            if several:
                found.setdefault(str(choice.currentData()), []).extend(several)
        return found

    def show_value(self, value: object) -> None:
        """Show names."""
        names = value if isinstance(value, Mapping) else {}
        self._clear()
        for language, several in names.items():
            self._row(str(language), "\n".join(name_text(one) for one in several))
        if not self.rows:
            self._row(self._spare(), "")

    def _more(self) -> None:
        self._row(self._spare(), "")
        self.rows[-1][1].setFocus()

    def _spare(self) -> str:
        """Give the language that comes next: the window's own first."""
        used = {choice.currentData() for choice, _writing, _away in self.rows}
        spoken = self.room.desk.wording.language
        return next((one for one in (spoken, *LANGUAGES) if one in LANGUAGES and one not in used), "en")

    def _row(self, language: str, text: str) -> None:
        room, place = self.room, len(self.rows)
        choice, writing, away = Choice(room), Writing(room, 1), QToolButton()
        for one in dict.fromkeys((*LANGUAGES, language)):
            choice.addItem(room.desk.wording.language_name(one), one)
        choice.setCurrentIndex(choice.findData(language))
        choice.setToolTip(choice.currentText())
        choice.setMinimumContentsLength(6)
        room.name(choice, "rights-dock.language")
        room.name(writing, "rights-dock.names-in", language=choice.currentText())
        writing.setToolTip("")
        writing.put(text)
        away.setProperty("flat", True)
        room.icons.dress(away, "remove", "text-soft")
        room.name(away, "rights-dock.remove-language", language=choice.currentText())
        choice.activated.connect(partial(self._turned, choice, writing, away))
        writing.written.connect(self.edited.emit)
        away.clicked.connect(partial(self._away, away))
        self.rows.append((choice, writing, away))
        for column, part in enumerate((choice, writing, away)):
            self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.rows[0][1])

    def _turned(self, choice: Choice, writing: Writing, away: QToolButton, _row: int) -> None:
        choice.setToolTip(choice.currentText())
        self.room.name(writing, "rights-dock.names-in", language=choice.currentText())
        self.room.name(away, "rights-dock.remove-language", language=choice.currentText())
        self.edited.emit()

    def _away(self, away: QToolButton, _on: bool = False) -> None:
        names = [
            (str(choice.currentData()), writing.toPlainText())
            for choice, writing, other in self.rows
            if other is not away
        ]
        self._clear()
        for language, text in names or [(self._spare(), "")]:
            self._row(language, text)
        self.rows[0][1].setFocus()
        self.edited.emit()

    def _clear(self) -> None:
        for parts in self.rows:
            for widget in parts:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows = []

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._grid.setSpacing(self.room.theme.space("xs"))
