"""The fields of one shot's brief, in the order of the prompt."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ..labels import Label
from ..room import Room
from .beats import BeatsField
from .choices import CAMERA
from .dialogue import LinesField
from .draft import NOTE
from .field import Columns, Field
from .making import Making
from .palette_row import PaletteField
from .seen import SeenField
from .words import CheckField, ChoiceField, FigureField, LineField, TextField

PARTS = {"framing": "camera", "angle": "camera", "move": "camera"}
"""The parts of the prompt that several fields write together."""


class Form(QWidget):
    """Hold the fields by what a brief's file calls them."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.beats, self.dialogue, self.making = BeatsField(room), LinesField(room), Making(room)
        self.fields: dict[str, Field] = {
            "title": LineField(room, "field.title", "brief-dock.title-hint"),
            "seconds": FigureField(room, "field.seconds"),
            "scene": TextField(room, "field.scene", "brief-dock.scene-hint", least=3, counted=True),
            **{name: camera_field(room, name) for name in CAMERA},
            "lens": TextField(room, "field.lens", least=1),
            "light": TextField(room, "field.light"),
            "palette": PaletteField(room),
            "mood": TextField(room, "field.mood", least=1),
            "sound": TextField(room, "field.sound", least=1),
            "cast": SeenField(room),
            "beats": self.beats,
            "lines": self.dialogue,
            **self.making.fields(),
            "short": CheckField(room, "field.short"),
            NOTE: TextField(room, "field.note", "brief-dock.note-hint"),
        }
        self._lines = QVBoxLayout(self)
        self._rules: list[QFrame] = []
        one = self.fields
        self._add(Columns(room, (one["title"], one["seconds"]), least=2, shares=(3, 1)))
        self._add(one["scene"])
        self._add(one["cast"])
        self._add(Columns(room, (one["framing"], one["angle"], one["move"], one["depth"]), least=5))
        self._add(one["lens"])
        self._add(one["light"])
        self._add(one["palette"])
        self._add(Columns(room, (one["mood"], one["sound"]), least=4))
        self._add(one["beats"])
        self._add(one["lines"])
        self._rule("brief-dock.making")
        self._add(self.making.columns)
        self._rule("brief-dock.for-us")
        self._add(one["short"])
        self._add(one[NOTE])
        self._lines.addStretch(1)
        room.look.changed.connect(self._dress)
        self._dress()

    def enable(self, *, on: bool) -> None:
        """Let the fields be written, or only read."""
        self.setEnabled(on)

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)

    def _rule(self, word: str) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        self._rules.append(line)
        head = Label(self._room.look, self._room.say(word), "caption", bold=True)
        head.setWordWrap(True)
        self._add(line)
        self._add(head)

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        for line in self._rules:
            palette = line.palette()
            palette.setColor(QPalette.ColorRole.WindowText, theme.colour("line"))
            line.setPalette(palette)
        self._lines.setContentsMargins(side, theme.space("s"), side, side)
        self._lines.setSpacing(theme.space("m"))


def camera_field(room: Room, name: str) -> ChoiceField:
    """Make the field of one of the camera's choices."""
    label, words = CAMERA[name]
    none = room.say("brief-dock.unsaid")
    return ChoiceField(room, label, [(None, none), *((one, room.say(code)) for one, code in words.items())])
