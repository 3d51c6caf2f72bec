"""Rules and terms put into words: what may be, when, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fourbeat.model.verdict import Decision
from fourbeat.policy.rule import Duty, DutyKind, Rule, When
from fourbeat.policy.subject import Basis, Kind
from fourbeat.studio.packs import Standing
from fourbeat.studio.rights_told import DUTIES as SAID_DUTIES

from ..room import Room
from .shows_sheet import DEPICTS, PERFORMANCES, SCENARIOS
from .use import AUDIENCES, USES

EFFECTS = {
    Decision.ALLOW: "rights-dock.effect-allow",
    Decision.ASK: "rights-dock.effect-ask",
    Decision.BLOCK: "rights-dock.effect-block",
}
DUTIES = {DutyKind(kind): words for kind, words in SAID_DUTIES.items()}
KINDS = {
    Kind.HOLDER: "rights-dock.kind-holder",
    Kind.CATALOGUE: "rights-dock.kind-catalogue",
    Kind.WORK: "rights-dock.kind-work",
    Kind.CHARACTER: "rights-dock.kind-character",
    Kind.VERSION: "rights-dock.kind-version",
    Kind.PERSON: "rights-dock.kind-person",
    Kind.STYLE: "rights-dock.kind-style",
}
BASES = {
    Basis.RIGHTSHOLDER_STATEMENT: "rights-dock.basis-holder",
    Basis.SIGNED_LICENCE: "rights-dock.basis-licence",
    Basis.PUBLIC_STATEMENT: "rights-dock.basis-public",
    Basis.HOUSE_POLICY: "rights-dock.basis-house",
    Basis.FACT_ONLY: "rights-dock.basis-facts",
}
STANDS = {
    Standing.BUILT_IN: ("good", "standing.built-in", "rights-dock.stands-built-in"),
    Standing.TRUSTED: ("good", "standing.trusted", "rights-dock.stands-trusted"),
    Standing.UNKNOWN_KEY: ("warn", "standing.unknown-key", "rights-dock.stands-unknown"),
    Standing.UNSIGNED: ("warn", "standing.unsigned", "rights-dock.stands-unsigned"),
    Standing.BROKEN: ("bad", "standing.broken", "rights-dock.stands-broken"),
}
"""How each standing looks, what it is called, and what it means."""


def rule_words(room: Room, rule: Rule) -> str:
    """Say a rule on one line: block, in an advertisement; until 2027-01-31; name the rightsholder."""
    parts = [room.say(EFFECTS[rule.effect]), *conditions(room, rule.when), *days(room, rule.from_, rule.until)]
    if rule.final:
        parts.append(room.say("rights-dock.final"))
    parts += [duty_words(room, one) for one in rule.duties]
    return " · ".join(parts)


def conditions(room: Room, when: When) -> Iterator[str]:
    """Say the conditions of a rule."""
    say = room.say
    if when.commercial is not None:
        yield say("rights-dock.commercial-only" if when.commercial else "rights-dock.commercial-not")
    for several, codes in (
        (when.use, USES),
        (when.audience, AUDIENCES),
        (when.depicts, DEPICTS),
        (when.scenario, SCENARIOS),
        (when.performance, PERFORMANCES),
    ):
        if several:
            yield _either(say(codes[one]) for one in several)  # type: ignore[index]
    if when.territory:
        yield say("rights-dock.in-places", places=tuple(when.territory))
    if when.via:
        yield say("rights-dock.via", generators=tuple(when.via))
    if when.project:
        yield say("rights-dock.for-projects", n=len(when.project))
    if when.duration_max_s:
        yield say("rights-dock.at-most", seconds=when.duration_max_s)


def days(room: Room, first: str, last: str) -> Iterator[str]:
    """Say the days between which something holds."""
    if first:
        yield room.say("rights-dock.from-day", day=first)
    if last:
        yield room.say("rights-dock.until-day", day=last)


def duty_words(room: Room, duty: Duty) -> str:
    """Say a duty with what belongs to it."""
    words = room.say(DUTIES[duty.kind])
    more = [one for one in (duty.to, duty.text, f"{duty.percent} %" if duty.percent else "") if one]
    return room.say("rights-dock.duty-more", duty=words, more=tuple(more)) if more else words


def _either(words: Iterable[str]) -> str:
    return " / ".join(words)
