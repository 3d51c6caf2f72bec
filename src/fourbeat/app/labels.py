"""Labels that keep in step with the look: quiet captions, headings, titles."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from .theme import Look


class Label(QLabel):
    """Show text at a type size of the theme ("caption", "body", "heading", "title") and in one of its colours."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        size: str = "body",
        *,
        bold: bool = False,
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look, self._size, self._bold, self._tone = look, size, bold, tone
        look.changed.connect(self._dress)
        self._dress()

    def tint(self, tone: str) -> None:
        """Change the colour."""
        self._tone = tone
        self._dress()

    def _dress(self) -> None:
        theme = self._look.theme
        self.setFont(theme.font(self._size, bold=self._bold))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(self._tone))
        self.setPalette(palette)
