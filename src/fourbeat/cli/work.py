"""Work shown while it runs: bars on a terminal, one line per finished job in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from fourbeat.model.errors import Cancelled, Invalid, MediaError, ProviderError, Refused, Storage
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, ENDED, Failure, Job, JobState
from fourbeat.studio.running import JobNews
from fourbeat.studio.studio import Studio

from .session import Session

if TYPE_CHECKING:
    from rich.progress import TaskID

Heard: TypeAlias = Callable[[JobNews], None]


def run(
    session: Session,
    studio: Studio,
    *,
    only: Collection[Id] | None = None,
    choose: bool = False,
    also: Heard | None = None,
    tell: bool = True,
    patient: bool = False,
) -> list[Job]:
    """Run the queue until nothing that can run is left; give the jobs that were worked on, as they ended.

    `patient` waits for what goes on by itself too. `choose` lets the first take of a shot stand in the cut; `also`
    hears the news too. Without `tell` nothing is said of jobs that end, since the caller will.
    """
    with _shown(session, studio, tell=tell) as shown:

        def heard(news: JobNews) -> None:
            shown(news)
            if also is not None:
                also(news)

        return studio.jobs.run(heard=heard, only=only, choose=choose, patient=patient)


@contextmanager
def _shown(session: Session, studio: Studio, *, tell: bool) -> Iterator[Heard]:
    if session.answer.as_json:
        yield lambda _news: None
    elif session.answer.err.is_terminal:
        with Bars(session, studio, tell=tell) as bars:
            yield bars.hear
    else:
        yield Lines(session, studio, tell=tell).hear


def ended_line(session: Session, studio: Studio, job: Job) -> str:
    """Say how a job ended, and why where there is a reason."""
    say = session.desk.say
    label = session.desk.wording(studio.jobs.label(job))
    if job.why is not None:
        return say("work.ended-why", job=label, state=say(f"state.{job.state}"), why=job.why)
    return say("work.ended", job=label, state=say(f"state.{job.state}"))


EXIT = {
    Failure.STORAGE: Storage.exit_code,
    Failure.MEDIA: MediaError.exit_code,
    Failure.REFUSED: Refused.exit_code,
    Failure.POLICY_INPUT: Refused.exit_code,
    Failure.INVALID: Invalid.exit_code,
}
"""The exit code for each kind of failure; any other kind is the generator's."""

WAITS = 9
"""The exit code when nothing failed, but a job waits for somebody."""


def exit_code(jobs: Sequence[Job]) -> int:
    """Give the exit code for jobs that were worked on: that of the first failure, or that something waits."""
    for job in jobs:
        if job.state is JobState.FAILED:
            return EXIT.get(job.failure, ProviderError.exit_code) if job.failure else ProviderError.exit_code
    if any(job.state is JobState.UNKNOWN for job in jobs):
        return ProviderError.exit_code
    if any(job.state is JobState.CANCELLED for job in jobs):
        return Cancelled.exit_code
    return 0 if all(job.state is JobState.DONE for job in jobs) else WAITS


class Lines:
    """Write one line when a job ends or waits for somebody."""

    def __init__(self, session: Session, studio: Studio, *, tell: bool) -> None:
        self._tell = tell
        self._session = session
        self._studio = studio
        self._told: dict[Id, JobState] = {}
        self._lock = Lock()

    def hear(self, news: JobNews) -> None:
        """Hear of one job."""
        if not self._tell or news.job.state in AT_WORK or news.job.state is JobState.QUEUED:
            return
        with self._lock:
            if self._told.get(news.job.id) is news.job.state:
                return
            self._told[news.job.id] = news.job.state
        self._session.answer.note(ended_line(self._session, self._studio, news.job))


class Bars(Lines):
    """Show one bar for each job at work."""

    def __init__(self, session: Session, studio: Studio, *, tell: bool) -> None:
        super().__init__(session, studio, tell=tell)
        # A tenth of a second to import, for the few commands that work.
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            console=session.answer.err,
            transient=True,
        )
        self._bars: dict[Id, TaskID] = {}

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def hear(self, news: JobNews) -> None:
        """Hear of one job."""
        job = news.job
        with self._lock:
            if job.state in AT_WORK and job.id not in self._bars:
                label = self._session.desk.wording(self._studio.jobs.label(job))
                self._bars[job.id] = self._progress.add_task(label.replace("[", "\\["), total=1.0)
            bar = self._bars.get(job.id)
            if bar is not None and news.done is not None:
                self._progress.update(bar, completed=news.done)
            if bar is not None and job.state in ENDED:
                self._progress.remove_task(self._bars.pop(job.id))
        super().hear(news)
