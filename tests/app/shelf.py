"""Takes put on a shot's shelf at once, without drawing them."""

from __future__ import annotations

import shutil
from pathlib import Path

from fourbeat.model.job import JobState
from fourbeat.model.plan import Shot
from fourbeat.model.take import Take
from fourbeat.studio.studio import Studio
from store import film


def put(studio: Studio, shot: Shot, file: Path | None = None, **facts: object) -> Take:
    """Write a finished take down, with a file to play where one is given; `media` facts go into its facts."""
    ids = studio.desk.ids
    number = studio.takes.next_number(shot)
    verdict = film.verdict(ids, shot.id)
    job = film.job(ids, shot.id, verdict=verdict.id)
    job = job.model_copy(update={"request": job.request.model_copy(update={"number": number})})
    attempt = film.attempt(ids, job)
    media = facts.pop("media", {})
    take = film.take(ids, job, attempt, verdict, number)
    take = take.model_copy(update={"facts": take.facts.model_copy(update=media), **facts})

    def work(writer: object) -> None:
        writer.add_verdict(verdict)  # type: ignore[attr-defined]
        writer.add_job(job.model_copy(update={"take": take.id, "state": JobState.DONE}))  # type: ignore[attr-defined]
        writer.add_attempt(attempt)  # type: ignore[attr-defined]
        writer.add_take(take)  # type: ignore[attr-defined]

    studio.store.write(work)
    if file is not None:
        target = studio.store.media.path(take.media)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    return take
