"""Looking at clips and pictures from outside before anything is done with them: what they are, what is wrong.

They are read in a process of their own, one after the other; who waits is told of each, and can stop it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeVar

from fourbeat.media.errands import prober, viewer
from fourbeat.media.worker import Workers
from fourbeat.model.errors import Cancelled, FourbeatError, Invalid, MediaError, NotFound, Storage
from fourbeat.model.message import message
from fourbeat.model.still import PictureFacts
from fourbeat.model.take import MediaFacts
from fourbeat.providers.handwork import CLIPS, STILLS

from .clip_matching import is_picture

T = TypeVar("T")

MOST = 1000
"""So many files of a folder are taken at once; nobody checks more on one sheet."""

_GLANCE = 0.1
"""Seconds between two looks whether somebody has stopped it."""


@dataclass(frozen=True)
class Looked:
    """Be a file that was looked at: what it is as a clip or as a picture, or why it is neither."""

    file: Path
    facts: MediaFacts | None
    error: FourbeatError | None = None
    picture: PictureFacts | None = None


def gathered(paths: Sequence[Path]) -> list[Path]:
    """Give files as they are, and of each folder the clips and pictures that lie in it, by name.

    Raises Invalid for a folder without any, or with too many, Storage for one that cannot be read.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() in (*CLIPS, *STILLS) and one.is_file())
        except OSError as error:
            raise Storage("handwork.unreadable-folder", folder=str(path), detail=error.strerror or "") from error
        if not inside:
            raise Invalid("handwork.empty-folder", folder=str(path))
        if len(inside) > MOST:
            raise Invalid("handwork.full-folder", folder=str(path), n=len(inside), most=MOST)
        found += inside
    return list(dict.fromkeys(found))


def look_at(
    files: Sequence[Path], *, heard: Callable[[Looked], None] | None = None, stop: Event | None = None
) -> list[Looked]:
    """Look at files, each told to `heard` once that is known; none is changed. Raises Cancelled."""
    found: list[Looked] = []

    async def look() -> None:
        pool = Workers(1)
        try:
            probe, view = prober(pool), viewer(pool)
            for file in files:
                looked = (
                    _picture(file, view, stop or Event()) if is_picture(file) else _one(file, probe, stop or Event())
                )
                found.append(await looked)
                if heard is not None:
                    heard(found[-1])
        finally:
            await pool.close()

    asyncio.run(look())
    return found


async def _one(file: Path, probe: Callable[[Path], Awaitable[MediaFacts]], stop: Event) -> Looked:
    if not file.is_file():
        return Looked(file, None, NotFound("handwork.no-file", file=str(file)))
    if file.suffix.lower() not in CLIPS:
        return Looked(file, None, Invalid("handwork.no-clip-file", file=file.name, kinds=(*CLIPS, *STILLS)))
    try:
        facts = await _unless_stopped(probe(file), stop)
    except Cancelled:
        raise
    except FourbeatError as error:
        return Looked(file, None, _told(error, "handwork.not-playable", file))
    if not facts.frames:
        empty = MediaError("handwork.not-playable", file=file.name, reason=message("queue.no-picture"))
        return Looked(file, None, empty)
    return Looked(file, facts)


async def _picture(file: Path, view: Callable[[Path], Awaitable[PictureFacts]], stop: Event) -> Looked:
    if not file.is_file():
        return Looked(file, None, NotFound("handwork.no-file", file=str(file)))
    try:
        return Looked(file, None, picture=await _unless_stopped(view(file), stop))
    except Cancelled:
        raise
    except FourbeatError as error:
        return Looked(file, None, _told(error, "handwork.no-picture", file))


async def _unless_stopped(asked: Awaitable[T], stop: Event) -> T:
    """Wait for a worker process, and leave it when somebody stops the looking. Raises Cancelled."""
    looking = asyncio.ensure_future(asked)
    while not looking.done():
        if stop.is_set():
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
            raise Cancelled("work.stopped")
        await asyncio.wait({looking}, timeout=_GLANCE)
    return looking.result()


def _told(error: FourbeatError, code: str, file: Path) -> FourbeatError:
    broke = isinstance(error, MediaError) and error.of_worker
    return error if broke else MediaError(code, file=file.name, reason=error.message)
