"""Wishes: what one worker process makes while nobody waits, one at a time, the newest wish first."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from fourbeat.media.worker import Workers

K = TypeVar("K")
W = TypeVar("W")


class Wishes(Generic[K, W]):
    """Carry wishes to a worker of its own, from a thread that begins with the first; `make` fulfils one.

    `turn` guards the wishes, and whatever of its owner `make` and others touch.
    """

    def __init__(self, name: str, make: Callable[[Workers, K, W], Coroutine[Any, Any, None]]) -> None:
        self.turn = threading.Condition()
        self.closed = False
        self._name = name
        self._make = make
        self._wishes: dict[K, W] = {}
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None

    def want(self, key: K, wish: W) -> bool:
        """Wish for one thing, before all that were wished for so far; tell whether it may still come."""
        with self.turn:
            if self.closed:
                return False
            self._wishes.pop(key, None)
            self._wishes[key] = wish
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self.turn.notify_all()
        return True

    def close(self) -> None:
        """Make nothing more, and wait until the worker is gone."""
        with self.turn:
            self.closed = True
            self._wishes.clear()
            self.turn.notify_all()
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
        with self.turn:
            self._loop = asyncio.get_running_loop()
        try:
            while (wish := await asyncio.to_thread(self._next)) is not None:
                work = asyncio.create_task(self._make(pool, *wish))
                with self.turn:
                    self._work = work
                    if self.closed:
                        work.cancel()
                await asyncio.wait([work])
        finally:
            with self.turn:
                self._loop = self._work = None
            await pool.close()

    def _next(self) -> tuple[K, W] | None:
        with self.turn:
            self.turn.wait_for(lambda: self.closed or self._wishes)
            return None if self.closed else self._wishes.popitem()
