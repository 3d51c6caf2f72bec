"""Posters: a small picture of each take, made by a worker process and kept in the project's cache."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.media.worker import Workers
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id

from .wishes import Wishes

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
        self._hopeless: set[Id] = set()
        self._wishes: Wishes[Id, None] = Wishes("posters", self._make)
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
        if take not in self._hopeless:
            self._wishes.want(take, None)

    def subscribe(self, heard: Callable[[Id, Path], None]) -> Callable[[], None]:
        """Call `heard` in another thread with each poster that is ready; give the call that ends it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard) if heard in self._listeners else None

    def close(self) -> None:
        """Make no more posters."""
        self._wishes.close()

    async def _make(self, pool: Workers, take: Id, _wish: None) -> None:
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
