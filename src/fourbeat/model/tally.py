"""The tally: what caps are held against, kept up to date job by job, so that asking costs the same in a long film."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from .account import Account, Entry, Standing, entries
from .budget import Cap, Measure, Span
from .ids import Id
from .job import Estimate
from .sums import Rates


@dataclass(frozen=True)
class _Pot:
    provider: str
    day: str
    free: bool
    waiting: bool


@dataclass
class _Sums:
    money: dict[str, Fraction] = field(default_factory=dict)
    seconds: Fraction = Fraction(0)
    clips: int = 0

    def add(self, entry: Entry, sign: int) -> None:
        paid = entry.sum or entry.most
        if paid is not None:
            total = self.money.get(paid.currency, Fraction(0)) + sign * Fraction(paid.amount)
            self.money[paid.currency] = total
            if not total:
                del self.money[paid.currency]
        self.seconds += sign * entry.seconds
        self.clips += sign * entry.clips


class Unpriced(Exception):
    """Say that a currency has no typed rate to another."""

    def __init__(self, currency: str, into: str) -> None:
        super().__init__(currency)
        self.currency, self.into = currency, into


class Tally:
    """Add up what jobs have spent, may have spent, and have reserved."""

    def __init__(self) -> None:
        self._pots: dict[_Pot, _Sums] = {}
        self._jobs: dict[Id, list[tuple[_Pot, Entry]]] = {}
        self.mark = 0
        """How far the accounts have been read."""

    def put(self, account: Account) -> None:
        """Take a job's account in, in the place of what was known of it."""
        self.forget(account.job)
        found = [(_pot(entry), entry) for entry in entries(account)]
        for pot, entry in found:
            self._pots.setdefault(pot, _Sums()).add(entry, 1)
        if found:
            self._jobs[account.job] = found
        self.mark = max(self.mark, account.touched)

    def account(self, job: Id) -> Account | None:
        """Give the account of a job that counts."""
        found = self._jobs.get(job)
        return found[0][1].account if found else None

    def forget(self, job: Id) -> None:
        """Leave a job out."""
        for pot, entry in self._jobs.pop(job, ()):
            self._pots[pot].add(entry, -1)

    def total(self, cap: Cap, *, day: str, rates: Rates, besides: Id, waiting: bool) -> Fraction:
        """Give what counts against a cap on a day, without one job; `waiting` counts the jobs that wait, too.

        Raises Unpriced where a sum is in a currency that nobody typed a rate for.
        """
        total = Fraction(0)
        for pot, sums in self._pots.items():
            if _counts(pot, cap, day) and (waiting or not pot.waiting):
                total += _of(sums, cap, pot.day or day, rates)
        for pot, entry in self._jobs.get(besides, ()):
            if _counts(pot, cap, day) and (entry.again or pot.waiting) and (waiting or not pot.waiting):
                total -= _of(_alone(entry), cap, pot.day or day, rates)
        return total


def asked(cap: Cap, estimate: Estimate, *, day: str, rates: Rates) -> Fraction | None:
    """Give what an estimate counts against a cap at most; None where nobody knows. Raises Unpriced."""
    if cap.measure is Measure.SECONDS:
        return Fraction(estimate.seconds)
    if cap.measure is Measure.CLIPS:
        return Fraction(estimate.clips)
    if estimate.free:
        return Fraction(0)
    return None if estimate.most is None else _into(estimate.most.currency, estimate.most.amount, cap, day, rates)


def concerns(cap: Cap, provider: str, estimate: Estimate) -> bool:
    """Tell whether a cap is about a request: what is free counts only against a cap of its own provider."""
    if estimate.free:
        return cap.provider == provider and cap.measure is not Measure.MONEY
    return cap.provider in ("", provider)


def lines(accounts: Iterable[Account]) -> Iterator[Entry]:
    """Give the lines of many jobs, without those that say nothing."""
    for account in accounts:
        for entry in entries(account):
            if entry.standing is not Standing.NOTHING or entry.sum is not None or entry.free:
                yield entry


def _counts(pot: _Pot, cap: Cap, day: str) -> bool:
    if cap.provider != pot.provider and (cap.provider or pot.free):
        return False
    # What waits is counted on whatever day is asked for: that is when it would go.
    return cap.span is Span.PROJECT or pot.day in ("", day)


def _of(sums: _Sums, cap: Cap, day: str, rates: Rates) -> Fraction:
    if cap.measure is Measure.SECONDS:
        return sums.seconds
    if cap.measure is Measure.CLIPS:
        return Fraction(sums.clips)
    return sum(
        (_into(currency, str(value), cap, day, rates) for currency, value in sums.money.items()), start=Fraction(0)
    )


def _into(currency: str, amount: str, cap: Cap, day: str, rates: Rates) -> Fraction:
    found = rates.into(Fraction(amount), currency, day, cap.currency)
    if found is None:
        raise Unpriced(currency, cap.currency)
    return found


def _alone(entry: Entry) -> _Sums:
    sums = _Sums()
    sums.add(entry, 1)
    return sums


def _pot(entry: Entry) -> _Pot:
    return _Pot(entry.provider, entry.day, entry.free, entry.waiting)
