"""The marks of a template: lines that begin a part of it, in any language a prompt may be written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fourbeat.model.brief import Bible

from .layout import LONG, STANDARD
from .mentions import Named, names
from .vocabulary import VOCABULARIES

_DRESSED = ("**", "__", "#")
_HEAD = re.compile(r"^\s*(?:#{1,6}\s+)?(?:\*\*|__)?(?P<label>[^:：]{1,60}?)\s*[:：]?\s*(?:\*\*|__)?\s*[:：]?\s*$")
_LABEL = re.compile(
    r"^\s*(?:#{1,6}\s+)?(?:\*\*|__)?(?P<label>[^:：]{1,60}?)\s*(?:\*\*|__)?\s*[:：](?:\s*(?:\*\*|__))?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_AFTER = re.compile(r"\s*(?:\[(?P<costume>(?:\\.|[^\]\\])*)\])?\s*[:：]\s*(?P<rest>.*)$", re.DOTALL)
_HEADS = {section.head for section in (*STANDARD, *LONG) if section.head}


@dataclass(frozen=True)
class Mark:
    """Be the beginning of a part: a head, a label with its first words, or a name with its description."""

    kind: Literal["head", "label", "name"]
    key: str
    rest: str = ""
    named: Named | None = None
    costume: str = ""


def mark(line: str, bible: Bible) -> Mark | None:
    """Say which part of a template a line begins, None where it begins none."""
    keys = _keys()
    if (found := _HEAD.match(line)) and (head := keys.get(_plain(found["label"]))):
        return Mark("head" if head in _HEADS else "label", head)
    if (found := _LABEL.match(line)) and (key := keys.get(_plain(found["label"]))):
        return Mark("label", key, found["rest"])
    after = line.lstrip().removeprefix("@").removeprefix("＠")
    for name, named in _named(bible):
        if after[: len(name)].casefold() == name.casefold() and (found := _AFTER.match(after, len(name))):
            return Mark("name", "", found["rest"], named, found["costume"] or "")
    return None


def speaks_up(line: str, bible: Bible) -> bool:
    """Tell whether a line of an author's words would be taken for something else."""
    return line.lstrip().startswith(("\\", *_DRESSED)) or mark(line, bible) is not None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip()).casefold()


@cache
def _keys() -> Mapping[str, str]:
    return dict(_pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    for words in VOCABULARIES.values():
        for key, aliases in words.aliases.items():
            for alias in aliases:
                yield _plain(alias), key
    for words in VOCABULARIES.values():
        for key, label in words.labels.items():
            yield _plain(label), key


def _named(bible: Bible) -> list[tuple[str, Named]]:
    everyone: tuple[Named, ...] = (*bible.people, *bible.places, *bible.props)
    pairs = [(name, one) for one in everyone for name in names(one) if name]
    return sorted(pairs, key=lambda pair: -len(pair[0]))
