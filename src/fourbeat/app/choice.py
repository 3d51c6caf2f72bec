"""A large button for a choice that matters: an icon, a title, and what it leads to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from .icons import Icons
from .labels import Label
from .theme import Look


class Choice(QPushButton):
    """Offer one way to go on."""

    def __init__(self, look: Look, icons: Icons, icon: str, title: str, hint: str) -> None:
        super().__init__()
        self._look, self._icons, self._icon = look, icons, icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        # Outside a dialog Qt lets only the space bar press a button; people try Enter.
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._picture = QLabel()
        self._title = Label(look, title, "heading", bold=True)
        self._hint = Label(look, hint, tone="text-soft")
        self._lines = QVBoxLayout(self)
        for label in (self._picture, self._title, self._hint):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setWordWrap(label is not self._picture)
            self._lines.addWidget(label)
        self._lines.addStretch(1)
        look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Be as high as the words at a good width."""
        width = self._look.theme.size("choice")
        return QSize(width, self._lines.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never cut words off."""
        return self.sizeHint()

    def _dress(self) -> None:
        theme = self._look.theme
        edge, side = theme.space("l"), theme.size("choice-icon")
        self._lines.setContentsMargins(edge, edge, edge, edge)
        self._lines.setSpacing(theme.space("s"))
        self._picture.setPixmap(self._icons.icon(self._icon, "accent", "choice-icon").pixmap(side, side))
        self.updateGeometry()
