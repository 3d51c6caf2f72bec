"""A program that runs a film's queue with real adapters, in a hurry, until somebody kills it: sender.py FILM HOME."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from fourbeat.queue import clock
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home


async def _hurry(_clock: object, seconds: float) -> None:
    await asyncio.sleep(min(seconds / 50, 0.2))


def main() -> None:
    clock.SystemClock.sleep = _hurry  # type: ignore[assignment]
    with open_studio(
        Path(sys.argv[1]), Desk.usual(home=Home.at(Path(sys.argv[2])), language="en"), write=True
    ) as studio:
        studio.jobs.run()


if __name__ == "__main__":
    main()
