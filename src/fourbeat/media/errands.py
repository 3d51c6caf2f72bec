"""What the queue has worker processes do: look at clips and pictures, and render reels.

A worker imports this module to find its task. So the module brings nothing else along: what a task needs is imported
where it is used, and a worker is there at once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fourbeat.model.request import RenderRequest
    from fourbeat.model.still import PictureFacts
    from fourbeat.model.take import MediaFacts

    from .stitch.rendered import Rendered
    from .worker import Workers


def prober(pool: Workers) -> Callable[[Path], Awaitable[MediaFacts]]:
    """Make what looks, in a worker process, whether a file is a playable clip, and what it is. Raises MediaError."""

    async def look(clip: Path) -> MediaFacts:
        return await pool.run(_look, clip)

    return look


def viewer(pool: Workers) -> Callable[[Path], Awaitable[PictureFacts]]:
    """Make what looks, in a worker process, whether a file is a picture, and what it is. Raises MediaError."""

    async def look(picture: Path) -> PictureFacts:
        return await pool.run(_seen, picture)

    return look


def renderer(
    pool: Workers, scratch: Path, done: Callable[[RenderRequest, Rendered], None]
) -> Callable[[RenderRequest, Callable[[float], None]], Awaitable[None]]:
    """Make what renders a reel in a worker process; encoded segments are kept in `scratch`, `done` hears the result."""

    async def render(request: RenderRequest, report: Callable[[float], None]) -> None:
        done(request, await pool.run(_stitch, request, scratch, report=report))

    return render


def _stitch(request: RenderRequest, scratch: Path, report: Callable[[float], None]) -> Rendered:
    from .animatic.render import render as draw
    from .stitch.render import render

    scratch.mkdir(parents=True, exist_ok=True)
    return render(request.cut, scratch=scratch, target=request.target, draw=draw, report=report)


def _seen(picture: Path, _report: Callable[[float], None]) -> PictureFacts:
    from .stills import facts

    return facts(picture, picture.name)


def _look(clip: Path, _report: Callable[[float], None]) -> MediaFacts:
    from .probe import decodes, probe

    facts = probe(clip)
    decodes(clip)
    return facts
