"""Invoices as providers write them: signs, minuses, totals, days; and what must never be taken for a charge."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.job import Charged
from fourbeat.studio.invoice_cells import charge, columns, moment
from fourbeat.studio.invoices import How, Match
from studio.money import spend


@pytest.mark.parametrize(
    ("text", "currency", "worth"),
    [
        ("0.42", "USD", "0.42"),
        ("$0.42", "USD", "0.42"),
        ("US$ 1,234.50", "USD", "1234.5"),
        ("1.234,50 €", "EUR", "1234.5"),
        ("0,42 EUR", "EUR", "0.42"),
        (".42", "USD", "0.42"),
        (",5", "EUR", "0.5"),
        ("4.2e-05", "USD", "0.000042"),
        ("¥1,234", "JPY", "1234"),
        ("1,234円", "JPY", "1234"),
        ("￥６３", "JPY", "63"),
        ("\\63", "JPY", "63"),
        ("-0.40", "USD", "-0.4"),
        ("-$0.40", "USD", "-0.4"),
        ("$-0.40", "USD", "-0.4"),
        ("(0.40)", "USD", "-0.4"),
        ("($0.40)", "USD", "-0.4"),
        ("\u22120.40", "USD", "-0.4"),
        ("▲0.40", "USD", "-0.4"),
        ("0.40-", "USD", "-0.4"),
    ],
)
def test_a_sum_is_read_as_bills_write_it(text, currency, worth):
    assert charge(text, currency) == Fraction(worth)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "USD"),
        ("=1+1", "USD"),
        ("0.42 credits", "USD"),
        ("€0.42", "USD"),
        ("0.42 EUR", "USD"),
        ("(0.42", "USD"),
        ("(-0.42)", "USD"),
        ("1e99", "USD"),
        ("nan", "USD"),
    ],
)
def test_what_is_no_sum_of_that_currency_is_not_made_one(text, currency):
    with pytest.raises(Invalid):
        charge(text, currency)


@pytest.mark.parametrize(
    ("head", "found", "told"),
    [
        (["id", "unit price", "price", "total cost", "currency"], {"id": 0, "amount": 3, "currency": 4}, ""),
        (["id", "request_id", "cost_usd"], {"id": 1, "amount": 2}, "USD"),
        (["Timestamp (UTC)", "Cost (USD)"], {"time": 0, "amount": 1}, "USD"),
        (["日時", "リクエストID", "金額", "通貨"], {"time": 0, "id": 1, "amount": 2, "currency": 3}, ""),
        (["Datum", "Betrag", "Währung"], {"time": 0, "amount": 1, "currency": 2}, ""),
    ],
)
def test_the_column_that_tells_most_counts(head, found, told):
    assert columns([["Invoice 7"], head]) == (found, 2, told)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/11/21", "2026-11-21"),
        ("21.11.2026", "2026-11-21"),
        ("11/21/2026", "2026-11-21"),
        ("21/11/2026 10:00", "2026-11-21T10:00:00"),
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00+00:00"),
    ],
)
def test_a_day_is_read_in_the_order_its_form_tells(text, day):
    assert moment(text) == day


def test_a_day_that_could_be_two_is_none():
    with pytest.raises(Invalid):
        moment("03/04/2026")


def _match(studio, tmp_path, text: str) -> list[Match]:
    file = tmp_path / "invoice.csv"
    file.write_text(text, encoding="utf-8")
    return studio.invoices.match(file=file, provider="far")


@pytest.fixture
def shot(studio, tmp_path):
    studio.shots.add(brief=BriefFile(number="010", scene="A lamp goes out."), folder=tmp_path)
    return studio.plan.shots()[0]


def test_what_was_paid_back_is_taken_off_before_anything_is_settled(studio, shot, tmp_path):
    for name in ("gen-1", "gen-2", "gen-3", "gen-4"):
        spend(studio, shot, charged=Charged.UNKNOWN, remote=name)
    found = _match(
        studio,
        tmp_path,
        "id,amount,currency\ngen-1,0.50,USD\ngen-1,-0.50,USD\ngen-2,(0.40),USD\ngen-3,0.40,USD\ngen-3,n/a,USD\n"
        "gen-4,0.40,USD\ngen-4,40,JPY\n",
    )
    told = {(one.remote_id, one.how) for one in found}
    assert told == {
        ("gen-1", How.ID),
        ("gen-2", How.DIFFERS),
        ("gen-3", How.UNREADABLE),
        ("gen-4", How.AMBIGUOUS),
    }
    file = tmp_path / "invoice.csv"
    made = studio.invoices.settle(file=file, matches=found)
    assert [one.amount for one in made] == ["0"]


def test_a_day_that_cannot_be_read_does_not_hide_a_charge_with_an_id(studio, shot, tmp_path):
    spend(studio, shot, charged=Charged.UNKNOWN, remote="gen-1")
    found = _match(studio, tmp_path, "id,date,cost_usd\ngen-1,Nov 3rd,$0.42\n,Nov 3rd,$0.42\n")
    assert [one.how for one in found] == [How.ID, How.UNREADABLE]
