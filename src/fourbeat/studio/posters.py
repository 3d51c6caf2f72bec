"""Posters: a small picture of each take, made by a worker process and kept in the project's cache."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.media.worker import Workers
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id

if TYPE_CHECKING:
    from .studio import Studio

WIDTH = 640
"""How wide a poster is, in pixels: enough for a large card on a dense screen."""

_log = logging.getLogger(__name__)


class Posters:
    """Give the posters of takes, and make those that are missing, the newest wish first."""

    def __init__(self, studio: Studio) -> None:
        self._store = studio.store
        self._folder = studio.folder / "cache" / "posters"
        self._wishes: dict[Id, None] = {}
        self._hopeless: set[Id] = set()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._closed = False
        self._listeners: list[Callable[[Id, Path], None]] = []

    def path(self, take: Id) -> Path:
        """Name the file of a take's poster, whether it is there yet or not."""
        return self._folder / f"{take}.png"

    def ready(self, take: Id) -> Path | None:
        """Give a take's poster if it is there; if not, have it made."""
        made = self.path(take)
        if made.is_file():
            return made
        self.want(take)
        return None

    def want(self, take: Id) -> None:
        """Have a take's poster made soon; one that could not be made is not tried again."""
        with self._wake:
            if self._closed or take in self._hopeless:
                return
            self._wishes.pop(take, None)
            self._wishes[take] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="posters", daemon=True)
                self._thread.start()
            self._wake.notify()

    def subscribe(self, heard: Callable[[Id, Path], None]) -> Callable[[], None]:
        """Call `heard` in another thread with each poster that is ready; give the call that ends it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard) if heard in self._listeners else None

    def close(self) -> None:
        """Make no more posters."""
        with self._wake:
            self._closed = True
            self._wishes.clear()
            self._wake.notify()
            loop, work = self._loop, self._work
        if loop is not None and work is not None:
            try:
                loop.call_soon_threadsafe(work.cancel)
            except RuntimeError:
                # It has ended by itself.
                pass
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        pool = Workers(1)
        with self._wake:
            self._loop = asyncio.get_running_loop()
        try:
            while (take := await asyncio.to_thread(self._next)) is not None:
                work = asyncio.create_task(self._make(pool, take))
                with self._wake:
                    self._work = work
                    if self._closed:
                        work.cancel()
                await asyncio.wait([work])
        finally:
            with self._wake:
                self._loop = self._work = None
            await pool.close()

    def _next(self) -> Id | None:
        with self._wake:
            self._wake.wait_for(lambda: self._closed or self._wishes)
            return None if self._closed else self._wishes.popitem()[0]

    async def _make(self, pool: Workers, take: Id) -> None:
        target = self.path(take)
        try:
            if not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                clip = self._store.media.path(self._store.take(take).media)
                await pool.run(_poster, clip, target)
        except (FourbeatError, OSError):
            # A card without a picture says enough; the take itself tells what is wrong with its file.
            _log.info("no poster for take %s", take, exc_info=True)
            self._hopeless.add(take)
            return
        for heard in tuple(self._listeners):
            heard(take, target)


def _poster(clip: Path, target: Path, _report: Callable[[float], None]) -> None:
    from fourbeat.media.poster import poster

    poster(clip, target, WIDTH)
