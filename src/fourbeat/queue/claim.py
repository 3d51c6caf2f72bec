"""Claiming a job: the exact request is made and committed before anything is sent."""

from __future__ import annotations

from pathlib import Path

from fourbeat.model.errors import FourbeatError, Invalid, MediaError, NotFound, Refused
from fourbeat.model.ids import Id
from fourbeat.model.job import Attempt, Charged, Estimate, Failure, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.provider import WireFile, WireRequest
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.store import Writer

from .clock import later
from .pools import at as asked_of
from .pools import server_of
from .purse import dearer, reckoned
from .stage import Stage, is_open, take_request, unsent, wanted_pictures

_LOOK_AGAIN = 300.0
"""After how many seconds a pool without a server at work is looked at again."""


async def reserve(stage: Stage, identity: Id) -> None:
    """Reserve a waiting job, with the exact request that will be sent.

    An attempt that may have left, or whose clip may still come, is taken up again with its own key; one that never left
    only on the day it was reserved, since caps are held day by day; and none that says anything else than what is asked
    for, whoever wrote it. Where the request cannot be made the job fails; where the provider or a reference is missing
    it is left to the gate to say so. A job of a pool is given to one of its servers here, unless it has been sent to
    one.
    """
    job = stage.store.job(identity)
    last = stage.attempt(job)
    if stage.crew.shares(job.lane) and kept(stage, job) is None:
        await _reserve_shared(stage, job, last)
        return
    if stage.crew.is_paused(server_of(job)) and not (is_open(last) and last is not None and last.remote_id):
        await stage.write(lambda writer: _wait_for_server(stage, writer, job))
        return
    stale = _stale(stage, job, last)
    if isinstance(job.request, RenderRequest) or (is_open(last) and stale is None):
        # Whose clip is only fetched has reserved its money long ago.
        again = _priced_anew(stage, job, last) if last is not None and last.remote_id is None else None

        def take_up(writer: Writer) -> None:
            if _held(stage, writer, job, again):
                return
            _reserved(writer, job)
            if again is not None and again != last:
                writer.update_attempt(again.id, estimate=again.estimate)

        await stage.write(take_up)
        return
    try:
        attempt = _prepared(stage, job, job.request)
    except FourbeatError as error:
        why, failure = error.message, kind_of(error) or Failure.INVALID
        await stage.write(lambda writer: _impossible(writer, job, why, failure))
        return

    def commit(writer: Writer) -> None:
        if _held(stage, writer, job, attempt):
            return
        _reserved(writer, job)
        if last is not None and stale is not None:
            writer.update_attempt(last.id, why=stale, charged=unsent(stage, last))
        if attempt is not None:
            writer.add_attempt(attempt)

    await stage.write(commit)


def kept(stage: Stage, job: Job) -> str | None:
    """Name the server of a pool that a job stays with: the one it was sent to, while a clip may still come of it."""
    server = server_of(job)
    if server == job.lane:
        return None
    last = stage.attempt(job)
    return server if last is not None and is_open(last) and _left(stage, last) else None


async def _reserve_shared(stage: Stage, job: Job, last: Attempt | None) -> None:
    server = _chosen(stage, job)
    if server is None:
        await stage.write(lambda writer: _nobody(stage, writer, job))
        return
    given = job.model_copy(update={"request": asked_of(take_request(job), server)})
    try:
        attempt = _prepared(stage, given, take_request(given))
    except FourbeatError as error:
        # Another one may be able to: the job takes its place again and is given to that.
        stage.crew.turn_away(job.id, server, kind_of(error) or Failure.INVALID, error.message)
        return

    def commit(writer: Writer) -> None:
        if last is not None and is_open(last):
            why = message("queue.pool.given-on", provider=server)
            writer.update_attempt(last.id, why=why, charged=Charged.NO if last.charged is None else None)
        if _held(stage, writer, given, attempt):
            return
        if job.state is JobState.HELD:
            writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
        writer.move_job(job.id, JobState.RESERVED, expect=JobState.QUEUED, not_before=None, request=given.request)
        if attempt is not None:
            writer.add_attempt(attempt)

    await stage.write(commit)


def _chosen(stage: Stage, job: Job) -> str | None:
    """Give the server that was chosen for a job, or another one that can make it; None where there is none."""
    able = stage.crew.candidates(job)
    chosen = stage.crew.chosen.get(job.id)
    return chosen if chosen in able else min(able, key=stage.resting, default=None)


def _nobody(stage: Stage, writer: Writer, job: Job) -> None:
    """Fail a job that no server of its pool makes, for the reason the last one gave; wait for one that is paused."""
    turned = stage.crew.turned_away(job.id)
    if turned is not None:
        failure, why = turned
        _impossible(writer, job, why, failure)
    elif stage.crew.paused_for(job):
        _wait_for_members(stage, writer, job)
    else:
        _impossible(writer, job, message("queue.pool.nobody", pool=job.lane), Failure.UNSUPPORTED)


def _wait_for_members(stage: Stage, writer: Writer, job: Job) -> None:
    if job.state is JobState.HELD:
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
    why = message("queue.held.pool-paused", pool=job.lane)
    until = later(stage.now(), _LOOK_AGAIN)
    writer.move_job(job.id, JobState.HELD, expect=JobState.QUEUED, why=why, not_before=until)


def _wait_for_server(stage: Stage, writer: Writer, job: Job) -> None:
    """Hold a job whose server is paused, and all that wait for the same."""
    why = message("queue.held.server-paused", provider=server_of(job))
    until = later(stage.now(), _LOOK_AGAIN)
    mates = [place.id for place in stage.store.places({JobState.QUEUED}) if place.lane == job.lane == server_of(job)]
    if job.state is JobState.HELD:
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
    writer.move_jobs(list({job.id, *mates}), JobState.HELD, expect=JobState.QUEUED, why=why, not_before=until)


def _left(stage: Stage, attempt: Attempt) -> bool:
    """Tell whether bytes of an attempt may have left."""
    if attempt.remote_id is not None:
        return True
    moves = stage.store.events(attempt.job)
    return any(move.after is JobState.SENDING and move.at >= attempt.started_at for move in moves)


def _stale(stage: Stage, job: Job, attempt: Attempt | None) -> Message | None:
    """Say why an open attempt is to be made anew; None where it may go out as it is, or its clip may still come.

    Raises Refused for a request that is damaged.
    """
    if attempt is None or not is_open(attempt) or attempt.remote_id is not None:
        return None
    if attempt.started_at[:10] != stage.now()[:10] and not _left(stage, attempt):
        return message("queue.another-day")
    request = take_request(job)
    provider, pictures = stage.providers.get(request.provider), stage.pictures(request)
    if provider is None or pictures.keys() != wanted_pictures(request):
        return None
    stored = stored_wire(stage, attempt)
    try:
        asked = provider.prepare(request, attempt.key, pictures).asks_like(stored)
    except FourbeatError:
        asked = False
    return None if asked else message("queue.made-anew")


def stored_wire(stage: Stage, attempt: Attempt) -> WireRequest:
    """Read an attempt's exact request back. Raises Refused where it is no longer what was committed."""
    files = attempt.wire.get("files") or []
    assert isinstance(files, list)
    wire = WireRequest.model_validate(
        {
            "provider": attempt.wire["provider"],
            "key": attempt.key,
            "payload": attempt.wire["payload"],
            "files": [_file(stage, file) for file in files],
        }
    )
    if wire.hash != attempt.wire_hash:
        raise Refused("queue.request-changed")
    return wire


def kind_of(error: FourbeatError) -> Failure | None:
    """Name the failure that an error of our own family stands for, where there is a name for it."""
    kinds = {
        Invalid: Failure.INVALID,
        NotFound: Failure.NOT_FOUND,
        Refused: Failure.REFUSED,
        MediaError: Failure.MEDIA,
    }
    return next((failure for kind, failure in kinds.items() if isinstance(error, kind)), None)


def _prepared(stage: Stage, job: Job, request: TakeRequest) -> Attempt | None:
    provider = stage.providers.get(request.provider)
    pictures = stage.pictures(request)
    if provider is None or pictures.keys() != wanted_pictures(request):
        return None
    wire = provider.prepare(request, stage.ids.new(), pictures)
    return Attempt(
        id=stage.ids.new(),
        job=job.id,
        number=max((attempt.number for attempt in stage.store.attempts(job.id)), default=0) + 1,
        key=wire.key,
        wire={
            "provider": wire.provider,
            "payload": wire.payload,
            "files": [{"field": file.field, "sha256": file.sha256} for file in wire.files],
        },
        wire_hash=wire.hash,
        estimate=reckoned(provider, request),
        started_at=stage.now(),
    )


def _priced_anew(stage: Stage, job: Job, attempt: Attempt) -> Attempt:
    """Give an attempt at what it costs today, where that is more than was reserved, or nobody knew what it costs."""
    reserved = attempt.estimate
    if take_request(job).provider not in stage.providers:
        return attempt
    now = price_now(stage, job)
    anew = reserved is None or reserved.most is None or dearer(reserved, now)
    return attempt.model_copy(update={"estimate": now}) if anew else attempt


def _reserved(writer: Writer, job: Job) -> None:
    if job.state is JobState.HELD:
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
    writer.move_job(job.id, JobState.RESERVED, expect=JobState.QUEUED, not_before=None)


def _held(stage: Stage, writer: Writer, job: Job, attempt: Attempt | None) -> bool:
    """Hold a job that the purse does not let go out, or leave it to another server of its pool.

    What it reserves is written in this same transaction.
    """
    if stage.purse is None or attempt is None:
        return False
    price = price_now(stage, job)
    held = stage.purse.unasked(job, price)
    if held is None and attempt.estimate is not None:
        price = attempt.estimate
        held = stage.purse.reserves(job, price, stage.now())
    if held is None:
        return False
    if stage.crew.others(job):
        # Another server of the pool may cost less, or nothing.
        stage.crew.turn_away(job.id, server_of(job), Failure.QUOTA, held.why)
        return True
    stage.crew.forget(job.id)
    if job.state is JobState.HELD:
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
    # Whoever lets it go on has read the new price.
    writer.move_job(
        job.id,
        JobState.HELD,
        expect=JobState.QUEUED,
        why=held.why,
        not_before=held.until,
        estimate=price,
    )
    return True


def price_now(stage: Stage, job: Job) -> Estimate:
    """Reckon what a job costs here and now, whatever stands in the film; nobody knows it where that cannot be done."""
    request = take_request(job)
    provider = stage.providers.get(request.provider)
    try:
        return reckoned(provider, request) if provider is not None else Estimate()
    except FourbeatError:
        return Estimate()


def _impossible(writer: Writer, job: Job, why: Message, failure: Failure) -> None:
    _reserved(writer, job)
    writer.move_job(job.id, JobState.FAILED, expect=JobState.RESERVED, why=why, failure=failure)


def _file(stage: Stage, file: object) -> WireFile:
    assert isinstance(file, dict)
    sha256 = str(file["sha256"])
    # A picture that is gone keeps its place in the request: the gate says which one it is.
    path = stage.picture(sha256) or Path(sha256)
    return WireFile(field=str(file["field"]), sha256=sha256, path=path)
