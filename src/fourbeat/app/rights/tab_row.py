"""Tabs that break into a second row where there are many: every one of them is always seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from ..flow import Flow
from ..room import Room


class TabRow(QWidget):
    """Offer several to be in front, one at a time; arrow keys go from one to the next, Tab leaves them."""

    turned = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._toggled)
        inner = QWidget()
        self._flow = Flow(inner, room)
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(inner)
        room.look.changed.connect(self._dress)
        self._dress()

    def add(self, text: str) -> None:
        """Offer one more; the first is in front."""
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setProperty("flat", True)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._group.addButton(button, len(self.buttons))
        self.buttons.append(button)
        self._flow.addWidget(button)
        if len(self.buttons) == 1:
            self.setFocusProxy(button)
            button.setChecked(True)

    def current(self) -> int:
        """Give the place of the one in front."""
        return max(0, self._group.checkedId())

    def choose(self, place: int) -> None:
        """Bring one to the front."""
        self.buttons[place].setChecked(True)

    def text(self, place: int) -> str:
        """Give the words of one."""
        return self.buttons[place].text()

    def _toggled(self, place: int, on: bool) -> None:
        # Tab meets the one in front alone; the others are reached from it by arrows.
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self._group.button(place).setFocusPolicy(policy)
        if on and place < len(self.buttons):
            self.setFocusProxy(self.buttons[place])
            self.turned.emit(place)

    def _dress(self) -> None:
        side = self._room.theme.space("s")
        self._lines.setContentsMargins(side, 0, side, side)
