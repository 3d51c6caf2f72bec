"""What lies in the folders of orders: clips and pictures that a person saved there and has not brought in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from fourbeat.model.ids import Id
from fourbeat.providers.handwork import BROUGHT, CLIPS, PROMPT, STILLS, brought_to

from .clip_looking import look_at
from .clip_matching import Order

Look = Callable[[Sequence[Path]], Collection[Path]]
"""Tell which of some files are whole clips or pictures."""


@dataclass(frozen=True)
class Lying:
    """Be a file that lies where clips are waited for; `job` is whose folder it is, None in the one of all orders."""

    file: Path
    job: Id | None
    stamp: tuple[int, int]


def lying(orders: Sequence[Order]) -> list[Lying]:
    """Name what lies in the folders of orders, and in the folder around them what came after the first of them."""
    found: list[Lying] = []
    for order in orders:
        there = brought_to(order.folder)
        # Where something was brought the order has its answer, once the queue goes on.
        if all(file.stem != BROUGHT for file in there):
            found += [Lying(file, order.job.id, stamp) for file in there if (stamp := _stamp(file)) is not None]
    for around in dict.fromkeys(order.folder.parent for order in orders):
        first = min(_laid_out(order) for order in orders if order.folder.parent == around)
        found += [
            Lying(file, None, stamp)
            for file in _plain(around)
            if (stamp := _stamp(file)) is not None and _came(file) >= first
        ]
    return found


class Watch:
    """Look now and then, and tell of what is whole: no file is told while it grows, or before it can be shown."""

    def __init__(self, look: Look | None = None) -> None:
        self.stop = Event()
        self._look = look or self._whole
        self._before: Mapping[Path, tuple[int, int]] = {}
        self._judged: dict[Path, tuple[tuple[int, int], bool]] = {}

    def glance(self, orders: Sequence[Order]) -> list[Lying]:
        """Give what lies there, was the same at the glance before, and is a whole clip or picture. Raises Cancelled."""
        there = lying(orders)
        steady = [one for one in there if self._before.get(one.file) == one.stamp]
        self._before = {one.file: one.stamp for one in there}
        self._judged = {file: known for file, known in self._judged.items() if file in self._before}
        fresh = [one for one in steady if self._judged.get(one.file, (None,))[0] != one.stamp]
        if fresh:
            whole = self._look([one.file for one in fresh])
            self._judged |= {one.file: (one.stamp, one.file in whole) for one in fresh}
        return [one for one in steady if self._judged[one.file][1]]

    def _whole(self, files: Sequence[Path]) -> Collection[Path]:
        return {one.file for one in look_at(files, stop=self.stop) if one.error is None}


def _plain(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return []
    return [one for one in inside if one.suffix.lower() in (*CLIPS, *STILLS) and not one.is_symlink() and one.is_file()]


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if found.st_size else None


def _came(file: Path) -> float:
    """Say when a file came to where it lies: a download may carry the day on which its server made it."""
    try:
        return file.stat().st_ctime
    except OSError:
        return 0.0


def _laid_out(order: Order) -> float:
    try:
        return (order.folder / PROMPT).stat().st_mtime
    except OSError:
        return 0.0
