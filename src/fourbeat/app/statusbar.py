"""The status bar: what is saved, the format, what Undo would take back, the language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from fourbeat.studio.wording import LANGUAGES

from .room import Room

_SAID_FOR = 6000
"""Milliseconds an announcement stays before the saved time comes back."""


class Short(QLabel):
    """Show a line that is shortened where there is no room: it never keeps the window wide."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""

    def setText(self, text: str) -> None:
        """Show other words."""
        self.whole = text
        self.setAccessibleName(text)
        self.fit()

    def sizeHint(self) -> QSize:
        """Wish for room for the whole line."""
        sides = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self.whole) + sides.left() + sides.right() + 2
        return QSize(wide if self.whole else 0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for now."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Shorten the line where it must be; its tooltip then says the whole."""
        room = self.contentsRect().width()
        text = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room) if room > 0 else ""
        if text != self.text():
            super().setText(text)
        self.setToolTip(self.whole if text != self.whole else "")
        self.updateGeometry()


class StatusBar(QStatusBar):
    """Stand at the bottom of the window."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.setObjectName("statusbar")
        self.setSizeGripEnabled(False)
        self.saved, self.format, self.step = Short(), Short(), Short()
        self.addWidget(self.saved)
        self.addWidget(self.format)
        self.addPermanentWidget(self.step)
        self.language = QToolButton()
        self.language.setProperty("flat", True)
        self.language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        other = "en" if room.desk.wording.language == "ja" else "ja"
        self.language.setText(LANGUAGES[other])
        words = room.say("act.language-en" if other == "en" else "act.language-ja")
        self.language.setAccessibleName(words)
        self.language.setToolTip(words)
        self.language.clicked.connect(lambda: room.language_wanted.emit(other))
        room.icons.dress(self.language, "language", "text-soft")
        self.addPermanentWidget(self.language)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_SAID_FOR)
        self._back.timeout.connect(self._tell_saved)
        self._at: datetime | None = None
        room.look.changed.connect(self._dress)
        self._dress()
        room.bridge.changed.connect(self._heard)
        room.standing.changed.connect(self._tell_saved)
        self._tell_saved()
        self._tell_rest()

    def say(self, text: str) -> None:
        """Show something short for a while."""
        self.saved.setText(text)
        self._back.start()

    def _dress(self) -> None:
        side = self._room.theme.space("m")
        self.setContentsMargins(side, 0, 0, 0)
        self.format.setContentsMargins(side, 0, side, 0)
        for line in (self.saved, self.format, self.step):
            line.fit()

    def _heard(self) -> None:
        self._at = datetime.now()
        if not self._back.isActive():
            self._tell_saved()
        self._tell_rest()

    def _tell_saved(self) -> None:
        if self._room.standing.trouble is not None:
            self.saved.setText(self._room.say("window.not-saved"))
        elif self._room.studio.store.read_only:
            self.saved.setText(self._room.say("window.read-only"))
        elif self._at is None:
            self.saved.setText(self._room.say("window.saved"))
        else:
            self.saved.setText(self._room.say("window.saved-at", time=f"{self._at:%H:%M:%S}"))

    def _tell_rest(self) -> None:
        project = self._room.studio.plan.project
        self.format.setText(self._room.say("window.format", rate=project.rate, size=project.size.replace("x", "×")))
        step = self._room.undo
        self.step.setText(self._room.say("act.undo-named", step=step.label) if step else "")
