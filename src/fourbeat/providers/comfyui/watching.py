"""Watching: a server's own news of how far graphs are, where it tells them; without them looks are enough."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from pydantic import JsonValue

from ...model.connection import Connection
from ..line import Line
from ..line.addresses import LOCAL
from .shares import Step, expected, share, told

log = logging.getLogger("fourbeat.providers")
# It writes whole headers, and secrets with them.
logging.getLogger("websockets.client").disabled = True
_LARGEST = 1 << 20
_PAUSE, _MOST_PAUSES = 5.0, 20
_KEPT = 1000
_T = TypeVar("_T")


class Watching:
    """Hear progress over the websocket of one server. `client` is the name under which news is asked for."""

    def __init__(self, connection: Connection) -> None:
        self.client = uuid4().hex
        self._connection = connection
        self._done: dict[str, float] = {}
        self._plans: dict[str, dict[str, float]] = {}
        self._begun: dict[str, dict[str, Step]] = {}
        self._task: asyncio.Task[None] | None = None

    def done(self, remote_id: str) -> float | None:
        """Say how far a graph is, from 0 to 1, or None where nobody told."""
        return self._done.get(remote_id)

    def expect(self, remote_id: str, graph: JsonValue) -> None:
        """Note what a graph has to do: the news tell only of the nodes that have begun."""
        _kept(self._plans)[remote_id] = expected(graph)

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
                    async for news in socket:
                        # Pictures of what is being made come as bytes: nobody asked for them.
                        if isinstance(news, str):
                            self._hear(news)
            except Exception as error:
                log.info("news of %s cannot be heard (%s)", self._connection.key, type(error).__name__)
                del error
            await asyncio.sleep(_PAUSE)

    def _address(self) -> str:
        parts = urlsplit(self._connection.url.rstrip("/"))
        scheme = "wss" if parts.scheme == "https" else "ws"
        return urlunsplit((scheme, parts.netloc, f"{parts.path}/ws", f"clientId={self.client}", ""))

    def _hear(self, text: str) -> None:
        try:
            news: JsonValue = json.loads(text)
        except (ValueError, RecursionError):
            return
        data = news.get("data") if isinstance(news, dict) else None
        if not isinstance(news, dict) or not isinstance(data, dict):
            return
        graph, steps = data.get("prompt_id"), told(news, data)
        if not isinstance(graph, str) or not steps:
            return
        begun = self._begun.get(graph) or _kept(self._begun).setdefault(graph, {})
        begun.update(steps)
        done = share(self._plans.get(graph, {}), begun)
        if done is not None:
            # What a plan did not foresee makes the whole larger: what is shown never goes back.
            _kept(self._done)[graph] = max(done, self._done.get(graph, 0.0))


def _kept(of_graphs: dict[str, _T]) -> dict[str, _T]:
    """Forget the oldest graph where there are very many."""
    if len(of_graphs) >= _KEPT:
        of_graphs.pop(next(iter(of_graphs)))
    return of_graphs
