"""The wrap: what a run of the queue came to, read from what is written down, the same for commands and window.

A run has no record of its own. It is the time in which jobs were at work, with pauses no longer than a generator may
ask to be left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fourbeat.model.account import Entry
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, Failure, Job, JobState, Move
from fourbeat.model.message import Message, message
from fourbeat.model.request import RenderRequest, StillRequest

from .aftermath import STATES, Kind, kind_of
from .ledger import Figures
from .ledger_sheet import told
from .left import Left
from .overview import cut_off

if TYPE_CHECKING:
    from .studio import Studio

PAUSE = 1800.0
"""Seconds without any work after which the next work is another run; a rest that is asked for is shorter."""

_HOUR, _MINUTE = 3600, 60

_FAILURES = {
    Failure.INVALID: "wrap.failure.invalid",
    Failure.AUTH: "wrap.failure.auth",
    Failure.QUOTA: "wrap.failure.quota",
    Failure.RATE_LIMITED: "wrap.failure.rate-limited",
    Failure.NOT_FOUND: "wrap.failure.not-found",
    Failure.EXPIRED: "wrap.failure.expired",
    Failure.UNSUPPORTED: "wrap.failure.unsupported",
    Failure.SERVER: "wrap.failure.server",
    Failure.NETWORK: "wrap.failure.network",
    Failure.MEDIA: "wrap.failure.media",
    Failure.STORAGE: "wrap.failure.storage",
}
"""What each kind of failure is called; refusals are no failures here."""


@dataclass(frozen=True)
class Wrap:
    """Be what came of the jobs that were touched between two moments, each as it stands at the end.

    `failed` counts by kind; `refused` holds the refusals, which are no other failures; `held` counts by reason; `hands`
    counts the orders that wait for a person, which `waiting` does not.
    """

    since: str
    until: str
    takes: int = 0
    stills: int = 0
    films: int = 0
    failed: dict[Failure, int] = field(default_factory=dict)
    refused: dict[Kind, int] = field(default_factory=dict)
    unknown: int = 0
    cancelled: int = 0
    waiting: int = 0
    hands: int = 0
    held: tuple[tuple[Message, int], ...] = ()
    money: Figures = field(default_factory=Figures)
    own: str = ""

    @property
    def seconds(self) -> int:
        """Give how long it took."""
        return round(_moment(self.until) - _moment(self.since))

    @property
    def troubled(self) -> bool:
        """Tell whether something waits for a person."""
        return bool(self.failed or self.refused or self.unknown or self.held)


def last_run(studio: Studio) -> str | None:
    """Give the moment at which the last run began; None where nothing was ever at work."""
    working: set[Id] = set()
    began, quiet = None, None
    for move in studio.store.moves():
        if move.after in AT_WORK:
            if not working and (quiet is None or _moment(move.at) - quiet > PAUSE):
                began = move.at
            working.add(move.job)
        elif move.job in working:
            working.discard(move.job)
            quiet = _moment(move.at)
    return began


def wrap(studio: Studio, since: str | None = None) -> Wrap | None:
    """Say what came of the queue since a moment, or in its last run; None where nothing was done."""
    since = since or last_run(studio)
    # What was only asked for meanwhile is no work of the queue.
    moves = [move for move in studio.store.moves(since) if move.before is not None] if since is not None else []
    if since is None or not moves:
        return None
    touched = {move.job for move in moves}
    jobs = [studio.store.job(one) for one in sorted(touched)]
    ended = [job for job in jobs if job.state is JobState.DONE]
    films = sum(isinstance(job.request, RenderRequest) for job in ended)
    stills = sum(isinstance(job.request, StillRequest) for job in ended)
    states = Counter(job.state for job in jobs)
    hands = sum(map(studio.handwork.waits, jobs))
    failed = [job for job in jobs if job.state is JobState.FAILED and kind_of(job) is None]
    return Wrap(
        since=moves[0].at,
        until=moves[-1].at,
        takes=len(ended) - films - stills,
        stills=stills,
        films=films,
        failed=dict(Counter(job.failure or Failure.SERVER for job in failed)),
        refused=dict(Counter(kind for job in jobs if (kind := kind_of(job)) is not None)),
        unknown=states[JobState.UNKNOWN],
        cancelled=states[JobState.CANCELLED],
        waiting=states[JobState.QUEUED] + sum(states[one] for one in AT_WORK) - hands,
        hands=hands,
        held=tuple(_held(jobs)),
        money=_money(studio, touched, moves[0]),
        own=studio.ledger.rates().own,
    )


def still_held(studio: Studio, since: str) -> tuple[tuple[Message, int], ...]:
    """Give why jobs are held that a run which began at a moment did not touch, the most common reason first."""
    return tuple(_held([job for job in studio.store.jobs({JobState.HELD}) if job.changed_at < since]))


def lines(wrap: Wrap) -> Iterator[Message]:
    """Say it line by line: what there is, what went wrong, what waits, what it cost, how long it took."""
    made = (("wrap.takes", wrap.takes), ("wrap.stills", wrap.stills), ("wrap.films", wrap.films))
    if not any(n for _, n in made):
        yield message("wrap.nothing")
    for code, n in made:
        if n:
            yield message(code, n=n)
    for failure, n in sorted(wrap.failed.items()):
        yield message("wrap.failed", n=n, kind=message(_FAILURES.get(failure, "wrap.failure.server")))
    for kind, n in sorted(wrap.refused.items()):
        yield message("wrap.refused", n=n, kind=message(STATES[kind]))
    if wrap.unknown:
        yield message("wrap.unknown", n=wrap.unknown)
    for why, n in wrap.held:
        yield message("wrap.held", n=n, why=why)
    if wrap.cancelled:
        yield message("wrap.cancelled", n=wrap.cancelled)
    if wrap.hands:
        yield message("wrap.hands", n=wrap.hands)
    if wrap.waiting:
        yield message("wrap.waiting", n=wrap.waiting)
    money = wrap.money
    for code, sums in (
        ("wrap.spent", money.spent),
        ("wrap.set-aside", money.reserved),
        ("wrap.not-known", money.unknown),
    ):
        if sums.many:
            yield message(code, sum=told(sums, wrap.own))
    yield message("wrap.time", since=_clock(wrap.since), until=_clock(wrap.until), length=length(wrap.seconds))


def length(seconds: int) -> Message:
    """Say how long something took."""
    hours, rest = divmod(max(0, seconds), _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    if hours:
        return message("wrap.hours", hours=hours, minutes=minutes)
    return message("wrap.minutes", minutes=minutes, seconds=left)


def _held(jobs: list[Job]) -> Iterator[tuple[Message, int]]:
    """Give why jobs are held, the most common reason first; jobs that differ only in its facts stand together."""
    reasons: dict[str, list[Message]] = {}
    for job in jobs:
        if job.state is JobState.HELD and job.why is not None:
            reasons.setdefault(job.why.code, []).append(job.why)
    for many in sorted(reasons.values(), key=len, reverse=True):
        yield many[0], len(many)


def _money(studio: Studio, jobs: set[Id], first: Move) -> Figures:
    """Add up the tries that these jobs made since then."""
    before: dict[Id, str] = {}
    begun: dict[Id, list[tuple[str, str]]] = {}
    for move in studio.store.moves():
        if move.after is JobState.RESERVED and move.at >= first.at:
            begun.setdefault(move.job, []).append((before.get(move.job, ""), move.at))
        before[move.job] = move.at

    def counts(entry: Entry) -> bool:
        one, job = entry.attempt, entry.account.job
        if one is None or job not in jobs:
            return False
        # A try is dated a moment before the move that it is written with, which may be the first of the run.
        return one.at >= first.at or any(after <= one.at <= until for after, until in begun.get(job, ()))

    return studio.ledger.figures(only=counts)


def _moment(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()


def _clock(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def moment(text: str) -> str:
    """Read a day, or a day and a time, as they stand on the wall here. Raises Invalid."""
    try:
        there = datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        # Of the first and the last day that can be written, the one or the other has no moment in UTC.
        raise Invalid("wrap.since", text=text[:40]) from error
    return there.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def found(studio: Studio) -> Iterator[Message]:
    """Say what an earlier run left that goes on when the queue runs; to be asked before it does."""
    working = len(cut_off(studio, studio.store.jobs(AT_WORK)))
    unknown = studio.jobs.counts().get(JobState.UNKNOWN, 0)
    for code, n in (("wrap.found-working", working), ("wrap.found-unknown", unknown)):
        if n:
            yield message(code, n=n)
    if studio.jobs.left is Left.PAUSED:
        yield message("wrap.found-paused")
