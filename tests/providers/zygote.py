"""A warmed program that falls as it is told, line by line: each is a film, a home, and a connection or a step, as JSON.

With a connection it makes the film, whose shots then wait for takes from there. With the number of a step it forks, and
the copy runs the film's queue with real adapters until just before that step, where it kills itself with SIGKILL; 0
lets it come to its end. A step is a commit, a file put in its place, or a word said to or heard from a server. It
answers with a line of JSON: whether the copy was killed, how many steps it took, and what the film holds.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import hashlib
import json
import os
import signal
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "queue"))

from backlot import facts

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import MediaError
from fourbeat.model.take import MediaFacts
from fourbeat.queue import clock
from fourbeat.studio import running
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create, open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording

CLIP = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 64


class Steps:
    """Count what cannot be taken back, in whatever thread, and fall before one of it."""

    def __init__(self, fatal: int) -> None:
        self.fatal, self.taken = fatal, 0
        self._lock = threading.Lock()

    def step(self) -> None:
        with self._lock:
            self.taken += 1
            if self.taken == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    def before(self, work: Callable[..., Any], when: Callable[..., bool] = lambda *_: True) -> Callable[..., Any]:
        @functools.wraps(work)
        def stepped(*given: Any, **named: Any) -> Any:
            if when(*given):
                self.step()
            return work(*given, **named)

        return stepped

    def lay(self) -> None:
        """Stand before every commit, every file's move, and every word on the line."""
        steps = self

        class Counted(sqlite3.Connection):
            def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
                if statement == "COMMIT":
                    steps.step()
                return super().execute(statement, *given)

        sqlite3.connect = functools.partial(sqlite3.connect, factory=Counted)  # type: ignore[assignment]
        for name in ("replace", "rename", "link"):
            setattr(os, name, self.before(getattr(os, name)))
        for name in ("connect", "send", "recv"):
            # Pairs of sockets by which a loop wakes itself say nothing to anybody.
            outside = self.before(getattr(socket.socket, name), lambda line, *_: line.family == socket.AF_INET)
            setattr(socket.socket, name, outside)


def probe(clip: Path) -> MediaFacts:
    """Know the one clip that the servers send; decoding has tests of its own."""
    content = clip.read_bytes()
    if content != CLIP:
        raise MediaError("queue.no-picture")
    return facts(len(content))


async def _hurry(_clock: object, seconds: float) -> None:
    await asyncio.sleep(min(seconds / 400, 0.05))


def desk(home: Path) -> Desk:
    return Desk(Home.at(home), Settings(author="tester", workers=1), Wording.of("en"))


def told(studio: Any) -> dict[str, Any]:
    """Say what a film holds: its jobs, its takes with the hashes of their files, and every file there is."""
    store = studio.store
    media, takes = store.media, store.takes()
    return {
        "jobs": {job.id: job.state.value for job in store.jobs()},
        "why": {job.id: job.why.code if job.why else "" for job in store.jobs()},
        "takes": {take.job: take.id for take in takes},
        "attempts": {job.id: [one.wire_hash for one in store.attempts(job.id)] for job in store.jobs()},
        "sound": all(hashlib.sha256(media.path(one.media).read_bytes()).hexdigest() == one.sha256 for one in takes),
        "files": sorted(path.name for path in media.folder.iterdir() if path.suffix in (".mp4", ".part")),
        "named": sorted(take.media for take in takes),
        "scratch": [path.name for path in media.scratch().iterdir() if path.name.endswith(".part")],
        "wrong": [one.code for one in store.check()],
        "money": sorted(
            [entry.account.job, entry.standing.value, entry.sum.amount if entry.sum else ""]
            for entry in studio.ledger.entries()
        ),
    }


def run(film: Path, home: Path, fatal: int, answer: int) -> None:
    """Run a film's queue in this copy of the program."""
    clock.SystemClock.sleep = _hurry  # type: ignore[assignment]
    running.prober = lambda _workers: probe  # type: ignore[assignment]
    steps = Steps(fatal)
    steps.lay()
    with open_studio(film, desk(home)) as studio:
        studio.jobs.run()
        found = told(studio)
    os.write(answer, json.dumps({"steps": steps.taken, **found}).encode())


def make(film: Path, home: Path, fields: dict[str, str]) -> None:
    """Make a film of two shots whose takes are queued."""
    secret, model = fields.pop("secret", ""), fields.pop("model")
    with create(film, desk(home), name="Film", size="1280x720") as studio:
        studio.connections.add(key="far", fields={"name": "Far", **fields})
        if secret:
            studio.connections.secrets.keep(key="far", secret=secret, in_file=True)
        studio.connections.learn("far")
        for number in range(2):
            scene = f"A lighthouse in the rain, {number + 1} gulls"
            studio.shots.add(brief=BriefFile(scene=scene, provider="far", model=model), folder=film.parent)
        studio.jobs.add(shots=studio.plan.cut_shots())


def main() -> None:
    # Whoever makes a film has read what every copy needs; no thread is running when a copy is made.
    for line in sys.stdin:
        film, home, asked = json.loads(line)
        if isinstance(asked, dict):
            make(Path(film), Path(home), asked)
            assert threading.active_count() == 1
            gc.freeze()
            _tell({})
            continue
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                run(Path(film), Path(home), asked, writing)
            finally:
                sys.stderr.flush()
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            text = answer.read()
        _, status = os.waitpid(child, 0)
        _tell({"killed": os.WIFSIGNALED(status), **(json.loads(text) if text else {})})


def _tell(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
