"""A job's walk: from state to state as far as it can go now, whatever breaks on the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import MOVES, WAITING, Failure, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.request import RenderRequest
from fourbeat.store import Writer

from .claim import kind_of, reserve
from .follow import follow
from .pools import server_of
from .renders import render
from .resolve import resolve
from .send import send
from .stage import Stage, log, moved_on, stops_all

S = JobState
_OVERTAKEN_AT_MOST = 5

_STEPS: dict[JobState, Callable[[Stage, Job], Awaitable[None]]] = {
    S.RESERVED: send,
    S.ACCEPTED: follow,
    S.RUNNING: follow,
    S.DOWNLOADING: follow,
    S.UNKNOWN: resolve,
}


async def walk(stage: Stage, identity: Id) -> None:
    """Bring one job as far as it can go: to its end, or to where it waits for its time or for a person.

    An error ends this job alone; a failing disk stops the walk until a person resumes, and then it goes on from where
    the store says it is.
    """
    last: JobState | None = None
    overtaken = 0
    while True:
        try:
            job = stage.store.job(identity)
            stage.news.tell(identity, job.state)
            step = _next(job, last)
            if step is None:
                return
            last = job.state
            await step(stage, job)
            if stage.store.job(identity).state is job.state:
                # Nothing can be done before a person has done something.
                return
        except FourbeatError as error:
            if stops_all(error) and stage.trouble.patient:
                stage.trouble.meet(error)
                await stage.trouble.wait()
                last = None
            elif stops_all(error):
                return
            elif moved_on(error) and overtaken < _OVERTAKEN_AT_MOST:
                overtaken += 1
            else:
                log.error("job %s ends: %s", identity, error.code, exc_info=True)
                await _give_up(stage, identity, error.message, kind_of(error))
                return
        except Exception as error:
            log.exception("job %s broke", identity)
            await _give_up(stage, identity, message("queue.broke", detail=type(error).__name__), None)
            return


def _next(job: Job, last: JobState | None) -> Callable[[Stage, Job], Awaitable[None]] | None:
    if job.state in WAITING:
        return _reserve if last is None else None
    if job.state is S.UNKNOWN:
        # Looked for once, and never straight after it was lost from sight: then a person or the next start looks.
        return resolve if last in (None, S.RESERVED) else None
    if isinstance(job.request, RenderRequest):
        return render if job.state is S.RESERVED else None
    return _STEPS.get(job.state)


async def _reserve(stage: Stage, job: Job) -> None:
    await reserve(stage, job.id)


async def _give_up(stage: Stage, identity: Id, why: Message, failure: Failure | None) -> None:
    """Fail a job wherever it stands; its attempt stays open, so a clip that was paid for can still be fetched.

    One that may have arrived is unknown, whatever broke: a failed one would be sent again without a question.
    """

    def commit(writer: Writer) -> None:
        state = job.state
        if state in (S.SENDING, S.UNKNOWN):
            unsure = message("queue.unknown", provider=server_of(job), reason=why)
            if state is S.SENDING:
                writer.move_job(identity, S.UNKNOWN, expect=state, why=unsure)
            else:
                writer.update_job(identity, expect=state, why=unsure)
            return
        if state is S.HELD:
            state = writer.move_job(identity, S.QUEUED, expect=state).state
        if state is S.QUEUED:
            state = writer.move_job(identity, S.RESERVED, expect=state).state
        if S.FAILED in MOVES[state]:
            writer.move_job(identity, S.FAILED, expect=state, why=why, failure=failure)

    try:
        job = stage.store.job(identity)
        await stage.write(commit)
        stage.news.tell(identity, stage.store.job(identity).state)
    except FourbeatError:
        # It stays as it is written down; the next start sorts it.
        log.exception("job %s could not be failed", identity)
