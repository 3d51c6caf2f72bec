"""A field of the brief: its label, a note at the label's right end, and the control beneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..labels import Label
from ..room import Room
from .to_send import ToSend


class Field(QWidget):
    """Be one thing of a brief that can be written; `edited` follows only what a person does.

    A field says what it holds with `value` and is told with `show_value`, both as a brief's file would have it.
    """

    edited = Signal()
    hovered = Signal(bool)

    def __init__(self, room: Room, word: str) -> None:
        super().__init__()
        self.room = room
        self._sent: ToSend | None = None
        self._fault: Label | None = None
        self.label = Label(room.look, room.say(word), "caption", tone="text-soft")
        self.note = Label(room.look, "", "caption", tone="text-soft")
        self.label.setWordWrap(True)
        self.note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tops = QHBoxLayout()
        self.tops.addWidget(self.label, 1)
        self.tops.addWidget(self.note)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.addLayout(self.tops)
        room.look.changed.connect(self.dress)
        self._space()

    def hold(self, control: QWidget) -> None:
        """Put the control that takes the keyboard beneath the label."""
        control.setAccessibleName(self.label.text())
        self.label.setBuddy(control)
        self.setFocusProxy(control)
        self.lines.addWidget(control)

    def value(self) -> object:
        """Say what the field holds."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Show what the brief says; what reads the same already is left alone, the caret with it."""
        raise NotImplementedError

    def beside(self) -> ToSend:
        """Give the text to send beside the author's own."""
        if self._sent is None:
            self._sent = ToSend(self.room, self.label.text(), self.tops, self.lines)
        return self._sent

    def show_fault(self, words: str) -> None:
        """Say beneath the control why what stands in it cannot be kept; nothing where it can."""
        if not words and self._fault is None:
            return
        if self._fault is None:
            self._fault = Label(self.room.look, "", "caption", tone="bad")
            self._fault.setWordWrap(True)
            self.lines.addWidget(self._fault)
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        control = self.focusProxy()
        if control is not None:
            control.setAccessibleDescription(words)

    def light_up(self, *, on: bool) -> None:
        """Mark the label while the words of this field are pointed at in the prompt."""
        if on != self.label.autoFillBackground():
            self.label.setAutoFillBackground(on)
            self._lit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say that the field is pointed at."""
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the field is no longer pointed at."""
        super().leaveEvent(event)
        self.hovered.emit(False)

    def part(self) -> str:
        """Name the part of the prompt that the keyboard is in; empty where the field's own name will do."""
        return ""

    def dress(self) -> None:
        """Follow the look."""
        self._space()
        self._lit()

    def _lit(self) -> None:
        lit = self.label.autoFillBackground()
        palette = self.label.palette()
        palette.setColor(QPalette.ColorRole.Window, self.room.theme.colour("selection"))
        self.label.setPalette(palette)
        self.label.tint("text" if lit else "text-soft")

    def _space(self) -> None:
        self.lines.setSpacing(self.room.theme.space("xs"))
        self.tops.setSpacing(self.room.theme.space("s"))


class Columns(QWidget):
    """Stand fields beside one another while each has room, else beneath one another."""

    def __init__(self, room: Room, cells: tuple[Field, ...], least: int = 4, shares: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._room, self._cells, self._least = room, cells, least
        self._shares = shares or (1,) * len(cells)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._placed: tuple[int, int] | None = None
        for cell in cells:
            policy = cell.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            cell.setSizePolicy(policy)
        room.look.changed.connect(self._place)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Ask for one column at the least."""
        return QSize(0, super().minimumSizeHint().height())

    def _fits(self, count: int, gap: int) -> bool:
        """Tell whether so many columns leave each cell room for its label."""
        room = self.width() - (count - 1) * gap
        shares = self._shares if count == len(self._cells) else (1,) * len(self._cells)
        parts = [room * share // sum(shares[:count]) for share in shares]
        least = [one.label.sizeHint().width() + one.note.sizeHint().width() for one in self._cells]
        few = self._least * self._room.theme.size("field")
        return room >= count * few and all(part >= one for part, one in zip(parts, least, strict=True))

    def _place(self) -> None:
        theme = self._room.theme
        gap = theme.space("s")
        cells = self._cells
        count = len(cells)
        while count > 1 and not self._fits(count, gap):
            count -= 1
        if 1 < count < len(cells) and len(cells) % count:
            count -= 1
        key = (count, gap)
        if key == self._placed:
            return
        self._placed = key
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(theme.space("m"))
        for column in range(len(self._cells)):
            self._grid.setColumnStretch(column, 0)
        for place, cell in enumerate(cells):
            self._grid.addWidget(cell, place // count, place % count, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place % count, self._shares[place] if count == len(cells) else 1)
