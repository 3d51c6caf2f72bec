"""Killed before every commit, every move of a file and every word on the line: nothing twice, nothing forgotten."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
from fakes.comfyui import comfyui
from fakes.openrouter import KEY, openrouter
from fakes.videos import FakeVideos
from sockets import Heard
from test_comfyui import described
from zygote import CLIP

from fourbeat.model.job import JobState

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked copies of one program")

ZYGOTE = Path(__file__).parent / "zygote.py"
S = JobState


@dataclass
class Service:
    """Be a counting server. `posted` gives what it accepted so far, by the words that were asked for."""

    url: str
    fields: dict[str, str]
    model: str
    forget: Callable[[], None]
    posted: Callable[[], list[str]]
    finds: bool = True
    """Whether a request whose answer was lost can be found there."""
    price: str = ""


@dataclass
class Stunt:
    """Hold the warmed program, and a film that has not begun."""

    service: Service
    film: Path
    home: Path
    kept: Path
    program: subprocess.Popen[str]
    kills: int = 0

    def fresh(self) -> Self:
        """Lay the film as it was before it began; the server has never heard of it."""
        self.service.forget()
        shutil.rmtree(self.film)
        shutil.copytree(self.kept, self.film)
        return self

    def ask(self, what: dict[str, str] | int) -> dict[str, Any]:
        """Let the program do something and give its answer."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps([str(self.film), str(self.home), what]) + "\n")
        self.program.stdin.flush()
        found: dict[str, Any] = json.loads(self.program.stdout.readline())
        return found

    def run(self, fatal: int = 0) -> dict[str, Any]:
        """Run the film's queue until just before a step, or to its end."""
        found = self.ask(fatal)
        if found["killed"]:
            self.kills += 1
            self._settle()
        assert found["killed"] or "jobs" in found, "the copy broke"
        return found

    def _settle(self) -> None:
        """Let the server do all that it has heard: what is on its way arrives before anybody looks for it."""
        parts = urlsplit(self.service.url)
        asking = HTTPConnection(parts.hostname or "", parts.port)
        # Lines are taken in their order: once this one is, all before it are.
        asking.request("GET", f"{parts.path}/nothing/here")
        asking.getresponse().read()
        asking.close()
        while any(one.name.endswith(("(serve)", "(process_request_thread)")) for one in threading.enumerate()):
            time.sleep(0.002)

    def check(self, found: dict[str, Any]) -> Counter[str]:
        """Hold what a film says against what the server has counted."""
        service, states = self.service, Counter(found["jobs"].values())
        asked = Counter(service.posted())
        assert set(asked.values()) <= {1}, "a request was accepted twice"
        done = [job for job, state in found["jobs"].items() if state == S.DONE]
        assert set(states) <= {S.DONE, S.UNKNOWN}, states
        # An accepted job is a take; where nobody can find it, it is told of, and not guessed.
        assert len(done) <= sum(asked.values()) <= len(done) + states[S.UNKNOWN]
        if service.finds:
            assert len(done) == sum(asked.values())
        assert all(found["why"][job] for job, state in found["jobs"].items() if state == S.UNKNOWN)
        assert sorted(found["takes"]) == sorted(done)
        assert found["files"] == found["named"], "a clip without a take, or a take without its clip"
        assert found["sound"]
        assert not found["scratch"]
        assert not found["wrong"]
        assert all(len(hashes) == 1 for hashes in found["attempts"].values())
        if service.price:
            spent = [sum_ for job, standing, sum_ in found["money"] if job in done]
            assert spent == [service.price] * len(done)
            assert [standing for job, standing, _ in found["money"] if job not in done] == ["unknown"] * states[
                S.UNKNOWN
            ]
        return states


@contextmanager
def videos() -> Iterator[Service]:
    with FakeVideos(kind="vllm-omni", looks=1) as fake:
        yield Service(
            fake.url,
            {"protocol": "videos", "entry": "none"},
            fake.model,
            lambda: fake.jobs.clear(),
            lambda: [made.fields["prompt"] for made in fake.jobs.values()],
        )


@contextmanager
def graphs() -> Iterator[Service]:
    with comfyui(nodes=described()) as fake:
        assert fake.here is not None
        whole = fake.here.behave

        def behave(line: socket.socket, heard: Heard) -> None:
            for graph in list(fake.queued):
                if heard.target.startswith("/history/"):
                    fake.finish(graph)
            whole(line, heard)

        def forget() -> None:
            for known in (fake.queued, fake.history, fake.posted, fake.uploads):
                known.clear()

        fake.here.behave = behave
        yield Service(
            fake.url,
            {"protocol": "comfyui", "entry": "none"},
            "wan21-1.3b",
            forget,
            lambda: [one["prompt_id"] for one in fake.posted],
        )


@contextmanager
def paid() -> Iterator[Service]:
    with openrouter() as fake:
        assert fake.here is not None
        whole = fake.here.behave

        def behave(line: socket.socket, heard: Heard) -> None:
            if heard.head.startswith("GET"):
                for job in list(fake.jobs.values()):
                    job |= {"status": "completed", "usage": {"cost": 0.4}}
            whole(line, heard)

        def forget() -> None:
            fake.jobs.clear()
            fake.posted.clear()

        fake.here.behave = behave
        yield Service(
            fake.url,
            {"protocol": "openrouter", "entry": "bearer", "secret": KEY},
            "acme/reel-1",
            forget,
            lambda: [one["prompt"] for one in fake.posted],
            finds=False,
            price="0.4",
        )


SERVICES = {"videos": videos, "comfyui": graphs, "openrouter": paid}


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, str(ZYGOTE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield program
        assert program.stdin is not None
        program.stdin.close()


@pytest.fixture(params=sorted(SERVICES))
def stunt(
    request: pytest.FixtureRequest,
    program: subprocess.Popen[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Stunt]:
    for fake in ("videos", "comfyui", "openrouter"):
        monkeypatch.setattr(f"fakes.{fake}.CLIP", CLIP)
    with SERVICES[request.param]() as service:
        stunt = Stunt(service, tmp_path / "film", tmp_path / "home", tmp_path / "kept", program)
        stunt.ask({"url": service.url, "model": service.model, **service.fields})
        shutil.copytree(stunt.film, stunt.kept)
        yield stunt


@pytest.mark.parametrize("stride", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_before_every_step(stunt: Stunt, stride: int) -> None:
    whole = stunt.fresh().run()
    assert stunt.check(whole) == {S.DONE: 2}
    steps, unknown = range(1, whole["steps"] + 1, stride), 0
    assert whole["steps"] > 30
    for fatal in steps:
        stunt.fresh().run(fatal)
        unknown += stunt.check(stunt.run())[S.UNKNOWN]
    # How often a server is looked at differs a little from run to run.
    assert stunt.kills >= 0.9 * len(steps)
    # Some of the kills fall between a request and its answer: there the doubt is real.
    assert unknown or stunt.service.finds or stride > 1


@pytest.mark.slow
def test_killed_again_and_again(stunt: Stunt) -> None:
    chance = Random(4711)
    for _ in range(12):
        stunt.fresh()
        for _ in range(chance.randint(2, 6)):
            stunt.run(chance.randint(1, 45))
        stunt.check(stunt.run())
    assert stunt.kills > 12
