"""The field for a connection's secret: what is typed is never shown, and never read back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import message
from fourbeat.studio.secrets import LONGEST, Place, variable

from ..check import Check
from ..errand import Errand
from ..labels import Label
from ..room import Room


class SecretField(QWidget):
    """Take a secret and hand it to the system, beside the window; `kept` follows."""

    kept = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._key = room, ""
        self._errand: Errand | None = None
        self._looking: Errand | None = None
        self.busy = False
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
        self.field.textChanged.connect(lambda _text: self.keep.setEnabled(self.typed and not self.busy))
        self.field.returnPressed.connect(lambda: self.keep_it())
        self.keep.clicked.connect(lambda _on=False: self.keep_it())

    @property
    def typed(self) -> bool:
        """Tell whether there is something to keep."""
        return bool(self.field.text().strip())

    def show_key(self, key: str) -> None:
        """Turn to another connection; nothing that was typed goes along."""
        self._key = key
        self.field.clear()
        self.in_file.hide()
        self.in_file.setChecked(False)
        self._look()

    def keep_it(self, then: Callable[[], None] = lambda: None) -> None:
        """Keep what was typed, beside the window: the keyring may wait for the person; go on once nothing is left."""
        if not self.typed:
            then()
            return
        if self.busy:
            return
        secrets = self._room.studio.connections.secrets
        secrets.ask_anew()
        verb = partial(secrets.keep, key=self._key, secret=self.field.text(), in_file=self.in_file.isChecked())
        self._wait("connections.secret-asked")
        errand = self._errand = Errand(lambda _tell: verb(), None, self)
        errand.opened.connect(lambda _place: self._kept(errand, then))
        errand.refused.connect(lambda error: self._refused(errand, error))
        errand.stopped.connect(lambda: self._over(errand))
        errand.start()

    def _kept(self, errand: Errand, then: Callable[[], None]) -> None:
        if self._over(errand):
            self.field.clear()
            self._look()
            self.kept.emit()
            then()

    def _refused(self, errand: Errand, error: FourbeatError) -> None:
        if self._over(errand):
            # Whoever cannot open the keyring may still allow a file.
            self.in_file.setVisible(True)
            self._look()
            self._room.refuse(error)

    def _over(self, errand: Errand) -> bool:
        """Let go of an errand; tell whether it was for what is shown."""
        if errand is not self._errand:
            return False
        self._errand = None
        self.busy = False
        self.field.setEnabled(True)
        self.keep.setEnabled(self.typed)
        return True

    def _wait(self, code: str) -> None:
        self.busy = True
        self.field.setEnabled(False)
        self.keep.setEnabled(False)
        self.place.setText(self._room.say(code))

    def _look(self) -> None:
        """Say where the secret is, once the system has said so."""
        secrets, key = self._room.studio.connections.secrets, self._key
        self.place.setText(self._room.say("connections.secret-looked-for"))
        errand = self._looking = Errand(lambda _tell: (secrets.has_ring(), secrets.place(key)), None, self)
        errand.opened.connect(lambda found: self._tell(errand, *found))
        errand.refused.connect(lambda error: self._fault(errand, error))
        errand.start()

    def _tell(self, errand: Errand, ring: bool, place: Place) -> None:
        if errand is not self._looking:
            return
        self._looking = None
        if not ring or place in (Place.LOCKED, Place.FILE):
            self.in_file.setVisible(True)
        facts = {"variable": variable(self._key)} if place is Place.VARIABLE else {}
        if not self.busy:
            where = message(f"secret.place.{place.value}", **facts)
            self.place.setText(self._room.say("connections.secret-is", place=where))

    def _fault(self, errand: Errand, error: FourbeatError) -> None:
        if errand is self._looking:
            self._looking = None
            self.place.setText(self._room.words(error.message))
