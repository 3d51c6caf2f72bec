"""Watching: a server's own news of how far graphs are, where it tells them; without them looks are enough."""

from __future__ import annotations

import asyncio
import json
import logging
import math
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from pydantic import JsonValue

from ...model.connection import Connection
from ..line import Line
from ..line.addresses import LOCAL

log = logging.getLogger("fourbeat.providers")
# It writes whole headers, and secrets with them.
logging.getLogger("websockets.client").disabled = True
_LARGEST = 1 << 20
_PAUSE, _MOST_PAUSES = 5.0, 20
_KEPT = 1000


class Watching:
    """Hear progress over the websocket of one server. `client` is the name under which news is asked for."""

    def __init__(self, connection: Connection) -> None:
        self.client = uuid4().hex
        self._connection = connection
        self._done: dict[str, float] = {}
        self._task: asyncio.Task[None] | None = None

    def done(self, remote_id: str) -> float | None:
        """Say how far a graph is, from 0 to 1, or None where nobody told."""
        return self._done.get(remote_id)

    def begin(self, line: Line) -> None:
        """Start to listen, unless somebody listens already."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen(line), name=f"watching {self._connection.key}")

    async def end(self) -> None:
        """Stop listening."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _listen(self, line: Line) -> None:
        from websockets.asyncio.client import connect

        class Straight(connect):
            """Go nowhere else, wherever a server sends this: the secret would go along."""

            def process_redirect(self, exc: Exception) -> Exception:
                return exc

        for _ in range(_MOST_PAUSES):
            try:
                # The line alone knows the secret: it hands out the header for its own server.
                async with Straight(
                    self._address(),
                    additional_headers=await line.entry_headers(),
                    max_size=_LARGEST,
                    open_timeout=10,
                    close_timeout=2,
                    proxy=None if urlsplit(self._connection.url).hostname in LOCAL else True,
                ) as socket:
                    async for told in socket:
                        # Pictures of what is being made come as bytes: nobody asked for them.
                        if isinstance(told, str):
                            self._hear(told)
            except Exception as error:
                log.info("news of %s cannot be heard (%s)", self._connection.key, type(error).__name__)
                del error
            await asyncio.sleep(_PAUSE)

    def _address(self) -> str:
        parts = urlsplit(self._connection.url.rstrip("/"))
        scheme = "wss" if parts.scheme == "https" else "ws"
        return urlunsplit((scheme, parts.netloc, f"{parts.path}/ws", f"clientId={self.client}", ""))

    def _hear(self, told: str) -> None:
        try:
            news: JsonValue = json.loads(told)
        except (ValueError, RecursionError):
            return
        data = news.get("data") if isinstance(news, dict) else None
        if not isinstance(news, dict) or not isinstance(data, dict):
            return
        graph, done = data.get("prompt_id"), None
        if news.get("type") == "progress":
            done = _part(data.get("value"), data.get("max"))
        elif news.get("type") == "progress_state":
            done = _all(data.get("nodes"))
        if isinstance(graph, str) and done is not None:
            if len(self._done) >= _KEPT:
                self._done.pop(next(iter(self._done)))
            # Each sampler of a graph counts from nothing: what is shown never goes back.
            self._done[graph] = max(done, self._done.get(graph, 0.0))


def _part(value: JsonValue, most: JsonValue) -> float | None:
    if isinstance(value, int | float) and isinstance(most, int | float) and 0 <= value <= most and 0 < most < math.inf:
        return min(value / most, 0.99)
    return None


def _all(nodes: JsonValue) -> float | None:
    """Take the part of a graph's work that is done from its nodes, each counted by its own steps."""
    if not isinstance(nodes, dict):
        return None
    steps = [(node.get("value"), node.get("max")) for node in nodes.values() if isinstance(node, dict)]
    numbers = [
        (value, most) for value, most in steps if isinstance(value, int | float) and isinstance(most, int | float)
    ]
    whole = sum(most for _value, most in numbers)
    return _part(sum(value for value, _most in numbers), whole) if whole else None
