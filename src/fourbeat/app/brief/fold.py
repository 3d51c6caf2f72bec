"""A group of fields that is folded away until it is wanted, so that the plain brief stays calm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..room import Room
from .field import Field


class Fold(QWidget):
    """Hold fields beneath a head that opens and closes them; folded, it says how many of them say something."""

    def __init__(self, room: Room, word: str, rows: Sequence[QWidget], fields: Sequence[Field]) -> None:
        super().__init__()
        self._room, self._word, self._fields = room, word, fields
        self.head = QToolButton()
        self.head.setCheckable(True)
        self.head.setProperty("flat", True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.inner = QWidget()
        self._rows = QVBoxLayout(self.inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for row in rows:
            self._rows.addWidget(row)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.head)
        self._lines.addWidget(self.inner)
        self.inner.hide()
        self.head.toggled.connect(self._open)
        for field in fields:
            field.edited.connect(self.count)
        room.look.changed.connect(self._dress)
        self._dress()

    def unfold(self) -> None:
        """Open the group."""
        self.head.setChecked(True)

    def holds(self, field: Field) -> bool:
        """Tell whether a field is one of the group."""
        return any(field is one for one in self._fields)

    def count(self) -> None:
        """Say how many fields say something."""
        said = sum(bool(field.value()) for field in self._fields)
        say = self._room.say
        self.head.setText(say("brief-dock.folded", group=say(self._word), n=said) if said else say(self._word))

    def _open(self, on: bool) -> None:
        self.inner.setVisible(on)
        self._turn()

    def _turn(self) -> None:
        side = self._room.theme.size("icon")
        self.head.setIcon(self._room.icons.icon("down" if self.head.isChecked() else "right", "text-soft"))
        self.head.setIconSize(QSize(side, side))

    def _dress(self) -> None:
        theme = self._room.theme
        self._rows.setSpacing(theme.space("m"))
        self._lines.setSpacing(theme.space("s"))
        self.head.setFont(theme.font("caption", bold=True))
        self._turn()
        self.count()
