"""Settling in the window: by hand, by an invoice that is shown first, dated rates, and prices that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fourbeat.app.ledger.cap_sheet import RateSheet
from fourbeat.app.ledger.invoice_sheet import InvoiceSheet
from fourbeat.app.ledger.page import LedgerPage
from fourbeat.app.ledger.settle_sheet import SettleSheet
from fourbeat.app.ledger.unknown_sheet import UnknownSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.budget import Measure, Span
from fourbeat.model.job import Charged, JobState
from fourbeat.studio.studio import Studio
from studio.far import Far
from studio.money import spend


@pytest.fixture
def page(window: StudioWindow, qtbot: QtBot) -> LedgerPage:
    window.show_dock("money")
    found = window.pages["money"]
    assert isinstance(found, LedgerPage)
    qtbot.waitUntil(found.isVisible)
    return found


def sheet(page: LedgerPage, kind: type) -> object:
    return page.window().findChildren(kind)[-1]


def test_what_nobody_knows_is_settled_by_hand(page: LedgerPage, studio: Studio, qtbot: QtBot) -> None:
    shots = studio.plan.shots()
    for shot in shots[:3]:
        spend(studio, shot, charged=Charged.UNKNOWN)
    page.room.actions["settle"].trigger()
    asks = sheet(page, SettleSheet)
    assert isinstance(asks, SettleSheet)
    assert asks.ticks.rowCount() == 3
    assert not asks.go.isEnabled()
    assert "010 t" in asks.ticks.data(asks.ticks.index(0))
    assert "1.00 USD" in asks.ticks.data(asks.ticks.index(0))
    for row in (0, 2):
        asks.ticks.setData(asks.ticks.index(row), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert asks.go.text() == "Settle 2 tries"
    told: list[str] = []
    asks.amount.show_value("lots")
    page.room._show_error = lambda error: told.append(error.code)  # type: ignore[method-assign]
    asks.go.click()
    assert told == ["budget.no-sum"]
    asks.amount.show_value("0.80")
    asks.note.show_value("From the card statement")
    asks.go.click()
    assert not asks.isVisible()
    assert [(one.amount, one.currency, one.note) for one in studio.store.settlements()] == [
        ("0.8", "USD", "From the card statement")
    ] * 2
    qtbot.waitUntil(lambda: [label.text() for label in page.film] == ["1.60 USD", "–", "1 USD"])


def test_without_anything_unknown_the_sheet_says_so(page: LedgerPage) -> None:
    page.room.actions["settle"].trigger()
    asks = sheet(page, SettleSheet)
    assert isinstance(asks, SettleSheet)
    assert "Everything is settled" in asks.lead.text()
    assert not asks.go.isEnabled()
    asks.reject()


def test_an_invoice_is_shown_before_it_settles(
    page: LedgerPage, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spend(studio, studio.plan.shots()[0], charged=Charged.UNKNOWN, remote="r-77")
    bill = tmp_path / "charges.csv"
    bill.write_text("id,amount\nr-77,0.80\nr-other,5\nr-odd,x\n", encoding="utf-8")
    monkeypatch.setattr("fourbeat.app.picking.Picking.file", lambda *_given: bill)
    page.room.actions["invoice"].trigger()
    asks = sheet(page, InvoiceSheet)
    assert isinstance(asks, InvoiceSheet)
    assert asks.provider.value() == "far"
    asks.pick.click()
    assert not asks.go.isEnabled()
    assert asks.charges.rowCount() == 0
    asks.currency.show_value("usd")
    asks.look()
    cells = [
        [asks.charges.data(asks.charges.index(row, column)) for column in range(4)]
        for row in range(asks.charges.rowCount())
    ]
    assert cells[0][:2] == ["2", "0.80 USD"]
    assert [row[3] for row in cells] == ["by its id", "nothing here", "cannot be read"]
    assert studio.store.settlements() == []
    assert asks.go.text() == "Settle 1 line"
    asks.go.click()
    assert [one.source for one in studio.store.settlements()] == ["charges.csv:2"]


def test_a_file_that_is_no_invoice_is_told(
    page: LedgerPage, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spend(studio, studio.plan.shots()[0], charged=Charged.UNKNOWN)
    told: list[str] = []
    monkeypatch.setattr(page.room, "_show_error", lambda error: told.append(error.code))
    page.room.actions["invoice"].trigger()
    asks = sheet(page, InvoiceSheet)
    assert isinstance(asks, InvoiceSheet)
    file = tmp_path / "notes.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    asks.take(file)
    assert told == ["invoice.no-columns"]
    assert not asks.go.isEnabled()
    asks.reject()


def test_a_rate_counts_from_the_day_that_was_typed(page: LedgerPage, studio: Studio) -> None:
    for rate, day in (("150", "2026-11-01"), ("140", "2026-10-01")):
        page.room.actions["type-rate"].trigger()
        asks = sheet(page, RateSheet)
        assert isinstance(asks, RateSheet)
        for field, text in ((asks.currency, "USD"), (asks.rate, rate), (asks.own, "JPY"), (asks.day, day)):
            field.show_value(text)
        asks.go.click()
        assert not asks.isVisible()
    assert [(one.rate, one.day) for one in studio.store.exchanges() if one.currency == "USD"] == [
        ("150", "2026-11-01"),
        ("140", "2026-10-01"),
    ]
    page.room.actions["type-rate"].trigger()
    asks = sheet(page, RateSheet)
    assert isinstance(asks, RateSheet)
    assert "1 USD = 150 JPY from 2026-11-01 on (tester)" in asks.typed.text()
    asks.reject()


def test_what_has_no_known_price_is_allowed_and_asked_about_again(
    page: LedgerPage, studio: Studio, qtbot: QtBot
) -> None:
    far = Far()
    studio.__dict__["generators"] = {**studio.generators, "far": far}
    studio.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="5", currency="USD")
    studio.fields.set(shots=studio.plan.shots()[:2], fields={"provider": "far", "model": None})
    jobs = studio.jobs.add(shots=studio.plan.shots()[:2])
    assert [job.state for job in jobs] == [JobState.HELD] * 2
    qtbot.waitUntil(page.held.isVisible)
    assert page.held.text() == "2 jobs are held because of money."

    def tick(row: int, state: Qt.CheckState) -> None:
        page.room.actions["unknown-prices"].trigger()
        asks = sheet(page, UnknownSheet)
        assert isinstance(asks, UnknownSheet)
        asks.ticks.setData(asks.ticks.index(row), state, Qt.ItemDataRole.CheckStateRole)
        asks.why.show_value("Only this one")
        asks.go.click()
        assert not asks.isVisible()

    tick(2, Qt.CheckState.Checked)
    assert [studio.store.job(job.id).state for job in jobs] == [JobState.QUEUED, JobState.HELD]
    assert studio.store.purse_events()[-1].reason == "Only this one"
    tick(0, Qt.CheckState.Checked)
    assert studio.store.job(jobs[1].id).state is JobState.QUEUED
    assert "" in studio.budget.unknown_allowed()
    tick(0, Qt.CheckState.Unchecked)
    assert "" not in studio.budget.unknown_allowed()


def test_a_stop_says_who_and_why(page: LedgerPage, studio: Studio, qtbot: QtBot) -> None:
    studio.budget.stop(reason="Lunch")
    qtbot.waitUntil(page.stopped.isVisible)
    assert page.stopped.text() == "tester stopped all spending. Lunch"
