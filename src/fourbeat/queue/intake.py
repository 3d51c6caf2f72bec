"""Intake: a fetched file becomes a take, or a still, once, whatever happens in between.

A take carries the id of the attempt that made it, fixed and committed before anything was sent. Its file name ends in
that id's code, so a clip that was taken in before a crash is found again instead of being taken in twice.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from fourbeat.model.errors import MediaError
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Attempt, Job, JobState
from fourbeat.model.message import Message
from fourbeat.model.names import BEGUN, PART, take_name
from fourbeat.model.plan import Scene, Sequence, Shot
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.model.take import MediaFacts, Take
from fourbeat.store import Writer

from .stage import Stage, finished, log, take_request
from .stills import content_of, finish_still, finish_still_again, still_taken_in


def part_of(stage: Stage, attempt: Attempt) -> Path:
    """Name the file that an attempt's clip is fetched into."""
    return stage.store.media.scratch() / f"{attempt.id}{PART}"


def discard(part: Path) -> None:
    """Remove a file that will not become a take; one that another program still reads is left to the next start."""
    try:
        part.unlink(missing_ok=True)
        part.with_suffix(BEGUN).unlink(missing_ok=True)
    except OSError as error:
        log.warning("an unfinished file stays for now: %s", error.strerror)


def taken_in(stage: Stage, job: Job, attempt: Attempt) -> str | None:
    """Find the clip that was taken in before a crash kept the take from being written down."""
    if not any(event.after is JobState.DOWNLOADING for event in stage.store.events(job.id)):
        return None
    if isinstance(job.request, StillRequest):
        return still_taken_in(stage, job.request, attempt)
    folder = stage.store.media.path(_name(stage, take_request(job), attempt.id, "mp4")).parent
    found = sorted(folder.glob(f"*_{code(attempt.id)}.*"))
    return found[0].name if found else None


async def finish(stage: Stage, job: Job, attempt: Attempt, part: Path, remark: Message | None = None) -> None:
    """Take in a fetched clip and finish its job, with what is to be said of it, if anything.

    Raises MediaError where it is not a playable clip.
    """
    if not part.is_file():
        raise MediaError("queue.nothing-fetched")
    if isinstance(job.request, StillRequest):
        await finish_still(stage, job, job.request, attempt, part, remark)
        return
    facts = await _playable(stage, part)
    suffix = await asyncio.to_thread(_suffix, part)
    name = _name(stage, take_request(job), attempt.id, suffix)
    name, sha256 = await asyncio.to_thread(stage.store.media.intake_clip, part, name)
    await _commit(stage, job, attempt, name, sha256, facts, remark)


async def finish_again(stage: Stage, job: Job, attempt: Attempt, name: str) -> None:
    """Finish a job whose clip lies in the media folder already. Raises MediaError where that is not playable."""
    if isinstance(job.request, StillRequest):
        await finish_still_again(stage, job, job.request, attempt, name)
        return
    path = stage.store.media.path(name)
    facts = await _playable(stage, path)
    sha256 = await asyncio.to_thread(content_of, path)
    await _commit(stage, job, attempt, name, sha256, facts)


async def _playable(stage: Stage, clip: Path) -> MediaFacts:
    facts = await stage.examine(clip)
    if facts.frames < 1:
        raise MediaError("queue.no-picture")
    return facts


async def _commit(
    stage: Stage, job: Job, attempt: Attempt, name: str, sha256: str, facts: MediaFacts, remark: Message | None = None
) -> None:
    latest = stage.store.job(job.id)
    take = _take(stage, latest, stage.attempt(latest) or attempt, name, sha256, facts)

    def keep(writer: Writer) -> None:
        writer.add_take(take)
        if stage.on_take is not None:
            stage.on_take(writer, take)

    await finished(stage, latest, keep, take=take.id, remark=remark)


def _take(stage: Stage, job: Job, attempt: Attempt, name: str, sha256: str, facts: MediaFacts) -> Take:
    request = take_request(job)
    provider = stage.providers.get(request.provider)
    model = provider.capabilities().model(request.model) if provider else None
    assert job.verdict is not None
    return Take(
        id=attempt.id,
        shot=request.shot,
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
        parent=request.parent,
        delta=request.delta,
        answer=attempt.answer,
        media=name,
        sha256=sha256,
        facts=facts,
        made_at=stage.now(),
    )


def _name(stage: Stage, request: TakeRequest, take: Id, suffix: str) -> str:
    plan = stage.store.plan
    shot = plan.get(Shot, request.shot)
    sequence = plan.get(Sequence, plan.get(Scene, shot.scene).sequence)
    return take_name(sequence.number, shot.number, request.number, take, suffix)


def _suffix(clip: Path) -> str:
    """Read from its first bytes what a file is called. Source: ISO/IEC 14496-12 §4.3, RFC 8794 §11.2.1."""
    with clip.open("rb") as file:
        head = file.read(64)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head else "mkv"
    return "mov" if head[4:10] == b"ftypqt" else "mp4"
