"""The ledger in the window: three numbers, caps that ask why, the button that stops all, and the budget on top."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fourbeat.app.ledger.cap_sheet import CapSheet, RateSheet
from fourbeat.app.ledger.page import LedgerPage
from fourbeat.app.window import StudioWindow
from fourbeat.model.budget import Measure, Span
from fourbeat.model.job import Charged, Estimate, Money
from fourbeat.studio.studio import Studio
from studio.money import spend


@pytest.fixture
def page(window: StudioWindow, qtbot: QtBot) -> LedgerPage:
    window.show_dock("money")
    found = window.pages["money"]
    assert isinstance(found, LedgerPage)
    qtbot.waitUntil(found.isVisible)
    return found


def numbers(page: LedgerPage) -> list[str]:
    return [label.text() for label in page.film]


def open_sheet(page: LedgerPage, kind: type) -> CapSheet:
    (sheet,) = page.window().findChildren(kind)
    return sheet


def test_the_three_numbers_stand_apart(page: LedgerPage, studio: Studio, qtbot: QtBot) -> None:
    assert numbers(page) == ["–", "–", "–"]
    assert page.none.isVisible()
    assert "stands here once a take that was paid for" in page.history.text()
    shot = studio.plan.shots()[0]
    spend(studio, shot, charge=Money(amount="0.80", currency="USD"))
    spend(studio, shot, charged=Charged.UNKNOWN)
    spend(studio, shot, waits=True)
    qtbot.waitUntil(lambda: numbers(page) == ["0.80 USD", "1 USD", "1 USD"])
    assert page.rows.rows == [("far", "0.80 USD", "1 USD", "1 USD")]
    # One row leaves no gap before the caps.
    assert page.table.maximumHeight() < 4 * page.room.theme.size("row")
    page.by.setCurrentIndex(2)
    page.by.activated.emit(2)
    assert page.rows.rows[0][1:] == ("0.80 USD", "1 USD", "1 USD")


def test_a_typed_rate_shows_the_projects_currency_beside(page: LedgerPage, studio: Studio, qtbot: QtBot) -> None:
    spend(studio, studio.plan.shots()[0], charge=Money(amount="2.00", currency="USD"))
    page.room.actions["type-rate"].trigger()
    (sheet,) = page.window().findChildren(RateSheet)
    for field, text in ((sheet.currency, "USD"), (sheet.rate, "150"), (sheet.own, "JPY")):
        field.show_value(text)
    sheet.go.click()
    qtbot.waitUntil(lambda: numbers(page)[0] == "2 USD (300 JPY)")


def test_a_cap_is_set_and_raising_it_asks_why(page: LedgerPage, studio: Studio, qtbot: QtBot, monkeypatch) -> None:
    page.set_cap.click()
    sheet = open_sheet(page, CapSheet)
    sheet.amount.show_value("5")
    sheet.currency.show_value("usd")
    sheet.go.click()
    (cap,) = studio.budget.caps()
    assert (cap.most, cap.currency, cap.span, cap.by) == ("5", "USD", Span.DAY, "tester")
    qtbot.waitUntil(lambda: page.caps.count() == 1 and "5 USD a day" in page.caps.itemAt(0).widget().text())
    told: list[str] = []
    monkeypatch.setattr(page.room, "_show_error", lambda error: told.append(error.code))
    page.caps.itemAt(0).widget().click()
    sheet = page.window().findChildren(CapSheet)[-1]
    sheet.amount.show_value("9")
    sheet.go.click()
    assert told == ["budget.why"]
    sheet.why.show_value("The client agreed")
    sheet.go.click()
    assert studio.budget.caps()[0].most == "9"
    assert studio.store.caps()[-1].reason == "The client agreed"


def test_clips_have_no_currency(page: LedgerPage, studio: Studio) -> None:
    page.set_cap.click()
    sheet = open_sheet(page, CapSheet)
    sheet.measure.show_value(Measure.CLIPS)
    sheet.measure.edited.emit()
    assert not sheet.currency.isVisibleTo(sheet)
    sheet.amount.show_value("3")
    sheet.go.click()
    assert [(one.measure, one.currency) for one in studio.budget.caps()] == [(Measure.CLIPS, "")]


def test_one_click_stops_all_spending_and_another_lets_it_go_on(
    page: LedgerPage, studio: Studio, window: StudioWindow, qtbot: QtBot
) -> None:
    assert not page.stopped.isVisible()
    page.stop.click()
    assert studio.budget.is_stopped
    qtbot.waitUntil(page.stopped.isVisible)
    assert window.topbar.budget.text() == "Spending stopped"
    assert not page.room.actions["stop-spending"].isEnabled()
    page.stop.click()
    assert not studio.budget.is_stopped
    qtbot.waitUntil(lambda: not page.stopped.isVisible())


def test_the_top_bar_says_what_the_tightest_cap_leaves(
    page: LedgerPage, studio: Studio, window: StudioWindow, qtbot: QtBot
) -> None:
    button = window.topbar.budget
    assert not button.isVisible()
    studio.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="100", currency="USD")
    studio.budget.cap(span=Span.DAY, measure=Measure.MONEY, most="4", currency="USD")
    spend(studio, studio.plan.shots()[0], charge=Money(amount="1.00", currency="USD"))
    qtbot.waitUntil(lambda: button.isVisible() and button.text() == "3 USD left")
    window.show_dock("board")
    button.click()
    qtbot.waitUntil(page.isVisible)


def test_the_ledger_is_written_for_a_spreadsheet(page: LedgerPage, studio: Studio, tmp_path: Path, monkeypatch) -> None:
    spend(studio, studio.plan.shots()[0], charge=Money(amount="0.80", currency="USD"), by="=cmd()")
    file = tmp_path / "ledger.csv"
    monkeypatch.setattr("fourbeat.app.picking.Picking.target", lambda *_given: file)
    page.room.actions["ledger-csv"].trigger()
    written = file.read_text(encoding="utf-8-sig")
    assert "'=cmd()" in written
    assert ",0.80," in written


def test_prices_of_the_estimate_are_kept(studio: Studio) -> None:
    (job,) = studio.jobs.add(shots=studio.plan.shots()[:1])
    assert job.estimate == Estimate(free=True, seconds=job.estimate.seconds if job.estimate else "", clips=1)
    assert job.by == "tester"
