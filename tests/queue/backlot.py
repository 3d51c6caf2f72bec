"""What the queue's tests play with: a fast clock, a provider that does as it is told, a film with a few shots."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fourbeat.model import order
from fourbeat.model.cut import Cut
from fourbeat.model.errors import FourbeatError, MediaError, NotFound, ProviderError
from fourbeat.model.format import Format, Size
from fourbeat.model.ids import Id, Ids
from fourbeat.model.job import Job, JobState
from fourbeat.model.message import message
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Project, Role, Scene, Sequence, Shot
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Rejected,
    Resend,
    Unsure,
    WireFile,
    WireRequest,
)
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.model.take import MediaFacts, UsedReference
from fourbeat.queue import RENDER_LANE, Limits, Prepared, Queue, check
from fourbeat.store import Store

CLIP = b"\x00\x00\x00\x18ftypisom" + b"moving pictures" * 4
ENDS = {JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.HELD, JobState.UNKNOWN}
PATIENCE = 20.0
"""How long a test waits for something that must happen, in real seconds."""


class FastClock:
    """Let a second last a thousandth of one."""

    def __init__(self, speed: float = 1000.0) -> None:
        self.speed = speed
        self._start = time.monotonic()
        self._epoch = datetime(2030, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return (time.monotonic() - self._start) * self.speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds / self.speed, 0.2))

    def now(self) -> str:
        moment = self._epoch + timedelta(seconds=self.monotonic())
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def probe(path: Path) -> MediaFacts:
    """Take a file for a clip if it is the whole of one."""
    content = path.read_bytes()
    if content != CLIP:
        raise MediaError("probe.not-media", name=path.name)
    return facts(len(content))


def facts(size: int) -> MediaFacts:
    return MediaFacts(
        codec="h264",
        width=640,
        height=360,
        pixel_format="yuv420p",
        rate="24/1",
        time_base="1/12288",
        frames=48,
        constant=True,
        keyframes=(0,),
        reorder=2,
        rotation=0,
        colour="bt709",
        extradata="00",
        bytes=size,
    )


class Scripted:
    """A provider that does as it is told and counts what it is asked.

    `submits`, `looks` and `fetches` hold what comes next; an exception in them is raised, and an empty list means all
    goes well. `arrives` tells whether a submission that ends in Unsure was received all the same.
    """

    def __init__(
        self, key: str = "studio-a", *, resend: Resend = Resend.NEVER, finds: bool = False, width: int = 2
    ) -> None:
        self.key = key
        self.resend, self.finds, self.width = resend, finds, width
        self.models = (
            ModelFacts(
                id="reel-1",
                sizes=(Size(width=640, height=360), Size(width=1280, height=720)),
                seconds=("4", "8"),
                roles=(Role.FIRST_FRAME,),
                seed=True,
            ),
        )
        self.submits: list[Accepted | Rejected | Unsure | Exception] = []
        self.looks: list[Poll | Exception] = []
        self.fetches: list[bytes | Exception] = []
        self.finding: list[Exception] = []
        self.cancels: Cancel | FourbeatError = Cancel.ABORTED
        self.arrives = True
        self.sent: list[WireRequest] = []
        self.polled: list[str] = []
        self.found: list[str] = []
        self.cancelled: list[str] = []
        self.fetched: list[tuple[str, str]] = []
        self.closed = 0
        self.at_work: set[str] = set()
        self.most_at_work = 0
        self.received: dict[str, str] = {}
        self.gates = {name: threading.Event() for name in ("submit", "poll", "fetch", "find")}
        self.entered = {name: threading.Event() for name in self.gates}
        for gate in self.gates.values():
            gate.set()

    def capabilities(self) -> Capabilities:
        return Capabilities(
            provider=self.key,
            models=self.models,
            resend=self.resend,
            finds=self.finds,
            lane_width=self.width,
            learned_at="2030-01-01",
            source="test",
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        return Estimate(basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        return WireRequest(
            provider=self.key,
            key=key,
            payload={"prompt": request.prompt, "size": str(request.size), "seconds": request.seconds},
            files=tuple(
                WireFile(field="image", sha256=one.sha256, path=files[one.sha256]) for one in request.references
            ),
        )

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        self.sent.append(wire)
        await self._pass("submit")
        answer = self.submits.pop(0) if self.submits else Accepted(f"r-{len(self.sent)}")
        if isinstance(answer, Accepted):
            self._receive(wire, answer.remote_id)
        elif not isinstance(answer, Rejected) and self.arrives:
            self._receive(wire, f"late-{len(self.sent)}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def find(self, wire: WireRequest) -> str | None:
        self.found.append(wire.key)
        await self._pass("find")
        if self.finding:
            raise self.finding.pop(0)
        return self.received.get(wire.key)

    async def poll(self, remote_id: str) -> Poll:
        self.polled.append(remote_id)
        await self._pass("poll")
        if remote_id not in self.at_work and remote_id not in self.received.values():
            return Poll(Progress.GONE)
        look = self.looks.pop(0) if self.looks else ready()
        if isinstance(look, Exception):
            raise look
        if look.progress not in (Progress.WAITING, Progress.RUNNING):
            self.at_work.discard(remote_id)
        return look

    async def cancel(self, remote_id: str) -> Cancel:
        self.cancelled.append(remote_id)
        if isinstance(self.cancels, FourbeatError):
            raise self.cancels
        return self.cancels

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        self.fetched.append((remote_id, asset))
        content = self.fetches.pop(0) if self.fetches else CLIP
        if isinstance(content, Exception):
            part.write_bytes(CLIP[:5])
            raise content
        part.write_bytes(content)
        await self._pass("fetch")

    async def close(self) -> None:
        self.closed += 1

    def shut(self, gate: str) -> threading.Event:
        """Keep callers waiting at a gate; gives the event that says somebody came."""
        self.entered[gate].clear()
        self.gates[gate].clear()
        return self.entered[gate]

    def forget(self) -> None:
        """Lose every request, as a server does that starts anew."""
        self.received.clear()
        self.at_work.clear()

    def _receive(self, wire: WireRequest, remote_id: str) -> None:
        self.received[wire.key] = remote_id
        self.at_work.add(remote_id)
        self.most_at_work = max(self.most_at_work, len(self.at_work))

    async def _pass(self, gate: str) -> None:
        self.entered[gate].set()
        while not self.gates[gate].is_set():
            await asyncio.sleep(0.002)


def ready(**more: Any) -> Poll:
    return Poll(Progress.READY, done=1.0, asset="https://signed.example/clip?secret=1", **more)


def running(done: float | None = None) -> Poll:
    return Poll(Progress.RUNNING, done=done, again_in=2.0)


def offline() -> ProviderError:
    return ProviderError("queue.no-answer", provider="studio-a")


async def no_render(request: RenderRequest, report: Callable[[float], None]) -> None:
    report(1.0)
    request.target.write_bytes(CLIP)


class Backlot:
    """Hold one project and one queue over it; leaving it stops the queue and closes the project."""

    def __init__(self, folder: Path, *, speed: float = 1000.0, shots: int = 3) -> None:
        self.clock = FastClock(speed)
        self.ids = Ids()
        self.folder = folder
        self.store = self._create(shots)
        self.shots = self.store.plan.shots()
        self.provider = Scripted()
        self.providers: dict[str, Any] = {self.provider.key: self.provider}
        self.queue = self.new_queue()
        self._orders = iter(order.spread(500))

    @classmethod
    def reopened(cls, folder: Path) -> Self:
        """Open a film that another program has worked on."""
        return cls(folder, shots=0)

    def _create(self, shots: int) -> Store:
        if not shots:
            return self._open()
        first = order.spread(1)[0]
        sequence = Sequence(id=self.ids.new(), order=first, number="010")
        scene = Scene(id=self.ids.new(), sequence=sequence.id, order=first, number="1")
        rows = [
            Shot(id=self.ids.new(), scene=scene.id, order=key, number=f"{10 * (index + 1):04}", frames=48)
            for index, key in enumerate(order.spread(shots))
        ]
        project = Project(id=self.ids.new(), name="Queue test", size="640x360")
        return Store.create(
            self.folder,
            project,
            ids=self.ids,
            now=self.clock.now,
            author="Ada",
            rows=[sequence, scene, *rows],
        )

    def new_queue(self, **more: Any) -> Queue:
        given: dict[str, Any] = {
            "probe": probe,
            "render": no_render,
            "now": self.clock.now,
            "ids": self.ids,
            "clock": self.clock,
            "chance": random.Random(7).random,
            "limits": Limits(answer=5.0),
            **more,
        }
        self.queue = Queue(self.store, self.providers, **given)
        return self.queue

    def add(self, provider: Scripted) -> Scripted:
        self.providers[provider.key] = provider
        return provider

    def request(self, shot: int = 0, *, provider: str | None = None, number: int = 1, **more: Any) -> TakeRequest:
        given: dict[str, Any] = {
            "shot": self.shots[shot].id,
            "provider": provider or self.provider.key,
            "model": "reel-1",
            "prompt": "A lighthouse in the rain",
            "size": Size(width=640, height=360),
            "frames": 48,
            "rate": "24",
            "seconds": "4",
            "seed": 7,
            "number": number,
            "panel": Panel(),
            **more,
        }
        return TakeRequest(**given)

    def enqueue(self, request: TakeRequest | None = None, *, checked: bool = True, **more: Any) -> Id:
        """Queue a request as the studio does: its verdict and its job in one transaction."""
        request = request or self.request()
        verdict = self.judge(request) if checked else None
        job = Job(
            id=self.ids.new(),
            lane=request.provider,
            request=request,
            verdict=verdict.id if verdict else None,
            order=next(self._orders),
            made_at=self.clock.now(),
            changed_at=self.clock.now(),
            **more,
        )

        def commit(writer: Any) -> None:
            if verdict:
                writer.add_verdict(verdict)
            writer.add_job(job)

        self.store.write(commit)
        return job.id

    def judge(self, request: TakeRequest) -> Any:
        provider = self.providers.get(request.provider)
        files = {one.sha256: self.picture(one.sha256) for one in request.references}
        there = {sha: path for sha, path in files.items() if path}
        prepared = Prepared(request, provider.capabilities() if provider else None, there)
        return check(prepared, ids=self.ids, at=self.clock.now())

    def picture(self, sha256: str) -> Path | None:
        try:
            return self.store.media.picture(sha256)
        except NotFound:
            return None

    def reference(self, folder: Path, content: bytes = b"a picture") -> UsedReference:
        source = folder / "first.png"
        source.write_bytes(content)
        return UsedReference(role=Role.FIRST_FRAME, sha256=self.store.media.intake_picture(source), name="first.png")

    def enqueue_render(self, target: Path) -> Id:
        cut = Cut(title="Film", format=Format(), items=())
        job = Job(
            id=self.ids.new(),
            lane=RENDER_LANE,
            request=RenderRequest(reel=self.ids.new(), cut=cut, target=target),
            order=next(self._orders),
            made_at=self.clock.now(),
            changed_at=self.clock.now(),
        )
        self.store.write(lambda writer: writer.add_job(job))
        return job.id

    def state(self, job: Id) -> JobState:
        return self.store.job(job).state

    def why(self, job: Id) -> str:
        reason = self.store.job(job).why
        return reason.code if reason else ""

    def path_of(self, job: Id) -> list[str]:
        """Give the states a job has been in, in order."""
        return [event.after.value for event in self.store.events(job)]

    def until(self, job: Id, states: JobState | Collection[JobState]) -> JobState:
        wanted = {states} if isinstance(states, JobState) else set(states)
        wait_for(lambda: self.state(job) in wanted, lambda: f"{self.path_of(job)} {self.store.job(job).why}")
        return self.state(job)

    def reopen(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Stop without ceremony and open the project again, as after a crash."""
        self.queue.stop(0.0)
        self.store.close()
        meanwhile()
        self.store = self._open()
        self.new_queue()

    def _open(self) -> Store:
        return Store.open(self.folder, ids=self.ids, now=self.clock.now, author="Ada")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for provider in self.providers.values():
            for gate in getattr(provider, "gates", {}).values():
                gate.set()
        stopped = self.queue.stop(1.0)
        self.store.close()
        assert stopped, "the queue's thread hangs"


def wait_for(true: Callable[[], bool], said: Callable[[], str] = lambda: "") -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"it never happened {said()}"
        time.sleep(0.002)


RATE_LIMITED = message("queue.held.rate-limited", provider="studio-a")
