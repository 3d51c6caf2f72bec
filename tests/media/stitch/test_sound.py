"""The film's sound: sample-exact, without clicks or holes at cuts, silence where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from fourbeat.media.encode import ClipWriter
from fourbeat.media.stitch.sound import blocks, clip_sound, joined, silence
from fourbeat.model.time import Rate
from media.clips import clicks, make_clip
from media.stitch.films import SMALL, cut, item, make


def tone(start: int, samples: int) -> np.ndarray:
    """Make a stretch of one endless tone."""
    wave = 0.5 * np.sin(np.arange(start, start + samples) * 2 * np.pi * 440 / 48000)
    return np.tile(wave.astype(np.float32), (2, 1))


def tone_clip(path: Path, start: int, frames: int, rate: Rate = SMALL.fps) -> Path:
    """Write a dark clip with a stretch of one endless tone."""
    with ClipWriter(path, SMALL.size, rate) as writer:
        writer.sound(tone(start, rate.samples(frames)).T)
        for _ in range(frames):
            writer.frame(np.full((270, 320), 128, np.uint8))
    return path


def whole(pieces: Iterator[np.ndarray]) -> np.ndarray:
    return np.concatenate(list(pieces), axis=1)


@pytest.mark.parametrize("samples", [1, 1023, 1024, 8192, 20000])
def test_gives_exactly_what_was_asked(tmp_path: Path, samples: int) -> None:
    path = make_clip(tmp_path / "1.mp4", frames=6)
    assert whole(silence(samples)).shape == (2, samples)
    assert whole(clip_sound(path, Fraction(0), samples)).shape == (2, samples)
    assert whole(clip_sound(path, Fraction(1, 7), samples)).shape == (2, samples)
    assert whole(clip_sound(path, Fraction(9), samples)).shape == (2, samples)
    assert [block.shape[1] for block in blocks(silence(samples), 1000)][:-1] == [1000] * ((samples - 1) // 1000)


def test_a_trim_begins_at_its_very_sample(tmp_path: Path) -> None:
    path = tone_clip(tmp_path / "1.mp4", 0, 96)
    everything = whole(clip_sound(path, Fraction(0), 4 * 48000))
    for start in (Fraction(1, 24), Fraction(1001, 30000), Fraction(2), Fraction(7, 3)):
        begin = round(start * 48000)
        part = whole(clip_sound(path, start, 20000))
        assert np.array_equal(part, everything[:, begin : begin + 20000])


def test_a_far_trim_is_reached_by_jumping(tmp_path: Path) -> None:
    path = tone_clip(tmp_path / "1.mp4", 0, 9 * 24)
    everything = whole(clip_sound(path, Fraction(0), 9 * 48000))
    part = whole(clip_sound(path, Fraction(17, 2), 24000))
    assert np.abs(part - everything[:, 408000 : 408000 + 24000]).max() < 1e-3


def test_a_tone_across_cuts_never_breaks(tmp_path: Path) -> None:
    clips = [tone_clip(tmp_path / f"{n}.mp4", n * 24 * 2000, 24) for n in range(3)]
    rendered, film = make(cut(*map(item, clips)), tmp_path)
    assert rendered.samples == 3 * 48000
    ideal = tone(0, 3 * 48000)
    got = film.sound[:, : ideal.shape[1]]
    assert np.abs(got[:, 2000:-2000] - ideal[:, 2000:-2000]).max() < 0.1
    for seam in range(1, 3):
        around = got[0, seam * 48000 - 100 : seam * 48000 + 100]
        assert np.abs(around).max() > 0.45


def test_a_seam_that_would_click_is_softened() -> None:
    loud = [np.full((2, 4800), level, np.float32) for level in (0.5, -0.5)]
    out = whole(joined(iter([piece]) for piece in loud))
    assert out.shape == (2, 9600)
    assert np.abs(np.diff(out)).max() < 0.02
    assert np.array_equal(out[:, 300:4500], loud[0][:, 300:4500])
    assert np.array_equal(out[:, 5100:], loud[1][:, 300:])


def test_a_seam_within_one_take_is_left_alone() -> None:
    out = whole(joined(iter([tone(start, 4800)]) for start in (0, 4800, 9600)))
    assert np.array_equal(out[:, 300:], tone(0, 14400)[:, 300:])


def test_very_short_items_keep_every_sample() -> None:
    counts = [1, 2, 100, 239, 240, 241, 800, 9000, 1]
    out = whole(joined(silence(count) for count in counts))
    assert out.shape == (2, sum(counts))


@pytest.mark.parametrize(("rate", "channels"), [(44100, 1), (44100, 2), (48000, 1), (32000, 2), (96000, 2)])
def test_other_sounds_keep_their_length_and_level(tmp_path: Path, rate: int, channels: int) -> None:
    path = make_clip(tmp_path / "1.mkv", frames=48, sound="flac", sound_rate=rate, channels=channels)
    sound = whole(clip_sound(path, Fraction(0), 96000))
    ideal = clicks(Fraction(2), 48000, 2)
    assert np.abs(sound).max() == pytest.approx(np.abs(ideal).max(), abs=0.12)
    assert np.array_equal(sound[0], sound[1])
    onsets = [np.flatnonzero(np.abs(wave[0]) > 0.3)[0] for wave in (sound, ideal)]
    assert abs(int(onsets[0]) - int(onsets[1])) <= 3


def test_sound_that_starts_late_stays_late(tmp_path: Path) -> None:
    path = tmp_path / "late.mp4"
    with av.open(path, "w", options={"movie_timescale": "48000"}) as out:
        video, audio = out.add_stream("libx264", rate=24), out.add_stream("aac", rate=48000, layout="stereo")
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        for index in range(48):
            frame = av.VideoFrame.from_ndarray(np.full((270, 320), 128, np.uint8), format="yuv420p")
            frame.pts = index
            out.mux(video.encode(frame))
        for start in range(0, 48000, 1000):
            part = av.AudioFrame.from_ndarray(tone(start, 1000), format="fltp", layout="stereo")
            part.sample_rate, part.pts = 48000, 24000 + start
            out.mux(audio.encode(part))
        out.mux(video.encode(None))
        out.mux(audio.encode(None))
    sound = whole(clip_sound(path, Fraction(0), 96000))
    assert np.abs(sound[:, :22900]).max() < 0.01
    assert np.abs(sound[:, 26000:70000] - tone(2000, 44000)).max() < 0.1
    assert np.abs(sound[:, 74000:]).max() < 0.01


def test_many_cuts_do_not_drift(tmp_path: Path) -> None:
    fmt = SMALL.model_copy(update={"rate": "24000/1001"})
    clip = make_clip(tmp_path / "1.mp4", frames=13, rate=fmt.fps.fraction)
    rendered, film = make(cut(*[item(clip)] * 40, fmt=fmt), tmp_path)
    expected = [float(fmt.fps.seconds(13 * n) + Fraction(1, 4)) for n in range(40)]
    assert film.clicks == pytest.approx(expected, abs=0.001)
    assert rendered.samples == fmt.fps.samples(13 * 40)
