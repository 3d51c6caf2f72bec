"""Every generator there is, held to the one contract."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from contract import CLAUSES, SECRET, Case, Clause, Set, run
from fakes.comfyui import PICTURE, SAVED
from fakes.comfyui import comfyui as fake_comfyui
from fakes.openrouter import KEY as OPENROUTER_KEY
from fakes.openrouter import openrouter as fake_openrouter
from fakes.videos import CLIP, FakeVideos, Kind

from fourbeat.media.animatic.provider import Animatic
from fourbeat.media.worker import Workers
from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.format import Size
from fourbeat.model.provider import Capabilities, WireRequest
from fourbeat.providers.comfyui.adapter import ComfyUI
from fourbeat.providers.comfyui.workflow import load
from fourbeat.providers.handwork import Handwork
from fourbeat.providers.line import Line
from fourbeat.providers.openrouter import OpenRouter
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


@contextmanager
def handwork(folder: Path) -> Iterator[Set]:
    orders = folder / "orders"

    def bring(_wire: WireRequest, remote_id: str) -> None:
        (orders / remote_id / "brought.mp4").write_bytes(CLIP)

    def laid_out() -> int:
        return len(list(orders.iterdir())) if orders.is_dir() else 0

    def bring_still(_wire: WireRequest, remote_id: str) -> None:
        (orders / remote_id / "brought.png").write_bytes(PICTURE)

    yield Set(Handwork(orders), laid_out, bring, bring_still, folder)


@contextmanager
def comfyui(folder: Path) -> Iterator[Set]:
    starters = Path(__file__).parents[2] / "resources/providers/comfyui"
    with fake_comfyui(key=SECRET) as fake:
        connection = Connection(
            key="comfy",
            name="Studio PC",
            protocol=WireProtocol.COMFYUI,
            url=fake.url,
            entry=Entry.HEADER,
            header="X-API-Key",
        )
        both = [load((starters / name).read_text(encoding="utf-8")) for name in ("sdxl-still.json", "wan22-5b.json")]
        provider = ComfyUI(connection, Line(connection, lambda: SECRET), both)
        yield Set(
            provider,
            lambda: len(fake.posted),
            lambda _, remote_id: fake.finish(remote_id),
            lambda _, remote_id: fake.finish(remote_id, SAVED),
            folder,
        )


@contextmanager
def openrouter(folder: Path) -> Iterator[Set]:
    with fake_openrouter() as fake:
        connection = Connection(
            key="or", name="OpenRouter", protocol=WireProtocol.OPENROUTER, url=fake.url, entry=Entry.BEARER
        )

        async def learn() -> Capabilities:
            asked = OpenRouter(connection, Line(connection, lambda: OPENROUTER_KEY))
            try:
                return await asked.learn()
            finally:
                await asked.close()

        provider = OpenRouter(connection, Line(connection, lambda: OPENROUTER_KEY), asyncio.run(learn()))

        def bring(_wire: WireRequest, remote_id: str) -> None:
            fake.jobs[remote_id] |= {"status": "completed", "unsigned_urls": [f"{fake.url}/videos/{remote_id}/content"]}

        yield Set(provider, lambda: len(fake.posted), bring, folder=folder)


CASES = (
    Case("animatic", animatic, size=Size(width=160, height=144), seconds="1/2", frames=12),
    *(
        Case(kind, partial(videos, kind), size=Size(width=1280, height=720))
        for kind in ("strict", "vllm-omni", "sglang", "litellm", "gateway")
    ),
    Case("comfyui", comfyui),
    Case("openrouter", openrouter),
    Case("handwork", handwork, by_hand=True),
)


@pytest.mark.parametrize("one", CLAUSES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_contract(case: Case, one: Clause, tmp_path: Path) -> None:
    run(case, one, tmp_path)
