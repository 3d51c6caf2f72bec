"""One connection: how it is called, where it leads, its secret, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.provider import Capabilities
from fourbeat.studio.connection_file import in_the_open

from ..chooser import Chooser
from ..errand import Errand
from ..flow import Flow
from ..labels import Label
from ..room import Room
from .answer import AnswerBox
from .models import ModelsSheet
from .more import More
from .pool_field import PoolField
from .secret import SecretField
from .trial import TrialBox

_ENTRIES = {
    Entry.NONE: "connections.entry-none",
    Entry.BEARER: "connections.entry-bearer",
    Entry.HEADER: "connections.entry-header",
}


_AT_ONCE = (1, 2, 3, 4, 6, 8, 12, 16, 32, 64)


class Editor(QWidget):
    """Show one connection and change it; `changed` follows what was kept."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.connection: Connection | None = None
        self.busy = False
        say = room.say
        self.head = Label(room.look, "", "heading", bold=True)
        self.head.setWordWrap(True)
        self.name, self.url, self.header = QLineEdit(), QLineEdit(), QLineEdit()
        self.pool = PoolField(room)
        self.entry = Chooser(room.look, room.icons, say("connections.entry"))
        for kind, code in _ENTRIES.items():
            self.entry.addItem(say(code), kind.value)
        self.secret = SecretField(room)
        self.at_once = Chooser(room.look, room.icons, say("connections.width"))
        for number in _AT_ONCE:
            self.at_once.addItem(str(number), number)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._rows: dict[str, QWidget] = {
            "connections.name": self.name,
            "connections.url": self.url,
            "connections.entry": self.entry,
            "connections.header": self.header,
            "connections.secret": self.secret,
            "connections.width": self.at_once,
            "connections.pool": self.pool,
        }
        for code, widget in self._rows.items():
            label = QLabel(say(code))
            label.setBuddy(widget)
            if not isinstance(widget, Chooser):
                widget.setAccessibleName(say(code))
            self.form.addRow(label, widget)
        self.open = Label(room.look, "", "caption", tone="warn")
        self.open.setWordWrap(True)
        self.more = More(room)
        self.keep, self.test = QPushButton(say("connections.keep")), QPushButton(say("connections.test"))
        self.models = QPushButton(say("connections.models"))
        self.workflows = QPushButton(say("act.workflows"))
        for button in (self.keep, self.test, self.models, self.workflows):
            button.setAutoDefault(False)
        self.test.setProperty("primary", True)
        deeds = QWidget()
        self._deeds = Flow(deeds, room, line=True)
        for button in (self.test, self.keep, self.models, self.workflows):
            self._deeds.addWidget(button)
        self.answer, self.trial = AnswerBox(room), TrialBox(room)
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(self.head)
        self._lines.addLayout(self.form)
        self._lines.addWidget(self.open)
        self._lines.addWidget(self.more)
        self._lines.addWidget(deeds)
        self._lines.addWidget(self.answer)
        self._lines.addWidget(self.trial)
        self._lines.addStretch(1)
        for line in (self.name, self.url, self.header):
            line.textEdited.connect(self._edited)
        self.pool.edited.connect(self._edited)
        self.entry.activated.connect(self._edited)
        self.at_once.activated.connect(self._edited)
        self.more.edited.connect(self._edited)
        self.models.clicked.connect(self._show_models)
        self.workflows.clicked.connect(self._show_workflows)
        self.keep.clicked.connect(lambda _on=False: self.keep_it())
        self.test.clicked.connect(self.ask)
        self.answer.answered.connect(self._answered)
        self.answer.ended.connect(lambda: self.test.setEnabled(True))
        room.look.changed.connect(self._dress)
        self._dress()

    def show_connection(self, connection: Connection) -> None:
        """Turn to a connection."""
        again = self.connection is not None and self.connection.key == connection.key
        self.connection = connection
        self.head.setText(self._room.say("connections.head", name=connection.name, key=connection.key))
        self.name.setText(connection.name)
        self.url.setText(connection.url)
        self.entry.setCurrentIndex(self.entry.findData(connection.entry.value))
        self.header.setText(connection.header)
        self.pool.show_connection(connection)
        if self.at_once.findData(connection.width) < 0:
            self.at_once.addItem(str(connection.width), connection.width)
        self.at_once.setCurrentIndex(self.at_once.findData(connection.width))
        self.more.show_connection(connection)
        if not again:
            self.trial.hide()
            self.answer.clear()
            self.test.setEnabled(True)
            if connection.entry is not Entry.NONE:
                self.secret.show_key(connection.key)
            if connection.protocol is WireProtocol.HANDWORK:
                self.trial.offer(connection.key, by_hand=True)
            elif (known := self._room.studio.connections.learned(connection.key)) is not None:
                self.answer.tell(connection.name, known, known.learned_at)
        self.open.setText(self._room.say("provider.in-the-open", name=connection.name))
        self.open.setVisible(in_the_open(connection))
        self._fit()

    def keep_it(self, then: Callable[[], None] = lambda: None) -> None:
        """Keep what was changed, the secret too, and go on once all of it is kept; beside the window where one waits.

        Whoever leads a connection elsewhere has its secret forgotten, and the keyring may ask for a password.
        """
        if self.connection is None:
            then()
            return
        if self.busy:
            return
        was = self.connection
        fields = {name: value for name, value in self._fields().items() if getattr(was, name) != value}
        if not fields:
            self._keep_secret(then)
            return
        verb = partial(self._room.studio.connections.change, key=was.key, fields=fields)
        if "url" not in fields:
            if (made := self._room.carry_out(verb)) is not None:
                self._changed(was, made, then)
            return
        self.busy = True
        self.keep.setEnabled(False)
        errand = Errand(lambda _tell: verb(), None, self)
        for ended in (errand.opened, errand.refused, errand.stopped):
            ended.connect(self._over)
        errand.opened.connect(lambda made: self._changed(was, made, then))
        errand.refused.connect(self._room.refuse)
        errand.start()

    def ask(self) -> None:
        """Ask the server what it can do, beside the window."""
        self.keep_it(self._ask)

    def _ask(self) -> None:
        if self.connection is None:
            return
        self.trial.hide()
        self.test.setEnabled(False)
        connections, key = self._room.studio.connections, self.connection.key
        self.answer.ask(self.connection.name, lambda: connections.learn(key))

    def _changed(self, was: Connection, made: Connection, then: Callable[[], None]) -> None:
        if self.connection is None or self.connection.key != made.key:
            # Another one is shown by now; what was typed there has nothing to do with this.
            self.changed.emit()
            return
        self.show_connection(made)
        if made.entry is not Entry.NONE and (
            was.entry is Entry.NONE or (made.url != was.url and not self.secret.typed)
        ):
            self.secret.show_key(made.key)
        self.changed.emit()
        self._keep_secret(then)

    def _keep_secret(self, then: Callable[[], None]) -> None:
        if self.secret.isHidden():
            then()
        else:
            self.secret.keep_it(then)
        self._edited()

    def _over(self) -> None:
        self.busy = False
        self._edited()

    def _show_models(self) -> None:
        self.keep_it(self._open_models)

    def _open_models(self) -> None:
        if self.connection is not None:
            ModelsSheet(self._room, self.connection).present()

    def _show_workflows(self) -> None:
        self.keep_it(self._room.actions["workflows"].trigger)

    def _answered(self, _able: Capabilities) -> None:
        if self.connection is not None:
            self.trial.offer(self.connection.key)
            self.changed.emit()

    def _fields(self) -> Mapping[str, object]:
        entry = Entry(self.entry.currentData())
        return {
            "name": self.name.text().strip(),
            "url": self.url.text().strip(),
            "entry": entry,
            "header": self.header.text().strip() if entry is Entry.HEADER else "",
            **self.pool.fields(),
            "width": self.at_once.currentData(),
            **self.more.fields(),
        }

    def _edited(self) -> None:
        if self.connection is not None:
            now = self._fields()
            self.keep.setEnabled(any(getattr(self.connection, name) != value for name, value in now.items()))
            self._fit()

    def _fit(self) -> None:
        """Show only what this kind of connection has."""
        if self.connection is None:
            return
        server = self.connection.protocol is not WireProtocol.HANDWORK
        entry = Entry(self.entry.currentData())
        shown = {
            "connections.url": server,
            "connections.entry": server,
            "connections.header": server and entry is Entry.HEADER,
            "connections.secret": server and self.connection.entry is not Entry.NONE,
            "connections.width": server,
            "connections.pool": server,
        }
        for code, visible in shown.items():
            self.form.setRowVisible(self._rows[code], visible)
        self.test.setVisible(server)
        self.models.setVisible(server)
        self.workflows.setVisible(self.connection.protocol is WireProtocol.COMFYUI)
        self.more.setVisible(server)
        now = self._fields()
        self.keep.setEnabled(any(getattr(self.connection, name) != value for name, value in now.items()))

    def _dress(self) -> None:
        theme = self._room.theme
        # Where there is a bar to scroll with, fields keep off it.
        self._lines.setContentsMargins(0, 0, theme.space("s"), 0)
        self._lines.setSpacing(theme.space("m"))
        self.form.setHorizontalSpacing(theme.space("m"))
        self.form.setVerticalSpacing(theme.space("s"))
