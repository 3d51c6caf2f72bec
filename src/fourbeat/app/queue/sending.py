"""The send sheet in the window: what costs money is shown first, and goes out only with a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListView

from fourbeat.model.ids import Id
from fourbeat.model.job import Job, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.model.sums import decimal
from fourbeat.queue.purse import amount, named
from fourbeat.studio.send_sheet import Price, Sheet, SheetLine, sheet

from ..board.asking import Asking
from ..labels import Label
from ..room import Room
from .story import generator

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FEW = 6
"""Lines that the list of shots shows before it scrolls."""


class Asked(QAbstractListModel):
    """Hold the shots of a send sheet: ticked until one is left out; those that are blocked cannot be ticked."""

    def __init__(self, room: Room, told: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._told = room, told
        self._out: set[Id] = set()

    def ticked(self) -> list[Id]:
        """Give the shots, or the jobs, that are to be queued."""
        return [one.id for one in self._told.shots if one.id not in self._out]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the shots."""
        return 0 if parent.isValid() else len(self._told.shots) + len(self._told.blocked)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let shots be ticked unless they are blocked; those, too, can be walked to and read."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.row() < len(self._told.shots) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what the view draws or a screen reader reads."""
        if not index.isValid():
            return None
        row, may = index.row(), index.row() < len(self._told.shots)
        match role:
            case Qt.ItemDataRole.CheckStateRole if may:
                out = self._told.shots[row].id in self._out
                return Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
            case Qt.ItemDataRole.DecorationRole if not may:
                return self._room.icons.icon("lock", "bad")
            case Qt.ItemDataRole.DecorationRole if self._told.shots[row].warned:
                return self._room.icons.icon("warning", "warn")
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._line(row) if may else self._why(row - len(self._told.shots))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a shot or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or index.row() >= len(self._told.shots):
            return False
        one = self._told.shots[index.row()].id
        (self._out.discard if Qt.CheckState(value) == Qt.CheckState.Checked else self._out.add)(one)
        self.dataChanged.emit(index, index)
        return True

    def _line(self, row: int) -> str:
        one = self._told.shots[row]
        maker = made(self._room, one.provider, one.model)
        return self._room.say("send.shot", shot=one.number, generator=maker, price=price(self._room, one.price))

    def _why(self, row: int) -> str:
        _number, why = self._told.blocked[row]
        return self._room.words(why)


class SendSheet(Asking):
    """Show what queueing would ask for and cost, and what the caps leave; queue what is ticked, or nothing."""

    def __init__(self, room: Room, told: Sheet) -> None:
        super().__init__(room, "send.title" if told.paid else "send.warned-title", "act.queue-take", "send.lead")
        self._told = told
        say = room.say
        self.shots = Asked(room, told, self)
        self.list = QListView()
        self.list.setModel(self.shots)
        self.list.setWordWrap(True)
        # As large as the boxes, so that every line begins at the same place.
        self.list.setIconSize(QSize(room.theme.size("icon"), room.theme.size("icon")))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.list.setAccessibleName(say("send.shots"))
        self.list.setMinimumHeight(room.theme.size("row") * min(_FEW, self.shots.rowCount()))
        self.list.setMinimumWidth(min(room.theme.size("palette"), (self.parentWidget() or self).width() * 3 // 4))
        self.list.setCurrentIndex(self.shots.index(0))
        self.roomy = self.shots.rowCount() > _FEW
        self.sums = Label(room.look, "", bold=True)
        self.unknown = Label(room.look, "", tone="warn")
        self.basis = Label(room.look, "", "caption", tone="text-soft")
        self.left = Label(room.look, left(room, told), tone="text-soft")
        self.warned = Label(room.look, "", tone="warn")
        self.lines.addWidget(self.list, 1)
        for label in (self.warned, self.sums, self.unknown, self.basis, self.left):
            label.setWordWrap(True)
            self.lines.addWidget(label)
        self.leave.setText(say("new.cancel"))
        self.shots.dataChanged.connect(lambda *_: self._tell())
        self._tell()

    def present(self) -> None:
        """Show the sheet, as high as its words are where the window makes them turn."""
        super().present()
        window = self.parentWidget() or self
        self.resize(self.width(), min(max(self.height(), self.lines.heightForWidth(self.width())), window.height()))

    def done_asking(self) -> None:
        """Queue what is ticked, at the price that was told."""
        room, plan = self.room, self.room.studio.plan
        shots = [shot for one in self.shots.ticked() if (shot := plan.find(Shot, one)) is not None]
        verb = partial(room.studio.jobs.add, shots=shots, told=self._told.told)
        jobs = room.carry_out(verb) if shots else None
        if jobs:
            self.accept()
            announce(room, jobs)

    def _tell(self) -> None:
        room, now = self.room, self._told.only(set(self.shots.ticked()))
        self.sums.setText("\n".join(self.line(line) for line in now.lines))
        self.unknown.setText(room.say("send.unknown", n=now.price.unknown) if now.price.unknown else "")
        self.basis.setText("\n".join(room.say("send.basis", basis=one) for one in now.price.basis))
        told = [room.say("send.warned", shot=number, why=why) for number, why in now.warned]
        rest = [room.say("send.warned-rest", n=len(told) - _FEW)] if len(told) > _FEW else []
        self.warned.setText("\n".join([*told[:_FEW], *rest]))
        for label in (self.warned, self.sums, self.unknown, self.basis):
            label.setVisible(bool(label.text()))
        self.go.setText(room.say("send.go", n=now.allowed, price=short(room, now.price)))
        self.go.setEnabled(bool(now.allowed))

    def line(self, line: SheetLine) -> str:
        """Say what is asked of one model, and what that costs."""
        room = self.room
        return room.say(
            "send.line",
            generator=made(room, line.provider, line.model),
            shots=room.say("count.shots", n=line.shots),
            takes=room.say("send.each", n=line.takes // line.shots),
            seconds=decimal(line.seconds),
            price=price(room, line.price),
        )


def send(room: Room, shots: Sequence[Shot]) -> None:
    """Queue a take of each shot; where one costs money or may be refused, once the send sheet is agreed to."""
    studio = room.studio

    def asked() -> Sheet | list[Job]:
        told = sheet(studio, shots, 1)
        return told if told.paid or told.warned else studio.jobs.add(shots=shots, told=told.told)

    answer = room.carry_out(asked)
    if isinstance(answer, Sheet):
        shown = SendSheet(room, answer)
        shown.present()
        shown.list.setFocus()
    elif answer:
        announce(room, answer)


def price(room: Room, price: Price) -> str:
    """Say a price; where nothing of it is known, plainly that."""
    return room.say("send.no-price") if price.unknown and not price.sums else room.words(price.told())


def short(room: Room, whole: Price) -> str:
    """Say a price on a button; what of it nobody knows is told in full above."""
    if whole.unknown and whole.sums:
        return room.say("ledger.and", one=replace(whole, unknown=0).told(), other="?")
    return price(room, whole)


def left(room: Room, told: Sheet) -> str:
    """Say what each cap leaves, or that there is none."""
    if not told.left:
        return room.say("send.no-caps")
    return "\n".join(
        room.say("send.left", cap=named(cap), left=message("send.no-rate") if rest is None else amount(cap, rest))
        for cap, rest in told.left
    )


def announce(room: Room, jobs: Sequence[Job]) -> None:
    """Say how many takes were queued, and how many are held because of money."""
    held = sum(job.state is JobState.HELD for job in jobs)
    told = [room.say("brief-dock.queued", n=len(jobs) - held)] if held < len(jobs) else []
    told += [room.say("budget.held-count", n=held)] if held else []
    room.stage.announce(" ".join(told))


def made(room: Room, provider: str, model: str) -> str:
    """Name a generator with its model."""
    name = generator(room, provider)
    return room.say("send.made", generator=name, model=model) if model else name
