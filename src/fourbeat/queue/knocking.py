"""Knocking: servers that did not answer are asked now and then whether they do, without sending them anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from fourbeat.model.errors import FourbeatError
from fourbeat.model.provider import Provider

from .clock import Clock
from .retry import Rule, backoff
from .stage import log

PAUSES = Rule(first=15, most=60, tries=0)


@runtime_checkable
class Answering(Protocol):
    """Be a generator of which one can ask for nothing whether its server answers."""

    async def answers(self) -> bool:
        """Tell whether the server answers at all, whatever it says."""
        ...


class Knocks:
    """Knock at silent servers until they answer; lives in the loop. Who cannot be asked is left to time."""

    def __init__(
        self,
        providers: Mapping[str, Provider],
        clock: Clock,
        chance: Callable[[], float],
        answered: Callable[[str], None],
    ) -> None:
        self._providers, self._clock, self._chance, self._answered = providers, clock, chance, answered
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, server: str) -> None:
        """Begin to knock at a server, unless somebody does already."""
        if server not in self._tasks:
            task = self._tasks[server] = asyncio.create_task(self._knock(server))
            task.add_done_callback(lambda _: self._tasks.pop(server, None))

    async def stop(self) -> None:
        """Stop knocking."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _knock(self, server: str) -> None:
        tries = 0
        while True:
            tries += 1
            await self._clock.sleep(backoff(PAUSES, tries, self._chance))
            provider = self._providers.get(server)
            if not isinstance(provider, Answering):
                return
            try:
                answers = await provider.answers()
            except FourbeatError:
                answers = False
            except Exception:
                log.exception("it cannot be found out whether %s answers", server)
                return
            if answers:
                self._answered(server)
                return
