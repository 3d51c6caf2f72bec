"""Following an accepted job: look how far it is, fetch its clip, and know when to stop looking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.errors import FourbeatError, MediaError, ProviderError
from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, Attempt, Failure, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.names import BEGUN
from fourbeat.model.provider import Poll, Progress, Provider, Resend
from fourbeat.model.request import StillRequest
from fourbeat.store import Writer

from .clock import later
from .intake import discard, finish, finish_again, part_of, taken_in
from .retry import LINE, RULES, SILENCE, Again, GiveUp, Rest, backoff, decide
from .stage import Stage, after_loss, charged_as, log, stops_all, storable, take_request

S = JobState
_SILENT = "queue.silent"
_GLANCE = 0.5
"""Seconds between two looks at how much of a clip is there."""
_FETCH_AGAIN = "queue.fetch-again"
_LONGEST_PAUSE = 900.0
"""Seconds between two looks, whatever a server asks for: clips run out."""
_TOLD_AFTER = 3
"""How many looks without an answer are no news yet."""


@dataclass
class _Watch:
    """Remember what the last looks showed.

    `quiet` is how long an answering provider has shown no progress, in pauses between looks: what the clock does while
    the machine sleeps or the network is away is nobody's fault. `astray` is how long the line to a clip is broken,
    `brought` how much of the clip has come at most.
    """

    sign: tuple[Progress, float | None] | None = None
    quiet: float = 0.0
    astray: float = 0.0
    brought: int = 0
    fetches: int = 0
    silent: int = 0


async def follow(stage: Stage, job: Job) -> None:
    """Stay with an accepted job until its clip is a take, or it is certain that none will come."""
    attempt = stage.attempt(job)
    assert attempt is not None
    assert attempt.remote_id is not None
    here = taken_in(stage, job, attempt)
    if here is not None:
        await _finished_before(stage, job, attempt, here)
        return
    provider = stage.providers.get(take_request(job).provider)
    if provider is None:
        why = message("queue.provider-missing", provider=take_request(job).provider)
        await _lose_sight(stage, job, why)
        return
    watch = _Watch()
    while (job := stage.store.job(job.id)).state in AT_WORK:
        pause = await _look(stage, provider, job, attempt, watch)
        if pause is None:
            return
        pause = min(max(pause, stage.limits.glance), _LONGEST_PAUSE)
        if not watch.silent:
            watch.quiet += pause
        if watch.quiet > stage.patience(provider.key):
            await _lose_sight(stage, job, message("queue.stalled", provider=provider.key))
            return
        await stage.clock.sleep(pause)


async def _look(stage: Stage, provider: Provider, job: Job, attempt: Attempt, watch: _Watch) -> float | None:
    """Look once and do what follows; give the seconds until the next look, or None where there is none."""
    assert attempt.remote_id is not None
    try:
        look = await stage.ask(provider.poll(attempt.remote_id), provider.key)
    except FourbeatError as error:
        if stops_all(error):
            raise
        return await _silence(stage, provider, job, watch, error)
    watch.silent = 0
    if job.why is not None and job.why.code == _SILENT:
        await stage.write(lambda writer: writer.update_job(job.id, why=None))
    if watch.sign != (look.progress, look.done):
        watch.sign, watch.quiet = (look.progress, look.done), 0.0
    if look.progress is Progress.HANDS:
        why = look.why or message("queue.waits-for-hands")
        await stage.write(lambda writer: writer.update_job(job.id, expect=job.state, why=why))
        return None
    if look.progress is Progress.READY:
        return await _bring(stage, provider, job, attempt, look, watch)
    if look.progress in (Progress.WAITING, Progress.RUNNING):
        state = await _running(stage, job, look.progress)
        await _remark(stage, job, look)
        stage.news.tell(job.id, state, look.done)
        return look.again_in
    await _end(stage, provider, job, look)
    return None


async def _silence(stage: Stage, provider: Provider, job: Job, watch: _Watch, error: FourbeatError) -> float:
    """Wait for a provider that does not answer, as long as it takes: what it was asked goes on there."""
    watch.silent += 1
    if watch.silent == _TOLD_AFTER:
        why = message(_SILENT, provider=provider.key, reason=error.message)
        await stage.write(lambda writer: writer.update_job(job.id, why=why))
    return backoff(SILENCE, watch.silent, stage.chance)


async def _running(stage: Stage, job: Job, progress: Progress) -> JobState:
    if job.state is S.RUNNING or (job.state is S.ACCEPTED and progress is Progress.WAITING):
        return job.state
    await stage.write(lambda writer: writer.move_job(job.id, S.RUNNING, expect=job.state))
    return S.RUNNING


async def _remark(stage: Stage, job: Job, look: Poll) -> None:
    """Tell at once what a provider gives away of the clip it makes: whoever pays for it may still stop it."""
    if look.why is not None and stage.store.job(job.id).why != look.why:
        await stage.write(lambda writer: writer.update_job(job.id, why=look.why))


async def _bring(
    stage: Stage, provider: Provider, job: Job, attempt: Attempt, look: Poll, watch: _Watch
) -> float | None:
    """Fetch the clip and make it a take; give the seconds until another try where the line broke."""
    asset = look.asset
    if asset is None:
        nothing = message("queue.ready-without-clip", provider=provider.key)
        await _fail(stage, job, look, Failure.SERVER, nothing)
        return None

    latest = stage.attempt(job) or attempt

    def ready(writer: Writer) -> None:
        _note(writer, latest, look)
        if job.state is not S.DOWNLOADING:
            writer.move_job(job.id, S.DOWNLOADING, expect=job.state, why=look.why)

    await stage.write(ready)
    stage.news.tell(job.id, S.DOWNLOADING)
    assert attempt.remote_id is not None
    part = part_of(stage, attempt)
    try:
        await _fetch(stage, provider, job.id, attempt.remote_id, asset, part)
    except FourbeatError as error:
        if stops_all(error):
            raise
        if (there := _bytes(part)) > watch.brought:
            # What brings more each time comes to its end.
            watch.brought, watch.fetches = there, 0
        watch.fetches += 1
        if error.code in LINE and watch.astray < stage.patience(provider.key):
            # The service may answer while the place where its clips lie cannot be reached: that passes.
            pause = backoff(SILENCE, watch.fetches, stage.chance)
            watch.astray, watch.quiet = watch.astray + pause, 0.0
            if watch.fetches >= _TOLD_AFTER:
                await _fetched_later(stage, provider, job, error)
            return pause
        if watch.fetches < stage.limits.fetches:
            return backoff(RULES[Failure.NETWORK], watch.fetches, stage.chance)
        discard(part)
        # The attempt stays open: a retry fetches the clip that is there, and asks for no second one.
        why = message("queue.fetch-failed", provider=provider.key, reason=error.message)
        await stage.write(
            lambda writer: writer.move_job(job.id, S.FAILED, expect=S.DOWNLOADING, why=why, failure=Failure.NETWORK)
        )
        return None
    stage.finishing.add(job.id)
    try:
        await finish(stage, job, attempt, part, remark=look.why)
    except MediaError as error:
        await _unplayable(stage, stage.store.job(job.id), look, error)
        discard(part)
    finally:
        stage.finishing.discard(job.id)
    return None


async def _fetched_later(stage: Stage, provider: Provider, job: Job, error: FourbeatError) -> None:
    why = message(_FETCH_AGAIN, provider=provider.key, reason=error.message)
    if stage.store.job(job.id).why != why:
        await stage.write(lambda writer: writer.update_job(job.id, why=why))


async def _fetch(stage: Stage, provider: Provider, job: Id, remote_id: str, asset: str, part: Path) -> None:
    """Fetch a clip into `part`, as long as bytes come, and tell how much of it is there.

    Raises ProviderError where none come, and what `fetch` raises.
    """
    fetch = asyncio.ensure_future(provider.fetch(remote_id, asset, part))
    seen, quiet, pause = _bytes(part), 0.0, min(_GLANCE, stage.limits.quiet)
    try:
        while not (await asyncio.wait({fetch}, timeout=pause))[0]:
            before, seen = seen, _bytes(part)
            quiet = quiet + pause if seen == before else 0.0
            if quiet >= stage.limits.quiet:
                raise ProviderError("queue.no-answer", provider=provider.key)
            if (whole := _whole(part)) and seen > 0:
                stage.news.tell(job, S.DOWNLOADING, seen / whole)
    finally:
        if not fetch.done():
            fetch.cancel()
            # It must let go of the part before another fetch writes there; one that cannot is left behind.
            await asyncio.wait({fetch}, timeout=stage.limits.quiet)
    await fetch


def _whole(part: Path) -> int | None:
    """Give how many bytes a clip has that is being fetched, where its server said so."""
    try:
        whole = json.loads(part.with_suffix(BEGUN).read_text("utf-8"))["total"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return whole if isinstance(whole, int) else None


def _bytes(part: Path) -> int:
    try:
        return part.stat().st_size
    except OSError:
        return -1


async def _finished_before(stage: Stage, job: Job, attempt: Attempt, name: str) -> None:
    stage.finishing.add(job.id)
    try:
        await finish_again(stage, job, attempt, name)
    except MediaError as error:
        await _unplayable(stage, job, Poll(Progress.READY), error)
    finally:
        stage.finishing.discard(job.id)


_CAME = {
    "probe.cut-off": "queue.came-cut-off",
    "probe.empty": "queue.came-empty",
    "probe.no-frames": "queue.came-empty",
    "probe.not-media": "queue.came-not-media",
    "probe.no-picture": "queue.came-no-picture",
    "probe.cannot-decode": "queue.came-damaged",
}
"""What is said of a clip that came from a server, by what is wrong with its file."""


async def _unplayable(stage: Stage, job: Job, look: Poll, error: MediaError) -> None:
    log.warning("what came of job %s cannot be used: %s", job.id, error.code)
    if error.of_worker:
        # The attempt stays open: a retry looks at the clip that was paid for, and asks for no second one.
        unseen = message("queue.not-looked-at", provider=take_request(job).provider, reason=error.message)
        await stage.write(
            lambda writer: writer.move_job(job.id, S.FAILED, expect=job.state, why=unseen, failure=Failure.MEDIA)
        )
        return
    said = "queue.not-a-still" if isinstance(job.request, StillRequest) else "queue.not-playable"
    # The file has a name of ours, and nobody can copy it again: what is wrong with it is said of what came.
    came = _CAME.get(error.code)
    reason = message(came) if came else error.message
    await _fail(stage, job, look, Failure.MEDIA, message(said, provider=take_request(job).provider, reason=reason))


async def _end(stage: Stage, provider: Provider, job: Job, look: Poll) -> None:
    """Write down that no clip will come of this attempt, and what follows."""
    if look.progress is Progress.CANCELLED:
        why = look.why or message("queue.cancelled-there", provider=provider.key)
        await _close(
            stage, job, look, why, lambda writer: writer.move_job(job.id, S.CANCELLED, expect=job.state, why=why)
        )
        return
    gone = look.progress is Progress.GONE
    failure = Failure.EXPIRED if gone else look.failure or Failure.SERVER
    why = look.why or message("queue.gone" if gone else "queue.failed-there", provider=provider.key)
    # What a provider took and then lost or broke may have been charged: only one that is safe to ask is asked twice.
    if provider.capabilities().resend is Resend.SAFE:
        after, tries = after_loss(stage, job) if gone else _after_failure(stage, job, failure)
        if isinstance(after, Again):
            not_before = later(stage.now(), after.seconds)
            await _close(
                stage,
                job,
                look,
                why,
                lambda writer: writer.move_job(
                    job.id, S.QUEUED, expect=job.state, why=why, not_before=not_before, tries=tries
                ),
                failure,
            )
            return
    await _fail(stage, job, look, failure, why)


def _after_failure(stage: Stage, job: Job, failure: Failure) -> tuple[Again | Rest | GiveUp, int]:
    return decide(RULES.get(failure), tries=job.tries, chance=stage.chance), job.tries


async def _fail(stage: Stage, job: Job, look: Poll, failure: Failure, why: Message) -> None:
    await _close(
        stage,
        job,
        look,
        why,
        lambda writer: writer.move_job(job.id, S.FAILED, expect=job.state, why=why, failure=failure),
        failure,
    )


async def _close(
    stage: Stage,
    job: Job,
    look: Poll,
    why: Message,
    move: Callable[[Writer], object],
    failure: Failure | None = None,
) -> None:
    """Close the attempt with what the last look showed, and move its job, in one transaction."""
    attempt = stage.attempt(job)
    assert attempt is not None

    def commit(writer: Writer) -> None:
        _note(writer, attempt, look, failure, why)
        move(writer)

    await stage.write(commit)


def _note(
    writer: Writer, attempt: Attempt, look: Poll, failure: Failure | None = None, why: Message | None = None
) -> None:
    """Write what a look showed beside the attempt; a charge once written stays."""
    writer.update_attempt(
        attempt.id,
        answer={**attempt.answer, **storable(look.answer)},
        charge=look.charge if attempt.charge is None else None,
        charged=charged_as(attempt, look.charged, look.charge),
        failure=failure,
        why=why,
    )


async def _lose_sight(stage: Stage, job: Job, why: Message) -> None:
    """Stop looking, and keep the provider's id: another look finds the clip if it comes after all."""

    def commit(writer: Writer) -> None:
        if job.state is S.DOWNLOADING:
            writer.move_job(job.id, S.RUNNING, expect=S.DOWNLOADING)
        writer.move_job(job.id, S.UNKNOWN, expect=S.RUNNING if job.state is S.DOWNLOADING else job.state, why=why)

    await stage.write(commit)
