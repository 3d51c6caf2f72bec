"""A list to choose one thing from, with an arrow of our own set."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel

from .icons import Icons
from .theme import Look


class Chooser(QComboBox):
    """Show what is chosen, and an arrow that says there is more; `name` is what a screen reader calls it."""

    def __init__(self, look: Look, icons: Icons, name: str) -> None:
        super().__init__()
        self._look, self._icons = look, icons
        self.setAccessibleName(name)
        # On Linux a screen reader is told the choice as the name; what is chosen it hears from a label beside it only.
        self._label = QLabel(name)
        self._label.setBuddy(self)
        self._label.hide()

    def event(self, event: QEvent) -> bool:
        """Take the label along to a new parent."""
        if event.type() == QEvent.Type.ParentChange:
            self._label.setParent(self.parentWidget())
        return super().event(event)

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
