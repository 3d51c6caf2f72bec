"""Which generators there are, and how clips are looked at and reels rendered: the one place that knows them by name."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.media.worker import Workers
from fourbeat.model.provider import Provider

from .settings import Settings

if TYPE_CHECKING:
    from fourbeat.media.stitch.rendered import Rendered
    from fourbeat.model.request import RenderRequest
    from fourbeat.model.take import MediaFacts

ORDERS = "handwork"
"""The folder of a project in which orders for websites are laid out."""

# The modules that bring PyAV, numpy and cv2 are imported where they are used: `status` must not wait for them.


def workers(settings: Settings) -> Workers:
    """Make the worker processes' pool: as many as chosen, else one for each processor."""
    return Workers(settings.workers or os.cpu_count() or 1)


def generators(pool: Workers, folder: Path) -> dict[str, Provider]:
    """Register every generator by its key, for the project in `folder`."""
    from fourbeat.media.animatic.provider import Animatic
    from fourbeat.providers.handwork import Handwork

    made: tuple[Provider, ...] = (Animatic(pool, folder / "cache" / "parts"), Handwork(folder / ORDERS))
    return {one.key: one for one in made}


def prober(pool: Workers) -> Callable[[Path], Awaitable[MediaFacts]]:
    """Make what looks, in a worker process, whether a file is a playable clip, and what it is. Raises MediaError."""

    async def look(clip: Path) -> MediaFacts:
        return await pool.run(_look, clip)

    return look


def renderer(
    pool: Workers, scratch: Path, done: Callable[[RenderRequest, Rendered], None]
) -> Callable[[RenderRequest, Callable[[float], None]], Awaitable[None]]:
    """Make what renders a reel in a worker process; encoded segments are kept in `scratch`, `done` hears the result."""

    async def render(request: RenderRequest, report: Callable[[float], None]) -> None:
        done(request, await pool.run(_stitch, request, scratch, report=report))

    return render


def _stitch(request: RenderRequest, scratch: Path, report: Callable[[float], None]) -> Rendered:
    from fourbeat.media.animatic.render import render as draw
    from fourbeat.media.stitch.render import render

    scratch.mkdir(parents=True, exist_ok=True)
    return render(request.cut, scratch=scratch, target=request.target, draw=draw, report=report)


def _look(clip: Path, _report: Callable[[float], None]) -> MediaFacts:
    from fourbeat.media.probe import decodes, probe

    facts = probe(clip)
    decodes(clip)
    return facts
