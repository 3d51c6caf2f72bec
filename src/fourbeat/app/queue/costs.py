"""What is asked for and what it costs, in words: each generator, how it was reckoned, what the caps leave."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.sums import decimal
from fourbeat.studio.send_sheet import Sheet, SheetLine

from ..labels import Label
from ..room import Room
from .sending import left, made, price


class Costs(QWidget):
    """Tell the price of a sheet, and what keeps any of it from being queued."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.blocked = Label(room.look, "", tone="bad")
        self.warned = Label(room.look, "", tone="warn")
        self.sums = Label(room.look, "", bold=True)
        self.unknown = Label(room.look, "", tone="warn")
        self.basis = Label(room.look, "", "caption", tone="text-soft")
        self.left = Label(room.look, "", tone="text-soft")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._parts = (self.blocked, self.warned, self.sums, self.unknown, self.basis, self.left)
        for label in self._parts:
            label.setWordWrap(True)
            self._lines.addWidget(label)
        room.look.changed.connect(self._dress)
        self._dress()
        self.show_sheet(None)

    def show_sheet(self, sheet: Sheet | None, words: str = "") -> None:
        """Tell a sheet's price; without one only words, such as that it is being worked out."""
        room = self._room
        told = dict.fromkeys(self._parts, "")
        told[self.left] = words
        if sheet is not None:
            told[self.blocked] = "\n".join(room.words(why) for _number, why in sheet.blocked)
            told[self.sums] = "\n".join(said(room, line) for line in sheet.lines)
            told[self.warned] = "\n".join(dict.fromkeys(room.words(why) for _number, why in sheet.warned))
            unknown = sheet.price.unknown
            told[self.unknown] = room.say("send.unknown", n=unknown) if unknown else ""
            told[self.basis] = "\n".join(room.say("send.basis", basis=one) for one in sheet.price.basis)
            told[self.left] = left(room, sheet) if sheet.paid else ""
        for label, text in told.items():
            label.setText(text)
            label.setVisible(bool(text))

    def _dress(self) -> None:
        self._lines.setSpacing(self._room.theme.space("xs"))


def said(room: Room, line: SheetLine) -> str:
    """Say how many takes are asked of one model, how long they are, and what they cost."""
    return room.say(
        "remix-sheet.line",
        generator=made(room, line.provider, line.model),
        takes=room.say("takes-dock.count", n=line.takes),
        seconds=decimal(line.seconds),
        price=price(room, line.price),
    )
