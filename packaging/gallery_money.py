"""The sheets about money and handwork, for the gallery."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest

from fourbeat.app.board.asking import Asking
from fourbeat.app.hands.cost import Said
from fourbeat.app.hands.picture_sheet import PictureSheet
from fourbeat.app.hands.sheet import BringSheet
from fourbeat.app.hands.whose import Aim
from fourbeat.app.ledger.cap_sheet import CapSheet, RateSheet
from fourbeat.app.ledger.invoice_sheet import InvoiceSheet
from fourbeat.app.ledger.settle_sheet import SettleSheet
from fourbeat.app.ledger.unknown_sheet import UnknownSheet
from fourbeat.app.room import Room
from fourbeat.model.job import Money
from fourbeat.studio.invoices import How, Match


def sheets(room: Room, work: Path) -> Iterator[tuple[str, Asking]]:
    """Give every sheet about money, and the one that brings clips in, with a clip of each kind."""
    studio = room.studio
    studio.budget.rate(currency="USD", rate="151.2", into="JPY", day="2026-11-01")
    yield "cap", CapSheet(room)
    yield "rate", RateSheet(room)
    yield "settle-none", SettleSheet(room)
    unknown = SettleSheet(room)
    unknown.show_lines([("a", "010 t1 · gpu · 2026-11-21 · USD"), ("b", "020 t1 · gpu · 2026-11-21 · USD")])
    yield "settle", unknown
    invoice = InvoiceSheet(room)
    sum_ = Money(amount="0.80", currency="USD")
    ways = (How.ID, How.KNOWN, How.AMBIGUOUS, How.UNREADABLE)
    invoice.show_matches([Match((line,), sum_, how, remote_id="gpu") for line, how in enumerate(ways, start=2)])
    yield "invoice", invoice
    yield "unknown-prices", UnknownSheet(room)
    clip = next(path for path in sorted(studio.store.media.folder.rglob("*.mp4")))
    (work / "lamp.mp4").write_bytes(b"no clip")
    bring = BringSheet(room, [clip, work / "lamp.mp4"], Aim())
    while bring.busy:
        QTest.qWait(20)
    bring.cost.said.show_value(Said.EACH)
    bring.cost.follow()
    yield "bring", bring
    order = next(iter(studio.handwork.orders()), None)
    if order is not None:
        picture = PictureSheet(room, work / "lamp.png", order.job.id)
        picture.cost.said.show_value(Said.EACH)
        picture.cost.follow()
        yield "bring-picture", picture
