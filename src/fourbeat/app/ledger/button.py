"""The budget in the top bar: what the tightest cap leaves, or that spending is stopped; a click opens the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton

from fourbeat.model.budget import Cap, Measure
from fourbeat.model.edit import Changes
from fourbeat.queue.purse import amount, named

from ..errand import Errand, Tell
from ..queue.model import job_list
from ..room import Room

_Left = Sequence[tuple[Cap, Fraction | None]]

_AT_ONCE = 300
"""The accounts of so many jobs are read in the window's turn; those of more beside it."""
_REST = 500
"""Milliseconds after a change until the caps are held against it."""


class BudgetButton(QToolButton):
    """Say what is left; without a cap on money there is nothing to say, and no button."""

    shown = Signal(bool)
    told = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setProperty("flat", True)
        # Before there is anything to say it is named all the same.
        self.setAccessibleName(room.say("dock.ledger"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(lambda _on=False: room.stage.show_dock("money"))
        self._rest = QTimer(room)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.renew)
        self._unread = job_list(room).rowCount()
        self._errand: Errand | None = None
        self._again = False
        room.bridge.changed.connect(self._hear)
        room.look.changed.connect(self.renew)

    def renew(self) -> None:
        """Say how it stands now; after very many changes a moment later."""
        if self._errand is not None:
            self._again = True
        elif self._unread > _AT_ONCE:
            self._errand = errand = Errand(self._ask, None, self)
            errand.opened.connect(self._told)
            errand.refused.connect(self._told)
            errand.stopped.connect(self._told)
            # Not before the window has been drawn.
            QTimer.singleShot(0, errand, errand.start)
        else:
            self._show(self._room.studio.budget.left())
        self._unread = 0

    def _ask(self, _tell: Tell) -> _Left:
        return self._room.studio.budget.left()

    def _told(self, answer: object = None) -> None:
        """Show what was reckoned beside the window; what refused is said by the next to ask."""
        assert self._errand is not None
        self._errand.deleteLater()
        self._errand = None
        if isinstance(answer, list):
            self._show(answer)
        if self._again:
            self._again = False
            self.renew()

    def _show(self, found: _Left) -> None:
        room, budget = self._room, self._room.studio.budget
        left = [(cap, rest) for cap, rest in found if cap.measure is Measure.MONEY]
        if budget.is_stopped:
            text, tip, icon = room.say("ledger-dock.top-stopped"), "", "stop"
        elif left:
            cap, rest = min(left, key=_tightness)
            if rest is None:
                text, tip = room.say("ledger-dock.top-no-rate"), room.say("ledger-dock.no-rate", cap=named(cap))
            else:
                text = room.say("ledger-dock.top-left", left=amount(cap, rest))
                tip = room.say("ledger-dock.left", cap=named(cap), left=amount(cap, rest))
            icon = "lock"
        else:
            self.shown.emit(False)
            return
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip or text)
        self.setIcon(room.icons.icon(icon, "bad" if budget.is_stopped else "text-soft"))
        self.shown.emit(True)
        self.told.emit()

    def compact(self, room: int) -> None:
        """Show the icon alone where there is less room than the words need; the tooltip says them."""
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self.sizeHint().width() > room:
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _hear(self, changes: Changes) -> None:
        self._unread += len(changes.jobs)
        if changes.money:
            self.renew()
        elif changes.jobs:
            self._rest.start()


def _tightness(one: tuple[Cap, Fraction | None]) -> Fraction:
    cap, rest = one
    most = Fraction(cap.most or 0)
    return Fraction(-1) if rest is None or not most else rest / most
