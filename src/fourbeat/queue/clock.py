"""Time as the queue feels it: a steady clock to wait by, and moments as the store writes them."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Measure and wait; tests hand in one that leaps."""

    def monotonic(self) -> float:
        """Give seconds that never run backwards."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds."""
        ...


class SystemClock:
    """Wait in real time."""

    def monotonic(self) -> float:
        """Give seconds since some moment, never backwards."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds."""
        await asyncio.sleep(seconds)


def moment(text: str) -> float:
    """Read a stored moment (ISO 8601) as seconds since 1970."""
    return datetime.fromisoformat(text).timestamp()


def later(text: str, seconds: float) -> str:
    """Write the moment that many seconds after a stored one, in the same form, to the millisecond."""
    then = datetime.fromisoformat(text) + timedelta(seconds=seconds)
    return then.isoformat(timespec="milliseconds").replace("+00:00", "Z")
