"""Sums are exact: nothing is rounded before a person reads it, and no rate is made up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model.budget import Cap, Exchange, Measure, Span
from fourbeat.model.job import Money
from fourbeat.model.sums import Rates, decimal, money, rounded


def typed(currency: str, into: str, rate: str, day: str = "2026-11-01") -> Exchange:
    return Exchange(id="x", currency=currency, into=into, rate=rate, day=day, at="", by="ana")


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_a_decimal_is_written_as_it_was(value):
    assert Fraction(decimal(Fraction(value))) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "text"), [("1/3", "0.3333"), ("2/3", "0.6667"), ("-1/3", "-0.3333"), ("5", "5"), ("0.10", "0.1")]
)
def test_what_has_no_end_is_rounded_half_up(value, text):
    assert decimal(Fraction(value)) == text


def test_cents_have_both_digits():
    assert (money(Fraction("0.1"), "USD").amount, money(Fraction(3), "JPY").amount) == ("0.10", "3")
    assert rounded(Fraction("0.123456"), "USD").amount == "0.1235"
    assert rounded(Fraction("25.982864"), "USD").amount == "25.98"


def test_ten_dimes_are_a_dollar():
    assert sum([Fraction("0.1")] * 10) == 1


def test_without_a_typed_rate_there_is_none():
    rates = Rates([typed("JPY", "JPY", "1"), typed("USD", "JPY", "150")])
    assert rates.own == "JPY"
    assert rates.own_of(Fraction(2), "USD", "2026-11-05") == 300
    assert rates.own_of(Fraction(2), "EUR", "2026-11-05") is None
    assert rates.into(Fraction(300), "JPY", "2026-11-05", "USD") == 2
    assert Rates([]).own_of(Fraction(2), "USD", "2026-11-05") is None


def test_the_rate_of_the_day_counts():
    rates = Rates([typed("USD", "JPY", "150", "2026-11-03"), typed("USD", "JPY", "160", "2026-11-10")])
    days = ("2026-11-01", "2026-11-03", "2026-11-09", "2026-11-10", "2026-12-01")
    assert [rates.own_of(Fraction(1), "USD", day) for day in days] == [150, 150, 150, 160, 160]


def test_a_rate_typed_again_for_a_day_replaces_the_first():
    rates = Rates([typed("USD", "JPY", "150"), typed("USD", "JPY", "151")])
    assert rates.own_of(Fraction(1), "USD", "2026-11-01") == 151


def test_rates_into_another_currency_than_the_projects_are_left_alone():
    rates = Rates([typed("EUR", "EUR", "1"), typed("USD", "JPY", "150")])
    assert rates.own_of(Fraction(1), "USD", "2026-11-01") is None


@pytest.mark.parametrize("amount", ["9" * 5000, "0." + "0" * 5000 + "1", "1.", "", "-", "1e5"])
def test_a_sum_that_stops_all_reckoning_is_none(amount: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        Money(amount=amount, currency="USD")
    with pytest.raises(ValueError, match="most"):
        Cap(id="c", span=Span.DAY, measure=Measure.MONEY, most=amount, at="", by="")
