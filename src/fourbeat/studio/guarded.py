"""What the packs in use guard, ready to be looked for, and kept for as long as no pack changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from fourbeat.model.consent import Consent
from fourbeat.model.ids import code
from fourbeat.model.usage import Depicts
from fourbeat.model.verdict import Decision, Pack
from fourbeat.policy.gallery import Gallery, Look
from fourbeat.policy.hit import Hit
from fourbeat.policy.judging import Grant, licences
from fourbeat.policy.rule import Duty, DutyKind, Rule, When
from fourbeat.policy.subject import Grade, Kind, Name, Subject

from .register import PERSON, Person, Register

Find: TypeAlias = Callable[[str, Sequence[str]], Sequence[Hit]]
"""Looks through a text for what is guarded; the other texts of the same shot are its company."""

_ByIds: TypeAlias = Mapping[str, Sequence[tuple[int, Subject]]]

_MOST = 20_000
"""How many texts are remembered; a film of a thousand shots has about ten thousand."""


def nothing(_text: str, _company: Sequence[str]) -> Sequence[Hit]:
    """Find nothing."""
    return ()


@dataclass(frozen=True)
class Guarded:
    """Hold everything that is guarded; `digest` changes with any pack, `broken` names those that cannot be read."""

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    digest: str = ""
    find: Find = nothing
    broken: tuple[str, ...] = ()
    gallery: Gallery = field(default_factory=lambda: Gallery(()))
    _kept: dict[tuple[str, tuple[str, ...]], tuple[Hit, ...]] = field(default_factory=dict, repr=False, compare=False)
    _shown: dict[str, tuple[tuple[int, Hit], ...]] = field(default_factory=dict, repr=False, compare=False)

    def hits(self, text: str, company: Iterable[str]) -> tuple[Hit, ...]:
        """Give what a text means, from memory where it has been read in the same company."""
        key = text, tuple(company)
        if key not in self._kept:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = tuple(self.find(*key))
        return self._kept[key]

    def shown(self, sha256: str, looks: Iterable[Look]) -> tuple[tuple[int, Hit], ...]:
        """Give whose pictures a content shows, each with its place among the looks; from memory where it is known."""
        if sha256 not in self._shown:
            if len(self._shown) >= _MOST:
                self._shown.clear()
            nearest: dict[str, tuple[int, Hit]] = {}
            for place, look in enumerate(looks):
                for hit in self.gallery.find(look):
                    known = nearest.get(hit.subject)
                    if known is None or (hit.distance or 0) < (known[1].distance or 0):
                        nearest[hit.subject] = place, hit
            self._shown[sha256] = tuple(nearest.values())
        return self._shown[sha256]

    def kin(self, subject: Subject) -> list[Subject]:
        """Give the subjects of other packs that mean the same: registries call them alike."""
        if not subject.ids:
            return []
        return _alike(subject, self._by_ids)

    def granted(self, subject: Subject) -> list[Grant]:
        """Give the licences that other packs hold for a subject."""
        return [grant for one in _alike(subject, self._licensed) for grant in licences(one)]

    @cached_property
    def _by_ids(self) -> _ByIds:
        return _laid(self.subjects.values())

    @cached_property
    def _licensed(self) -> _ByIds:
        # Few hold a licence, however many an unsigned pack says are the same.
        return _laid(one for one in self.subjects.values() if one.ids and licences(one))


def _laid(subjects: Iterable[Subject]) -> _ByIds:
    """Lay subjects under what registries call them, each with its place."""
    by_ids: dict[str, list[tuple[int, Subject]]] = {}
    for place, one in enumerate(subjects):
        for identity in one.ids:
            by_ids.setdefault(identity, []).append((place, one))
    return by_ids


def _alike(subject: Subject, by_ids: _ByIds) -> list[Subject]:
    """Give the others that share an id with a subject, once each, in the order of their places."""
    found = {place: one for identity in subject.ids for place, one in by_ids.get(identity, ())}
    return [found[place] for place in sorted(found) if found[place].id != subject.id]


def grant_of(consent: Consent) -> Grant:
    """Read a consent as the permission it is; a minor's never covers what is sexual."""
    terms = consent.terms
    never = (*terms.never, *((Depicts.SEXUAL, Depicts.NUDITY) if terms.minor else ()))
    rule = Rule.model_validate(
        {
            "id": f"consent-{code(consent.id).lower()}",
            "effect": Decision.ALLOW,
            "when": When(
                commercial=terms.commercial,
                use=terms.use,
                territory=terms.territory,
                audience=terms.audience,
                scenario=terms.scenario,
                performance=(terms.performance,),
                via=terms.via,
            ),
            "from": terms.from_,
            "until": terms.until,
            "duties": tuple(Duty(kind=DutyKind(one)) for one in terms.duties),
        }
    )
    return Grant(id=consent.id, rule=rule, never=tuple(dict.fromkeys(never)), revoked=consent.revoked_at is not None)


class KnownPeople:
    """Give what the film's own real persons are called, to be looked for like what packs guard."""

    def __init__(self, finder: Callable[[Sequence[Subject]], Find] | None) -> None:
        self._finder = finder
        self._kept: tuple[tuple[Subject, ...], Guarded] = (), Guarded()

    def of(self, register: Register) -> Guarded:
        """Give the people of a register; a name of one word means many people, so it is a note alone."""
        subjects = tuple(_named(one) for one in register.people.values() if one.names)
        if self._finder is not None and subjects != self._kept[0]:
            by_id = {one.id: one for one in subjects}
            self._kept = subjects, Guarded(by_id, find=self._finder(subjects))
        return self._kept[1]


def _named(person: Person) -> Subject:
    names = tuple(
        Name(text=text[:120], grade=Grade.STRONG if len(text.split()) > 1 else Grade.AMBIGUOUS) for text in person.names
    )
    return Subject(id=f"{PERSON}{person.id}", pack="", version=0, kind=Kind.PERSON, name=person.code, names=names)
