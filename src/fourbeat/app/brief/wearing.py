"""What those who are seen wear: a choice for everyone who has costumes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from fourbeat.model.plan import Character, Costume

from ..emptying import empty
from ..labels import Label
from ..room import Room
from .controls import Choice
from .field import Field


class WearingField(Field):
    """Hold the costumes by who wears them; it is hidden where nobody who is seen has any."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "field.wearing")
        self._worn: dict[str, str] = {}
        self._seen: tuple[str, ...] = ()
        self._offered: list[tuple[str, tuple[str, ...]]] = []
        self._choices: dict[str, Choice] = {}
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.lines.addWidget(self._box)
        self.hide()

    def value(self) -> object:
        """Give the costumes of those who are seen."""
        return {name: worn for name, worn in self._worn.items() if name in self._seen}

    def show_value(self, value: object) -> None:
        """Show who wears what."""
        assert isinstance(value, Mapping)
        self._worn = dict(value)
        self._show()

    def seen(self, names: Sequence[str]) -> None:
        """Offer the costumes of those who are seen."""
        self._seen = tuple(names)
        plan = self.room.studio.plan
        offered = []
        for person in plan.all(Character):
            costumes = tuple(one.name for one in plan.of(Costume, person.id))
            if person.name in self._seen and costumes:
                offered.append((person.name, costumes))
        if offered != self._offered:
            self._offered = offered
            self._build()
        self.setVisible(bool(offered))
        self._show()

    def _build(self) -> None:
        empty(self._grid)
        self._choices = {}
        for row, (name, costumes) in enumerate(self._offered):
            choice = Choice(self.room)
            choice.addItems([self.room.say("brief-dock.usual-wear"), *costumes])
            choice.setAccessibleName(self.room.say("brief-dock.wears", name=name))
            choice.activated.connect(lambda _row, name=name: self._chosen(name))
            self._grid.addWidget(Label(self.room.look, name, "caption"), row, 0)
            self._grid.addWidget(choice, row, 1)
            self._choices[name] = choice
        if self._choices:
            self.setFocusProxy(next(iter(self._choices.values())))

    def _chosen(self, name: str) -> None:
        choice = self._choices[name]
        self._worn.pop(name, None)
        if choice.currentIndex() > 0:
            self._worn[name] = choice.currentText()
        self.edited.emit()

    def _show(self) -> None:
        for name, choice in self._choices.items():
            choice.setCurrentIndex(max(0, choice.findText(self._worn.get(name, ""))) if name in self._worn else 0)
