"""What is wrong with a pack whose every part has its form: names that mean anything, ids twice, bare claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from fourbeat.model.message import Message, message
from fourbeat.model.verdict import Decision

from .pack import MOST_RULES_IN_ALL, MOST_SUBJECTS, Pack, Placed, Thing, things
from .rule import Duty, Rule, Source, When
from .subject import Basis, Grade, Kind, Name

Fault: TypeAlias = tuple[tuple[str | int, ...], Message]
"""Where in the file, as keys and places from the top, and what."""

_TWO_LETTERS = re.compile(r"[^\W_].*?[^\W_]", re.DOTALL)
_FINE = re.compile(r"[^\W_][\w '’・·&,!:-]*[^\W_]")
"""What most names are made of: these need no second look."""

_BREAK = re.compile(r"[\t\r\n]")
_EDGE = re.compile(r"^\s|\s$")
_PATTERN = re.compile(r"\.[*+]|\\[A-Za-z]|\[[^\]]*-[^\]]*\]|\(\?|\||\{\d*,?\d*\}|\)[*+?{]")
"""What only stands in regular expressions; `|` also parts the names of a table."""

_TERRITORY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_PROVIDER = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_ADDRESS = re.compile(r"https?://[^\s/]{3,255}(/\S{0,400})?")


def faults(pack: Pack, *, signed: bool) -> Iterator[Fault]:
    """Find what is wrong, in the order of the file; `signed` says that it has a whole signature."""
    yield from _day(("issued",), pack.issued)
    yield from _source(("source",), pack.source)
    bare = pack.basis is Basis.FACT_ONLY
    if bare and pack.default is Decision.ALLOW:
        yield ("default",), message("pack.facts-allow-nothing")
    if not pack.holders and not pack.people:
        yield (), message("pack.empty")
    seen: set[tuple[str, ...]] = set()
    rules: dict[str, Rule] = {}
    reach: dict[tuple[str, ...], int] = {}
    defaults: dict[tuple[str, ...], Decision] = {}
    total = 0
    for count, placed in enumerate(things(pack), 1):
        if count > MOST_SUBJECTS:
            yield placed.way, message("pack.too-many-subjects", most=MOST_SUBJECTS)
            return
        thing, way, over = placed.thing, placed.way, placed.over
        if placed.trail in seen:
            yield (*way, "id"), message("pack.twice", id="/".join(placed.trail))
        seen.add(placed.trail)
        yield from _thing(placed)
        if thing.default is Decision.ALLOW and bare:
            yield (*way, "default"), message("pack.facts-allow-nothing")
        default = thing.default or (defaults[over.trail] if over else pack.default)
        defaults[placed.trail] = default
        for index, rule in enumerate(thing.rules):
            spot = (*way, "rules", index)
            if bare:
                yield spot, message("pack.facts-hold-no-rule", rule=rule.id)
            if rule.id in rules:
                yield (*spot, "id"), message("pack.twice-rule", rule=rule.id)
            rules[rule.id] = rule
            yield from _rule(spot, rule)
            excused = signed or pack.basis is Basis.HOUSE_POLICY or rule.effect is default
            if not excused and not any(map(_proven, (rule.source, thing.source, pack.source))):
                yield spot, message("pack.unproven", rule=rule.id)
        reach[placed.trail] = len(thing.rules) + (reach[over.trail] if over else 0)
        total += reach[placed.trail]
    if total > MOST_RULES_IN_ALL:
        yield (), message("pack.too-many-rules", most=MOST_RULES_IN_ALL)


def _proven(source: Source | None) -> bool:
    return source is not None and bool(source.url and source.seen)


def _thing(placed: Placed) -> Iterator[Fault]:
    thing, way = placed.thing, placed.way
    if thing.source is not None:
        yield from _source((*way, "source"), thing.source)
    for language, names in thing.names.items():
        known: set[str] = set()
        for index, name in enumerate(names):
            spot = (*way, "names", language, index)
            if (fault := name_fault(name.text)) and not _single(name):
                yield spot, fault
            if name.text in known:
                yield spot, message("pack.twice-name", name=name.text)
            known.add(name.text)
            if name.needs:
                yield from _phrases((*spot, "needs"), name.needs)
    if thing.never:
        yield from _phrases((*way, "not"), thing.never)
    if thing.signature is not None:
        yield from _signature((*way, "signature"), thing)
    if placed.kind is Kind.STYLE and (thing.signature or thing.images):
        yield way, message("pack.style-has-names-only")


def name_fault(text: str) -> Message | None:
    """Say why a text cannot be looked for as a name; None where it can."""
    if _FINE.fullmatch(text):
        return None
    if not text.strip():
        return message("pack.empty-name")
    if _BREAK.search(text) or _EDGE.search(text):
        return message("pack.broken-name", name=" ".join(text.split())[:60])
    if not _TWO_LETTERS.search(text):
        return message("pack.short-name", name=text)
    if _PATTERN.search(text):
        return message("pack.pattern", name=text[:60])
    return None


def _single(name: Name) -> bool:
    """Tell whether a name is one letter that counts only near others, such as 嵐 with its needs."""
    text = name.text.strip()
    return len(text) == 1 and text.isalpha() and name.grade is Grade.AMBIGUOUS and bool(name.needs)


def _phrases(way: tuple[str | int, ...], phrases: Iterable[str]) -> Iterator[Fault]:
    for index, phrase in enumerate(phrases):
        fault = message("pack.long-name", most=120) if len(phrase) > 120 else name_fault(phrase)
        if fault:
            yield (*way, index), fault


def _signature(way: tuple[str | int, ...], thing: Thing) -> Iterator[Fault]:
    signature = thing.signature
    assert signature is not None
    for index, trait in enumerate(signature.of):
        yield from _phrases((*way, "of", index, "phrases"), trait.phrases)
    if signature.groups > len(signature.of):
        yield (*way, "groups"), message("pack.out-of-reach", key="groups", most=len(signature.of))
    most = sum(trait.weight for trait in signature.of)
    if signature.threshold > most:
        yield (*way, "threshold"), message("pack.out-of-reach", key="threshold", most=most)


def _rule(way: tuple[str | int, ...], rule: Rule) -> Iterator[Fault]:
    yield from _day((*way, "from"), rule.from_)
    yield from _day((*way, "until"), rule.until)
    if rule.from_ and rule.until and rule.from_ > rule.until:
        yield (*way, "until"), message("pack.ends-before", first=rule.from_, last=rule.until)
    if rule.final and rule.effect is not Decision.BLOCK:
        yield (*way, "final"), message("pack.final-blocks", rule=rule.id)
    if rule.lifts and rule.effect is not Decision.ALLOW:
        yield (*way, "lifts"), message("pack.lifts-allow", rule=rule.id)
    yield from _source((*way, "source"), rule.source)
    yield from _when((*way, "when"), rule.when)
    for index, duty in enumerate(rule.duties):
        yield from _duty((*way, "duties", index), duty)


def _when(way: tuple[str | int, ...], when: When) -> Iterator[Fault]:
    for index, territory in enumerate(when.territory):
        if not _TERRITORY.fullmatch(territory):
            yield (*way, "territory", index), message("pack.no-territory", given=territory[:60])
    for index, provider in enumerate(when.via):
        if not _PROVIDER.fullmatch(provider):
            yield (*way, "via", index), message("pack.no-provider", given=provider[:60])
    for index, project in enumerate(when.project):
        if not 0 < len(project.strip()) <= 120:
            yield (*way, "project", index), message("pack.bad-value", key="project", given=project[:60])


def _duty(way: tuple[str | int, ...], duty: Duty) -> Iterator[Fault]:
    if duty.percent and not 0 <= float(duty.percent) <= 100:
        yield way, message("pack.bad-value", key="percent", given=duty.percent)


def _source(way: tuple[str | int, ...], source: Source | None) -> Iterator[Fault]:
    if source is None:
        return
    yield from _day((*way, "seen"), source.seen)
    if source.url and not _ADDRESS.fullmatch(source.url):
        yield (*way, "url"), message("pack.no-address", given=source.url[:60])


def _day(way: tuple[str | int, ...], day: str) -> Iterator[Fault]:
    if not day:
        return
    try:
        date.fromisoformat(day)
    except ValueError:
        yield way, message("pack.no-day", given=day)
