"""The text to send beside an author's own: written by hand in the language a generator is spoken to in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from fourbeat.writing.vocabulary import vocabulary

from ..room import Room
from .controls import Writing


def language_name(room: Room, language: str) -> str:
    """Name a language in the language of the window."""
    return vocabulary(room.studio.desk.wording.language).languages.get(language, language)


def texts_of(value: Mapping[str, object], field: str) -> dict[str, str]:
    """Give the texts to send for one field of a row, by language."""
    sent = value.get("sent")
    assert isinstance(sent, Mapping)
    return {language: words[field] for language, words in sent.items() if words.get(field)}


class ToSend(QObject):
    """Be a small switch and, when it is on, lines for the text to send; there is neither while no language is asked."""

    written = Signal()

    def __init__(self, room: Room, what: str, tops: QHBoxLayout, lines: QVBoxLayout, *, single: bool = False) -> None:
        super().__init__()
        self._room, self._what, self._lines, self._single = room, what, lines, single
        self.language = ""
        self.texts: dict[str, str] = {}
        self._place = lines.count()
        self.switch = QToolButton()
        self.switch.setCheckable(True)
        self.switch.setProperty("flat", True)
        room.icons.dress(self.switch, "language", "text-soft")
        tops.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        # Nobody meets it before a language is asked; still, nothing is nameless.
        self.switch.setAccessibleName(what)
        self.switch.hide()
        self.switch.toggled.connect(self._show)

    @cached_property
    def writing(self) -> Writing:
        """Give the lines that the text is written in; they are there once a language was asked."""
        made = Writing(self._room, 1, single=self._single)
        made.setAccessibleName(self._what)
        made.hide()
        # Beneath the author's own words, above what is said of them.
        self._lines.insertWidget(self._place, made)
        made.written.connect(self._wrote)
        return made

    def speak(self, language: str) -> None:
        """Ask for text in a language; "" for none."""
        self.language = language
        self.switch.setVisible(bool(language))
        if language:
            name = self._room.say("brief-dock.to-send", what=self._what, language=language_name(self._room, language))
            self.switch.setToolTip(name)
            self.switch.setAccessibleName(name)
            self.writing.setAccessibleName(name)
            self.writing.setPlaceholderText(name)
        self.put(self.texts)

    def put(self, texts: Mapping[str, str]) -> None:
        """Show texts by language."""
        self.texts = dict(texts)
        text = self.texts.get(self.language, "")
        if self.language:
            self.writing.put(text)
        if text:
            self.switch.setChecked(True)
        self._show()

    def _show(self) -> None:
        if self.language:
            self.writing.setVisible(self.switch.isChecked())
        elif "writing" in self.__dict__:
            self.writing.hide()

    def _wrote(self) -> None:
        words = self.writing.words()
        if words:
            self.texts[self.language] = words
        else:
            self.texts.pop(self.language, None)
        self.written.emit()
