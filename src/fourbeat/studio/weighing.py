"""Weighing everything that is met in one shot: names, people, pictures; each by its own rules, grants and answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from fourbeat.model.clearance import Answer, Clearance
from fourbeat.model.finding import Where
from fourbeat.model.ids import Id
from fourbeat.model.plan import Declared
from fourbeat.model.verdict import Decision
from fourbeat.policy.hit import Hit, Reading, Sure
from fourbeat.policy.judging import By, Cleared, Grant, Ruled, judge
from fourbeat.policy.rule import Facts
from fourbeat.policy.subject import Kind, Subject

from .docket import Docket, Shown
from .guarded import Guarded, grant_of
from .passages import Passage
from .register import PERSON, Person, Register


@dataclass(frozen=True)
class Found:
    """Be one thing that was found: a subject, where it was met, and what was decided."""

    subject: Subject
    ruled: Ruled
    passage: Passage
    hit: Hit
    people: tuple[Id, ...] = ()
    frame: int | None = None
    """Which frame of a take shows it."""

    @property
    def for_good(self) -> bool:
        """Tell whether no answer and no appeal loosens this: a final block, or a consent that was taken back."""
        return self.ruled.decision is Decision.BLOCK and self.ruled.by in (By.FINAL, By.REVOKED)


class Case:
    """Judge everything that is met in one shot."""

    def __init__(
        self, entries: Docket, register: Register, guarded: Guarded, people: Guarded, answers: Sequence[Clearance]
    ) -> None:
        self._docket = entries
        self._register = register
        self._guarded = guarded
        self._people = people
        self._answers = answers
        self._ruled: dict[tuple[str, Sure], tuple[Ruled, tuple[Id, ...]]] = {}

    def named(self, passages: Sequence[Passage]) -> Iterator[Found]:
        """Find what the words mean, except what people have said is not meant by them."""
        texts = list(dict.fromkeys(one.text for one in passages))
        for passage in passages:
            for hit in self._guarded.hits(passage.text, texts):
                subject = self._guarded.subjects.get(hit.subject)
                if subject is not None:
                    met = _noted(hit) if passage.noted else hit
                    ruled, people = self._of(subject, met.sure)
                    yield from self._meant(Found(subject, ruled, passage, met, people))

    def called(self, passages: Sequence[Passage]) -> Iterator[Found]:
        """Find the names of the real persons whom the film knows."""
        for passage in passages:
            for hit in self._people.hits(passage.text, ()):
                person = hit.subject.removeprefix(PERSON)
                met = _noted(hit) if passage.noted else hit
                found = self._person(person, passage.where, self._docket.facts, sure=met.sure)
                yield from self._meant(replace(found, passage=passage, hit=met))

    def bound(self) -> Iterator[Found]:
        """Judge the real persons whom the cast, or the shot itself, is bound to."""
        for one in self._docket.bound:
            where = Where(kind=one.kind, row=one.row, field="likeness")
            facts = self._docket.facts.model_copy(update={"performance": one.performance})
            yield self._person(one.person, where, facts)

    def pictured(self) -> Iterator[Found]:
        """Judge the real persons whom pictures show, and pictures of somebody nobody has named."""
        for one in self._docket.pictures:
            kind, row = ("reference", one.row) if one.row else ("shot", self._docket.shot.id)
            where = Where(kind=kind, row=row, field="references")
            for person in one.people:
                yield self._person(person, where, self._docket.facts)
            if one.declared is Declared.REAL_PERSON and not one.people:
                subject = self._real(f"picture:{one.sha256[:16]}", one.name)
                ruled = judge(subject, self._docket.facts, clearances=self._cleared(subject))
                yield Found(subject, ruled, Passage("references", one.name, where), _whole(subject, one.name))

    def seen(self, subject: str, where: Where) -> Found | None:
        """Judge whom somebody recognised: a person of the film, or what a pack in use guards."""
        if subject.startswith(PERSON):
            return self._person(subject.removeprefix(PERSON), where, self._docket.facts)
        known = self._guarded.subjects.get(subject)
        if known is None:
            return None
        ruled, people = self._of(known, Sure.SURE)
        return Found(known, ruled, Passage(where.field, "", where), _whole(known, ""), people)

    def compared(self, picture: Shown, shown: Sequence[tuple[int, Hit]]) -> Iterator[Found]:
        """Judge whose pictures a reference is; it is known by its content."""
        kind, row = ("reference", picture.row) if picture.row else ("shot", self._docket.shot.id)
        passage = Passage("references", picture.sha256, Where(kind=kind, row=row, field="references"))
        for _place, hit in shown:
            if (found := self.matched(passage, hit, picture.name)) is not None:
                yield found

    def matched(self, passage: Passage, hit: Hit, name: str) -> Found | None:
        """Judge whose picture something is; None where people have said that it is not."""
        subject, met = self._guarded.subjects.get(hit.subject), hit.model_copy(update={"text": name})
        if subject is None:
            return None
        ruled, people = self._of(subject, hit.sure)
        return next(self._meant(Found(subject, ruled, passage, met, people)), None)

    def _person(self, person: Id, where: Where, facts: Facts, *, sure: Sure = Sure.SURE) -> Found:
        known = self._register.people.get(person) or Person(person, {}, erased=True)
        subject = self._real(f"{PERSON}{person}", known.code)
        ruled = judge(
            subject,
            facts,
            sure=sure,
            grants=[grant_of(one) for one in self._register.of_person(person)],
            clearances=self._cleared(subject),
        )
        return Found(subject, ruled, Passage(where.field, "", where), _whole(subject, ""), (person,))

    def _real(self, identity: str, name: str) -> Subject:
        """Make the subject that a real person of the film is: nothing is allowed without a consent.

        What is only drawn on this machine asks, so that a storyboard can be cleared before the consent has come.
        """
        default = Decision.ASK if self._docket.local else Decision.BLOCK
        return Subject(id=identity, pack="", version=0, kind=Kind.PERSON, name=name, default=default)

    def _of(self, subject: Subject, sure: Sure) -> tuple[Ruled, tuple[Id, ...]]:
        key = subject.id, sure
        if key not in self._ruled:
            people = self._same_person(subject) if subject.kind is Kind.PERSON else ()
            grants: list[Grant] = self._guarded.granted(subject)
            grants += [grant_of(consent) for person in people for consent in self._register.of_person(person)]
            ruled = judge(subject, self._docket.facts, sure=sure, grants=grants, clearances=self._cleared(subject))
            self._ruled[key] = ruled, people
        return self._ruled[key]

    def _same_person(self, subject: Subject) -> tuple[Id, ...]:
        called = {name.text.casefold() for name in subject.names}
        names = {subject.id, *subject.ids}
        return tuple(
            one.id
            for one in self._register.people.values()
            if names & set(one.subjects) or called & {name.casefold() for name in one.names}
        )

    def _cleared(self, subject: Subject) -> list[Cleared]:
        return [
            Cleared(id=one.id, mark=mark, until=one.until)
            for one in self._answers
            if one.kind is Answer.CLEARED and one.subject == subject.id
            for mark in one.marks
        ]

    def _meant(self, found: Found) -> Iterator[Found]:
        """Give what was found unless people have said that it is not meant; what is forbidden for good stays."""
        if found.for_good or not self._not_this(found.passage, found.hit):
            yield found

    def _not_this(self, passage: Passage, hit: Hit) -> bool:
        fields = self._not_meant.get((hit.subject, hit.text))
        return fields is not None and field_hash(passage.text) in fields

    @cached_property
    def _not_meant(self) -> dict[tuple[str, str], set[str]]:
        """Give the texts in which people have said that words do not mean a subject."""
        meant: dict[tuple[str, str], set[str]] = {}
        for one in self._answers:
            if one.kind is Answer.NOT_THIS and (not one.until or self._docket.facts.at <= one.until):
                meant.setdefault((one.subject, one.text), set()).add(one.field)
        return meant


# A long text may hold thousands of names, one after the other.
@lru_cache(maxsize=16)
def field_hash(text: str) -> str:
    """Give what "not this character" is remembered by: the whole text it stands in, spaces aside."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:32]


def _noted(hit: Hit) -> Hit:
    return hit.model_copy(update={"sure": Sure.NOTE})


def _whole(subject: Subject, text: str) -> Hit:
    return Hit(
        subject=subject.id, reading=Reading.CAST, sure=Sure.SURE, start=0, end=len(text), text=text, read_as=text
    )
