"""What the ledger adds to the one table of actions."""

from __future__ import annotations

from fourbeat.studio.ledger_sheet import as_csv

from ..actions import Action
from ..board.moves import writable
from ..picking import Picking
from ..room import Room
from .cap_sheet import CapSheet, RateSheet
from .invoice_sheet import InvoiceSheet
from .settle_sheet import SettleSheet
from .unknown_sheet import UnknownSheet


def set_cap(room: Room) -> None:
    """Open the sheet for a new cap."""
    sheet = CapSheet(room)
    sheet.present()
    sheet.amount.setFocus()


def type_rate(room: Room) -> None:
    """Open the sheet for a rate of exchange."""
    sheet = RateSheet(room)
    sheet.present()
    sheet.currency.setFocus()


def stop_spending(room: Room) -> None:
    """Stop all spending at once, without asking: it can go on again."""
    if room.attempt(room.studio.budget.stop) is not None:
        room.stage.announce(room.say("ledger-dock.top-stopped"))


def go_spending(room: Room) -> None:
    """Let spending go on."""
    if room.attempt(room.studio.budget.go) is not None:
        room.stage.announce(room.say("budget.now-going"))


def settle(room: Room) -> None:
    """Open the sheet that settles by hand."""
    sheet = SettleSheet(room)
    sheet.present()
    (sheet.list if sheet.ticks.rowCount() else sheet.leave).setFocus()


def invoice(room: Room) -> None:
    """Open the sheet that settles by an invoice."""
    sheet = InvoiceSheet(room)
    sheet.present()
    sheet.pick.setFocus()


def unknown_prices(room: Room) -> None:
    """Open the sheet that says what may spend without a known price."""
    sheet = UnknownSheet(room)
    sheet.present()
    sheet.list.setFocus()


def write_csv(room: Room) -> None:
    """Ask where the ledger should go, and write every line of it."""
    usual = room.studio.folder / f"{room.studio.plan.project.name}.csv"
    picking = Picking(None, room.icons, room.memory)
    file = picking.target(room.title("ledger-dock.csv-title"), usual, "CSV (*.csv)")
    if file is None:
        return

    def write() -> bool:
        # Here, not above: what packs need is not loaded with every window.
        from fourbeat.studio.pack_files import given_out

        given_out(file, as_csv(room.studio), replace=True)
        return True

    if room.attempt(write):
        room.stage.announce(room.say("ledger-dock.written", file=file.name))


def _may_stop(room: Room) -> bool:
    return writable(room) and not room.studio.budget.is_stopped


def _may_go(room: Room) -> bool:
    return writable(room) and room.studio.budget.is_stopped


ACTIONS = (
    Action("act.stop-spending", stop_spending, icon="stop", menu="queue", enabled=_may_stop),
    Action("act.go-spending", go_spending, icon="play", menu="queue", enabled=_may_go),
    Action("act.set-cap", set_cap, icon="lock", menu="queue", enabled=writable),
    Action("act.type-rate", type_rate, icon="edit", menu="queue", enabled=writable),
    Action("act.settle", settle, icon="check", menu="queue", enabled=writable),
    Action("act.invoice", invoice, icon="note", menu="queue", enabled=writable),
    Action("act.unknown-prices", unknown_prices, icon="search", menu="queue", enabled=writable),
    Action("act.ledger-csv", write_csv, icon="list", menu="queue"),
)
"""What the ledger adds to the one table of actions."""
