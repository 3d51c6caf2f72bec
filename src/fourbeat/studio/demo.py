"""The example films: built into a folder once, and gone on with wherever an earlier run stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from fourbeat.model.errors import Cancelled, Invalid, MediaError, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.store import Store

from .briefs import read_film
from .desk import Desk
from .opening import create, looks_like_project, open_studio
from .resources import resources
from .running import JobNews
from .studio import Studio


@dataclass(frozen=True)
class Demo:
    """Be an opened example; `fresh` tells whether this call made it."""

    studio: Studio
    fresh: bool


def films() -> tuple[str, ...]:
    """Name the examples that ship with the program."""
    return tuple(sorted(path.parent.name for path in (resources() / "examples").glob("*/film.toml")))


def prepare(folder: Path, desk: Desk, *, film: str) -> Demo:
    """Build an example in a folder, or open the one begun there. Raises Invalid for a folder with other files."""
    if film not in films():
        raise NotFound("demo.no-such-film", film=film, films=films())
    home = resources() / "examples" / film
    written = read_film(home / "film.toml")
    fresh = not looks_like_project(folder)
    if fresh:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not Store.begun(folder):
            raise Invalid("demo.not-a-project", folder=str(folder))
        studio = create(folder, desk, name=written.name, size=written.size, rate=written.rate)
    else:
        studio = open_studio(folder, desk)
        if studio.plan.project.name != written.name:
            with studio:
                raise Invalid("demo.another-film", folder=str(folder), name=studio.plan.project.name)
    if not any(isinstance(row, Shot) for row in studio.plan.rows()):
        studio.film.load(film=written, folder=home)
    return Demo(studio, fresh)


def wanted(studio: Studio) -> list[Job]:
    """Ask for a take of every shot that has none, once: jobs that wait are left, failed ones are tried again."""
    asked: list[Job] = []
    for shot in studio.plan.cut_shots():
        if shot.take is not None:
            continue
        jobs = studio.store.jobs(shot=shot.id)
        if any(job.state not in ENDED for job in jobs):
            continue
        stopped = [job for job in jobs if job.state in (JobState.FAILED, JobState.CANCELLED)]
        asked += [studio.jobs.retry(job=stopped[-1])] if stopped else studio.jobs.add(shots=[shot])
    return asked


Told: TypeAlias = Callable[[int, int, float], None]
"""Hears how many of how many shots are made, and how much of one the others come to."""


class Making:
    """Make an example to its end, or what is missing of it; it can be stopped, and goes on another time."""

    def __init__(self, folder: Path, desk: Desk, *, film: str) -> None:
        self._folder, self._desk, self._film = folder, desk, film
        self._lock = Lock()
        self._stopped = False
        self._studio: Studio | None = None

    def run(self, told: Told) -> Studio:
        """Make it and give it opened anew; `told` hears from any thread how far it is.

        Raises Cancelled once it was stopped, MediaError where a part could not be made, and what `prepare` raises.
        """
        with prepare(self._folder, self._desk, film=self._film).studio as studio:
            with self._lock:
                self._go_on()
                self._studio = studio
            try:
                self._make(studio, told)
            finally:
                # Whoever is stopping it right now needs the project open.
                with self._lock:
                    self._studio = None
        return open_studio(self._folder, self._desk)

    def stop(self) -> None:
        """Stop; what has been made is kept. May take a few seconds."""
        with self._lock:
            self._stopped = True
            if self._studio is not None:
                self._studio.jobs.close()

    def _make(self, studio: Studio, told: Told) -> None:
        wanted(studio)
        begun: dict[Id, float] = {}

        def count(news: JobNews | None = None) -> None:
            if news is not None and news.job.state in ENDED:
                begun.pop(news.job.id, None)
            elif news is not None and news.done is not None:
                begun[news.job.id] = news.done
            shots = studio.plan.cut_shots()
            told(sum(shot.take is not None for shot in shots), len(shots), sum(tuple(begun.values())))

        count()
        self._ended(studio, studio.jobs.run(heard=count, choose=True))
        count()
        reel = studio.reels.find()
        if not studio.reels.target(reel).is_file():
            job = studio.jobs.render(reel=reel)
            self._ended(studio, studio.jobs.run(only=[job.id]))

    def _ended(self, studio: Studio, jobs: list[Job]) -> None:
        with self._lock:
            self._go_on()
        failed = [job for job in jobs if job.state is not JobState.DONE]
        if failed:
            lines = (message("work.ended", job=studio.jobs.label(job), state=_state(job)) for job in failed)
            raise MediaError("demo.incomplete", jobs=tuple(lines))

    def _go_on(self) -> None:
        if self._stopped:
            raise Cancelled("work.stopped")


def _state(job: Job) -> str | Message:
    return job.why or message(f"state.{job.state}")
