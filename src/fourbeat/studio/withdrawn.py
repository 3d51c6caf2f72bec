"""Withdrawn takes: kept, but not shown or sold.

Their consent was taken back, a complaint brought them down, or they were judged anew and are forbidden now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.consent import Consent
from fourbeat.model.cut import Clip
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Job
from fourbeat.model.plan import Appearance, Likeness, Line, Reference, Shot
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.model.take import Take
from fourbeat.model.verdict import Basis, Decision

from .register import Register

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Reach:
    """Be what taking a consent back, or a takedown, reaches: shots, open jobs, takes, and films that hold them."""

    shots: tuple[Shot, ...]
    jobs: tuple[Job, ...]
    takes: tuple[Take, ...]
    films: tuple[Job, ...]


class Withdrawn:
    """Answer which takes are withdrawn; that follows from the records and is stored nowhere."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._kept: tuple[object, frozenset[Id]] | None = None
        self._anew: dict[Id, tuple[Decision, str]] = {}
        self._place = 0

    def takes(self) -> frozenset[Id]:
        """Name the takes that are withdrawn, and those made from them."""
        register, anew = self._studio.rights.register(), self._rechecked()
        if not register.reaches_takes and Decision.BLOCK not in {decision for decision, _ in anew.values()}:
            return frozenset()
        plan = self._store.plan
        takes = self._store.takes()
        key = (self._store.rights_mark(), self._place, id(plan), len(takes))
        if self._kept is None or self._kept[0] != key:
            self._kept = key, self._withdrawn(register, takes)
        return self._kept[1]

    def said(self, take: Take) -> Decision | None:
        """Give what a take came to when it was last judged anew, or the job it came of while that was under way."""
        own = self.said_of(take.id)
        if own is not None or take.job not in self._anew:
            return own
        decision, at = self._anew[take.job]
        verdict = self._store.verdict(take.verdict)
        return decision if verdict.decided_at <= at else None

    def said_of(self, identity: Id) -> Decision | None:
        """Give what something came to when it was last judged anew; None where it never was."""
        found = self._rechecked().get(identity)
        return found[0] if found else None

    def reach(self, consent: Consent) -> Reach:
        """Say what hangs on a consent, before or after it was taken back."""
        plan = self._store.plan
        bound = self._bound_to(consent.person)
        every = self._store.takes()
        takes = [one for one in every if self._hangs(consent, one.verdict, one.shot, _pictures(one), bound)]
        gone = {one.id for one in takes}
        jobs = [
            one
            for one in self._store.jobs()
            if isinstance(one.request, TakeRequest)
            and one.state not in ENDED
            and self._hangs(consent, one.verdict or "", one.request.shot, _sent(one.request), bound)
        ]
        films = [
            one
            for one in self._store.jobs()
            if isinstance(one.request, RenderRequest)
            and any(isinstance(item.source, Clip) and item.source.take in gone for item in one.request.cut.items)
        ]
        wanted = {one.shot for one in takes} | {one.shot for one in jobs} | bound.shots
        shots = [shot for shot in plan.shots() if shot.id in wanted]
        return Reach(tuple(shots), tuple(jobs), tuple(takes), tuple(films))

    def reach_of(self, takes: Collection[Id]) -> Reach:
        """Say what hangs on takes: those made from them, jobs that would make more, and films that hold them."""
        every = self._store.takes()
        gone = _with_children(set(takes), every)
        jobs = self._store.jobs()
        making = [one for one in jobs if isinstance(one.request, TakeRequest) and one.request.parent in gone]
        films = [
            one
            for one in jobs
            if isinstance(one.request, RenderRequest)
            and any(isinstance(item.source, Clip) and item.source.take in gone for item in one.request.cut.items)
        ]
        reached = [one for one in every if one.id in gone]
        wanted = {one.shot for one in reached}
        return Reach(
            tuple(shot for shot in self._store.plan.shots() if shot.id in wanted),
            tuple(one for one in making if one.state not in ENDED),
            tuple(reached),
            tuple(films),
        )

    def _withdrawn(self, register: Register, takes: list[Take]) -> frozenset[Id]:
        found = set(register.taken_down)
        found |= {take.id for take in takes if self.said(take) is Decision.BLOCK}
        for consent in register.consents:
            if consent.revoked_at is None or consent.keep:
                continue
            others = {one.id for one in register.of_person(consent.person) if one.revoked_at is None}
            bound = self._bound_to(consent.person)
            for take in takes:
                basis = self._basis(take.verdict)
                covered = basis is not None and consent.id not in basis.relied and others & set(basis.relied)
                if not covered and self._hangs(consent, take.verdict, take.shot, _pictures(take), bound):
                    found.add(take.id)
        return _with_children(found, takes)

    def _hangs(self, consent: Consent, verdict: Id, shot: Id, pictures: Iterable[str], bound: _Bound) -> bool:
        basis = self._basis(verdict)
        if basis is not None and (consent.id in basis.relied or consent.person in basis.people):
            return True
        # Made before it was written down whom a picture or one of the cast shows.
        return shot in bound.shots or bool(bound.pictures & set(pictures))

    def _rechecked(self) -> dict[Id, tuple[Decision, str]]:
        """Give what was last concluded of each thing; only what was written down since is read."""
        for place, of, decision, at in self._store.rechecks(self._place):
            self._anew[of] = decision, at
            self._place = place
        return self._anew

    def _basis(self, verdict: Id) -> Basis | None:
        return self._store.verdict(verdict).basis if verdict else None

    def _bound_to(self, person: Id) -> _Bound:
        plan = self._store.plan
        owners = {row.of for row in plan.all(Likeness) if row.person == person}
        shots = {owner for owner in owners if plan.find(Shot, owner) is not None}
        shots |= {row.shot for row in plan.all(Appearance) if row.character in owners}
        shots |= {row.shot for row in plan.all(Line) if row.character in owners}
        pictures = {row.sha256 for row in plan.all(Reference) if row.id in owners}
        return _Bound(frozenset(shots), frozenset(pictures))


@dataclass(frozen=True)
class _Bound:
    """Be where a person is seen by what the plan says now: in which shots, in which pictures."""

    shots: frozenset[Id]
    pictures: frozenset[str]


def _with_children(found: set[Id], takes: Iterable[Take]) -> frozenset[Id]:
    """Add what was made from takes: it goes with them."""
    # A take is never older than what it was made from.
    for take in sorted(takes, key=lambda one: one.made_at):
        if take.parent in found:
            found.add(take.id)
    return frozenset(found)


def _pictures(take: Take) -> list[str]:
    return [one.sha256 for one in take.references]


def _sent(asked: TakeRequest) -> list[str]:
    return [one.sha256 for one in asked.references]
