"""The clip writer: exact frames, exact sound, the same bytes, and errors a person can read."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from fourbeat.media.encode import ClipWriter
from fourbeat.model.errors import Invalid, Storage
from fourbeat.model.format import Size
from fourbeat.model.time import RATES, Rate

SMALL = Size(width=96, height=64)
FILM = Rate(24)


def planes(size: Size, level: int) -> np.ndarray:
    picture = np.full((size.height * 3 // 2, size.width), 128, np.uint8)
    picture[: size.height] = level
    return picture


def write(path: Path, frames: int, *, size: Size = SMALL, rate: Rate = FILM, samples: int = 0, **how: int) -> Path:
    with ClipWriter(path, size, rate, **how) as clip:
        if samples:
            wave = np.sin(np.arange(samples) * 2 * np.pi * 440 / 48_000).astype(np.float32) * 0.5
            clip.sound(np.stack([wave, wave], axis=1))
        for index in range(frames):
            clip.frame(planes(size, 40 + 2 * (index % 90)))
    return path


def levels(path: Path) -> list[int]:
    with av.open(str(path)) as clip:
        return [int(frame.to_ndarray()[10, 10]) for frame in clip.decode(video=0)]


def sound_length(path: Path) -> tuple[int, int]:
    """Give where the sound begins and how many samples its packets say they hold."""
    with av.open(str(path)) as clip:
        packets = [packet for packet in clip.demux(audio=0) if packet.pts is not None]
    return packets[0].pts, packets[-1].pts + packets[-1].duration


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_frame_stands_at_its_own_number(tmp_path: Path, rate: Rate) -> None:
    path = write(tmp_path / "clip.mp4", 30, rate=rate, samples=rate.samples(30))
    with av.open(str(path)) as clip:
        stream = clip.streams.video[0]
        assert stream.average_rate == rate.fraction
        shown = sorted(packet.pts * stream.time_base for packet in clip.demux(stream) if packet.pts is not None)
        assert shown == [rate.seconds(index) for index in range(30)]
        assert stream.duration * stream.time_base == rate.seconds(30)
    assert np.abs(np.array(levels(path)) - [40 + 2 * index for index in range(30)]).max() <= 2


@pytest.mark.parametrize("given", [0, 1, 20_000, 61_000], ids=["none", "one", "short", "long"])
@pytest.mark.parametrize("frames", [1, 25])
def test_the_sound_ends_with_the_pictures_to_the_sample(tmp_path: Path, given: int, frames: int) -> None:
    rate = Rate(24000, 1001)
    path = write(tmp_path / "clip.mp4", frames, rate=rate, samples=given)
    assert sound_length(path) == (-1024, rate.samples(frames))
    with av.open(str(path)) as clip:
        stream = clip.streams.audio[0]
        assert (stream.start_time, stream.codec_context.sample_rate, stream.codec_context.channels) == (0, 48_000, 2)


def test_sound_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with ClipWriter(path, SMALL, Rate(24)) as clip:
        for index in range(48):
            clip.frame(planes(SMALL, 100))
            samples = np.zeros((2000, 2), np.float32)
            if index == 30:
                samples[0] = 0.9
            clip.sound(samples)
    with av.open(str(path)) as file:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    assert int(np.abs(heard).argmax()) == 60_000


def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    digests = {
        hashlib.sha256(write(tmp_path / name, 40, samples=9000).read_bytes()).hexdigest() for name in ("a.mp4", "b.mp4")
    }
    assert len(digests) == 1


def test_streams_are_tagged_and_their_gops_closed_and_regular(tmp_path: Path) -> None:
    path = write(tmp_path / "clip.mp4", 50, keyint=12)
    with av.open(str(path)) as clip:
        frame = next(clip.decode(video=0))
        tags = (frame.color_range, frame.colorspace, frame.color_primaries, frame.color_trc)
        assert (clip.streams.video[0].codec_context.profile, frame.format.name, *tags) == (
            "High",
            "yuv420p",
            1,
            1,
            1,
            1,
        )
    with av.open(str(path)) as clip:
        packets = [packet for packet in clip.demux(video=0) if packet.pts is not None]
        step = packets[0].duration
        keys = [packet.pts // step for packet in packets if packet.is_keyframe]
        assert keys == [0, 12, 24, 36, 48]
        # Closed: whatever is decoded after a keyframe is also shown after it.
        latest = 0
        for packet in packets:
            latest = packet.pts if packet.is_keyframe else latest
            assert packet.pts >= latest


def test_clips_of_one_project_share_their_extradata(tmp_path: Path) -> None:
    def extradata(path: Path) -> bytes | None:
        with av.open(str(path)) as clip:
            return clip.streams.video[0].codec_context.extradata

    one = write(tmp_path / "one.mp4", 1)
    many = write(tmp_path / "many.mp4", 61, samples=4000)
    silent = write(tmp_path / "silent.mp4", 30, sound=False)
    finer = write(tmp_path / "finer.mp4", 3, crf=12)
    assert extradata(one) == extradata(many) == extradata(silent) != extradata(finer)


def test_a_clip_without_sound_has_no_sound_stream(tmp_path: Path) -> None:
    with av.open(str(write(tmp_path / "clip.mp4", 3, sound=False))) as clip:
        assert not clip.streams.audio


@pytest.mark.parametrize("name", ['it\'s a "take" %d.mp4', "-y.mp4", "file:x.mp4", "夜の屋上 🎬.mp4", " ; $x `y`.mp4"])
def test_names_are_names_whatever_they_look_like(tmp_path: Path, name: str) -> None:
    assert write(tmp_path / name, 2).stat().st_size > 500


@pytest.mark.parametrize(("width", "height"), [(63, 64), (64, 62), (8194, 64), (65, 65)])
def test_sizes_that_cannot_be_encoded_are_refused(tmp_path: Path, width: int, height: int) -> None:
    with pytest.raises(Invalid) as caught:
        ClipWriter(tmp_path / "clip.mp4", Size(width=width, height=height), Rate(24))
    assert caught.value.code == "encode.size"
    assert not (tmp_path / "clip.mp4").exists()


@pytest.mark.parametrize(("width", "height"), [(64, 64), (66, 130), (1024, 1792)])
def test_uncommon_sizes_come_back_whole(tmp_path: Path, width: int, height: int) -> None:
    size = Size(width=width, height=height)
    with av.open(str(write(tmp_path / "clip.mp4", 2, size=size))) as clip:
        frame = next(clip.decode(video=0))
        assert (frame.width, frame.height) == (width, height)


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(Storage) as caught:
        ClipWriter(tmp_path / "no" / "clip.mp4", SMALL, Rate(24))
    assert caught.value.code == "encode.cannot-write"
    assert caught.value.message.params["file"] == "clip.mp4"


def test_a_full_disk_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    # A device cannot seek, and writing an mp4 needs that; so only the writing is borrowed from it.
    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda self, mode: opened(full, mode) if self.suffix == ".mp4" else None)
    with pytest.raises(Storage) as caught:
        write(tmp_path / "clip.mp4", 80)
    assert caught.value.code == "encode.disk-full"


def test_pictures_of_another_shape_are_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with ClipWriter(tmp_path / "clip.mp4", SMALL, Rate(24)) as clip:
        clip.frame(planes(SMALL, 50))
        with pytest.raises(ValueError, match="96x64"):
            clip.frame(planes(Size(width=64, height=64), 50))
        with pytest.raises(ValueError, match="samples"):
            clip.sound(np.zeros(10, np.float32))


def test_the_exact_length_survives_odd_rates(tmp_path: Path) -> None:
    rate = Rate(30000, 1001)
    with av.open(str(write(tmp_path / "clip.mp4", 31, rate=rate))) as clip:
        assert Fraction(clip.duration, 1_000_000) == pytest.approx(float(rate.seconds(31)), abs=1e-3)
