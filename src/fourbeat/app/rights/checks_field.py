"""Fields of closed lists: boxes to check, and one of several where nothing is no choice."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ..brief.field import Field
from ..brief.words import ChoiceField
from ..check import Check
from ..flow import Flow
from ..room import Room


class ChecksField(Field):
    """Hold which of several are checked, as their values in the order they are offered."""

    def __init__(self, room: Room, word: str, offered: Iterable[tuple[str, str]]) -> None:
        super().__init__(room, word)
        self.checks = {value: Check(room, words) for value, words in offered}
        box = QWidget()
        flow = Flow(box, room, line=True)
        for check in self.checks.values():
            check.setAccessibleDescription(self.label.text())
            check.clicked.connect(lambda _on: self.edited.emit())
            flow.addWidget(check)
        self.lines.addWidget(box)
        first = next(iter(self.checks.values()))
        self.label.setBuddy(first)
        self.setFocusProxy(first)

    def value(self) -> object:
        """Give what is checked."""
        return [value for value, check in self.checks.items() if check.isChecked()]

    def show_value(self, value: object) -> None:
        """Check what is given."""
        wanted = {str(one) for one in value} if isinstance(value, list | tuple | set | frozenset) else set()
        for one, check in self.checks.items():
            check.setChecked(one in wanted)


class OneOf(ChoiceField):
    """Hold one of several; where nothing was chosen, the first is."""

    def show_value(self, value: object) -> None:
        """Show a choice, or the first."""
        super().show_value(self._values[0] if value is None and self._values else value)
