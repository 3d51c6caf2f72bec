"""The stage: what every step of a job works with, and the one place where writing waits out a failing disk."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import JsonValue

from fourbeat.model.errors import Busy, FourbeatError, MediaError, NotFound, ProviderError, Storage
from fourbeat.model.ids import Id, Ids
from fourbeat.model.job import Attempt, Charged, Job, JobState, Money
from fourbeat.model.message import Message
from fourbeat.model.provider import Provider
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest
from fourbeat.model.still import PictureFacts, Still
from fourbeat.model.take import MediaFacts, Take
from fourbeat.store import Store, Writer

from .clock import Clock
from .gate import Rule
from .judge import Judge
from .limits import Limits
from .pools import Crew
from .progress import News
from .purse import Purse
from .retry import LOST, Again, GiveUp, Rest, decide

log = logging.getLogger("fourbeat.queue")

T = TypeVar("T")

Probe: TypeAlias = Callable[[Path], MediaFacts | Awaitable[MediaFacts]]
Report: TypeAlias = Callable[[float], None]
Render: TypeAlias = Callable[[RenderRequest, Report], Awaitable[object]]
OnTake: TypeAlias = Callable[[Writer, Take], None]
Sight: TypeAlias = Callable[[Path], Awaitable[PictureFacts]]
OnStill: TypeAlias = Callable[[Writer, Still, StillRequest], None]


def stops_all(error: FourbeatError) -> bool:
    """Tell whether an error is the project's disk or database, which stops the whole queue rather than one job."""
    return isinstance(error, Storage) or (isinstance(error, Busy) and not moved_on(error))


def moved_on(error: FourbeatError) -> bool:
    """Tell whether an error only says that somebody else moved the job meanwhile."""
    return isinstance(error, Busy) and error.code == "job.moved-on"


class Trouble:
    """Remember that the project's disk or database failed, and let steps wait until a person resumes."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.error: FourbeatError | None = None
        self.patient = False
        self._changed = changed
        self._clear = asyncio.Event()

    def meet(self, error: FourbeatError) -> None:
        """Remember an error; every step that needs the store waits from now on."""
        log.error("the queue rests: %s", error.code)
        self.error = error
        self._clear.clear()
        self._changed()

    def over(self) -> None:
        """Let the waiting steps try again."""
        self.error = None
        self._clear.set()

    def begin(self) -> None:
        """Begin a run without trouble: from now on steps wait out what they meet."""
        # An event belongs to the loop that first waits for it, and every run has its own loop.
        self.error, self.patient, self._clear = None, True, asyncio.Event()

    def last_try(self) -> None:
        """End the waiting: what still fails now is raised."""
        self.patient = False
        self.over()

    async def wait(self) -> None:
        """Wait until the trouble is over."""
        await self._clear.wait()


@dataclass
class Stage:
    """Hold what the steps work with; everything in it is handed in."""

    store: Store
    providers: Mapping[str, Provider]
    clock: Clock
    now: Callable[[], str]
    ids: Ids
    chance: Callable[[], float]
    limits: Limits
    probe: Probe
    render: Render
    on_take: OnTake | None
    rules: Sequence[Rule]
    judge: Judge | None
    purse: Purse | None
    news: News
    trouble: Trouble
    rest: Callable[[str, float], None]
    """Let a server rest for some seconds."""
    silent: Callable[[str, float], None]
    """Let a server that did not answer rest for some seconds, or until it answers."""
    resting: Callable[[str], float]
    """Give the seconds that a server still rests."""
    patience: Callable[[str], float]
    """Give the seconds after which a job of a server that shows no sign of progress is lost from sight."""
    crew: Crew
    post: Callable[[Callable[[], None]], None]
    """Call something in the queue's thread soon, from whatever thread."""
    interrupted: set[Id] = field(default_factory=set)
    """The jobs that the end of the last run may have cost their request: that is no failure of theirs."""
    finishing: set[Id] = field(default_factory=set)
    """The jobs whose clip is being taken in: too late to cancel them."""
    sending: dict[Id, asyncio.Task[None]] = field(default_factory=dict)
    """The submissions under way: stopping the queue lets them end first."""
    sight: Sight | None = None
    on_still: OnStill | None = None

    async def write(self, work: Callable[[Writer], T]) -> T:
        """Write one transaction; where the disk fails, wait until a person resumes and try again."""
        while True:
            try:
                return self.store.write(work)
            except FourbeatError as error:
                if not (stops_all(error) and self.trouble.patient):
                    raise
                self.trouble.meet(error)
                await self.trouble.wait()

    async def ask(self, question: Awaitable[T], provider: str) -> T:
        """Wait for a provider's answer, but not for ever. Raises ProviderError."""
        try:
            # Not wait_for: before Python 3.12 it may swallow a cancellation that comes together with the answer.
            async with asyncio.timeout(self.limits.answer):
                return await question
        except TimeoutError:
            raise ProviderError("queue.no-answer", provider=provider) from None

    async def examine(self, clip: Path) -> MediaFacts:
        """Let a worker look whether a file is a playable clip. Raises MediaError."""
        found = await asyncio.to_thread(self.probe, clip)
        return await found if inspect.isawaitable(found) else found

    async def see(self, picture: Path) -> PictureFacts:
        """Let a worker look whether a file is a picture. Raises MediaError."""
        if self.sight is None:
            raise MediaError("queue.no-sight")
        return await self.sight(picture)

    def attempt(self, job: Job) -> Attempt | None:
        """Give a job's last attempt."""
        return max(self.store.attempts(job.id), key=lambda attempt: attempt.number, default=None)

    def pictures(self, request: TakeRequest) -> dict[str, Path]:
        """Find the request's reference pictures by content; those that are gone are left out."""
        found = {sha256: self.picture(sha256) for sha256 in wanted_pictures(request)}
        return {sha256: path for sha256, path in found.items() if path is not None}

    def picture(self, sha256: str) -> Path | None:
        """Find a reference picture by content."""
        try:
            path = self.store.media.picture(sha256)
        except NotFound:
            return None
        return path if path.is_file() else None


async def finished(
    stage: Stage,
    job: Job,
    keep: Callable[[Writer], None],
    *,
    take: Id | None = None,
    remark: Message | None = None,
) -> None:
    """Write down in one transaction what came of a job, that it is done, and what is to be said of it."""

    def commit(writer: Writer) -> None:
        if job.state is not JobState.DOWNLOADING:
            writer.move_job(job.id, JobState.DOWNLOADING, expect=job.state)
        keep(writer)
        writer.move_job(job.id, JobState.DONE, expect=JobState.DOWNLOADING, take=take, why=remark)

    await stage.write(commit)


def after_loss(stage: Stage, job: Job) -> tuple[Again | Rest | GiveUp, int]:
    """Decide what follows where a request was lost that may be sent twice, and how many tries count from now on.

    What the end of the last run cost is no try.
    """
    if job.id in stage.interrupted:
        stage.interrupted.discard(job.id)
        return Again(0.0), max(0, job.tries - 1)
    return decide(LOST, tries=job.tries, chance=stage.chance), job.tries


def wanted_pictures(request: TakeRequest) -> set[str]:
    """Name the pictures that a request needs, by content."""
    panel = {request.panel.picture} if request.panel.picture is not None else set()
    return {one.sha256 for one in request.references} | panel


def take_request(job: Job) -> TakeRequest:
    """Give the request of a job that asks for a take."""
    assert isinstance(job.request, TakeRequest)
    return job.request


def is_open(attempt: Attempt | None) -> bool:
    """Tell whether an attempt may still bring a clip: nobody has said no, lost it, or given it up."""
    return attempt is not None and attempt.failure is None and attempt.why is None


def perhaps(attempt: Attempt) -> Charged | None:
    """Say that nobody knows whether an attempt that left was charged, unless it is free or somebody has said."""
    if attempt.charged is not None:
        return None
    return Charged.NO if attempt.estimate is not None and attempt.estimate.free else Charged.UNKNOWN


def unsent(stage: Stage, attempt: Attempt) -> Charged | None:
    """Say that an attempt was not charged, if it never left; else what `perhaps` says."""
    moves = stage.store.events(attempt.job)
    if any(move.after is JobState.SENDING and move.at >= attempt.started_at for move in moves):
        return perhaps(attempt)
    return Charged.NO if attempt.charged is None else None


def charged_as(attempt: Attempt, said: Charged, charge: Money | None) -> Charged | None:
    """Give what an answer says of money beside what is known: a sum means yes, and what is known for sure stays."""
    if attempt.charged in (Charged.YES, Charged.NO):
        return None
    if charge is not None:
        return Charged.YES
    return perhaps(attempt) if said is Charged.UNKNOWN else said


def storable(answer: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Give an answer in a form the store holds; one that no text file could hold is left out.

    A provider's id must never be lost because of what came with it.
    """
    try:
        json.dumps(answer, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError):
        return {}
    return dict(answer)
