"""The first screen's progress: what is being made or opened, how far it is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fourbeat.studio.desk import Desk

from .labels import Label
from .theme import Look

_PATIENCE = 300
"""Milliseconds after which something that is not done yet is worth a bar."""


class Progress(QWidget):
    """Show one piece of work; hidden while there is none. `appeared` follows when there is something new to see."""

    appeared = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self.title, self.text = Label(look, "", "heading", bold=True), Label(look, "", tone="text-soft")
        for label in (self.title, self.text):
            label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(desk.say("first.cancel"))
        self.cancel.setAutoDefault(True)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.cancel)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.title)
        lines.addWidget(self.bar)
        lines.addLayout(line)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE)
        self._late.timeout.connect(self._appear)
        self.hide()

    def begin(self, title: str, *, stoppable: bool) -> None:
        """Begin to show something whose end is not known yet."""
        self.title.setText(title)
        self.bar.setAccessibleName(title)
        self.text.setText("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.title.show()
        self.cancel.setVisible(stoppable)
        self.cancel.setEnabled(True)
        self._late.start()

    def show_parts(self, done: int, parts: int, begun: float) -> None:
        """Show how many of how many parts are done, and how much of one the others come to."""
        # Joining the shots is one part more.
        self.bar.setRange(0, 100 * (parts + 1))
        self.bar.setValue(max(self.bar.value(), int(100 * (done + begun))))
        if self.cancel.isEnabled():
            code = "first.shots" if done < parts else "first.joining"
            self.text.setText(self._desk.say(code, done=done, all=parts))

    def stopping(self) -> None:
        """Say that it is being stopped."""
        self.cancel.setEnabled(False)
        self.text.setText(self._desk.say("first.stopping"))

    def say(self, text: str) -> None:
        """Leave a last word in the place of the bar."""
        self.title.hide()
        self.bar.hide()
        self.cancel.hide()
        self.text.setText(text)
        self._appear()

    def _appear(self) -> None:
        self.show()
        self.appeared.emit()
        if self.cancel.isVisibleTo(self) and self.cancel.isEnabled():
            self.cancel.setFocus()

    def end(self) -> None:
        """Vanish."""
        self._late.stop()
        self.hide()
