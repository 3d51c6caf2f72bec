"""Endings: consents, licences and clearances that end soon, told thirty days, a week and a day before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fourbeat.model.clearance import Answer
from fourbeat.model.finding import Finding as Told
from fourbeat.model.finding import Rank
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Severity, Shot
from fourbeat.policy.judging import licences

from .register import Person, Register
from .rights_told import called

if TYPE_CHECKING:
    from .rights import Found, Looked

WARNINGS = (30, 7, 1)
"""Days before the end of a permission on which it is told of; from the second on it is a warning."""

ENDING = "rights-ending"
"""The rule of findings about what ends soon; nothing is forbidden yet."""


@dataclass(frozen=True)
class Ending:
    """Be a consent or a clearance that ends soon: what it is, its last day, and the days that are left."""

    kind: str
    of: Id
    label: Message
    until: str
    days: int


def endings(register: Register, today: str) -> list[Ending]:
    """Give what ends within thirty days and still stands, the soonest first."""
    found: list[Ending] = []
    for consent in register.consents:
        days = _days(consent.terms.until, today)
        if consent.revoked_at is None and days is not None:
            person = register.people.get(consent.person) or Person(consent.person, {}, erased=True)
            label = message("consent.ends-soon", person=person.name, n=days)
            found.append(Ending("consent", consent.id, label, consent.terms.until, days))
    for answer in register.answers:
        days = _days(answer.until, today)
        if answer.kind is Answer.CLEARED and days is not None:
            label = message("clearance.ends-soon", subject=answer.subject, n=days)
            found.append(Ending("clearance", answer.clearance, label, answer.until, days))
    return sorted(found, key=lambda one: (one.days, one.of))


def of_shot(shot: Shot, looked: Looked, language: str) -> Iterator[Told]:
    """Tell of everything that lets something of a shot be, and ends soon; what lasts longer beside it covers it."""
    today = looked.docket.facts.at
    told: set[str] = set()
    for found in looked.found:
        until = _last_day(found, looked)
        days = _days(until, today)
        if days is None or found.subject.id in told:
            continue
        told.add(found.subject.id)
        known = looked.register.people.get(found.people[0]) if found.people and not found.subject.pack else None
        name = known.name if known else called(found.subject, language)
        yield Told(
            rule=ENDING,
            severity=Severity.WARNING if days <= WARNINGS[1] else Severity.NOTE,
            shot=shot.id,
            where=found.passage.where,
            what=message("rights.ends-soon", name=name, n=days, day=until),
            why=message("rights.ends-soon.fix"),
            source=message("rights.source.people"),
            words=found.subject.id,
            rank=Rank.RIGHTS,
        )


def _last_day(found: Found, looked: Looked) -> str:
    """Give the last day of what was relied on: of permissions the longest, of answers the first; empty for no end."""
    relied = set(found.ruled.relied)
    permitted = {one.id: one.terms.until for one in looked.register.consents}
    granted = (*licences(found.subject), *looked.guarded.granted(found.subject))
    permitted |= {one.id: one.rule.until for one in granted}
    answered = {one.id: one.until for one in looked.register.answers}
    ends = [permitted[one] for one in relied if one in permitted]
    last = "" if not ends or "" in ends else max(ends)
    return min(filter(None, [last, *(answered[one] for one in relied if one in answered)]), default="")


def _days(until: str, today: str) -> int | None:
    """Count the days until a last day; None where that is over, far off, or there is none."""
    if not until:
        return None
    days = (date.fromisoformat(until) - date.fromisoformat(today[:10])).days
    return days if 0 <= days <= WARNINGS[0] else None
