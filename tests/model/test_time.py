"""Exact time: rates, frames, samples and timecode."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model.errors import Invalid
from fourbeat.model.time import RATES, Rate, half_up

NTSC, FILM_NTSC = Rate(30000, 1001), Rate(24000, 1001)


@pytest.mark.parametrize(("value", "whole"), [("1/2", 1), ("3/2", 2), ("-1/2", 0), ("49/100", 0), ("7", 7)])
def test_halves_go_up(value: str, whole: int) -> None:
    assert half_up(Fraction(value)) == whole


def test_four_seconds_is_whole_frames_at_every_rate() -> None:
    assert [rate.frames("4") for rate in RATES] == [96, 96, 100, 120, 120, 192, 200, 240, 240]


def test_rates_are_compared_by_their_fractions_only() -> None:
    # Pairs of numbers would put 23.976 above 60.
    with pytest.raises(TypeError):
        sorted(RATES)  # type: ignore[type-var]
    assert sorted(RATES, key=lambda rate: rate.fraction) == list(RATES)


def test_samples_never_drift() -> None:
    # 25 NTSC-film clips of 96 frames each end where one clip of 2,400 frames ends.
    assert FILM_NTSC.samples(2400) == 4_804_800
    assert sum(FILM_NTSC.samples(96 * n + 96) - FILM_NTSC.samples(96 * n) for n in range(25)) == 4_804_800


@pytest.mark.parametrize(
    ("frames", "code"),
    [(0, "00:00:00;00"), (1799, "00:00:59;29"), (1800, "00:01:00;02"), (17982, "00:10:00;00"), (107892, "01:00:00;00")],
)
def test_drop_frame_skips_labels_and_no_frames(frames: int, code: str) -> None:
    assert NTSC.timecode(frames, drop=True) == code
    assert NTSC.from_timecode(code) == frames


@given(st.sampled_from(RATES), st.integers(0, 2_000_000), st.booleans())
def test_timecode_reads_back(rate: Rate, frames: int, drop: bool) -> None:
    frames %= rate.nominal * 3600 * 23
    assert rate.from_timecode(rate.timecode(frames, drop=drop and rate.drops)) == frames


@pytest.mark.parametrize("code", ["00:00:00:30", "00:01:00;00", "1:00:00:00", "aa:bb:cc:dd", "00:60:00:00"])
def test_labels_that_do_not_exist_are_refused(code: str) -> None:
    with pytest.raises(Invalid):
        NTSC.from_timecode(code)


def test_drop_frame_is_refused_where_it_is_not_defined() -> None:
    with pytest.raises(ValueError, match="drop-frame"):
        Rate(25).timecode(10, drop=True)


@pytest.mark.parametrize("text", ["23.976", "24000/1001", " 24 ", "59.94"])
def test_rates_are_read_as_people_write_them(text: str) -> None:
    assert Rate.parse(text) in RATES


@pytest.mark.parametrize("text", ["", "0", "-24", "12", "24.5", "nan", "1/0"])
def test_other_rates_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Rate.parse(text)


@pytest.mark.parametrize("text", ["", "four", "1/0", "nan", "inf"])
def test_lengths_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Rate(24).frames(text)
