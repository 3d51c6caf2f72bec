"""The sheet that holds a provider's list of charges against what nobody knows the price of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView

from fourbeat.model.errors import Invalid
from fourbeat.studio.invoices import How, Match
from fourbeat.studio.ledger_sheet import money_of

from ..board.asking import Asking
from ..brief.words import ChoiceField, LineField
from ..labels import Label
from ..picking import Picking
from ..queue.story import generator
from ..room import Room
from .cap_sheet import beside

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS = ("column.invoice-line", "column.amount", "column.what", "column.matched")
_ROWS = 4


class Charges(QAbstractTableModel):
    """Hold the lines of an invoice and what each belongs to."""

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self.matches: list[Match] = []

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.matches = list(matches)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.matches)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._room.say(_HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell says."""
        if not index.isValid():
            return None
        match = self.matches[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(match, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == len(_HEADS) - 1:
            doubtful = match.how in (How.AMBIGUOUS, How.DIFFERS, How.UNREADABLE)
            return self._room.theme.colour("good" if match.settles else "warn" if doubtful else "text-soft")
        return None

    def _cell(self, match: Match, column: int) -> str:
        room, studio = self._room, self._room.studio
        if column == 0:
            return "+".join(map(str, match.lines))
        if column == 1:
            return room.words(money_of(Fraction(match.paid.amount), match.paid.currency)) if match.paid else "–"
        if column == 2:
            entry = match.entry
            return room.words(studio.jobs.label(studio.store.job(entry.account.job))) if entry else match.remote_id
        return room.say(f"invoice.how.{match.how}")


class InvoiceSheet(Asking):
    """Ask for an invoice, show what each of its lines belongs to, and settle what matches once a person says so."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "ledger-dock.invoice-title", "ledger-dock.settle", "ledger-dock.invoice-lead")
        self.roomy = True
        self.file: Path | None = None
        known = dict.fromkeys(entry.provider for entry in room.studio.ledger.entries())
        none = {"animatic", "handwork", *room.studio.connections.pools()}
        others = (key for key in room.studio.generators if key not in none)
        keys = [*known, *(key for key in others if key not in known)]
        self.provider = ChoiceField(room, "ledger-dock.whose-invoice", [(key, generator(room, key)) for key in keys])
        self.provider.show_value(keys[0] if keys else "")
        self.currency = LineField(room, "ledger-dock.invoice-currency")
        self.pick = QPushButton(room.say("ledger-dock.pick-invoice"))
        self.pick.setAutoDefault(True)
        self.pick.clicked.connect(lambda _on=False: self._ask())
        self.named = Label(room.look, room.say("ledger-dock.no-invoice"), tone="text-soft")
        self.named.setWordWrap(True)
        self.charges = Charges(room, self)
        self.table = QTableView()
        self.table.setModel(self.charges)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(room.say("ledger-dock.invoice-table"))
        self.table.setMinimumHeight(room.theme.size("row") * _ROWS)
        self.table.setMinimumWidth(min(room.theme.size("palette"), (self.parentWidget() or self).width() * 3 // 4))
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(room.theme.space("s"))
        line.addWidget(self.pick)
        line.addWidget(self.named, 1)
        self.lines.addLayout(beside(room, self.provider, self.currency))
        self.lines.addLayout(line)
        self.lines.addWidget(self.table, 1)
        self.lines.addWidget(self.told)
        self.leave.setText(room.say("new.cancel"))
        self.provider.edited.connect(self.look)
        self.currency.entry.editingFinished.connect(self.look)
        self._tell()

    def take(self, file: Path) -> None:
        """Read an invoice."""
        self.file = file
        self.named.setText(file.name)
        self.look()

    def look(self) -> None:
        """Say what each line belongs to; nothing is written."""
        room, file, provider = self.room, self.file, str(self.provider.value() or "")
        if file is None or not provider:
            return
        currency = str(self.currency.value())
        verb = partial(room.studio.invoices.match, file=file, provider=provider, currency=currency)

        def match() -> list[Match] | None:
            try:
                return verb()
            except Invalid as error:
                if error.code != "invoice.which-currency":
                    raise
                return None

        found = room.carry_out(lambda: (match(),))
        matches = found[0] if found is not None else []
        self.currency.show_fault("" if matches is not None else room.say("ledger-dock.which-currency"))
        if matches is None:
            self.currency.entry.setFocus()
        self.show_matches(matches or [])

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show what lines belong to, and what can be settled."""
        self.charges.show_matches(matches)
        self._tell()

    def done_asking(self) -> None:
        """Settle what matches."""
        room, file = self.room, self.file
        if file is None:
            return
        made = room.attempt(partial(room.studio.invoices.settle, file=file, matches=self.charges.matches))
        if made is not None:
            self.accept()
            room.stage.announce(room.say("invoice.settled", n=len(made)))

    def _tell(self) -> None:
        say, matches = self.room.say, self.charges.matches
        many = sum(one.settles for one in matches)
        yours = any(one.how is How.AMBIGUOUS for one in matches)
        words = [say("ledger-dock.nothing-settles")] if matches and not many else []
        words += [say("ledger-dock.yours")] if yours else []
        self.told.setText(" ".join(words))
        self.told.setVisible(bool(words))
        self.go.setText(say("ledger-dock.settle-lines", n=many) if many else say("ledger-dock.settle"))
        self.go.setEnabled(bool(many))

    def _ask(self) -> None:
        picking = Picking(self, self.room.icons, self.room.memory)
        file = picking.file(self.room.title("ledger-dock.invoice-title"), "invoice", "CSV (*.csv *.tsv *.txt)")
        if file is not None:
            self.take(file)
