"""Stills that have come and that nobody has used or discarded: each small, with what it shows and two ways to go on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.errors import Storage
from fourbeat.model.job import ENDED
from fourbeat.model.plan import Shot
from fourbeat.model.still import Still
from fourbeat.studio.references import Owner

from ..emptying import empty
from ..errand import Errand
from ..labels import Label
from ..references.taking import beside
from ..room import Room
from .view import StillView

SIDE = 640
"""How large the small pictures are made, in pixels."""


class Offered(QWidget):
    """Show the new stills of one owner, and how many are under way; nothing where there are none."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.owner: Owner | None = None
        self.shown: tuple[Still, ...] = ()
        self._icons: dict[str, QIcon] = {}
        self._asked: set[str] = set()
        self._pictures: dict[str, QToolButton] = {}
        self.under_way = Label(room.look, "", "caption", tone="text-soft")
        self.under_way.setWordWrap(True)
        self.head = Label(room.look, room.say("still-dock.come"), "caption", tone="text-soft")
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(3, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for part in (self.under_way, self.head, self._box):
            lines.addWidget(part)
        room.bridge.changed.connect(self._hear)
        room.look.changed.connect(self._build)
        self.show_owner(None)

    def show_owner(self, owner: Owner | None) -> None:
        """Show the new stills of a shot, a character, a place or a prop."""
        self.owner = owner
        stills = self.room.studio.stills
        try:
            rows = stills.of(owner) if owner is not None else []
            states = self.room.studio.store.still_states(owner.id) if owner else ()
        except Storage:
            # The project is closing, or gone: whoever looks after it says so.
            return
        fresh = tuple(one.still for one in rows if not (one.references or one.discarded or one.withdrawn))
        waiting = sum(state not in ENDED for state in states)
        self.under_way.setText(self.room.say("still-dock.under-way", n=waiting) if waiting else "")
        self.under_way.setVisible(bool(waiting))
        if fresh != self.shown:
            self.shown = fresh
            self._build()
        self.head.setVisible(bool(fresh))
        self._box.setVisible(bool(fresh))
        self.setVisible(bool(fresh or waiting))

    def use(self, one: Still, _on: bool = False) -> None:
        """Make a still a reference."""
        name = self._name()
        beside(
            self.room,
            partial(self.room.studio.stills.use, still=one),
            lambda _added: self.room.say("still.used", name=name),
        )

    def discard(self, one: Still, _on: bool = False) -> None:
        """Put a still aside."""
        if self.room.attempt(partial(self.room.studio.stills.discard, still=one)) is not None:
            self.room.bridge.flush()
            self.room.stage.announce(self.room.say("still.discarded"))

    def look(self, one: Still, _on: bool = False) -> None:
        """Show a still large."""
        view = StillView(self.room, one, self._name())
        view.used.connect(partial(self.use, one))
        view.discarded.connect(partial(self.discard, one))
        view.present()

    def _name(self) -> str:
        owner = self.owner
        return "" if owner is None else owner.number if isinstance(owner, Shot) else owner.name

    def _hear(self, changes: Changes) -> None:
        if changes.stills or changes.takes or changes.rights or changes.jobs:
            self.show_owner(self.owner)

    def _build(self) -> None:
        empty(self._grid)
        self._grid.setSpacing(self.room.theme.space("xs"))
        self._pictures.clear()
        for place, one in enumerate(self.shown):
            picture, told, use, discard = self._row(one)
            self._grid.addWidget(picture, 2 * place, 0, 2, 1)
            self._grid.addWidget(told, 2 * place, 1, 1, 3)
            self._grid.addWidget(use, 2 * place + 1, 1, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(discard, 2 * place + 1, 2)

    def _row(self, one: Still) -> tuple[QWidget, ...]:
        room, high = self.room, self.room.theme.size("field") * 2
        view = room.say(f"view.{one.view}")
        picture, use, discard = QToolButton(), QPushButton(room.say("still-dock.use")), QToolButton()
        picture.setProperty("flat", True)
        picture.setIconSize(QSize(high * 16 // 9, high))
        room.name(picture, "still-dock.one", number=one.number, view=view)
        picture.setIcon(self._icon(one))
        picture.clicked.connect(partial(self.look, one))
        self._pictures[one.sha256] = picture
        told = Label(room.look, room.say("still-dock.told", number=one.number, view=view), "caption")
        told.setWordWrap(True)
        room.icons.dress(use, "check")
        use.setAccessibleName(room.say("still-dock.use-one", number=one.number))
        use.clicked.connect(partial(self.use, one))
        discard.setProperty("flat", True)
        room.name(discard, "still-dock.discard-one", number=one.number)
        room.icons.dress(discard, "close", "text-soft")
        discard.clicked.connect(partial(self.discard, one))
        for button in (use, discard):
            button.setEnabled(not room.studio.store.read_only)
        return picture, told, use, discard

    def _icon(self, one: Still) -> QIcon:
        """Give the small picture, or have a worker process make it."""
        if one.sha256 in self._icons:
            return self._icons[one.sha256]
        if one.sha256 not in self._asked:
            self._asked.add(one.sha256)
            errand = Errand(lambda _tell: self.room.studio.stills.small(one, SIDE), None, self)
            errand.opened.connect(partial(self._made, one.sha256, errand))
            errand.refused.connect(lambda _error: errand.deleteLater())
            errand.stopped.connect(errand.deleteLater)
            errand.start()
        return self.room.icons.icon("film", "text-faint")

    def _made(self, sha256: str, errand: Errand, file: object) -> None:
        errand.deleteLater()
        self._icons[sha256] = QIcon(QPixmap(str(file)))
        if sha256 in self._pictures:
            self._pictures[sha256].setIcon(self._icons[sha256])
