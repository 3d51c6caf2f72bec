"""The filter's language: "status:retake,review ada -takes:none" read into terms that a shot meets or does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .search import folded

FIELDS = (
    "status",
    "cast",
    "place",
    "scene",
    "sequence",
    "number",
    "text",
    "takes",
    "seconds",
    "has",
    "framing",
    "angle",
    "move",
    "depth",
    "provider",
    "finding",
)
"""What can be asked of a shot, in the order in which it is offered."""

EXACT = frozenset({"status", "scene", "sequence", "framing", "angle", "move", "depth", "has", "finding"})
"""Fields whose value is one of a few; the others contain what is looked for."""

COUNTED = frozenset({"takes", "seconds"})

_TERM = re.compile(r"""(?P<not>-?)(?:(?P<field>[^\s":：]+)[:：](?=\S))?(?P<value>(?:"[^"]*"?|[^\s"]+)+)""")
_AMOUNT = re.compile(r"(>=|<=|>|<|=)?(\d+(?:\.\d+)?)$")


@dataclass(frozen=True)
class Term:
    """Be one thing asked: one of `values` in `field`, or in any words where that is "text"; `negated`: none of them.

    `start` and `end` say where it stands in the filter's text.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Odd:
    """Be something in a filter that means nothing: a field that is not there, or a value its field never has."""

    field: str
    value: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """Be a filter as read: a shot must meet every term. `odd` are left out of it."""

    terms: tuple[Term, ...] = ()
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """Hold the person's own words for fields and values, folded: what each means."""

    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read(text: str, spoken: Spoken | None = None, known: Mapping[str, Sequence[str]] | None = None) -> Filter:
    """Read a filter; `known` names the values of fields that have only a few, in the program's own words."""
    spoken, known = spoken or Spoken(), known or {}
    terms: list[Term] = []
    odd: list[Odd] = []
    for found in _TERM.finditer(text):
        name, value = found["field"], found["value"]
        asked = "text" if name is None else spoken.fields.get(folded(name), folded(name))
        if asked not in FIELDS:
            odd.append(Odd(name or ""))
            continue
        values = tuple(one for part in _parts(value) if (one := _meant(asked, part, spoken)))
        unknown = [one for one in values if not _can_be(asked, one, known)]
        odd += [Odd(asked, one, tuple(known.get(asked, ()))) for one in unknown]
        if good := tuple(one for one in values if one not in unknown):
            terms.append(Term(asked, good, bool(found["not"]), found.start(), found.end()))
    return Filter(tuple(terms), tuple(odd))


def quoted(value: str) -> str:
    """Write a value so that it is read as one."""
    return f'"{value}"' if re.search(r'[\s,:：、"-]', value) or not value else value


def amount(value: str, given: float) -> bool:
    """Tell whether a number meets "3", ">2", "<=4"."""
    found = _AMOUNT.match(value)
    if found is None:
        return False
    sign, wanted = found[1] or "=", float(found[2])
    return {
        "=": given == wanted,
        ">": given > wanted,
        "<": given < wanted,
        ">=": given >= wanted,
        "<=": given <= wanted,
    }[sign]


def without(text: str, term: Term) -> str:
    """Take a term out of a filter's text."""
    return f"{text[: term.start].rstrip()} {text[term.end :].lstrip()}".strip()


def _parts(value: str) -> list[str]:
    """Split "retake,review" at its commas; what stands in quotes is one."""
    parts, quote = [""], False
    for letter in value:
        if letter == '"':
            quote = not quote
        elif letter in ",、" and not quote:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def _meant(name: str, value: str, spoken: Spoken) -> str:
    same = folded(value)
    return spoken.values.get(name, {}).get(same, same)


def _can_be(name: str, value: str, known: Mapping[str, Sequence[str]]) -> bool:
    if name in COUNTED:
        return value in ("none", "some") or bool(_AMOUNT.match(value))
    return name not in known or name not in EXACT or value in known[name]
