"""Stills: a fetched file becomes a picture of the project, once, whatever happens in between.

As a take does, a still carries the id of the attempt that made it, and its file's name ends in that id's code.
"""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

from fourbeat.model.errors import MediaError
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Attempt, Job
from fourbeat.model.message import Message
from fourbeat.model.names import still_name
from fourbeat.model.request import StillRequest
from fourbeat.model.still import OF_CHARACTERS, OF_PLACES, OF_PROPS, PictureFacts, Still
from fourbeat.store import Writer

from .stage import Stage, finished

SUFFIXES = {"png": "png", "jpeg": "jpg", "webp": "webp"}
"""What a picture's file is called, by its format; no other format is a still."""


def still_taken_in(stage: Stage, request: StillRequest, attempt: Attempt) -> str | None:
    """Find the picture that was taken in before a crash kept the still from being written down."""
    folder = stage.store.media.path(_name(request, attempt.id, "png")).parent
    found = sorted(folder.glob(f"*_{code(attempt.id)}.*"))
    return found[0].name if found else None


async def finish_still(
    stage: Stage, job: Job, request: StillRequest, attempt: Attempt, part: Path, remark: Message | None = None
) -> None:
    """Take in a fetched picture and finish its job, with what is to be said of it, if anything.

    Raises MediaError where it is none, or not the one asked for.
    """
    facts = await _seen(stage, request, part)
    name = _name(request, attempt.id, SUFFIXES[facts.format])
    name, sha256 = await asyncio.to_thread(stage.store.media.intake_clip, part, name)
    await _commit(stage, job, request, attempt, name, sha256, facts, remark)


async def finish_still_again(stage: Stage, job: Job, request: StillRequest, attempt: Attempt, name: str) -> None:
    """Finish a job whose picture lies in the media folder already. Raises MediaError where that is none."""
    path = stage.store.media.path(name)
    facts = await _seen(stage, request, path)
    await _commit(stage, job, request, attempt, name, await asyncio.to_thread(content_of, path), facts)


async def _seen(stage: Stage, request: StillRequest, picture: Path) -> PictureFacts:
    facts = await stage.see(picture)
    if facts.format not in SUFFIXES:
        raise MediaError("queue.picture-format", format=facts.format, known=tuple(SUFFIXES))
    wanted = request.size
    if min(facts.width, facts.height) * 4 < min(wanted.width, wanted.height):
        raise MediaError("queue.picture-small", size=f"{facts.width}x{facts.height}", asked=str(wanted))
    return facts


async def _commit(
    stage: Stage,
    job: Job,
    request: StillRequest,
    attempt: Attempt,
    name: str,
    sha256: str,
    facts: PictureFacts,
    remark: Message | None = None,
) -> None:
    latest = stage.store.job(job.id)
    still = _still(stage, latest, request, stage.attempt(latest) or attempt, name, sha256, facts)
    if request.becomes:
        # References are found by their content: the file stands there before the row does.
        await asyncio.to_thread(stage.store.media.intake_picture, stage.store.media.path(name))

    def keep(writer: Writer) -> None:
        writer.add_still(still)
        if stage.on_still is not None:
            stage.on_still(writer, still, request)

    await finished(stage, latest, keep, remark=remark)


def _still(
    stage: Stage, job: Job, request: StillRequest, attempt: Attempt, name: str, sha256: str, facts: PictureFacts
) -> Still:
    provider = stage.providers.get(request.provider)
    known = provider.capabilities() if provider else None
    model = known.model(request.model) if known and known.models else None
    assert job.verdict is not None
    return Still(
        id=attempt.id,
        of=request.shot,
        view=request.view,
        costume=request.costume,
        role=request.role,
        number=request.number,
        job=job.id,
        attempt=attempt.id,
        verdict=job.verdict,
        provider=request.provider,
        model=model.id if model else request.model,
        prompt=request.prompt,
        parts=request.parts,
        references=request.references,
        settings=request.settings,
        seed=request.seed if model is None or model.seed else None,
        answer=attempt.answer,
        media=name,
        sha256=sha256,
        facts=facts,
        made_at=stage.now(),
    )


def _name(request: StillRequest, still: Id, suffix: str) -> str:
    kinds = {"CH": OF_CHARACTERS, "PL": OF_PLACES, "PR": OF_PROPS}
    kind = next((kind for kind, views in kinds.items() if request.view in views), "SH")
    return still_name(kind, request.label, request.number, still, suffix)


def content_of(taken: Path) -> str:
    """Name a file by its content: its SHA-256."""
    with taken.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
