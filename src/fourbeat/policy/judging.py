"""Judging: which of a subject's rules decides, whose holder it may be. The same steps for everyone.

In each territory by itself, and the strictest territory counts:

1. Rules count whose days hold and whose conditions fit.
2. A final block wins, unless a signed grant lifts it by name: of its own pack by the id alone, else as `pack:rule`.
3. A consent that was taken back blocks, unless another one covers the use.
4. A grant (a licence for this project, a consent) wins over the other rules.
5. Else the most specific rule wins: by where it stands, then by how many conditions it has, then the stricter one.
6. No rule: the pack's own word. A style without a rule is a note.
7. A rule that would be stricter but for a fact nobody has said makes the verdict an ask for that fact.
8. A person's clearance answers an ask, never a block, and never a fact that might lead to one.

Duties of all permissions that were relied on add up. A doubtful hit can at most ask, a note only informs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from fourbeat.model.message import Frozen
from fourbeat.model.usage import Depicts
from fourbeat.model.verdict import Decision

from .conditions import Fit, Fitted, fitted, in_force, joined, targets, turn
from .hit import Sure
from .rule import Duty, Facts, Rule
from .subject import Kind, Subject

T = TypeVar("T")

STRICTNESS = (Decision.ALLOW, Decision.ASK, Decision.BLOCK)
_CEILING = {Sure.NOTE: Decision.ALLOW, Sure.DOUBTFUL: Decision.ASK, Sure.SURE: Decision.BLOCK}
_KINDS = list(Kind)


class By(StrEnum):
    """Say what decided."""

    FINAL = "final"
    REVOKED = "revoked"
    GRANT = "grant"
    RULE = "rule"
    DEFAULT = "default"
    FACT = "fact"
    CLEARANCE = "clearance"


class Grant(Frozen):
    """Be a permission that does not stand among a pack's rules: a licence for a project, or a person's consent.

    `pack` is the one whose rules it may lift by their bare ids. `never` is what may not be shown under it. One that was
    taken back blocks what it covered.
    """

    id: str
    rule: Rule
    pack: str = ""
    never: tuple[Depicts, ...] = ()
    signed: bool = False
    revoked: bool = False


class Cleared(Frozen):
    """Be a person's answer to an ask: to the very rule whose mark it has, up to and with the day `until`."""

    id: str
    mark: str
    until: str = ""


class Ruled(Frozen):
    """Be what was decided of one subject, by which rule, and what follows.

    `rule` is empty where the pack's default decided. `asked` are the facts without which it cannot be allowed, `helps`
    those that might. `marks` are what a clearance has to answer; none where none can. `holds_until` is the first day to
    judge anew.
    """

    subject: str
    decision: Decision
    by: By
    rule: str = ""
    level: Kind | None = None
    territory: str = ""
    duties: tuple[Duty, ...] = ()
    asked: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    relied: tuple[str, ...] = ()
    holds_until: str = ""
    note: str = ""


class _Said(Frozen):
    """Be one candidate decision in one territory."""

    decision: Decision
    by: By
    level: Kind | None = None
    rule: Rule | None = None
    grants: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()


def judge(
    subject: Subject,
    facts: Facts,
    *,
    sure: Sure = Sure.SURE,
    grants: Sequence[Grant] = (),
    clearances: Sequence[Cleared] = (),
) -> Ruled:
    """Decide of one subject, and say until when that holds."""
    rules = [(kind, rule) for kind, rule in subject.chain if not _is_licence(subject, rule)]
    granted = [*licences(subject), *grants]
    named = {
        one for rule in (*(rule for _, rule in rules), *(one.rule for one in granted)) for one in rule.when.territory
    }
    found = [
        _in_one(subject, facts, territory, sure, rules, granted, clearances)
        for territory in targets(facts.territory, named)
    ]
    gravest = max(found, key=lambda one: STRICTNESS.index(one.decision))
    allowed = gravest.decision is Decision.ALLOW
    return gravest.model_copy(
        update={
            "duties": _once(duty for one in found for duty in one.duties) if allowed else (),
            "asked": _once(name for one in found for name in one.asked),
            "helps": _once(name for one in found for name in one.helps),
            "marks": _once(mark for one in found for mark in one.marks),
            "relied": _once(name for one in found for name in one.relied),
            "holds_until": _turn(facts.at, [rule for _, rule in rules], granted, clearances),
        }
    )


def licences(subject: Subject) -> list[Grant]:
    """Give the grants among a subject's own rules: a trusted pack's permissions for projects, or that lift a block."""
    return [
        Grant(id=f"{subject.pack}:{rule.id}", rule=rule, pack=subject.pack, signed=True)
        for _, rule in subject.chain
        if _is_licence(subject, rule)
    ]


def mark(subject: Subject, rule: Rule | None, sure: Sure) -> str:
    """Name what a clearance answers: one rule as it reads today, for hits that are this sure."""
    told = subject.default.value if rule is None else rule.model_dump_json()
    return hashlib.sha256(json.dumps([subject.id, sure.value, told]).encode()).hexdigest()[:16]


def _in_one(
    subject: Subject,
    facts: Facts,
    territory: str | None,
    sure: Sure,
    rules: Sequence[tuple[Kind, Rule]],
    granted: Sequence[Grant],
    clearances: Sequence[Cleared],
) -> Ruled:
    ceiling = _CEILING[sure]
    fits = [(kind, rule, fitted(rule, facts, territory)) for kind, rule in rules if in_force(rule, facts.at)]
    met = [(kind, rule) for kind, rule, fit in fits if fit.fit is Fit.YES]
    held = [(one, _fits_grant(one, facts, territory)) for one in granted if in_force(one.rule, facts.at)]
    given = [one for one, fit in held if fit.fit is Fit.YES]
    base = worst = _capped(_decide(subject, met, given), ceiling)
    # Whichever way several open questions are answered, the rule that would decide is one of them, or decides already.
    open_ = [(fit, [*met, (kind, rule)], given) for kind, rule, fit in fits if fit.fit is Fit.UNKNOWN]
    open_ += [(fit, met, [*given, one]) for one, fit in held if fit.fit is Fit.UNKNOWN]
    asked: list[str] = []
    helps: list[str] = []
    for fit, then_met, then_given in open_:
        then = _capped(_decide(subject, then_met, then_given), ceiling)
        if _strict(then) > _strict(base):
            asked += fit.missing
            worst = max(worst, then, key=_strict)
        elif _strict(then) < _strict(base):
            helps += fit.missing
    deciding = worst if base.decision is Decision.ALLOW else base
    decision = Decision.ASK if asked else base.decision
    by = base.by if deciding is base else By.FACT
    marks, relied = _marks(subject, sure, base, worst) if decision is Decision.ASK else (), base.grants
    answers = {one.mark: one.id for one in clearances if not one.until or facts.at <= one.until}
    if marks and answers.keys() >= set(marks):
        relied = (*relied, *dict.fromkeys(answers[one] for one in marks))
        decision, by, asked, marks = Decision.ALLOW, By.CLEARANCE, [], ()
    return Ruled(
        subject=subject.id,
        decision=decision,
        by=by,
        rule=deciding.rule.id if deciding.rule else "",
        level=deciding.level,
        territory=territory or "",
        duties=_once([*base.duties, *(deciding.rule.duties if deciding.rule else ())]),
        asked=_once(asked),
        helps=_once(helps),
        marks=marks,
        relied=relied,
        note=deciding.rule.note if deciding.rule else "",
    )


def _marks(subject: Subject, sure: Sure, base: _Said, worst: _Said) -> tuple[str, ...]:
    """Name what has to be answered; nothing where an open fact might lead to a block."""
    if worst.decision is Decision.BLOCK:
        return ()
    return _once(mark(subject, one.rule, sure) for one in (base, worst) if one.decision is Decision.ASK)


def _decide(subject: Subject, rules: Sequence[tuple[Kind, Rule]], grants: Sequence[Grant]) -> _Said:
    # Two packs may each have a rule of the same id; that of another pack is lifted as `pack:rule` alone.
    lifted = {
        name if ":" in name else f"{one.pack}:{name}"
        for one in grants
        if one.signed and not one.revoked
        for name in one.rule.lifts
    }
    finals = [
        (kind, rule)
        for kind, rule in rules
        if rule.final and rule.effect is Decision.BLOCK and f"{subject.pack}:{rule.id}" not in lifted
    ]
    if finals:
        kind, rule = max(finals, key=_specific)
        return _Said(decision=Decision.BLOCK, by=By.FINAL, level=kind, rule=rule)
    duties = [duty for _, rule in rules if rule.effect is Decision.ALLOW for duty in rule.duties]
    standing = [one for one in grants if not one.revoked]
    if standing:
        duties += [duty for one in standing for duty in one.rule.duties]
        first = max(standing, key=lambda one: len(one.rule.when.keys))
        relied = tuple(one.id for one in standing)
        return _Said(decision=Decision.ALLOW, by=By.GRANT, rule=first.rule, grants=relied, duties=_once(duties))
    if grants:
        return _Said(decision=Decision.BLOCK, by=By.REVOKED, rule=grants[0].rule)
    # An unsigned pack may only tighten: its permissions do not count, the duties it names do.
    counting = [one for one in rules if subject.signed or one[1].effect is not Decision.ALLOW]
    if counting:
        kind, rule = max(counting, key=_specific)
        return _Said(decision=rule.effect, by=By.RULE, level=kind, rule=rule, duties=_once(duties))
    quiet = subject.kind is Kind.STYLE and subject.default is Decision.ASK
    return _Said(decision=Decision.ALLOW if quiet else subject.default, by=By.DEFAULT, duties=_once(duties))


def _is_licence(subject: Subject, rule: Rule) -> bool:
    return subject.signed and rule.effect is Decision.ALLOW and bool(rule.when.project or rule.lifts)


def _fits_grant(grant: Grant, facts: Facts, territory: str | None) -> Fitted:
    fit = fitted(grant.rule, facts, territory)
    if not grant.never or grant.revoked:
        return fit
    shown = None if facts.depicts is None else not facts.depicts & set(grant.never)
    rest = None if fit.fit is Fit.UNKNOWN else fit.fit is Fit.YES
    both = joined([("", rest), ("depicts", shown)])
    return Fitted(fit=both.fit, missing=_once([*fit.missing, *filter(None, both.missing)]))


def _specific(one: tuple[Kind, Rule]) -> tuple[int, int, int]:
    kind, rule = one
    return _KINDS.index(kind), len(rule.when.keys), STRICTNESS.index(rule.effect)


def _capped(said: _Said, ceiling: Decision) -> _Said:
    return said.model_copy(update={"decision": min(said.decision, ceiling, key=STRICTNESS.index)})


def _strict(said: _Said) -> int:
    return STRICTNESS.index(said.decision)


def _turn(day: str, rules: Iterable[Rule], grants: Iterable[Grant], clearances: Iterable[Cleared]) -> str:
    days = [turn(rule.from_, rule.until, day) for rule in (*rules, *(one.rule for one in grants))]
    days += [turn("", one.until, day) for one in clearances]
    return min(filter(None, days), default="")


def _once(many: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(many))
