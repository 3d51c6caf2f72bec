"""The film on its way into a file: packets streamed with times of our own, sound encoded once without a break."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

from fourbeat.media.encode import encoding, mp4_options, sound_stream
from fourbeat.media.source import opened, picture
from fourbeat.model.format import SAMPLE_RATE
from fourbeat.model.time import Rate

from .avc import Header
from .piece import Piece, Uncopyable, packets
from .sound import Samples, blocks
from .verify import verified

_CODED = 1024
"""AAC codes this many samples at a time; only the last piece may be shorter."""


def write_film(
    target: Path,
    pieces: Sequence[Piece],
    rate: Rate,
    header: Header,
    *,
    depth: int,
    title: str,
    sound: Iterable[Samples] | None,
    advance: Callable[[int], None],
) -> tuple[int, int]:
    """Join pieces into one mp4, verify it, and only then put it at `target`; gives its samples and its bytes.

    Picture n is shown at exactly n frames; `depth` is how many pictures the most reordered piece holds back, `advance`
    is told each piece's frames. Memory does not grow with the film. Raises Uncopyable, Storage, MediaError.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with encoding(target):
            with part.open("wb") as file:
                with av.open(file, "w", format="mp4", options=mp4_options()) as out:
                    out.metadata["title"] = title
                    video = _picture_stream(out, pieces[0], rate, header)
                    track = _Track(out, sound_stream(out), sound, rate) if sound is not None else None
                    _mux(out, video, pieces, rate, header, depth, track, advance)
                    if track:
                        track.finish()
                file.flush()
                os.fsync(file.fileno())
            frames = sum(piece.frames for piece in pieces)
            samples = verified(part, target.name, frames, rate, header, sound=track is not None)
            size = part.stat().st_size
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return samples, size


def _picture_stream(out: OutputContainer, first: Piece, rate: Rate, header: Header) -> VideoStream:
    with opened(first.path) as container:
        video = out.add_stream_from_template(picture(container, first.path))
    video.time_base = 1 / rate.fraction
    context = video.codec_context
    context.codec_tag = "avc1"
    context.extradata = header.write()
    return video


def _mux(
    out: OutputContainer,
    video: VideoStream,
    pieces: Sequence[Piece],
    rate: Rate,
    header: Header,
    depth: int,
    track: _Track | None,
    advance: Callable[[int], None],
) -> None:
    base = index = 0
    tick = 1 / rate.fraction
    for piece in pieces:
        for place, packet in packets(piece, rate, header):
            packet.stream, packet.time_base = video, tick
            packet.pts, packet.dts, packet.duration = base + place, index - depth, 1
            if packet.dts > packet.pts:
                raise Uncopyable(piece.path)
            out.mux_one(packet)
            index += 1
            if track:
                track.follow(index)
        base += piece.frames
        advance(piece.frames)


class _Track:
    """Encode the sound beside the pictures, no further than they are."""

    def __init__(self, out: OutputContainer, stream: AudioStream, sound: Iterable[Samples], rate: Rate) -> None:
        self._out, self._stream, self._rate = out, stream, rate
        self._blocks: Iterator[Samples] = blocks(sound, _CODED)
        self._samples = 0

    def follow(self, frames: int) -> None:
        """Encode up to where the pictures are."""
        due = self._rate.samples(frames)
        while self._samples < due and (block := next(self._blocks, None)) is not None:
            self._encode(block)

    def finish(self) -> None:
        """Encode what is left and what the coder still holds."""
        for block in self._blocks:
            self._encode(block)
        self._out.mux(self._stream.encode(None))

    def _encode(self, block: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._samples, Fraction(1, SAMPLE_RATE)
        self._out.mux(self._stream.encode(frame))
        self._samples += block.shape[1]


def _sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk, where the system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    # The film is there already; a file system that cannot do this is no reason to say it is not.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
