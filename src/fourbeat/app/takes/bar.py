"""The buttons under the strip: stars, and what can be done with the take that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from fourbeat.studio.takes import BEST

from ..action_button import ActionButton
from ..room import Room

_DEEDS = ("take-choose", "take-approve", "take-select", "take-reject", "take-retake", "take-remix", "compare-wipe")


class Bar(QWidget):
    """Stand in one line, or where that is too narrow in two."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.stars = [ActionButton(room, f"take-rate-{rating}") for rating in range(1, BEST + 1)]
        self._groups = self._group(self.stars), self._group([ActionButton(room, identity) for identity in _DEEDS])
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(self._groups[0])
        self._line.addStretch(1)
        self._line.addWidget(self._groups[1])
        self._line.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        room.look.changed.connect(self._dress)
        self._dress()

    def give(self, rating: int) -> None:
        """Fill as many stars as were given."""
        icons = self._room.icons
        for number, star in enumerate(self.stars, 1):
            given = number <= rating
            star.setIcon(icons.icon("star-full" if given else "star", "warn" if given else "text-soft"))

    def sizeHint(self) -> QSize:
        """Be as high as the lines need."""
        return QSize(self._wide(), self._line.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the wider group."""
        edges = self._line.contentsMargins()
        wide = max(group.sizeHint().width() for group in self._groups) + edges.left() + edges.right()
        return QSize(wide, self._line.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line where one is too narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        kinds = QBoxLayout.Direction
        way = kinds.LeftToRight if self.width() >= self._wide() else kinds.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
            self.updateGeometry()

    def _wide(self) -> int:
        edges = self._line.contentsMargins()
        return sum(group.sizeHint().width() for group in self._groups) + edges.left() + edges.right()

    def _group(self, buttons: list[ActionButton]) -> QWidget:
        group = QWidget()
        line = QHBoxLayout(group)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        return group

    def _dress(self) -> None:
        theme = self._room.theme
        self._line.setContentsMargins(theme.space("s"), theme.space("xs"), theme.space("s"), theme.space("xs"))
        self._line.setSpacing(0)
        self._turn()
