"""Several servers share a lane: who is given what, who takes over, and that nothing is ever sent twice."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backlot import PATIENCE, Backlot, Scripted, offline, ready, running, wait_for

from fourbeat.model.account import entries
from fourbeat.model.format import Size
from fourbeat.model.ids import Id
from fourbeat.model.job import Estimate, Failure, Job, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.plan import Role
from fourbeat.model.provider import Accepted, Poll, Progress, Rejected, Resend, Unsure
from fourbeat.model.request import Source, TakeRequest, Verb
from fourbeat.model.verdict import Decision, Finding
from fourbeat.queue.gate import RULES, Prepared
from fourbeat.queue.pools import about, at, fitting, server_of
from fourbeat.queue.purse import Held

S = JobState
MEMBERS = ("box-1", "box-2", "box-3")


class Farm(Backlot):
    """A film whose jobs go to a pool of three servers."""

    def __init__(self, folder: Path, **more: Any) -> None:
        self.pool: tuple[str, ...] | None = MEMBERS
        self.paused: set[str] = set()
        self.boxes = {key: Scripted(key, width=1) for key in MEMBERS}
        super().__init__(folder, **more)

    def new_queue(self, **more: Any) -> Any:
        self.providers.update(self.boxes)
        pools = {"members": lambda lane: self.pool if lane == "farm" else None, "paused": self.paused.__contains__}
        return super().new_queue(**{**pools, **more})

    def request(self, shot: int = 0, **more: Any) -> TakeRequest:
        return super().request(shot, **{"provider": "farm", **more})

    def judge(self, request: TakeRequest) -> Any:
        return about(super().judge(at(request, "box-1")), request)

    def made_by(self, job: Id) -> str:
        take = self.store.job(job).take
        assert take is not None
        return self.store.take(take).provider

    def sent(self) -> Counter[str]:
        return Counter(wire.key for box in self.boxes.values() for wire in box.sent)


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Farm]:
    with Farm(tmp_path / "film") as farm:
        yield farm


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Farm]:
    """A film whose seconds are long enough that a server which rests does so for a few jobs."""
    with Farm(tmp_path / "film", speed=50.0) as farm:
        yield farm


def refused(failure: Failure, **more: Any) -> Rejected:
    return Rejected(failure, message("queue.broke", detail=failure.value), **more)


def test_jobs_spread_over_servers_and_takes_say_who_made_them(farm: Farm) -> None:
    jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 10)]
    farm.queue.drain()
    assert Counter(farm.made_by(job) for job in jobs) == {"box-1": 3, "box-2": 3, "box-3": 3}
    assert {farm.store.job(job).lane for job in jobs} == {"farm"}
    assert max(box.most_at_work for box in farm.boxes.values()) == 1


def test_whoever_has_more_width_and_less_to_do_is_given_more(farm: Farm) -> None:
    farm.boxes["box-2"].width = 4
    for box in farm.boxes.values():
        box.shut("poll")
    for number in range(1, 9):
        farm.enqueue(farm.request(number=number))
    farm.queue.start()
    wait_for(lambda: sum(len(box.at_work) for box in farm.boxes.values()) == 6)
    assert {key: len(box.at_work) for key, box in farm.boxes.items()} == {"box-1": 1, "box-2": 4, "box-3": 1}


def test_a_server_that_is_asked_for_by_name_has_that_much_less_room_for_its_pool(farm: Farm) -> None:
    for box in farm.boxes.values():
        box.shut("poll")
    mine = farm.enqueue(Backlot.request(farm, provider="box-1"))
    shared = [farm.enqueue(farm.request(number=number)) for number in range(2, 6)]
    farm.queue.start()
    wait_for(lambda: sum(len(box.sent) for box in farm.boxes.values()) == 3)
    assert len(farm.boxes["box-1"].sent) == 1
    assert farm.store.attempts(mine)[0].wire["provider"] == "box-1"
    assert sum(farm.state(job) is S.QUEUED for job in shared) == 2


def test_each_job_goes_to_one_that_can_make_it_and_none_waits_behind_another(farm: Farm) -> None:
    large = farm.boxes["box-3"].models[0].model_copy(update={"id": "reel-2", "sizes": (Size(width=1920, height=1080),)})
    farm.boxes["box-3"].models = (*farm.boxes["box-3"].models, large)
    hard = {"model": "reel-2", "size": Size(width=1920, height=1080)}
    farm.boxes["box-3"].shut("poll")
    for number in range(1, 4):
        farm.enqueue(farm.request(number=number, **hard), checked=False)
    easy = farm.enqueue(farm.request(number=9))
    farm.queue.start()
    farm.until(easy, S.DONE)
    assert farm.made_by(easy) in ("box-1", "box-2")
    assert len(farm.boxes["box-3"].sent) == 1


def test_what_nobody_can_make_fails_and_says_so(farm: Farm) -> None:
    job = farm.enqueue(farm.request(model="reel-9"), checked=False)
    farm.queue.drain()
    assert (farm.state(job), farm.why(job)) == (S.FAILED, "queue.pool.nobody")
    assert not farm.sent()


def test_seeds_pictures_and_remixes_go_to_those_that_heed_them(tmp_path: Path, farm: Farm) -> None:
    able = {key: box.capabilities() for key, box in farm.boxes.items()}
    deaf = able["box-1"].models[0].model_copy(update={"seed": False})
    able["box-1"] = able["box-1"].model_copy(update={"models": (deaf,)})
    assert fitting(farm.request(), able) == ("box-2", "box-3")
    assert fitting(farm.request(), {"box-1": able["box-1"]}) == ("box-1",)
    blind = able["box-2"].models[0].model_copy(update={"roles": ()})
    able["box-2"] = able["box-2"].model_copy(update={"models": (blind,)})
    assert fitting(farm.request(references=(farm.reference(tmp_path),)), able) == ("box-3",)
    assert able["box-3"].models[0].roles == (Role.FIRST_FRAME,)
    begun = Source(take="t", sha256="0" * 64, name="a.mp4", provider="box-3", remote_id="r-1")
    again = farm.request(verb=Verb.REMIX, source=begun)
    assert fitting(again, able) == ()
    native = {key: one.model_copy(update={"models": (_remixing(one.models[0]),)}) for key, one in able.items()}
    assert fitting(again, native) == ("box-3",)


def _remixing(facts: Any) -> Any:
    return facts.model_copy(update={"native": (Verb.REMIX,)})


@pytest.mark.parametrize("failure", [Failure.NETWORK, Failure.SERVER, Failure.AUTH, Failure.QUOTA, Failure.NOT_FOUND])
def test_what_a_server_does_not_accept_goes_to_another(patient: Farm, failure: Failure) -> None:
    farm = patient
    farm.boxes["box-1"].submits = [refused(failure) for _ in range(99)]
    jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 7)]
    farm.queue.drain()
    assert {farm.made_by(job) for job in jobs} == {"box-2", "box-3"}
    assert max(farm.sent().values()) == 1
    one = next(job for job in jobs if len(farm.store.attempts(job)) > 1)
    *first, last = farm.store.attempts(one)
    assert {(attempt.wire["provider"], attempt.failure) for attempt in first} == {("box-1", failure)}
    assert all(attempt.charged is not None for attempt in first)
    assert last.key not in {attempt.key for attempt in first}


def test_a_silent_server_is_tried_less_and_less(patient: Farm) -> None:
    patient.boxes["box-1"].submits = [refused(Failure.NETWORK) for _ in range(99)]
    for number in range(1, 31):
        patient.enqueue(patient.request(number=number))
    patient.queue.drain()
    # Ever longer rests: of ten jobs for each, a few find out.
    assert len(patient.boxes["box-1"].sent) <= 7
    assert len(patient.store.takes()) == 30


def test_money_is_spent_where_it_was_paid_whoever_makes_the_clip_in_the_end(farm: Farm) -> None:
    paid = Money(amount="0.50", currency="USD")
    farm.boxes["box-1"].looks = [Poll(Progress.FAILED, charge=paid, failure=Failure.POLICY_OUTPUT)]
    job = farm.enqueue()
    farm.queue.drain()
    assert farm.state(job) is S.FAILED
    farm.pool = ("box-2",)
    farm.queue.retry(job)
    farm.queue.drain()
    assert farm.made_by(job) == "box-2"
    (account,) = farm.store.accounts()
    assert [(entry.provider, entry.sum) for entry in entries(account) if entry.sum] == [("box-1", paid)]
    assert [one.server for one in account.tries] == ["box-1", "box-2"]


def test_what_is_refused_for_its_content_is_not_shown_around(farm: Farm) -> None:
    for box in farm.boxes.values():
        box.submits = [refused(Failure.POLICY_INPUT)]
    job = farm.enqueue()
    farm.queue.drain()
    assert (farm.state(job), farm.store.job(job).failure) == (S.FAILED, Failure.POLICY_INPUT)
    assert sum(len(box.sent) for box in farm.boxes.values()) == 1


def test_a_job_that_nobody_accepts_fails_with_the_last_reason(farm: Farm) -> None:
    for box in farm.boxes.values():
        box.submits = [refused(Failure.INVALID) for _ in range(9)]
    job = farm.enqueue()
    farm.queue.drain()
    assert (farm.state(job), farm.store.job(job).failure) == (S.FAILED, Failure.INVALID)
    assert [len(box.sent) for box in farm.boxes.values()] == [1, 1, 1]
    for box in farm.boxes.values():
        box.submits = []
    farm.queue.retry(job)
    farm.queue.drain()
    assert farm.state(job) is S.DONE


def test_what_was_sent_stays_with_its_server_however_long_that_is_away(farm: Farm) -> None:
    box = farm.boxes["box-1"]
    box.looks = [running(), *(offline() for _ in range(20)), ready()]
    first = farm.enqueue()
    farm.queue.drain()
    assert farm.made_by(first) == "box-1"
    assert sum(farm.sent().values()) == 1


@pytest.mark.parametrize("resend", [Resend.NEVER, Resend.IF_ABSENT, Resend.SAFE])
def test_a_lost_answer_is_looked_for_at_its_own_server_only(farm: Farm, resend: Resend) -> None:
    for box in farm.boxes.values():
        box.resend, box.finds, box.arrives = resend, resend is not Resend.SAFE, False
    farm.boxes["box-1"].submits = [Unsure(message("queue.interrupted"))]
    job = farm.enqueue()
    farm.queue.drain()
    assert {len(farm.boxes[key].sent) for key in ("box-2", "box-3")} == {0}
    assert len({wire.key for wire in farm.boxes["box-1"].sent}) == 1
    if resend is Resend.NEVER:
        assert (farm.state(job), len(farm.boxes["box-1"].sent)) == (S.UNKNOWN, 1)
    else:
        assert (farm.made_by(job), len(farm.boxes["box-1"].sent)) == ("box-1", 2)


def test_two_servers_may_give_the_same_id_to_different_work(farm: Farm) -> None:
    for box in farm.boxes.values():
        box.finds = True
    farm.boxes["box-1"].submits = [Accepted("late-1")]
    farm.boxes["box-2"].submits = [Unsure(message("queue.interrupted"))]
    first, second = farm.enqueue(), farm.enqueue(farm.request(1))
    farm.queue.drain()
    assert {farm.made_by(first), farm.made_by(second)} == {"box-1", "box-2"}


def test_an_id_that_a_job_had_at_another_server_hides_no_clip_here(farm: Farm) -> None:
    farm.pool, there = ("box-1",), farm.boxes["box-2"]
    farm.boxes["box-1"].submits = [Accepted("late-2")]
    farm.boxes["box-1"].looks = [Poll(Progress.FAILED, failure=Failure.POLICY_OUTPUT)]
    first = farm.enqueue()
    farm.queue.drain()
    farm.pool, there.resend, there.finds = ("box-2",), Resend.IF_ABSENT, True
    farm.queue.retry(first)
    farm.queue.drain()
    there.submits = [Unsure(message("queue.interrupted"))]
    second = farm.enqueue(farm.request(1))
    farm.queue.drain()
    assert (farm.made_by(first), farm.made_by(second)) == ("box-2", "box-2")
    assert [one.remote_id for one in farm.store.attempts(second)] == ["late-2"]
    assert max(farm.sent().values()) == 1


def test_a_silent_pool_is_held_with_its_reason_and_goes_on_by_itself(farm: Farm) -> None:
    for box in farm.boxes.values():
        box.submits = [refused(Failure.NETWORK) for _ in range(6)]
    jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 5)]
    farm.queue.start()
    for job in jobs:
        wait_for(lambda job=job: farm.why(job) == "queue.held.pool-silent" or farm.state(job) is S.DONE)
    for job in jobs:
        farm.until(job, S.DONE)
    assert max(farm.sent().values()) == 1


class Knocked(Scripted):
    """A server that is away until somebody says otherwise; it can be asked whether it answers."""

    away = True

    async def submit(self, wire: Any) -> Any:
        if self.away:
            self.submits.insert(0, refused(Failure.NETWORK))
        return await super().submit(wire)

    async def answers(self) -> bool:
        return not self.away


@pytest.mark.parametrize("pooled", [True, False])
def test_what_waits_for_an_answer_goes_on_as_soon_as_there_is_one(patient: Farm, *, pooled: bool) -> None:
    farm = patient
    farm.boxes = {key: Knocked(key, width=1) for key in MEMBERS}
    farm.new_queue()
    job = farm.enqueue(farm.request() if pooled else Backlot.request(farm, provider="box-1"))
    farm.queue.start()
    farm.until(job, S.HELD)
    assert farm.why(job) == ("queue.held.pool-silent" if pooled else "queue.held.offline")
    held = farm.clock.monotonic()
    farm.boxes["box-1"].away = False  # type: ignore[attr-defined]
    farm.until(job, S.DONE)
    assert farm.clock.monotonic() - held < 250.0
    assert farm.made_by(job) == "box-1"


def test_a_paused_server_is_given_nothing_and_its_own_jobs_wait_for_it(farm: Farm) -> None:
    farm.paused |= {"box-1", "box-2"}
    jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 4)]
    farm.queue.drain()
    assert {farm.made_by(job) for job in jobs} == {"box-3"}
    farm.paused.add("box-3")
    job = farm.enqueue(farm.request(number=9))
    farm.queue.drain()
    assert (farm.state(job), farm.why(job)) == (S.HELD, "queue.held.pool-paused")
    farm.paused.clear()
    farm.queue.retry(job)
    farm.queue.drain()
    assert farm.state(job) is S.DONE


def test_a_paused_server_is_given_nothing_that_names_it_either_and_goes_on_by_itself(farm: Farm) -> None:
    fetched = farm.enqueue(Backlot.request(farm, provider="box-1"))
    shut = farm.boxes["box-1"].shut("poll")
    farm.queue.start()
    assert shut.wait(PATIENCE)
    farm.paused.add("box-1")
    jobs = [farm.enqueue(Backlot.request(farm, provider="box-1", number=number)) for number in (2, 3, 4)]
    # What it has begun it ends.
    farm.boxes["box-1"].gates["poll"].set()
    farm.until(fetched, S.DONE)
    for job in jobs:
        farm.until(job, S.HELD)
        assert farm.why(job) == "queue.held.server-paused"
    assert len(farm.boxes["box-1"].sent) == 1
    farm.paused.clear()
    for job in jobs:
        farm.until(job, S.DONE)
    assert max(farm.sent().values()) == 1


def test_a_server_that_joins_is_given_work_at_once(farm: Farm) -> None:
    farm.pool = ("box-1",)
    farm.boxes["box-1"].shut("poll")
    for number in range(1, 4):
        farm.enqueue(farm.request(number=number))
    farm.queue.start()
    wait_for(lambda: len(farm.boxes["box-1"].sent) == 1)
    farm.pool = MEMBERS
    farm.enqueue(farm.request(number=5))
    wait_for(lambda: len(farm.boxes["box-2"].sent) >= 1 and len(farm.boxes["box-3"].sent) >= 1)


def test_the_gate_looks_at_each_server_and_one_it_bars_is_passed_over(farm: Farm) -> None:
    def only_here(prepared: Prepared) -> Iterator[Finding]:
        if prepared.request.provider != "box-2":
            why = message("queue.broke", detail="far away")
            yield Finding(rule="far", decision=Decision.BLOCK, why=why, fix=why, field="provider")

    jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 4)]
    farm.new_queue(rules=(*RULES, only_here))
    farm.queue.drain()
    assert {farm.made_by(job) for job in jobs} == {"box-2"}
    assert not farm.boxes["box-1"].sent
    take = farm.store.takes()[0]
    assert farm.store.verdict(take.verdict).decision is Decision.ALLOW


class Caps:
    """A purse that lets nothing be spent at some servers."""

    def __init__(self, over: set[str]) -> None:
        self.over = over

    def unasked(self, _job: Job, _price: Estimate) -> None:
        return None

    def leaves(self, _job: Job, _estimate: Estimate | None) -> None:
        return None

    def reserves(self, job: Job, _estimate: Estimate, _at: str) -> Held | None:
        return Held(message("budget.held.over", cap="", left="", price="")) if server_of(job) in self.over else None


def test_a_server_over_its_cap_leaves_its_jobs_to_the_others_and_only_then_are_they_held(farm: Farm) -> None:
    caps = Caps({"box-1", "box-2"})
    farm.new_queue(purse=caps)
    jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 5)]
    farm.queue.drain()
    assert {farm.made_by(job) for job in jobs} == {"box-3"}
    caps.over.add("box-3")
    job = farm.enqueue(farm.request(number=9))
    farm.queue.drain()
    assert (farm.state(job), farm.why(job)) == (S.HELD, "budget.held.over")
    caps.over.clear()
    farm.queue.retry(job)
    farm.queue.drain()
    assert farm.state(job) is S.DONE


def test_a_request_that_is_no_longer_what_was_checked_is_not_sent(farm: Farm) -> None:
    job = farm.enqueue()
    changed = farm.request(prompt="Something else")

    def tamper(writer: Any) -> None:
        writer.move_job(job, S.HELD, expect=S.QUEUED)
        writer.move_job(job, S.QUEUED, expect=S.HELD, request=changed)

    farm.store.write(tamper)
    farm.queue.drain()
    assert farm.why(job) == "queue.verdict-differs"
    assert not farm.sent()


def test_a_claimed_job_that_was_never_sent_goes_to_another_after_a_crash(farm: Farm) -> None:
    came = farm.boxes["box-1"].shut("submit")
    farm.new_queue(rules=(*RULES, _stuck := _Stuck()))
    job = farm.enqueue()
    farm.queue.start()
    farm.until(job, S.RESERVED)
    _stuck.go.set()
    assert came.wait(5)
    farm.reopen()
    farm.boxes["box-1"].gates["submit"].set()
    # What may have left is not given to anybody else.
    farm.queue.drain()
    assert farm.state(job) is S.UNKNOWN
    assert sum(farm.sent().values()) == 1


class _Stuck:
    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, _prepared: Prepared) -> tuple[Finding, ...]:
        self.go.wait(5)
        return ()


def test_a_reserved_attempt_that_never_left_is_closed_and_another_server_asked(farm: Farm) -> None:
    job = farm.enqueue()
    wire = farm.boxes["box-1"].prepare(at(farm.request(), "box-1"), farm.ids.new(), {})
    _reserve(farm, farm.store.job(job), wire)
    farm.pool = ("box-2", "box-3")
    farm.queue.drain()
    first, second = farm.store.attempts(job)
    assert (first.why.code if first.why else "", first.charged) == ("queue.pool.given-on", "no")
    assert farm.made_by(job) == second.wire["provider"] != "box-1"


def _reserve(farm: Farm, job: Job, wire: Any) -> None:
    from fourbeat.model.job import Attempt

    attempt = Attempt(
        id=farm.ids.new(),
        job=job.id,
        number=1,
        key=wire.key,
        wire={"provider": "box-1", "payload": wire.payload, "files": []},
        wire_hash=wire.hash,
        started_at=farm.clock.now(),
    )

    def commit(writer: Any) -> None:
        writer.move_job(job.id, S.RESERVED, expect=S.QUEUED, request=at(job.request, "box-1"))  # type: ignore[arg-type]
        writer.add_attempt(attempt)

    farm.store.write(commit)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_sent_twice_while_servers_die_and_return_at_random(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Farm(tmp_path / "film", speed=10_000.0) as farm:
        for box in farm.boxes.values():
            box.width, box.finds = 2, True
            box.arrives = chance.random() < 0.5
            box.submits = [_mood(chance, box, turn) for turn in range(40)]
            box.looks = [chance.choice([running(), offline(), ready(), ready()]) for _ in range(40)]
            box.fetches = [offline() for _ in range(chance.randrange(3))]
        jobs = [farm.enqueue(farm.request(number=number)) for number in range(1, 31)]
        farm.queue.start()
        ends = {S.DONE, S.FAILED, S.UNKNOWN}
        wait_for(lambda: all(farm.state(job) in ends for job in jobs))
        farm.queue.stop(1.0)
        assert max(farm.sent().values()) == 1, "a request went out twice"
        for job in jobs:
            tries = farm.store.attempts(job)
            asked = [one for one in tries if one.remote_id is not None or (one.failure is None and one.why is None)]
            assert len(asked) <= 1, "a job that may have been accepted was asked of somebody else"
        assert sum(farm.state(job) is S.DONE for job in jobs) == len(farm.store.takes())
        assert any(farm.state(job) is S.DONE for job in jobs)


def _mood(chance: random.Random, box: Scripted, turn: int) -> Any:
    return chance.choice(
        [
            refused(Failure.NETWORK),
            refused(Failure.SERVER),
            refused(Failure.RATE_LIMITED, retry_after=3.0),
            Unsure(message("queue.interrupted")),
            *(Accepted(f"{box.key}-{turn}") for _ in range(4)),
        ]
    )
