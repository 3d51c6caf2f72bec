"""The film's sound: every item's own, placed to the sample and as long as its picture; silence where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import av
import numpy as np
from av.stream import Discard
from numpy.typing import NDArray

from fourbeat.media.source import opened, picture
from fourbeat.model.format import CHANNELS, SAMPLE_RATE
from fourbeat.model.time import half_up

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

Samples: TypeAlias = NDArray[np.float32]
"""Sound as float32 of shape (2, samples) at 48 kHz, full scale 1.0."""

_BLOCK = 8192
# Where frames of sound do not follow each other to within this part of a second, the gap or overlap is meant.
_SLACK = 100
# A decoder needs a few coded frames before it is in step; from later than this it is worth jumping there.
_RUN_UP, _FAR = Fraction(1, 2), Fraction(8)
_FADE = SAMPLE_RATE // 200
# A seam clicks when it jumps further than this, and further than the sound around it does by itself.
_AUDIBLE = 0.02


def silence(samples: int) -> Iterator[Samples]:
    """Give that many samples of silence in blocks."""
    for start in range(0, samples, _BLOCK):
        yield np.zeros((CHANNELS, min(_BLOCK, samples - start)), np.float32)


def clip_sound(path: Path, start: Fraction, samples: int) -> Iterator[Samples]:
    """Give exactly `samples` of a clip's sound from `start`, in seconds after its first picture.

    What the clip lacks is silence. Raises MediaError when the file cannot be read.
    """
    with opened(path, known=True) as container:
        if not container.streams.audio:
            yield from silence(samples)
            return
        begin = half_up(start * SAMPLE_RATE)
        done = 0
        for at, block in _decoded(container, container.streams.audio[0], path, start):
            at -= begin
            if at > done:
                yield from silence(min(at, samples) - done)
                done = min(at, samples)
            fresh = block[:, max(0, done - at) : max(0, samples - at)]
            done += fresh.shape[1]
            yield fresh
            if done == samples:
                return
        yield from silence(samples - done)


def joined(items: Iterable[Iterator[Samples]]) -> Iterator[Samples]:
    """Join items' sounds without a sample more or less; a seam that would click is faded over 5 ms each side.

    Seams that go on smoothly, as between two halves of one take, are left alone.
    """
    tail: Samples = np.zeros((CHANNELS, 0), np.float32)
    for sound in items:
        opening = True
        for block in blocks(sound, _BLOCK):
            if opening:
                tail, block = _mended(tail, block)
                opening = False
            both = np.concatenate([tail, block], axis=1)
            tail = both[:, -_FADE:]
            yield both[:, :-_FADE]
    yield tail


def blocks(sound: Iterable[Samples], size: int) -> Iterator[Samples]:
    """Divide sound into blocks of exactly `size` samples; the last may be shorter."""
    held: list[Samples] = []
    count = 0
    for block in sound:
        held.append(block)
        count += block.shape[1]
        if count < size:
            continue
        both = np.concatenate(held, axis=1)
        whole = count - count % size
        for start in range(0, whole, size):
            yield both[:, start : start + size]
        held, count = [both[:, whole:]], count - whole
    if count:
        yield np.concatenate(held, axis=1)


def _decoded(
    container: InputContainer, stream: AudioStream, path: Path, start: Fraction
) -> Iterator[tuple[int, Samples]]:
    """Decode to 48 kHz stereo; each block with its place in samples after the clip's first picture."""
    video = picture(container, path)
    video.discard = Discard.all
    zero = (video.start_time or 0) * (video.time_base or Fraction(1))
    tick = stream.time_base or Fraction(1, SAMPLE_RATE)
    if start > _FAR:
        container.seek(half_up((start + zero - _RUN_UP) / tick), stream=stream)
    resampler = _resampler(stream)
    at: int | None = None
    expected = 0
    for frame in container.decode(stream):
        # Where the file says this stands and where it would follow the last one, in samples of its own rate.
        said = expected if frame.pts is None else frame.pts * tick.numerator * frame.sample_rate // tick.denominator
        if at is None or abs(said - expected) > frame.sample_rate // _SLACK:
            if at is not None:
                yield at, _array(resampler.resample(None))
                resampler = _resampler(stream)
            at = half_up((Fraction(said, frame.sample_rate) - zero) * SAMPLE_RATE)
            expected = said
        expected += frame.samples
        # Its own clock is not wanted: places are counted here.
        frame.pts = None
        block = _array(resampler.resample(frame))
        yield at, block
        at += block.shape[1]
    if at is not None:
        yield at, _array(resampler.resample(None))


def _resampler(stream: AudioStream) -> av.AudioResampler:
    # One channel keeps its level on both sides; left to itself FFmpeg would make it quieter by 3 dB.
    layout = "mono" if stream.codec_context.channels == 1 else "stereo"
    return av.AudioResampler(format="fltp", layout=layout, rate=SAMPLE_RATE)


def _array(frames: list[AudioFrame]) -> Samples:
    planes = [frame.to_ndarray() for frame in frames]
    sound = np.concatenate(planes, axis=1) if planes else np.zeros((CHANNELS, 0), np.float32)
    return np.repeat(sound, CHANNELS // sound.shape[0], axis=0)


def _mended(tail: Samples, head: Samples) -> tuple[Samples, Samples]:
    """Fade both sides of a seam to silence where it would click."""
    before = tail if tail.size else np.zeros((CHANNELS, 1), np.float32)
    jump = np.abs(head[:, 0] - before[:, -1]).max()
    around = [np.abs(np.diff(side)).max() for side in (before, head[:, :_FADE]) if side.shape[1] > 1]
    if jump <= max(_AUDIBLE, 2 * max(around, default=0)):
        return tail, head
    head = head.copy()
    length = min(_FADE, head.shape[1])
    head[:, :length] *= _rise(length)
    return tail * _rise(tail.shape[1])[::-1], head


def _rise(samples: int) -> NDArray[np.float32]:
    return (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, samples))).astype(np.float32)
