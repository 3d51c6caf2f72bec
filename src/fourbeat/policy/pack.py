"""A rights pack as its holder writes it: holders with their catalogues, works, characters and versions; people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import BeforeValidator, FailFast, Field

from fourbeat.model.verdict import Decision

from .rule import Rule, Source, Written
from .subject import Basis, Kind, Name, Print, Signature, Subject

MOST_SUBJECTS = 200_000
"""Holders, works, characters, people and all else of one pack together."""
MOST_RULES_IN_ALL = 2_000_000
"""The sum of the rules that reach each subject; a pack that has more was not written for anybody."""

Slug: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Language: TypeAlias = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
Registered: TypeAlias = Annotated[
    str, Field(pattern=r"^(wikidata:Q[1-9]\d{0,11}|(eidr|isan|isni):[0-9A-Za-z./ -]{4,60})$")
]
Phrase: TypeAlias = Annotated[str, Field(min_length=1, max_length=120)]
Digits: TypeAlias = Annotated[str, Field(pattern=r"^([0-9a-f]{16}|[0-9a-f]{64})$")]
Line: TypeAlias = Annotated[str, Field(max_length=400)]
Day: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


def _named(given: object) -> object:
    """Let a name be a bare text, and know its language from the group it stands in."""
    if not isinstance(given, Mapping):
        return given
    return {
        language: [
            {"text": one, "language": language}
            if isinstance(one, str)
            else {**one, "language": language}
            if isinstance(one, Mapping) and "language" not in one
            else one
            for one in names
        ]
        if isinstance(names, list | tuple)
        else names
        for language, names in given.items()
    }


def _sourced(given: object) -> object:
    """Let a source be a bare text: `source: common knowledge`."""
    return {"text": given} if isinstance(given, str) else given


def _duty(given: object) -> object:
    """Let a duty be its bare kind, or its kind with what belongs to it: `revenue-share: {to: …, percent: …}`."""
    if isinstance(given, str):
        return {"kind": given}
    if isinstance(given, Mapping) and "kind" not in given and len(given) == 1:
        (kind, facts), *_ = given.items()
        return {"kind": kind, **facts} if isinstance(facts, Mapping) else given
    return given


def _ruled(given: object) -> object:
    if not isinstance(given, list | tuple):
        return given
    return [_spelled_out(one) if isinstance(one, Mapping) else one for one in given]


def _spelled_out(rule: Mapping[Any, Any]) -> dict[Any, Any]:
    full = dict(rule)
    if "source" in full:
        full["source"] = _sourced(full["source"])
    if isinstance(full.get("duties"), list | tuple):
        full["duties"] = [_duty(one) for one in full["duties"]]
    return full


Names: TypeAlias = Annotated[dict[Language, tuple[Name, ...]], BeforeValidator(_named)]
Origin: TypeAlias = Annotated[Source | None, BeforeValidator(_sourced)]
Rules: TypeAlias = Annotated[tuple[Rule, ...], BeforeValidator(_ruled)]


class Picture(Written):
    """Be one picture of a subject: its fingerprints, or for the builder the file beside the pack to take them from."""

    file: Line = ""
    note: Line = ""
    dhash: tuple[Digits, ...] = ()
    pdq: tuple[Digits, ...] = ()


class Thing(Written):
    """Be what holders, works, characters and people have in common."""

    id: Slug
    ids: tuple[Registered, ...] = ()
    source: Origin = None
    note: Line = ""
    names: Names = Field(default_factory=dict)
    never: tuple[Phrase, ...] = Field(default=(), alias="not")
    signature: Signature | None = None
    images: tuple[Picture, ...] = ()
    default: Decision | None = None
    rules: Rules = ()


class Version(Thing):
    """Be one form of a character, such as the one that is no longer protected."""


class Character(Thing):
    """Be a character."""

    versions: Annotated[tuple[Version, ...], FailFast()] = ()


class Work(Thing):
    """Be a film, series, game or book."""

    characters: Annotated[tuple[Character, ...], FailFast()] = ()


class Catalogue(Thing):
    """Be several works of a holder that rules may speak of together."""

    works: Annotated[tuple[Work, ...], FailFast()] = ()


class Style(Thing):
    """Be a manner that is called by a name: “in the style of”."""


class Holder(Thing):
    """Be a rightsholder; `name` is shown, and looked for in texts only where `names` says it, too."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    contact: Line = ""
    catalogues: Annotated[tuple[Catalogue, ...], FailFast()] = ()
    works: Annotated[tuple[Work, ...], FailFast()] = ()
    characters: Annotated[tuple[Character, ...], FailFast()] = ()
    styles: Annotated[tuple[Style, ...], FailFast()] = ()


class Person(Thing):
    """Be a person; what may be done with their likeness is said by consents, not by packs alone."""

    kind: Literal["person"] = "person"


class Pack(Written):
    """Be a rights pack; a higher `version` replaces a lower one."""

    pack: Slug
    version: Annotated[int, Field(ge=1, le=999_999_999)]
    issued: Day
    basis: Basis
    name: Line = ""
    note: Line = ""
    source: Origin = None
    default: Decision = Decision.ASK
    holders: Annotated[tuple[Holder, ...], FailFast()] = ()
    people: Annotated[tuple[Person, ...], FailFast()] = ()


class Placed(NamedTuple):
    """Be a thing where it stands: the way to it in the file, its ids from the top, and what it belongs to."""

    kind: Kind
    thing: Thing
    way: tuple[str | int, ...]
    trail: tuple[str, ...]
    above: tuple[str, ...]
    over: Placed | None
    holder: str = ""


BELOW: Mapping[type[Thing], tuple[tuple[str, Kind], ...]] = {
    Holder: (
        ("catalogues", Kind.CATALOGUE),
        ("works", Kind.WORK),
        ("characters", Kind.CHARACTER),
        ("styles", Kind.STYLE),
    ),
    Catalogue: (("works", Kind.WORK),),
    Work: (("characters", Kind.CHARACTER),),
    Character: (("versions", Kind.VERSION),),
}


def things(pack: Pack) -> Iterator[Placed]:
    """Give everything in a pack, whatever is above before what is below."""
    for index, holder in enumerate(pack.holders):
        waiting = [Placed(Kind.HOLDER, holder, ("holders", index), (holder.id,), (), None, holder.name)]
        while waiting:
            top = waiting.pop()
            yield top
            thing = top.thing
            for name, kind in reversed(BELOW.get(type(thing), ())):
                # Most have nothing below them.
                if several := getattr(thing, name):
                    waiting.extend(reversed(list(_placed(pack.pack, top, name, kind, several))))
    for index, person in enumerate(pack.people):
        yield Placed(Kind.PERSON, person, ("people", index), (person.id,), (), None)


def _placed(pack: str, top: Placed, name: str, kind: Kind, several: tuple[Thing, ...]) -> Iterator[Placed]:
    above = () if top.kind is Kind.HOLDER else (*top.above, subject_id(pack, top.trail))
    for index, thing in enumerate(several):
        yield Placed(kind, thing, (*top.way, name, index), (*top.trail, thing.id), above, top, top.holder)


def subject_id(pack: str, trail: tuple[str, ...]) -> str:
    """Give the id of a subject: `pack:holder/…/slug`."""
    return f"{pack}:{'/'.join(trail)}"


def subjects(pack: Pack, *, signed: bool) -> tuple[Subject, ...]:
    """Give a pack's subjects, flat, each with the rules that reach it.

    Only a pack whose signature is trusted may loosen anything. Of any other, whatever would is left out here, so that
    nobody above ever meets it: rules that allow, what rules lift, and a default that allows, which becomes ask. A rule
    that allows and names duties stays for their sake: it permits nothing, but they are owed.
    """
    made: list[Subject] = []
    chains: dict[tuple[str, ...], tuple[tuple[tuple[Kind, Rule], ...], Decision]] = {}
    for placed in things(pack):
        thing = placed.thing
        over, usual = chains[placed.over.trail] if placed.over else ((), _kept(pack.default, signed))
        chain = over
        if thing.rules:
            chain += tuple((placed.kind, rule) for one in thing.rules if (rule := _heard(one, signed)) is not None)
        default = _kept(thing.default, signed) if thing.default is not None else usual
        if placed.kind not in (Kind.VERSION, Kind.STYLE, Kind.PERSON):
            chains[placed.trail] = (chain, default)
        made.append(
            Subject(
                id=subject_id(pack.pack, placed.trail),
                pack=pack.pack,
                version=pack.version,
                kind=placed.kind,
                name=shown(thing),
                holder=placed.holder,
                above=placed.above,
                names=tuple(name for names in thing.names.values() for name in names),
                never=thing.never,
                signature=thing.signature,
                prints=_prints(thing),
                chain=chain,
                default=default,
                signed=signed,
                ids=thing.ids,
                basis=pack.basis,
            )
        )
    return tuple(made)


def _prints(thing: Thing) -> tuple[Print, ...]:
    if not thing.images:
        return ()
    return tuple(Print(note=one.note, dhash=one.dhash, pdq=one.pdq) for one in thing.images if one.dhash or one.pdq)


def shown(thing: Thing) -> str:
    """Name a thing for a person: a holder's name, else its English name, else its first, else its id."""
    if isinstance(thing, Holder):
        return thing.name
    english = thing.names.get("en")
    if english:
        return english[0].text
    return next((names[0].text for names in thing.names.values() if names), thing.id)


def _kept(default: Decision, signed: bool) -> Decision:
    return default if signed or default is not Decision.ALLOW else Decision.ASK


def _heard(rule: Rule, signed: bool) -> Rule | None:
    """Give what is heard of a rule: all of it from a trusted pack, only what tightens from any other."""
    if signed:
        return rule
    if rule.effect is Decision.ALLOW and not rule.duties:
        return None
    return rule.model_copy(update={"lifts": ()}) if rule.lifts else rule
