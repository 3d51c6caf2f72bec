"""Whom a shot of the cut names: by today's look at what was sent, by its verdict, by what people saw in the take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fourbeat.model.clearance import Answer
from fourbeat.model.plan import Shot
from fourbeat.model.request import TakeRequest
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision, Finding, Owed
from fourbeat.policy.hit import Reading, Sure
from fourbeat.policy.judging import STRICTNESS
from fourbeat.policy.subject import Basis, Kind, Subject

from .register import PERSON
from .rights import Found

if TYPE_CHECKING:
    from .studio import Studio

_DOUBTFUL = {Reading.FUZZY.value, Reading.MASKED.value, Reading.SIGNATURE.value}


@dataclass(frozen=True)
class Named:
    """Be a subject that a shot names, with the duties to it.

    `names` are its first names by language, `also` the ids under which other packs mean the same.
    """

    subject: str
    name: str
    holder: str = ""
    person: bool = False
    sure: bool = True
    decision: Decision = Decision.ALLOW
    owed: tuple[Owed, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    also: frozenset[str] = frozenset()


class Naming:
    """Tell whom shots and takes name."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._reviews = studio.reviews.latest()

    def of(self, shot: Shot, take: Take | None) -> list[Named]:
        """Give whom a shot names: by its brief, or with a take by all that is known of the take."""
        found: dict[str, Named] = {}
        for one in self._now(shot, take):
            found[one.subject] = _joined(found[one.subject], one) if one.subject in found else one
        for one in self._then(shot, take, frozenset(found)) if take is not None else ():
            found[one.subject] = _joined(found[one.subject], one) if one.subject in found else one
        return list(found.values())

    def _now(self, shot: Shot, take: Take | None) -> Iterator[Named]:
        """Give what today's packs and consents say: of the brief, of what was sent, of what was seen."""
        rights = self._studio.rights
        asked = self._studio.store.job(take.job).request if take is not None else None
        looked = rights.look_again(asked) if isinstance(asked, TakeRequest) else rights.look(shot, whole=True)
        for one in looked.found:
            if one.hit.sure is not Sure.NOTE and not one.subject.id.startswith("picture:"):
                yield self._named(one)
        review = self._reviews.get(take.id) if take is not None else None
        if take is None or review is None or not review.subject:
            return
        if Seen.YES in (review.character, review.person, review.logo):
            seen = self._studio.reviews.found(take, review)
            yield self._named(seen) if seen is not None else Named(review.subject, review.subject)

    def _then(self, shot: Shot, take: Take, known: frozenset[str]) -> Iterator[Named]:
        """Give what the verdict says under which the take was made; what is said not to be meant is left out."""
        studio, verdict = self._studio, self._studio.store.verdict(take.verdict)
        register = studio.rights.register()
        not_this = {one.subject for one in register.answers_for(studio.plan, shot) if one.kind is Answer.NOT_THIS}
        for subject in verdict.basis.subjects if verdict.basis else ():
            findings = [one for one in verdict.findings if one.subject == subject]
            owed = tuple(one for one in verdict.duties if one.subject == subject)
            if subject in not_this - known or (findings and not owed and all(map(_is_note, findings))):
                continue
            sure = any(one.reading not in _DOUBTFUL for one in findings)
            if subject.startswith(PERSON):
                who = register.people.get(subject.removeprefix(PERSON))
                yield Named(subject, who.name if who else subject, person=True, owed=owed)
            elif (today := studio.rights.guarded().subjects.get(subject)) is not None:
                yield replace(self._subject(today), sure=sure, owed=owed)
            else:
                holder, *below = subject.partition(":")[2].split("/")
                yield Named(subject, below[-1] if below else holder, holder=holder, sure=sure, owed=owed)

    def _named(self, found: Found) -> Named:
        owed = tuple(
            Owed(kind=one.kind.value, subject=found.subject.id, to=one.to, text=one.text, percent=one.percent)
            for one in found.ruled.duties
        )
        sure, decision = found.hit.sure is Sure.SURE, found.ruled.decision
        if found.subject.id.startswith(PERSON):
            who = self._studio.rights.register().people.get(found.people[0]) if found.people else None
            name = who.name if who else found.subject.name
            return Named(found.subject.id, name, person=True, sure=sure, decision=decision, owed=owed)
        return replace(self._subject(found.subject), sure=sure, decision=decision, owed=owed)

    def _subject(self, subject: Subject) -> Named:
        """Name a subject; where several packs mean the same, the one that its holder has signed speaks for it."""
        kin = self._studio.rights.guarded().kin(subject)
        first = min([subject, *kin], key=_weight)
        names: dict[str, str] = {}
        for one in first.names:
            names.setdefault(one.language, one.text)
        also = frozenset(one.id for one in (subject, *kin))
        person = subject.kind is Kind.PERSON
        return Named(first.id, first.name, holder=first.holder, person=person, names=names, also=also)


def _is_note(finding: Finding) -> bool:
    return getattr(finding.why.params.get("two"), "code", "") == "rights.says.note"


def _weight(subject: Subject) -> tuple[bool, bool, str]:
    return not subject.signed, subject.basis is Basis.FACT_ONLY, subject.id


def _joined(one: Named, other: Named) -> Named:
    owed = tuple(dict.fromkeys((*one.owed, *other.owed)))
    decision = max(one.decision, other.decision, key=STRICTNESS.index)
    also = one.also | other.also
    return replace(one, sure=one.sure or other.sure, decision=decision, owed=owed, also=also)
