"""The beats: on the clip's ruler, and beneath it as rows of time and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fourbeat.model.time import Rate

from ..room import Room
from .controls import Writing
from .rows import Row, RowsField
from .ruler import Ruler
from .to_send import ToSend, texts_of


class BeatRow(Row):
    """Be one beat."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.text = Writing(room, 1, single=True)
        self.text.setPlaceholderText(room.say("brief-dock.beat-words"))
        self.text.setAccessibleName(room.say("brief-dock.beat-words"))
        line, words = QHBoxLayout(self), QVBoxLayout()
        for layout in (line, words):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(room.theme.space("xs"))
        line.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        words.addWidget(self.text)
        self.sent = ToSend(room, room.say("brief-dock.beat-words"), line, words, single=True)
        self.sent.written.connect(self.edited)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.text.written.connect(self.edited)
        self.text.returned.connect(self.done)

    def value(self) -> dict[str, object] | None:
        """Give the words and the second."""
        text = self.text.words()
        sent = {language: {"text": words} for language, words in self.sent.texts.items()}
        return {"text": text, "at": self.time.at, "sent": sent} if text else None

    def put(self, value: dict[str, object]) -> None:
        """Show a beat."""
        self.text.put(str(value["text"]))
        self.time.show_at(value["at"] if isinstance(value["at"], str) else None)
        self.sent.put(texts_of(value, "text"))

    def speak(self, language: str) -> None:
        """Ask for text to send in a language."""
        self.sent.speak(language)

    def first(self) -> QWidget:
        """Write the words first."""
        return self.text


class BeatsField(RowsField):
    """Hold the beats of a shot."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "field.beats", "brief-dock.add-beat", lambda: BeatRow(room))
        self.ruler = Ruler(room)
        self.lines.insertWidget(1, self.ruler)
        self.setFocusProxy(self.ruler)
        self._rate = Rate(24)
        self.ruler.moved.connect(self._moved)
        self.ruler.opened.connect(lambda place: self._kept()[place].first().setFocus())
        self.ruler.removed.connect(self._removed)

    def lay_out(self, rate: Rate, frames: int, starts: Sequence[int], seconds: str) -> None:
        """Show the beats on a clip; `starts` are the frames of those that are kept."""
        self._rate = rate
        texts = [str(value["text"]) for row in self.rows if (value := row.value())]
        if len(texts) == len(starts):
            self.ruler.show_beats(rate, frames, starts, texts)
        self.note.setText(self.room.say("board.seconds", seconds=seconds))

    def part(self) -> str:
        """Name the beat that the keyboard is in."""
        place = self.focused()
        if place is None:
            return f"beat:{self.ruler.now}"
        number = self.place(self.rows[place])
        self.ruler.choose(number)
        return f"beat:{number}"

    def _kept(self) -> list[Row]:
        return [row for row in self.rows if row.value() is not None]

    def _moved(self, place: int, frame: int) -> None:
        row = self._kept()[place]
        row.time.show_at(self._rate.written(frame))
        self._written()

    def _removed(self, place: int) -> None:
        row = self._kept()[place]
        self.rows.remove(row)
        self._drop(row)
        self._written()
