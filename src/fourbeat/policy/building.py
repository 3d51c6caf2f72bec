"""Packs written out: as a file in the form of rights packs, with grades and fingerprints filled in for use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

import yaml

from .pack import BELOW, Pack, Picture, Thing, things
from .rule import Duty, Source, Written
from .subject import Grade, Name, Print

Grading: TypeAlias = Callable[[str], Grade]
"""Grade a name by how rare its words are."""

Drawing: TypeAlias = Callable[[str], Print]
"""Take the fingerprints of the picture that a pack names by its file."""

T = TypeVar("T", bound=Thing)

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def built(pack: Pack, *, grade: Grading, draw: Drawing) -> Pack:
    """Give a pack ready for use: names without a grade are graded, pictures become their fingerprints.

    A name of ordinary words stays open: whoever reads the pack weighs it by how it stands in a text, until the holder
    says a grade, or the words it needs.
    """

    def of(thing: T) -> T:
        new: dict[str, Any] = {
            "names": {language: tuple(map(graded, names)) for language, names in thing.names.items()},
            "images": tuple(map(drawn, thing.images)),
        }
        for part, _kind in BELOW.get(type(thing), ()):
            new[part] = tuple(of(one) for one in getattr(thing, part))
        return thing.model_copy(update=new)

    def graded(name: Name) -> Name:
        found = name.grade or grade(name.text)
        return name if found is Grade.AMBIGUOUS else name.model_copy(update={"grade": found})

    def drawn(picture: Picture) -> Picture:
        if not picture.file:
            return picture
        taken = draw(picture.file)
        return Picture(note=picture.note or taken.note, dhash=taken.dhash, pdq=taken.pdq)

    return pack.model_copy(
        update={"holders": tuple(map(of, pack.holders)), "people": tuple(map(of, pack.people))},
    )


def doubtful(pack: Pack) -> list[str]:
    """Name what a built pack leaves to the reader: names of ordinary words that need no company yet."""
    every = (name for placed in things(pack) for names in placed.thing.names.values() for name in names)
    return [name.text for name in every if not name.needs and name.grade in (None, Grade.COMMON)]


def written(pack: Pack) -> bytes:
    """Write a pack as the file it can be read from again."""
    text = yaml.dump(_plain(pack), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return text.encode() if isinstance(text, str) else text


def _plain(value: Any) -> Any:
    """Give a part of a pack in its shortest form: only what is said, bare texts where they do."""
    match value:
        case Name():
            facts = {key: one for key, one in _fields(value).items() if key != "language"}
            return value.text if facts.keys() == {"text"} else facts
        case Source(url="", seen=""):
            return value.text
        case Duty():
            facts = _fields(value)
            kind = facts.pop("kind")
            return {kind: facts} if facts else kind
        case Written():
            return _fields(value)
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
        case bool() | int():
            return value
    return str(value)


def _fields(part: Written) -> dict[str, Any]:
    """Give the keys of a part that say something, in the order of its form."""
    usual = type(part).model_fields
    # Who it is comes first, what belongs to it last.
    below = [name for name, _kind in BELOW.get(type(part), ())] if isinstance(part, Thing) else []
    order = sorted(usual, key=lambda name: (name in below, name not in ("id", "name")))
    said = ((name, getattr(part, name)) for name in order)
    return {
        _key(part, name): _plain(value)
        for name, value in said
        if usual[name].is_required() or value != usual[name].get_default(call_default_factory=True)
    }


def _key(part: Written, name: str) -> str:
    return type(part).model_fields[name].alias or name
