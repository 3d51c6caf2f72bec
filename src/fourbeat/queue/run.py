"""The queue: one thread with one loop, in which every job takes its walk."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from concurrent.futures import CancelledError as Stopped
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import Any, TypeVar

from fourbeat.model.edit import Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id, Ids
from fourbeat.model.job import Estimate, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Cancel, Provider
from fourbeat.store import Store, Writer

from .calling_off import Answer, call_off
from .cancel import cancel
from .clock import Clock, SystemClock
from .dispatch import Dispatcher
from .gate import RULES, Rule
from .judge import Judge
from .limits import Limits
from .pools import Crew, Members, Paused, alone, never, server_of
from .progress import Heard, News
from .purse import Purse
from .recover import Recovered, recover
from .stage import OnStill, OnTake, Probe, Render, Sight, Stage, Trouble, is_open, log, perhaps

T = TypeVar("T")
S = JobState
RETRIED = frozenset({S.HELD, S.FAILED, S.CANCELLED, S.UNKNOWN})
"""The states from which a person may send a job round again."""

_GLANCE = 0.2


class Queue:
    """Run the jobs that a project's store holds.

    `probe` looks whether a file is a playable clip, plainly (it runs in a worker thread) or awaitably; `render` makes a
    reel's file and may be cancelled. `members` names the servers that share a lane, `paused` tells who is given nothing
    of it, `patience` how long a server's job may show no progress (None: as `limits` say). `judge` knows the rights of
    others (None: nobody's are looked at), `purse` what may be spent (None: there are no caps). `on_take` runs inside
    the transaction that writes a take down, `on_still` in that of a still; `sight` looks whether a file is a picture
    (None: nobody does, and stills fail). `now` writes moments as the store does. Every method may be called from any
    thread but the queue's own.
    """

    def __init__(
        self,
        store: Store,
        providers: Mapping[str, Provider],
        *,
        probe: Probe,
        render: Render,
        now: Callable[[], str],
        ids: Ids,
        clock: Clock | None = None,
        chance: Callable[[], float] = random.random,
        limits: Limits | None = None,
        rules: Sequence[Rule] = RULES,
        judge: Judge | None = None,
        purse: Purse | None = None,
        members: Members = alone,
        paused: Paused = never,
        patience: Callable[[str], float | None] = lambda _server: None,
        on_take: OnTake | None = None,
        sight: Sight | None = None,
        on_still: OnStill | None = None,
    ) -> None:
        clock = clock or SystemClock()
        limits = limits or Limits()
        self.store = store
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._paused = False
        self._pause_listeners: list[Callable[[Message | None], None]] = []
        self._news = News(clock.monotonic, limits.news)
        self._stage = Stage(
            store=store,
            providers=providers,
            clock=clock,
            now=now,
            ids=ids,
            chance=chance,
            limits=limits,
            probe=probe,
            render=render,
            on_take=on_take,
            sight=sight,
            on_still=on_still,
            rules=rules,
            judge=judge,
            purse=purse,
            news=self._news,
            trouble=Trouble(self._tell_pause),
            rest=lambda server, seconds: self._dispatcher.rest(server, seconds),
            silent=lambda server, seconds: self._dispatcher.silent(server, seconds),
            resting=lambda server: self._dispatcher.resting(server),
            patience=lambda server: patience(server) or limits.patience,
            crew=Crew(members, paused, providers),
            post=self._post,
        )
        self._dispatcher = Dispatcher(self._stage)

    # Running

    @property
    def running(self) -> bool:
        """Tell whether the queue's thread is at work."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, *, paused: bool = False, only: Collection[Id] | None = None) -> Recovered:
        """Sort what the last run left, start the thread, and say what was found; with `only`, run just those jobs.

        A queue that runs for some jobs runs for these too. A paused queue claims nothing new, but stays with what a
        provider has accepted. Raises Storage.
        """
        if self.running:
            self._post(lambda: self._dispatcher.allow(only))
            return Recovered()
        found = recover(self.store, self._stage.now())
        self._paused = paused
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(found, only, ready), name=f"queue {self.store.folder.name}", daemon=True
        )
        self._thread.start()
        ready.result()
        return found

    def stop(self, timeout: float = 10.0) -> bool:
        """Stop: let submissions under way end, leave all else where it is written down; True once the thread has ended.

        The providers are closed; a queue that starts again needs providers that can be opened again.
        """
        thread, loop = self._thread, self._loop
        if thread is None or not thread.is_alive():
            return True
        if loop is not None:
            _soon(loop, lambda: self._dispatcher.stop(timeout))
        thread.join(timeout + 1.0)
        return not thread.is_alive()

    def drain(self, jobs: Collection[Id] | None = None) -> None:
        """Run until nothing that can run is left, of all jobs or of those named; then stop again if it was not running.

        Raises what `wait` raises.
        """
        mine = not self.running
        if mine:
            self.start(only=None if jobs is None else frozenset(jobs))
        try:
            self.wait(jobs)
        finally:
            if mine:
                self.stop()

    def wait(self, jobs: Collection[Id] | None = None, *, patient: bool = False) -> None:
        """Wait until nothing that can run is left, or somebody stops the queue; one that has stopped is not started.

        Jobs that are held wait for a person and are not waited for; with `patient` those are that go on by themselves:
        once a server answers, once it has rested, on another day. Raises what stopped or broke the queue (Storage,
        Busy, or whatever was not foreseen); KeyboardInterrupt is passed on.
        """
        try:
            only = None if jobs is None else frozenset(jobs)
            waiting = self._send(self._dispatcher.until_idle(only, patient=patient))
            # Short waits: a wait without an end is deaf to Ctrl+C on Windows.
            while True:
                try:
                    return waiting.result(_GLANCE)
                except NotYet:
                    if not self.running:
                        raise Stopped from None
        except Stopped:
            if self._dispatcher.broke is not None:
                raise self._dispatcher.broke from None

    # Pausing

    @property
    def paused(self) -> Message | None:
        """Say why nothing new is started, or None."""
        if self._stage.trouble.error is not None:
            return self._stage.trouble.error.message
        return message("queue.paused") if self._paused else None

    def pause(self) -> None:
        """Start nothing new; what is at work goes on."""
        self._paused = True
        self._post(lambda: self._dispatcher.pause(paused=True))
        self._tell_pause()

    def resume(self) -> None:
        """Go on, also after the disk failed: what could not be written is written now."""
        self._paused = False

        def go_on() -> None:
            self._stage.trouble.over()
            self._dispatcher.pause(paused=False)
            self._tell_pause()

        if self.running:
            self._post(go_on)
        else:
            go_on()

    def subscribe_pause(self, heard: Callable[[Message | None], None]) -> Callable[[], None]:
        """Call `heard` with the reason whenever the queue pauses, and with None when it goes on."""
        self._pause_listeners.append(heard)
        return lambda: self._pause_listeners.remove(heard) if heard in self._pause_listeners else None

    def subscribe_progress(self, heard: Heard) -> Callable[[], None]:
        """Call `heard` in the queue's thread with each piece of progress; give the call that ends it."""
        return self._news.subscribe(heard)

    # One job

    def cancel(self, job: Id) -> Cancel:
        """Cancel a job and say what that did; may take as long as its provider takes to answer.

        Where the provider is too late or cannot cancel, the job goes on and its clip is kept. Raises Invalid for a job
        that has ended, NotFound, and ProviderError where the provider cannot be asked.
        """
        if self.running:
            return self._send(self._cancel(job)).result()
        recover(self.store, self._stage.now())

        async def alone() -> Cancel:
            try:
                return await cancel(self._stage, job, None)
            finally:
                await self._dispatcher.close_providers()

        return asyncio.run(alone())

    def call_off(self, jobs: Collection[Id]) -> dict[Id, Answer]:
        """Cancel many jobs and say of each what that did, or the error that kept it from being cancelled.

        What never left is cancelled at once; a server that gives no answer keeps nobody waiting for another. Raises
        NotFound, Storage.
        """
        if self.running:
            return self._send(call_off(self._stage, jobs, self._dispatcher.walk_of)).result()
        recover(self.store, self._stage.now())

        async def alone() -> dict[Id, Answer]:
            try:
                return await call_off(self._stage, jobs, lambda _job: None)
            finally:
                await self._dispatcher.close_providers()

        return asyncio.run(alone())

    def retry(self, job: Id, *, told: Estimate | None = None) -> None:
        """Queue a held, failed, cancelled or unknown job again; `told` is what a person was told that it costs now.

        Where its clip is ready at the provider it is only fetched. An unknown one is sent a second time, and may be
        charged a second time. Raises Invalid for a job in another state, NotFound, Busy if it moved meanwhile.
        """
        old = self.store.job(job)
        if old.state not in RETRIED:
            raise Invalid("queue.cannot-retry", state=message(f"state.{old.state.value}"))
        attempt = self._stage.attempt(old)
        given_up = attempt if old.state is S.UNKNOWN and is_open(attempt) else None

        def commit(writer: Writer) -> None:
            if given_up is not None:
                writer.update_attempt(given_up.id, why=message("queue.given-up"), charged=perhaps(given_up))
            price = told if told is not None else old.estimate
            anew = given_up is not None or not is_open(attempt)
            asked = self._stage.crew.asked_of_pool(old) if anew else old.request
            writer.move_job(job, S.QUEUED, expect=old.state, tries=0, not_before=None, estimate=price, request=asked)

        self.store.write(commit)

        def wake() -> None:
            self._stage.crew.forget(job)
            self._dispatcher.wake_lane(old.lane)

        self._post(wake)

    def check(self, job: Id) -> None:
        """Look at the provider once more for an unknown job; a queue that is not running looks when it starts."""
        old = self.store.job(job)
        if old.state is not S.UNKNOWN:
            raise Invalid("queue.nothing-to-look-for", state=message(f"state.{old.state.value}"))
        self._post(lambda: self._dispatcher.begin(old.id, server_of(old)))

    def look(self, job: Id) -> None:
        """Look at the provider for a job whose next step was a person's; one not running looks when it starts."""
        old = self.store.job(job)
        if old.state not in (S.ACCEPTED, S.RUNNING):
            raise Invalid("queue.nothing-to-look-for", state=message(f"state.{old.state.value}"))
        self._post(lambda: self._dispatcher.begin(old.id, server_of(old)))

    def hold(self, job: Id) -> None:
        """Hold a queued job until a person retries it. Raises Busy if it is no longer queued."""
        why = message("queue.held.by-person")
        self.store.write(lambda writer: writer.move_job(job, S.HELD, expect=S.QUEUED, why=why, not_before=None))

    # Inside

    def _run(self, found: Recovered, only: Collection[Id] | None, ready: Future[None]) -> None:
        try:
            asyncio.run(self._main(found, only, ready))
        except Exception as error:
            log.exception("the queue's loop broke")
            if not ready.done():
                ready.set_exception(error)

    async def _main(self, found: Recovered, only: Collection[Id] | None, ready: Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        unsubscribe = self.store.subscribe(self._heard)
        try:
            self._dispatcher.open(only, [*found.going_on, *found.unknown], paused=self._paused)
            ready.set_result(None)
            await self._dispatcher.work()
        finally:
            unsubscribe()
            self._loop = None

    async def _cancel(self, job: Id) -> Cancel:
        return await cancel(self._stage, job, self._dispatcher.walk_of(job))

    def _heard(self, changes: Changes) -> None:
        if changes.jobs:
            jobs = changes.jobs
            self._post(lambda: self._dispatcher.hear(jobs))

    def _send(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        loop = self._loop
        if loop is None:
            work.close()
            raise Stopped
        try:
            return asyncio.run_coroutine_threadsafe(work, loop)
        except RuntimeError:
            # The loop has closed since.
            work.close()
            raise Stopped from None

    def _post(self, call: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None:
            _soon(loop, call)

    def _tell_pause(self) -> None:
        self._post(self._dispatcher.stir)
        for heard in tuple(self._pause_listeners):
            try:
                heard(self.paused)
            except Exception:
                log.exception("a listener to pauses failed")


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(call)
    except RuntimeError:
        # The loop has closed meanwhile: there is nobody left to tell.
        log.debug("the queue had stopped already")
