"""Packs made ready to be given on: names graded, pictures turned into fingerprints, signed."""

from __future__ import annotations

from pathlib import Path

from fourbeat.model.errors import Invalid
from fourbeat.policy import building, document
from fourbeat.policy.grading import grade
from fourbeat.policy.pack import Pack
from fourbeat.policy.reading import read
from fourbeat.policy.signing import Seal

from .common_words import common
from .keys import Keys
from .pack_files import TABLES, beside_it, given_out, look, taken


def built(file: Path) -> tuple[Pack, list[str]]:
    """Give a pack or table ready for use, and its names that are ordinary words. Raises Invalid, NotFound, Storage."""
    words = common()
    pack = building.built(look(file, draft=True).pack, grade=lambda name: grade(name, words))
    return pack, building.doubtful(pack)


def sign(file: Path, keys: Keys, *, name: str, replace: bool = False) -> Seal:
    """Sign a pack with a key of one's own, beside it. Raises Invalid for one that would not be taken in with it."""
    if file.suffix.lower() in TABLES:
        raise Invalid("packs.table-first", file=str(file))
    data = taken(file, document.LARGEST)
    read(data, str(file), signed=True)
    seal = keys.sign(data, name=name)
    given_out(beside_it(file), seal.text(), replace=replace)
    return seal
