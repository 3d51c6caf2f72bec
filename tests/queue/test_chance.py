"""Whatever a provider does, a job ends, waits for a person, or is known to be unknown; and its rows agree."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from backlot import CLIP, ENDS, Backlot, Scripted, offline, ready, running

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, MOVES, Failure, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.provider import Accepted, Cancel, Poll, Progress, Rejected, Resend, Unsure
from fourbeat.model.verdict import Decision
from fourbeat.queue import Limits, digest

S = JobState
CHARGE = Money(amount="0.10", currency="USD")
WHY = message("queue.interrupted")


def submission(chance: random.Random) -> Accepted | Rejected | Unsure | Exception:
    return chance.choice(
        [
            Accepted(f"r-{chance.randrange(10**9)}", {"n": 1}),
            Accepted(f"r-{chance.randrange(10**9)}", {"n": float("inf")}),
            Rejected(chance.choice(list(Failure)), WHY, retry_after=chance.choice([None, 0.0, 3.0, 5000.0])),
            Unsure(WHY),
            offline(),
            KeyError("bug"),
        ]
    )


def look(chance: random.Random) -> Poll | Exception:
    return chance.choice(
        [
            Poll(Progress.WAITING),
            running(0.3),
            running(),
            ready(charge=CHARGE),
            ready(answer={"seed": 3}),
            Poll(Progress.READY),
            Poll(Progress.FAILED, failure=chance.choice(list(Failure)), charge=CHARGE),
            Poll(Progress.FAILED),
            Poll(Progress.CANCELLED),
            Poll(Progress.GONE),
            offline(),
            RuntimeError("bug"),
        ]
    )


def provider(chance: random.Random, key: str) -> Scripted:
    made = Scripted(key, resend=chance.choice(list(Resend)), finds=chance.random() < 0.5, width=chance.randint(1, 3))
    made.arrives = chance.random() < 0.5
    made.cancels = chance.choice([*Cancel, offline()])
    made.submits = [submission(chance) for _ in range(chance.randrange(4))]
    made.looks = [look(chance) for _ in range(chance.randrange(8))]
    made.fetches = [chance.choice([CLIP, b"junk", b"", offline(), OSError("bug")]) for _ in range(chance.randrange(3))]
    made.finding = [offline() for _ in range(chance.randrange(2))]
    return made


def meddle(lot: Backlot, chance: random.Random, jobs: list[Id]) -> None:
    """Do what a person might: cancel, retry, close and open again."""

    for _ in range(chance.randrange(4)):
        job = chance.choice(jobs)
        act = chance.choice([lot.queue.cancel, lot.queue.retry, lot.queue.check, lot.queue.hold, None])
        if act is None:
            lot.reopen()
            lot.queue.start()
            continue
        try:
            act(job)
        except FourbeatError:
            continue  # The verb says no in its own words; what matters is what the rows say afterwards.


def agree(lot: Backlot, job: Id, sender: Scripted) -> None:
    """Check that a job's rows tell one story."""
    row = lot.store.job(job)
    events = lot.store.events(job)
    assert [event.before for event in events[1:]] == [event.after for event in events[:-1]]
    assert all(event.after in MOVES[event.before] for event in events[1:] if event.before)
    assert events[-1].after is row.state
    attempts = lot.store.attempts(job)
    assert [attempt.number for attempt in attempts] == list(range(1, len(attempts) + 1))
    takes = [take for take in lot.store.takes() if take.job == job]
    assert [take.id for take in takes] == ([row.take] if row.state is S.DONE else [])
    assert (row.take is not None) == (row.state is S.DONE)
    for take in takes:
        assert lot.store.media.path(take.media).read_bytes() == CLIP
        assert take.attempt == attempts[-1].id
    if row.state in (S.FAILED, S.HELD, S.UNKNOWN, S.CANCELLED):
        assert row.why is not None
    sent = [wire for wire in sender.sent if wire.key in {attempt.key for attempt in attempts}]
    if sent:
        verdict = lot.store.verdict(str(row.verdict))
        assert (verdict.decision, verdict.digest) == (Decision.ALLOW, digest(row.request))  # type: ignore[arg-type]
    if sender.resend is Resend.NEVER:
        assert len({wire.key for wire in sent}) == len(sent)
    for wire in sent:
        assert wire.hash == next(attempt.wire_hash for attempt in attempts if attempt.key == wire.key)


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(12, 200))])
def test_whatever_happens_the_rows_agree(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Backlot(tmp_path / "film", speed=20_000) as lot:
        senders = [lot.add(provider(chance, f"studio-{n}")) for n in range(2)]
        lot.new_queue(limits=Limits(answer=1.0, patience=600.0), chance=chance.random)
        jobs = [
            lot.enqueue(lot.request(shot, provider=sender.key, number=number))
            for sender in senders
            for number, shot in enumerate((0, 1, 2), start=1)
        ]
        if chance.random() < 0.6:
            lot.queue.start()
            meddle(lot, chance, jobs)
        lot.queue.drain()
        lot.queue.stop()
        for job in jobs:
            assert lot.state(job) in ENDS
            agree(lot, job, senders[0] if lot.store.job(job).lane == senders[0].key else senders[1])
        assert not {lot.state(job) for job in jobs} & AT_WORK
        files = {path.name for path in lot.store.media.folder.iterdir()} if lot.store.media.folder.exists() else set()
        assert {take.media for take in lot.store.takes()} <= files
