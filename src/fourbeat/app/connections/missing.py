"""A film that asks for a generator nobody connected here: said where people meet it, with both ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.studio.unknown import shots_of, unknown_generators

from ..board.moves import writable
from ..flow import Flow
from ..labels import Label
from ..retarget.deeds import show_retarget
from ..room import Room

_REST = 200
"""Milliseconds after a change until the film is looked over again."""


class Missing(QWidget):
    """Name what is missing; `calm` leaves the way out to a note beneath a field, without an icon."""

    def __init__(self, room: Room, *, calm: bool = False) -> None:
        super().__init__()
        self._room, self._calm = room, calm
        self.keys: tuple[str, ...] = ()
        self._hushed: tuple[str, ...] = ()
        self._icon = QLabel()
        self._icon.setVisible(not calm)
        self.words = Label(room.look, "", "caption" if calm else "body", tone="warn" if calm else "text")
        self.words.setWordWrap(True)
        buttons = QWidget()
        flow = Flow(buttons, room, line=True)
        self.connect_, self.move_ = QPushButton(room.say("missing.connect")), QPushButton(room.say("missing.move"))
        self.later = QPushButton(room.say("missing.later"))
        for button in (self.connect_, self.move_, self.later):
            button.setAutoDefault(True)
            flow.addWidget(button)
        self.later.setVisible(not calm)
        lines = QVBoxLayout()
        lines.addWidget(self.words)
        lines.addWidget(buttons)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(lines, 1)
        self.connect_.clicked.connect(self._connect)
        self.move_.clicked.connect(lambda _on=False: show_retarget(room, self.keys[0] if self.keys else ""))
        self.later.clicked.connect(self._hush)
        room.look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Tell of generators that are missing; nothing where none is."""
        room, self.keys = self._room, keys
        if keys:
            self.words.setText(room.say("missing.shot", keys=keys) if self._calm else self._film(keys))
            for button, word in ((self.connect_, "missing.connect-of"), (self.move_, "missing.move-of")):
                button.setAccessibleName(room.say(word, key=keys[0]))
            for button in (self.connect_, self.move_):
                button.setEnabled(writable(room) or button is self.connect_)
        self.setVisible(bool(keys) and keys != self._hushed)

    def _film(self, keys: tuple[str, ...]) -> str:
        studio = self._room.studio
        return self._room.say("missing.film", keys=keys, n=sum(len(shots_of(studio, key)) for key in keys))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words whole: a layout alone would leave them one line."""
        super().resizeEvent(event)
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(self.words.width())))

    def _connect(self, _on: bool = False) -> None:
        # Here, not above: the sheet is opened once in a while.
        from .sheet import show_connections

        show_connections(self._room, self.keys[0] if self.keys else "")

    def _hush(self) -> None:
        """Say no more of it in this window, until something else is missing."""
        self._hushed = self.keys
        self.hide()

    def _dress(self) -> None:
        theme = self._room.theme
        side, edge = (0, 0) if self._calm else (theme.space("l"), theme.space("s"))
        self._line.setContentsMargins(side, edge, side, edge)
        self._line.setSpacing(theme.space("m"))
        self._icon.setPixmap(self._room.icons.icon("warning", "warn").pixmap(theme.size("icon"), theme.size("icon")))


class MissingStrip(Missing):
    """Stand above the pages while the film asks for a generator that is not connected here."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.setAutoFillBackground(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.renew)
        room.bridge.changed.connect(self._hear)
        self.renew()

    def renew(self) -> None:
        """Look the film over."""
        self.show_keys(unknown_generators(self._room.studio))

    def _hear(self, changes: Changes) -> None:
        if changes.shots or changes.project or not changes.jobs:
            self._rest.start()
