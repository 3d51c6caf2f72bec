"""Clips for tests: every picture carries its clip's and its own number, every sound has clicks at known seconds."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

COLUMNS, ROWS = 5, 4
CLICKS_EVERY = Fraction(1, 2)
FIRST_CLICK = Fraction(1, 4)
BT709 = {"range": 1, "primaries": 1, "transfer": 1, "matrix": 1}
FULL = {"range": 2, "primaries": 1, "transfer": 1, "matrix": 1}


def barcode(number: int, frame: int, width: int, height: int) -> np.ndarray:
    """Draw 8 bits of clip and 12 bits of frame number as light and dark blocks: I420 planes."""
    value = number << 12 | frame
    bits = np.array([value >> bit & 1 for bit in range(COLUMNS * ROWS)], np.uint8).reshape(ROWS, COLUMNS)
    rows = np.arange(height) * ROWS // height
    columns = np.arange(width) * COLUMNS // width
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = 50 + 150 * bits[rows][:, columns]
    return planes


def read_barcode(luma: np.ndarray, box: tuple[int, int, int, int] | None = None) -> tuple[int, int]:
    """Read clip and frame number from a luma plane; `box` is left, top, width, height of the picture in it."""
    left, top, width, height = box or (0, 0, luma.shape[1], luma.shape[0])
    value = 0
    for bit in range(COLUMNS * ROWS):
        row, column = divmod(bit, COLUMNS)
        x = left + int((column + 0.5) * width / COLUMNS)
        y = top + int((row + 0.5) * height / ROWS)
        if luma[y - 1 : y + 2, x - 1 : x + 2].mean() > 125:
            value |= 1 << bit
    return value >> 12, value & 0xFFF


def clicks(seconds: Fraction, rate: int, channels: int) -> np.ndarray:
    """Make silence with a 5 ms tone every half second from a quarter on: float32 (channels, samples)."""
    samples = np.zeros(round(seconds * rate), np.float32)
    at = FIRST_CLICK
    tone = 0.8 * np.sin(np.arange(rate // 200) * 2 * np.pi * 2000 / rate + 0.7).astype(np.float32)
    while at < seconds:
        start = round(at * rate)
        piece = samples[start : start + len(tone)]
        piece[:] = tone[: len(piece)]
        at += CLICKS_EVERY
    return np.tile(samples, (channels, 1))


def click_times(sound: np.ndarray, rate: int = 48000) -> list[float]:
    """Find the seconds at which clicks begin in float32 (channels, samples)."""
    loud = np.flatnonzero(np.abs(sound).max(axis=0) > 0.25)
    starts = [index for index, gap in zip(loud, np.diff(loud, prepend=-rate), strict=True) if gap > rate // 20]
    return [start / rate for start in starts]


def make_clip(
    path: Path,
    *,
    number: int = 1,
    frames: int = 24,
    size: tuple[int, int] = (320, 180),
    rate: Fraction | int = 24,
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    container: dict[str, str] | None = None,
    pixel_format: str = "yuv420p",
    colour: dict[str, int] | None = BT709,
    sound: str | None = "aac",
    sound_rate: int = 48000,
    channels: int = 2,
    sound_seconds: Fraction | None = None,
    times: Sequence[int] | None = None,
    time_base: Fraction | None = None,
    rotation: int = 0,
    aspect: Fraction | None = None,
) -> Path:
    """Write one clip; `times` are the pictures' times in frames at `rate` where they are not simply 0, 1, 2 …"""
    rate = Fraction(rate)
    with path.open("wb") as file, av.open(file, "w", format=_format(path), options=container or {}) as out:
        options = {"preset": "ultrafast", "crf": "20"} | (options or {}) if codec == "libx264" else options or {}
        video = out.add_stream(codec, rate=rate, options=options)
        video.width, video.height, video.pix_fmt = *size, pixel_format
        context = video.codec_context
        context.thread_count = 1
        context.time_base = 1 / rate
        if time_base:
            video.time_base = time_base
        if aspect:
            context.sample_aspect_ratio = aspect
        if colour:
            context.color_range, context.color_primaries = colour["range"], colour["primaries"]
            context.color_trc, context.colorspace = colour["transfer"], colour["matrix"]
        if rotation:
            video.set_display_rotation(rotation)
        audio = None
        if sound:
            audio = out.add_stream(sound, rate=sound_rate, layout="stereo" if channels == 2 else "mono")
            samples = clicks(sound_seconds or frames / rate, sound_rate, channels)
            for start in range(0, samples.shape[1], 1024):
                piece = np.ascontiguousarray(samples[:, start : start + 1024])
                part = av.AudioFrame.from_ndarray(piece, format="fltp", layout=audio.layout.name)
                part.sample_rate, part.pts, part.time_base = sound_rate, start, Fraction(1, sound_rate)
                out.mux(audio.encode(part))
            out.mux(audio.encode(None))
        for index in range(frames):
            picture = av.VideoFrame.from_ndarray(barcode(number, index, *size), format="yuv420p")
            picture.pts, picture.time_base = (times[index] if times else index), 1 / rate
            if pixel_format != "yuv420p":
                picture = picture.reformat(format=pixel_format)
            out.mux(video.encode(picture))
        out.mux(video.encode(None))
    return path


def _format(path: Path) -> str:
    return {".mkv": "matroska", ".webm": "webm", ".mov": "mov", ".avi": "avi", ".ts": "mpegts"}.get(path.suffix, "mp4")
