"""Proxies: a reel as one file to play, made by a worker process beside the window and kept in the project's cache.

The proxy is the film itself, joined by copying wherever takes allow. Measured on a film of 8 takes and 32 s at 1280x720
on two busy cores: 1 s by copying, 11 s in 640x360 (2 s once every segment was kept). So a picture is made smaller only
where a plain machine could not play it.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat import __version__
from fourbeat.media.worker import Workers
from fourbeat.model.cut import Cut, CutItem, Ghost
from fourbeat.model.errors import Cancelled, FourbeatError, Storage
from fourbeat.model.format import Format, Size
from fourbeat.model.ids import Id
from fourbeat.model.plan import Reel
from fourbeat.model.time import half_up

from .timeline import Timeline, timeline_of

if TYPE_CHECKING:
    from .studio import Studio

LARGEST = 1920
"""The longest side, in pixels, that is played as it is; larger films are played at two thirds of this."""

_KEPT = 3
# What drawing a frame costs compared with joining it; only the progress sees it.
_EFFORT = 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Proxy:
    """Be a cut as one playable file; `timeline` says which shot stands where in it."""

    key: str
    file: Path
    timeline: Timeline


@dataclass(frozen=True)
class Preparing:
    """Say how far a proxy is, from 0 to 1; `label` numbers the shot being drawn, empty while all are joined."""

    label: str
    done: float


News = Proxy | Preparing | FourbeatError


class Proxies:
    """Make the proxy of the reel asked for last; an older wish is given up for a newer one."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._folder = studio.folder / "cache" / "proxy"
        self._wish: Id | None = None
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._listeners: list[Callable[[News], None]] = []
        self.latest: Proxy | None = None
        """The newest proxy made or found since the project was opened; it may be older than the cut."""

    def want(self, reel: Reel) -> None:
        """Have the reel's proxy made as the cut stands now; listeners hear when it is there, also if it was already."""
        with self._wake:
            if self._closed:
                return
            self._wish = reel.id
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="proxies", daemon=True)
                self._thread.start()
            self._wake.notify()

    def subscribe(self, heard: Callable[[News], None]) -> Callable[[], None]:
        """Call `heard` in another thread with each piece of news; give the call that ends it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard) if heard in self._listeners else None

    def close(self) -> None:
        """Make no more proxies; one being made is given up."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        pool = Workers(1)
        work: asyncio.Task[None] | None = None
        making = ""
        try:
            while (reel := await asyncio.to_thread(self._next)) is not None:
                try:
                    cut, key = await asyncio.to_thread(self._resolved, reel)
                except FourbeatError as error:
                    self._tell(error)
                    continue
                if work is not None and not work.done():
                    if key == making:
                        continue
                    work.cancel()
                    await asyncio.wait([work])
                making, work = key, asyncio.create_task(self._make(pool, cut, key))
        finally:
            if work is not None:
                work.cancel()
                await asyncio.wait([work])
            await pool.close()

    def _next(self) -> Id | None:
        with self._wake:
            self._wake.wait_for(lambda: self._closed or self._wish)
            wish, self._wish = self._wish, None
            return None if self._closed else wish

    def _resolved(self, reel: Id) -> tuple[Cut, str]:
        cut = self._studio.reels.cut(self._studio.plan.get(Reel, reel))
        cut = cut.model_copy(update={"format": playable(cut.format)})
        # A project that was moved is still the same film.
        items = [item.model_dump(mode="json", exclude={"source": {"path", "picture"}}) for item in cut.items]
        facts = repr([__version__, cut.title, str(cut.format.size), cut.format.rate, items])
        return cut, hashlib.sha256(facts.encode()).hexdigest()[:32]

    async def _make(self, pool: Workers, cut: Cut, key: str) -> None:
        target = self._folder / f"{key}.mp4"
        try:
            if not target.is_file():
                await self._render(pool, cut, target)
            self._prune(target)
        except Cancelled:
            return
        except FourbeatError as error:
            _log.info("no proxy", exc_info=True)
            self._tell(error)
            return
        self.latest = Proxy(key, target, timeline_of(cut))
        self._tell(self.latest)

    async def _render(self, pool: Workers, cut: Cut, target: Path) -> None:
        parts = self._folder / "parts"
        try:
            parts.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Storage("stitch.no-folder", folder=str(parts), detail=error.strerror or "") from error
        ghosts = [item for item in cut.items if isinstance(item.source, Ghost)]
        total = cut.frames + _EFFORT * sum(item.frames for item in ghosts)
        before = 0

        def report(label: str, effort: int) -> Callable[[float], None]:
            return lambda done: self._tell(Preparing(label, (before + done * effort) / total))

        for item in ghosts:
            tell = report(item.label, _EFFORT * item.frames)
            tell(0)
            await pool.run(_draw, item, cut.format, parts, report=tell)
            before += _EFFORT * item.frames
        tell = report("", cut.frames)
        tell(0)
        await pool.run(_join, cut, parts, target, report=tell)

    def _prune(self, newest: Path) -> None:
        """Let only the newest films stay; one that is being played may refuse to go and goes next time."""
        with suppress(OSError):
            newest.touch()
            films = sorted(self._folder.glob("*.mp4"), key=lambda film: film.stat().st_mtime, reverse=True)
            for film in films[_KEPT:]:
                film.unlink()

    def _tell(self, news: News) -> None:
        for heard in tuple(self._listeners):
            heard(news)


def playable(fmt: Format) -> Format:
    """Give the format a film is played in: its own, or a smaller one of the same shape and rate."""
    longest = max(fmt.size.width, fmt.size.height)
    if longest <= LARGEST:
        return fmt
    smaller = Fraction(LARGEST, 3 * longest)
    width, height = (2 * half_up(side * smaller) for side in (fmt.size.width, fmt.size.height))
    return Format(size=Size(width=width, height=height), rate=fmt.rate)


def _draw(item: CutItem, fmt: Format, scratch: Path, report: Callable[[float], None]) -> None:
    from fourbeat.media.animatic.render import render as draw
    from fourbeat.media.stitch.ghosts import drawn_ghost

    drawn_ghost(item, fmt, scratch, draw, report)


def _join(cut: Cut, scratch: Path, target: Path, report: Callable[[float], None]) -> int:
    from fourbeat.media.animatic.render import render as draw
    from fourbeat.media.stitch.render import render

    return render(cut, scratch=scratch, target=target, draw=draw, report=report).frames
