"""The ledger: three numbers that are never mixed, added up by what one likes, the caps, and the way to stop."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.budget import Cap, PurseEvent
from fourbeat.model.edit import Changes
from fourbeat.queue.purse import amount, named
from fourbeat.studio.ledger import Figures, Group, Line, Sums
from fourbeat.studio.ledger_sheet import money_of, range_of, told
from fourbeat.studio.ledger_sheet import named as name_of

from ..chooser import Chooser
from ..labels import Label
from ..panel import Page
from ..queue.story import generator
from ..rights.buttons import Buttons
from ..room import Room
from .cap_sheet import CapSheet
from .model import Lines

LEDGER = "money"

_REST = 300
"""Milliseconds after a change until the sums are read again."""
_NUMBERS = ("ledger.spent", "ledger.reserved", "ledger.unknown")
_GROUPS = {
    Group.PROVIDER: "ledger.by.provider",
    Group.DAY: "ledger.by.day",
    Group.SEQUENCE: "ledger.by.sequence",
    Group.SHOT: "ledger.by.shot",
    Group.TAKE: "ledger.by.take",
    Group.PERSON: "ledger.by.person",
}


_ASKS = {
    "settle": ("ledger-dock.settle-hand", "check"),
    "invoice": ("ledger-dock.invoice", "note"),
    "unknown-prices": ("ledger-dock.unknown-prices", "search"),
    "type-rate": ("ledger-dock.type-rate", "edit"),
}
"""What else can be asked for here, beside caps: the actions, with their words and icons."""


class LedgerPage(Page):
    """Show what was spent, is set aside and is not known."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.stopped = Label(room.look, "", bold=True, tone="bad")
        self.stopped.setWordWrap(True)
        self._grid = QGridLayout()
        self.film: list[Label] = []
        self.today: list[Label] = []
        for column, code in enumerate(_NUMBERS):
            self._grid.addWidget(Label(room.look, room.say(code), "caption", tone="text-soft"), 0, column + 1)
            self.film.append(self._sum("heading"))
            self.today.append(self._sum("body"))
            self._grid.addWidget(self.film[-1], 1, column + 1)
            self._grid.addWidget(self.today[-1], 2, column + 1)
            self._grid.setColumnStretch(column + 1, 1)
        for row, code in ((1, "ledger.film"), (2, "ledger.today")):
            self._grid.addWidget(Label(room.look, room.say(code), "caption", tone="text-soft"), row, 0)
        self.history = Label(room.look, "", "caption", tone="text-soft")
        self.history.setWordWrap(True)
        self.by = Chooser(room.look, room.icons, room.say("ledger-dock.by"))
        for code in _GROUPS.values():
            self.by.addItem(room.say(code))
        self.rows = Lines(room, self)
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(room.say("ledger-dock.table"))
        self.none = Label(room.look, room.say("ledger.empty"), tone="text-soft")
        self.none.setWordWrap(True)
        self.caps = QVBoxLayout()
        self.buttons = Buttons(room)
        self.set_cap = self.buttons.add("ledger-dock.set-cap", room.actions["set-cap"].trigger, "lock")
        self.settling = Buttons(room)
        self.asks = [
            self.set_cap,
            *(self.settling.add(word, room.actions[one].trigger, icon) for one, (word, icon) in _ASKS.items()),
        ]
        self.held = Label(room.look, "", tone="warn")
        self.held.setWordWrap(True)
        self.stop = QPushButton(room.say("act.stop-spending"))
        self.stop.setAutoDefault(True)
        self.stop.clicked.connect(lambda _on=False: self._turn())
        self._lay_out()
        self._rest = QTimer(room)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read_if_seen)
        self._stale = True
        self.by.activated.connect(lambda _row: self.follow())
        room.bridge.changed.connect(self._hear)
        room.look.changed.connect(self._dress)
        self.setFocusProxy(self.by)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the sums when there is somebody to see them."""
        super().showEvent(event)
        if self._stale:
            self.follow()

    def follow(self) -> None:
        """Show how the money stands now."""
        self._stale = False
        room, words, studio = self.room, self.room.words, self.room.studio
        own, ledger = studio.ledger.rates().own, studio.ledger
        for labels, figures in ((self.film, ledger.figures()), (self.today, ledger.today())):
            for label, sums in zip(labels, _three(figures), strict=True):
                label.setText(words(told(sums, own)))
        self.history.setText("\n".join(self._history() or [room.say("ledger.no-history")]))
        group = list(_GROUPS)[max(0, self.by.currentIndex())]
        lines = ledger.by(group)
        rows = [(self._named(group, one), *(words(told(sum_, own)) for sum_ in _three(one.figures))) for one in lines]
        self.rows.show_rows(room.say(_GROUPS[group]), rows)
        self._fit()
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._show_caps()
        stop = studio.budget.stopped()
        self.stopped.setText(self._why_stopped(stop) if stop else "")
        self.stopped.setVisible(stop is not None)
        self.stop.setText(room.say("act.go-spending" if stop else "act.stop-spending"))
        room.icons.dress(self.stop, "play" if stop else "stop")
        writable = not studio.store.read_only
        self.stop.setEnabled(writable)
        for button in self.asks:
            button.setEnabled(writable)
        held = len(studio.budget.held())
        self.held.setText(room.say("budget.held-count", n=held) if held else "")
        self.held.setVisible(bool(held))

    def _named(self, group: Group, line: Line) -> str:
        """Name what a line adds up; a generator as a person calls it."""
        if group is Group.PROVIDER:
            return generator(self.room, line.key)
        return name_of(self.room.studio, group, line, self.room.desk.wording)

    def _why_stopped(self, stop: PurseEvent) -> str:
        if stop.reason:
            return self.room.say("budget.is-stopped", by=stop.by, reason=stop.reason)
        return self.room.say("ledger-dock.stopped", by=stop.by)

    def _history(self) -> list[str]:
        """Say what an accepted second cost, and what is left to spend by that."""
        ledger, say = self.room.studio.ledger, self.room.say
        done, finish, refused = ledger.accepted(), ledger.to_finish(), ledger.figures().refused
        found = [
            say("ledger.per-second", sum=money_of(value / done.seconds, currency), n=done.shots)
            for currency, value in sorted(done.cost.money.items())
            if done.seconds
        ]
        found += [
            say("ledger.to-finish", range=range_of(low, high, currency), left=finish.shots, n=finish.basis)
            for currency, (low, high) in finish.cost().items()
            if finish.shots
        ]
        if refused.many:
            found.append(say("ledger.refused", n=refused.many, sum=told(refused, ledger.rates().own)))
        return found

    def _show_caps(self) -> None:
        while (item := self.caps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        room, left = self.room, self.room.studio.budget.left()
        if not left:
            none = Label(room.look, room.say("ledger-dock.no-caps"), "caption", tone="text-soft")
            none.setWordWrap(True)
            self.caps.addWidget(none)
        for cap, rest in left:
            words = room.say("ledger-dock.no-rate", cap=named(cap))
            if rest is not None:
                words = room.say("ledger-dock.left", cap=named(cap), left=amount(cap, rest))
            line = QPushButton(words)
            line.setProperty("choice", True)
            line.setAutoDefault(True)
            line.setEnabled(not room.studio.store.read_only)
            line.setToolTip(" · ".join(filter(None, (cap.by, cap.at[:10], cap.reason))))
            line.clicked.connect(partial(self._change, cap))
            self.caps.addWidget(line)

    def _change(self, cap: Cap, _on: bool = False) -> None:
        sheet = CapSheet(self.room, cap)
        sheet.present()
        sheet.amount.setFocus()

    def _turn(self) -> None:
        stopped = self.room.studio.budget.stopped() is not None
        self.room.actions["go-spending" if stopped else "stop-spending"].trigger()

    def _hear(self, changes: Changes) -> None:
        if changes.jobs or changes.money or changes.takes or changes.shots:
            self._stale = True
            self._rest.start()

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.follow()

    def _sum(self, size: str) -> Label:
        label = Label(self.room.look, "–", size, bold=size == "heading")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> None:
        room = self.room
        lines = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(Label(room.look, room.say("ledger-dock.by"), "caption", tone="text-soft"))
        head.addWidget(self.by)
        head.addStretch(1)
        lines.addWidget(self.stopped)
        lines.addLayout(self._grid)
        lines.addWidget(self.held)
        lines.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.settling)
        lines.addWidget(self.history)
        lines.addLayout(head)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.none)
        lines.addWidget(Label(room.look, room.say("ledger-dock.caps"), bold=True))
        lines.addLayout(self.caps)
        lines.addWidget(self.buttons)
        lines.addStretch(0)
        self._lines, self._head = lines, head

    def _dress(self) -> None:
        theme = self.room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("s"), side, side)
        self._lines.setSpacing(theme.space("m"))
        self._head.setSpacing(theme.space("s"))
        self.caps.setSpacing(theme.space("xs"))
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._grid.setVerticalSpacing(theme.space("xs"))
        heads = self.table.horizontalHeader()
        # With large text the table is rather scrolled than that the names of its columns are cut off.
        heads.setMinimumSectionSize(max(heads.sectionSizeHint(column) for column in range(heads.count())))
        self._fit()

    def _fit(self) -> None:
        """Let the table be as high as its rows, and scroll where they are many: what follows stands right below."""
        table = self.table
        table.resizeRowsToContents()
        rows = table.verticalHeader().length() + table.horizontalHeader().sizeHint().height()
        whole = rows + 2 * table.frameWidth() + table.horizontalScrollBar().sizeHint().height()
        table.setMinimumHeight(min(whole, 4 * self.room.theme.size("row")))
        table.setMaximumHeight(whole)


def _three(figures: Figures) -> tuple[Sums, Sums, Sums]:
    return figures.spent, figures.reserved, figures.unknown
