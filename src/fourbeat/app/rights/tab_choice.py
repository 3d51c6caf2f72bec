"""The choice of a panel's part: it stands in the panel's title line and takes no room from what is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal

from ..chooser import Chooser
from ..room import Room


class TabChoice(Chooser):
    """Offer several to be in front, one at a time; arrow keys go from one to the next, Tab leaves them."""

    turned = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__(room.look, room.icons, room.say("rights-dock.tabs"))
        self._room = room
        self.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setMinimumWidth(1)
        self.currentIndexChanged.connect(self.turned.emit)

    def sizeHint(self) -> QSize:
        """Wish for the whole title line; the layout gives what there is."""
        return QSize(self._room.theme.size("sheet"), super().sizeHint().height())

    def add(self, text: str) -> None:
        """Offer one more; the first is in front."""
        self.addItem(text)

    def current(self) -> int:
        """Give the place of the one in front."""
        return max(0, self.currentIndex())

    def choose(self, place: int) -> None:
        """Bring one to the front."""
        self.setCurrentIndex(place)

    def text(self, place: int) -> str:
        """Give the words of one."""
        return self.itemText(place)
