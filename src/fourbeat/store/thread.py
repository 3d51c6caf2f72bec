"""The one thread that writes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """Say that the thread takes no more work."""


class WriteThread:
    """Run pieces of work one after the other on a thread of its own."""

    def __init__(self, name: str) -> None:
        self._ended = threading.Lock()
        self._stopped = False
        self._line: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        # A daemon: a program that ends without closing must not hang, and SQLite survives a cut transaction.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def here(self) -> bool:
        """Tell whether the caller runs on this thread."""
        return threading.current_thread() is self._thread

    def run(self, work: Callable[[], T]) -> T:
        """Run work on the thread and give what it gives, or raise what it raises; Stopped after `stop`."""
        future: Future[T] = Future()

        def piece() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        with self._ended:
            if self._stopped:
                raise Stopped
            self._line.put(piece)
        return future.result()

    def stop(self) -> None:
        """Finish what is in line and end the thread."""
        with self._ended:
            self._stopped = True
            self._line.put(None)
        self._thread.join()

    def _work(self) -> None:
        while piece := self._line.get():
            piece()
