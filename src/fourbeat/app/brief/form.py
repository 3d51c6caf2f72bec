"""The fields of one shot's brief, in the order of the prompt."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fourbeat.studio.briefs import LONG_FIELDS

from ..labels import Label
from ..references.pictures import Pictures
from ..room import Room
from .beats import BeatsField
from .choices import CAMERA
from .dialogue import LinesField
from .draft import NOTE
from .field import Columns, Field
from .fold import Fold
from .making import Making
from .palette_row import PaletteField
from .seen import PropsField, SeenField
from .sent import SentField
from .wearing import WearingField
from .words import CheckField, ChoiceField, FigureField, LineField, TextField

PARTS = {"framing": "camera-shot", "angle": "camera-shot", "move": "camera-shot", "wearing": "cast", "props": "prop"}
"""The parts of the prompt that several fields write together."""


class Form(QWidget):
    """Hold the fields by what a brief's file calls them."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.beats, self.dialogue, self.making = BeatsField(room), LinesField(room), Making(room)
        self.wearing, self.pictures = WearingField(room), Pictures(room)
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
            "wearing": self.wearing,
            "props": PropsField(room),
            **{name: TextField(room, f"field.{name}", least=1) for name in LONG_FIELDS},
            "short": CheckField(room, "field.short", "brief-dock.short-hint"),
            NOTE: TextField(room, "field.note", "brief-dock.note-hint"),
        }
        words = {name: field.beside() for name, field in self.fields.items() if isinstance(field, TextField)}
        words.pop(NOTE)
        words["palette"] = self.fields["palette"].beside()
        self._beside = words
        self.fields["sent"] = SentField(room, words)
        # It is never shown; without a parent it would outlive the window, and hold all of it.
        self.fields["sent"].setParent(self)
        self._lines = QVBoxLayout(self)
        self._rules: list[QFrame] = []
        one = self.fields
        self._add(Columns(room, (one["title"], one["seconds"]), least=2, shares=(3, 1)))
        self._add(one["scene"])
        self._add(one["cast"])
        self._add(self.wearing)
        one["cast"].edited.connect(self._see)
        self._add(Columns(room, (one["framing"], one["angle"], one["move"], one["depth"]), least=5))
        self._add(one["lens"])
        self._add(one["light"])
        self._add(one["palette"])
        self._add(Columns(room, (one["mood"], one["sound"]), least=4))
        self._add(one["beats"])
        self._add(one["lines"])
        details = ("look", "filters", "grade", "atmosphere", "blocking", "dressing", "camera", "finish")
        self.details = Fold(
            room,
            "brief-dock.details",
            (
                Columns(room, (one["look"], one["filters"]), least=6),
                Columns(room, (one["grade"], one["atmosphere"]), least=6),
                one["blocking"],
                one["props"],
                one["dressing"],
                Columns(room, (one["camera"], one["finish"]), least=6),
            ),
            (one["props"], *(one[name] for name in details)),
        )
        self._add(self.details)
        self._add(self.pictures)
        self._rule("brief-dock.making")
        self._add(self.making.columns)
        self._add(self.making.missing)
        self._rule("brief-dock.for-us")
        self._add(one["short"])
        self._add(one[NOTE])
        self._lines.addStretch(1)
        room.look.changed.connect(self._dress)
        self._dress()

    def enable(self, *, on: bool) -> None:
        """Let the fields be written, or only read."""
        self.setEnabled(on)

    def speak(self, language: str) -> None:
        """Ask for text to send in a language beside every field of words; "" for none."""
        for one in self._beside.values():
            one.speak(language)
        self.beats.speak(language)
        self.dialogue.speak(language)

    def shown(self) -> None:
        """Follow what the fields now say."""
        self._see()
        self.details.count()

    def _see(self) -> None:
        names = self.fields["cast"].value()
        self.wearing.seen(names if isinstance(names, tuple) else ())

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
