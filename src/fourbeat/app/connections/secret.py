"""The field for a connection's secret: what is typed is never shown, and never read back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.message import message
from fourbeat.studio.secrets import LONGEST, Place, variable

from ..check import Check
from ..labels import Label
from ..room import Room


class SecretField(QWidget):
    """Take a secret and hand it to the system; `kept` follows."""

    kept = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._key = room, ""
        say = room.say
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(say("connections.paste"))
        self.field.setAccessibleName(say("connections.secret"))
        self.keep = QPushButton(say("connections.keep-secret"))
        self.keep.setAutoDefault(False)
        self.keep.setEnabled(False)
        self.in_file = Check(room, say("connections.in-file"))
        self.place = Label(room.look, "", "caption", tone="text-soft")
        self.place.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.keep)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(line)
        lines.addWidget(self.in_file)
        lines.addWidget(self.place)
        self.field.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self.keep_it)
        self.keep.clicked.connect(self.keep_it)

    def show_key(self, key: str) -> None:
        """Turn to another connection; nothing that was typed goes along."""
        self._key = key
        self.field.clear()
        secrets = self._room.studio.connections.secrets
        ring = bool(self._room.carry_out(secrets.has_ring))
        self.in_file.setVisible(not ring)
        self.in_file.setChecked(False)
        self._tell()

    def keep_it(self) -> bool:
        """Keep what was typed; tell whether nothing is left to keep."""
        typed = self.field.text()
        if not typed.strip():
            return True
        secrets = self._room.studio.connections.secrets
        verb = partial(secrets.keep, key=self._key, secret=typed, in_file=self.in_file.isChecked())
        if self._room.carry_out(verb) is None:
            return False
        self.field.clear()
        self._tell()
        self.kept.emit()
        return True

    def _tell(self) -> None:
        found = self._room.attempt(partial(self._room.studio.connections.secrets.place, self._key))
        place = found if found is not None else Place.NOWHERE
        facts = {"variable": variable(self._key)} if place is Place.VARIABLE else {}
        where = message(f"secret.place.{place.value}", **facts)
        self.place.setText(self._room.say("connections.secret-is", place=where))
