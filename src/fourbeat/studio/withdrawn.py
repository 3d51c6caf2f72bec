"""Withdrawn takes and stills: kept, but not shown or sold, and nothing is made of them.

Their consent was taken back, a complaint brought them down, or they were judged anew and are forbidden now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.consent import Consent
from fourbeat.model.cut import Clip
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Job
from fourbeat.model.plan import Appearance, Likeness, Line, Reference, Shot
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Basis, Decision

from .register import Register

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Reach:
    """Be what taking a consent back, or a takedown, reaches: shots, open jobs, takes, films that hold them, stills."""

    shots: tuple[Shot, ...]
    jobs: tuple[Job, ...]
    takes: tuple[Take, ...]
    films: tuple[Job, ...]
    stills: tuple[Still, ...] = ()


class Withdrawn:
    """Answer which takes and stills are withdrawn; that follows from the records and is stored nowhere."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._kept: tuple[object, _Gone] | None = None
        self._anew: dict[Id, tuple[Decision, str]] = {}
        self._place = 0

    def takes(self) -> frozenset[Id]:
        """Name the takes that are withdrawn, and those made from them."""
        return self._gone().takes

    def stills(self) -> frozenset[Id]:
        """Name the stills that are withdrawn, and those made from what is."""
        return self._gone().stills

    def pictures(self) -> frozenset[str]:
        """Name the pictures, by content, that are withdrawn stills or were made of one: cropped, or stripped."""
        return self._gone().pictures

    def _gone(self) -> _Gone:
        register, anew = self._studio.rights.register(), self._rechecked()
        if not register.reaches_takes and Decision.BLOCK not in {decision for decision, _ in anew.values()}:
            return _NOTHING
        plan = self._store.plan
        takes, stills = self._store.takes(), self._store.stills()
        key = (self._store.rights_mark(), self._place, id(plan), len(takes), len(stills))
        if self._kept is None or self._kept[0] != key:
            self._kept = key, self._withdrawn(register, takes, stills)
        return self._kept[1]

    def said(self, take: Take | Still) -> Decision | None:
        """Give what a take or a still came to when it was last judged anew, or its job while that was under way."""
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
        stills = [
            one for one in self._store.stills() if self._hangs(consent, one.verdict, one.of, _pictures(one), bound)
        ]
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
        return Reach(tuple(shots), tuple(jobs), tuple(takes), tuple(films), tuple(stills))

    def reach_of(self, takes: Collection[Id]) -> Reach:
        """Say what hangs on takes and stills: what was made from them, jobs that would make more, films with it."""
        every, pictured = self._store.takes(), self._store.stills()
        found = _with_children(set(takes), every, pictured, self._copies(pictured))
        gone = found.takes
        jobs = self._store.jobs()
        making = [
            one
            for one in jobs
            if isinstance(one.request, TakeRequest)
            and (one.request.parent in gone or not found.pictures.isdisjoint(_sent(one.request)))
        ]
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
            tuple(one for one in pictured if one.id in found.stills),
        )

    def _withdrawn(self, register: Register, takes: list[Take], stills: list[Still]) -> _Gone:
        found = set(register.taken_down)
        found |= {take.id for take in takes if self.said(take) is Decision.BLOCK}
        found |= {still.id for still in stills if self.said(still) is Decision.BLOCK}
        for consent in register.consents:
            if consent.revoked_at is None or consent.keep:
                continue
            others = {one.id for one in register.of_person(consent.person) if one.revoked_at is None}
            bound = self._bound_to(consent.person)
            every: list[Take | Still] = [*takes, *stills]
            for one in every:
                basis = self._basis(one.verdict)
                covered = basis is not None and consent.id not in basis.relied and others & set(basis.relied)
                if not covered and self._hangs(consent, one.verdict, _of(one), _pictures(one), bound):
                    found.add(one.id)
        return _with_children(found, takes, stills, self._copies(stills))

    def _copies(self, stills: list[Still]) -> dict[Id, frozenset[str]]:
        """Say under which contents each still is known: its own, and those of references made of it, alive or not."""
        found = {one.id: {one.sha256} for one in stills}
        if stills:
            for row in self._store.plan.rows():
                if isinstance(row, Reference) and row.still in found:
                    found[row.still] |= {row.sha256, row.original} - {""}
        return {still: frozenset(contents) for still, contents in found.items()}

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
        # Pictures are made of characters, too.
        shots |= owners
        pictures = {row.sha256 for row in plan.all(Reference) if row.id in owners}
        return _Bound(frozenset(shots), frozenset(pictures))


@dataclass(frozen=True)
class _Bound:
    """Be where a person is seen by what the plan says now: in which shots, in which pictures."""

    shots: frozenset[Id]
    pictures: frozenset[str]


@dataclass(frozen=True)
class _Gone:
    """Be what is withdrawn: takes, stills, and the contents by which those stills may be shown to a generator."""

    takes: frozenset[Id] = frozenset()
    stills: frozenset[Id] = frozenset()
    pictures: frozenset[str] = frozenset()


_NOTHING = _Gone()


def _with_children(
    found: set[Id], takes: Iterable[Take], stills: Iterable[Still], copies: Mapping[Id, frozenset[str]]
) -> _Gone:
    """Add what was made from takes and stills: it goes with them."""
    pictures = {content for still, contents in copies.items() if still in found for content in contents}
    # Nothing is older than what it was made from.
    every: list[Take | Still] = [*takes, *stills]
    for one in sorted(every, key=lambda one: one.made_at):
        if one.id not in found and not (
            (isinstance(one, Take) and one.parent in found) or not pictures.isdisjoint(_pictures(one))
        ):
            continue
        found.add(one.id)
        pictures |= copies.get(one.id, frozenset())
    taken = {one.id for one in stills}
    return _Gone(frozenset(found - taken), frozenset(found & taken), frozenset(pictures))


def _of(made: Take | Still) -> Id:
    return made.shot if isinstance(made, Take) else made.of


def _pictures(made: Take | Still) -> list[str]:
    return [one.sha256 for one in made.references]


def _sent(asked: TakeRequest) -> list[str]:
    panel = [asked.panel.picture] if asked.panel.picture is not None else []
    return [*(one.sha256 for one in asked.references), *panel]
