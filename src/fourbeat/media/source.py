"""Opening clips that come from elsewhere: plain local video files only, never a playlist, a pattern or an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from fourbeat.model.errors import MediaError, NotFound

# FFmpeg guesses a format from the bytes, whatever the name says. A "clip" that is a playlist could make it open other
# files or the network, so only these containers are tried and only the file protocol is spoken.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts"
_OPTIONS = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}

_NO_GUESSING = {"skip_frame": "all"}


@contextmanager
def opened(path: Path, *, known: bool = False) -> Iterator[InputContainer]:
    """Open a clip for reading and turn every trouble inside the block into our own errors.

    A `known` clip was probed before: FFmpeg need not decode a picture to guess what it is, five sixths of the work.
    Raises NotFound for a missing file, MediaError for one that is empty, no video file, or damaged.
    """
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError as error:
        raise MediaError("probe.cannot-read", name=path.name, detail=detail(error)) from error
    if size is None:
        raise NotFound("probe.missing", name=path.name, folder=str(path.parent))
    if not size:
        raise MediaError("probe.empty", name=path.name)
    try:
        # The prefix keeps names such as "concat:a|b" from being read as protocols.
        container = av.open(f"file:{path.absolute()}", options=_OPTIONS | (_NO_GUESSING if known else {}))
    except (av.InvalidDataError, av.ArgumentError) as error:
        raise MediaError("probe.cut-off" if _is_mp4(path) else "probe.not-media", name=path.name) from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise MediaError("probe.cannot-read", name=path.name, detail=detail(error)) from error
    try:
        yield container
    except (av.FFmpegError, EOFError) as error:
        raise MediaError("probe.cannot-read", name=path.name, detail=detail(error)) from error
    finally:
        container.close()


def picture(container: InputContainer, path: Path) -> VideoStream:
    """Find the stream that holds the film: the first that is not a cover picture. Raises MediaError."""
    for stream in container.streams.video:
        if not int(stream.disposition) & int(av.stream.Disposition.attached_pic):
            return stream
    raise MediaError("probe.no-picture", name=path.name)


def pixel_shape(video: VideoStream) -> str:
    """Write the shape of one pixel, width:height; unknown is square."""
    shape = video.sample_aspect_ratio
    return f"{shape.numerator}:{shape.denominator}" if shape and shape > 0 else "1:1"


def detail(error: BaseException) -> str:
    """Give a library's or the system's reason, short and without paths."""
    text = getattr(error, "strerror", None) or str(error)
    return text.splitlines()[0][:120] if text else type(error).__name__


def _is_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[4:8] in (b"ftyp", b"moov", b"mdat", b"styp")
