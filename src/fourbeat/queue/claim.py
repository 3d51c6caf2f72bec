"""Claiming a job: the exact request is made and committed before anything is sent."""

from __future__ import annotations

from pathlib import Path

from fourbeat.model.errors import FourbeatError, Invalid, MediaError, NotFound, Refused
from fourbeat.model.ids import Id
from fourbeat.model.job import Attempt, Failure, Job, JobState
from fourbeat.model.provider import WireFile, WireRequest
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.store import Writer

from .purse import reckoned
from .stage import Stage, is_open, wanted_pictures


async def reserve(stage: Stage, identity: Id) -> None:
    """Reserve a waiting job, with the exact request that will be sent.

    An attempt that may have left, or whose clip may still come, is taken up again with its own key. Where the request
    cannot be made the job fails; where the provider or a reference is missing it is left to the gate to say so.
    """
    job = stage.store.job(identity)
    last = stage.attempt(job)
    if isinstance(job.request, RenderRequest) or is_open(last):
        # Whose clip is only fetched has reserved its money long ago.
        again = last if last is not None and last.remote_id is None else None

        def take_up(writer: Writer) -> None:
            if not _held(stage, writer, job, again):
                _reserved(writer, job)

        await stage.write(take_up)
        return
    try:
        attempt = _prepared(stage, job, job.request)
    except FourbeatError as error:
        trouble = error
        await stage.write(lambda writer: _impossible(writer, job, trouble))
        return

    def commit(writer: Writer) -> None:
        if _held(stage, writer, job, attempt):
            return
        _reserved(writer, job)
        if attempt is not None:
            writer.add_attempt(attempt)

    await stage.write(commit)


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


def _reserved(writer: Writer, job: Job) -> None:
    if job.state is JobState.HELD:
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
    writer.move_job(job.id, JobState.RESERVED, expect=JobState.QUEUED, not_before=None)


def _held(stage: Stage, writer: Writer, job: Job, attempt: Attempt | None) -> bool:
    """Hold a job that the purse does not let go out; what it reserves is written in this same transaction."""
    if stage.purse is None or attempt is None or attempt.estimate is None:
        return False
    held = stage.purse.reserves(job, attempt.estimate, stage.now())
    if held is None:
        return False
    if job.state is JobState.HELD:
        writer.move_job(job.id, JobState.QUEUED, expect=JobState.HELD)
    # Whoever lets it go on has read the new price.
    writer.move_job(
        job.id,
        JobState.HELD,
        expect=JobState.QUEUED,
        why=held.why,
        not_before=held.until,
        estimate=attempt.estimate,
    )
    return True


def _impossible(writer: Writer, job: Job, error: FourbeatError) -> None:
    _reserved(writer, job)
    writer.move_job(
        job.id,
        JobState.FAILED,
        expect=JobState.RESERVED,
        why=error.message,
        failure=kind_of(error) or Failure.INVALID,
    )


def _file(stage: Stage, file: object) -> WireFile:
    assert isinstance(file, dict)
    sha256 = str(file["sha256"])
    # A picture that is gone keeps its place in the request: the gate says which one it is.
    path = stage.picture(sha256) or Path(sha256)
    return WireFile(field=str(file["field"]), sha256=sha256, path=path)
