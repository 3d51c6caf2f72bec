"""What the records about rights add up to: who is known, which consents and answers stand, what was upheld."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import JsonValue

from fourbeat.model.claim import ClaimEvent, ClaimKind, ClaimState, claims
from fourbeat.model.clearance import Answer, Clearance, Reach, standing
from fourbeat.model.consent import Consent, consents
from fourbeat.model.document import Plan
from fourbeat.model.ids import Id, code
from fourbeat.model.plan import Scene, Shot

if TYPE_CHECKING:
    from fourbeat.store import Store


PERSON = "person:"
"""What the id of a real person of the film begins with, where others are subjects of packs."""


@dataclass(frozen=True)
class Person:
    """Be somebody real; one who was erased has no name any more, only a code."""

    id: Id
    details: dict[str, JsonValue]
    erased: bool = False

    @property
    def code(self) -> str:
        """Give the code that names them where a name must not stand."""
        return code(self.id)

    @property
    def name(self) -> str:
        """Give the name they are known by here."""
        return str(self.details.get("name") or self.code)

    @property
    def names(self) -> tuple[str, ...]:
        """Give every name they go by."""
        return tuple(map(str, filter(None, (self.details.get("name"), *self._list("aliases")))))

    @property
    def subjects(self) -> tuple[str, ...]:
        """Name the subjects of packs that they are."""
        return tuple(map(str, self._list("subjects")))

    def _list(self, key: str) -> list[JsonValue]:
        found = self.details.get(key)
        return found if isinstance(found, list) else []


@dataclass(frozen=True)
class Register:
    """Be everything that the records say at one moment."""

    people: dict[Id, Person]
    consents: tuple[Consent, ...]
    answers: tuple[Clearance, ...]
    claims: tuple[ClaimEvent, ...]

    def of_person(self, person: Id) -> list[Consent]:
        """Give the consents of one person."""
        return [one for one in self.consents if one.person == person]

    def staying(self, stay: frozenset[Id]) -> Register:
        """Give the register as it is for what was made under consents that were taken back for new takes only."""
        if not stay:
            return self
        standing = {"revoked_at": None, "keep": False}
        consents = (one.model_copy(update=standing) if one.id in stay else one for one in self.consents)
        return replace(self, consents=tuple(consents))

    def answers_for(self, plan: Plan, shot: Shot) -> list[Clearance]:
        """Give the answers that reach a shot: its own, its scene's and the film's."""
        scene = plan.find(Scene, shot.scene)
        there = {(Reach.SHOT, shot.id), (Reach.PROJECT, plan.project.id)}
        there |= {(Reach.SCENE, scene.id)} if scene else set()
        return [one for one in self.answers if (one.reach, one.of) in there]

    @property
    def taken_down(self) -> frozenset[Id]:
        """Name the takes that a complaint keeps down: until it is rejected or settled, not only once it is upheld."""
        down = (ClaimState.OPEN, ClaimState.UPHELD)
        standing = (one for one in self.claims if one.kind is ClaimKind.TAKEDOWN and one.state in down)
        return frozenset(take for one in standing for take in one.takes)

    @property
    def reaches_takes(self) -> bool:
        """Tell whether there is anything that may withdraw a take."""
        return bool(self.taken_down) or any(one.revoked_at and not one.keep for one in self.consents)

    @cached_property
    def digest(self) -> str:
        """Give a hash over the consents and answers as they stand."""
        said = [one.model_dump_json() for one in self.consents]
        said += [one.id for one in self.answers if one.kind is not Answer.WITHDRAWN]
        said += [f"{one.id} {one.erased} {' '.join(one.subjects)}" for one in self.people.values()]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


class Registry:
    """Keep the register for as long as nothing is written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: tuple[str, Register] | None = None

    def now(self) -> Register:
        """Give the register as it stands."""
        mark = self._store.rights_mark()
        kept = self._kept
        if kept is not None and kept[0] == mark:
            return kept[1]
        register = read(self._store)
        # What was written between the two looks makes the mark old, never the register.
        with self._lock:
            self._kept = mark, register
        return register


def read(store: Store) -> Register:
    """Read the records about rights."""
    people = {
        one.person: Person(one.person, dict(one.details or {}), erased=one.erased_at is not None)
        for one in store.private()
        if one.id == one.person
    }
    return Register(
        people=people,
        consents=tuple(consents(store.consent_events())),
        answers=tuple(standing(store.clearance_events())),
        claims=tuple(claims(store.claim_events())),
    )
