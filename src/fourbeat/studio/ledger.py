"""The ledger: what was spent, what is set aside, and what nobody knows, as three numbers that are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from threading import Lock
from typing import TYPE_CHECKING

from fourbeat.model.account import Account, Entry, Standing, entries
from fourbeat.model.document import Plan
from fourbeat.model.ids import Id
from fourbeat.model.job import Failure
from fourbeat.model.plan import Scene, Sequence, Shot, TakeStatus
from fourbeat.model.sums import Rates
from fourbeat.model.tally import lines
from fourbeat.model.time import Rate

from .sitting import sitter_of

if TYPE_CHECKING:
    from .studio import Studio

DRAWN = "animatic"
"""Whose takes stand in for others until those are there."""


class Group(StrEnum):
    """Name what the ledger is added up by."""

    DAY = "day"
    PROVIDER = "provider"
    SEQUENCE = "sequence"
    SHOT = "shot"
    TAKE = "take"
    PERSON = "person"


@dataclass
class Sums:
    """Be sums by currency, in the project's own as far as there are rates, and what has no known price."""

    money: dict[str, Fraction] = field(default_factory=dict)
    own: Fraction | None = Fraction(0)
    unpriced: int = 0
    many: int = 0
    """How many attempts or jobs it is about."""

    def add(self, entry: Entry, rates: Rates, today: str) -> None:
        """Add a line: what was paid, else what it may cost at most."""
        self.many += 1
        paid = entry.sum or entry.most
        if paid is None:
            self.unpriced += 1
            return
        value = Fraction(paid.amount)
        self.money[paid.currency] = self.money.get(paid.currency, Fraction(0)) + value
        own = rates.own_of(value, paid.currency, entry.day or today)
        self.own = None if self.own is None or own is None else self.own + own


@dataclass
class Figures:
    """Be the three numbers, and what of the spent brought no clip because the provider refused it after making it."""

    spent: Sums = field(default_factory=Sums)
    reserved: Sums = field(default_factory=Sums)
    unknown: Sums = field(default_factory=Sums)
    refused: Sums = field(default_factory=Sums)

    def add(self, entry: Entry, rates: Rates, today: str) -> None:
        """Add a line where it stands."""
        found = {
            Standing.SPENT: self.spent,
            Standing.RESERVED: self.reserved,
            Standing.UNKNOWN: self.unknown,
        }.get(entry.standing)
        if found is None:
            return
        found.add(entry, rates, today)
        if entry.attempt is not None and entry.attempt.failure is Failure.POLICY_OUTPUT:
            self.refused.add(entry, rates, today)


@dataclass(frozen=True)
class Line:
    """Be one row of the ledger added up: by what (an id, a day or a name) and the figures."""

    key: str
    figures: Figures


@dataclass(frozen=True)
class Accepted:
    """Be what the film's accepted takes came to: seconds in the cut, and what all tries at those shots cost."""

    shots: int
    seconds: Fraction
    cost: Sums


@dataclass(frozen=True)
class ToFinish:
    """Be what is left to make: shots and seconds, and per currency what they may cost by this film's own history.

    `range` holds the lower and the upper price of a second, by shots whose take was accepted; empty without any.
    """

    shots: int
    seconds: Fraction
    range: dict[str, tuple[Fraction, Fraction]]
    basis: int

    def cost(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Give least and most by currency."""
        return {name: (low * self.seconds, high * self.seconds) for name, (low, high) in self.range.items()}


class Ledger:
    """Answer what was spent; it reads only what has changed since it was last asked."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._accounts: dict[Id, Account] = {}
        self._mark = 0
        self._lock = Lock()

    def entries(self) -> list[Entry]:
        """Give every line, in the order the jobs were asked for."""
        return list(lines(self._read()))

    def of(self, job: Id) -> tuple[Entry, ...]:
        """Give the lines of one job, the first try first."""
        with self._lock:
            self._catch_up()
            account = self._accounts.get(job)
        return tuple(entries(account)) if account is not None else ()

    def figures(self, *, only: Callable[[Entry], bool] = lambda _entry: True) -> Figures:
        """Give the three numbers."""
        found, rates, today = Figures(), self.rates(), self._today()
        for entry in self.entries():
            if only(entry):
                found.add(entry, rates, today)
        return found

    def today(self) -> Figures:
        """Give the three numbers of this day (UTC); what waits counts as today's."""
        today = self._today()
        return self.figures(only=lambda entry: entry.day in ("", today))

    def by(self, group: Group) -> list[Line]:
        """Add up by day, provider, sequence, shot, take or person; lines that came to nothing are left out."""
        rates, today, plan = self.rates(), self._today(), self._studio.plan
        found: dict[str, Figures] = {}
        for entry in self.entries():
            if entry.standing is not Standing.NOTHING:
                key = _key(plan, entry, group)
                found.setdefault(key, Figures()).add(entry, rates, today)
        return [Line(key, found[key]) for key in _ordered(plan, found, group)]

    def rates(self) -> Rates:
        """Give the rates that were typed."""
        return self._studio.budget.rates()

    def accepted(self) -> Accepted:
        """Say what the takes that stand in the cut came to, with every try at their shots."""
        plan, cost = self._studio.plan, Sums()
        paid, made = self._paid(), self._made()
        mine = [one for one in plan.cut_shots() if one.id in paid and _accepted(plan, one, made)]
        rates, today = self.rates(), self._today()
        for one in mine:
            for entry in paid[one.id]:
                cost.add(entry, rates, today)
        return Accepted(len(mine), sum((self._seconds(one) for one in mine), start=Fraction(0)), cost)

    def to_finish(self) -> ToFinish:
        """Say what is left to make, and its price by what this film's accepted shots cost a second."""
        plan, paid, made = self._studio.plan, self._paid(), self._made()
        there = [shot for shot in plan.cut_shots() if _accepted(plan, shot, made)]
        left = [shot for shot in plan.cut_shots() if not _accepted(plan, shot, made)]
        prices: dict[str, list[Fraction]] = {}
        basis = 0
        for found in there:
            sums: dict[str, Fraction] = {}
            for entry in paid.get(found.id, ()):
                if entry.sum is not None:
                    sums[entry.sum.currency] = sums.get(entry.sum.currency, Fraction(0)) + Fraction(entry.sum.amount)
            basis += bool(sums)
            for currency, value in sums.items():
                prices.setdefault(currency, []).append(value / self._seconds(found))
        return ToFinish(
            shots=len(left),
            seconds=sum((self._seconds(one) for one in left), start=Fraction(0)),
            range={currency: _middle(sorted(many)) for currency, many in prices.items()},
            basis=basis,
        )

    # Inside

    def _read(self) -> list[Account]:
        with self._lock:
            self._catch_up()
            return sorted(self._accounts.values(), key=lambda one: (one.at, one.job))

    def _catch_up(self) -> None:
        for account in self._studio.store.accounts(self._mark):
            self._accounts[account.job] = account
            self._mark = max(self._mark, account.touched)

    def _paid(self) -> dict[Id, list[Entry]]:
        """Give the lines of every shot that cost something, as far as sums are known."""
        found: dict[Id, list[Entry]] = {}
        for entry in self.entries():
            if entry.standing is Standing.SPENT:
                found.setdefault(entry.account.shot, []).append(entry)
        return found

    def _made(self) -> dict[Id, str]:
        """Say which provider made each take."""
        return {one.take: one.provider for one in self._read() if one.take is not None}

    def _seconds(self, shot: Shot) -> Fraction:
        return Rate.parse(self._studio.plan.project.rate).seconds(shot.frames)

    def _today(self) -> str:
        return self._studio.desk.now()[:10]


def _middle(prices: list[Fraction]) -> tuple[Fraction, Fraction]:
    """Give the lower and upper quarter of sorted prices; with fewer than four, all of them."""
    quarter = len(prices) // 4
    return prices[quarter], prices[-1 - quarter]


def _accepted(plan: Plan, shot: Shot, made: Mapping[Id, str]) -> bool:
    """Tell whether a shot has its take in the cut: one that is more than a drawing, or that somebody approved."""
    if shot.take is None:
        return False
    status = plan.mark(shot.take).status
    return status is TakeStatus.APPROVED or (status is not TakeStatus.REJECTED and made.get(shot.take) != DRAWN)


def _key(plan: Plan, entry: Entry, group: Group) -> str:
    account = entry.account
    match group:
        case Group.DAY:
            return entry.day
        case Group.PROVIDER:
            return entry.provider
        case Group.SHOT:
            return account.shot
        case Group.TAKE:
            return account.job
        case Group.PERSON:
            return account.by
        case Group.SEQUENCE:
            shot = sitter_of(plan, account.shot)
            # What is made of cast and places belongs to the whole film.
            return plan.get(Scene, shot.scene).sequence if isinstance(shot, Shot) else ""


def _ordered(plan: Plan, found: Iterable[str], group: Group) -> list[str]:
    keys = list(found)
    if group is Group.SEQUENCE:
        order = {one.id: place for place, one in enumerate(plan.all(Sequence))}
        return sorted(keys, key=lambda key: order.get(key, len(order)))
    if group is Group.SHOT:
        order = {one.id: place for place, one in enumerate(plan.shots())}
        return sorted(keys, key=lambda key: order.get(key, len(order)))
    # Takes stay in the order they were asked for.
    return keys if group is Group.TAKE else sorted(keys)
