"""Posters: a take's first picture, small, for lists and boards."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from fourbeat.model.errors import Invalid, MediaError
from fourbeat.model.format import Size
from fourbeat.model.time import half_up

from .conform import Conform, shape
from .encode import encoding
from .source import opened, picture, pixel_shape

NARROWEST, WIDEST = 16, 4096
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_QUALITY = 85


@dataclass(frozen=True)
class Look:
    """Say how a clip's pictures are stored."""

    width: int
    height: int
    rotation: int
    aspect: str


def poster(path: Path, target: Path, width: int) -> Size:
    """Write a clip's first picture to `target`, a PNG or JPEG by its name, `width` pixels wide; gives its size.

    The picture is upright and undistorted; an odd width becomes one less. The file appears whole or not at all. Raises
    Invalid, NotFound, MediaError, Storage.
    """
    kind = _KINDS.get(target.suffix.lower())
    if kind is None:
        raise Invalid("poster.kind", name=target.name)
    if not NARROWEST <= width <= WIDEST:
        raise Invalid("poster.width", width=width, narrowest=NARROWEST, widest=WIDEST)
    frame, look = _first(path)
    size = Size(width=width // 2 * 2, height=min(WIDEST, max(2, 2 * half_up(width // 2 / shape(look)))))
    small = Conform(look, size)(frame)
    pixels = small.to_ndarray(format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG)
    part = target.with_name(f"{target.name}.part")
    try:
        with encoding(target):
            Image.fromarray(pixels).save(part, format=kind, quality=_QUALITY)
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return size


def _first(path: Path) -> tuple[VideoFrame, Look]:
    with opened(path) as container:
        video = picture(container, path)
        # One picture needs no team of threads, which would first read ahead for all of them.
        video.codec_context.thread_count = 1
        frame = next(container.decode(video), None)
        if frame is None:
            raise MediaError("probe.cannot-decode", name=path.name)
        return frame, Look(frame.width, frame.height, frame.rotation % 360, pixel_shape(video))
