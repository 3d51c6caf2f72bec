"""Cancelling: at once where nothing has left, by asking the provider where something has."""

from __future__ import annotations

import asyncio

from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Attempt, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Cancel, Progress, Provider, Resend
from fourbeat.model.request import RenderRequest
from fourbeat.store import Writer

from .intake import discard, part_of, taken_in
from .renders import discard_part
from .stage import Stage, is_open, take_request, unsent

S = JobState


async def cancel(
    stage: Stage, identity: Id, walk: asyncio.Task[None] | None, *, silent: FourbeatError | None = None
) -> Cancel:
    """Cancel a job and say what came of it; `walk` is the task that works at it, if one does.

    A provider that just gave no answer, which `silent` tells, is not asked another time.

    Raises Invalid for a job that has ended, and what the provider raises where it cannot be asked.
    """
    sending = stage.sending.get(identity)
    if sending is not None:
        # Nobody can stop bytes on their way; a moment later there is an answer and a provider's id to cancel by.
        await asyncio.shield(sending)
    job = stage.store.job(identity)
    if job.state is S.CANCELLED:
        return Cancel.WILL_NOT_RUN
    if job.state in ENDED:
        raise Invalid("queue.has-ended", state=message(f"state.{job.state.value}"))
    if identity in stage.finishing:
        return Cancel.TOO_LATE
    attempt = None if isinstance(job.request, RenderRequest) else stage.attempt(job)
    if attempt is not None and attempt.remote_id is not None and is_open(attempt):
        return await _cancel_there(stage, job, attempt, attempt.remote_id, walk, silent)
    await _stop(walk)
    return await _cancelled(stage, identity, attempt, Cancel.WILL_NOT_RUN)


def said(answer: Cancel | FourbeatError) -> Message:
    """Give the sentence for what cancelling did, or for what kept it from doing anything."""
    if isinstance(answer, FourbeatError):
        return answer.message
    return message(f"queue.cancel.{answer.value}")


async def _cancel_there(
    stage: Stage,
    job: Job,
    attempt: Attempt,
    remote_id: str,
    walk: asyncio.Task[None] | None,
    silent: FourbeatError | None,
) -> Cancel:
    provider = stage.providers.get(take_request(job).provider)
    given_up = job.state not in (S.ACCEPTED, S.RUNNING, S.DOWNLOADING)
    answer = Cancel.UNSUPPORTED
    if provider is not None:
        try:
            if silent is not None:
                raise silent
            answer = await stage.ask(provider.cancel(remote_id), provider.key)
        except FourbeatError:
            if not given_up:
                raise
        if answer is Cancel.TOO_LATE and walk is None and await _lies_idle(stage, job, attempt, provider, remote_id):
            answer = Cancel.WILL_NOT_RUN
    stopped = answer in (Cancel.ABORTED, Cancel.WILL_NOT_RUN)
    # A job nobody waits for any more (unknown, held, queued to be fetched again) is discarded whatever the answer.
    if not stopped and not given_up:
        return answer
    if job.id in stage.finishing:
        return Cancel.TOO_LATE
    await _stop(walk)
    return await _cancelled(stage, job.id, attempt, answer)


async def _lies_idle(stage: Stage, job: Job, attempt: Attempt, provider: Provider, remote_id: str) -> bool:
    """Tell whether a request that nobody follows here has nothing left to stop, there or here.

    A clip that may have been paid for is kept, and where the provider does not say, nothing is dropped.
    """
    try:
        look = await stage.ask(provider.poll(remote_id), provider.key)
    except FourbeatError:
        return False
    if look.progress in (Progress.WAITING, Progress.RUNNING):
        return False
    if provider.capabilities().resend is Resend.SAFE:
        return True
    return look.progress in (Progress.GONE, Progress.CANCELLED) and taken_in(stage, job, attempt) is None


async def _cancelled(stage: Stage, identity: Id, attempt: Attempt | None, answer: Cancel) -> Cancel:
    job = stage.store.job(identity)
    if job.state is S.CANCELLED:
        return answer
    if job.state in ENDED:
        return Cancel.TOO_LATE
    open_attempt = attempt if is_open(attempt) else None

    def commit(writer: Writer) -> None:
        writer.move_job(identity, S.CANCELLED, expect=job.state, why=message("queue.cancelled"))
        if open_attempt is not None:
            writer.update_attempt(open_attempt.id, why=message("queue.cancelled"), charged=unsent(stage, open_attempt))

    await stage.write(commit)
    if attempt is not None:
        discard(part_of(stage, attempt))
    if isinstance(job.request, RenderRequest) and job.tries:
        # It may have been begun by a run that was killed.
        discard_part(job.request)
    stage.news.tell(identity, S.CANCELLED)
    return answer


async def _stop(walk: asyncio.Task[None] | None) -> None:
    if walk is not None:
        walk.cancel()
        await asyncio.wait([walk])
