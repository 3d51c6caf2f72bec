"""Running: the queue of a project, started for a while or beside a window, paused, heard, and stopped for good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from fourbeat.media.errands import prober, renderer, viewer
from fourbeat.model.edit import Changes
from fourbeat.model.errors import Cancelled
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Job, JobState
from fourbeat.model.message import Message
from fourbeat.model.request import RenderRequest, StillRequest
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.queue.progress import JobProgress
from fourbeat.queue.recover import Recovered
from fourbeat.queue.run import Queue

from .left import Left, Mark
from .still_rows import became
from .takes import choose_first

if TYPE_CHECKING:
    from fourbeat.media.stitch.rendered import Rendered
    from fourbeat.store import Writer

    from .studio import Studio


@dataclass(frozen=True)
class JobNews:
    """Be news of one job; `done` goes from 0 to 1, None where nobody knows."""

    job: Job
    done: float | None = None


class Running:
    """Hold one project's queue."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._choose = False
        self._mark = Mark(studio.store.folder)
        self._found = self._mark.found()
        self._queue: Queue | None = None
        self._lock = Lock()
        self._closed = False
        self._progress: list[Callable[[JobNews], None]] = []
        self._turns: list[Callable[[], None]] = []
        self.renders: dict[Path, Rendered] = {}
        """What this process has rendered, by target."""

    def run(
        self,
        *,
        heard: Callable[[JobNews], None] | None = None,
        only: Collection[Id] | None = None,
        choose: bool = False,
        patient: bool = False,
    ) -> list[Job]:
        """Run the queue until nothing that can run is left; give the jobs it worked on as they stand then.

        With `patient` it waits for what goes on by itself: a server that does not answer, another day. `heard` is
        called from other threads. With `choose` the first take of a shot that has none stands in the cut.
        Raises Cancelled after `close`.
        """
        # A queue that runs beside a window goes on choosing.
        self._choose = choose or (self.running and self._choose)
        queue = self._ready()
        touched = {job.id for job in self._store.jobs(frozenset(JobState) - ENDED) if only is None or job.id in only}

        def changed(changes: Changes) -> None:
            for job in changes.jobs:
                touched.add(job)
                if heard is not None:
                    heard(JobNews(self._store.job(job)))

        def progressed(news: JobProgress) -> None:
            if heard is not None:
                heard(JobNews(self._store.job(news.job), news.done))

        stop_hearing = [self._store.subscribe(changed), queue.subscribe_progress(progressed)]
        try:
            with self._studio.calls.heard():
                self._begin(queue, only=only)
                queue.wait(only, patient=patient)
        finally:
            for stop in stop_hearing:
                stop()
        return [self._store.job(one) for one in sorted(touched)]

    # A queue that runs beside a window

    @property
    def running(self) -> bool:
        """Tell whether the queue is at work."""
        return self._queue is not None and self._queue.running

    @property
    def paused(self) -> Message | None:
        """Say why nothing new is started, or None."""
        return self._queue.paused if self._queue is not None else None

    @property
    def left(self) -> Left | None:
        """Say why what waits needs a person's word first: the last run was paused or cut off. None where it may go."""
        return self._found if self._store.job_counts().get(JobState.QUEUED) else None

    def start(self, *, paused: bool = False, choose: bool = True) -> Recovered:
        """Run the queue in its own thread until `close`, and say what an earlier run left. Raises Storage.

        With `choose` the first take of a shot that has none stands in the cut.
        """
        self._choose = choose
        found = self._begin(self._ready(), paused=paused)
        self._found = None
        self._mark.put(Left.PAUSED if paused else Left.CUT_OFF)
        self._turned(self.paused)
        return found

    def pause(self) -> None:
        """Start nothing new, also when the project is opened again; what is at work goes on."""
        self._mark.put(Left.PAUSED)
        self._ready().pause()

    def resume(self) -> None:
        """Go on after a pause, also after the disk failed."""
        queue = self._ready()
        if queue.running:
            self._mark.put(Left.CUT_OFF)
        else:
            self._mark.lift()
        queue.resume()

    def subscribe(self, heard: Callable[[JobNews], None]) -> Callable[[], None]:
        """Call `heard` in the queue's thread with each job's progress; give the call that ends it."""
        self._progress.append(heard)
        return lambda: self._progress.remove(heard) if heard in self._progress else None

    def subscribe_pause(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Call `heard` from any thread when the queue pauses or goes on; give the call that ends it."""
        self._turns.append(heard)
        return lambda: self._turns.remove(heard) if heard in self._turns else None

    def close(self) -> None:
        """Stop the queue for good; what was under way is found again at the next start."""
        with self._lock:
            self._closed = True
            queue, self._queue = self._queue, None
        if queue is not None:
            if queue.running and queue.paused is None and self._mark.found() is Left.CUT_OFF:
                self._mark.lift()
            queue.stop()
            asyncio.run(self._studio.workers.close())

    def _begin(self, queue: Queue, *, paused: bool = False, only: Collection[Id] | None = None) -> Recovered:
        """Start a queue, unless it was stopped meanwhile: without workers every job would fail."""
        with self._lock:
            if self._closed:
                raise Cancelled("work.stopped")
            return queue.start(paused=paused, only=only)

    def _ready(self) -> Queue:
        # Held: two threads may ask at once, and two queues would send the same jobs.
        with self._lock:
            if self._queue is None:
                self._queue = self._made()
            return self._queue

    def _made(self) -> Queue:
        desk = self._studio.desk
        made = Queue(
            self._store,
            self._studio.generators,
            now=desk.now,
            ids=desk.ids,
            probe=prober(self._studio.workers),
            render=renderer(self._studio.workers, self._store.folder / "cache" / "stitch", self._rendered),
            judge=self._studio.rights,
            purse=self._studio.budget.purse,
            members=self._studio.connections.members,
            paused=self._studio.connections.paused,
            patience=self._studio.connections.patience,
            on_take=self._arrived,
            sight=viewer(self._studio.workers),
            on_still=self._pictured,
        )
        made.subscribe_progress(self._progressed)
        made.subscribe_pause(self._turned)
        return made

    def _progressed(self, news: JobProgress) -> None:
        for heard in tuple(self._progress):
            heard(JobNews(self._store.job(news.job), news.done))

    def _turned(self, _why: Message | None) -> None:
        for heard in tuple(self._turns):
            heard()

    def _rendered(self, request: RenderRequest, made: Rendered) -> None:
        self.renders[request.target] = made

    def _arrived(self, writer: Writer, take: Take) -> None:
        if self._choose:
            choose_first(writer, take)
        self._studio.rights.arrived(take)

    def _pictured(self, writer: Writer, still: Still, request: StillRequest) -> None:
        became(writer, self._studio.desk.ids, still, request, self._studio.generators)
        self._studio.rights.arrived(still)
