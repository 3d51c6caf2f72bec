"""Killed at every word that is said with a server: nothing is asked for twice, nothing accepted is forgotten."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.comfyui import comfyui
from fakes.openrouter import KEY, openrouter
from sockets import Heard
from test_comfyui import described

from fourbeat.model.briefing import BriefFile
from fourbeat.model.job import ENDED, JobState
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create, open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording
from media.clips import make_clip

SENDER = Path(__file__).parent / "sender.py"
PATIENCE = 60
S = JobState


class Killer:
    """Kill the sender at its n-th word with a server: when it has been heard, or when it has been answered."""

    def __init__(self, behave: Callable[[socket.socket, Heard], None]) -> None:
        self._behave = behave
        self._lock = threading.Lock()
        self.victim: subprocess.Popen[bytes] | None = None
        self.left = -1
        self.after = False
        self.heard: list[str] = []

    def __call__(self, line: socket.socket, heard: Heard) -> None:
        with self._lock:
            self.left -= 1
            hit = self.left == 0 and self.victim is not None
            self.heard.append(heard.head.split("\r\n", 1)[0])
            if hit and not self.after:
                self._kill()
            self._behave(line, heard)
            if hit and self.after:
                self._kill()

    def _kill(self) -> None:
        assert self.victim is not None
        self.victim.send_signal(signal.SIGKILL)
        self.victim.wait()


def desk(home: Path) -> Desk:
    return Desk(Home.at(home), Settings(author="tester", workers=1), Wording.of("en"))


def film(tmp: Path, protocol: str, url: str, model: str, *, shots: int) -> Path:
    """Make a film whose shots wait for takes from one server."""
    folder, own = tmp / "film", desk(tmp / "home")
    with create(folder, own, name="Film", size="1280x720") as studio:
        fields = {
            "protocol": protocol,
            "url": url,
            "name": "Far",
            "entry": "bearer" if protocol == "openrouter" else "none",
        }
        studio.connections.add(key="far", fields=fields)
        if protocol == "openrouter":
            studio.connections.secrets.keep(key="far", secret=KEY, in_file=True)
        studio.connections.learn("far")
        for number in range(shots):
            scene = f"A lighthouse in the rain, {number + 1} gulls"
            studio.shots.add(brief=BriefFile(scene=scene, provider="far", model=model), folder=tmp)
        studio.jobs.add(shots=studio.plan.cut_shots())
    return folder


def run(folder: Path, killer: Killer, *, at: int, after: bool) -> bool:
    """Run the sender; tell whether it was killed."""
    killer.left, killer.after = at, after
    command = [sys.executable, str(SENDER), str(folder), str(folder.parent / "home")]
    killer.victim = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _out, told = killer.victim.communicate(timeout=PATIENCE)
    finally:
        killer.victim.kill()
    code = killer.victim.returncode
    assert code in (0, -signal.SIGKILL), told.decode()[-3000:]
    return code != 0


def states(folder: Path) -> Counter[JobState]:
    with open_studio(folder, desk(folder.parent / "home"), write=False) as studio:
        jobs = studio.store.jobs()
        takes = studio.store.takes()
        done = [job.id for job in jobs if job.state is S.DONE]
        assert sorted(take.job for take in takes) == sorted(done)
        files = sorted(path.name for path in (folder / "media").iterdir() if path.suffix == ".mp4")
        assert files == sorted(take.media for take in takes)
        return Counter(job.state for job in jobs)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_comfyui_is_never_sent_a_graph_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = make_clip(tmp_path / "clip.mp4", frames=97).read_bytes()
    monkeypatch.setattr("fakes.comfyui.CLIP", clip)
    with comfyui(nodes=described()) as fake:
        assert fake.here is not None
        whole = fake.here.behave

        def behave(line: socket.socket, heard: Heard) -> None:
            for graph in list(fake.queued):
                if heard.target.startswith("/history/"):
                    fake.finish(graph)
            whole(line, heard)

        killer = fake.here.behave = Killer(behave)
        folder = film(tmp_path, "comfyui", fake.url, "wan21-1.3b", shots=3)
        kills = sum(run(folder, killer, at=at, after=after) for at in (1, 2, 4) for after in (False, True))
        assert not run(folder, killer, at=-1, after=False)
        assert kills >= 3
        assert states(folder) == {S.DONE: 3}
        sent = Counter(body["prompt_id"] for body in fake.posted)
        assert set(sent.values()) == {1}
        assert len(sent) == 3


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_service_without_a_list_is_never_asked_twice_for_one_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = make_clip(tmp_path / "clip.mp4", frames=97).read_bytes()
    monkeypatch.setattr("fakes.openrouter.CLIP", clip)
    with openrouter() as fake:
        assert fake.here is not None
        whole = fake.here.behave

        def behave(line: socket.socket, heard: Heard) -> None:
            if heard.head.startswith("GET"):
                for job in fake.jobs.values():
                    job |= {"status": "completed", "usage": {"cost": 0.4}}
            whole(line, heard)

        killer = fake.here.behave = Killer(behave)
        folder = film(tmp_path, "openrouter", fake.url, "acme/reel-1", shots=4)
        for at, after in ((1, False), (1, True), (2, True), (1, False), (2, False)):
            run(folder, killer, at=at, after=after)
        run(folder, killer, at=-1, after=False)
        found = states(folder)
        assert set(found) <= {S.DONE, S.UNKNOWN}
        assert sum(found.values()) == 4
        prompts = Counter(body["prompt"] for body in fake.posted)
        assert set(prompts.values()) <= {1}, "a paid request went out twice"
        # Whatever was accepted and answered is a take; what was cut off before its answer is told, and not guessed.
        assert found[S.UNKNOWN] >= 1
        assert len(fake.posted) >= found[S.DONE]
        with open_studio(folder, desk(folder.parent / "home"), write=False) as studio:
            unknown = [job for job in studio.store.jobs() if job.state not in ENDED]
            assert all(job.state is S.UNKNOWN and job.why is not None for job in unknown)
