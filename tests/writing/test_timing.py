"""When words are shown: inside the clip, in order, never on top of one another."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model.brief import Brief
from fourbeat.model.plan import Beat, BriefText, Line
from fourbeat.model.time import Rate
from fourbeat.writing.timing import captions, spoken_seconds

moments = st.lists(st.none() | st.integers(0, 200), max_size=5)


def brief(beats: list[int | None], lines: list[int | None]) -> Brief:
    return Brief(
        text=BriefText(id="s"),
        beats=tuple(Beat(id=f"b{n}", shot="s", order=f"{n}", at=at, text=f"beat {n}") for n, at in enumerate(beats)),
        lines=tuple(
            Line(id=f"l{n}", shot="s", order=f"{n}", at=at, speaker="Ada", text="Well, it works now. " * (n + 1))
            for n, at in enumerate(lines)
        ),
    )


@given(moments, moments, st.integers(1, 240))
def test_captions_stay_inside_and_apart(beats: list[int | None], lines: list[int | None], frames: int) -> None:
    shown = captions(brief(beats, lines), frames, Rate(24))
    for kind in ("beat", "line"):
        row = [one for one in shown if one.kind == kind]
        assert all(0 <= one.start < one.end <= frames for one in row)
        assert all(one.end <= later.start for one, later in pairwise(row))


def test_beats_without_a_time_share_the_clip_evenly() -> None:
    shown = captions(brief([None, None, None], []), 96, Rate(24))
    assert [(one.start, one.end) for one in shown] == [(0, 32), (32, 64), (64, 96)]


def test_beats_with_a_time_start_there() -> None:
    shown = captions(brief([0, 36, None, 80], []), 96, Rate(24))
    assert [one.start for one in shown] == [0, 36, 58, 80]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("No.", Fraction(1, 2), Fraction(1, 2)),
        ("I almost had it that time.", 1, 2),
        ("もう少しだったのに。", 1, 2),
        ("光が消えたら、どうする？", 1, 3),
        ("거의 다 됐어.", Fraction(1, 2), 2),
    ],
)
def test_speech_takes_about_as_long_as_people_take(text: str, least: Fraction, most: Fraction) -> None:
    assert least <= spoken_seconds(text) <= most


def test_longer_speech_takes_longer() -> None:
    assert spoken_seconds("One.") < spoken_seconds("One, two, three.") < spoken_seconds("One, two. Three, four, five.")
