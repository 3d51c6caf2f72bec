"""Whether a rule's conditions hold: yes, no, or not to be said before a fact is known."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from fourbeat.model.message import Frozen
from fourbeat.model.usage import Performance
from fourbeat.model.verdict import Decision

from .rule import Facts, Rule

T = TypeVar("T")

EVERYWHERE = "*"
"""The territory of a film that is shown everywhere."""

ELSEWHERE = "elsewhere"
"""Stands for every territory that no rule names."""


class Fit(StrEnum):
    """Say whether a rule counts for a use."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Fitted(Frozen):
    """Be a rule held against the facts; `missing` names the facts that would decide it."""

    fit: Fit
    missing: tuple[str, ...] = ()


YES, NO = Fitted(fit=Fit.YES), Fitted(fit=Fit.NO)

_PARTS = {
    Performance.IMAGE: frozenset({Performance.IMAGE}),
    Performance.VOICE: frozenset({Performance.VOICE}),
    Performance.BOTH: frozenset({Performance.IMAGE, Performance.VOICE}),
}


def fitted(rule: Rule, facts: Facts, territory: str | None) -> Fitted:
    """Hold a rule's conditions against the facts, for one territory (None: nobody said where).

    A permission must cover all that is shown and performed; what asks or blocks counts as soon as it meets a part.
    """
    when, all_of = rule.when, rule.effect is Decision.ALLOW
    answers: list[tuple[str, bool | None]] = []
    if when.commercial is not None:
        answers.append(("commercial", None if facts.commercial is None else facts.commercial == when.commercial))
    if when.territory:
        answers.append(("territory", None if territory is None else _lies_in(territory, when.territory)))
    for name in ("use", "audience", "scenario"):
        if wanted := getattr(when, name):
            said = getattr(facts, name)
            answers.append((name, None if said is None else said in wanted))
    if when.depicts:
        answers.append(("depicts", _met(facts.depicts, set(when.depicts), all_of=all_of)))
    if when.performance:
        known = None if facts.performance is None else _PARTS[facts.performance]
        meant = {part for one in when.performance for part in _PARTS[one]}
        answers.append(("performance", _met(known, meant, all_of=all_of)))
    if when.via:
        answers.append(("via", facts.via in when.via))
    if when.project:
        answers.append(("project", facts.project in when.project))
    if when.duration_max_s:
        answers.append(("seconds", Fraction(facts.seconds) <= Fraction(when.duration_max_s)))
    return joined(answers)


def joined(answers: Iterable[tuple[str, bool | None]]) -> Fitted:
    """Join the answers to single conditions: one no settles it, one open question leaves it open."""
    answers = list(answers)
    if any(answer is False for _, answer in answers):
        return NO
    missing = tuple(name for name, answer in answers if answer is None)
    return Fitted(fit=Fit.UNKNOWN, missing=missing) if missing else YES


def in_force(rule: Rule, day: str) -> bool:
    """Tell whether a day lies within a rule's days, both included."""
    return (not rule.from_ or rule.from_ <= day) and (not rule.until or day <= rule.until)


def turn(first: str, last: str, day: str) -> str:
    """Give the first day after `day` on which something with these days begins or is over; empty where none comes."""
    if first and day < first:
        return first
    return after(last) if last and day <= last else ""


def after(day: str) -> str:
    """Give the day after a day; empty after the last one there is."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except OverflowError:
        return ""


def targets(said: tuple[str, ...] | None, named: Iterable[str]) -> tuple[str | None, ...]:
    """Give the territories a film is judged for: those that were said, and every part of them that a rule names."""
    if not said:
        return (None,)
    parts = sorted(set(named))
    found: dict[str | None, None] = {}
    for one in said:
        found[ELSEWHERE if one == EVERYWHERE else one] = None
        found |= dict.fromkeys(part for part in parts if one == EVERYWHERE or part.startswith(f"{one}-"))
    return tuple(found)


def _lies_in(territory: str, named: tuple[str, ...]) -> bool:
    return any(territory == one or territory.startswith(f"{one}-") for one in named)


def _met(known: Set[T] | None, meant: Set[T], *, all_of: bool) -> bool | None:
    if known is None:
        return None
    return bool(known) and known <= meant if all_of else bool(known & meant)
