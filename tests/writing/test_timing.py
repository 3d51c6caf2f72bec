"""When words are shown: inside the clip, in order, never on top of one another."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model.brief import Brief
from fourbeat.model.plan import Beat, BriefText, Line
from fourbeat.model.time import Rate
from fourbeat.writing.lint.lexicon import Lexicon
from fourbeat.writing.timing import USUAL, Pace, captions, spoken_seconds

RESOURCES = Path(__file__).parents[2] / "resources"

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


def beats(text: str) -> Fraction:
    """Give the beats of a Japanese line; enough is said around it to be longer than the shortest line."""
    return (spoken_seconds("ああああああ" + text) - spoken_seconds("ああああああ")) * USUAL.mora


@pytest.mark.parametrize(
    ("text", "morae"),
    [
        *(
            ("きょう", 2),
            ("きよう", 3),
            ("がっこう", 4),
            ("ティーシャツ", 4),
            ("しんぶん", 4),
            ("ファン", 2),
            ("ﾃｨｰ", 2),
        ),
        *(("学校", 4), ("人々", 4), ("16時", 6), ("１６時", 6), ("カ・ナ", 2)),
    ],
)
def test_japanese_is_counted_in_beats(text: str, morae: int) -> None:
    assert beats(text) == morae


def test_kanji_alone_are_chinese_only_where_a_line_says_so() -> None:
    line = "今天晚上我们一起去看电影"
    assert spoken_seconds(line, "zh-Hant") == 12 / USUAL.syllable_zh < spoken_seconds(line)
    assert spoken_seconds("電話だよ", "zh") == spoken_seconds("電話だよ"), "kana tell that it is Japanese"
    assert spoken_seconds("1984 and 2001, all of it.") > spoken_seconds("and, all of it.") + 2


def test_the_usual_pace_is_the_one_with_its_sources() -> None:
    document = tomllib.loads((RESOURCES / "lint" / "pace.toml").read_text(encoding="utf-8"))
    assert Lexicon.of((), (), document["pace"]).pace == USUAL
    assert {one["name"] for one in document["pace"]} == {one.name for one in fields(Pace)}
    assert all(one["source"] and one["date"] for one in document["pace"])
