"""The docket: what is looked at when a shot is judged beside its words: its use, its cast, its pictures, the day."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from fourbeat.model.brief import Brief
from fourbeat.model.document import Plan
from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Declared, Likeness, Reference, Shot
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.model.usage import Depicts, Performance
from fourbeat.policy.rule import Facts

from .passages import Passage, of_cast, of_model
from .sitting import brief_of

LOCAL = "local"
"""What packs and consents call a generator that only draws on this machine; no connection may be called so."""

FORM = 3
"""The form of what is hashed here; a new one makes every verdict anew."""


@dataclass(frozen=True)
class Bound:
    """Say that a real person is seen or heard: as whom of the cast, or in which picture."""

    person: Id
    kind: str
    row: Id
    performance: Performance


@dataclass(frozen=True)
class Shown:
    """Be a picture that is sent, with what people have declared of it; `row` is where it stands in the plan."""

    sha256: str
    name: str
    declared: Declared
    people: tuple[Id, ...] = ()
    row: Id | None = None


@dataclass(frozen=True)
class Docket:
    """Hold what a shot is judged by; two that hash alike are judged alike."""

    shot: Shot
    brief: Brief
    facts: Facts
    cast: tuple[Passage, ...]
    bound: tuple[Bound, ...]
    pictures: tuple[Shown, ...]
    local: bool
    """Whether nothing leaves this machine."""
    added: tuple[Passage, ...] = ()
    """What the model is told besides the request."""

    @property
    def hash(self) -> str:
        """Give the hash of all that stands here."""
        said = [
            FORM,
            self.local,
            # Answers may be for one scene alone: in another the shot is judged anew.
            self.shot.scene,
            self.facts.model_dump(mode="json") | {"depicts": sorted(self.facts.depicts or ())},
            self.facts.depicts is None,
            [one.text for one in self.cast],
            [[one.text, one.noted] for one in self.added],
            [[one.person, one.performance] for one in self.bound],
            [[one.sha256, one.declared, *one.people] for one in self.pictures],
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def docket(
    plan: Plan, shot: Shot, asked: TakeRequest | None, *, local: bool, at: str, model: ModelFacts | None = None
) -> Docket:
    """Gather what a shot is judged by; `asked` is its request where one can be made, `model` whom it goes to."""
    brief = brief_of(plan, shot, asked)
    return Docket(
        shot=shot,
        brief=brief,
        facts=facts(plan, shot, brief, asked, local=local, at=at),
        cast=tuple(of_cast(brief)),
        bound=tuple(dict.fromkeys(_bound(plan, shot, brief, still=isinstance(asked, StillRequest)))),
        pictures=_pictures(plan, asked),
        local=local,
        added=tuple(of_model(model, shot.id)) if model else (),
    )


def facts(plan: Plan, shot: Shot, brief: Brief, asked: TakeRequest | None, *, local: bool, at: str) -> Facts:
    """Say what is known of a shot's use; what nobody has said stays unknown.

    A shot in which nobody speaks shows images only: that the brief says already.
    """
    purpose, depiction = plan.purpose(), plan.depiction(shot.id)
    provider = asked.provider if asked else shot.provider or plan.project.provider
    shown = depiction.depicts
    return Facts(
        at=at[:10],
        project=plan.project.id,
        via=LOCAL if local else provider,
        seconds=asked.seconds if asked else str(plan.project.fps.seconds(shot.frames)),
        commercial=purpose.commercial,
        use=purpose.use,
        territory=tuple(filter(None, purpose.territory.split(","))) or None,
        audience=purpose.audience,
        depicts=None if shown is None else frozenset(Depicts(one) for one in shown.split(",") if one),
        scenario=depiction.scenario,
        # A picture neither speaks nor acts, whatever is said of the shot.
        performance=Performance.IMAGE
        if isinstance(asked, StillRequest)
        else depiction.performance or (None if brief.lines else Performance.IMAGE),
    )


def _bound(plan: Plan, shot: Shot, brief: Brief, *, still: bool) -> list[Bound]:
    spoken = {line.character for line in brief.lines}
    said = Performance.IMAGE if still else plan.depiction(shot.id).performance
    own_shot = plan.find(Shot, shot.id)
    found = [
        Bound(one.person, Shot.kind, shot.id, said or (Performance.BOTH if brief.lines else Performance.IMAGE))
        for one in (plan.of(Likeness, shot.id) if own_shot else ())
    ]
    seen = {one.id for one in brief.cast}
    for person in {one.id: one for one in (*brief.cast, *brief.voices)}.values():
        heard = person.id in spoken
        own = Performance.BOTH if heard and person.id in seen else Performance.VOICE if heard else Performance.IMAGE
        found += [Bound(one.person, Character.kind, person.id, said or own) for one in plan.of(Likeness, person.id)]
    return found


def _pictures(plan: Plan, asked: TakeRequest | None) -> tuple[Shown, ...]:
    if asked is None:
        return ()
    names = {one.sha256: one.name for one in asked.references}
    if asked.panel.picture is not None:
        names.setdefault(asked.panel.picture, asked.panel.picture_name)
    if not names:
        return ()
    rows: dict[str, list[Reference]] = {sha256: [] for sha256 in names}
    for row in plan.all(Reference):
        if row.sha256 in rows:
            rows[row.sha256].append(row)
    shows = {one.sha256: one.shows for one in asked.references}
    return tuple(_shown(plan, sha256, name, rows[sha256], shows.get(sha256)) for sha256, name in names.items())


def _shown(plan: Plan, sha256: str, name: str, rows: list[Reference], shows: Declared | None) -> Shown:
    """Read what is declared of a picture wherever it stands, or as it is sent: the strictest word counts."""
    said = {row.declared for row in rows} | ({shows} if shows else set()) or {Declared.UNDECLARED}
    known = said - {Declared.UNDECLARED}
    declared = Declared.REAL_PERSON if Declared.REAL_PERSON in said else min(known, default=Declared.UNDECLARED)
    owners = [row.id for row in rows] + ([row.of for row in rows] if declared is Declared.REAL_PERSON else [])
    people = tuple(dict.fromkeys(one.person for owner in owners for one in plan.of(Likeness, owner)))
    return Shown(sha256, name, declared, people, rows[0].id if rows else None)
