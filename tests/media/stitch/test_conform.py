"""Clips that are not like the others: brought into the film's format, each picture where it belongs."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from fourbeat.media.ffmpeg import find_ffmpeg
from fourbeat.media.probe import probe
from fourbeat.media.stitch.render import render
from fourbeat.media.stitch.segment import source_frames
from fourbeat.model.format import Format, Size
from media.clips import FULL, barcode, make_clip
from media.stitch.films import SMALL, Drawing, cut, ghost, item, look, make, run

HOUSE = 24


def between(tmp_path: Path, odd: Path, *, end: int | None = None):
    """Render a clip between two ordinary ones; give what was rendered and the film."""
    plain = make_clip(tmp_path / "plain.mp4", number=9, frames=HOUSE)
    return make(cut(item(plain), item(odd, 0, end), item(plain)), tmp_path)


def check_between(film, middle: list[tuple[int, int]]) -> None:
    assert film.codes == run(9, range(HOUSE)) + middle + run(9, range(HOUSE))
    assert film.times == list(range(2 * HOUSE + len(middle)))
    seconds = [0.25, 0.75, *(1 + second for second in (0.25, 0.75)), 2.25, 2.75]
    assert len(film.clicks) == len(seconds)
    assert film.clicks == pytest.approx(seconds, abs=0.002)


VARIANTS = {
    "crf28": {"options": {"crf": "28"}},
    "slow": {"options": {"preset": "slow"}},
    "medium": {"options": {"preset": "medium"}},
    "untagged": {"colour": None},
    "422": {"pixel_format": "yuv422p"},
    "no default base": {"time_base": Fraction(1, 90000)},
    "fragmented": {"container": {"movflags": "frag_keyframe+delay_moov"}},
    "mono 44.1": {"sound_rate": 44100, "channels": 1},
    "mono 22.05": {"sound_rate": 22050, "channels": 1},
    "longer sound": {"sound_seconds": Fraction(123, 100)},
    "shorter sound": {"sound_seconds": Fraction(9, 10)},
    "odd sound": {"sound_seconds": Fraction(47999, 48000)},
    "flac": {"sound": "flac"},
}
MARKS = dict.fromkeys(["slow", "untagged", "mono 22.05", "odd sound"], pytest.mark.slow)


@pytest.mark.parametrize("name", [pytest.param(name, marks=MARKS.get(name, ())) for name in VARIANTS])
def test_every_variant_comes_out_exact(tmp_path: Path, name: str) -> None:
    suffix = "mkv" if name == "flac" else "mp4"
    odd = make_clip(tmp_path / f"odd.{suffix}", number=5, frames=24, **VARIANTS[name])
    _, film = between(tmp_path, odd)
    check_between(film, run(5, range(24)))


@pytest.mark.parametrize("suffix", ["mkv", "mov", "ts", "avi"])
def test_every_container_comes_out_exact(tmp_path: Path, suffix: str) -> None:
    # Sound in an AVI has no times of its own.
    sound = "aac" if suffix != "avi" else None
    odd = make_clip(tmp_path / f"odd.{suffix}", number=5, frames=24, sound=sound, options={"preset": "medium"})
    rendered, film = between(tmp_path, odd)
    assert film.codes == run(9, range(HOUSE)) + run(5, range(24)) + run(9, range(HOUSE))
    assert rendered.encoded == 24
    if sound:
        check_between(film, run(5, range(24)))


@pytest.mark.parametrize(
    ("codec", "pixel_format"), [("libx265", "yuv420p"), ("libvpx-vp9", "yuv420p"), ("prores_ks", "yuv422p10le")]
)
def test_other_codecs_are_encoded(tmp_path: Path, codec: str, pixel_format: str) -> None:
    options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
    suffix = {"libvpx-vp9": "mkv", "prores_ks": "mov"}.get(codec, "mp4")
    odd = make_clip(
        tmp_path / f"odd.{suffix}", number=5, frames=24, codec=codec, pixel_format=pixel_format, options=options
    )
    rendered, film = between(tmp_path, odd)
    check_between(film, run(5, range(24)))
    assert rendered.reasons[0].code == "stitch.why.codec"


def test_without_sound_there_is_silence(tmp_path: Path) -> None:
    odd = make_clip(tmp_path / "odd.mp4", number=5, frames=24, sound=None)
    rendered, film = between(tmp_path, odd)
    assert film.clicks == pytest.approx([0.25, 0.75, 2.25, 2.75], abs=0.002)
    assert abs(rendered.samples - 3 * 48000) < 1024
    assert np.abs(film.sound[:, 49000:95000]).max() < 1e-4


@pytest.mark.parametrize("rate", ["24000/1001", "25", "30", "60", "15"])
def test_other_rates_keep_their_speed(tmp_path: Path, rate: str) -> None:
    fraction = Fraction(rate)
    count = round(fraction)
    odd = make_clip(tmp_path / "odd.mp4", number=5, frames=count, rate=fraction)
    rendered, film = between(tmp_path, odd, end=24)
    middle = film.codes[HOUSE:-HOUSE]
    assert [clip for clip, _ in middle] == [5] * 24
    ranks = [rank for _, rank in middle]
    assert ranks[0] == 0
    assert ranks == sorted(ranks)
    behind = [index * fraction / 24 - rank for index, rank in enumerate(ranks)]
    assert max(behind) <= max(Fraction(1, 2), 1 - fraction / 48)
    assert min(behind) >= -Fraction(1, 2)
    check_between(film, middle)
    assert rendered.reasons[0].code == "stitch.why.rate"


def test_a_slow_clip_shows_every_picture_twice(tmp_path: Path) -> None:
    odd = make_clip(tmp_path / "odd.mp4", number=5, frames=12, rate=12)
    _, film = between(tmp_path, odd, end=24)
    assert film.codes[HOUSE:-HOUSE] == [(5, rank // 2) for rank in range(24)]


def test_a_fast_clip_shows_every_second_picture(tmp_path: Path) -> None:
    odd = make_clip(tmp_path / "odd.mp4", number=5, frames=48, rate=48)
    _, film = between(tmp_path, odd, end=24)
    assert film.codes[HOUSE:-HOUSE] == [(5, 2 * rank) for rank in range(24)]


def test_a_variable_rate_becomes_constant(tmp_path: Path) -> None:
    times = [index + index // 5 for index in range(20)]
    odd = make_clip(tmp_path / "odd.mp4", number=5, frames=20, times=times)
    assert not probe(odd).constant
    rendered, film = between(tmp_path, odd, end=24)
    shown = [max(rank for rank, time in enumerate(times) if time <= frame) for frame in range(24)]
    assert film.codes[HOUSE:-HOUSE] == [(5, rank) for rank in shown]
    assert rendered.reasons[0].code == "stitch.why.variable"


def test_pictures_an_edit_list_hides_stay_hidden(tmp_path: Path) -> None:
    options = {"preset": "medium", "x264-params": "keyint=12:min-keyint=12:scenecut=0:bframes=3:b-adapt=0"}
    whole = make_clip(tmp_path / "whole.mp4", number=5, frames=36, options=options)
    odd = tmp_path / "odd.mp4"
    command = [find_ffmpeg().path, "-v", "error", "-ss", "0.3", "-i", whole, "-c", "copy", odd]
    subprocess.run(command, check=True)
    facts = probe(odd)
    assert (facts.frames, facts.keyframes) == (28, (4, 16))
    _, film = make(cut(item(whole), item(odd), item(whole)), tmp_path)
    assert film.codes == run(5, [*range(36), *range(8, 36), *range(36)])
    assert film.clicks[3] == pytest.approx(1.5 + 0.75 - 0.3, abs=0.002)


def test_a_film_of_another_rate_takes_trims_in_its_own_frames(tmp_path: Path) -> None:
    fmt = Format(size=SMALL.size, rate="25")
    clip = make_clip(tmp_path / "24.mp4", number=5, frames=96, rate=24, options={"x264-params": "keyint=10"})
    rendered, film = make(cut(item(clip, 30, 70), fmt=fmt), tmp_path)
    assert film.codes == run(5, source_frames(item(clip, 30, 70).source, 30, 70, fmt))
    assert film.codes[0] == (5, 29)
    assert rendered.frames == 40
    assert film.clicks == pytest.approx([0.05, 0.55, 1.05, 1.55], abs=0.002)


def test_a_short_take_holds_its_last_picture(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "1.mp4", number=5, frames=24)
    rendered, film = make(cut(item(clip, 0, 30), item(clip, 40, 44), item(clip)), tmp_path)
    assert film.codes == run(5, [*range(24), *[23] * 6, *[23] * 4, *range(24)])
    assert (rendered.copied, rendered.encoded) == (48, 10)
    assert [why.code for why in rendered.reasons] == ["stitch.why.hold"] * 2
    assert rendered.reasons[0].params == {"label": "SH0010", "n": 6, "has": 24}


@pytest.mark.parametrize(
    ("size", "aspect", "rotation", "box"),
    [
        ((180, 320), None, 0, (108, 0, 102, 180)),
        ((320, 240), None, 0, (40, 0, 240, 180)),
        ((640, 160), None, 0, (0, 50, 320, 80)),
        ((640, 360), None, 0, (0, 0, 320, 180)),
        ((160, 180), Fraction(2), 0, (0, 0, 320, 180)),
        ((180, 320), None, 90, (0, 0, 320, 180)),
        ((320, 180), None, 180, (0, 0, 320, 180)),
        ((180, 320), None, 270, (0, 0, 320, 180)),
        ((320, 180), None, 90, (108, 0, 102, 180)),
    ],
)
def test_other_sizes_are_fitted_without_distortion(tmp_path: Path, size, aspect, rotation, box) -> None:
    path = tmp_path / "odd.mp4"
    upright = (size[1], size[0]) if rotation % 180 else size
    with path.open("wb") as file, av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=24, options={"preset": "ultrafast", "crf": "10"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        if aspect:
            stream.codec_context.sample_aspect_ratio = aspect
        if rotation:
            stream.set_display_rotation(rotation)
        for index in range(6):
            picture = barcode(5, index, *upright)
            luma = np.rot90(picture[: upright[1]], -rotation // 90)
            planes = np.full((size[1] * 3 // 2, size[0]), 128, np.uint8)
            planes[: size[1]] = luma
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts = index
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    make(cut(item(path)), tmp_path, sound=False)
    film = look(tmp_path / "film.mp4", box)
    assert film.codes[:6] == run(5, range(6))
    with av.open(tmp_path / "film.mp4") as container:
        frame = next(container.decode(video=0))
        assert frame.rotation == 0
        luma = frame.to_ndarray()[:180]
        left, top, width, height = box
        outside = np.ones((180, 320), bool)
        outside[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2] = False
        assert not outside.any() or abs(luma[outside].astype(int) - 16).max() <= 3


def test_full_range_and_other_matrices_look_alike(tmp_path: Path) -> None:
    plain = make_clip(tmp_path / "plain.mp4", number=0xA5, frames=4, sound=None)
    full = make_clip(tmp_path / "full.mp4", number=0xA5, frames=4, sound=None, colour=FULL, pixel_format="yuvj420p")
    rendered, _ = make(cut(item(full), item(plain)), tmp_path)
    assert rendered.reasons[0].code == "stitch.why.colour"
    with av.open(tmp_path / "film.mp4") as container:
        means = [frame.to_ndarray()[:180].astype(float) for frame in container.decode(video=0)]
    assert np.abs(means[0] - means[4]).mean() < 3


@pytest.mark.parametrize(("primaries", "transfer", "matrix"), [(1, 13, 1), (1, 5, 8), (10, 10, 1)])
def test_rare_marks_are_encoded_and_leave_light_alone(
    tmp_path: Path, primaries: int, transfer: int, matrix: int
) -> None:
    colour = {"range": 1, "primaries": primaries, "transfer": transfer, "matrix": matrix}
    odd = make_clip(tmp_path / "odd.mp4", number=0, frames=2, colour=colour, sound=None)
    rendered, _ = make(cut(item(odd)), tmp_path, sound=False)
    assert [why.code for why in rendered.reasons] == ["stitch.why.colour"]
    with av.open(tmp_path / "film.mp4") as container:
        luma = next(container.decode(video=0)).to_ndarray()[:180]
    assert np.abs(luma[90:].astype(int) - 50).mean() < 2


@pytest.mark.slow
def test_a_high_dynamic_range_becomes_ordinary(tmp_path: Path) -> None:
    colour = {"range": 1, "primaries": 9, "transfer": 16, "matrix": 9}
    odd = make_clip(tmp_path / "hdr.mp4", number=5, frames=4, colour=colour, pixel_format="yuv420p10le")
    rendered, film = between(tmp_path, odd)
    assert film.codes[HOUSE:-HOUSE] == run(5, range(4))
    assert rendered.encoded == 4


def test_ghosts_are_drawn_once_and_copied_where_possible(tmp_path: Path) -> None:
    draw = Drawing()
    target = tmp_path / "film.mp4"
    film = cut(item(ghost(3), 0, 20), item(ghost(4), 0, 7), item(ghost(3), 0, 20))
    first = render(film, scratch=tmp_path / "s", target=target, draw=draw)
    assert draw.asked == [3, 4]
    assert look(target).codes == run(3, range(20)) + run(4, range(7)) + run(3, range(20))
    assert (first.copied, first.encoded) == (0, 47)
    assert {why.code for why in first.reasons} == {"stitch.why.ghost"}
    again = render(film, scratch=tmp_path / "s", target=target, draw=draw)
    assert draw.asked == [3, 4]
    assert (first.reused, again.reused) == (20, 47)


def test_ghosts_stand_beside_takes_of_any_coding(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "1.mp4", number=5, frames=24)
    rendered, film = make(cut(item(ghost(3), 2, 20), item(clip), item(ghost(4), 0, 7)), tmp_path)
    assert film.codes == run(3, range(2, 20)) + run(5, range(24)) + run(4, range(7))
    assert (rendered.copied, rendered.encoded) == (24, 25)
    assert film.hashes[18:42] == look(clip).hashes


def test_ghosts_and_encoded_takes_stand_together(tmp_path: Path) -> None:
    odd = make_clip(tmp_path / "1.mp4", number=5, frames=25, rate=25)
    rendered, film = make(cut(item(ghost(3), 0, 9), item(odd, 0, 24), item(ghost(4), 0, 7)), tmp_path)
    assert [clip for clip, _ in film.codes] == [3] * 9 + [5] * 24 + [4] * 7
    assert rendered.encoded == 40


def test_a_film_without_one_fitting_take_is_encoded_whole(tmp_path: Path) -> None:
    fmt = Format(size=Size(width=128, height=72), rate="30000/1001")
    clip = make_clip(tmp_path / "1.mp4", number=5, frames=24)
    rendered, film = make(cut(item(clip, 0, 30), fmt=fmt), tmp_path)
    assert rendered.encoded == len(film.codes) == 30
    facts = probe(tmp_path / "film.mp4")
    assert (facts.rate, facts.constant, facts.colour) == ("30000/1001", True, "limited/bt709/bt709/bt709")
