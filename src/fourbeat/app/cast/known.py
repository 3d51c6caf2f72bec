"""Which servers know one of the cast by name, with a way to show them to another, or to name them no longer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QWidget

from fourbeat.model.enrolment import Enrolment
from fourbeat.model.errors import Storage
from fourbeat.model.plan import Character

from ..brief.field import Field
from ..emptying import empty
from ..labels import Label
from ..room import Room


class Known(Field):
    """List the servers that know a character; nothing where none does and none could."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "enrol-dock.title")
        self._one: Character | None = None
        self._shown: list[Enrolment] = []
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self.lines.addWidget(self._box)
        self.add = QPushButton(room.say("act.show-server"))
        self.add.setProperty("flat", True)
        room.icons.dress(self.add, "person", "text-soft")
        self.add.clicked.connect(lambda _on=False: room.actions["show-server"].trigger())
        self.setFocusProxy(self.add)
        self.lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_character(self, one: Character | None) -> None:
        """Show who knows a character."""
        self._one = one
        enrolments = self.room.studio.enrolments
        try:
            shown = [each for each in enrolments.known() if one is not None and each.character == one.id]
        except Storage:
            # The project is closing, or gone: whoever looks after it says so.
            return
        able = one is not None and bool(enrolments.places())
        self.setVisible(bool(shown) or able)
        self.add.setVisible(able)
        if shown != self._shown:
            self._shown = shown
            self._build()

    def value(self) -> object:
        """Give who knows them."""
        return tuple(self._shown)

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._build()

    def _build(self) -> None:
        room = self.room
        empty(self._grid)
        for place, one in enumerate(self._shown):
            connection = room.studio.connections.get(one.provider)
            called = connection.name if connection else one.provider
            told = Label(room.look, room.say("enrol-dock.known", connection=called, name=one.name, day=one.at[:10]))
            told.setWordWrap(True)
            forget = QToolButton()
            forget.setProperty("flat", True)
            room.name(forget, "enrol-dock.forget-one", connection=called)
            room.icons.dress(forget, "close", "text-soft")
            forget.clicked.connect(partial(self._forget, one))
            forget.setEnabled(not room.studio.store.read_only)
            self._grid.addWidget(told, place, 0)
            self._grid.addWidget(forget, place, 1)
        self._box.setVisible(bool(self._shown))

    def _forget(self, known: Enrolment, _on: bool = False) -> None:
        one, room = self._one, self.room
        if one is None:
            return
        forget = partial(room.studio.enrolments.forget, provider=known.provider, character=one)
        if room.attempt(forget) is not None:
            room.bridge.flush()
            room.stage.announce(room.say("enrol.forgotten", character=one.name, provider=known.provider))
