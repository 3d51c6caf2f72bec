"""Jobs: asked for, run, cancelled and tried again. Asking works offline; only running sends anything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id, code
from fourbeat.model.job import AT_WORK, ENDED, Estimate, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Reel, Shot
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest
from fourbeat.model.verdict import Verdict
from fourbeat.queue.calling_off import Answer
from fourbeat.queue.purse import Held, reckoned

from .running import Running
from .sitting import sitter_of
from .targets import checked

if TYPE_CHECKING:
    from fourbeat.store import Writer

RENDER_LANE = "render"


class Jobs(Running):
    """Hold the verbs and questions about jobs, and the queue that runs them."""

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
            return self._studio.asking.several(writer, shots, takes)

        return self._queued(work, told)

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
            return [self._studio.asking.one(writer, shot, ahead, like) for ahead in range(takes)]

        return self._queued(work, told)

    def add_stills(
        self, *, like: Callable[[Writer], Sequence[StillRequest]], told: Mapping[Id, Estimate] | None = None
    ) -> list[Job]:
        """Ask for pictures, all or none; what is over a cap is held. Raises Refused where the gate blocks any."""

        def work(writer: Writer) -> list[tuple[TakeRequest, Verdict]]:
            return [(one, self._studio.asking.judged(one)) for one in like(writer)]

        return self._queued(work, told)

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

    def call_off(self, *, jobs: Collection[Id]) -> dict[Id, Answer]:
        """Cancel jobs, each as `cancel` does, past those that cannot be; give why the others go on. Raises Storage."""
        answers = self._ready().call_off(jobs)
        left = {place.id for place in self._store.places(frozenset(JobState) - ENDED, ids=list(answers))}
        return {job: answer for job, answer in answers.items() if job in left}

    def retry(self, *, job: Job, told: Estimate | None = None) -> Job:
        """Put a held, failed, cancelled or unknown job back into the queue.

        `told` is what the person was told that it costs now, as in `add`; what the film says of its price counts for
        nothing.
        """
        if isinstance(job.request, TakeRequest):
            asked = self._studio.asking.again(job)
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

    # Inside

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
