"""A list to choose one thing from, with an arrow of our own set."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from .icons import Icons
from .theme import Look


class Chooser(QComboBox):
    """Show what is chosen, and an arrow that says there is more."""

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__()
        self._look, self._icons = look, icons

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over the box."""
        super().paintEvent(event)
        theme = self._look.theme
        side = theme.size("icon")
        right = self.width() - side - theme.space("xs")
        painter = QPainter(self)
        tone = "text-soft" if self.isEnabled() else "text-faint"
        self._icons.icon("down", tone).paint(painter, QRect(right, (self.height() - side) // 2, side, side))
        painter.end()
