"""What one seldom changes about a connection: how it is spoken to, what it may be asked for, and how long to wait."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.options import OPTIONS, PROFILES, Option

from ..chooser import Chooser
from ..room import Room

_PATIENCE = (60, 300, 600, 1800, 3600, 7200, 21600, 86400)
_MINUTE, _HOUR = 60, 3600
_PROFILES = {
    "strict": "connections.profile-strict",
    "vllm-omni": "connections.profile-vllm",
    "sglang": "connections.profile-sglang",
    "litellm": "connections.profile-litellm",
    "gateway": "connections.profile-gateway",
}
_OPTIONS = {
    "body": "connections.option-body",
    "model": "connections.option-model",
    "reference": "connections.option-reference",
    "sound": "connections.option-sound",
    "native": "connections.option-native",
}
_VALUES = {
    ("body", "form"): "connections.value-form",
    ("body", "json"): "connections.value-json",
    ("model", "on"): "connections.value-named",
    ("model", "off"): "connections.value-unnamed",
    ("reference", "file"): "connections.value-file",
    ("reference", "object"): "connections.value-object",
    ("reference", "text"): "connections.value-text",
    ("reference", "address"): "connections.value-address",
    ("reference", "not"): "connections.value-not",
    ("sound", "on"): "connections.value-sound",
    ("sound", "off"): "connections.value-silent",
    ("native", "remix"): "provider.verb-remix",
    ("native", "edit"): "provider.verb-edit",
    ("native", "extend"): "provider.verb-extend",
}


class More(QWidget):
    """Hold the fields behind a head that opens them; `edited` follows every change."""

    edited = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.head = QToolButton()
        self.head.setText(room.say("connections.more"))
        self.head.setCheckable(True)
        self.head.setProperty("flat", True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.head)
        self._begin()
        self.profile: Chooser | None = None
        self.deadline: Chooser | None = None
        self.options: dict[str, Chooser | dict[str, QCheckBox]] = {}
        self._shown: list[Option] = []
        self.head.toggled.connect(self._open)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_connection(self, connection: Connection) -> None:
        """Show what is set of a connection."""
        say = self._room.say
        self._lines.removeWidget(self.inner)
        self.inner.hide()
        self.inner.deleteLater()
        self._begin()
        self.profile, self.deadline, self.options = None, None, {}
        self._shown = list(OPTIONS[connection.protocol])
        if names := PROFILES.get(connection.protocol):
            self.profile = self._chooser("connections.profile")
            self.profile.addItem(say("connections.profile-asked"), "")
            for name in names:
                self.profile.addItem(say(_PROFILES[name]), name)
            self.profile.setCurrentIndex(self.profile.findData(connection.profile))
            self._row("connections.profile", self.profile)
        for one in self._shown:
            self._option(one, connection)
        if connection.protocol is not WireProtocol.HANDWORK:
            self.deadline = self._chooser("connections.deadline")
            for seconds in sorted({*_PATIENCE, connection.deadline}):
                self.deadline.addItem(self._length(seconds), seconds)
            self.deadline.setCurrentIndex(self.deadline.findData(connection.deadline))
            self._row("connections.deadline", self.deadline)
        self._dress()

    def fields(self) -> Mapping[str, object]:
        """Give what is set, by the connection's names for it."""
        found: dict[str, object] = {"options": self._chosen()}
        if self.profile is not None:
            found["profile"] = self.profile.currentData()
        if self.deadline is not None:
            found["deadline"] = self.deadline.currentData()
        return found

    def _begin(self) -> None:
        self.inner = QWidget()
        self._form = QFormLayout(self.inner)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.inner.setVisible(self.head.isChecked())
        self._lines.addWidget(self.inner)

    def _chosen(self) -> dict[str, object]:
        chosen: dict[str, object] = {}
        for one in self._shown:
            field = self.options[one.name]
            if isinstance(field, Chooser):
                text = str(field.currentData())
            else:
                text = ",".join(value for value, box in field.items() if box.isChecked())
            if (value := one.read(text)) is not None:
                chosen[one.name] = value
        return chosen

    def _option(self, one: Option, connection: Connection) -> None:
        say, code, now = self._room.say, _OPTIONS[one.name], one.written(connection.options.get(one.name))
        if one.several:
            boxes = {value: QCheckBox(say(_VALUES[one.name, value])) for value in one.values}
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            for value, box in boxes.items():
                box.setChecked(value in now.split(","))
                box.toggled.connect(self.edited)
                line.addWidget(box)
            line.addStretch(1)
            self.options[one.name] = boxes
            self._row(code, row)
            return
        field = self._chooser(code)
        field.addItem(say("connections.value-asked"), "")
        for value in one.values:
            field.addItem(say(_VALUES[one.name, value]), value)
        field.setCurrentIndex(max(0, field.findData(now)))
        self.options[one.name] = field
        self._row(code, field)

    def _chooser(self, code: str) -> Chooser:
        made = Chooser(self._room.look, self._room.icons, self._room.say(code))
        made.activated.connect(lambda _index: self.edited.emit())
        return made

    def _row(self, code: str, field: QWidget) -> None:
        label = QLabel(self._room.say(code))
        label.setBuddy(field)
        label.setWordWrap(True)
        self._form.addRow(label, field)

    def _length(self, seconds: int) -> str:
        say = self._room.say
        if seconds % _HOUR == 0:
            return say("connections.hours", n=seconds // _HOUR)
        if seconds % _MINUTE == 0:
            return say("connections.minutes", n=seconds // _MINUTE)
        return say("connections.seconds", n=seconds)

    def _open(self, on: bool) -> None:
        self.inner.setVisible(on)
        self._dress()

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.size("icon")
        self.head.setIcon(self._room.icons.icon("down" if self.head.isChecked() else "right", "text-soft"))
        self.head.setIconSize(QSize(side, side))
        self.head.setFont(theme.font("caption", bold=True))
        self._form.setHorizontalSpacing(theme.space("m"))
        self._form.setVerticalSpacing(theme.space("s"))
