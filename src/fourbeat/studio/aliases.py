"""A name that was learned, put into a pack of one's own: the pack is written anew with a higher version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fourbeat.model.errors import Invalid
from fourbeat.policy.building import written
from fourbeat.policy.pack import BELOW, Pack, Thing, subject_id, things
from fourbeat.policy.reading import read
from fourbeat.policy.subject import Name

from .pack_files import TABLES, given_out, look

T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class Added:
    """Be a pack that was written anew: where, which, and the version it has now."""

    file: Path
    pack: str
    version: int


def with_name(file: Path, out: Path, *, subject: str, text: str, language: str) -> Added:
    """Write a pack with one more name of a subject. Raises Invalid, NotFound, Storage; the old file stays as it is."""
    if file.suffix.lower() in TABLES:
        raise Invalid("packs.table-first", file=str(file))
    pack = look(file, draft=True).pack
    placed = next((one for one in things(pack) if subject_id(pack.pack, one.trail) == subject), None)
    if placed is None:
        raise Invalid("suggestion.other-pack", file=str(file), subject=subject)
    if any(name.text.casefold() == text.casefold() for names in placed.thing.names.values() for name in names):
        raise Invalid("suggestion.known-name", name=text, subject=subject)
    name = Name(text=text, language=language)
    new = _changed(pack, placed.trail, name).model_copy(update={"version": pack.version + 1})
    data = written(new)
    # What we write ourselves goes through the same door as what others write.
    read(data, str(out), signed=False)
    given_out(out, data)
    return Added(out, new.pack, new.version)


def _changed(pack: Pack, trail: tuple[str, ...], name: Name) -> Pack:
    def of(thing: T, left: tuple[str, ...]) -> T:
        if thing.id != left[0]:
            return thing
        if len(left) == 1:
            there = thing.names.get(name.language, ())
            return thing.model_copy(update={"names": {**thing.names, name.language: (*there, name)}})
        parts = {part: getattr(thing, part) for part, _ in BELOW.get(type(thing), ())}
        return thing.model_copy(
            update={part: tuple(of(one, left[1:]) for one in several) for part, several in parts.items()}
        )

    return pack.model_copy(
        update={
            "holders": tuple(of(one, trail) for one in pack.holders),
            "people": tuple(of(one, trail) for one in pack.people) if len(trail) == 1 else pack.people,
        }
    )
