"""Labels that keep in step with the look: quiet captions, headings, titles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
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


class Paragraph(Label):
    """Show words over several lines, in the middle, and never squeezed: a layout alone would leave them one line."""

    def __init__(self, look: Look, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(look, text, tone="text-soft", parent=parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look.changed.connect(self._keep_whole)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._keep_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the words need at this width."""
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
