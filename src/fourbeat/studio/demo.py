"""The example films: built into a folder once, and gone on with wherever an earlier run stopped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.job import ENDED, Job, JobState
from fourbeat.model.plan import Shot
from fourbeat.store import Store

from .briefs import read_film
from .desk import Desk
from .opening import create, looks_like_project, open_studio
from .resources import resources
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
