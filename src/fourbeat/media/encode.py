"""The clip writer: pictures and sound into one mp4, the same bytes every time."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import av
import numpy as np
from av.error import FFmpegError

from fourbeat.model.errors import Invalid, MediaError, Storage
from fourbeat.model.format import CHANNELS, LARGEST, SAMPLE_RATE, SMALLEST, Size
from fourbeat.model.time import Rate

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

# x264 divides a picture among its threads, so another number of threads would make other bytes.
_THREADS = 4
_BT709, _LIMITED = 1, 1
_SOUND_BITS = 192_000
# AAC codes this many samples at a time; only the last piece may be shorter.
_SOUND_FRAME = 1024
# Every rate a project may have, and 48 kHz, divide this; with it the lengths in edit lists are exact.
_MOVIE_CLOCK = 240_000


def mp4_options() -> dict[str, str]:
    """Give the container options every mp4 of a project is written with."""
    return {"movie_timescale": str(_MOVIE_CLOCK)}


def picture_stream(
    container: OutputContainer,
    size: Size,
    rate: Rate,
    *,
    preset: str = "veryfast",
    crf: int = 20,
    keyint: int = 24,
    sps_id: int = 0,
) -> VideoStream:
    """Add an H.264 High stream: yuv420p, Rec.709 limited, closed GOPs of `keyint` frames, time base one frame.

    Equal arguments give equal extradata, so the packets of such streams can stand in one file. Raises Invalid for a
    size that 4:2:0 cannot hold.
    """
    check_size(size)
    x264 = {
        "keyint": keyint,
        "min-keyint": keyint,
        "scenecut": 0,
        "open-gop": 0,
        "force-cfr": 1,
        "sps-id": sps_id,
    }
    options = {
        "preset": preset,
        "crf": str(crf),
        "profile": "high",
        "x264-params": ":".join(f"{name}={value}" for name, value in x264.items()),
    }
    stream = container.add_stream("libx264", rate=rate.fraction, options=options)
    codec = stream.codec_context
    codec.width, codec.height, codec.pix_fmt = size.width, size.height, "yuv420p"
    codec.time_base = 1 / rate.fraction
    codec.thread_count = _THREADS
    codec.color_range = _LIMITED
    codec.color_primaries = codec.color_trc = codec.colorspace = _BT709
    return stream


def sound_stream(container: OutputContainer) -> AudioStream:
    """Add an AAC stream: 48 kHz stereo, 192 kbit/s."""
    return container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", bit_rate=_SOUND_BITS)


def check_size(size: Size) -> None:
    """Raise Invalid unless pictures of this size can be encoded."""
    if not size.drawable:
        raise Invalid("encode.size", size=str(size), smallest=SMALLEST, largest=LARGEST)


@contextmanager
def encoding(path: Path) -> Iterator[None]:
    """Turn what libraries and the system raise while a media file is written into Storage and MediaError."""
    try:
        yield
    except (FFmpegError, OSError) as error:
        # The library's own errors carry the system's number too, so they are asked first.
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Storage("encode.disk-full", file=path.name, folder=str(path.parent)) from error
        detail = (error.strerror or type(error).__name__)[:120]
        if isinstance(error, FFmpegError):
            raise MediaError("encode.failed", file=path.name, detail=detail) from error
        raise Storage("encode.cannot-write", file=path.name, folder=str(path.parent), detail=detail) from error


class ClipWriter:
    """Write one mp4: H.264 from I420 planes and, unless told otherwise, AAC from float samples.

    Picture n is shown at exactly n frames. The sound is as long as the pictures, to the sample: what is missing is
    silence, what is too much is left out. The same input makes the same bytes. Leaving the `with` block by an exception
    leaves an unfinished file behind, so write to a temporary name. Raises Invalid, Storage, MediaError.
    """

    def __init__(
        self,
        path: Path,
        size: Size,
        rate: Rate,
        *,
        preset: str = "veryfast",
        crf: int = 20,
        keyint: int = 24,
        sound: bool = True,
    ) -> None:
        check_size(size)
        self._path, self._size, self._rate = path, size, rate
        self._shape = (size.height * 3 // 2, size.width)
        self._frames = self._samples = 0
        self._ahead = np.zeros((0, CHANNELS), np.float32)
        with encoding(path):
            # Opened here, so that no name is ever read as a protocol or an option.
            self._file = path.open("wb")
            try:
                self._container = av.open(self._file, "w", format="mp4", options=mp4_options())
                self._picture = picture_stream(self._container, size, rate, preset=preset, crf=crf, keyint=keyint)
                self._sound = sound_stream(self._container) if sound else None
            except BaseException:
                self._file.close()
                raise

    @property
    def frames(self) -> int:
        """Give how many pictures were written."""
        return self._frames

    def frame(self, planes: NDArray[np.uint8]) -> None:
        """Write the next picture: I420 planes as uint8 of shape (height * 3 // 2, width)."""
        if planes.shape != self._shape or planes.dtype != np.uint8:
            raise ValueError(f"a picture of {self._size} needs uint8 planes of shape {self._shape}")
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(planes), format="yuv420p")
        picture.pts, picture.time_base = self._frames, 1 / self._rate.fraction
        with encoding(self._path):
            self._container.mux(self._picture.encode(picture))
            self._frames += 1
            self._write_sound(whole=True)

    def sound(self, samples: NDArray[np.float32]) -> None:
        """Add samples: float32 of shape (n, 2) at 48 kHz, full scale 1.0; they may run ahead of the pictures."""
        if self._sound is None:
            raise ValueError("this clip was opened without sound")
        if samples.ndim != 2 or samples.shape[1] != CHANNELS:
            raise ValueError(f"sound needs the shape (samples, {CHANNELS})")
        self._ahead = np.concatenate([self._ahead, samples.astype(np.float32, copy=False)])
        with encoding(self._path):
            self._write_sound(whole=True)

    def close(self) -> None:
        """Finish the file and bring it to the disk; a clip needs one picture at least."""
        try:
            if not self._frames:
                raise ValueError("a clip without pictures")
            with encoding(self._path):
                self._finish()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of the file without finishing it; after `close` this does nothing."""
        try:
            self._file.close()
        except OSError:
            # A full disk says so once more; the first time was raised.
            pass

    def __enter__(self) -> ClipWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def _finish(self) -> None:
        if self._sound is not None:
            missing = self._rate.samples(self._frames) - self._samples - len(self._ahead)
            if missing > 0:
                self._ahead = np.concatenate([self._ahead, np.zeros((missing, CHANNELS), np.float32)])
            self._write_sound(whole=False)
            self._container.mux(self._sound.encode(None))
        self._container.mux(self._picture.encode(None))
        self._container.close()
        self._file.flush()
        os.fsync(self._file.fileno())

    def _write_sound(self, *, whole: bool) -> None:
        """Encode what lies beside the pictures written so far, in whole codec frames or down to the last sample."""
        if self._sound is None:
            return
        due = self._rate.samples(self._frames) - self._samples
        while self._ahead.size and due > 0 and (not whole or min(due, len(self._ahead)) >= _SOUND_FRAME):
            count = min(_SOUND_FRAME, due, len(self._ahead))
            planar = np.ascontiguousarray(self._ahead[:count].T)
            piece = av.AudioFrame.from_ndarray(planar, format="fltp", layout="stereo")
            piece.sample_rate, piece.pts, piece.time_base = SAMPLE_RATE, self._samples, Fraction(1, SAMPLE_RATE)
            self._container.mux(self._sound.encode(piece))
            self._ahead = self._ahead[count:]
            self._samples += count
            due -= count
