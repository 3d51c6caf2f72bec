"""The animatic as a provider: it draws, tells how far it is, stops, finds its work again, and makes the same twice."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import av
import pytest

from fourbeat.media.animatic.provider import Animatic
from fourbeat.media.worker import Workers
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.format import Size
from fourbeat.model.job import Failure
from fourbeat.model.panel import Caption, Panel
from fourbeat.model.plan import Move
from fourbeat.model.provider import Accepted, Cancel, Poll, Progress, Rejected, WireRequest
from fourbeat.model.request import TakeRequest

T = TypeVar("T")
SMALL = Size(width=160, height=144)
PANEL = Panel(
    scene="Rain on a street at night", move=Move.PUSH_IN, captions=(Caption(start=0, end=9, text="It rains."),)
)


def request(
    frames: int = 12, panel: Panel = PANEL, size: Size = SMALL, rate: str = "24", model: str = ""
) -> TakeRequest:
    return TakeRequest(
        shot="s", provider="animatic", model=model, prompt="", size=size, frames=frames, rate=rate,
        seconds="1/2", seed=4, number=1, panel=panel,
    )  # fmt: skip


def with_animatic(scratch: Path, story: Callable[[Animatic], Awaitable[T]]) -> T:
    async def tell() -> T:
        workers = Workers(1)
        animatic = Animatic(workers, scratch)
        try:
            return await asyncio.wait_for(story(animatic), 60)
        finally:
            await animatic.close()
            await workers.close()

    return asyncio.run(tell())


async def until(animatic: Animatic, key: str, *ends: Progress) -> Poll:
    while True:
        look = await animatic.poll(key)
        if look.progress in ends:
            return look
        assert look.progress in (Progress.WAITING, Progress.RUNNING), look
        await asyncio.sleep(0.02)


def frames_of(path: Path) -> list[str]:
    with av.open(str(path)) as clip:
        return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in clip.decode(video=0)]


def test_a_request_becomes_a_clip_and_the_same_again_after_a_restart(tmp_path: Path) -> None:
    async def story(animatic: Animatic) -> list[str]:
        wire = animatic.prepare(request(), "key-1", {})
        assert await animatic.find(wire) is None
        assert await animatic.submit(wire) == Accepted("key-1")
        assert await animatic.find(wire) == "key-1"
        look = await until(animatic, "key-1", Progress.READY)
        assert (look.done, look.asset) == (1.0, "key-1")
        assert await animatic.submit(wire) == Accepted("key-1")
        part = tmp_path / "media" / "clip.part"
        part.parent.mkdir(exist_ok=True)
        await animatic.fetch("key-1", "key-1", part)
        assert (await animatic.poll("key-1")).progress is Progress.GONE
        assert await animatic.find(wire) is None
        return frames_of(part)

    first = with_animatic(tmp_path / "scratch", story)
    assert len(first) == 12
    assert with_animatic(tmp_path / "scratch", story) == first
    assert not list((tmp_path / "scratch").iterdir())


@pytest.mark.slow
def test_what_was_finished_before_a_restart_is_found(tmp_path: Path) -> None:
    async def draw(animatic: Animatic) -> WireRequest:
        wire = animatic.prepare(request(frames=2), "key-2", {})
        await animatic.submit(wire)
        await until(animatic, "key-2", Progress.READY)
        return wire

    wire = with_animatic(tmp_path, draw)

    async def look(animatic: Animatic) -> None:
        assert await animatic.find(wire) == "key-2"
        assert (await animatic.poll("key-2")).progress is Progress.READY

    with_animatic(tmp_path, look)


@pytest.mark.slow
def test_cancelling_kills_the_drawing_and_leaves_no_file(tmp_path: Path) -> None:
    async def story(animatic: Animatic) -> None:
        wire = animatic.prepare(request(frames=1400), "long", {})
        await animatic.submit(wire)
        while not (await animatic.poll("long")).done:
            await asyncio.sleep(0.02)
        assert (await animatic.poll("long")).progress is Progress.RUNNING
        assert await animatic.cancel("long") is Cancel.ABORTED
        assert (await animatic.poll("long")).progress is Progress.CANCELLED
        assert await animatic.cancel("long") is Cancel.TOO_LATE
        assert not list(tmp_path.iterdir())
        # The same key may be asked for once more.
        await animatic.submit(animatic.prepare(request(frames=1), "long", {}))
        await until(animatic, "long", Progress.READY)

    with_animatic(tmp_path, story)


@pytest.mark.slow
def test_a_lying_picture_fails_the_job_with_its_reason(tmp_path: Path) -> None:
    lie = tmp_path / "holiday.png"
    lie.write_text("this is a text")
    panel = PANEL.model_copy(update={"picture": "a" * 64})

    async def story(animatic: Animatic) -> None:
        with pytest.raises(NotFound):
            animatic.prepare(request(panel=panel), "k", {})
        wire = animatic.prepare(request(panel=panel), "k", {"a" * 64: lie})
        assert wire.files[0].sha256 == "a" * 64
        await animatic.submit(wire)
        look = await until(animatic, "k", Progress.FAILED)
        assert look.failure is Failure.MEDIA
        assert look.why is not None
        assert (look.why.code, look.why.params) == ("picture.not-a-picture", {"file": "holiday.png"})

    with_animatic(tmp_path / "scratch", story)


def test_unknown_ids_and_orders_are_met_calmly(tmp_path: Path) -> None:
    async def story(animatic: Animatic) -> None:
        for stranger in ("nobody", "../etc/passwd"):
            assert (await animatic.poll(stranger)).progress is Progress.GONE
            assert await animatic.cancel(stranger) is Cancel.TOO_LATE
            with pytest.raises(NotFound):
                await animatic.fetch(stranger, stranger, tmp_path / "x")
        for payload in ({}, {"panel": {"scene": 3}, "size": "64x64", "rate": "24", "frames": 2, "seed": 1}):
            answer = await animatic.submit(WireRequest(provider="animatic", key="k", payload=payload))
            assert isinstance(answer, Rejected)
        assert isinstance(await animatic.submit(WireRequest(provider="animatic", key="../k", payload={})), Rejected)

    with_animatic(tmp_path, story)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"size": Size(width=65, height=64)}, "animatic.size"),
        ({"frames": 24 * 60 + 1}, "animatic.too-long"),
        ({"model": "sora"}, "animatic.no-such-model"),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_anything_is_stored(
    tmp_path: Path, wrong: dict[str, object], code: str
) -> None:
    async def story(animatic: Animatic) -> None:
        with pytest.raises(Invalid) as caught:
            animatic.prepare(request(**wrong), "k", {})
        assert caught.value.code == code

    with_animatic(tmp_path, story)


def test_the_request_says_all_and_is_the_same_every_time(tmp_path: Path) -> None:
    async def story(animatic: Animatic) -> None:
        one, two = animatic.prepare(request(), "k", {}), animatic.prepare(request(), "k", {})
        assert one.hash == two.hash
        assert one.payload["frames"] == 12
        assert Panel.model_validate(one.payload["panel"]) == PANEL
        facts = animatic.capabilities()
        assert facts.lane_width == 1
        assert facts.models[0].takes_size(SMALL)
        assert animatic.estimate(request()).free

    with_animatic(tmp_path, story)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of this kind are POSIX's")
def test_a_worker_that_dies_fails_the_job(tmp_path: Path) -> None:
    async def story(animatic: Animatic) -> None:
        await animatic.submit(animatic.prepare(request(frames=1400), "long", {}))
        while not (await animatic.poll("long")).done:
            await asyncio.sleep(0.02)
        worker = next(iter(animatic._workers._busy))
        os.kill(worker._process.pid, signal.SIGKILL)
        look = await until(animatic, "long", Progress.FAILED)
        assert look.why is not None
        assert look.why.code == "worker.died"

    with_animatic(tmp_path, story)
