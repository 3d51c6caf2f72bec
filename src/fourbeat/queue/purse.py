"""The purse: nothing that costs money goes out over a cap, while spending is stopped, or dearer than was said.

It is asked inside the transaction that reserves, and once more inside the one that lets bytes leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from fourbeat.model import pricing
from fourbeat.model.account import Account
from fourbeat.model.budget import Cap, Measure, Span, caps, stopped, unknown_allowed
from fourbeat.model.ids import Id
from fourbeat.model.job import Estimate, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Provider
from fourbeat.model.request import TakeRequest
from fourbeat.model.sums import Rates, decimal, rounded
from fourbeat.model.tally import Tally, Unpriced, asked, concerns
from fourbeat.store import Store

from .pools import server_of

STOPPED = "budget.held.stopped"
UNPRICED = "budget.held.no-price"
DEARER = "budget.held.dearer"
ELSEWHERE = "budget.held.elsewhere"
ASKED = frozenset({DEARER, ELSEWHERE})
"""Why the purse holds jobs until a person has agreed to the price of each."""
HELD = ASKED | {STOPPED, UNPRICED, "budget.held.over", "budget.held.tomorrow", "budget.held.no-rate"}
"""Why the purse holds jobs."""


@dataclass(frozen=True)
class Held:
    """Say why a job may not spend now, and from which moment on it may by itself; None where a person must act."""

    why: Message
    until: str | None = None


@dataclass(frozen=True)
class _Rules:
    caps: Sequence[Cap]
    rates: Rates
    allowed: frozenset[str]


class Purse:
    """Hold jobs against the caps of a project. Its verbs are called inside writes only.

    `by_hand` tells of a provider whether a person spends the money there: then only seconds, clips and a price that is
    known are held against caps, and what was paid counts once it is written down. `agreed` gives what the person here
    agreed to pay for a job, None where they were never asked; without it everybody was.
    """

    def __init__(
        self,
        store: Store,
        by_hand: Callable[[str], bool] = lambda _provider: False,
        agreed: Callable[[Id], Estimate | None] | None = None,
    ) -> None:
        self._store = store
        self._by_hand = by_hand
        self._agreed = agreed
        self._tally = Tally()

    def unasked(self, job: Job, price: Estimate) -> Held | None:
        """Hold what costs money and was queued elsewhere, or dearer than whoever pays it here was told.

        What the film itself says of a price counts for nothing here: it may come from anybody.
        """
        assert isinstance(job.request, TakeRequest)
        if self._agreed is None or price.free or self._by_hand(job.request.provider):
            return None
        told = self._agreed(job.id)
        if told is None:
            return Held(message(ELSEWHERE, price=written(price)))
        if dearer(told, price):
            return Held(message(DEARER, now=written(price), then=written(told)))
        return None

    def reserves(self, job: Job, estimate: Estimate, at: str) -> Held | None:
        """Say whether a job that is about to go out fits; None lets it pass.

        What is under way, paid, or perhaps paid counts; what only waits has to fit in when its own turn comes.
        """
        told = job.estimate
        if told is not None and dearer(told, estimate):
            return Held(message(DEARER, now=written(estimate), then=written(told)))
        return self._fits(job, estimate, at, waiting=False)

    def leaves(self, job: Job, estimate: Estimate | None) -> Held | None:
        """Say whether spending was stopped since a job was reserved."""
        if estimate is not None and estimate.free:
            return None
        assert isinstance(job.request, TakeRequest)
        return None if self._by_hand(job.request.provider) else self._stopped()

    @contextmanager
    def admitting(self, at: str) -> Iterator[Callable[[Job], Held | None]]:
        """Ask of jobs, one after the other, whether they fit beside all that is queued already; those that do count."""
        before: dict[Id, Account | None] = {}

        def admit(job: Job) -> Held | None:
            estimate = job.estimate or Estimate()
            held = self._fits(job, estimate, at, waiting=True)
            if held is None:
                old = before[job.id] = self._tally.account(job.id)
                self._tally.put(_queued(job, estimate, old))
            return held

        try:
            yield admit
        finally:
            # They are read once they are written; a write that fails leaves nothing behind.
            for job, old in before.items():
                if old is None:
                    self._tally.forget(job)
                else:
                    self._tally.put(old)

    def _fits(self, job: Job, estimate: Estimate, at: str, *, waiting: bool) -> Held | None:
        assert isinstance(job.request, TakeRequest)
        provider = job.request.provider
        by_hand = self._by_hand(provider)
        if not by_hand and not estimate.free and (held := self._stopped()) is not None:
            return held
        rules = self._rules()
        concerned = [cap for cap in rules.caps if concerns(cap, provider, estimate)]
        if by_hand and estimate.most is None:
            concerned = [cap for cap in concerned if cap.measure is not Measure.MONEY]
        if not concerned:
            return None
        self._read()
        # Who lets a pool spend lets each of its servers do so for it.
        allowed = bool(rules.allowed & {"", provider, job.lane, job.id})
        # A cap of one day that is full is told last: what holds a job for longer matters more.
        held_ = [self._against(cap, job, estimate, at, rules, allowed=allowed, waiting=waiting) for cap in concerned]
        found = [one for one in held_ if one is not None]
        return min(found, key=lambda one: one.until is not None, default=None)

    def _against(
        self, cap: Cap, job: Job, estimate: Estimate, at: str, rules: _Rules, *, allowed: bool, waiting: bool
    ) -> Held | None:
        day = at[:10]
        try:
            more = asked(cap, estimate, day=day, rates=rules.rates)
            if more is None:
                return None if allowed else Held(message(UNPRICED, cap=named(cap), provider=server_of(job)))
            total = self._tally.total(cap, day=day, rates=rules.rates, besides=job.id, waiting=waiting)
        except Unpriced as missing:
            return Held(message("budget.held.no-rate", cap=named(cap), currency=missing.currency, into=missing.into))
        most = Fraction(cap.most or 0)
        if total + more <= most:
            return None
        left = amount(cap, max(Fraction(0), most - total))
        facts: dict[str, str | Message] = {"cap": named(cap), "left": left, "price": amount(cap, more)}
        if cap.span is Span.DAY and more <= most:
            return Held(message("budget.held.tomorrow", **facts), until=_next_day(day))
        return Held(message("budget.held.over", **facts))

    def _stopped(self) -> Held | None:
        event = stopped(self._store.purse_events())
        return Held(message(STOPPED, by=event.by)) if event is not None else None

    def _rules(self) -> _Rules:
        store = self._store
        return _Rules(caps(store.caps()), Rates(store.exchanges()), unknown_allowed(store.purse_events()))

    def _read(self) -> None:
        for account in self._store.accounts(self._tally.mark):
            self._tally.put(account)


def amount(cap: Cap, value: Fraction) -> Message:
    """Say how much of what a cap counts."""
    if cap.measure is Measure.MONEY:
        return message("budget.money", sum=rounded(value, cap.currency).amount, currency=cap.currency)
    if cap.measure is Measure.CLIPS:
        return message("budget.clips", n=int(value))
    return message("budget.seconds", number=decimal(value))


def named(cap: Cap) -> Message:
    """Say which cap is meant: how much, of what, for how long."""
    most = amount(cap, Fraction(cap.most or 0))
    day = cap.span is Span.DAY
    if cap.provider:
        code = "budget.cap.day.provider" if day else "budget.cap.project.provider"
        return message(code, most=most, provider=cap.provider)
    return message("budget.cap.day" if day else "budget.cap.project", most=most)


def written(estimate: Estimate) -> Message:
    """Say what something may cost."""
    if estimate.free:
        return message("budget.free")
    if estimate.least is None or estimate.most is None:
        return message("budget.no-price")
    least, most = estimate.least, estimate.most
    if least == most:
        return message("budget.money", sum=most.amount, currency=most.currency)
    return message("budget.range", least=least.amount, most=most.amount, currency=most.currency)


def reckoned(provider: Provider, request: TakeRequest) -> Estimate:
    """Give what a provider says a request may cost, with what it uses up."""
    known = provider.capabilities()
    return pricing.reckoned(provider.estimate(request), known.model(request.model) if known.models else None, request)


def dearer(told: Estimate, now: Estimate) -> bool:
    """Tell whether a request costs more than the person was told."""
    if now.free or (told.most is None and not told.free):
        return False
    if told.free or now.most is None or told.most is None:
        return True
    return now.most.currency != told.most.currency or Fraction(now.most.amount) > Fraction(told.most.amount)


def _queued(job: Job, estimate: Estimate, old: Account | None) -> Account:
    assert isinstance(job.request, TakeRequest)
    if old is not None:
        return old.model_copy(update={"state": JobState.QUEUED, "estimate": estimate})
    return Account(
        job=job.id,
        touched=0,
        shot=job.request.shot,
        provider=job.request.provider,
        model=job.request.model,
        number=job.request.number,
        state=JobState.QUEUED,
        estimate=estimate,
        at=job.made_at,
    )


def _next_day(day: str) -> str:
    return f"{date.fromisoformat(day) + timedelta(days=1)}T00:00:00.000Z"
