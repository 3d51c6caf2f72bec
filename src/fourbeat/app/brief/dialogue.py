"""The dialogue: who says what, when and how, and how long it takes to say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from fourbeat.model.plan import Character
from fourbeat.writing.vocabulary import vocabulary

from ..room import Room
from .controls import Choice, Entry, Writing, said
from .rows import Row, RowsField
from .to_send import ToSend, texts_of

_WHOLE = 100


class LineRow(Row):
    """Be one spoken line."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.speaker, self.delivery, self.text = Choice(room), Entry(), Writing(room, 1, single=True)
        self.speaker.setEditable(True)
        self.speaker.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self._name = Entry(120)
        self.speaker.setLineEdit(self._name)
        for control, code in (
            (self.speaker, "brief-dock.speaker"),
            (self.delivery, "brief-dock.delivery"),
            (self.text, "brief-dock.line-words"),
        ):
            control.setAccessibleName(room.say(code))
            control.setToolTip(room.say(code))
        self._name.setPlaceholderText(room.say("brief-dock.speaker"))
        self.delivery.setPlaceholderText(room.say("brief-dock.delivery"))
        self.text.setPlaceholderText(room.say("brief-dock.line-words"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(room.theme.space("xs"))
        grid.addWidget(self.speaker, 0, 0)
        grid.addWidget(self.time, 0, 1)
        grid.addWidget(self.more, 0, 2)
        grid.addWidget(self.delivery, 1, 0, 1, 3)
        grid.addWidget(self.text, 2, 0, 1, 3)
        beside, words = QHBoxLayout(), QVBoxLayout()
        self.sent = ToSend(room, room.say("brief-dock.delivery"), beside, words, single=True)
        self.sent.written.connect(self.edited)
        beside.addLayout(words, 1)
        grid.addLayout(beside, 3, 0, 1, 3)
        self._said: dict[str, str] = {}
        self._language = ""
        self._tongues = QMenu(room.say("brief-dock.spoken-in"), self.more)
        self._tongues.aboutToShow.connect(self._offer_tongues)
        menu = self.more.menu()
        menu.insertMenu(menu.actions()[-1], self._tongues)
        grid.setColumnStretch(0, 1)
        self._offer()
        self._name.textEdited.connect(lambda _text: self.edited.emit())
        self.speaker.activated.connect(lambda _row: self.edited.emit())
        self.delivery.textEdited.connect(lambda _text: self.edited.emit())
        self.text.written.connect(self.edited)
        self.text.returned.connect(self.done)

    def value(self) -> dict[str, object] | None:
        """Give speaker, words, second and delivery; a line needs a speaker and words."""
        speaker, text = self.speaker.currentText().strip(), self.text.words()
        if not (speaker and text):
            return None
        sent = {tongue: {"text": words} for tongue, words in self._said.items()}
        for tongue, words in self.sent.texts.items():
            sent.setdefault(tongue, {})["delivery"] = words
        return {
            "speaker": speaker,
            "text": text,
            "at": self.time.at,
            "delivery": self.delivery.text().strip(),
            "language": self._language,
            "sent": sent,
        }

    def put(self, value: dict[str, object]) -> None:
        """Show a line."""
        self._offer()
        if str(value["speaker"]) != self.speaker.currentText().strip():
            self.speaker.setCurrentText(str(value["speaker"]))
        self.delivery.put(str(value["delivery"]))
        self.text.put(str(value["text"]))
        self.time.show_at(value["at"] if isinstance(value["at"], str) else None)
        self._language = str(value["language"])
        self._said = texts_of(value, "text")
        self.sent.put(texts_of(value, "delivery"))

    def follow(self, before: Row | None) -> None:
        """Let the same person go on, or the only one there is begin."""
        names = [self.speaker.itemText(row) for row in range(self.speaker.count())]
        spoke = before.speaker.currentText().strip() if isinstance(before, LineRow) else ""
        self.speaker.setCurrentText(spoke or (names[0] if len(names) == 1 else ""))

    def first(self) -> QWidget:
        """Write the words first, unless nobody speaks them yet."""
        return self.text if self.speaker.currentText().strip() else self.speaker

    def speak(self, language: str) -> None:
        """Ask for how it is said in a language."""
        self.sent.speak(language)

    def _offer_tongues(self) -> None:
        self._tongues.clear()
        known = vocabulary(self.room.studio.desk.wording.language).languages
        names = {"": self.room.say("brief-dock.film-language"), **known}
        for tongue in ("", *sorted(known, key=lambda one: known[one])):
            action = self._tongues.addAction(names[tongue])
            action.setCheckable(True)
            action.setChecked(tongue == self._language)
            action.triggered.connect(partial(self._speak_in, tongue))

    def _speak_in(self, tongue: str, _on: bool = False) -> None:
        self._language = tongue
        self.edited.emit()

    def _offer(self) -> None:
        names = [person.name for person in self.room.studio.plan.all(Character)]
        if names != [self.speaker.itemText(row) for row in range(self.speaker.count())]:
            now = self.speaker.currentText()
            self.speaker.clear()
            self.speaker.addItems(names)
            self.speaker.setCurrentText(now)


class LinesField(RowsField):
    """Hold the lines of a shot."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "field.lines", "brief-dock.add-line", lambda: LineRow(room))
        self.meter = QProgressBar()
        self.meter.setRange(0, _WHOLE)
        self.meter.setTextVisible(False)
        self.meter.setAccessibleName(room.say("brief-dock.spoken-name"))
        self.lines.insertWidget(1, self.meter)
        self.meter.hide()
        self.dress()

    def texts(self) -> Sequence[str]:
        """Give the words that are spoken."""
        return [str(value["text"]) for row in self.rows if (value := row.value())]

    def measure(self, spoken: Fraction, length: Fraction) -> None:
        """Show how much of the clip the words fill."""
        over = spoken > length
        code = "brief-dock.spoken-over" if over else "brief-dock.spoken"
        words = self.room.say(code, spoken=f"{float(spoken):.1f}", seconds=said(length))
        self.note.setText(words if spoken else "")
        self.note.tint("bad" if over else "text-soft")
        self.meter.setVisible(bool(spoken))
        self.meter.setValue(min(_WHOLE, int(_WHOLE * spoken / length)) if length else _WHOLE)
        self.meter.setAccessibleDescription(words)

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self.meter.setFixedHeight(self.room.theme.space("xs"))

    def part(self) -> str:
        """Name the line that the keyboard is in."""
        place = self.focused()
        return "" if place is None else f"line:{self.place(self.rows[place])}"
