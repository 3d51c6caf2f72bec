"""A row of buttons that breaks where it is too narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from ..flow import Flow
from ..room import Room


class Buttons(QWidget):
    """Hold buttons, each with the words of a code."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._flow = Flow(self, room, line=True)

    def add(self, code: str, call: Callable[[], object], icon: str = "", *, primary: bool = False) -> QPushButton:
        """Add a button that calls something."""
        button = QPushButton(self._room.say(code))
        button.setAutoDefault(True)
        if primary:
            button.setProperty("primary", True)
        if icon:
            self._room.icons.dress(button, icon, "on-accent" if primary else "text-soft")
        button.clicked.connect(lambda _on=False: call())
        self._flow.addWidget(button)
        return button
