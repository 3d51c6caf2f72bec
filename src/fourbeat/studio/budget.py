"""The budget: caps on spending, the one word that stops all of it, typed rates, and what is settled later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from fourbeat.model.budget import (
    Cap,
    Exchange,
    Measure,
    PurseEvent,
    PurseWord,
    Settlement,
    Span,
    caps,
    stopped,
    unknown_allowed,
)
from fourbeat.model.edit import Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id, code
from fourbeat.model.job import AT_WORK, Attempt, Job, JobState, Money
from fourbeat.model.request import TakeRequest
from fourbeat.model.sums import Rates, decimal
from fourbeat.model.tally import Tally, Unpriced
from fourbeat.providers.handwork import Handwork
from fourbeat.queue.purse import ASKED, HELD, Held, Purse

from .agreed import Agreed

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

M = TypeVar("M", bound=BaseModel)
_CURRENCY = re.compile(r"[A-Z]{3}")
NOWHERE = "XXX"
"""The code for no currency at all: ISO 4217, what nothing costs in a film that has none yet."""
_MOST_DIGITS = 18
"""Longer sums are a slip of the finger, and nothing costs a millionth of a millionth."""


class Budget:
    """Hold the verbs and questions about what may be spent."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self.agreed = Agreed(studio.desk.home.settings / "agreed", studio.plan.project.id)
        self.purse = Purse(studio.store, self.by_hand, self.agreed.of)
        self._tally = Tally()
        self._lock = Lock()
        self._stopped: bool | None = None
        self._by: ContextVar[str] = ContextVar("by", default="")
        studio.store.subscribe(self._heard)

    # Questions

    def caps(self) -> list[Cap]:
        """Give the caps that stand."""
        return caps(self._store.caps())

    def stopped(self) -> PurseEvent | None:
        """Give who stopped all spending, when and why; None while it goes on."""
        return stopped(self._store.purse_events())

    @property
    def is_stopped(self) -> bool:
        """Tell whether all spending is stopped; views ask with every change."""
        if self._stopped is None:
            self._stopped = self.stopped() is not None
        return self._stopped

    def unknown_allowed(self) -> frozenset[str]:
        """Name the providers and jobs whose price nobody knows and that may spend under a cap; empty means all."""
        return unknown_allowed(self._store.purse_events())

    def rates(self) -> Rates:
        """Give the rates that were typed."""
        return Rates(self._store.exchanges())

    def held(self) -> list[Job]:
        """Give the jobs that are held because of money."""
        return [job for job in self._store.jobs({JobState.HELD}) if job.why is not None and job.why.code in HELD]

    def left(self) -> list[tuple[Cap, Fraction | None]]:
        """Give the caps that stand and what each leaves, with what waits set aside; None where a rate is missing."""
        rates, day = self.rates(), self._studio.desk.now()[:10]
        found: list[tuple[Cap, Fraction | None]] = []
        with self._lock:
            for account in self._store.accounts(self._tally.mark):
                self._tally.put(account)
            for cap in self.caps():
                try:
                    total = self._tally.total(cap, day=day, rates=rates, besides="", waiting=True)
                    found.append((cap, max(Fraction(0), Fraction(cap.most or 0) - total)))
                except Unpriced:
                    found.append((cap, None))
        return found

    def under_way(self) -> int:
        """Count the jobs that have been sent and may still cost something."""
        at_work = [job for job in self._store.jobs(AT_WORK) if isinstance(job.request, TakeRequest)]
        at_work = [job for job in at_work if not self._studio.handwork.waits(job)]
        return sum(job.estimate is None or not job.estimate.free for job in at_work)

    def by_hand(self, provider: str) -> bool:
        """Tell whether a person spends the money themselves there: a website without an interface."""
        return isinstance(self._studio.generators.get(provider), Handwork)

    # Verbs

    @contextmanager
    def said_by(self, name: str) -> Iterator[None]:
        """Write down, in this thread and for as long as this lasts, that somebody else has said it."""
        token = self._by.set(name)
        try:
            yield
        finally:
            self._by.reset(token)

    def cap(
        self,
        *,
        span: Span,
        measure: Measure,
        most: str | None,
        currency: str = "",
        provider: str = "",
        reason: str = "",
    ) -> Cap:
        """Say what may be spent at most; None lifts the cap. Jobs that were held for it go on where they fit now.

        Raises Invalid for what is no sum, for a cap raised or lifted without a reason, and for an unknown provider.
        """
        if provider and provider not in self._studio.generators:
            raise Invalid("budget.no-provider", provider=provider, known=tuple(self._studio.generators))
        if (servers := self._studio.connections.members(provider)) is not None:
            raise Invalid("budget.of-pool", pool=provider, servers=servers)
        currency = checked_currency(currency) if measure is Measure.MONEY and (most is not None or currency) else ""
        most = None if most is None else checked_amount(most)
        if most is not None and measure is Measure.CLIPS and Fraction(most).denominator != 1:
            raise Invalid("budget.whole-clips", given=most)
        made = self._made(Cap, provider=provider, span=span, measure=measure, most=most, currency=currency)
        made = made.model_copy(update={"reason": reason.strip()})
        before = next((one for one in self.caps() if one.key == made.key), None)
        if most is None and before is None:
            raise NotFound("budget.no-such-cap")
        if before is not None and not made.reason and _raised(before, made):
            raise Invalid("budget.why")
        self._store.write(lambda writer: writer.add_cap(made))
        self.release()
        return made

    def stop(self, *, reason: str = "", by: str = "") -> PurseEvent:
        """Stop all spending at once: nothing more that costs money goes out, whoever runs the queue."""
        return self._said(PurseWord.STOPPED, reason=reason, by=by)

    def go(self, *, reason: str = "") -> PurseEvent:
        """Let spending go on; what was held for the stop is queued again."""
        event = self._said(PurseWord.GOING, reason=reason)
        self.release()
        return event

    def allow_unknown(self, *, of: str = "", reason: str = "") -> PurseEvent:
        """Let a provider or one job spend though nobody knows its price; without a name, all may."""
        event = self._said(PurseWord.UNKNOWN_ALLOWED, of=of, reason=reason)
        self.release()
        return event

    def ask_unknown(self, *, of: str = "") -> PurseEvent:
        """Hold again, under a cap on money, what has no known price."""
        return self._said(PurseWord.UNKNOWN_ASKED, of=of)

    def currency(self, *, currency: str) -> Exchange:
        """Say in which currency the project adds up. Raises Invalid."""
        return self.rate(currency=currency, rate="1", into=currency)

    def rate(self, *, currency: str, rate: str, into: str = "", day: str = "") -> Exchange:
        """Write down what one unit of a currency was worth from a day on (today), in the project's or another.

        Raises Invalid for what is no currency, rate or day.
        """
        into = checked_currency(into or self.rates().own or currency)
        currency = checked_currency(currency)
        rate = checked_amount(rate)
        if not Fraction(rate):
            raise Invalid("budget.no-rate", given=rate)
        if currency == into and Fraction(rate) != 1:
            raise Invalid("budget.own-rate", currency=currency)
        made = self._made(Exchange, currency=currency, into=into, rate=rate, day=self._day(day))
        self._store.write(lambda writer: writer.add_exchange(made))
        self.release()
        return made

    def settle(self, *, attempt: Id, amount: str, currency: str, source: str = "", note: str = "") -> Settlement:
        """Write down what an attempt cost after all; nought says that it was not charged. Raises Invalid, NotFound."""
        sums = {"amount": checked_amount(amount), "currency": checked_currency(currency)}
        made = self._made(Settlement, attempt=attempt, source=source.strip(), note=note.strip(), **sums)
        self._store.write(lambda writer: writer.add_settlement(made))
        return made

    def settle_all(self, *, sums: Sequence[tuple[Id, Money, str]], note: str = "") -> list[Settlement]:
        """Write down what several attempts cost, all or none; each with where that was read. Raises NotFound."""
        given = note.strip()
        made = [
            self._made(
                Settlement, attempt=attempt, amount=paid.amount, currency=paid.currency, source=source, note=given
            )
            for attempt, paid, source in sums
        ]

        def work(writer: Writer) -> None:
            for one in made:
                writer.add_settlement(one)

        self._store.write(work)
        return made

    def attempt_of(self, label: str) -> Attempt:
        """Find the last attempt of a job by the job's code or id. Raises NotFound, Invalid where nothing was sent."""
        job = self._studio.jobs.find(label)
        last = max(self._store.attempts(job.id), key=lambda one: one.number, default=None)
        if last is None:
            raise Invalid("budget.nothing-sent", job=code(job.id))
        return last

    def release(self) -> list[Job]:
        """Queue again what was held because of money, as far as it fits now; in the order of the queue.

        Whatever waits for a person's word on its own price is left to them; what does not fit says why it does not now.
        """
        if not self.held():
            return []
        at = self._studio.desk.now()

        def work(writer: Writer) -> list[Job]:
            fitting: list[Job] = []
            others: dict[str, tuple[Held, list[Id]]] = {}
            with self.purse.admitting(at) as admit:
                for job in self.held():
                    if job.why is None or job.why.code in ASKED:
                        continue
                    if (held := admit(job)) is None:
                        fitting.append(job)
                    elif held.why != job.why:
                        others.setdefault(held.why.model_dump_json(), (held, []))[1].append(job.id)
            for held, jobs in others.values():
                writer.move_jobs(jobs, JobState.QUEUED, expect=JobState.HELD, why=None, not_before=None)
                writer.move_jobs(jobs, JobState.HELD, expect=JobState.QUEUED, why=held.why, not_before=held.until)
            return [writer.move_job(one.id, JobState.QUEUED, expect=JobState.HELD, not_before=None) for one in fitting]

        return self._store.write(work)

    # Inside

    def _said(self, word: PurseWord, *, of: str = "", reason: str = "", by: str = "") -> PurseEvent:
        with self.said_by(by or self._by.get()):
            made = self._made(PurseEvent, word=word, of=of, reason=reason.strip())
        self._store.write(lambda writer: writer.add_purse_event(made))
        return made

    def _made(self, kind: type[M], **facts: object) -> M:
        desk = self._studio.desk
        return kind.model_validate(
            {"id": desk.ids.new(), "at": desk.now(), "by": self._by.get() or desk.author, **facts}
        )

    def _heard(self, changes: Changes) -> None:
        if changes.money:
            self._stopped = None

    def _day(self, day: str) -> str:
        today = self._studio.desk.now()[:10]
        try:
            return date.fromisoformat(day).isoformat() if day else today
        except ValueError:
            raise Invalid("budget.no-day", given=day[:20]) from None


def checked_amount(text: str) -> str:
    """Read a sum as a person writes it: 1,200.50 and 1200,5 are sums. Raises Invalid for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "").replace("'", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d+", plain):
        plain = plain.replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise Invalid("budget.no-sum", given=text[:40]) from None
    if not re.fullmatch(r"\d+(\.\d+)?", plain) or len(plain) > _MOST_DIGITS or not value.is_finite():
        raise Invalid("budget.no-sum", given=text[:40])
    return decimal(Fraction(plain))


def checked_money(text: str, own: str = "") -> Money:
    """Read a sum with its currency, as in "0.80 USD"; nothing costs nothing in every currency. Raises Invalid."""
    found = re.fullmatch(
        r"(?P<before>[A-Za-z]{3})?\s*(?P<amount>[\d.,' \u00a0]*\d)\s*(?P<after>[A-Za-z]{3})?", text.strip()
    )
    if found is None:
        raise Invalid("budget.no-money", given=text[:40])
    amount = checked_amount(found["amount"])
    named = found["after"] or found["before"] or ("" if Fraction(amount) else own or NOWHERE)
    if not named:
        raise Invalid("budget.no-money", given=text[:40])
    return Money(amount=amount, currency=checked_currency(named))


def checked_currency(text: str) -> str:
    """Read a currency's three letters. Raises Invalid."""
    plain = text.strip().upper()
    if not _CURRENCY.fullmatch(plain):
        raise Invalid("budget.no-currency", given=text[:20])
    return plain


def _raised(before: Cap, after: Cap) -> bool:
    """Tell whether more may be spent than before; another currency counts as more, nobody compares them here."""
    if after.most is None or before.most is None or after.currency != before.currency:
        return True
    return Fraction(after.most) > Fraction(before.most)
