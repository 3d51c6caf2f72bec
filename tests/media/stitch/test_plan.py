"""The planner: what is copied, what is encoded, and the reason given for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.media.stitch.plan import Segment, Way, length, plan
from fourbeat.model.cut import Clip, Cut, CutItem, Ghost
from fourbeat.model.errors import Invalid
from fourbeat.model.format import Format
from fourbeat.model.panel import Panel
from fourbeat.model.take import MediaFacts
from fourbeat.studio.words.stitch import WORDS

FORMAT = Format()


def facts(**changes: object) -> MediaFacts:
    """Give the facts of an ordinary clip of four seconds, but for the changes."""
    plain: dict[str, object] = {
        "codec": "h264",
        "width": 1280,
        "height": 720,
        "pixel_format": "yuv420p",
        "rate": "24",
        "time_base": "1/12288",
        "frames": 96,
        "constant": True,
        "keyframes": (0, 24, 48, 72),
        "reorder": 0,
        "rotation": 0,
        "colour": "limited/bt709/bt709/bt709",
        "extradata": "a",
        "bytes": 1000,
    }
    return MediaFacts.model_validate(plain | changes)


def clip(name: str = "a", **changes: object) -> Clip:
    return Clip(take=name, path=Path(f"{name}.mp4"), sha256=name, facts=facts(**changes))


def item(source: Clip | Ghost, start: int = 0, end: int = 96) -> CutItem:
    return CutItem(shot="s", label="SH0010", source=source, start=start, end=end)


def cut(*items: CutItem) -> Cut:
    return Cut(title="A film", format=FORMAT, items=items)


def ranges(*items: CutItem, **known: object) -> list[tuple[str, int, int]]:
    return [(segment.way.value, segment.start, segment.end) for segment in plan(cut(*items), **known).segments]


def why(*items: CutItem) -> list[str]:
    return [reason.code.removeprefix("stitch.why.") for reason in plan(cut(*items)).reasons]


def test_a_whole_clip_is_copied() -> None:
    assert ranges(item(clip())) == [("copy", 0, 96)]


def test_a_trim_is_divided_at_keyframes() -> None:
    assert ranges(item(clip(), 10, 80)) == [("encode", 10, 24), ("copy", 24, 80)]
    assert ranges(item(clip(), 24, 48)) == [("copy", 24, 48)]
    assert ranges(item(clip(), 25, 47)) == [("encode", 25, 47)]
    assert ranges(item(clip(keyframes=(0,)), 1, 96)) == [("encode", 1, 96)]


def test_reordered_pictures_end_where_they_are_complete() -> None:
    source = clip(reorder=2)
    ends = {"a": (1, 5, 9, 13, 24, 25, 29)}
    assert ranges(item(source, 0, 12), closed=ends) == [("copy", 0, 9), ("encode", 9, 12)]
    assert ranges(item(source, 0, 13), closed=ends) == [("copy", 0, 13)]
    assert ranges(item(source, 24, 25), closed=ends) == [("copy", 24, 25)]
    assert ranges(item(source, 24, 48)) == [("copy", 24, 48)]
    assert ranges(item(source, 0, 12)) == [("copy", 0, 9), ("encode", 9, 12)]
    assert ranges(item(source, 0, 2)) == [("encode", 0, 2)]
    assert why(item(source, 0, 2)) == ["tail"]


def test_a_short_take_is_held() -> None:
    assert ranges(item(clip(), 0, 100)) == [("copy", 0, 96), ("encode", 96, 100)]
    assert ranges(item(clip(), 96, 100)) == [("encode", 96, 100)]
    assert ranges(item(clip(rate="48"), 0, 60)) == [("encode", 0, 48), ("encode", 48, 60)]
    assert why(item(clip(rate="48"), 0, 60)) == ["rate", "hold"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"codec": "hevc"}, "codec"),
        ({"pixel_format": "yuv420p10le"}, "codec"),
        ({"rotation": 90}, "rotation"),
        ({"width": 1920, "height": 1080}, "size"),
        ({"aspect": "4:3"}, "size"),
        ({"rate": "25", "frames": 100}, "rate"),
        ({"rate": "24000/1001"}, "rate"),
        ({"constant": False}, "variable"),
        ({"colour": "full/bt709/bt709/bt709"}, "colour"),
        ({"colour": "limited/bt2020/pq/bt2020"}, "colour"),
        ({"keyframes": ()}, "coding"),
        ({"keyframes": (3,)}, "coding"),
        ({"extradata": "b"}, "coding"),
    ],
)
def test_every_difference_has_its_reason(changes: dict[str, object], reason: str) -> None:
    other = clip("b", **changes)
    assert why(item(clip()), item(other), item(clip())) == [reason]
    assert plan(cut(item(clip()), item(other), item(clip()))).copied == 192


def test_every_reason_has_words() -> None:
    known = {entry.code for entry in WORDS}
    reasons = ("ghost", "codec", "rotation", "size", "rate", "variable", "colour", "coding", "head", "tail", "hold")
    assert {f"stitch.why.{reason}" for reason in reasons} <= known


def test_the_coding_most_frames_have_is_kept() -> None:
    two = [item(clip("b", extradata="b")), item(clip("c", extradata="b"))]
    assert plan(cut(item(clip()), *two)).house == two[0].source
    assert plan(cut(item(clip()), item(two[0].source, 0, 90))).house == clip()
    # A tie goes to the first in the film, so that the same cut is always rendered the same way.
    assert plan(cut(two[0], item(clip()))).house == two[0].source


def test_untagged_clips_are_taken_as_the_project_is() -> None:
    bare = clip(colour="-/-/-/-")
    assert ranges(item(bare)) == [("copy", 0, 96)]


def test_refused_clips_are_encoded() -> None:
    twin = clip("b")
    assert ranges(item(clip()), item(twin), refused={"b"}) == [("copy", 0, 96), ("encode", 0, 96)]
    assert plan(cut(item(clip())), refused={"a"}).house is None


def test_ghosts_are_asked_only_when_no_take_will_do() -> None:
    ghost = item(Ghost(panel=Panel(), seed=1), 0, 50)
    drawn = {0: clip("g", extradata="g", frames=50)}
    assert ranges(ghost) == [("encode", 0, 50)]
    assert ranges(ghost, drawn=drawn) == [("copy", 0, 50)]
    assert ranges(ghost, item(clip(), 0, 2), drawn=drawn) == [("encode", 0, 50), ("copy", 0, 2)]
    assert [reason.code for reason in plan(cut(ghost), drawn=drawn).reasons] == ["stitch.why.ghost"]
    idle = item(Ghost(panel=Panel(), seed=1, unchosen=True), 0, 50)
    assert [reason.code for reason in plan(cut(idle)).reasons] == ["stitch.why.unchosen"]
    held = item(Ghost(panel=Panel(), seed=1, withdrawn=True), 0, 50)
    assert [reason.code for reason in plan(cut(held)).reasons] == ["stitch.why.withdrawn"]


def test_lengths_are_exact_at_every_rate() -> None:
    assert length(facts(rate="30", frames=120), FORMAT) == 96
    assert length(facts(rate="24000/1001", frames=96), FORMAT) == 96
    assert length(facts(rate="24000/1001", frames=24000), FORMAT) == 24024
    assert length(facts(rate="60", frames=1), FORMAT) == 1


def test_an_empty_cut_is_refused() -> None:
    with pytest.raises(Invalid):
        plan(cut())


clips = st.builds(
    lambda name, reorder, rate, frames, gap: clip(
        name, reorder=reorder, rate=rate, frames=frames, extradata=name, keyframes=tuple(range(0, frames, gap))
    ),
    st.sampled_from("abc"),
    st.integers(0, 3),
    st.sampled_from(["24", "25", "30000/1001", "60"]),
    st.integers(1, 200),
    st.integers(1, 60),
)
trims = st.tuples(clips, st.integers(0, 250), st.integers(1, 100))


@given(st.lists(trims, min_size=1, max_size=6), st.sets(st.integers(1, 200)), st.booleans())
def test_every_frame_is_planned_once_and_in_order(parts, ends, known: bool) -> None:
    film = cut(*[item(source, start, start + count) for source, start, count in parts])
    closed = {name: tuple(sorted(ends)) for name in "abc"} if known else None
    stitch = plan(film, closed=closed)
    assert stitch.frames == film.frames
    assert stitch.copied + stitch.encoded == stitch.frames
    at: list[tuple[int, int]] = [(segment.item, frame) for segment in stitch.segments for frame in _frames(segment)]
    assert at == [(n, frame) for n, one in enumerate(film.items) for frame in range(one.start, one.end)]
    for segment in stitch.segments:
        assert (segment.why is None) == (segment.way is Way.COPY)
        if segment.way is Way.COPY:
            source = film.items[segment.item].source
            assert isinstance(source, Clip)
            assert segment.start in source.facts.keyframes
            assert segment.end <= source.facts.frames
            assert source.facts.key == stitch.house.facts.key


def _frames(segment: Segment) -> range:
    return range(segment.start, segment.end)
