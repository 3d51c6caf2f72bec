"""The status a shot is shown with: by hand before the work in hand, the work in hand before the takes."""

from __future__ import annotations

import pytest

from fourbeat.model.brief import Brief
from fourbeat.model.job import JobState
from fourbeat.model.plan import BriefText, Shot, ShotStatus
from fourbeat.model.status import Shown, shown

S = JobState


@pytest.mark.parametrize(
    ("states", "takes", "wanted"),
    [
        ((), 0, Shown.IDEA),
        ((), 1, Shown.REVIEW),
        ((S.DONE, S.FAILED), 1, Shown.REVIEW),
        ((S.QUEUED,), 1, Shown.WAITING),
        ((S.HELD, S.DONE), 0, Shown.WAITING),
        ((S.QUEUED, S.RUNNING), 0, Shown.GENERATING),
    ],
)
def test_nobody_says_generating_of_what_only_waits(states: tuple[JobState, ...], takes: int, wanted: Shown) -> None:
    shot, brief = Shot(id="s", order="V", scene="c", number="010", frames=24), Brief(text=BriefText(id="s"))
    assert shown(shot, brief, states, takes) is wanted
    by_hand = shot.model_copy(update={"status": ShotStatus.OMITTED})
    assert shown(by_hand, brief, states, takes) is Shown.OMITTED
