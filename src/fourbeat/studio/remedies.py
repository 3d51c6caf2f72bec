"""Remedies: what a person can do at once about a finding of rights, by the verbs that there are for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fourbeat.model.finding import Finding, Rank
from fourbeat.model.ids import Id
from fourbeat.model.plan import Reference, Shot
from fourbeat.model.verdict import Decision
from fourbeat.policy.hit import Reading, Sure
from fourbeat.policy.subject import Kind

from .register import PERSON, Person
from .rights_told import called, located

if TYPE_CHECKING:
    from .rights import Found, Looked
    from .studio import Studio

OF_FILM = ("commercial", "use", "territory", "audience")
"""The facts that are said of the whole film; the others are said of a shot."""


class Way(StrEnum):
    """Name what can be done."""

    FILM_FACT = "film-fact"
    SHOT_FACT = "shot-fact"
    NOT_THIS = "not-this"
    CLEAR = "clear"
    CONSENT = "consent"
    BIND = "bind"
    DECLARE = "declare"
    PACKS = "packs"


@dataclass(frozen=True)
class Remedy:
    """Be one thing that can be done: about whom, in which words; `facts` are missing, `row` is what shows somebody."""

    way: Way
    subject: str = ""
    name: str = ""
    words: str = ""
    facts: tuple[str, ...] = ()
    row: Id = ""
    person: Person | None = None


class Remedies:
    """Answer what would clear a finding; it is looked for anew, so that nothing old is offered."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def of(self, told: Finding) -> list[Remedy]:
        """Give what can be done about a finding, the mildest first; nothing for what is not about rights."""
        shot = self._studio.plan.find(Shot, told.shot)
        if told.rank is not Rank.RIGHTS or shot is None:
            return []
        if told.rule == "rights-pack":
            return [Remedy(Way.PACKS)]
        if told.rule == "rights-picture":
            row = self._studio.plan.find(Reference, told.where.row)
            return [Remedy(Way.DECLARE, name=told.words, row=row.id)] if row is not None else []
        looked, spoken = self._studio.rights.look(shot), self._studio.desk.wording.language
        for found in looked.found:
            if located(shot, found, looked.register, spoken) == told:
                return self._for(found, looked, spoken)
        return []

    def _for(self, found: Found, looked: Looked, spoken: str) -> list[Remedy]:
        ruled, subject = found.ruled, found.subject
        if ruled.decision is Decision.ALLOW and found.hit.sure is not Sure.NOTE:
            return []
        person = next((looked.register.people[one] for one in found.people if one in looked.register.people), None)
        name = person.name if person and not subject.pack else called(subject, spoken)
        about = Remedy(Way.CLEAR, subject.id, name, found.hit.text)
        ways: list[Remedy] = []
        if film := tuple(one for one in ruled.asked if one in OF_FILM):
            ways.append(Remedy(Way.FILM_FACT, facts=film))
        if any(one not in OF_FILM for one in ruled.asked):
            ways.append(Remedy(Way.SHOT_FACT, facts=ruled.asked))
        in_text = bool(found.passage.text) and found.hit.reading not in (Reading.CAST, Reading.IMAGE)
        if in_text and not found.for_good:
            ways.append(replace(about, way=Way.NOT_THIS))
        if ruled.decision is Decision.ASK and ruled.marks:
            ways.append(about)
        if subject.id.startswith("picture:"):
            ways.append(Remedy(Way.BIND, row=found.passage.where.row, name=name))
        if subject.kind is Kind.PERSON and ruled.decision is not Decision.ALLOW:
            theirs = not subject.id.startswith((PERSON, "picture:"))
            ways.append(Remedy(Way.CONSENT, subject.id if theirs else "", name, person=person))
        return ways
