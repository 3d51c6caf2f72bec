"""A panel as one picture: the first frame of what would be filmed, without anything written on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from ...model.format import Size
from ...model.panel import Panel
from ...model.time import Rate
from ..encode import check_size
from .render import film

_RATE = Rate(24, 1)
_FRAMES = 24
"""A second is painted for: of a shorter one nobody could say where the camera stands."""


def still(panel: Panel, *, size: Size, seed: int, pictures: Mapping[str, Path], target: Path) -> None:
    """Write a panel's first frame to `target` as a PNG, over whatever stands there.

    The same panel, size, seed and picture always make the same picture. Raises Invalid for a size that cannot be drawn,
    MediaError for a picture that cannot be read.
    """
    check_size(size)
    filmed = film(nameless(panel), size=size, rate=_RATE, frames=_FRAMES, seed=seed, pictures=pictures, written=False)
    frame = next(filmed)
    drawn = VideoFrame.from_ndarray(frame, format="yuv420p")
    pixels = drawn.to_ndarray(format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG)
    Image.fromarray(pixels).save(target, format="PNG", compress_level=4)


def nameless(panel: Panel) -> Panel:
    """Give a panel without name tags: a model that is shown words draws words."""
    return panel.model_copy(update={"figures": tuple(one.model_copy(update={"name": ""}) for one in panel.figures)})
