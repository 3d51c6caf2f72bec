"""The sheet that sets one field of many shots."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from fourbeat.model.plan import Shot, ShotStatus

from ..brief.choices import CAMERA
from ..brief.field import Field
from ..brief.words import CheckField, ChoiceField, FigureField, LineField, TextField
from ..chooser import Chooser
from ..room import Room
from .asking import Asking
from .moves import chosen

_LINES = {"title": "field.title", "lens": "field.lens", "palette": "field.palette", "cast": "field.cast"}
_TEXTS = {
    "scene": "field.scene",
    "light": "field.light",
    "mood": "field.mood",
    "sound": "field.sound",
    "note": "field.note",
}
_FIGURES = {"seconds": "field.seconds", "seed": "field.seed"}
_SEVERAL = ("palette", "cast")
_STATUSES = {
    None: "list.by-facts",
    ShotStatus.RETAKE: "shown.retake",
    ShotStatus.APPROVED: "shown.approved",
    ShotStatus.OMITTED: "shown.omitted",
}
ORDER = (
    "light",
    "mood",
    "framing",
    "angle",
    "move",
    "depth",
    "lens",
    "sound",
    "scene",
    "title",
    "seconds",
    "palette",
    "cast",
    "short",
    "provider",
    "seed",
    "note",
    "status",
)


class SetSheet(Asking):
    """Ask which field, and what it becomes."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "set.title", "set.go")
        self._shots = chosen(room)
        self.lead.setText(room.say("set.lead", n=len(self._shots)))
        self.lead.show()
        self.which = Chooser(room.look, room.icons, room.say("set.field"))
        self.fields: dict[str, Field] = {name: self._made(name) for name in ORDER}
        self.pages = QStackedWidget()
        for name, field in self.fields.items():
            self.which.addItem(field.label.text() or room.say("field.short"), name)
            self.pages.addWidget(field)
        self.which.currentIndexChanged.connect(self.pages.setCurrentIndex)
        self.lines.addWidget(self.which)
        self.lines.addWidget(self.pages, 1)

    def done_asking(self) -> None:
        """Set the field on every shot."""
        name = self.which.currentData()
        value = self.fields[name].value()
        if name in _SEVERAL:
            parts = [part.strip() for part in str(value).replace("、", ",").split(",")]
            value = [part for part in parts if part]
        elif name == "seconds":
            value = value or ""
        elif name == "seed":
            value = int(str(value)) if str(value or "").isdecimal() else value
        plan = self.room.studio.plan
        shots = [shot for one in self._shots if (shot := plan.find(Shot, one.id)) is not None]
        write = partial(self.room.studio.fields.set, shots=shots, fields={name: value})
        if (changes := self.room.carry_out(write)) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("shots.edited", n=len(changes.shots)))

    def _made(self, name: str) -> Field:
        room = self.room
        if name in _LINES:
            return LineField(room, _LINES[name], "set.several" if name in _SEVERAL else "")
        if name in _TEXTS:
            return TextField(room, _TEXTS[name])
        if name in _FIGURES:
            return FigureField(room, _FIGURES[name])
        if name == "short":
            return CheckField(room, "field.short")
        if name == "status":
            return ChoiceField(room, "filter.field.status", [(one, room.say(code)) for one, code in _STATUSES.items()])
        if name == "provider":
            known = [(None, room.say("set.as-film")), *((one, one) for one in sorted(room.studio.generators))]
            return ChoiceField(room, "field.provider", known)
        word, kinds = CAMERA[name]
        unsaid: list[tuple[object, str]] = [(None, room.say("brief-dock.unsaid"))]
        return ChoiceField(room, word, [*unsaid, *((kind, room.say(code)) for kind, code in kinds.items())])


def set_fields(room: Room) -> None:
    """Open the sheet for the selected shots."""
    sheet = SetSheet(room)
    sheet.present()
    sheet.which.setFocus()
