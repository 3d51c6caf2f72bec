"""Dues: whose characters and persons a reel shows and for how long, what is owed for that, what it cost, who gets what.

Screen time is counted in frames of the cut as it stands. A shot without a take counts as planned, by its brief; one
whose take was withdrawn shows nothing, and counts for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.clearance import Clearance, Reach
from fourbeat.model.cut import Clip, Cut
from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.ids import Id
from fourbeat.model.plan import Reel, Shot
from fourbeat.model.time import Rate
from fourbeat.model.verdict import Decision
from fourbeat.policy.rule import DutyKind

from .costs import Cost, costs, in_all
from .duties import Duty, DutyState, duties, duty_mark
from .named import Named, Naming
from .split import Part, Stretch, paid, revenue, shares
from .terms import KeptTerms, Terms, fraction, read

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Appearance:
    """Be one stretch of the cut in which somebody or something is met; without a take it is only planned."""

    item: int
    shot: Id
    label: str
    take: Id | None
    number: int | None
    start: int
    frames: int


@dataclass(frozen=True)
class Due:
    """Be a subject of a pack, or a real person, in this reel: where, what is owed, and what today's packs say of it.

    `counts` is False where it is doubtful that it is meant at all: then it has no part in any split.
    """

    subject: str
    name: str
    names: dict[str, str]
    holder: str
    person: bool
    counts: bool
    decision: Decision
    appearances: tuple[Appearance, ...]
    duties: tuple[Duty, ...]

    @property
    def frames(self) -> int:
        """Give the frames of the cut in which it is met."""
        return sum(one.frames for one in self.appearances)

    def payee(self, duty: Duty) -> str:
        """Name to whom a duty is owed: their own pack may call the holder by the first part of an id."""
        slug = self.subject.partition(":")[2].partition("/")[0]
        own = {self.holder.casefold(), slug.casefold(), self.name.casefold()}
        return duty.to if duty.to and duty.to.casefold() not in own else self.holder or self.name

    @property
    def planned(self) -> int:
        """Give how many of them are only planned."""
        return sum(one.frames for one in self.appearances if one.take is None)


@dataclass(frozen=True)
class Split:
    """Be who gets what, by which terms; `revenue` is what is divided, where a sum was given."""

    terms: Terms
    parts: tuple[Part, ...]
    revenue: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True)
class Account:
    """Be the whole account of a reel.

    `split` is None without terms, and where `unsaid` names holders who ask for a share that nobody has put a number to.
    """

    reel: str
    title: str
    rate: Rate
    frames: int
    dues: tuple[Due, ...]
    held: tuple[str, ...]
    cost: Cost
    by_shot: dict[Id, Cost]
    elsewhere: Cost
    split: Split | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[tuple[Due, Duty], ...]:
        """Give the duties that are known not to be met."""
        return tuple((due, duty) for due in self.dues for duty in due.duties if duty.state is DutyState.UNMET)

    def of_kind(self, kind: DutyKind) -> tuple[Due, ...]:
        """Give those for whom a duty of one kind follows."""
        return tuple(due for due in self.dues if any(duty.kind is kind for duty in due.duties))


class Dues:
    """Hold the verbs and questions about what is owed."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self.terms = KeptTerms(studio)

    # Questions

    def account(
        self, *, reel: Reel, terms: Path | None = None, amount: str | None = None, currency: str = ""
    ) -> Account:
        """Draw up the account of a reel; without a file of terms, those kept for the film count, if there are any.

        Raises Invalid for terms and sums that cannot be, or where there is nothing to divide by; NotFound for a file.
        """
        agreed = read(terms)[0] if terms is not None else self.terms.now()
        sum_ = None if amount is None else revenue(amount, currency)
        if sum_ is not None and agreed is None:
            raise Invalid("dues.no-terms")
        cut = self._studio.reels.cut(reel)
        account = self._drawn_up(reel, cut)
        if agreed is None:
            return account
        return self._split(account, agreed, sum_)

    def of_cut(self, reel: Reel, cut: Cut) -> Account:
        """Draw up the account of a cut that is resolved already, without a split."""
        return self._drawn_up(reel, cut)

    def check(self, cut: Cut) -> None:
        """Look whether a cut may leave: not with what was to be approved, is not, and is forbidden by today's rules.

        Raises Refused.
        """
        takes = {take.id: take for take in self._store.takes()}
        shown = [(item, takes[item.source.take]) for item in cut.items if isinstance(item.source, Clip)]
        naming: Naming | None = None
        for item, take in shown:
            verdict = self._store.verdict(take.verdict)
            asked = {owed.subject for owed in verdict.duties if owed.kind == DutyKind.APPROVAL}
            if not asked:
                continue
            naming = naming or Naming(self._studio)
            for one in naming.of(self._studio.plan.get(Shot, item.shot), take):
                if one.decision is not Decision.BLOCK or not asked & {one.subject, *one.also}:
                    continue
                for duty in duties(self._studio, one, one.owed, [(item.shot, item.label, take.id)]):
                    if duty.kind is DutyKind.APPROVAL and duty.state is DutyState.UNMET:
                        raise Refused("dues.not-approved", name=one.name, shots=(item.label,))

    # Verbs

    def fulfil(
        self,
        *,
        duty: DutyKind,
        subject: str,
        reason: str,
        shots: Sequence[Shot] = (),
        until: str = "",
        evidence: Path | None = None,
    ) -> list[Clearance]:
        """Write down that a duty to somebody is fulfilled, for shots or else the whole film; it can be taken back.

        Raises Invalid without a reason and for a day that is none or over; NotFound where no such duty follows.
        """
        plan, wanted = self._studio.plan, subject.strip().casefold()
        accounts = [self.account(reel=reel) for reel in plan.all(Reel) if plan.reel_items(reel)]
        found = [
            due
            for due in {due.subject: due for one in accounts for due in one.of_kind(duty)}.values()
            if wanted in {due.subject.casefold(), due.name.casefold(), due.holder.casefold()}
        ]
        if not wanted or not found:
            raise NotFound("dues.no-such-duty", subject=subject[:80])
        reached: list[tuple[Reach, Id]] = [(Reach.SHOT, shot.id) for shot in shots]
        reached = reached or [(Reach.PROJECT, plan.project.id)]
        return self._studio.clearances.done(
            subjects=[due.subject for due in found],
            mark=duty_mark(duty),
            reached=reached,
            reason=reason,
            until=until,
            evidence=evidence,
        )

    # Inside

    def _drawn_up(self, reel: Reel, cut: Cut) -> Account:
        plan, naming = self._studio.plan, Naming(self._studio)
        takes = {take.id: take for take in self._store.takes()}
        met: dict[str, list[tuple[Named, Appearance]]] = {}
        held: list[str] = []
        gone = self._withdrawn(reel)
        start = 0
        for place, item in enumerate(cut.items):
            take = takes[item.source.take] if isinstance(item.source, Clip) else None
            shot = plan.get(Shot, item.shot)
            if take is None and shot.id in gone:
                held.append(item.label)
            else:
                number = take.number if take else None
                here = Appearance(place, shot.id, item.label, take.id if take else None, number, start, item.frames)
                for one in naming.of(shot, take):
                    met.setdefault(one.subject, []).append((one, here))
            start += item.frames
        by_shot, elsewhere = costs(self._studio, {item.shot for item in cut.items})
        return Account(
            reel=reel.name,
            title=cut.title,
            rate=cut.format.fps,
            frames=cut.frames,
            dues=tuple(map(self._due, met.values())),
            held=tuple(dict.fromkeys(held)),
            cost=in_all(by_shot.values()),
            by_shot=by_shot,
            elsewhere=elsewhere,
        )

    def _withdrawn(self, reel: Reel) -> set[Id]:
        """Name the shots whose take in the reel is withdrawn."""
        plan, takes = self._studio.plan, self._studio.withdrawn.takes()
        if not takes:
            return set()
        shots = ((item, plan.find(Shot, item.shot)) for item in plan.reel_items(reel))
        return {shot.id for item, shot in shots if shot is not None and (item.take or shot.take) in takes}

    def _due(self, every: Sequence[tuple[Named, Appearance]]) -> Due:
        first = every[0][0]
        appearances = tuple(here for _, here in every)
        owed = dict.fromkeys(one for found, _ in every for one in found.owed)
        return Due(
            subject=first.subject,
            name=first.name,
            names=first.names,
            holder=first.holder,
            person=first.person,
            counts=any(found.sure for found, _ in every),
            decision=max((found.decision for found, _ in every), key=list(Decision).index),
            appearances=appearances,
            duties=duties(self._studio, first, list(owed), [(one.shot, one.label, one.take) for one in appearances]),
        )

    def _split(self, account: Account, terms: Terms, given: tuple[Decimal, str, int] | None) -> Account:
        asks: dict[int, dict[str, dict[str, Fraction]]] = {}
        unsaid: list[str] = []
        for due, duty in _shared(account.dues):
            payee = due.payee(duty)
            share = fraction(duty.percent) if duty.percent else terms.agreed(payee, duty.to, due.name, due.subject)
            if share is None:
                unsaid.append(payee)
                continue
            for one in due.appearances:
                own = asks.setdefault(one.item, {}).setdefault(payee, {})
                own[due.subject] = max(share, own.get(due.subject, Fraction(0)))
        if unsaid:
            return _with(account, None, tuple(dict.fromkeys(unsaid)))
        lengths = {one.item: one.frames for due in account.dues for one in due.appearances}
        stretches = [Stretch(lengths[item], by_holder) for item, by_holder in sorted(asks.items())]
        stretches.append(Stretch(account.frames - sum(one.frames for one in stretches), {}))
        parts = shares(stretches, terms)
        if given is None:
            return _with(account, Split(terms, parts))
        amount, currency, digits = given
        return _with(account, Split(terms, paid(parts, amount, digits), amount, currency))


def _with(account: Account, split: Split | None, unsaid: tuple[str, ...] = ()) -> Account:
    return replace(account, split=split, unsaid=unsaid)


def _shared(dues: Iterable[Due]) -> Iterator[tuple[Due, Duty]]:
    """Give the duties to share revenue; what is doubtful has no part."""
    for due in dues:
        if due.counts:
            yield from ((due, duty) for duty in due.duties if duty.kind is DutyKind.REVENUE_SHARE)
