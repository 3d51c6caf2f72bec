"""Run by a test as a program of its own: starts the queue again and again and kills it, each time at another moment.

The provider keeps what it received in a folder, as a server far away would, and notes every submission.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from backlot import CLIP, FastClock, no_render, probe

from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Resend,
    WireRequest,
)
from fourbeat.model.request import TakeRequest
from fourbeat.model.still import PictureFacts
from fourbeat.queue import Limits, Queue
from fourbeat.store import Store

KINDS = {
    "never": (Resend.NEVER, False),
    "never-finds": (Resend.NEVER, True),
    "if-absent": (Resend.IF_ABSENT, True),
    "safe": (Resend.SAFE, False),
}
LENGTHS = 4.0


class Distant:
    """A server far away, kept in a folder: what it noted and received survives everything here."""

    def __init__(self, folder: Path, key: str, pace: float) -> None:
        self.key, self.pace = key, pace
        self.folder = folder / key
        self.folder.mkdir(parents=True, exist_ok=True)
        self.resend, self.finds = KINDS[key]
        self.mine: set[str] = set()

    def capabilities(self) -> Capabilities:
        return Capabilities(
            provider=self.key,
            models=(
                ModelFacts(id="reel-1", sizes=(Size(width=640, height=360),)),
                ModelFacts(id="brush", sizes=(Size(width=640, height=360),), still=True),
            ),
            resend=self.resend,
            finds=self.finds,
            lane_width=2,
            learned_at="2030-01-01",
            source="test",
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        return Estimate(basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        return WireRequest(provider=self.key, key=key, payload={"prompt": request.prompt, "files": len(files)})

    async def submit(self, wire: WireRequest) -> Accepted:
        with (self.folder / "noted.txt").open("a") as notes:
            notes.write(f"{wire.key}\n")
        await self._work()
        (self.folder / f"{wire.key}.job").write_text("")
        self.mine.add(wire.key)
        await self._work()
        return Accepted(wire.key)

    async def find(self, wire: WireRequest) -> str | None:
        await self._work()
        return wire.key if (self.folder / f"{wire.key}.job").exists() else None

    async def poll(self, remote_id: str) -> Poll:
        await self._work()
        # One that is safe to ask twice lives in the program itself: what it began ends with the program.
        if self.resend is Resend.SAFE and remote_id not in self.mine:
            return Poll(Progress.GONE)
        looks = self.folder / f"{remote_id}.looks"
        seen = int(looks.read_text() or 0) if looks.exists() else 0
        looks.write_text(str(seen + 1))
        return Poll(Progress.READY, asset="clip") if seen else Poll(Progress.RUNNING, again_in=LENGTHS)

    async def cancel(self, remote_id: str) -> Cancel:
        raise AssertionError(remote_id)

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        assert (remote_id, asset) == (remote_id, "clip")
        with part.open("wb") as file:
            for start in range(0, len(CLIP), 16):
                file.write(CLIP[start : start + 16])
                file.flush()
                await self._work()

    async def close(self) -> None:
        self.mine.clear()

    async def _work(self) -> None:
        await asyncio.sleep(self.pace)


async def sight(path: Path) -> PictureFacts:
    """Take a file for a picture as `probe` does for a clip."""
    facts = probe(path)
    return PictureFacts(format="png", width=facts.width, height=facts.height, bytes=facts.bytes)


def run(film: Path, servers: Path, pace: float) -> None:
    clock = FastClock(1000)
    ids = Ids()
    store = Store.open(film, ids=ids, now=clock.now, author="Ada", holder="stunt")
    providers: dict[str, Any] = {key: Distant(servers, key, pace) for key in KINDS}
    queue = Queue(
        store,
        providers,
        probe=probe,
        render=no_render,
        now=clock.now,
        ids=ids,
        clock=clock,
        limits=Limits(answer=10.0),
        sight=sight,
    )
    queue.drain()
    store.close()


def main(film: Path, servers: Path, seed: int, falls: int) -> None:
    """Kill the queue `falls` times, then let it come to its end."""
    chance = random.Random(seed)
    for fall in range(falls + 1):
        child = os.fork()
        if child == 0:
            run(film, servers, pace=0.006)
            os._exit(0)
        if fall < falls:
            time.sleep(chance.uniform(0.02, 0.14))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"the last run ended with {status}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
