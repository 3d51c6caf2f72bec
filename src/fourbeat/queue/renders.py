"""The render lane: a reel becomes a file, on this machine, with nothing sent anywhere."""

from __future__ import annotations

import asyncio

from fourbeat.model.errors import FourbeatError, Storage
from fourbeat.model.job import Failure, Job, JobState
from fourbeat.model.message import Message
from fourbeat.model.request import RenderRequest

from .claim import kind_of
from .intake import discard
from .stage import Stage

RENDER_LANE = "render"
S = JobState


def discard_part(request: RenderRequest) -> None:
    """Remove the film that a render left unfinished beside its target."""
    discard(request.target.with_name(f"{request.target.name}.part"))


async def render(stage: Stage, job: Job) -> None:
    """Render a reserved job's reel."""
    request = job.request
    assert isinstance(request, RenderRequest)
    if (gone := await _withdrawn(stage, request)) is not None:
        await stage.write(lambda writer: writer.move_job(job.id, S.CANCELLED, expect=S.RESERVED, why=gone))
        return
    await stage.write(lambda writer: writer.move_job(job.id, S.RUNNING, expect=S.RESERVED, tries=job.tries + 1))
    stage.news.tell(job.id, S.RUNNING)

    def report(done: float) -> None:
        stage.post(lambda: stage.news.tell(job.id, S.RUNNING, done))

    try:
        await stage.render(request, report)
    except asyncio.CancelledError:
        # Whoever rendered was killed and cleared nothing away.
        discard_part(request)
        raise
    except FourbeatError as error:
        # The target may stand on another disk than the project: a full one fails this render only.
        trouble = error
        failure = Failure.STORAGE if isinstance(error, Storage) else kind_of(error) or Failure.MEDIA
        await stage.write(
            lambda writer: writer.move_job(job.id, S.FAILED, expect=S.RUNNING, why=trouble.message, failure=failure)
        )
        return
    if (gone := await _withdrawn(stage, request)) is not None:
        # A take was withdrawn while its picture was on its way into the film.
        discard(request.target)
        await stage.write(lambda writer: writer.move_job(job.id, S.CANCELLED, expect=S.RUNNING, why=gone))
        return
    await stage.write(lambda writer: writer.move_job(job.id, S.DONE, expect=S.RUNNING))


async def _withdrawn(stage: Stage, request: RenderRequest) -> Message | None:
    """Say why a film may not be made any more: consents and packs may have changed since it was asked for."""
    return await asyncio.to_thread(stage.judge.film, request) if stage.judge is not None else None
