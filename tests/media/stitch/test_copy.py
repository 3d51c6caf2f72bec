"""Clips that are alike are copied: the pictures stay bit for bit what they are."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import av
import pytest

from fourbeat.media.stitch.plan import plan
from fourbeat.model.format import Format
from media.clips import make_clip
from media.stitch.films import SMALL, cut, item, look, make, run, take

REORDERED = {"preset": "medium", "x264-params": "keyint=12:min-keyint=12:scenecut=0:bframes=3:b-adapt=0"}


def test_alike_clips_are_copied_bit_for_bit(tmp_path: Path) -> None:
    clips = [make_clip(tmp_path / f"{n}.mp4", number=n, frames=12 + n, options=REORDERED) for n in range(1, 5)]
    rendered, film = make(cut(*map(item, clips)), tmp_path)
    assert film.codes == [code for n in range(1, 5) for code in run(n, range(12 + n))]
    assert film.hashes == [digest for clip in clips for digest in look(clip).hashes]
    assert film.times == list(range(58))
    assert (rendered.frames, rendered.copied, rendered.encoded, rendered.reasons) == (58, 58, 0, ())


def test_a_clip_may_come_more_than_once(tmp_path: Path) -> None:
    one = make_clip(tmp_path / "1.mp4", number=1, frames=7)
    two = make_clip(tmp_path / "2.mp4", number=2, frames=1)
    rendered, film = make(cut(item(one), item(two), item(two), item(one)), tmp_path)
    assert film.codes == run(1, range(7)) + run(2, [0, 0]) + run(1, range(7))
    assert rendered.encoded == 0


@pytest.mark.parametrize("rate", ["24000/1001", "25", "30000/1001", "60"])
def test_every_rate_stays_exact(tmp_path: Path, rate: str) -> None:
    fmt = Format(size=SMALL.size, rate=rate)
    clip = make_clip(tmp_path / "1.mp4", frames=31, rate=fmt.fps.fraction)
    rendered, film = make(cut(*[item(clip)] * 3, fmt=fmt), tmp_path)
    assert film.codes == run(1, range(31)) * 3
    assert film.times == list(range(93))
    with av.open(tmp_path / "film.mp4") as container:
        assert container.streams.video[0].average_rate == fmt.fps.fraction
    assert abs(rendered.samples - fmt.fps.samples(93)) < 1024
    expected = [float(fmt.fps.seconds(31 * n) + Fraction(1, 4) + Fraction(k, 2)) for n in range(3) for k in range(3)]
    expected = [second for second in expected if second < fmt.fps.seconds(93)]
    found = [second for second in film.clicks if any(abs(second - other) < 0.002 for other in expected)]
    assert len(found) == len(film.clicks) > 2


def test_a_trimmed_end_copies_all_but_a_few_frames(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "1.mp4", frames=40, options=REORDERED)
    source = look(clip)
    for end in (1, 2, 3, 5, 11, 12, 13, 27, 38, 40):
        rendered, film = make(cut(item(clip, 0, end), item(clip)), tmp_path)
        assert film.codes == run(1, range(end)) + run(1, range(40))
        assert rendered.encoded <= 3
        assert film.hashes[: end - rendered.encoded] == source.hashes[: end - rendered.encoded]
        assert film.hashes[end:] == source.hashes


def test_a_trimmed_beginning_encodes_up_to_the_next_keyframe(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "1.mp4", frames=40, options=REORDERED)
    source = look(clip)
    rendered, film = make(cut(item(clip, 5, 40), item(clip, 24, 36)), tmp_path)
    assert film.codes == run(1, range(5, 40)) + run(1, range(24, 36))
    assert film.hashes[7:] == source.hashes[12:] + source.hashes[24:36]
    assert (rendered.encoded, rendered.reasons[0].code) == (7, "stitch.why.head")


def test_only_keyframe_far_away_encodes_the_whole_item(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "1.mp4", frames=20)
    rendered, film = make(cut(item(clip, 3, 17)), tmp_path)
    assert film.codes == run(1, range(3, 17))
    assert rendered.encoded == 14


def test_equal_coding_with_other_orders_is_copied_together(tmp_path: Path) -> None:
    # One picture leaves nothing to reorder, so the first clip says less of what its coder may do than the second.
    one = make_clip(tmp_path / "1.mp4", number=1, frames=1, options=REORDERED)
    two = make_clip(tmp_path / "2.mp4", number=2, frames=20, options=REORDERED)
    assert (take(one).facts.reorder, take(two).facts.reorder) == (0, 2)
    rendered, film = make(cut(item(one), item(two), item(one)), tmp_path)
    assert film.codes == run(1, [0]) + run(2, range(20)) + run(1, [0])
    assert rendered.encoded == 0


def test_any_file_name_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "Kurzfilm №1 – 短編"
    folder.mkdir()
    names = ["日本 語.mp4", "new\nline.mp4", "it's.mp4", "-i %d.mp4", "concat:a|b.mp4"]
    clips = [make_clip(folder / name, number=n, frames=5) for n, name in enumerate(names, 1)]
    _, film = make(cut(*map(item, clips)), folder)
    assert film.codes == [code for n in range(1, 6) for code in run(n, range(5))]


def test_the_plan_alone_opens_no_file(tmp_path: Path) -> None:
    source = take(make_clip(tmp_path / "1.mp4", frames=20, options=REORDERED))
    source.path.unlink()
    stitch = plan(cut(item(source), item(source, 3, 17)))
    assert (stitch.frames, stitch.copied, stitch.encoded) == (34, 22, 12)
    assert [why.code for why in stitch.reasons] == ["stitch.why.head", "stitch.why.tail"]


def test_the_same_cut_gives_the_same_file(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "1.mp4", frames=30, options=REORDERED)
    digests = set()
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        make(cut(item(clip, 3, 28), item(clip)), tmp_path / folder)
        digests.add(hashlib.sha256((tmp_path / folder / "film.mp4").read_bytes()).hexdigest())
    assert len(digests) == 1
