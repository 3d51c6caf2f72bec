"""Several shots at once: only what they can sensibly have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.plan import BriefText

from ..labels import Label
from ..room import Room
from .choices import CAMERA
from .field import Columns, Field
from .form import camera_field
from .words import ChoiceField, TextField

WORDS = {"light": "field.light", "mood": "field.mood"}


class Several(QWidget):
    """Hold the fields that are written for all the selected shots together."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.title = Label(room.look, "", "heading", bold=True)
        self.lead = Label(room.look, room.say("brief-dock.several"), "caption", tone="text-soft")
        self.lead.setWordWrap(True)
        self.fields: dict[str, Field] = {name: camera_field(room, name) for name in CAMERA}
        self.fields |= {name: TextField(room, word) for name, word in WORDS.items()}
        camera = Columns(room, tuple(self.fields[name] for name in CAMERA), least=5)
        self._lines = QVBoxLayout(self)
        for widget in (self.title, self.lead, camera, *(self.fields[name] for name in WORDS)):
            self._lines.addWidget(widget)
        self._lines.addStretch(1)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_briefs(self, briefs: Sequence[BriefText], pending: Collection[str] = ()) -> None:
        """Show what the briefs have in common, and where they differ; fields that are being written are left."""
        self.title.setText(self._room.say("count.shots", n=len(briefs)))
        mixed = self._room.say("brief-dock.mixed")
        for name, field in self.fields.items():
            if name in pending:
                continue
            values = {getattr(brief, name) for brief in briefs}
            same = len(values) == 1
            if isinstance(field, ChoiceField) and not same:
                field.choice.setCurrentIndex(-1)
                field.choice.setPlaceholderText(mixed)
            elif isinstance(field, TextField):
                field.writing.setPlaceholderText("" if same else mixed)
                field.show_value(values.pop() if same else "")
            else:
                field.show_value(values.pop())

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("s"), side, side)
        self._lines.setSpacing(theme.space("m"))
