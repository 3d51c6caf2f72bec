"""Names in free text: `@Ada` stands for one of the cast, a place or a prop."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from fourbeat.model.brief import Bible
from fourbeat.model.plan import Character, Place, Prop

from .search import joins

Named = Character | Place | Prop
SIGNS = "@＠"
_BETWEEN = re.compile(r"[,、，;；\n]")


@dataclass(frozen=True)
class Mention:
    """Be one name in a text, from the sign before it to its end."""

    start: int
    end: int
    named: Named


def names(named: Named) -> tuple[str, ...]:
    """Give what someone or something is called: the name first, then the aliases."""
    aliases = "" if isinstance(named, Prop) else named.aliases
    return (named.name.strip(), *(alias.strip() for alias in _BETWEEN.split(aliases) if alias.strip()))


def mentions(text: str, bible: Bible) -> list[Mention]:
    """Find the names that a text mentions, the longest at each place; a sign before any other word is left alone."""
    if not any(sign in text for sign in SIGNS):
        return []
    known = _known(bible)
    found: list[Mention] = []
    for at, letter in enumerate(text):
        if letter not in SIGNS or (at > 0 and joins(text[at - 1])) or (found and at < found[-1].end):
            continue
        for name, named in known:
            if end := _ends(text, at + 1, name):
                found.append(Mention(at, end, named))
                break
    return found


def _known(bible: Bible) -> list[tuple[str, Named]]:
    everyone: tuple[Named, ...] = (*bible.people, *bible.places, *bible.props)
    # Where two are called the same, a name goes before an alias, and the cast before places and props.
    pairs = [(name, rank > 0, one) for one in everyone for rank, name in enumerate(names(one)) if name]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair[1]))
    return [(name, one) for name, _, one in pairs]


def _ends(text: str, start: int, name: str) -> int | None:
    """Give the end of a name in a text, None where it does not stand there whole."""
    wanted = unicodedata.normalize("NFC", name).casefold()
    for length in {len(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")} | {len(name)}:
        piece = text[start : start + length]
        if unicodedata.normalize("NFC", piece).casefold() == wanted:
            end = start + length
            if end == len(text) or not (joins(text[end]) and joins(text[end - 1])):
                return end
    return None


def pieces(text: str, bible: Bible) -> Iterator[tuple[str, Named | None]]:
    """Cut a text at its mentions: each stretch of words, and each name as the film calls it."""
    last = 0
    for one in mentions(text, bible):
        if one.start > last:
            yield text[last : one.start], None
        yield one.named.name.strip(), one.named
        last = one.end
    if last < len(text):
        yield text[last:], None
