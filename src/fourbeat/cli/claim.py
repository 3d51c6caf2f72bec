"""`fourbeat policy claim` and `appeal`: complaints of others, how they were decided, and findings that were wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from fourbeat.model.claim import ClaimEvent, ClaimKind, ClaimState
from fourbeat.model.ids import code
from fourbeat.model.plan import Shot
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command, group
from .speech import option

claim = group("claim", "help.policy-claim")

_KINDS = click.Choice([ClaimKind.CLAIM.value, ClaimKind.TAKEDOWN.value])


@command(claim, "add", "help.policy-claim-add")
@option("--kind", text="option.claim-kind", type=_KINDS, metavar="WORD", default="claim")
@option("--by", "who", text="option.claim-by", metavar="NAME", required=True)
@option("--contact", text="option.claim-contact", metavar="TEXT", default="")
@option("--about", text="option.claim-about", metavar="TEXT", required=True)
@option("--subject", text="option.claim-subject", metavar="NAME", default="")
@option("--take", "takes", text="option.claim-take", metavar="TAKE", multiple=True)
def add(session: Session, kind: str, who: str, contact: str, about: str, subject: str, takes: tuple[str, ...]) -> None:
    """Write down a claim or a takedown, and say what it reaches."""
    with session.open(write=True) as studio:
        meant = [studio.claims.about(one) for one in takes]
        made = studio.claims.add(
            kind=ClaimKind(kind), who=who, about=about, contact=contact, subject=subject, takes=meant
        )
        reached: list[Take | Still] = [*made.reach.takes, *made.reach.stills]
        down = reached if made.claim.kind is ClaimKind.TAKEDOWN else []
        jobs = made.reach.jobs if down else ()
        films = [job for job in made.reach.films if hasattr(job.request, "target")] if down else []
        session.answer.give(
            document(studio, made.claim)
            | {
                "reaches": [_take(studio, one) for one in down],
                "jobs": [job.id for job in jobs],
                "films": [str(getattr(job.request, "target", "")) for job in films],
            }
        )
        say = session.desk.say
        named = say(f"claim.kind.{made.claim.kind}")
        session.answer.say(say("claim.added", kind=named, code=code(made.claim.claim)), "bold")
        _tell_takes(session, studio, down, "claim.take-down")
        for job in jobs:
            session.answer.say("  " + say("claim.reaches-job", job=code(job.id)))
        for job in films:
            session.answer.say("  " + say("claim.reaches-film", file=str(getattr(job.request, "target", ""))))


@command(claim, "list", "help.policy-claim-list")
def list_(session: Session) -> None:
    """List claims as they stand."""
    with session.open(write=False) as studio:
        every = studio.claims.all()
        session.answer.give({"claims": [document(studio, one) for one in every]})
        say = session.desk.say
        if not every:
            session.answer.say(say("claim.none-yet"))
            return
        rows = [
            [
                code(one.claim),
                say(f"claim.kind.{one.kind}"),
                say(f"claim.state.{one.state}"),
                str(studio.claims.details(one).get("name") or "–"),
                one.subject,
                studio.claims.history(one)[0].about,
            ]
            for one in every
        ]
        heads = ("column.code", "column.kind", "column.state", "column.from-whom", "column.subject", "column.about")
        session.answer.table([say(head) for head in heads], rows)


@command(claim, "show", "help.policy-claim-show")
@click.argument("label", metavar="CODE")
def show(session: Session, label: str) -> None:
    """Tell all that happened to a claim."""
    with session.open(write=False) as studio:
        one = studio.claims.find(label)
        events = studio.claims.history(one)
        session.answer.give(
            document(studio, one) | {"events": [each.model_dump(mode="json", exclude={"takes"}) for each in events]}
        )
        say, details = session.desk.say, studio.claims.details(one)
        named = say(
            "claim.decided", kind=say(f"claim.kind.{one.kind}"), code=code(one.claim), state=_state(session, one)
        )
        session.answer.say(named, "bold")
        for told in filter(None, (details.get("name"), details.get("contact"), one.subject)):
            session.answer.say(f"  {told}")
        for each in events:
            state = say(f"claim.state.{each.state}")
            session.answer.say("  " + say("claim.event", at=each.at[:10], state=state, by=each.by, about=each.about))
        for take in one.takes:
            session.answer.say(f"  {_named(studio, studio.claims.made(take))}")


@command(claim, "decide", "help.policy-claim-decide")
@click.argument("label", metavar="CODE")
@click.argument("state", metavar="WORD", type=click.Choice([*map(str, ClaimState)]))
@option("--reason", text="option.clear-reason", metavar="TEXT", required=True)
def decide(session: Session, label: str, state: str, reason: str) -> None:
    """Say how a claim ends."""
    with session.open(write=True) as studio:
        before = studio.withdrawn.takes() | studio.withdrawn.stills()
        one = studio.claims.decide(claim=studio.claims.find(label), state=ClaimState(state), reason=reason)
        after = studio.withdrawn.takes() | studio.withdrawn.stills()
        session.answer.give(document(studio, one))
        say = session.desk.say
        named = say(
            "claim.decided", kind=say(f"claim.kind.{one.kind}"), code=code(one.claim), state=_state(session, one)
        )
        session.answer.say(named, "bold")
        _tell_takes(session, studio, [studio.claims.made(one) for one in sorted(after - before)], "claim.take-down")
        _tell_takes(session, studio, [studio.claims.made(one) for one in sorted(before - after)], "claim.take-back")
        if one.kind is ClaimKind.APPEAL and one.state is ClaimState.UPHELD:
            session.answer.say("  " + say("claim.remembered"))


@command(claim, "erase", "help.policy-claim-erase")
@click.argument("label", metavar="CODE")
def erase(session: Session, label: str) -> None:
    """Erase who made a claim."""
    with session.open(write=True) as studio:
        one = studio.claims.find(label)
        count = studio.claims.erase(claim=one)
        session.answer.give({"claim": one.claim, "erased": count})
        session.answer.say(session.desk.say("claim.was-erased", code=code(one.claim), n=count))


@command(None, "appeal", "help.policy-appeal")
@click.argument("label", metavar="SHOT")
@option("--subject", text="option.claim-subject", metavar="NAME", required=True)
@option("--reason", text="option.clear-reason", metavar="TEXT", required=True)
@option("--by", "who", text="option.claim-by", metavar="NAME", default="")
@option("--words", text="option.claim-words", metavar="TEXT", default="")
def appeal(session: Session, label: str, subject: str, reason: str, who: str, words: str) -> None:
    """Say that a finding is wrong."""
    with session.open(write=True) as studio:
        shot = studio.shots.find(label)
        one = studio.claims.appeal(shot=shot, subject=subject, about=reason, who=who, words=words)
        session.answer.give(document(studio, one))
        named = session.desk.say("claim.kind.appeal")
        session.answer.say(session.desk.say("claim.added", kind=named, code=code(one.claim)), "bold")


def document(studio: Studio, one: ClaimEvent) -> dict[str, Any]:
    """Give a claim for programs."""
    details = studio.claims.details(one)
    return {
        **one.model_dump(mode="json", exclude={"takes"}),
        "code": code(one.claim),
        "name": details.get("name", ""),
        "contact": details.get("contact", ""),
        "takes": [_take(studio, studio.claims.made(take)) for take in one.takes],
    }


def _state(session: Session, one: ClaimEvent) -> str:
    return session.desk.say(f"claim.state.{one.state}")


def _take(studio: Studio, take: Take | Still) -> dict[str, Any]:
    told = {"id": take.id, "code": code(take.id), "sha256": take.sha256}
    if isinstance(take, Still):
        return {**told, "still": studio.stills.called(take)}
    return {**told, "shot": studio.plan.get(Shot, take.shot).number, "take": f"t{take.number}"}


def _named(studio: Studio, take: Take | Still) -> str:
    if isinstance(take, Still):
        return f"{studio.stills.called(take)}  {code(take.id)}"
    return f"{studio.plan.get(Shot, take.shot).number}/t{take.number}  {code(take.id)}"


_OF_STILLS = {"claim.take-down": "claim.still-down", "claim.take-back": "claim.still-back"}


def _tell_takes(session: Session, studio: Studio, takes: Iterable[Take | Still], words: str) -> None:
    for take in takes:
        if isinstance(take, Still):
            said = session.desk.say(_OF_STILLS[words], still=studio.stills.called(take), code=code(take.id))
        else:
            number = studio.plan.get(Shot, take.shot).number
            said = session.desk.say(words, shot=number, take=f"t{take.number}", code=code(take.id))
        session.answer.say(f"  {said}")
