"""Packs made ready to be given on: names graded, pictures turned into fingerprints, signed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from fourbeat.exchange.inside import inside
from fourbeat.media.worker import Workers
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.policy import building, document
from fourbeat.policy.grading import grade
from fourbeat.policy.pack import Pack, things
from fourbeat.policy.reading import read
from fourbeat.policy.signing import Seal
from fourbeat.policy.subject import Grade, Print

from .common_words import common
from .keys import Keys
from .pack_files import TABLES, beside_it, given_out, look, taken


def built(file: Path) -> tuple[Pack, list[str]]:
    """Give a pack or table ready for use, and its names that are ordinary words.

    Raises Invalid, NotFound for a picture that is not beside the pack, MediaError, Storage.
    """
    return finished(look(file, draft=True).pack, file.parent)


def finished(draft: Pack, folder: Path) -> tuple[Pack, list[str]]:
    """Give a pack ready for use whose pictures lie in a folder. Raises what `built` raises."""
    words = common()
    named = {one.file for placed in things(draft) for one in placed.thing.images if one.file}
    pictures = {name: _beside(folder, name) for name in sorted(named)}
    prints = asyncio.run(_drawn(pictures.items())) if pictures else {}
    pack = building.built(draft, grade=lambda name: grade(name, words), draw=prints.__getitem__)
    return pack, building.doubtful(pack)


def ordinary(pack: Pack) -> list[str]:
    """Name what a pack of any state leaves to the reader: its names of ordinary words that need no company yet."""
    words = common()
    every = (name for placed in things(pack) for names in placed.thing.names.values() for name in names)
    return [
        name.text
        for name in every
        if not name.needs
        and (name.grade is Grade.COMMON or (name.grade is None and grade(name.text, words) is not Grade.STRONG))
    ]


def sign(file: Path, keys: Keys, *, name: str, replace: bool = False) -> Seal:
    """Sign a pack with a key of one's own, beside it. Raises Invalid for one that would not be taken in with it."""
    if file.suffix.lower() in TABLES:
        raise Invalid("packs.table-first", file=str(file))
    data = taken(file, document.LARGEST)
    read(data, str(file), signed=True)
    seal = keys.sign(data, name=name)
    given_out(beside_it(file), seal.text(), replace=replace)
    return seal


def _beside(folder: Path, name: str) -> Path:
    # A pack may come from anybody: it names no file but one of its own folder.
    found = inside(folder, name)
    if found is None:
        raise NotFound("packs.no-picture", name=name, folder=str(folder))
    return found


async def _drawn(pictures: Iterable[tuple[str, Path]]) -> dict[str, Print]:
    """Have a worker process take the fingerprints of pictures, one after the other."""
    pool = Workers(1)
    found: dict[str, Print] = {}
    try:
        for name, path in pictures:
            found[name] = await pool.run(_print, path, name)
            if not found[name].dhash:
                raise Invalid("packs.plain-picture", name=name)
    finally:
        await pool.close()
    return found


def _print(path: Path, name: str, _report: Callable[[float], None]) -> Print:
    from fourbeat.media.stills import luma
    from fourbeat.policy.pictures import prints

    return prints(luma(path, name))
