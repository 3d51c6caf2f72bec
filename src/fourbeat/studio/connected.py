"""A server's generator as projects hold it: let go of without breaking off what it is at."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from pathlib import Path
from threading import Lock
from typing import TypeVar

from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    Poll,
    Provider,
    Rejected,
    Unsure,
    WireRequest,
)
from fourbeat.model.request import TakeRequest
from fourbeat.queue.knocking import Answering

T = TypeVar("T")
log = logging.getLogger("fourbeat.generators")


class Connected:
    """Be an adapter that is closed once its last call has ended, after its connection was changed or removed.

    Whoever asks for the generator then is given a new one; what is being sent or fetched ends with the old one.
    """

    def __init__(self, adapter: Provider) -> None:
        self.adapter = adapter
        self.key = adapter.key
        self._lock = Lock()
        self._calls = 0
        self._let_go = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def capabilities(self) -> Capabilities:
        """Say what this provider can do."""
        return self.adapter.capabilities()

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say what a request may cost."""
        return self.adapter.estimate(request)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Make the exact request."""
        return self.adapter.prepare(request, key, files)

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Send the request once."""
        return await self._during(self.adapter.submit(wire))

    async def find(self, wire: WireRequest) -> str | None:
        """Look for a request that may have arrived."""
        return await self._during(self.adapter.find(wire))

    async def poll(self, remote_id: str) -> Poll:
        """Look how far a request is."""
        return await self._during(self.adapter.poll(remote_id))

    async def cancel(self, remote_id: str) -> Cancel:
        """Stop a request if that is still possible."""
        return await self._during(self.adapter.cancel(remote_id))

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Bring the clip to `part`."""
        await self._during(self.adapter.fetch(remote_id, asset, part))

    async def answers(self) -> bool:
        """Tell whether the server answers at all; of one that cannot be asked nobody says that it does not."""
        return await self._during(self.adapter.answers()) if isinstance(self.adapter, Answering) else True

    async def close(self) -> None:
        """Stop everything this provider still does."""
        self._loop = None
        await self.adapter.close()

    def let_go(self) -> None:
        """Close the adapter when nothing goes through it any more; may be called from any thread."""
        with self._lock:
            self._let_go = True
            loop = self._loop if not self._calls else None
        if loop is not None:
            self._soon(loop)

    async def _during(self, call: Awaitable[T]) -> T:
        with self._lock:
            self._calls += 1
            self._loop = asyncio.get_running_loop()
        try:
            return await call
        finally:
            with self._lock:
                self._calls -= 1
                last = self._let_go and not self._calls
            if last:
                await self._quietly()

    def _soon(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            loop.call_soon_threadsafe(self._begin, loop)
        except RuntimeError:
            # The loop has closed, and with it whatever the adapter held open.
            log.debug("the queue had stopped already")

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        self._closing = loop.create_task(self._quietly())

    async def _quietly(self) -> None:
        try:
            await self.close()
        except Exception:
            log.exception("generator %s could not be closed", self.key)
