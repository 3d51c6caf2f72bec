"""Wishes: one at a time, the newest first; closing waits for nothing but the work in hand, which it cancels."""

from __future__ import annotations

import asyncio
import threading
from time import monotonic

from fourbeat.media.worker import Workers
from fourbeat.studio.wishes import Wishes


def test_the_newest_wish_comes_first_and_a_wish_is_kept_once() -> None:
    begun, go, done = threading.Event(), threading.Event(), list[tuple[str, int]]()

    async def make(_pool: Workers, key: str, wish: int) -> None:
        begun.set()
        await asyncio.to_thread(go.wait)
        with wishes.turn:
            done.append((key, wish))
            wishes.turn.notify_all()

    wishes: Wishes[str, int] = Wishes("test", make)
    assert wishes.want("first", 1)
    assert begun.wait(10)
    for key, wish in (("a", 1), ("b", 2), ("a", 3)):
        assert wishes.want(key, wish)
    go.set()
    with wishes.turn:
        assert wishes.turn.wait_for(lambda: len(done) == 3, 10)
    wishes.close()
    assert done == [("first", 1), ("a", 3), ("b", 2)]


def test_closing_cancels_what_is_made_and_takes_no_more() -> None:
    begun, ended = threading.Event(), list[str]()

    async def make(_pool: Workers, key: str, _wish: None) -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(key)

    wishes: Wishes[str, None] = Wishes("test", make)
    wishes.want("long", None)
    wishes.want("next", None)
    assert begun.wait(10)
    before = monotonic()
    wishes.close()
    assert monotonic() - before < 20
    assert len(ended) == 1
    assert not wishes.want("late", None)


def test_closing_before_anything_was_wished_for() -> None:
    async def make(_pool: Workers, _key: str, _wish: None) -> None:
        raise AssertionError

    wishes: Wishes[str, None] = Wishes("test", make)
    wishes.close()
    assert not wishes.want("late", None)
