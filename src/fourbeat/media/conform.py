"""Pictures of any clip in the film's format: turned upright, fitted without distortion, Rec.709 limited, yuv420p."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol, TypeAlias, cast

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation, VideoReformatter
from numpy.typing import NDArray

from fourbeat.model.format import Size
from fourbeat.model.time import half_up

Planes: TypeAlias = NDArray[np.uint8]

_SCALING = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
_BLACK_LUMA, _BLACK_CHROMA = 16, 128
# Matrices by FFmpeg's number. A missing tag is read as Rec.709: generators and projects work in it.
_MATRIX = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
}
# Light that a screen cannot show as it stands: linear, logarithmic, cinema, PQ and HLG. All other curves are shown
# alike, and converting between them would only shift what everybody has seen so far.
_FOREIGN_CURVES = {8, 9, 10, 17, 16, 18}
_WIDE = {4, 5, 6, 7, 8, 9, 10, 11, 12, 22}


class Look(Protocol):
    """Be whatever says how a clip's pictures are stored; a clip's facts do."""

    @property
    def width(self) -> int:
        """Give the stored width in pixels."""
        ...

    @property
    def height(self) -> int:
        """Give the stored height in pixels."""
        ...

    @property
    def rotation(self) -> int:
        """Give how far to turn it, in degrees against the clock."""
        ...

    @property
    def aspect(self) -> str:
        """Give the shape of one pixel, width:height."""
        ...


class Conform:
    """Turn a clip's decoded frames into frames of the film."""

    def __init__(self, look: Look, size: Size) -> None:
        self._size = size
        self._turns = look.rotation // 90 % 4
        self._box = fitted(look, size)
        self._reformatter = VideoReformatter()

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        """Give a new frame in the film's size and colour; the frame's own tags say what it is now."""
        left, top, width, height = self._box
        flat = (height, width) if self._turns % 2 else (width, height)
        foreign = _made_plain(frame)
        try:
            scaled = self._scaled(frame, flat, foreign)
        except av.FFmpegError:
            if not foreign:
                raise
            # Marks that nobody can convert are passed over, as players do.
            scaled = self._scaled(frame, flat, False)
        if (left, top, width, height) == (0, 0, self._size.width, self._size.height) and not self._turns:
            return scaled
        return self._placed(scaled)

    def _scaled(self, frame: VideoFrame, size: tuple[int, int], foreign: bool) -> VideoFrame:
        return self._reformatter.reformat(
            frame,
            *size,
            format="yuv420p",
            src_colorspace=_MATRIX.get(int(frame.colorspace), Colorspace.ITU709),
            dst_colorspace=Colorspace.ITU709,
            interpolation=_SCALING,
            src_color_range=ColorRange.JPEG if _full(frame) else ColorRange.MPEG,
            dst_color_range=ColorRange.MPEG,
            dst_color_trc=ColorTrc.BT709 if foreign else None,
            dst_color_primaries=ColorPrimaries.BT709 if foreign else None,
            threads=1,
        )

    def _placed(self, frame: VideoFrame) -> VideoFrame:
        """Turn the picture and lay it on black."""
        left, top, width, height = self._box
        canvas = np.empty((self._size.height * 3 // 2, self._size.width), np.uint8)
        planes = zip(_planes(cast("Planes", frame.to_ndarray())), _planes(canvas), (1, 2, 2), strict=True)
        for picture, ground, step in planes:
            ground[:] = _BLACK_LUMA if step == 1 else _BLACK_CHROMA
            turned = np.rot90(picture, self._turns)
            y, x = top // step, left // step
            ground[y : y + height // step, x : x + width // step] = turned
        placed = av.VideoFrame.from_ndarray(canvas, format="yuv420p")
        placed.colorspace, placed.color_range = Colorspace.ITU709, ColorRange.MPEG
        return placed


def shape(look: Look) -> Fraction:
    """Give a clip's upright picture's width by its height, as it is to be seen."""
    wide, high = (int(number) for number in look.aspect.split(":"))
    stored = Fraction(look.width * wide, look.height * high)
    return 1 / stored if look.rotation // 90 % 2 else stored


def fitted(look: Look, size: Size) -> tuple[int, int, int, int]:
    """Place a clip's upright picture in the film's: left, top, width and height, all even, the shape kept."""
    form = shape(look)
    width = min(size.width, 2 * half_up(size.height * form / 2))
    height = min(size.height, 2 * half_up(size.width / form / 2))
    width, height = max(2, width), max(2, height)
    return (size.width - width) // 4 * 2, (size.height - height) // 4 * 2, width, height


def _made_plain(frame: VideoFrame) -> bool:
    """Tell whether a frame's light or primaries must be converted; marks that need not be become Rec.709."""
    wide, curved = int(frame.color_primaries) in _WIDE, int(frame.color_trc) in _FOREIGN_CURVES
    if not wide:
        frame.color_primaries = ColorPrimaries.BT709
    if not curved:
        frame.color_trc = ColorTrc.BT709
    return wide or curved


def _full(frame: VideoFrame) -> bool:
    return frame.format.name.startswith("yuvj") or int(frame.color_range) == ColorRange.JPEG


def _planes(stacked: Planes) -> tuple[Planes, Planes, Planes]:
    """View stacked I420 planes as three pictures."""
    height, width = stacked.shape[0] * 2 // 3, stacked.shape[1]
    chroma = stacked[height:].reshape(2, height // 2, width // 2)
    return stacked[:height], chroma[0], chroma[1]
