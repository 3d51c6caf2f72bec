"""Recovery: what the last run left at work is put where it can go on, by what is certain about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fourbeat.model.ids import Id
from fourbeat.model.job import AT_WORK, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.names import BEGUN, PART
from fourbeat.model.request import RenderRequest
from fourbeat.store import Store, Writer

from .clock import moment
from .intake import discard
from .pools import server_of

S = JobState
FOR_AN_ANSWER = frozenset({"queue.held.offline", "queue.held.pool-silent", "queue.held.server-paused"})
"""Why jobs are held until a server answers, or is paused no longer."""


@dataclass(frozen=True)
class Recovered:
    """Say what was found: jobs that wait again, that may have been sent, that go on, and that get a new chance."""

    waiting: tuple[Id, ...] = ()
    unknown: tuple[Id, ...] = ()
    going_on: tuple[Id, ...] = ()
    released: tuple[Id, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.waiting or self.unknown or self.going_on)


def recover(store: Store, at: str) -> Recovered:
    """Sort what an earlier run left at work, in one transaction, and clear away half-fetched files; `at` is now."""
    jobs = store.jobs(AT_WORK | {S.UNKNOWN, S.HELD})
    waiting = [job for job in jobs if _nothing_left(job)]
    unsure = [job for job in jobs if job.state is S.SENDING]
    released = [job for job in jobs if _may_go(job, at)]

    def commit(writer: Writer) -> None:
        for job in waiting:
            writer.move_job(job.id, S.QUEUED, expect=job.state)
        for job in unsure:
            why = message("queue.unknown", provider=server_of(job), reason=_interrupted())
            writer.move_job(job.id, S.UNKNOWN, expect=S.SENDING, why=why)
        writer.move_jobs([job.id for job in released], S.QUEUED, expect=S.HELD, why=None, not_before=None)

    if waiting or unsure or released:
        store.write(commit)
    _clear_parts(store, keep={one.id for job in jobs if _followed(job) for one in store.attempts(job.id)})
    return Recovered(
        waiting=tuple(job.id for job in waiting),
        unknown=tuple(job.id for job in jobs if job.state in (S.SENDING, S.UNKNOWN)),
        going_on=tuple(job.id for job in jobs if _followed(job)),
        released=tuple(job.id for job in released),
    )


def _nothing_left(job: Job) -> bool:
    """Tell whether a job at work has sent nothing: it was only reserved, or it is a render."""
    return job.state is S.RESERVED or (job.state is S.RUNNING and isinstance(job.request, RenderRequest))


def _followed(job: Job) -> bool:
    return job.state in (S.ACCEPTED, S.RUNNING, S.DOWNLOADING) and not _nothing_left(job)


def _may_go(job: Job, at: str) -> bool:
    """Tell whether a job that the queue itself held may try again: the line may be back, or its time has come."""
    if job.state is not S.HELD or job.not_before is None:
        return False
    return (job.why is not None and job.why.code in FOR_AN_ANSWER) or moment(job.not_before) <= moment(at)


def _interrupted() -> Message:
    return message("queue.interrupted")


def _clear_parts(store: Store, keep: Collection[Id]) -> None:
    """Clear half fetched clips away, but for those whose rest is still fetched."""
    for part in store.media.scratch().glob(f"*{PART}"):
        # Named by an attempt's id; other rooms' parts, and clips that wait there to be fetched, are not ours to clear.
        if len(part.stem) == 36 and not (part.stem in keep and part.with_suffix(BEGUN).is_file()):
            discard(part)
