"""`fourbeat queue move|check`: waiting jobs change places, and what is unknown is looked for."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from fourbeat.model.errors import ProviderError
from fourbeat.model.job import JobState
from fourbeat.queue import Queue
from fourbeat.studio import calls
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording

from .conftest import Call


@pytest.fixture
def there(call: Call, film: Path) -> tuple[str, ...]:
    where = ("--project", str(film))
    assert call("queue", "add", "--all", "--takes", "2", *where).code == 0
    return where


def test_waiting_jobs_move(call: Call, there: tuple[str, ...]) -> None:
    first, second, third, last = (one["code"] for one in call("queue", "status", "--json", *there).document["jobs"])

    def order(*words: str) -> list[str]:
        return [one["code"] for one in call("queue", "move", *words, "--json", *there).document["jobs"]]

    assert order(last, "--first") == [last, first, second, third]
    assert order(last, first, "--after", second) == [second, last, first, third]
    assert order(third, "--before", last) == [second, third, last, first]
    assert order(second, "--after", first) == [third, last, first, second]
    assert "020 t2" in call("queue", "move", last, "--first", *there).out


def test_what_cannot_move_is_told(call: Call, there: tuple[str, ...]) -> None:
    first, second, *_ = (one["code"] for one in call("queue", "status", "--json", *there).document["jobs"])
    assert call("queue", "move", first, *there).code == 2
    assert "beside" in call("queue", "move", first, second, "--after", second, *there).err
    call("queue", "cancel", second, *there)
    told = call("queue", "move", second, "--first", *there)
    assert (told.code, "cancelled" in told.err) == (2, True)
    assert call("queue", "move", "nobody", "--first", *there).code == 3


def test_only_what_is_unknown_is_looked_for(call: Call, there: tuple[str, ...], film: Path, tmp_path: Path) -> None:
    assert "No job is unknown" in call("queue", "check", *there).out
    first = call("queue", "status", "--json", *there).document["jobs"][0]["code"]
    assert call("queue", "check", first, *there).code == 2
    studio = open_studio(film, Desk(Home.at(tmp_path / "home"), Settings(author="tester"), Wording.of("en")))
    job = studio.jobs.find(first)
    states = (JobState.QUEUED, JobState.RESERVED, JobState.SENDING, JobState.UNKNOWN)
    for before, after in pairwise(states):
        studio.store.write(lambda writer, to=after, was=before: writer.move_job(job.id, to, expect=was))
    looked: list[str] = []
    studio.jobs.check = lambda *, jobs: looked.extend(one.id for one in jobs)  # type: ignore[method-assign]
    with studio.calls.heard():
        assert calls.check(film, [job.id])
    assert looked == [job.id]
    studio.close()
    told = call("queue", "check", "--json", *there)
    assert told.code == 0
    assert [one["code"] for one in told.document["jobs"]] == [first]


def test_cancelling_goes_on_past_what_is_not_answered(
    call: Call, there: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = call("queue", "status", "--json", *there).document["jobs"]
    cancel = Queue.call_off

    def silent(queue: Queue, asked: list[str]) -> dict[str, object]:
        error = ProviderError("queue.no-answer", provider="far")
        return {**cancel(queue, asked[2:]), **dict.fromkeys(asked[:2], error)}

    with monkeypatch.context() as patched:
        patched.setattr(Queue, "call_off", silent)
        told = call("queue", "cancel", "--all", *there)
        assert told.code == 8
        assert told.out.count("far did not answer in time") == 2
        assert told.out.splitlines()[-1].startswith("2 jobs go on")
    left = call("queue", "cancel", *(one["code"] for one in jobs), "--json", *there)
    assert (left.code, left.document["not_cancelled"]) == (0, 0)
    assert {one["state"] for one in left.document["jobs"]} == {"cancelled"}
    assert call("queue", "cancel", jobs[0]["code"], *there).code == 2
    assert "No job" in call("queue", "cancel", "--all", *there).out
