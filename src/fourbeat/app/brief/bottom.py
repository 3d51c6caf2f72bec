"""The bottom row: the prompt shown or hidden, what a take is made with and costs, and the button that asks for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from fourbeat.model.plan import Shot
from fourbeat.model.provider import Estimate
from fourbeat.queue.purse import written
from fourbeat.studio.drafts import Offer

from ..labels import Label
from ..queue.story import generator
from ..room import Room


class Bottom(QWidget):
    """Stand below the brief."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.preview = QPushButton(room.say("brief-dock.preview"))
        self.preview.setCheckable(True)
        self.cost = Label(room.look, "", "caption", tone="text-soft")
        self.cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cost.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.queue = QPushButton()
        self.queue.setProperty("primary", True)
        self.queue.clicked.connect(lambda _on=False: room.actions["queue-take"].trigger())
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._shape: tuple[bool, bool, bool] | None = None
        self.preview.toggled.connect(lambda _on: self._turn())
        room.look.changed.connect(self._dress)
        self.show_shots(())
        self._dress()

    def show_shots(self, shots: Sequence[Shot]) -> None:
        """Say how many takes the button asks for."""
        self.preview.setEnabled(len(shots) == 1)
        self.queue.setEnabled(bool(shots) and not self._room.studio.store.read_only)
        count = max(1, len(shots))
        self.queue.setText(self._room.say("brief-dock.queue", n=count))
        self.queue.setToolTip(self._room.actions.keys("queue-take"))
        if len(shots) != 1:
            self.cost.setText("")

    def show_offer(self, offer: Offer) -> None:
        """Say what a take is made with and what it costs."""
        made = generator(self._room, offer.generator)
        price = self._price(offer.estimate)
        said = self._room.say("brief-dock.offer", generator=made, price=price)
        if offer.seconds:
            said = self._room.say("brief-dock.offer-longer", generator=made, seconds=offer.seconds, price=price)
        self.cost.setText(said)
        self.cost.setToolTip(said)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the price a line of its own where the three do not fit."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the wider button."""
        edges = self._grid.contentsMargins()
        wide = max(button.minimumSizeHint().width() for button in (self.preview, self.queue))
        return QSize(wide + edges.left() + edges.right(), self._grid.sizeHint().height())

    def _price(self, estimate: Estimate | None) -> str:
        say = self._room.say
        if estimate is None:
            return say("brief-dock.cannot")
        return self._room.words(written(estimate))

    def _place(self) -> None:
        theme = self._room.theme
        words = self.cost.fontMetrics().horizontalAdvance(self.cost.text())
        room = self.width() - 2 * theme.space("m") - 2 * theme.space("s")
        buttons = self.preview.sizeHint().width() + self.queue.sizeHint().width()
        shape = buttons + words > room, buttons > room, self.preview.sizeHint().width() + words > room
        if shape == self._shape:
            return
        self._shape = narrow, stacked, alone = shape
        if stacked:
            # The way to the prompt and the price share a line where they can: the brief above needs the height.
            self._grid.addWidget(self.preview, 1, 0, 1, 3 if alone else 1)
            self._grid.addWidget(self.cost, 0 if alone else 1, 0 if alone else 1, 1, 3 if alone else 2)
            self._grid.addWidget(self.queue, 2, 0, 1, 3)
            return
        self._grid.addWidget(self.preview, 1, 0)
        self._grid.addWidget(self.cost, 0 if narrow else 1, 0 if narrow else 1, 1, 3 if narrow else 1)
        self._grid.addWidget(self.queue, 1, 2)

    def _turn(self) -> None:
        side = self._room.theme.size("icon")
        self.preview.setIcon(self._room.icons.icon("down" if self.preview.isChecked() else "up", "text-soft"))
        self.preview.setIconSize(QSize(side, side))

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._grid.setContentsMargins(side, theme.space("s"), side, theme.space("s"))
        self._grid.setSpacing(theme.space("s"))
        self.queue.setFont(theme.font(bold=True))
        self._turn()
        self._shape = None
        self._place()
