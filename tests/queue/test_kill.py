"""Kill -9 at any moment: nothing is lost, nothing is done twice, and nobody is asked twice who must not be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from backlot import CLIP, Backlot, Scripted

from fourbeat.model.job import JobState
from fourbeat.model.plan import Role
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import StillRequest
from fourbeat.model.still import View

S = JobState
STUNT = Path(__file__).parent / "stunt.py"
PER_PROVIDER, STILLS = 6, 2
"""Jobs for each provider, and how many of these ask for a still."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked copies of one program")
@pytest.mark.parametrize(
    ("seed", "falls"),
    [(1, 12), *(pytest.param(seed, 60, marks=pytest.mark.slow) for seed in range(2, 7))],
)
def test_killed_at_any_moment(tmp_path: Path, seed: int, falls: int) -> None:
    film, servers = tmp_path / "film", tmp_path / "servers"
    jobs: dict[str, list[str]] = {}
    with Backlot(film, shots=PER_PROVIDER) as lot:
        for key in ("never", "never-finds", "if-absent", "safe"):
            provider = lot.add(Scripted(key))
            provider.models = (ModelFacts(id="reel-1"), ModelFacts(id="brush", still=True))
            jobs[key] = [lot.enqueue(lot.request(shot, provider=key)) for shot in range(PER_PROVIDER - STILLS)]
            jobs[key] += [lot.enqueue(_still(lot, number, key)) for number in range(1, STILLS + 1)]

    ended = subprocess.run(
        [sys.executable, str(STUNT), str(film), str(servers), str(seed), str(falls)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-4000:]

    with Backlot.reopened(film) as lot:
        states = {key: Counter(lot.state(job) for job in group) for key, group in jobs.items()}
        assert set(states["never"]) <= {S.DONE, S.UNKNOWN}
        assert set(states["never-finds"]) <= {S.DONE, S.UNKNOWN}
        assert states["if-absent"] == {S.DONE: PER_PROVIDER}
        assert states["safe"] == {S.DONE: PER_PROVIDER}

        noted = {key: Counter((servers / key / "noted.txt").read_text().split()) for key in jobs}
        for key, group in jobs.items():
            for job in group:
                attempts = lot.store.attempts(job)
                sent = sum(noted[key][attempt.key] for attempt in attempts)
                received = sum((servers / key / f"{attempt.key}.job").exists() for attempt in attempts)
                if key.startswith("never"):
                    assert sent == 1 if received else sent <= 1
                if key != "safe":
                    assert len(attempts) == 1
                    assert received <= 1
                if key == "never-finds" and received:
                    assert lot.state(job) is S.DONE

        takes, stills = lot.store.takes(), lot.store.stills()
        done = [job for group in jobs.values() for job in group if lot.state(job) is S.DONE]
        assert sorted(one.job for one in (*takes, *stills)) == sorted(done)
        assert stills
        assert {lot.store.job(take.job).take for take in takes} == {take.id for take in takes}
        files = {path.name: path.read_bytes() for path in lot.store.media.folder.iterdir()}
        assert sorted(files) == sorted(one.media for one in (*takes, *stills))
        assert set(files.values()) == {CLIP}
        assert not list(lot.store.media.scratch().iterdir())


def _still(lot: Backlot, number: int, provider: str) -> StillRequest:
    given = lot.request(model="brush", provider=provider, number=number).model_dump(exclude={"frames", "seconds"})
    return StillRequest(**given, view=View.FRAME, role=Role.STYLE)
