"""Accounts: what each job has cost, may still cost, or may have cost without anybody knowing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .ids import Id
from .job import AT_WORK, Charged, Estimate, Failure, JobState, Money
from .message import Frozen


class Try(Frozen):
    """Be what is known about the money of one attempt.

    `open` says that it may still bring a clip, `sent` that bytes may have left, `there` is the provider's own id of it.
    `at` is when it was reserved, `went` when it was sent last, with the same key, empty where it never was.
    `server` is whom it was made for: tries of a pool's job may have gone to several.
    """

    id: Id
    job: Id
    server: str = ""
    estimate: Estimate | None = None
    charge: Money | None = None
    charged: Charged | None = None
    failure: Failure | None = None
    open: bool
    sent: bool = False
    there: str | None = None
    at: str
    went: str = ""
    settled: Money | None = None


class Account(Frozen):
    """Be what is known about the money of one job that asks for a take."""

    job: Id
    touched: int
    shot: Id
    provider: str
    model: str
    number: int
    state: JobState
    estimate: Estimate | None = None
    by: str = ""
    at: str
    take: Id | None = None
    tries: tuple[Try, ...] = ()


class Standing(StrEnum):
    """Say how a sum stands: paid, set aside for what is under way, perhaps paid, or nothing."""

    SPENT = "spent"
    RESERVED = "reserved"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Entry:
    """Be one line of the ledger: an attempt, or a job that waits for one (`waiting`; its day is not known yet).

    `sum` is what was paid; `least` and `most` are what was reckoned with, None where nobody knows.
    """

    account: Account
    attempt: Try | None
    standing: Standing
    sum: Money | None = None
    least: Money | None = None
    most: Money | None = None
    seconds: Fraction = Fraction(0)
    clips: int = 0
    free: bool = False
    waiting: bool = False

    @property
    def again(self) -> bool:
        """Tell whether the same attempt, with the same key, is what goes out when its job goes on."""
        one = self.attempt
        return one is not None and one.open and one.there is None and one.charged is None

    @property
    def provider(self) -> str:
        """Name who was paid, or would be."""
        return (self.attempt.server if self.attempt is not None else "") or self.account.provider

    @property
    def day(self) -> str:
        """Give the day (UTC) on which it was sent, the last time where it was sent again; empty for what waits."""
        return "" if self.waiting or self.attempt is None else (self.attempt.went or self.attempt.at)[:10]


def entries(account: Account) -> Iterator[Entry]:
    """Give the lines of a job."""
    last = account.tries[-1] if account.tries else None
    for one in account.tries:
        found = _tried(account, one, last=one is last)
        if found is not None:
            yield found
    if account.state is JobState.QUEUED and not (last and last.open):
        yield from _waiting(account)


def _waiting(account: Account) -> Iterator[Entry]:
    told = account.estimate
    if told is None:
        return
    standing = Standing.NOTHING if told.free else Standing.RESERVED
    yield _reckoned(account, None, told, standing, waiting=True)


def _tried(account: Account, one: Try, *, last: bool) -> Entry | None:
    told, paid = one.estimate, one.settled or one.charge
    if paid is not None:
        if not Fraction(paid.amount):
            return Entry(account, one, Standing.NOTHING, sum=paid)
        seconds, clips = (Fraction(told.seconds), told.clips) if told else (Fraction(0), 1)
        return Entry(account, one, Standing.SPENT, sum=paid, seconds=seconds, clips=clips)
    if told is None:
        # From before money was kept, when only the animatic drew: it is free. Whatever else it was, a person settles.
        doubtful = one.charged in (Charged.YES, Charged.UNKNOWN)
        return Entry(account, one, Standing.UNKNOWN, clips=1) if doubtful else None
    under_way = one.open and (account.state in AT_WORK or account.state is JobState.QUEUED)
    waiting = under_way and account.state is JobState.QUEUED and not one.sent and one.there is None
    # What never left costs nothing; a job that goes on asks for its money again.
    idle = not under_way and not one.sent and one.there is None
    if told.free and one.charged is not Charged.YES:
        # It costs no money; the clips it brings still count against a cap of its own provider.
        used = one.open and not idle
        return _reckoned(account, one, told, Standing.NOTHING, waiting=waiting) if used else None
    if one.charged is Charged.NO or (idle and one.charged is None):
        return Entry(account, one, Standing.NOTHING)
    if one.charged is None and last and under_way:
        return _reckoned(account, one, told, Standing.RESERVED, waiting=waiting)
    return _reckoned(account, one, told, Standing.UNKNOWN)


def _reckoned(account: Account, one: Try | None, told: Estimate, standing: Standing, *, waiting: bool = False) -> Entry:
    return Entry(
        account,
        one,
        standing,
        least=told.least,
        most=told.most,
        seconds=Fraction(told.seconds),
        clips=told.clips,
        free=told.free,
        waiting=waiting,
    )
