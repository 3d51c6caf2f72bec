"""Resolving the unknown: a request that may have arrived is looked for, and sent again only where that is safe."""

from __future__ import annotations

from fourbeat.model.errors import FourbeatError
from fourbeat.model.job import Attempt, Failure, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Provider, Resend
from fourbeat.store import Writer

from .claim import stored_wire
from .clock import later
from .pools import server_of
from .retry import RULES, Again, backoff
from .stage import Stage, after_loss, is_open, stops_all, take_request

S = JobState
NOT_ASKED = "queue.cannot-look"


async def resolve(stage: Stage, job: Job) -> None:
    """Find out what became of a job nobody knows about; where nobody can tell, it stays unknown and says so."""
    attempt = stage.attempt(job)
    provider = stage.providers.get(take_request(job).provider)
    if provider is None or attempt is None or not is_open(attempt):
        return
    if attempt.remote_id is not None:
        await stage.write(lambda writer: writer.move_job(job.id, S.ACCEPTED, expect=S.UNKNOWN))
        return
    capabilities = provider.capabilities()
    if capabilities.resend is Resend.SAFE:
        await _send_again(stage, job)
    elif capabilities.finds:
        await _search(stage, provider, job, attempt, absent_is_safe=capabilities.resend is Resend.IF_ABSENT)


async def _search(stage: Stage, provider: Provider, job: Job, attempt: Attempt, *, absent_is_safe: bool) -> None:
    wire = stored_wire(stage, attempt)
    await stage.clock.sleep(stage.limits.settle)
    for look in range(1, stage.limits.looks + 1):
        try:
            remote_id = await stage.ask(provider.find(wire), provider.key)
            break
        except FourbeatError as error:
            if stops_all(error):
                raise
            await _say(stage, job, message(NOT_ASKED, provider=provider.key, reason=error.message))
            await stage.clock.sleep(backoff(RULES[Failure.NETWORK], look, stage.chance))
    else:
        # Once it answers, it is looked at again.
        stage.silent(provider.key, backoff(RULES[Failure.NETWORK], stage.limits.looks, stage.chance))
        return
    if remote_id is not None and _of_another(stage, attempt, remote_id):
        # Two requests may look the same; one clip is never two takes.
        remote_id = None
    if remote_id is not None:
        found = remote_id
        await stage.write(lambda writer: _found(writer, job, attempt, found, stage.now()))
    elif absent_is_safe:
        await _send_again(stage, job)
    else:
        await _say(stage, job, message("queue.not-found-there", provider=provider.key))


def _of_another(stage: Stage, attempt: Attempt, remote_id: str) -> bool:
    """Tell whether another job's request has this id at the same server; that job may be with another one by now."""
    others = (one for one in stage.store.attempts_as(remote_id) if one.job != attempt.job)
    return any(one.wire.get("provider") == attempt.wire["provider"] for one in others)


async def _say(stage: Stage, job: Job, why: Message) -> None:
    await stage.write(lambda writer: writer.update_job(job.id, expect=S.UNKNOWN, why=why))


def _found(writer: Writer, job: Job, attempt: Attempt, remote_id: str, at: str) -> None:
    writer.update_attempt(attempt.id, remote_id=remote_id, answered_at=at)
    writer.move_job(job.id, S.ACCEPTED, expect=S.UNKNOWN)


async def _send_again(stage: Stage, job: Job) -> None:
    """Queue the same attempt, with the same key, once more."""
    after, tries = after_loss(stage, job)
    if isinstance(after, Again):
        not_before = later(stage.now(), after.seconds)
        why = message("queue.sent-again", provider=server_of(job))
        await stage.write(
            lambda writer: writer.move_job(
                job.id, S.QUEUED, expect=S.UNKNOWN, why=why, not_before=not_before, tries=tries
            )
        )
        return
    why = message("queue.gave-up", provider=server_of(job), n=job.tries)
    await stage.write(
        lambda writer: writer.move_job(job.id, S.FAILED, expect=S.UNKNOWN, why=why, failure=Failure.NETWORK)
    )
