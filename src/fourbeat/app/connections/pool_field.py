"""The pool of a connection: none, one there is, or a new one; and whether it is given anything new of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from fourbeat.model.connection import Connection
from fourbeat.studio.pool_told import remarks

from ..check import Check
from ..chooser import Chooser
from ..labels import Label
from ..room import Room

_NEW = "*"


class PoolField(QWidget):
    """Choose the pool of a connection; `edited` follows what a person changes."""

    edited = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        say = room.say
        self._connection: Connection | None = None
        self.choice = Chooser(room.look, room.icons, say("connections.pool"))
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.name.setPlaceholderText(say("connections.pool-name"))
        self.name.setAccessibleName(say("connections.pool-name"))
        self.paused = Check(room, say("connections.paused"))
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.setFocusProxy(self.choice)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.name, self.paused, self.told):
            self._lines.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choice.activated.connect(self._chosen)
        self.name.textEdited.connect(self.edited)
        self.paused.clicked.connect(self.edited)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_connection(self, connection: Connection) -> None:
        """Turn to a connection: it is offered the pools of its own kind."""
        self._connection = connection
        connections, say = self._room.studio.connections, self._room.say
        self.choice.clear()
        self.choice.addItem(say("connections.no-pool"), "")
        for pool, members in connections.pools().items():
            if connections.find(members[0]).protocol is connection.protocol:
                self.choice.addItem(pool, pool)
        self.choice.addItem(say("connections.new-pool"), _NEW)
        self.choice.setCurrentIndex(max(0, self.choice.findData(connection.pool)))
        self.name.clear()
        self.paused.setChecked(connection.paused)
        self._fit()

    def fields(self) -> Mapping[str, object]:
        """Give what a connection is to be changed to."""
        chosen = self.choice.currentData()
        pool = self.name.text().strip() if chosen == _NEW else str(chosen or "")
        return {"pool": pool, "paused": bool(pool) and self.paused.isChecked()}

    def _chosen(self) -> None:
        self._fit()
        if self.choice.currentData() == _NEW:
            self.name.setFocus()
        self.edited.emit()

    def _fit(self) -> None:
        """Show only what this choice needs."""
        chosen = self.choice.currentData()
        self.name.setVisible(chosen == _NEW)
        self.paused.setVisible(bool(chosen))
        told = self._told(str(chosen or ""))
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _told(self, pool: str) -> str:
        connections, connection = self._room.studio.connections, self._connection
        if connection is None or pool in ("", _NEW):
            return ""
        # By their keys: servers of one kind are often called alike.
        others = tuple(key for key in connections.members(pool) or () if key != connection.key)
        said = [self._room.say("connections.pool-shared", servers=others, pool=pool)] if others else []
        if connection.pool == pool:
            said += [self._room.words(one) for one in remarks(connections, pool)]
        return "\n".join(said)

    def _dress(self) -> None:
        self._lines.setSpacing(self._room.theme.space("xs"))
