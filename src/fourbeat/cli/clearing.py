"""`fourbeat policy use`, `show`, `clear` and `audit`: what a film is for, what answers an ask, and what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.model.clearance import Answer, Clearance, Reach
from fourbeat.model.ids import code
from fourbeat.model.message import message
from fourbeat.model.plan import Purpose
from fourbeat.model.usage import Audience, Depicts, Performance, Scenario, Use
from fourbeat.studio.audits import Checked, read
from fourbeat.studio.duties import duty_of
from fourbeat.studio.rights_told import DUTIES

from .consent import YES_NO
from .recheck import offer_after_use
from .session import Session
from .shared import command, group
from .speech import option

_FILE = click.Path(path_type=Path)
NOTHING = "nothing"
BROKEN = 1
"""The exit code of a check that finds an audit that was changed."""

audit = group("audit", "help.policy-audit")


@command(None, "use", "help.policy-use")
@option("--commercial", text="option.use-commercial", type=YES_NO, metavar="WORD")
@option("--use", "use_", text="option.use-use", type=click.Choice([*map(str, Use)]), metavar="WORD")
@option("--territory", "places", text="option.use-territory", metavar="CODE", multiple=True)
@option("--audience", text="option.use-audience", type=click.Choice([*map(str, Audience)]), metavar="WORD")
@option("--forget", text="option.use-forget", is_flag=True)
def use(
    session: Session,
    commercial: str | None,
    use_: str | None,
    places: tuple[str, ...],
    audience: str | None,
    forget: bool,
) -> None:
    """Say what the film is for, or show what was said."""
    changing = forget or any((commercial, use_, places, audience))
    with session.open(write=changing) as studio:
        before = studio.plan.purpose()
        if forget:
            studio.purposes.forget()
        if commercial or use_ or places or audience:
            studio.purposes.say(
                commercial=None if commercial is None else commercial == "yes",
                use=Use(use_) if use_ else None,
                territory=places or None,
                audience=Audience(audience) if audience else None,
            )
        said = studio.plan.purpose()
        session.answer.give({"project": studio.plan.project.id, **said.model_dump(mode="json", exclude={"id", "life"})})
        rows = _told(session, said)
        session.answer.table(["", ""], [*rows, [session.desk.say("purpose.project"), studio.plan.project.id]])
        if said != before:
            offer_after_use(session, studio)


@command(None, "shows", "help.policy-shows")
@click.argument("labels", nargs=-1, required=True, metavar="SHOT…")
@option("--depicts", text="option.shows-depicts", metavar="WORDS")
@option("--scenario", text="option.shows-scenario", type=click.Choice([*map(str, Scenario)]), metavar="WORD")
@option("--performance", text="option.shows-performance", type=click.Choice([*map(str, Performance)]), metavar="WORD")
def shows(
    session: Session, labels: tuple[str, ...], depicts: str | None, scenario: str | None, performance: str | None
) -> None:
    """Say what shots show that somebody may care about, or tell what was said."""
    words = None if depicts is None else [one.strip() for one in depicts.split(",") if one.strip() not in ("", NOTHING)]
    unknown = [one for one in words or () if one not in [*map(str, Depicts)]]
    if unknown:
        raise click.BadParameter(unknown[0], param_hint="--depicts")
    with session.open(write=words is not None or bool(scenario or performance)) as studio:
        shots = [studio.shots.find(label) for label in labels]
        if words is not None or scenario or performance:
            studio.purposes.depict(
                shots=shots,
                depicts=None if words is None else [Depicts(one) for one in words],
                scenario=Scenario(scenario) if scenario else None,
                performance=Performance(performance) if performance else None,
            )
        said = [(shot.number, studio.plan.depiction(shot.id)) for shot in shots]
        session.answer.give(
            {"shots": [{"shot": number, **one.model_dump(mode="json", exclude={"id", "life"})} for number, one in said]}
        )
        say = session.desk.say
        not_said, nothing = say("purpose.not-said"), say("purpose.nothing")
        rows = [
            [
                number,
                not_said if one.depicts is None else one.depicts or nothing,
                str(one.scenario or not_said),
                str(one.performance or not_said),
            ]
            for number, one in said
        ]
        heads = ("column.shot", "column.depicts", "column.scenario", "column.performance")
        session.answer.table([say(head) for head in heads], rows)


@command(None, "clear", "help.policy-clear")
@click.argument("labels", nargs=-1, required=True, metavar="SHOT…")
@option("--reason", text="option.clear-reason", metavar="TEXT", required=True)
@option("--subject", text="option.clear-subject", metavar="NAME", default="")
@option("--reach", text="option.clear-reach", type=click.Choice([*map(str, Reach)]), metavar="WORD", default="shot")
@option("--until", text="option.clear-until", metavar="DAY", default="")
@option("--evidence", text="option.clear-evidence", type=_FILE)
@option("--not-this", text="option.clear-not-this", is_flag=True)
def clear(
    session: Session,
    labels: tuple[str, ...],
    reason: str,
    subject: str,
    reach: str,
    until: str,
    evidence: Path | None,
    not_this: bool,
) -> None:
    """Answer what is asked of shots."""
    if not_this and not subject:
        raise click.MissingParameter(param_hint="--subject", param_type="option")
    with session.open(write=True) as studio:
        shots = [studio.shots.find(label) for label in labels]
        if not_this:
            made = [
                one for shot in shots for one in studio.clearances.not_this(shot=shot, subject=subject, reason=reason)
            ]
        else:
            made = studio.clearances.clear(
                shots=shots, subject=subject, reason=reason, reach=Reach(reach), until=until, evidence=evidence
            )
        session.answer.give({"clearances": [_document(one) for one in made]})
        for one in made:
            session.answer.say(session.desk.say("clearance.made", code=code(one.clearance), subject=one.subject))


@command(None, "clearances", "help.policy-clearances")
def clearances(session: Session) -> None:
    """List the answers that stand."""
    with session.open(write=False) as studio:
        every = studio.clearances.all()
        session.answer.give({"clearances": [_document(one) for one in every]})
        say = session.desk.say
        if not every:
            session.answer.say(say("clearance.none-yet"))
            return
        rows = [
            [code(one.clearance), one.subject, _answered(session, one), one.until or "–", one.reason] for one in every
        ]
        heads = ("column.code", "column.subject", "column.answer", "column.until", "column.why")
        session.answer.table([say(head) for head in heads], rows)


@command(None, "unclear", "help.policy-unclear")
@click.argument("label", metavar="CODE")
@option("--reason", text="option.clear-reason", metavar="TEXT", required=True)
def unclear(session: Session, label: str, reason: str) -> None:
    """Take an answer back."""
    with session.open(write=True) as studio:
        one = studio.clearances.withdraw(clearance=studio.clearances.find(label), reason=reason)
        session.answer.give(_document(one))
        session.answer.say(session.desk.say("clearance.withdrawn", code=code(one.clearance)))


@command(audit, "verify", "help.policy-audit-verify")
@click.argument("file", required=False, type=_FILE)
def verify(session: Session, file: Path | None) -> int:
    """Say whether an audit is whole: a file's, or the film's own."""
    if file is not None:
        return _checked(session, read(file))
    with session.open(write=False) as studio:
        return _checked(session, studio.audits.check())


@command(audit, "export", "help.policy-audit-export")
@option("-o", "--out", text="option.audit-out", type=_FILE, required=True)
@option("--replace", text="option.audit-replace", is_flag=True)
def export(session: Session, out: Path, replace: bool) -> None:
    """Write the audit to a file that anybody can check."""
    with session.open(write=False) as studio:
        done = studio.audits.export(file=out, replace=replace)
        session.answer.give({"file": str(out), "entries": done.entries, "head": done.head})
        session.answer.say(session.desk.say("audit.exported", file=str(out), n=done.entries))
        session.answer.say(session.desk.say("audit.head", head=done.head))


_KINDS = {
    Answer.CLEARED: "clearance.kind.cleared",
    Answer.NOT_THIS: "clearance.kind.not-this",
    Answer.WITHDRAWN: "clearance.kind.withdrawn",
}


def _answered(session: Session, one: Clearance) -> str:
    duty = duty_of(one)
    if duty is not None:
        return session.desk.say("dues.answer", duty=message(DUTIES[duty.value]))
    return session.desk.say(_KINDS[one.kind])


def _checked(session: Session, done: Checked) -> int:
    session.answer.give({"entries": done.entries, "head": done.head, "broken": done.broken})
    if done.broken is not None:
        session.answer.say(session.desk.say("audit.broken", entry=done.broken), "bold red")
        return BROKEN
    session.answer.say(session.desk.say("audit.whole", n=done.entries), "bold")
    session.answer.say(session.desk.say("audit.head", head=done.head))
    return 0


def _told(session: Session, said: Purpose) -> list[list[str]]:
    say = session.desk.say
    nothing = say("purpose.not-said")
    commercial = nothing if said.commercial is None else say("purpose.yes" if said.commercial else "purpose.no")
    where = say("purpose.everywhere") if said.territory == "*" else said.territory.replace(",", ", ")
    return [
        [say("purpose.commercial"), commercial],
        [say("purpose.use"), str(said.use or nothing)],
        [say("purpose.territory"), where or nothing],
        [say("purpose.audience"), str(said.audience or nothing)],
    ]


def _document(one: Clearance) -> dict[str, Any]:
    return one.model_dump(mode="json") | {"code": code(one.clearance)}
