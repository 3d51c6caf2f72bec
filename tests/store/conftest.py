"""Projects to test the store with: a fixed clock, ids in order, and rows of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from fourbeat.model.ids import Ids
from fourbeat.model.plan import Project
from fourbeat.store import Store


class Clock:
    """Tell the time in steps of a millisecond."""

    def __init__(self, start: int = 1_790_000_000_000) -> None:
        self.ms = start

    def now_ms(self) -> int:
        self.ms += 1
        return self.ms

    def __call__(self) -> str:
        ms = self.now_ms()
        seconds = ms // 1000 % 86400
        return f"2026-09-21T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms % 1000:03}Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ids(clock: Clock) -> Ids:
    return Ids(clock.now_ms, Random(7).getrandbits)


Opener = Callable[..., Store]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "film"


@pytest.fixture
def opening(folder: Path, ids: Ids, clock: Clock) -> Iterator[Opener]:
    """Open the test's project as often as asked and close everything afterwards."""
    opened: list[Store] = []

    def open_(**more: object) -> Store:
        given = {"ids": ids, "now": clock, "author": "ana", **more}
        opened.append(Store.open(given.pop("folder", folder), **given))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(folder: Path, ids: Ids, clock: Clock) -> Iterator[Store]:
    made = Store.create(folder, Project(id=ids.new(), name="Film"), ids=ids, now=clock, author="ana", holder="tests")
    yield made
    made.close()
