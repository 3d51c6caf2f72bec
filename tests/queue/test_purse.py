"""Caps are kept: whatever is reserved at once, fails or is cut off, what is spent and set aside stays below them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from backlot import Backlot, FastClock, Scripted, offline, ready
from hypothesis import given, settings
from hypothesis import strategies as st

from fourbeat.model.account import Entry, Standing, entries
from fourbeat.model.budget import Cap, Exchange, Measure, PurseEvent, PurseWord, Settlement, Span
from fourbeat.model.errors import Busy, Invalid, Storage
from fourbeat.model.ids import Id
from fourbeat.model.job import Charged, Estimate, Failure, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.provider import Poll, Progress, Rejected, Resend, Unsure
from fourbeat.model.request import TakeRequest
from fourbeat.queue.purse import Held, Purse
from fourbeat.store import Writer

DOLLAR = Money(amount="1.00", currency="USD")
S = JobState


class Paid(Scripted):
    """Ask for money: a dollar a clip unless said otherwise."""

    price: Money | None = DOLLAR
    free = False

    def estimate(self, request: TakeRequest) -> Estimate:
        return Estimate(least=self.price, most=self.price, free=self.free, basis=request.model)


class Till:
    """Hold a backlot whose queue has a purse, and say what is capped."""

    def __init__(self, lot: Backlot, *, by_hand: bool = False) -> None:
        self.lot, self.by_hand = lot, by_hand
        self.provider = Paid()
        lot.provider = self.provider
        lot.providers = {self.provider.key: self.provider}
        self.open()

    def open(self) -> None:
        self.lot.new_queue(purse=Purse(self.lot.store, lambda _provider: self.by_hand))

    def write(self, work: Any) -> Any:
        return self.lot.store.write(work)

    def told(self, **more: Any) -> dict[str, Any]:
        return {"id": self.lot.ids.new(), "at": self.lot.clock.now(), "by": "ana", **more}

    def cap(self, most: str | None, measure: Measure = Measure.MONEY, **more: Any) -> None:
        currency = "USD" if measure is Measure.MONEY else ""
        facts = self.told(**{"span": Span.PROJECT, "measure": measure, "most": most, "currency": currency, **more})
        self.write(lambda writer: writer.add_cap(Cap(**facts)))

    def say(self, word: PurseWord, of: str = "") -> None:
        self.write(lambda writer: writer.add_purse_event(PurseEvent(**self.told(word=word, of=of))))

    def ask(self, many: int = 1, **more: Any) -> list[Id]:
        return [self.lot.enqueue(**more) for _ in range(many)]

    def states(self, jobs: list[Id]) -> list[JobState]:
        return [self.lot.state(job) for job in jobs]

    def entries(self) -> list[Entry]:
        return [entry for account in self.lot.store.accounts() for entry in entries(account)]

    def worst(self) -> Fraction:
        """Add up what is spent, may be spent and is set aside, without what only waits."""
        sums = [entry.sum or entry.most for entry in self.entries() if not entry.waiting]
        return sum((Fraction(one.amount) for one in sums if one is not None), start=Fraction(0))


@pytest.fixture
def till(lot: Backlot) -> Iterator[Till]:
    return Till(lot)


def test_what_is_over_the_cap_is_held_and_says_what_to_do(till: Till) -> None:
    till.cap("2.50")
    jobs = till.ask(4)
    till.lot.queue.drain()
    assert sorted(till.states(jobs)) == [S.DONE, S.DONE, S.HELD, S.HELD]
    assert {till.lot.why(job) for job in jobs} == {"", "budget.held.over"}
    assert len(till.provider.sent) == 2


def test_a_raised_cap_lets_the_held_ones_go_on(till: Till) -> None:
    till.cap("1")
    first, second = till.ask(2)
    till.lot.queue.drain()
    till.cap("2")
    held = [job for job in (first, second) if till.lot.state(job) is S.HELD]
    till.lot.queue.retry(held[0])
    till.lot.queue.drain()
    assert till.states([first, second]) == [S.DONE, S.DONE]


def test_without_caps_nothing_is_held(till: Till) -> None:
    till.provider.price = None
    jobs = till.ask(3)
    till.lot.queue.drain()
    assert till.states(jobs) == [S.DONE] * 3


@pytest.mark.parametrize(("measure", "most"), [(Measure.CLIPS, "1"), (Measure.SECONDS, "7.5")])
def test_quantities_are_capped_too(till: Till, measure: Measure, most: str) -> None:
    till.provider.price = None
    till.cap(most, measure)
    jobs = till.ask(2)
    till.lot.queue.drain()
    assert sorted(till.states(jobs)) == [S.DONE, S.HELD]


def test_what_is_free_counts_only_against_a_cap_of_its_own_provider(till: Till) -> None:
    till.provider.free, till.provider.price = True, None
    till.cap("0", Measure.CLIPS)
    till.cap("0")
    first = till.ask(1)
    till.lot.queue.drain()
    till.cap("1", Measure.CLIPS, provider=till.provider.key)
    second = till.ask(1)
    till.lot.queue.drain()
    assert till.states([*first, *second]) == [S.DONE, S.HELD]
    assert {entry.standing for entry in till.entries()} == {Standing.NOTHING}


def test_another_providers_cap_is_none_of_its_business(till: Till) -> None:
    till.cap("0", provider="studio-b")
    (job,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.state(job) is S.DONE


def test_a_price_that_nobody_knows_is_asked_about_under_a_cap_on_money(till: Till) -> None:
    till.provider.price = None
    till.cap("100")
    one, two = till.ask(2)
    till.lot.queue.drain()
    assert {till.lot.why(one), till.lot.why(two)} == {"budget.held.no-price"}
    till.say(PurseWord.UNKNOWN_ALLOWED, of=one)
    till.lot.queue.retry(one)
    till.lot.queue.drain()
    assert till.states([one, two]) == [S.DONE, S.HELD]
    till.say(PurseWord.UNKNOWN_ALLOWED, of=till.provider.key)
    till.lot.queue.retry(two)
    till.lot.queue.drain()
    assert till.lot.state(two) is S.DONE


def test_who_lets_a_pool_spend_lets_each_of_its_servers(till: Till) -> None:
    till.provider.price = None
    till.cap("100")
    (job,) = till.ask(1)
    till.say(PurseWord.UNKNOWN_ALLOWED, of="farm")
    asked = till.lot.store.job(job).model_copy(update={"estimate": Estimate()})
    purse, at = Purse(till.lot.store), till.lot.clock.now()

    def admitted(_writer: Writer) -> list[bool]:
        with purse.admitting(at) as admit:
            return [admit(asked.model_copy(update={"lane": lane})) is None for lane in (asked.lane, "farm")]

    assert till.write(admitted) == [False, True]


def test_a_price_in_another_currency_needs_a_typed_rate(till: Till) -> None:
    till.provider.price = Money(amount="2", currency="EUR")
    till.cap("3")
    (job,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.why(job) == "budget.held.no-rate"
    assert not till.provider.sent
    day = till.lot.clock.now()[:10]
    rate = Exchange(**till.told(currency="EUR", into="USD", rate="1.6", day=day))
    till.write(lambda writer: writer.add_exchange(rate))
    till.lot.queue.retry(job)
    till.lot.queue.drain()
    assert till.lot.why(job) == "budget.held.over"
    till.cap("3.2")
    till.lot.queue.retry(job)
    till.lot.queue.drain()
    assert till.lot.state(job) is S.DONE


def test_a_full_day_waits_for_the_next_one(lot: Backlot) -> None:
    lot.clock = FastClock(40_000.0)
    till = Till(lot)
    till.cap("1", span=Span.DAY)
    jobs = till.ask(2)
    till.lot.queue.drain()
    (held,) = [till.lot.store.job(job) for job in jobs if till.lot.state(job) is S.HELD]
    assert held.why is not None
    assert held.why.code == "budget.held.tomorrow"
    assert held.not_before is not None
    assert held.not_before > till.lot.clock.now()
    assert held.not_before.endswith("T00:00:00.000Z")
    till.lot.queue.start()
    till.lot.until(held.id, S.DONE)


def test_more_than_a_days_cap_never_waits_for_a_day_that_does_not_come(till: Till) -> None:
    till.cap("0.5", span=Span.DAY)
    (job,) = till.ask()
    till.lot.queue.drain()
    assert (till.lot.why(job), till.lot.store.job(job).not_before) == ("budget.held.over", None)


def test_what_became_dearer_is_asked_about_once(till: Till) -> None:
    (job,) = till.ask(estimate=Estimate(least=DOLLAR, most=DOLLAR))
    till.provider.price = Money(amount="1.01", currency="USD")
    till.lot.queue.drain()
    assert till.lot.why(job) == "budget.held.dearer"
    till.lot.queue.retry(job)
    till.lot.queue.drain()
    assert till.lot.state(job) is S.DONE


def test_what_became_cheaper_goes_out(till: Till) -> None:
    (job,) = till.ask(estimate=Estimate(least=DOLLAR, most=Money(amount="3", currency="USD")))
    till.lot.queue.drain()
    assert till.lot.state(job) is S.DONE


def test_stopped_spending_holds_what_costs_and_lets_the_free_go(till: Till) -> None:
    till.say(PurseWord.STOPPED)
    (paid,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.why(paid) == "budget.held.stopped"
    assert not till.provider.sent
    till.provider.free, till.provider.price = True, None
    (free,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.state(free) is S.DONE


def test_a_stop_reaches_what_is_reserved_already(till: Till) -> None:
    (job,) = till.ask()
    reserved = till.lot.store.subscribe(lambda _changes: None)

    class Late(Purse):
        def leaves(self, job: Any, estimate: Any) -> Any:
            writer_says = PurseEvent(**till.told(word=PurseWord.STOPPED))
            assert self._store._thread is not None
            self._store._opened.writes.execute(  # type: ignore[union-attr]
                'INSERT INTO "purse" ("id", "word", "of", "reason", "at", "by") VALUES (?, ?, \'\', \'\', ?, ?)',
                (writer_says.id, writer_says.word, writer_says.at, writer_says.by),
            )
            return super().leaves(job, estimate)

    till.lot.new_queue(purse=Late(till.lot.store))
    till.lot.queue.drain()
    reserved()
    assert till.lot.path_of(job)[-2:] == ["reserved", "held"]
    assert not till.provider.sent
    assert till.worst() == 0


def stopped_late(till: Till) -> Id:
    """Give a job that was reserved and is held: all spending was stopped in the moment in which it was to leave."""

    class Late(Purse):
        def leaves(self, *_asked: Any) -> Held:
            return Held(message("budget.held.stopped", by="ana"))

    (job,) = till.ask()
    till.lot.new_queue(purse=Late(till.lot.store))
    till.lot.queue.drain()
    assert till.lot.path_of(job)[-2:] == ["reserved", "held"]
    return job


def test_what_was_reserved_before_it_became_dearer_is_held_against_caps_at_what_it_costs_now(till: Till) -> None:
    job = stopped_late(till)
    till.open()
    till.cap("1.50")
    till.provider.price = Money(amount="2.00", currency="USD")
    told = Estimate(least=till.provider.price, most=till.provider.price)
    till.lot.queue.retry(job, told=told)
    till.lot.queue.drain()
    assert (till.lot.why(job), len(till.provider.sent)) == ("budget.held.over", 0)
    till.cap("2.50")
    till.lot.queue.retry(job, told=told)
    till.lot.queue.drain()
    assert (till.lot.state(job), len(till.provider.sent), till.worst()) == (S.DONE, 1, 2)


def test_what_was_reserved_and_not_sent_counts_on_the_day_on_which_it_goes(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = stopped_late(till)
    before = till.lot.clock.now()[:10]
    monkeypatch.setattr(till.lot.clock, "_epoch", till.lot.clock._epoch + timedelta(days=1))
    till.open()
    till.cap("1.50", span=Span.DAY)
    till.lot.queue.retry(job)
    till.lot.queue.drain()
    (other,) = till.ask()
    till.lot.queue.drain()
    first, second = till.lot.store.attempts(job)
    assert (first.started_at[:10], first.charged) == (before, Charged.NO)
    assert second.started_at[:10] > before
    assert (till.lot.state(job), till.lot.why(other), len(till.provider.sent)) == (S.DONE, "budget.held.tomorrow", 1)


def test_what_is_sent_again_on_a_later_day_counts_on_that_day(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.provider.finds, till.provider.resend, till.provider.arrives = True, Resend.IF_ABSENT, False
    till.provider.submits = [Unsure(message("queue.no-answer"))]
    till.provider.finding = [offline() for _ in range(1000)]
    (job,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.state(job) is S.UNKNOWN
    (before,) = till.entries()
    assert before.day == till.lot.clock.now()[:10]
    till.provider.finding.clear()
    monkeypatch.setattr(till.lot.clock, "_epoch", till.lot.clock._epoch + timedelta(days=1))
    till.open()
    till.cap("1.50", span=Span.DAY)
    till.lot.queue.drain()
    assert (till.lot.state(job), len(till.lot.store.attempts(job))) == (S.DONE, 1)
    (after,) = till.entries()
    assert after.day == till.lot.clock.now()[:10] > before.day
    (other,) = till.ask()
    till.lot.queue.drain()
    assert (till.lot.why(other), len(till.provider.sent)) == ("budget.held.tomorrow", 2)


def test_hands_are_not_held_back(lot: Backlot) -> None:
    till = Till(lot, by_hand=True)
    till.provider.price = None
    till.cap("0")
    till.say(PurseWord.STOPPED)
    (job,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.state(job) is S.DONE


def test_hands_are_held_against_caps_on_clips_and_on_money_where_a_price_is_known(lot: Backlot) -> None:
    till = Till(lot, by_hand=True)
    till.cap("1", Measure.CLIPS)
    jobs = till.ask(2)
    till.lot.queue.drain()
    assert sorted(till.states(jobs)) == [S.DONE, S.HELD]
    till.cap(None, Measure.CLIPS)
    till.cap("0.50")
    (dear,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.why(dear) == "budget.held.over"


# What is written down about a charge


def one_attempt(till: Till, job: Id) -> Any:
    (attempt,) = till.lot.store.attempts(job)
    return attempt


def standing(till: Till) -> list[tuple[Standing, str | None]]:
    return [(one.standing, one.sum.amount if one.sum else None) for one in till.entries()]


def test_a_told_charge_is_spent(till: Till) -> None:
    till.provider.looks = [ready(charge=Money(amount="0.83", currency="USD"))]
    (job,) = till.ask()
    till.lot.queue.drain()
    attempt = one_attempt(till, job)
    assert (attempt.charged, attempt.estimate.most) == (Charged.YES, DOLLAR)
    assert (attempt.estimate.seconds, attempt.estimate.clips) == ("4", 1)
    assert standing(till) == [(Standing.SPENT, "0.83")]


def test_a_clip_without_a_word_about_money_is_unknown_until_it_is_settled(till: Till) -> None:
    (job,) = till.ask()
    till.lot.queue.drain()
    attempt = one_attempt(till, job)
    assert attempt.charged is Charged.UNKNOWN
    assert standing(till) == [(Standing.UNKNOWN, None)]
    settled = Settlement(**till.told(attempt=attempt.id, amount="0.9", currency="USD"))
    till.write(lambda writer: writer.add_settlement(settled))
    assert standing(till) == [(Standing.SPENT, "0.9")]
    nothing = Settlement(**till.told(attempt=attempt.id, amount="0", currency="USD"))
    till.write(lambda writer: writer.add_settlement(nothing))
    assert standing(till) == [(Standing.NOTHING, "0")]


def test_a_refusal_costs_what_the_provider_says_it_costs(till: Till) -> None:
    why = message("queue.not-allowed")
    till.provider.submits = [
        Rejected(Failure.POLICY_INPUT, why),
        Rejected(Failure.POLICY_INPUT, why, charged=Charged.UNKNOWN),
    ]
    jobs = till.ask(2)
    till.lot.queue.drain()
    assert till.states(jobs) == [S.FAILED, S.FAILED]
    assert sorted(one_attempt(till, job).charged for job in jobs) == [Charged.NO, Charged.UNKNOWN]
    assert till.worst() == 1


def test_a_refused_clip_that_was_made_may_have_cost(till: Till) -> None:
    failed = {"failure": Failure.POLICY_OUTPUT, "charged": Charged.YES}
    till.provider.looks = [Poll(Progress.FAILED, **failed), Poll(Progress.FAILED, charge=DOLLAR, **failed)]
    jobs = till.ask(2)
    till.lot.queue.drain()
    assert sorted(standing(till), key=str) == [(Standing.SPENT, "1.00"), (Standing.UNKNOWN, None)]
    assert {one_attempt(till, job).charged for job in jobs} == {Charged.YES}


def test_what_was_cancelled_before_it_left_costs_nothing(till: Till) -> None:
    (job,) = till.ask()
    till.lot.queue.cancel(job)
    assert till.worst() == 0
    entered = till.provider.shut("poll")
    (late,) = till.ask()
    till.lot.queue.start()
    assert entered.wait(10)
    till.lot.queue.cancel(late)
    assert one_attempt(till, late).charged is Charged.UNKNOWN
    assert till.worst() == 1


def test_a_lost_answer_may_have_cost_and_a_second_try_counts_beside_it(till: Till) -> None:
    till.cap("2")
    till.provider.submits = [Unsure(message("queue.no-answer"))]
    (job,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.state(job) is S.UNKNOWN
    assert standing(till) == [(Standing.UNKNOWN, None)]
    till.lot.queue.retry(job)
    till.lot.queue.drain()
    assert till.lot.state(job) is S.DONE
    assert till.worst() == 2
    (third,) = till.ask()
    till.lot.queue.drain()
    assert till.lot.why(third) == "budget.held.over"


def test_admission_counts_what_waits_and_forgets_what_was_not_written(till: Till) -> None:
    till.cap("2")
    purse = Purse(till.lot.store)
    waiting = till.ask(1, estimate=Estimate(least=DOLLAR, most=DOLLAR))
    new = [till.lot.store.job(waiting[0]).model_copy(update={"id": till.lot.ids.new()}) for _ in range(3)]
    at = till.lot.clock.now()

    def failing(_writer: Writer) -> None:
        with purse.admitting(at) as admit:
            assert [admit(job) is None for job in new] == [True, False, False]
        raise Storage("store.read-only", project="x")

    for _ in range(2):
        with pytest.raises(Storage):
            till.write(failing)


# Whatever happens


def scripts(dice: Random) -> list[Any]:
    why = message("queue.not-allowed")
    return [
        Unsure(message("queue.no-answer")),
        Rejected(Failure.POLICY_INPUT, why, charged=dice.choice(list(Charged))),
        Rejected(Failure.SERVER, why),
        Rejected(Failure.NETWORK, why),
        RuntimeError("broke"),
    ]


def looks(dice: Random) -> list[Any]:
    charge = Money(amount=dice.choice(["0", "0.01", "0.5", "1.00"]), currency="USD")
    return [
        ready(charge=charge),
        ready(),
        ready(charged=Charged.YES),
        Poll(Progress.FAILED, failure=Failure.POLICY_OUTPUT, charged=dice.choice(list(Charged))),
        Poll(Progress.FAILED, failure=Failure.SERVER, charge=charge),
        Poll(Progress.GONE),
    ]


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32))
@pytest.mark.slow
def test_what_is_spent_and_set_aside_never_exceeds_a_cap(seed: int) -> None:
    dice = Random(seed)
    with TemporaryDirectory() as home, Backlot(Path(home) / "film", shots=2) as lot:
        till = Till(lot)
        server = till.provider
        server.width = 8
        server.resend, server.finds = dice.choice(
            [(Resend.NEVER, False), (Resend.IF_ABSENT, True), (Resend.SAFE, True)]
        )
        server.submits = [one for _ in range(20) for one in dice.sample(scripts(dice), dice.randint(0, 2))]
        server.looks = [dice.choice(looks(dice)) for _ in range(60)]
        cap = dice.randint(0, 6)
        till.cap(str(cap))
        clips = dice.randint(3, 12)
        till.cap(str(clips), Measure.CLIPS)
        worst: list[Fraction] = []

        def watch() -> None:
            lot.store.subscribe(lambda _changes: worst.append(till.worst()))

        watch()
        for _ in range(3):
            till.ask(dice.randint(1, 6))
            lot.queue.start()
            for job in lot.store.jobs({S.FAILED, S.UNKNOWN, S.HELD, S.CANCELLED}):
                if dice.random() < 0.5:
                    with suppress(Busy, Invalid):
                        lot.queue.retry(job.id)
            if dice.random() < 0.5:
                lot.queue.wait()
            # As after a crash: whatever was at work stands as it was last written.
            lot.reopen()
            till.open()
            watch()
        lot.queue.drain()
        assert max(worst, default=Fraction(0)) <= cap
        used = sum(entry.clips for entry in till.entries() if not entry.waiting)
        assert used <= clips
