"""`fourbeat policy consent`: real people, what they granted, taking it back, and whom a film shows."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from fourbeat.model.consent import Consent, GrantedBy, Means, Terms
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import code
from fourbeat.model.plan import Shot
from fourbeat.model.usage import Audience, Depicts, Performance, Scenario, Use
from fourbeat.studio.consents import Shows
from fourbeat.studio.purposes import territories
from fourbeat.studio.register import Person
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command, group
from .speech import option

consent = group("consent", "help.policy-consent")


def _one_of(kind: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([*map(str, kind)])


YES_NO = click.Choice(["yes", "no"])
_FILE = click.Path(path_type=Path)


@command(consent, "list", "help.policy-consent-list")
def list_(session: Session) -> None:
    """List people and what they granted."""
    with session.open(write=False) as studio:
        people = {one.id: one for one in studio.consents.people()}
        every = studio.consents.all()
        session.answer.give(
            {
                "people": [_person(one) for one in people.values()],
                "consents": [_document(one, people, studio) for one in every],
            }
        )
        say = session.desk.say
        if not people:
            session.answer.say(say("consent.nobody"))
            return
        today = session.desk.now()[:10]
        granted = {one.person for one in every}
        rows = [
            [code(one.id), people[one.person].name, say(_state(one, today)), one.terms.until or "–", _limits(one)]
            for one in every
            if one.person in people
        ]
        rows += [
            ["–", one.name, say("consent.state.none"), "–", ""] for one in people.values() if one.id not in granted
        ]
        heads = ("column.code", "column.person", "column.state", "column.until", "column.limits")
        session.answer.table([say(one) for one in heads], rows)
        for ending in studio.consents.ending():
            session.answer.note(session.desk.wording(ending.label))


@command(consent, "add", "help.policy-consent-add")
@click.argument("name")
@option("--description", text="option.consent-description", metavar="TEXT", required=True)
@option("--by", "granted_by", text="option.consent-by", type=_one_of(GrantedBy), metavar="WORD", default="self")
@option("--means", text="option.consent-means", type=_one_of(Means), metavar="WORD", default="signed-form")
@option("--performance", text="option.consent-performance", type=_one_of(Performance), metavar="WORD", default="image")
@option("--commercial", text="option.consent-commercial", type=YES_NO, metavar="WORD")
@option("--use", "uses", text="option.consent-use", type=_one_of(Use), metavar="WORD", multiple=True)
@option(
    "--audience", "audiences", text="option.consent-audience", type=_one_of(Audience), metavar="WORD", multiple=True
)
@option(
    "--scenario", "scenarios", text="option.consent-scenario", type=_one_of(Scenario), metavar="WORD", multiple=True
)
@option("--territory", "places", text="option.consent-territory", metavar="CODE", multiple=True)
@option("--via", text="option.consent-via", metavar="GENERATOR", multiple=True)
@option("--never", text="option.consent-never", type=_one_of(Depicts), metavar="WORD", multiple=True)
@option("--duty", "duties", text="option.consent-duty", metavar="DUTY", multiple=True)
@option("--from", "start", text="option.consent-from", metavar="DAY", default="")
@option("--until", text="option.consent-until", metavar="DAY", default="")
@option("--minor", text="option.consent-minor", is_flag=True)
@option("--evidence", text="option.consent-evidence", type=_FILE)
@option("--alias", "aliases", text="option.consent-alias", metavar="NAME", multiple=True)
@option("--subject", "subjects", text="option.consent-subject", metavar="ID", multiple=True)
def add(session: Session, name: str, **given: Any) -> None:
    """Write down what somebody granted; who is not known yet becomes known."""
    terms = Terms(
        granted_by=GrantedBy(given["granted_by"]),
        means=Means(given["means"]),
        performance=Performance(given["performance"]),
        commercial=None if given["commercial"] is None else given["commercial"] == "yes",
        use=tuple(map(Use, given["uses"])),
        audience=tuple(map(Audience, given["audiences"])),
        scenario=tuple(map(Scenario, given["scenarios"])),
        territory=tuple(one for one in territories(given["places"]) if one != "*"),
        via=given["via"],
        never=tuple(map(Depicts, given["never"])),
        duties=given["duties"],
        minor=given["minor"],
    )
    with session.open(write=True) as studio:
        person = _known(studio, name)
        made = studio.consents.grant(
            person=person or studio.consents.newcomer(name=name, aliases=given["aliases"], subjects=given["subjects"]),
            terms=terms.model_copy(update={"from_": given["start"], "until": given["until"]}),
            description=given["description"],
            evidence=given["evidence"],
        )
        people = {one.id: one for one in studio.consents.people()}
        session.answer.give(_document(made, people, studio))
        session.answer.say(session.desk.say("consent.added", code=code(made.id), person=people[made.person].name))


@command(consent, "revoke", "help.policy-consent-revoke")
@click.argument("label", metavar="CODE")
@option("--keep", text="option.consent-keep", is_flag=True)
@option("--reason", text="option.consent-reason", metavar="TEXT", default="")
def revoke(session: Session, label: str, keep: bool, reason: str) -> None:
    """Take a consent back, and say what that reaches."""
    with session.open(write=True) as studio:
        one = studio.consents.find(label)
        reach = studio.consents.revoke(consent=one, keep=keep, reason=reason)
        takes = [(studio.plan.get(Shot, take.shot).number, take) for take in reach.takes]
        session.answer.give(
            {
                "consent": one.id,
                "kept": keep,
                "shots": [shot.number for shot in reach.shots],
                "jobs": [job.id for job in reach.jobs],
                "takes": [{"shot": shot, "take": f"t{take.number}", "sha256": take.sha256} for shot, take in takes],
                "stills": [
                    {"still": studio.stills.called(one), "code": code(one.id), "sha256": one.sha256}
                    for one in reach.stills
                ],
                "films": [str(job.request.target) for job in reach.films if hasattr(job.request, "target")],
            }
        )
        say = session.desk.say
        session.answer.say(say("consent.revoked", code=code(one.id)), "bold")
        for shot in reach.shots:
            session.answer.say("  " + say("consent.reaches-shot", shot=shot.number))
        for number, take in takes:
            session.answer.say(
                "  " + say("consent.reaches-take", shot=number, take=f"t{take.number}", hash=take.sha256[:12])
            )
        for still in reach.stills:
            called = studio.stills.called(still)
            session.answer.say("  " + say("consent.reaches-still", still=called, hash=still.sha256[:12]))
        for job in reach.jobs:
            session.answer.say("  " + say("consent.reaches-job", job=code(job.id)))
        for job in reach.films:
            session.answer.say("  " + say("consent.reaches-film", file=str(getattr(job.request, "target", ""))))


@command(consent, "erase", "help.policy-consent-erase")
@click.argument("name")
def erase(session: Session, name: str) -> None:
    """Take everything that tells who somebody is, backups included."""
    with session.open(write=True) as studio:
        person = studio.consents.person(name)
        count = studio.consents.erase(person=person)
        session.answer.give({"person": person.id, "code": person.code, "erased": count})
        session.answer.say(session.desk.say("consent.was-erased", code=person.code, n=count))


@command(consent, "bind", "help.policy-consent-bind")
@click.argument("what", metavar="SHOT|@CAST")
@click.argument("name")
@option("--picture", text="option.consent-picture", metavar="PICTURE")
@option("--undo", text="option.consent-unbind", is_flag=True)
def bind(session: Session, what: str, name: str, picture: str | None, undo: bool) -> None:
    """Say whom one of the cast, a shot or one of its pictures shows."""
    with session.open(write=True) as studio:
        owner = studio.cast.find(what.replace("＠", "@")) if what.startswith(("@", "＠")) else studio.shots.find(what)
        of: Shows = owner if picture is None else studio.references.find(owner, picture)
        if undo:
            person = studio.consents.person(name)
            studio.consents.unbind(of=of, person=person)
        else:
            person = _known(studio, name) or studio.consents.add_person(name=name)
            studio.consents.bind(of=of, person=person)
        shown = studio.consents.shown_by(of)
        session.answer.give({"of": of.id, "shows": [_person(one) for one in shown]})
        names = tuple(one.name for one in shown)
        text = session.desk.say("consent.shows", what=what, people=names) if names else ""
        session.answer.say(text or session.desk.say("consent.shows-nobody", what=what))


def _known(studio: Studio, name: str) -> Person | None:
    try:
        return studio.consents.person(name)
    except NotFound:
        return None


def _state(one: Consent, today: str) -> str:
    if one.revoked_at is not None:
        return "consent.state.revoked"
    if one.ended(today):
        return "consent.state.ended"
    return "consent.state.later" if one.terms.from_ > today else "consent.state.standing"


def _limits(one: Consent) -> str:
    terms = one.terms
    said = [str(terms.performance), *terms.use, *terms.audience, *terms.scenario, *terms.territory, *terms.via]
    if terms.commercial is not None:
        said.insert(1, "commercial" if terms.commercial else "non-commercial")
    return ", ".join([*map(str, said), *(f"−{never}" for never in terms.never)])


def _person(one: Person) -> dict[str, Any]:
    return {"id": one.id, "code": one.code, "name": one.name, "erased": one.erased, "subjects": list(one.subjects)}


def _document(one: Consent, people: dict[str, Person], studio: Studio) -> dict[str, Any]:
    person = people.get(one.person)
    return {
        "id": one.id,
        "code": code(one.id),
        "person": person.name if person else code(one.person),
        "terms": one.terms.model_dump(mode="json"),
        "description": studio.consents.details(one.id).get("description", ""),
        "granted_at": one.granted_at,
        "by": one.by,
        "revoked_at": one.revoked_at,
        "kept": one.keep,
    }
