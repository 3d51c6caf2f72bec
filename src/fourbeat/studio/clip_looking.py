"""Looking at clips from outside before anything is done with them: which can be played, what is wrong with the rest.

They are read in a process of their own, one after the other; who waits is told of each, and can stop it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from fourbeat.media.errands import prober
from fourbeat.media.worker import Workers
from fourbeat.model.errors import Cancelled, FourbeatError, Invalid, MediaError, NotFound
from fourbeat.model.message import Message, message
from fourbeat.model.take import MediaFacts
from fourbeat.providers.handwork import CLIPS


_GLANCE = 0.1
"""Seconds between two looks whether somebody has stopped it."""


@dataclass(frozen=True)
class Looked:
    """Be a file that was looked at: what it is, or why it is no clip."""

    file: Path
    facts: MediaFacts | None
    error: FourbeatError | None = None


def look_at(
    files: Sequence[Path], *, heard: Callable[[Looked], None] | None = None, stop: Event | None = None
) -> list[Looked]:
    """Look at files, each told to `heard` once that is known; none is changed. Raises Cancelled."""
    found: list[Looked] = []

    async def look() -> None:
        pool = Workers(1)
        try:
            probe = prober(pool)
            for file in files:
                found.append(await _one(file, probe, stop or Event()))
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
        return Looked(file, None, Invalid("handwork.no-clip-file", file=file.name, kinds=CLIPS))
    looking = asyncio.ensure_future(probe(file))
    while not looking.done():
        if stop.is_set():
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
            raise Cancelled("work.stopped")
        await asyncio.wait({looking}, timeout=_GLANCE)
    try:
        facts: MediaFacts = looking.result()
    except FourbeatError as error:
        return Looked(file, None, _unplayable(file, error.message))
    return Looked(file, facts) if facts.frames else Looked(file, None, _unplayable(file, message("queue.no-picture")))


def _unplayable(file: Path, reason: Message) -> MediaError:
    return MediaError("handwork.not-playable", file=file.name, reason=reason)
