"""Every generator there is, held to the one contract."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from contract import CLAUSES, SECRET, Case, Clause, Set, run
from fakes.videos import FakeVideos, Kind

from fourbeat.media.animatic.provider import Animatic
from fourbeat.media.worker import Workers
from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.format import Size
from fourbeat.providers.videos import Videos


def videos(kind: Kind, folder: Path) -> AbstractContextManager[Set]:
    return _videos(kind, folder)


@contextmanager
def _videos(kind: Kind, folder: Path) -> Iterator[Set]:
    with FakeVideos(kind, key=SECRET) as fake:
        connection = Connection(
            key="studio-b", name="Studio B", protocol=WireProtocol.VIDEOS, url=fake.url, entry=Entry.BEARER
        )
        asked = Videos(connection, lambda: SECRET)

        async def learn() -> Videos:
            known = await asked.learn()
            await asked.close()
            return Videos(connection, lambda: SECRET, known)

        provider = asyncio.run(learn())
        yield Set(provider, lambda: fake.created, folder=folder)


@contextmanager
def animatic(folder: Path) -> Iterator[Set]:
    workers = Workers(1)
    submitted: list[str] = []

    class Counted(Animatic):
        async def submit(self, wire):  # type: ignore[no-untyped-def]
            submitted.append(wire.key)
            return await super().submit(wire)

    try:
        yield Set(Counted(workers, folder / "scratch"), lambda: len(submitted), folder=folder)
    finally:
        asyncio.run(workers.close())


CASES = (
    Case("animatic", animatic, size=Size(width=160, height=144), seconds="1/2", frames=12),
    *(
        Case(kind, partial(videos, kind), size=Size(width=1280, height=720))
        for kind in ("strict", "vllm-omni", "sglang", "litellm", "gateway")
    ),
)


@pytest.mark.parametrize("one", CLAUSES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_contract(case: Case, one: Clause, tmp_path: Path) -> None:
    run(case, one, tmp_path)
