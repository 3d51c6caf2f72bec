"""A layout that breaks lines: where a row of controls is too wide, its last ones stand below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from .room import Room


class Flow(QLayout):
    """Lay widgets out like words in a paragraph; with `line` it likes to stand in one line where there is room."""

    def __init__(self, parent: QWidget, room: Room, *, line: bool = False) -> None:
        super().__init__(parent)
        self._room, self._line = room, line
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Count the widgets."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Give one."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Let one go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def hasHeightForWidth(self) -> bool:
        """Be as high as the lines need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Ask for one line, or for no more than the widest."""
        least = self.minimumSize()
        if not self._line:
            return least
        sizes = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        return QSize(sum(sizes) + max(0, len(sizes) - 1) * self._gap(), least.height())

    def minimumSize(self) -> QSize:
        """Ask for the widest alone."""
        sizes = [item.sizeHint() for item in self._items]
        return QSize(max((one.width() for one in sizes), default=0), max((one.height() for one in sizes), default=0))

    def setGeometry(self, box: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(box)
        self._place(box, move=True)

    def _gap(self) -> int:
        return self._room.theme.space("s" if self._line else "xs")

    def _place(self, box: QRect, *, move: bool) -> int:
        gap = self._gap()
        x, y, high = box.x(), box.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > box.x() and x + size.width() > box.right() + 1:
                x, y, high = box.x(), y + high + gap, 0
            if move:
                item.setGeometry(QRect(x, y, min(size.width(), box.width()), size.height()))
            x += size.width() + gap
            high = max(high, size.height())
        return y + high - box.y()
