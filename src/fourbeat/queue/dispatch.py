"""The dispatcher: starts a walk for whoever's turn it is, and knows when nothing is left to do. Lives in the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable

from fourbeat.model.errors import FourbeatError, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.job import WAITING, Job, JobState, Place
from fourbeat.model.provider import Capabilities

from .claim import kept
from .clock import moment
from .knocking import Knocks
from .lanes import Lanes
from .pools import server_of
from .recover import FOR_AN_ANSWER
from .resolve import NOT_ASKED
from .stage import Stage, log, stops_all
from .walk import walk

S = JobState
_MANY = 50
"""From how many changed jobs on all that wait are read at once."""
_WORTH_KNOCKING = 5.0
"""Servers that rest for a shorter time than these seconds are left to it."""
_LONGEST_DOZE = 60.0
"""The wall clock may be set; nobody oversleeps by more than these seconds."""


class Dispatcher:
    """Give each job its turn: by lane, order and time."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._lanes = self._no_lanes()
        self._knocks = Knocks(stage.providers, stage.clock, stage.chance, self._answered)
        self._answering: set[str] = set()
        self._able: dict[str, dict[str, Capabilities]] = {}
        self._rested: set[str] = set()
        self._walks: dict[Id, asyncio.Task[None]] = {}
        self._heard: set[Id] = set()
        self._waiters: list[tuple[Collection[Id] | None, asyncio.Future[None]]] = []
        self._patient = False
        self._only: Collection[Id] | None = None
        self._found: tuple[Id, ...] = ()
        self._paused = False
        self._stopping = False
        self._grace = 0.0
        self._stir = asyncio.Event()
        self.broke: Exception | None = None
        """What ended the last run against everybody's will."""

    # Commands, called in the loop

    def open(self, only: Collection[Id] | None, at_work: Collection[Id], *, paused: bool) -> None:
        """Begin a run: with what was at work before, then with whoever waits."""
        self._lanes, self._able = self._no_lanes(), {}
        self._stir = asyncio.Event()
        self.broke = None
        self._stage.trouble.begin()
        self._only, self._paused, self._stopping = only, paused, False
        self._survey()
        self._stage.interrupted, self._found = set(at_work), tuple(at_work)
        self._go_on()

    def allow(self, jobs: Collection[Id] | None) -> None:
        """Run these jobs too, or all, in a run that was begun for some."""
        if self._only is None:
            return
        self._only = None if jobs is None else frozenset(self._only) | frozenset(jobs)
        self._survey()
        self._go_on()
        self.stir()

    def hear(self, jobs: Iterable[Id]) -> None:
        """Take note that jobs were written."""
        self._heard.update(jobs)
        self.stir()

    def stir(self) -> None:
        """Look again at what can be done."""
        self._stir.set()

    def pause(self, *, paused: bool) -> None:
        """Stop starting walks, or go on with it."""
        self._paused = paused
        if not paused:
            self._lanes.wake()
        self.stir()

    def rest(self, server: str, seconds: float) -> None:
        """Give a server nothing new for some seconds."""
        self._lanes.rest(server, self._moment() + seconds)

    def silent(self, server: str, seconds: float) -> None:
        """Give a server that did not answer nothing new for some seconds, or until it answers."""
        self.rest(server, seconds)
        if seconds >= _WORTH_KNOCKING and not self._stopping:
            self._knocks.begin(server)

    def resting(self, server: str) -> float:
        """Give the seconds that a server still rests."""
        return self._lanes.resting(server, self._moment())

    def wake_lane(self, lane: str) -> None:
        """End the rest of a lane's servers."""
        for server in (lane, *(self._stage.crew.members(lane) or ())):
            self._lanes.wake(server)
        self.stir()

    def stop(self, grace: float) -> None:
        """End the run; submissions under way get `grace` seconds for their answer."""
        self._stopping, self._grace = True, grace
        self.stir()

    def begin(self, identity: Id, server: str) -> None:
        """Start a job's walk at a server, unless it is on its way already."""
        if identity in self._walks or self._stopping:
            return
        self._lanes.enter(identity, server)
        self._stage.crew.chosen[identity] = server
        task = asyncio.create_task(walk(self._stage, identity))
        self._walks[identity] = task
        task.add_done_callback(lambda task: self._ended(identity, task))

    def walk_of(self, identity: Id) -> asyncio.Task[None] | None:
        """Give the task that works at a job, if one does."""
        return self._walks.get(identity)

    async def until_idle(self, only: Collection[Id] | None, *, patient: bool = False) -> None:
        """Wait until nothing is left that can run, or with `patient` that will; raises what stopped the queue."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._patient = self._patient or patient
        self._waiters.append((only, waiter))
        self.allow(only)
        self._survey()
        self.stir()
        await waiter

    # The run

    async def work(self) -> None:
        """Start walks until told to stop, then leave everything where it is written down."""
        try:
            while not self._stopping:
                self._stir.clear()
                self._round()
                await self._doze()
        except Exception as error:
            # Written down before the waiters are let go: they ask why.
            self.broke = error
            raise
        finally:
            await self._shut()

    async def close_providers(self) -> None:
        """Stop everything that providers still do."""
        for key, provider in self._stage.providers.items():
            try:
                await provider.close()
            except Exception:
                log.exception("provider %s could not be closed", key)

    def _round(self) -> None:
        try:
            if self._answering:
                self._let_go_on()
            self._listen()
            if not self._paused and self._stage.trouble.error is None:
                self._look_at_pools()
                for identity, server in self._lanes.ready(self._moment()):
                    self.begin(identity, server)
        except FourbeatError as error:
            if not stops_all(error):
                raise
            self._stage.trouble.meet(error)
        self._answer_waiters()

    def _listen(self) -> None:
        if len(self._heard) > _MANY:
            self._listen_to_many()
        while self._heard:
            identity = next(iter(self._heard))
            if identity not in self._walks:
                try:
                    self._place(self._stage.store.job(identity))
                except NotFound:
                    self._lanes.forget(identity)
            self._heard.discard(identity)

    def _listen_to_many(self) -> None:
        places = {place.id: place for place in self._stage.store.places(WAITING)}
        for identity in self._heard - self._walks.keys():
            if identity in places:
                self._place(places[identity])
            else:
                self._lanes.forget(identity)
        self._heard.clear()

    def _go_on(self) -> None:
        """Take up what was at work before, as far as it may run."""
        allowed = [one for one in self._found if self._only is None or one in self._only]
        self._found = tuple(one for one in self._found if one not in allowed)
        for identity in allowed:
            self.begin(identity, server_of(self._stage.store.job(identity)))

    # Pools

    def _no_lanes(self) -> Lanes:
        return Lanes(self._width, self._stage.crew.members, self._sort)

    def _sort(self, identity: Id, _lane: str) -> tuple[str, ...]:
        """Name the servers that can do a job of a pool: the one that has it, else those that can make it."""
        job = self._stage.store.job(identity)
        has_it = kept(self._stage, job)
        return (has_it,) if has_it is not None else self._stage.crew.candidates(job)

    def _look_at_pools(self) -> None:
        """Sort waiting jobs anew once servers came, went, or can do other things than before."""
        crew = self._stage.crew
        now = {lane: crew.able(lane) for lane in self._lanes.names if crew.shares(lane)}
        before = {lane: able for lane, able in self._able.items() if lane in now}
        self._able = now
        paused = {lane for lane in self._lanes.names if crew.is_paused(lane)}
        for server in self._rested - paused:
            self._answered(server)
        self._rested = paused
        if any(before.get(lane, able) != able for lane, able in now.items()) or self._lanes.misplaced():
            self._lanes.sort_anew()

    def _answered(self, server: str) -> None:
        """Take note that a silent server answers again."""
        self._stage.crew.well(server)
        self._lanes.wake(server)
        self._answering.add(server)
        self.stir()

    def _let_go_on(self) -> None:
        """Queue those again that were held until a server answers which does so now, and look for what it may have."""
        crew, store = self._stage.crew, self._stage.store
        found = [
            job.id
            for job in store.jobs({S.HELD})
            if job.not_before is not None
            and (job.why is not None and job.why.code in FOR_AN_ANSWER)
            and not self._answering.isdisjoint((job.lane, *(crew.members(job.lane) or ())))
        ]
        if found:
            store.write(lambda writer: writer.move_jobs(found, S.QUEUED, expect=S.HELD, why=None, not_before=None))
        for job in store.jobs({S.UNKNOWN}):
            lost = job.why is not None and job.why.code == NOT_ASKED and server_of(job) in self._answering
            if lost and (self._only is None or job.id in self._only):
                self.begin(job.id, server_of(job))
        self._answering.clear()

    def _place(self, job: Job | Place) -> None:
        if self._waits(job):
            self._lanes.wait(job)
        else:
            self._lanes.forget(job.id)
            self._stage.crew.forget(job.id)

    def _waits(self, job: Job | Place) -> bool:
        """Tell whether a job waits for a place or for a moment, not for a person."""
        if self._only is not None and job.id not in self._only:
            return False
        # Somebody who waits for the end does not wait for a lane to wake up, unless they said so.
        waits = self._patient or not self._waiters
        return job.state is S.QUEUED or (job.state is S.HELD and job.not_before is not None and waits)

    def _survey(self) -> None:
        for job in self._stage.store.places(WAITING):
            if job.id not in self._walks:
                self._place(job)

    def _ended(self, identity: Id, task: asyncio.Task[None]) -> None:
        _tell_error(task)
        self._walks.pop(identity, None)
        self._lanes.leave(identity)
        self._stage.crew.chosen.pop(identity, None)
        self._stage.news.forget(identity)
        self.hear([identity])

    def _answer_waiters(self) -> None:
        left = []
        for only, waiter in self._waiters:
            if waiter.done():
                continue
            if self._stage.trouble.error is not None:
                waiter.set_exception(self._stage.trouble.error)
            elif self._idle(only):
                waiter.set_result(None)
            else:
                left.append((only, waiter))
        ended = bool(self._waiters) and not left
        self._waiters = left
        if ended:
            self._patient = False
            self._survey()
            self.stir()

    def _idle(self, only: Collection[Id] | None) -> bool:
        waiting = () if self._paused else self._lanes.waiting
        if only is None:
            return not self._walks and not waiting
        return not any(identity in self._walks or identity in waiting for identity in only)

    async def _doze(self) -> None:
        at = self._moment()
        due = None if self._paused or self._stage.trouble.error is not None else self._lanes.next_due(at)
        stirred = asyncio.create_task(self._stir.wait())
        slept = asyncio.create_task(self._stage.clock.sleep(_LONGEST_DOZE if due is None else min(due, _LONGEST_DOZE)))
        try:
            await asyncio.wait({stirred, slept}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stirred.cancel()
            slept.cancel()

    async def _shut(self) -> None:
        self._stopping = True
        await self._knocks.stop()
        walks = list(self._walks.values())
        for task in walks:
            task.cancel()
        self._stage.trouble.last_try()
        sending = list(self._stage.sending.values())
        if sending:
            await asyncio.wait(sending, timeout=self._grace)
        for task in sending:
            task.cancel()
        if walks or sending:
            await asyncio.wait([*walks, *sending])
        for task in sending:
            _tell_error(task)
        await self.close_providers()
        for _, waiter in self._waiters:
            if not waiter.done():
                waiter.cancel()
        self._waiters = []

    def _width(self, lane: str) -> int:
        if lane in self._stage.limits.widths:
            return max(1, self._stage.limits.widths[lane])
        provider = self._stage.providers.get(lane)
        try:
            return max(1, provider.capabilities().lane_width) if provider else 1
        except Exception:
            log.exception("provider %s does not say how much it takes", lane)
            return 1

    def _moment(self) -> float:
        return moment(self._stage.now())


def _tell_error(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("a task of the queue broke", exc_info=error)
