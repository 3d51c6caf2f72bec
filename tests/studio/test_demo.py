"""The demo: stopped at any moment, it fails nothing, and goes on another time."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.errors import Cancelled
from fourbeat.model.job import JobState
from fourbeat.studio.demo import Making, films
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"))


def test_stopped_before_its_queue_runs_nothing_is_made_and_nothing_fails(tmp_path: Path, desk: Desk) -> None:
    making = Making(tmp_path / "demo", desk, film=films()[0])

    # The first that is told stands before the queue's start: whoever stops there must not be overheard.
    def told(_done: int, _of: int, _more: float) -> None:
        making.stop()

    with pytest.raises(Cancelled):
        making.run(told)
    with open_studio(tmp_path / "demo", desk) as studio:
        assert {job.state for job in studio.jobs.all()} == {JobState.QUEUED}


def test_a_queue_that_was_closed_does_not_start_again(tmp_path: Path, desk: Desk) -> None:
    making = Making(tmp_path / "demo", desk, film=films()[0])
    with pytest.raises(Cancelled):
        making.run(lambda *_told: making.stop())
    with open_studio(tmp_path / "demo", desk) as studio:
        studio.jobs.close()
        with pytest.raises(Cancelled):
            studio.jobs.start()
        with pytest.raises(Cancelled):
            studio.jobs.run()
        assert {job.state for job in studio.jobs.all()} == {JobState.QUEUED}
