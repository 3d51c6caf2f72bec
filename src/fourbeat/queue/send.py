"""Sending: through the gate once more, commit that bytes may leave, send once, commit the answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import Attempt, Failure, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Accepted, Provider, Rejected, Unsure, WireRequest
from fourbeat.model.verdict import Decision, Verdict
from fourbeat.store import Writer

from .claim import price_now, stored_wire
from .clock import later, moment
from .gate import Prepared, check, same_request
from .pools import ELSEWHERE, UNHEARD, about, server_of
from .pools import at as asked_of
from .retry import ILL, LONG, RULES, WORTH_HOLDING, GiveUp, Rest, backoff, decide
from .stage import Stage, charged_as, is_open, log, storable, take_request, unsent


@dataclass(frozen=True)
class _Passed:
    verdict: Verdict
    fresh: bool


@dataclass(frozen=True)
class _Stopped:
    why: Message
    state: JobState
    verdict: Verdict | None = None


async def send(stage: Stage, job: Job) -> None:
    """Bring a reserved job to its next resting place: accepted, queued again, held, failed or unknown."""
    attempt = stage.attempt(job)
    if attempt is not None and attempt.remote_id is not None and is_open(attempt):
        await stage.write(lambda writer: _taken_up(writer, job))
        return
    request = take_request(job)
    provider = stage.providers.get(request.provider)
    wire = stored_wire(stage, attempt) if attempt is not None and is_open(attempt) else None
    capabilities = provider.capabilities() if provider else None
    prepared = Prepared(request, capabilities, stage.pictures(request), wire)
    at = stage.now()
    found = await asyncio.to_thread(check, prepared, ids=stage.ids, at=at, rules=stage.rules, judge=stage.judge)
    passed = _judge(stage, job, found)
    if isinstance(passed, _Stopped):
        stopped = _elsewhere_perhaps(stage, job, passed)
        await stage.write(lambda writer: _stop(stage, writer, job, attempt, stopped, stage.now()))
        return
    if provider is None or attempt is None or wire is None:
        # Something was missing when the request was to be made, and is there now: make it now.
        await stage.write(lambda writer: writer.move_job(job.id, JobState.QUEUED, expect=JobState.RESERVED))
        return
    verdict = passed
    if not await stage.write(lambda writer: _leaving(stage, writer, job, attempt, verdict)):
        return
    stage.news.tell(job.id, JobState.SENDING)
    sending = asyncio.create_task(_submit(stage, provider, job, attempt, wire))
    stage.sending[job.id] = sending
    sending.add_done_callback(lambda _: stage.sending.pop(job.id, None))
    # Stopping the queue or cancelling the job must not tear a submission: its answer is the provider's id.
    await asyncio.shield(sending)


def _judge(stage: Stage, job: Job, found: Verdict) -> _Passed | _Stopped:
    """Compare today's verdict with the one the job was queued under."""
    before = stage.store.verdict(job.verdict) if job.verdict else None
    if found.decision is not Decision.ALLOW:
        return _stopped(found)
    if before is None:
        return _Passed(found, fresh=True)
    if not _same(stage, job, before, found):
        return _Stopped(message("queue.verdict-differs"), JobState.FAILED)
    # Today's verdict replaces one whose time is over, a refusal whose cause has been cleared since, and one that was
    # made from other consents, packs or uses.
    expired = before.decision is not Decision.ALLOW or (
        before.valid_until is not None and moment(before.valid_until) <= moment(found.decided_at)
    )
    return _Passed(found, fresh=True) if expired or before.digest != found.digest else _Passed(before, fresh=False)


def _same(stage: Stage, job: Job, before: Verdict, found: Verdict) -> bool:
    """Tell whether a job is still what it was when it was queued; only which server of its pool makes it may differ."""
    if same_request(before, found):
        return True
    request = take_request(job)
    if not stage.crew.shares(job.lane) and job.lane == request.provider:
        return False
    tried = (str(attempt.wire.get("provider", "")) for attempt in stage.store.attempts(job.id))
    keys = {job.lane, *(stage.crew.members(job.lane) or ()), *tried}
    return any(same_request(before, about(found, asked_of(request, key))) for key in keys)


def _elsewhere_perhaps(stage: Stage, job: Job, stopped: _Stopped) -> _Stopped:
    """Let another server of the pool have what must not go to this one, if there is one."""
    if stopped.verdict is None or not stage.crew.shares(job.lane):
        return stopped
    stage.crew.turn_away(job.id, server_of(job), Failure.REFUSED, stopped.why)
    return replace(stopped, state=JobState.QUEUED) if stage.crew.others(job) else stopped


def _stopped(verdict: Verdict) -> _Stopped:
    gravest = next((one for one in verdict.findings if one.decision is verdict.decision), None)
    why = gravest.why if gravest else message("queue.not-allowed")
    return _Stopped(why, JobState.HELD if verdict.decision is Decision.ASK else JobState.FAILED, verdict)


def _stop(stage: Stage, writer: Writer, job: Job, attempt: Attempt | None, stopped: _Stopped, at: str) -> None:
    if attempt is not None and is_open(attempt):
        writer.update_attempt(
            attempt.id, failure=Failure.REFUSED, why=stopped.why, answered_at=at, charged=unsent(stage, attempt)
        )
    failure = Failure.REFUSED if stopped.state is JobState.FAILED else None
    if stopped.verdict is None:
        writer.move_job(job.id, stopped.state, expect=JobState.RESERVED, why=stopped.why, failure=failure)
        return
    writer.add_verdict(stopped.verdict)
    writer.move_job(
        job.id,
        stopped.state,
        expect=JobState.RESERVED,
        why=stopped.why,
        failure=failure,
        verdict=stopped.verdict.id,
        request=stage.crew.asked_of_pool(job) if stopped.state is JobState.QUEUED else job.request,
    )


def _leaving(stage: Stage, writer: Writer, job: Job, attempt: Attempt, passed: _Passed) -> bool:
    """Commit that bytes may leave; where rights have changed since the gate looked, let it look again instead."""
    basis, request = passed.verdict.basis, take_request(job)
    if stage.judge is not None and (basis is None or basis.rights != stage.judge.rights(request, stage.now())):
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.RESERVED)
        return False
    if stage.purse is None:
        held = None
    else:
        held = stage.purse.unasked(job, price_now(stage, job)) or stage.purse.leaves(job, attempt.estimate)
    if held is not None:
        writer.move_job(job.id, JobState.HELD, expect=JobState.RESERVED, why=held.why, not_before=held.until)
        return False
    if passed.fresh:
        writer.add_verdict(passed.verdict)
    writer.move_job(job.id, JobState.SENDING, expect=JobState.RESERVED, tries=job.tries + 1, verdict=passed.verdict.id)
    return True


def _taken_up(writer: Writer, job: Job) -> None:
    # Nothing leaves: the clip was asked for before, and only its way here failed.
    writer.move_job(job.id, JobState.SENDING, expect=JobState.RESERVED)
    writer.move_job(job.id, JobState.ACCEPTED, expect=JobState.SENDING)


async def _submit(stage: Stage, provider: Provider, job: Job, attempt: Attempt, wire: WireRequest) -> None:
    answer = await _one_submission(stage, provider, wire)
    at = stage.now()
    if isinstance(answer, Accepted):
        taken = answer
        stage.crew.well(wire.provider)
        await stage.write(lambda writer: _accepted(writer, job, attempt, taken, at))
    elif isinstance(answer, Rejected):
        await _rejected(stage, job, attempt, answer, at)
    else:
        why = message("queue.unknown", provider=wire.provider, reason=answer.why)
        await stage.write(lambda writer: writer.move_job(job.id, JobState.UNKNOWN, expect=JobState.SENDING, why=why))


async def _one_submission(stage: Stage, provider: Provider, wire: WireRequest) -> Accepted | Rejected | Unsure:
    try:
        return await stage.ask(provider.submit(wire), wire.provider)
    except FourbeatError as error:
        return Unsure(error.message)
    except Exception as error:
        log.exception("a submission broke")
        return Unsure(message("queue.broke", detail=type(error).__name__))


def _accepted(writer: Writer, job: Job, attempt: Attempt, answer: Accepted, at: str) -> None:
    writer.update_attempt(attempt.id, remote_id=answer.remote_id, answer=storable(answer.answer), answered_at=at)
    writer.move_job(job.id, JobState.ACCEPTED, expect=JobState.SENDING)


async def _rejected(stage: Stage, job: Job, attempt: Attempt, answer: Rejected, at: str) -> None:
    if stage.crew.shares(job.lane) and answer.failure in ELSEWHERE:
        await _rejected_by_member(stage, job, attempt, answer, at)
        return
    after = decide(RULES.get(answer.failure), tries=job.tries + 1, chance=stage.chance, asked=answer.retry_after)
    if isinstance(after, GiveUp):
        await stage.write(lambda writer: _refused_for_good(writer, job, attempt, answer, at))
        return
    not_before = later(at, after.seconds)
    others = lane_mates(stage, job) if isinstance(after, Rest) else []

    def commit(writer: Writer) -> None:
        _note(writer, attempt, answer, at)
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.SENDING, why=answer.why, not_before=not_before)
        if isinstance(after, Rest):
            why = resting(answer.failure, job.lane)
            writer.move_jobs([job.id, *others], JobState.HELD, expect=JobState.QUEUED, why=why, not_before=not_before)

    await stage.write(commit)
    rest = stage.silent if answer.failure is Failure.NETWORK else stage.rest
    rest(server_of(job), after.seconds)


async def _rejected_by_member(stage: Stage, job: Job, attempt: Attempt, answer: Rejected, at: str) -> None:
    """Let a server that took nothing rest, and give its job to the pool again, unless nobody there takes it."""
    server, failure = server_of(job), answer.failure
    if failure not in UNHEARD:
        stage.crew.turn_away(job.id, server, failure, answer.why)
    tries = job.tries + (failure is not Failure.NETWORK)
    rule = RULES.get(failure)
    spent = failure is Failure.SERVER and rule is not None and tries >= rule.tries
    if spent or not stage.crew.candidates(job):
        await stage.write(lambda writer: _refused_for_good(writer, job, attempt, answer, at))
        return
    if failure is not Failure.INVALID:
        seconds = max(backoff(ILL, stage.crew.ill(server), stage.chance), answer.retry_after or 0.0)
        rest = stage.silent if failure is Failure.NETWORK else stage.rest
        rest(server, LONG if failure in (Failure.AUTH, Failure.QUOTA) else seconds)
    why = message("queue.pool.elsewhere", provider=server, pool=job.lane, reason=answer.why)
    wait = min(stage.resting(one) for one in stage.crew.candidates(job))
    silent = wait >= WORTH_HOLDING
    mates = _waiting_too(stage, job) if silent else []

    def commit(writer: Writer) -> None:
        _note(writer, attempt, answer, at)
        asked = stage.crew.asked_of_pool(job)
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.SENDING, why=why, tries=tries, request=asked)
        if silent:
            held = message("queue.held.pool-silent", pool=job.lane)
            until = later(at, wait)
            writer.move_jobs([job.id, *mates], JobState.HELD, expect=JobState.QUEUED, why=held, not_before=until)

    await stage.write(commit)


def _waiting_too(stage: Stage, job: Job) -> list[Id]:
    """Name the jobs of a pool that wait for servers which all rest."""
    resting = {one for one in stage.crew.able(job.lane) if stage.resting(one) >= WORTH_HOLDING}
    if resting >= stage.crew.able(job.lane).keys():
        return lane_mates(stage, job)
    return []


def _refused_for_good(writer: Writer, job: Job, attempt: Attempt, answer: Rejected, at: str) -> None:
    _note(writer, attempt, answer, at)
    writer.move_job(job.id, JobState.FAILED, expect=JobState.SENDING, why=answer.why, failure=answer.failure)


def _note(writer: Writer, attempt: Attempt, answer: Rejected, at: str) -> None:
    writer.update_attempt(
        attempt.id,
        failure=answer.failure,
        why=answer.why,
        answer=storable(answer.answer),
        charged=charged_as(attempt, answer.charged, None),
        answered_at=at,
    )


def resting(failure: Failure, lane: str) -> Message:
    """Say why a whole lane's jobs are held."""
    code = "queue.held.offline" if failure is Failure.NETWORK else "queue.held.rate-limited"
    return message(code, provider=lane)


def lane_mates(stage: Stage, job: Job) -> list[Id]:
    """Name the other jobs that wait in a job's lane."""
    return [one.id for one in stage.store.places({JobState.QUEUED}) if one.lane == job.lane and one.id != job.id]
