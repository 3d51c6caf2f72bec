"""`fourbeat queue show`: a job's whole story, what was answered word for word, and what to do after a refusal."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.model.ids import Id, code
from fourbeat.model.job import Attempt, Charged, Job
from fourbeat.model.message import Message
from fourbeat.studio.aftermath import Aftermath, aftermath, payload
from fourbeat.studio.ledger_sheet import costs_of
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command


@command(None, "show", "help.queue-show")
@click.argument("label", metavar="JOB")
def show(session: Session, label: str) -> None:
    """Tell a job's whole story."""
    with session.open(write=False) as studio:
        job = studio.jobs.find(label)
        after, attempts = aftermath(studio, job), studio.store.attempts(job.id)
        costs = costs_of(studio.ledger.of(job.id))
        session.answer.give({"job": _document(studio, job, after, attempts, costs)})
        _tell(session, studio, job, after)
        for one in attempts:
            _tell_try(session, one, costs.get(one.id))


def _tell(session: Session, studio: Studio, job: Job, after: Aftermath | None) -> None:
    say, words, answer = session.desk.say, session.desk.wording, session.answer
    answer.say(say("queue.show-head", job=code(job.id), what=studio.jobs.label(job)), "bold")
    answer.say(say(f"state.{job.state.value}"))
    if job.why is not None:
        answer.say(words(job.why))
    if after is None:
        return
    answer.say(words(after.told), "bold")
    answer.say(words(after.charged))
    if after.paid is Charged.UNKNOWN:
        answer.say(say("aftermath.settle", job=code(job.id)))
    if after.code:
        answer.say(say("aftermath.code", code=after.code))
    if after.steps:
        answer.say(say("aftermath.next"), "bold")
    for step in after.steps:
        answer.say(f"· {words(step)}")


def _tell_try(session: Session, one: Attempt, cost: Message | None) -> None:
    say, words, answer = session.desk.say, session.desk.wording, session.answer
    how = words(one.why) if one.why is not None else "–"
    answer.say("")
    answer.say(say("queue.show-try", number=one.number, at=one.started_at, how=how), "bold")
    if one.remote_id:
        answer.say(say("queue.show-known-as", id=one.remote_id))
    if cost is not None:
        answer.say(words(cost))
    answered = payload(one)
    answer.say(say("aftermath.answer") if answered else say("aftermath.no-answer"))
    if answered:
        answer.say(answered)


def _document(
    studio: Studio, job: Job, after: Aftermath | None, attempts: list[Attempt], costs: dict[Id, Message]
) -> dict[str, Any]:
    words = studio.desk.wording
    return {
        "id": job.id,
        "code": code(job.id),
        "state": job.state.value,
        "failure": job.failure.value if job.failure else None,
        "why": words(job.why) if job.why else None,
        "refusal": None
        if after is None
        else {
            "kind": after.kind.value,
            "charged": words(after.charged),
            "code": after.code,
            "next": [words(one) for one in after.steps],
        },
        "attempts": [
            {
                "number": one.number,
                "started_at": one.started_at,
                "remote_id": one.remote_id,
                "failure": one.failure.value if one.failure else None,
                "charged": one.charged.value if one.charged else None,
                "cost": words(costs[one.id]) if one.id in costs else None,
                "answer": payload(one),
            }
            for one in attempts
        ],
    }
