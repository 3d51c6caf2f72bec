"""Jobs: asked for, run, cancelled and tried again. Asking works offline; only running sends anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.edit import Changes
from fourbeat.model.errors import Cancelled, Invalid, NotFound, Refused
from fourbeat.model.ids import Id, code
from fourbeat.model.job import AT_WORK, ENDED, Estimate, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Reel, Role, Shot
from fourbeat.model.provider import Capabilities
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision, Verdict
from fourbeat.queue.gate import Prepared, check
from fourbeat.queue.pools import at
from fourbeat.queue.progress import JobProgress
from fourbeat.queue.purse import Held, reckoned
from fourbeat.queue.recover import Recovered
from fourbeat.queue.run import Queue

from .generators import prober, renderer, viewer
from .left import Left, Mark
from .pictures import picture
from .pooled import verdict_on
from .requests import not_retired, not_too_long, request
from .rights_told import called_by_name
from .send_sheet import held_back
from .sitting import sitter_of, sitting
from .still_rows import became
from .takes import choose_first
from .targets import checked

if TYPE_CHECKING:
    from fourbeat.media.stitch.rendered import Rendered
    from fourbeat.store import Store, Writer

    from .studio import Studio

RENDER_LANE = "render"


@dataclass(frozen=True)
class JobNews:
    """Be news of one job; `done` goes from 0 to 1, None where nobody knows."""

    job: Job
    done: float | None = None


class Jobs:
    """Hold the verbs and questions about jobs."""

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

    # Questions

    def all(self) -> list[Job]:
        """Give every job, oldest first."""
        return self._store.jobs()

    def open_jobs(self) -> list[Job]:
        """Give the jobs that have not ended."""
        return self._store.jobs(frozenset(JobState) - ENDED)

    def find(self, label: str) -> Job:
        """Find a job by its code or id. Raises NotFound."""
        for one in self._store.places():
            if label in (one.id, code(one.id), code(one.id).lower()):
                return self._store.job(one.id)
        raise NotFound("job.not-found", label=label)

    def counts(self) -> Mapping[JobState, int]:
        """Count the jobs of each state there are any of."""
        return self._store.job_counts()

    @property
    def working(self) -> int:
        """Count the jobs at work; an order for somebody's own hands waits for them."""
        at_work = sum(number for state, number in self.counts().items() if state in AT_WORK)
        return at_work - self._studio.handwork.waiting() if at_work else 0

    def label(self, job: Job) -> Message:
        """Name a job by what it makes."""
        if isinstance(job.request, RenderRequest):
            return message("job.render", file=job.request.target.name)
        if isinstance(job.request, StillRequest):
            sitter = sitter_of(self._store.plan, job.request.shot)
            name = sitter.number if isinstance(sitter, Shot) else sitter.name
            return message("job.still", name=name, number=job.request.number, view=message(f"view.{job.request.view}"))
        shot = self._store.plan.get(Shot, job.request.shot)
        return message("job.take", shot=shot.number, number=job.request.number)

    # Verbs

    def add(self, *, shots: Sequence[Shot], takes: int = 1, told: Mapping[Id, Estimate] | None = None) -> list[Job]:
        """Ask for takes of shots, all or none; what is over a cap is held. Raises Refused where the gate blocks any.

        What keeps several shots from being queued is told at once, of each.

        `told` is what a person was told that one take of a shot costs: what became dearer since is held in its turn.
        """

        def work(writer: Writer) -> list[tuple[TakeRequest, Verdict]]:
            return self._all_asked(writer, shots, takes)

        return self._queued(work, told)

    def tried(
        self, *, shots: Sequence[Shot], takes: int = 1, like: Callable[[TakeRequest], TakeRequest] | None = None
    ) -> list[TakeRequest]:
        """Give what `add`, or with `like` `add_like`, would ask for, and write nothing.

        Raises Refused where the gate blocks any of it.
        """
        return [wanted for wanted, _ in self._all_asked(self._store, shots, takes, like)]

    def add_like(
        self,
        *,
        shot: Shot,
        like: Callable[[TakeRequest], TakeRequest],
        takes: int = 1,
        told: Mapping[Id, Estimate] | None = None,
    ) -> list[Job]:
        """Ask for takes of a shot otherwise than its brief does: `like` makes of the brief's request what is asked.

        Raises Refused with the findings if the gate blocks any of them.
        """

        def work(writer: Writer) -> list[tuple[TakeRequest, Verdict]]:
            return [self._asked(writer, shot, ahead, like) for ahead in range(takes)]

        return self._queued(work, told)

    def _queued(
        self,
        asking: Callable[[Writer], Sequence[tuple[TakeRequest, Verdict]]],
        told: Mapping[Id, Estimate] | None = None,
    ) -> list[Job]:
        def work(writer: Writer) -> list[Job]:
            # Numbers and places in the line are settled inside the write: nobody else can be given the same.
            asked = asking(writer)
            last = writer.last_order()
            jobs = []
            with self._studio.budget.purse.admitting(self._studio.desk.now()) as admit:
                for wanted, verdict in asked:
                    last = order.between(last, None)
                    writer.add_verdict(verdict)
                    said = (told or {}).get(wanted.shot)
                    jobs.append(_let_in(self._job(wanted, wanted.provider, last, verdict.id, said), admit))
                    writer.add_job(jobs[-1])
            # Before it is committed: a queue that runs beside this may claim them at once.
            self._studio.budget.agreed.note(jobs)
            return jobs

        return self._store.write(work)

    def _all_asked(
        self,
        writer: Writer | Store,
        shots: Sequence[Shot],
        takes: int,
        like: Callable[[TakeRequest], TakeRequest] | None = None,
    ) -> list[tuple[TakeRequest, Verdict]]:
        """Compose what is asked of every shot, or say of each that is held back why it is."""
        asked: list[tuple[TakeRequest, Verdict]] = []
        held: list[tuple[Shot, Invalid | NotFound | Refused]] = []
        for shot in shots:
            try:
                asked += [self._asked(writer, shot, ahead, like) for ahead in range(takes)]
            except (Invalid, NotFound, Refused) as error:
                held.append((shot, error))
        if not held:
            return asked
        if len(shots) == 1:
            raise held[0][1]
        told = tuple(held_back(shot.number, error.message) for shot, error in held)
        if any(isinstance(error, Refused) for _, error in held):
            raise Refused("request.several-blocked", n=len(held), of=len(shots), shots=told)
        raise Invalid("request.several-blocked", n=len(held), of=len(shots), shots=told)

    def _asked(
        self, writer: Writer | Store, shot: Shot, ahead: int, like: Callable[[TakeRequest], TakeRequest] | None = None
    ) -> tuple[TakeRequest, Verdict]:
        asked = request(
            writer.plan,
            self._studio.generators,
            shot,
            number=writer.next_take_number(shot.id) + ahead,
            spoken=self._studio.desk.settings.voice,
            dialects=self._studio.dialects,
        )
        asked = self._studio.enrolments.named(like(asked) if like is not None else asked)
        gone = self._studio.connections.retirement(asked.provider, asked.model)
        not_retired(asked, gone, self._studio.desk.now()[:10])
        not_too_long(asked, self._longest(asked))
        return asked, self._judge(shot, asked)

    def _longest(self, asked: TakeRequest) -> int | None:
        """Say how long a prompt may be, as data and the server know it; the shorter of the two counts."""
        facts = self._studio.generators[asked.provider].capabilities().model(asked.model)
        known = self._studio.dialects.of(asked.provider, asked.model).characters
        return min((one for one in (known, facts.characters if facts else None) if one), default=None)

    def add_stills(
        self, *, like: Callable[[Writer], Sequence[StillRequest]], told: Mapping[Id, Estimate] | None = None
    ) -> list[Job]:
        """Ask for pictures, all or none; what is over a cap is held. Raises Refused where the gate blocks any."""

        def work(writer: Writer) -> list[tuple[TakeRequest, Verdict]]:
            plan = writer.plan
            return [(one, self.judged(sitting(plan, one.shot, one.costume).shot, one)) for one in like(writer)]

        return self._queued(work, told)

    def judged(self, shot: Shot, asked: StillRequest) -> Verdict:
        """Ask the gate about a picture, as it will be asked again. Raises Invalid for an ended model, Refused."""
        gone = self._studio.connections.retirement(asked.provider, asked.model)
        not_retired(asked, gone, self._studio.desk.now()[:10])
        return self._judge(shot, asked)

    def render(self, *, reel: Reel, target: Path | None = None) -> Job:
        """Ask for a reel as one file, as the cut stands now; an unfinished render of that file goes on or makes way.

        Raises Invalid for a target that is not the reel's to write, Refused where what is forbidden was to be approved.
        """
        usual = self._studio.reels.target(reel)
        before = self._store.jobs()
        place = checked(target or usual, folder=self._studio.folder, usual=usual, jobs=before)
        asked = self._studio.reels.request(reel, place)
        self._studio.dues.check(asked.cut)
        for old in before:
            if not isinstance(old.request, RenderRequest) or old.state in ENDED or old.request.target != place:
                continue
            if old.request == asked:
                return old
            self.cancel(job=old)
        job = self._job(asked, RENDER_LANE, order.between(self._store.last_order(), None), None)
        self._store.write(lambda writer: writer.add_job(job))
        return job

    def cancel(self, *, job: Job) -> Job:
        """Cancel a job; one that is being sent is cancelled as far as its provider allows."""
        self._ready().cancel(job.id)
        return self._store.job(job.id)

    def tried_again(self, job: Job) -> None:
        """Look whether a job could be sent again now, and write nothing.

        Raises Invalid where its model has ended, Refused where the gate blocks it.
        """
        asked = self.asked_again(job)
        gone = self._studio.connections.retirement(asked.provider, asked.model)
        not_retired(asked, gone, self._studio.desk.now()[:10])
        shot = self._store.plan.find(Shot, asked.shot)
        if isinstance(asked, StillRequest):
            self.judged(sitting(self._store.plan, asked.shot, asked.costume).shot, asked)
        elif shot is not None:
            self._judge(shot, asked)

    def asked_again(self, job: Job) -> TakeRequest:
        """Give what sending a job again asks for: whichever server of its pool had it, the pool is asked anew."""
        assert isinstance(job.request, TakeRequest)
        pooled = self._studio.connections.members(job.lane) is not None
        return at(job.request, job.lane) if pooled else job.request

    def retry(self, *, job: Job, told: Estimate | None = None) -> Job:
        """Put a held, failed, cancelled or unknown job back into the queue.

        `told` is what the person was told that it costs now, as in `add`; what the film says of its price counts for
        nothing.
        """
        if isinstance(job.request, TakeRequest):
            asked = self.asked_again(job)
            provider = self._studio.generators.get(asked.provider)
            price = told if told is not None else reckoned(provider, asked) if provider is not None else None
            if price is not None:
                self._studio.budget.agreed.note([job.model_copy(update={"estimate": price})])
        self._ready().retry(job.id, told=told)
        return self._store.job(job.id)

    def check(self, *, jobs: Sequence[Job]) -> None:
        """Look at the providers once more for jobs that may have arrived; a queue not running looks when it runs.

        Raises Invalid for a job of which all is known.
        """
        for job in jobs:
            self._ready().check(job.id)

    def look(self, *, job: Job) -> None:
        """Look again at an order whose next step was a person's. Raises Invalid for a job that waits for nobody."""
        self._ready().look(job.id)

    def move(self, *, jobs: Sequence[Job], before: Job | None = None, after: Job | None = None) -> None:
        """Put waiting jobs, in their order, before or after another one; without either they come first.

        Raises Invalid for a job that does not wait, and Busy where one has begun meanwhile.
        """
        for job in (*jobs, *filter(None, (before, after))):
            if job.state is not JobState.QUEUED:
                state = message(f"state.{job.state.value}")
                raise Invalid("queue.cannot-move", job=code(job.id), state=state)
        going = {job.id for job in jobs}
        line = [one for one in self._store.places({JobState.QUEUED}) if one.id not in going]
        near = before or after
        if near is not None and near.id in going:
            raise Invalid("queue.beside-itself", job=code(near.id))
        gap = 0 if near is None else next(n for n, one in enumerate(line) if one.id == near.id) + (before is None)
        last = line[gap - 1].order if gap else None
        following = line[gap].order if gap < len(line) else None
        moved = sorted(jobs, key=_place)
        keys = dict(zip((one.id for one in moved), order.several(last, following, len(moved)), strict=True))

        def work(writer: Writer) -> None:
            for identity, key in keys.items():
                writer.update_job(identity, expect=JobState.QUEUED, order=key)

        self._store.write(work)

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
        touched = {job.id for job in self.open_jobs() if only is None or job.id in only}

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
        return self._found if self.counts().get(JobState.QUEUED) else None

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
        if self._queue is None:
            desk = self._studio.desk
            self._queue = Queue(
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
                on_take=self._arrived,
                sight=viewer(self._studio.workers),
                on_still=self._pictured,
            )
            self._queue.subscribe_progress(self._progressed)
            self._queue.subscribe_pause(self._turned)
        return self._queue

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

    def _judge(self, shot: Shot, asked: TakeRequest) -> Verdict:
        media, desk = self._store.media, self._studio.desk
        files = {one.sha256: path for one in asked.references if (path := picture(media, one.sha256))}

        def ask(asked: TakeRequest, able: Capabilities) -> Verdict:
            prepared = Prepared(request=asked, capabilities=able, files=files)
            return check(prepared, ids=desk.ids, at=desk.now(), judge=self._studio.rights)

        verdict = verdict_on(self._studio.generators[asked.provider], asked, ask)
        if verdict.decision is not Decision.ALLOW:
            told = [one for one in verdict.findings if one.decision is not Decision.ALLOW]
            by_name = called_by_name(told, self._studio.rights.register())
            still = isinstance(asked, StillRequest) and asked.role in (Role.CHARACTER, Role.PLACE)
            if still:
                raise Refused("still.blocked", name=shot.number, findings=tuple(by_name))
            raise Refused("request.blocked", shot=shot.number, findings=tuple(by_name))
        return verdict

    def _job(
        self,
        asked: TakeRequest | RenderRequest,
        lane: str,
        key: str,
        verdict: Id | None,
        estimate: Estimate | None = None,
    ) -> Job:
        now = self._studio.desk.now()
        if isinstance(asked, TakeRequest) and estimate is None:
            estimate = reckoned(self._studio.generators[asked.provider], asked)
        return Job(
            id=self._studio.desk.ids.new(),
            lane=lane,
            request=asked,
            order=key,
            verdict=verdict,
            estimate=estimate,
            by=self._studio.desk.author,
            made_at=now,
            changed_at=now,
        )


def _let_in(job: Job, admit: Callable[[Job], Held | None]) -> Job:
    """Hold a job that is over a cap from the first; it is kept, and told what to do."""
    held = admit(job)
    if held is None:
        return job
    return job.model_copy(update={"state": JobState.HELD, "why": held.why, "not_before": held.until})


def _place(job: Job) -> tuple[str, Id]:
    """Give what jobs are lined up by."""
    return job.order, job.id
