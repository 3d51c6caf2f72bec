"""Sums of money and of quantities, exact: decimals are read as fractions, added up, and written as decimals again."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from .budget import Exchange
from .job import Money

_FINEST = 12
_ROUGH, _CENTS = 4, 2
"""Digits after the point: the most that an exact sum is written with, those of one that has no end, and of cents."""


def worth(money: Money) -> Fraction:
    """Give what a sum is worth in its own currency."""
    return Fraction(money.amount)


def decimal(value: Fraction, digits: int = _ROUGH) -> str:
    """Write a number as a decimal: exactly where it ends, else rounded half up to some digits."""
    finest = next((n for n in range(_FINEST + 1) if (value * 10**n).denominator == 1), None)
    digits = digits if finest is None else finest
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = str(whole).rjust(digits + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)


def money(value: Fraction, currency: str) -> Money:
    """Make a sum of money; whole cents are written with both digits."""
    text = decimal(value)
    head, _, tail = text.partition(".")
    return Money(amount=f"{head}.{tail:0<2}" if tail else head, currency=currency)


def rounded(value: Fraction, currency: str) -> Money:
    """Make a sum of money for a person to read: to the cent, and less than one to a hundredth of it."""
    digits = _ROUGH if abs(value) < 1 else _CENTS
    return money(Fraction(round(value * 10**digits), 10**digits), currency)


class Rates:
    """Exchange sums by the rates that people typed; where there is none, nothing is made up."""

    def __init__(self, events: Iterable[Exchange]) -> None:
        self.own = ""
        """The project's currency; empty where nobody has said."""
        self._typed: dict[str, dict[str, tuple[str, Fraction]]] = {}
        events = list(events)
        for one in events:
            if one.currency == one.into or not self.own:
                self.own = one.into
        for one in events:
            rate = Fraction(one.rate)
            if one.currency != one.into and rate:
                self._typed.setdefault(one.currency, {})[one.day] = one.into, rate

    def into(self, value: Fraction, currency: str, day: str, wanted: str) -> Fraction | None:
        """Give what a sum of a day is worth in another currency; None without a typed rate.

        The rate of the last day not after it counts; for what is older than every rate, the first one.
        """
        if currency == wanted:
            return value
        mine, theirs = self._rate(currency, day), self._rate(wanted, day)
        return None if mine is None or theirs is None else value * mine / theirs

    def own_of(self, value: Fraction, currency: str, day: str) -> Fraction | None:
        """Give what a sum of a day is worth in the project's currency; None without a typed rate."""
        return self.into(value, currency, day, self.own) if self.own else None

    def _rate(self, currency: str, day: str) -> Fraction | None:
        if currency == self.own:
            return Fraction(1)
        typed = {day: rate for day, (into, rate) in self._typed.get(currency, {}).items() if into == self.own}
        if not typed:
            return None
        before = [one for one in typed if one <= day]
        return typed[max(before) if before else min(typed)]
