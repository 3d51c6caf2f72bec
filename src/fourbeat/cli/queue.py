"""`fourbeat queue`: add takes to the queue, run it, look at it, cancel and retry."""

from __future__ import annotations

import time
from typing import Any

import click

from fourbeat.model.errors import FourbeatError, Invalid, ProviderError, Refused
from fourbeat.model.ids import code
from fourbeat.model.job import ENDED, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.request import RenderRequest
from fourbeat.queue.cancel import said
from fourbeat.queue.pools import server_of
from fourbeat.queue.run import RETRIED
from fourbeat.studio import calls
from fourbeat.studio.aftermath import STATES, kind_of
from fourbeat.studio.overview import cut_off
from fourbeat.studio.retrying import again
from fourbeat.studio.send_sheet import sheet
from fourbeat.studio.studio import Studio
from fourbeat.studio.wrap import found, still_held, wrap

from . import work
from .queue_story import show
from .queue_summary import summary, summed_up, tell_wrap
from .sending import agree, spending, tell_held
from .session import Session
from .shared import command, group
from .shot import tell_lacking
from .speech import option

queue = group("queue", "help.queue")
queue.add_command(show)
queue.add_command(summary)

_END = 15.0
"""Seconds to wait for jobs to end that another program was asked to cancel: its generator may have to answer."""
_GLANCE = 0.1


@command(queue, "add", "help.queue-add")
@click.argument("labels", metavar="[SHOT]…", nargs=-1)
@option("--all", "every", text="option.all", is_flag=True)
@option("--takes", text="option.takes", type=click.IntRange(1, 100), default=1, metavar="N")
@option("--skip-blocked", "skip", text="option.skip-blocked", is_flag=True)
@spending
def add(
    session: Session,
    labels: tuple[str, ...],
    every: bool,
    takes: int,
    skip: bool,
    most: str | None,
    unknown: bool,
    agreed: bool,
) -> None:
    """Ask for takes; works offline, nothing is sent before the queue runs."""
    if every == bool(labels):
        raise Invalid("queue.which-shots")
    with session.open(write=True) as studio:
        shots = studio.plan.cut_shots() if every else [studio.shots.find(label) for label in labels]
        told = sheet(studio, shots, takes)
        agree(session, told, most=most, unknown=unknown, agreed=agreed)
        if skip and told.shots:
            shots = [shot for shot in shots if shot.id in told.told]
            if not told.paid:
                for _number, why in told.blocked:
                    session.answer.note(session.desk.wording(why))
        try:
            jobs = studio.jobs.add(shots=shots, takes=takes, told=told.told)
        except (Invalid, Refused) as error:
            if not (told.shots and told.blocked):
                raise
            if isinstance(error, Refused):
                raise Refused("queue.others-can", why=error.message) from error
            raise Invalid("queue.others-can", why=error.message) from error
        for shot in shots:
            tell_lacking(session, studio, shot)
        skipped = [number for number, _why in told.blocked] if skip else []
        session.answer.give({"jobs": [document(studio, job) for job in jobs], "skipped": skipped})
        session.answer.say(session.desk.say("queue.added", n=sum(job.state is JobState.QUEUED for job in jobs)))
        tell_held(session, jobs)


@command(queue, "run", "help.queue-run")
@option("--wait", "patient", text="option.queue-wait", is_flag=True)
def run(session: Session, patient: bool) -> int:
    """Run the queue until nothing that can run is left, and say what it came to."""
    with session.open(write=True) as studio:
        for left in found(studio):
            session.answer.note(session.desk.wording(left))
        began = session.desk.now()
        jobs = work.run(session, studio, patient=patient)
        came = wrap(studio, began)
        held = still_held(studio, began)
        session.answer.give(
            {
                "jobs": [document(studio, job) for job in jobs],
                "summary": summed_up(came),
                "still_held": [{"why": session.desk.wording(why), "n": n} for why, n in held],
            }
        )
        tell_wrap(session, came, session.desk.say("wrap.nothing"))
        for why, n in held:
            session.answer.say(session.desk.say("wrap.still-held", n=n, why=why))
        return work.exit_code(jobs) or (work.WAITS if held else 0)


@command(queue, "status", "help.queue-status")
def status(session: Session) -> None:
    """Show the jobs and how far they are."""
    with session.open(write=False) as studio:
        jobs, say = studio.jobs.all(), session.desk.say
        lost = cut_off(studio, jobs)
        session.answer.give({"jobs": [document(studio, job) for job in jobs]})
        if not jobs:
            session.answer.say(say("queue.empty"))
            return
        session.answer.table(
            [say(f"column.{name}") for name in ("job", "what", "server", "state", "tries", "why")],
            [
                [
                    code(job.id),
                    session.desk.wording(studio.jobs.label(job)),
                    _server(job),
                    say("status.cut-off") if job.id in lost else _state(session, studio, job),
                    str(job.tries),
                    session.desk.wording(job.why) if job.why else "",
                ]
                for job in jobs
            ],
            right=(4,),
        )
        refused = next((job for job in jobs if kind_of(job) is not None), None)
        if refused is not None:
            session.answer.note(say("aftermath.see", job=code(refused.id)))


def _server(job: Job) -> str:
    """Name who makes it: the generator, of a pool the server that has it."""
    server = server_of(job)
    return server if server == job.lane else f"{server} ({job.lane})"


def _state(session: Session, studio: Studio, job: Job) -> str:
    kind = kind_of(job)
    if kind is not None:
        return session.desk.say(STATES[kind])
    return session.desk.say("state.by-hand" if studio.handwork.waits(job) else f"state.{job.state}")


@command(queue, "cancel", "help.queue-cancel")
@click.argument("labels", metavar="JOB…", nargs=-1)
@option("--all", "every", text="option.all-jobs", is_flag=True)
def cancel(session: Session, labels: tuple[str, ...], every: bool) -> int:
    """Cancel jobs that have not ended; those of a silent generator are told at the end."""
    if every == bool(labels):
        raise Invalid("queue.which-jobs")
    folder = session.folder()
    if calls.held(folder):
        with session.open(write=False) as studio:
            jobs = _meant(studio, labels)
            if jobs and calls.cancel(folder, [job.id for job in jobs]):
                asked = message("queue.cancel-asked")
                now = _awaited(studio, jobs)
                return _tell_ended(session, studio, [(job, None if job.state in ENDED else asked) for job in now])
    with session.open(write=True) as studio:
        jobs = _meant(studio, labels)
        if len(labels) == 1 and jobs[0].state in ENDED:
            raise Invalid("queue.has-ended", state=message(f"state.{jobs[0].state.value}"))
        meant = [job.id for job in jobs]
        left = studio.jobs.call_off(jobs=meant)
        if len(meant) == 1 and isinstance(refusal := next(iter(left.values()), None), FourbeatError):
            raise refusal
        why = {job: said(answer) for job, answer in left.items()}
        return _tell_ended(session, studio, [(job, why.get(job.id)) for job in studio.store.jobs(ids=meant)])


def _meant(studio: Studio, labels: tuple[str, ...]) -> list[Job]:
    return [studio.jobs.find(label) for label in labels] if labels else studio.jobs.open_jobs()


def _awaited(studio: Studio, jobs: list[Job]) -> list[Job]:
    """Wait until jobs have ended that another program was asked to cancel; give them as they stand then."""
    until = time.monotonic() + _END
    while True:
        now = studio.store.jobs(ids=[job.id for job in jobs])
        if all(job.state in ENDED for job in now) or time.monotonic() > until:
            return now
        time.sleep(_GLANCE)


def _tell_ended(session: Session, studio: Studio, ended: list[tuple[Job, Message | None]]) -> int:
    words = session.desk.wording
    left = sum(why is not None for _job, why in ended)
    session.answer.give(
        {
            "jobs": [{**document(studio, job), "goes_on": words(why) if why else None} for job, why in ended],
            "not_cancelled": left,
        }
    )
    if not ended:
        session.answer.say(session.desk.say("queue.nothing-open"))
    for job, why in ended:
        session.answer.say(work.ended_line(session, studio, job))
        if why is not None:
            session.answer.say(f"  {words(why)}")
    if left and len(ended) > 1:
        session.answer.say(session.desk.say("queue.go-on", n=left))
    return ProviderError.exit_code if left else 0


@command(queue, "pause", "help.queue-pause")
def pause(session: Session) -> None:
    """Let the queue that runs in another terminal or in the window start nothing new."""
    calls.pause(session.folder())
    session.answer.give({"paused": True})
    session.answer.say(session.desk.say("queue.now-paused"))


@command(queue, "resume", "help.queue-resume")
def resume(session: Session) -> None:
    """Let a paused queue go on."""
    calls.resume(session.folder())
    session.answer.give({"paused": False})
    session.answer.say(session.desk.say("queue.now-running"))


@command(queue, "check", "help.queue-check")
@click.argument("labels", metavar="[JOB]…", nargs=-1)
def check(session: Session, labels: tuple[str, ...]) -> None:
    """Look at the providers for jobs that may have arrived."""
    folder = session.folder()
    with session.open(write=False) as studio:
        asked = [studio.jobs.find(label) for label in labels]
        jobs = asked or [job for job in studio.jobs.all() if job.state is JobState.UNKNOWN]
        known = next((job for job in jobs if job.state is not JobState.UNKNOWN), None)
        if known is not None:
            raise Invalid("queue.nothing-to-look-for", state=message(f"state.{known.state.value}"))
        if not jobs:
            session.answer.give({"jobs": []})
            session.answer.say(session.desk.say("queue.nothing-unknown"))
            return
        if calls.held(folder) and calls.check(folder, [job.id for job in jobs]):
            session.answer.give({"jobs": [document(studio, job) for job in jobs]})
            session.answer.say(session.desk.say("queue.being-checked", n=len(jobs)))
            return
    with session.open(write=True) as studio:
        found = work.run(session, studio, only=[job.id for job in jobs], tell=False)
        session.answer.give({"jobs": [document(studio, job) for job in found]})
        for job in found:
            session.answer.say(work.ended_line(session, studio, job))


@command(queue, "move", "help.queue-move")
@click.argument("labels", metavar="JOB…", nargs=-1, required=True)
@option("--first", text="option.queue-first", is_flag=True)
@option("--before", text="option.queue-before", metavar="JOB")
@option("--after", text="option.queue-after", metavar="JOB")
def move(session: Session, labels: tuple[str, ...], first: bool, before: str | None, after: str | None) -> None:
    """Let waiting jobs come earlier or later."""
    if (first, before is not None, after is not None).count(True) != 1:
        raise Invalid("queue.move-where")
    with session.open(write=True) as studio:
        jobs = [studio.jobs.find(label) for label in labels]
        studio.jobs.move(
            jobs=jobs,
            before=studio.jobs.find(before) if before else None,
            after=studio.jobs.find(after) if after else None,
        )
        line = sorted(studio.store.jobs({JobState.QUEUED}), key=lambda job: (job.order, job.id))
        session.answer.give({"jobs": [document(studio, job) for job in line]})
        names = tuple(session.desk.wording(studio.jobs.label(job)) for job in line)
        session.answer.say(session.desk.say("queue.line", jobs=names))


@command(queue, "retry", "help.queue-retry")
@click.argument("labels", metavar="JOB…", nargs=-1)
@option("--failed", "every", text="option.failed", is_flag=True)
@spending
def retry(
    session: Session, labels: tuple[str, ...], every: bool, most: str | None, unknown: bool, agreed: bool
) -> None:
    """Put held, failed, cancelled or unknown jobs back into the queue; what costs money is shown first."""
    if every == bool(labels):
        raise Invalid("queue.which-jobs")
    with session.open(write=True) as studio:
        failed = [job for job in studio.jobs.all() if job.state is JobState.FAILED]
        jobs = failed if every else [studio.jobs.find(label) for label in labels]
        if not jobs:
            raise Invalid("queue.nothing-failed")
        stuck = next((job for job in jobs if job.state not in RETRIED), None)
        if stuck is not None:
            raise Invalid("queue.cannot-retry", state=message(f"state.{stuck.state.value}"))
        twice = sum(job.state is JobState.UNKNOWN for job in jobs)
        told = again(studio, jobs)
        if told.paid and twice:
            session.answer.note(session.desk.say("send.twice", n=twice))
        agree(session, told, most=most, unknown=unknown, agreed=agreed)
        if told.paid:
            jobs = [job for job in jobs if job.id in told.told or isinstance(job.request, RenderRequest)]
        back = [studio.jobs.retry(job=job, told=told.told.get(job.id)) for job in jobs]
        session.answer.give({"jobs": [document(studio, job) for job in back]})
        session.answer.say(session.desk.say("queue.added", n=len(back)))


def document(studio: Studio, job: Job) -> dict[str, Any]:
    """Give a job for programs."""
    return {
        "id": job.id,
        "code": code(job.id),
        "lane": job.lane,
        "server": server_of(job),
        "state": str(job.state),
        "failure": str(job.failure) if job.failure else None,
        "why": studio.desk.wording(job.why) if job.why else None,
        "what": studio.desk.wording(studio.jobs.label(job)),
        "shot": job.shot,
        "take": job.take,
        "tries": job.tries,
        "made_at": job.made_at,
        "changed_at": job.changed_at,
    }
