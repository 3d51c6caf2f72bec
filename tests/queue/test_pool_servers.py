"""Two real servers of paper share a pool; one dies in the middle and comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from backlot import CLIP, Backlot, wait_for

from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.format import Size
from fourbeat.model.job import JobState
from fourbeat.model.provider import Capabilities, ModelFacts, Resend, Stopping
from fourbeat.providers.videos import Videos
from fourbeat.queue.pools import about, at
from providers.fakes.videos import FakeVideos, Mischief

S = JobState
MEMBERS = ("box-1", "box-2")


@pytest.fixture
def servers() -> Iterator[dict[str, FakeVideos]]:
    def fake() -> FakeVideos:
        return FakeVideos(kind="vllm-omni", looks=3, mischief=Mischief(content_is=("video/mp4", CLIP)))

    with fake() as one, fake() as other:
        yield dict(zip(MEMBERS, (one, other), strict=True))


class Farm(Backlot):
    """A film whose jobs go to two servers."""

    def judge(self, request: object) -> object:
        return about(super().judge(at(request, "box-1")), request)  # type: ignore[arg-type]


def adapter(key: str, url: str) -> Videos:
    connection = Connection(
        key=key, name=key, protocol=WireProtocol.VIDEOS, url=url, profile="vllm-omni", pool="farm", width=2
    )
    model = ModelFacts(id="reel-1", sizes=(Size(width=640, height=360),), seconds=("4",), seed=True)
    able = Capabilities(
        provider=key,
        models=(model,),
        resend=Resend.NEVER,
        finds=True,
        stopping=Stopping.ABORTS,
        lane_width=2,
        learned_at="2030-01-01",
        source="test",
    )
    return Videos(connection, lambda: None, able)


def test_one_server_dies_in_the_middle_and_nothing_is_lost_or_sent_twice(
    tmp_path: Path, servers: dict[str, FakeVideos]
) -> None:
    with Farm(tmp_path / "film", speed=100.0) as farm:
        farm.providers = {key: adapter(key, fake.url) for key, fake in servers.items()}
        farm.new_queue(members={"farm": MEMBERS}.get)
        asked = [farm.request(number=number, provider="farm", prompt=f"Wave {number}") for number in range(1, 9)]
        jobs = [farm.enqueue(one) for one in asked]
        farm.queue.start()
        wait_for(lambda: servers["box-1"].created >= 2)
        servers["box-1"].die()
        there = {job for job in jobs if farm.store.job(job).request.provider == "box-1"}  # type: ignore[union-attr]
        # Those that box-1 has not been sent are made by box-2, while it is away.
        wait_for(lambda: sum(farm.state(job) is S.DONE for job in jobs) >= len(jobs) - 2)
        servers["box-1"].rise()
        ends = {S.DONE, S.UNKNOWN}
        wait_for(lambda: all(farm.state(job) in ends for job in jobs), lambda: str([farm.state(job) for job in jobs]))
        made = Counter(video.fields["prompt"] for fake in servers.values() for video in fake.jobs.values())
        assert max(made.values()) == 1, "a clip was asked for twice"
        done = {job for job in jobs if farm.state(job) is S.DONE}
        assert len(done) >= len(jobs) - 1, "an answer may have been lost, and no more than the one on its way"
        takes = {take.job: take.provider for take in farm.store.takes()}
        assert takes.keys() == done
        assert {takes[job] for job in there & done} <= {"box-1", "box-2"}
        for job in done:
            attempt = farm.store.attempts(job)[-1]
            assert takes[job] == attempt.wire["provider"]
            assert attempt.remote_id in servers[takes[job]].jobs
        assert {"box-1", "box-2"} == set(takes.values())
