"""Pictures made of clips and of other pictures: one frame, a part in another size, the colours that make a picture."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray
from PIL import Image

from fourbeat.model.errors import Invalid, MediaError, NotFound
from fourbeat.model.format import Size
from fourbeat.model.still import PictureFacts
from fourbeat.model.time import half_up

from .animatic.picture import load
from .conform import Conform, shape
from .encode import encoding
from .poster import WIDEST, Look
from .source import opened, picture, pixel_shape

Box = tuple[int, int, int, int]
"""A part of a picture: left, top, width, height, in pixels."""

_ENOUGH = 1 << 14
_SMALL = 160
_CLEAR = 512
_SEED = 4


def frame(path: Path, target: Path, at: int | None) -> Size:
    """Write a clip's frame `at`, or its last one, upright and undistorted as a PNG; give its size.

    Raises Invalid for a frame the clip does not have, NotFound, MediaError, Storage.
    """
    found, look, count = _frame(path, at)
    if found is None or look is None:
        raise Invalid("ref.no-such-frame", frame=at or 0, frames=count)
    width = min(WIDEST, look.width if look.rotation % 180 == 0 else look.height)
    size = Size(width=width // 2 * 2, height=min(WIDEST, max(2, 2 * half_up(width // 2 / shape(look)))))
    even = Conform(look, size)(found)
    pixels = even.to_ndarray(format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG)
    _save(Image.fromarray(pixels), target)
    return size


def facts(path: Path, name: str) -> PictureFacts:
    """Say what a picture file is, once all of it has been decoded; its size is that of the picture upright.

    Raises NotFound, MediaError for what is no picture, is broken or cut off, moves, or is too large to be believed.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file, Image.open(file) as picture:
            kind, moves = (picture.format or "").lower(), getattr(picture, "n_frames", 1) > 1
    except FileNotFoundError:
        raise NotFound("store.no-file", file=name) from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise MediaError("picture.no-still") from error
    if moves:
        raise MediaError("picture.moves")
    try:
        high, wide = load(path, name, (_ENOUGH, _ENOUGH)).shape[:2]
    except MediaError as error:
        raise error if error.code == "picture.too-large" else MediaError("picture.no-still") from error
    return PictureFacts(format=kind, width=wide, height=high, bytes=size)


def crop(path: Path, name: str, target: Path, box: Box | None, size: Size) -> Box:
    """Write a part of a picture in another size as a PNG, never distorted; give the part that was taken.

    That is the largest part of `box`, around its middle, that has the shape of `size`; without a box, of the whole
    picture. Raises Invalid for a box outside the picture, MediaError, Storage.
    """
    pixels = load(path, name, (_ENOUGH, _ENOUGH))
    high, wide = pixels.shape[:2]
    left, top, width, height = box or (0, 0, wide, high)
    if width < 1 or height < 1 or left + width > wide or top + height > high:
        raise Invalid("ref.box-outside", width=wide, height=high)
    part = fitted((left, top, width, height), size)
    x, y, across, down = part
    cut = Image.fromarray(np.ascontiguousarray(pixels[y : y + down, x : x + across]))
    _save(cut.resize((size.width, size.height), Image.Resampling.LANCZOS), target)
    return part


def fitted(box: Box, size: Size) -> Box:
    """Give the largest part of a box, around its middle, that has the shape of a size, to the pixel."""
    left, top, width, height = box
    if width * size.height > height * size.width:
        across, down = max(1, half_up(Fraction(height * size.width, size.height))), height
    else:
        across, down = width, max(1, half_up(Fraction(width * size.height, size.width)))
    across, down = min(across, width), min(down, height)
    return left + (width - across) // 2, top + (height - down) // 2, across, down


def small(path: Path, name: str, target: Path, side: int) -> None:
    """Write a picture small, at most `side` pixels either way, as a PNG. Raises MediaError, Storage."""
    made = Image.fromarray(load(path, name, (side, side)))
    made.thumbnail((side, side), Image.Resampling.LANCZOS)
    _save(made, target)


def luma(path: Path, name: str) -> NDArray[np.uint8]:
    """Give how light a picture is at each place, 0 to 255, of shape (height, width), at most 512 either way.

    Fingerprints are taken of it. Raises MediaError.
    """
    pixels = load(path, name, (_CLEAR, _CLEAR))
    scale = _CLEAR / max(pixels.shape[:2])
    if scale < 1:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


_APART = 6.0
"""How far apart in Lab two colours of a palette are at least; eyes tell 2.3 apart side by side."""


def colours(path: Path, name: str, count: int) -> tuple[str, ...]:
    """Give the colours that make a picture, as "#a1b2c3", the one that fills most of it first; the same every time.

    A picture of fewer colours gives fewer. Raises MediaError.
    """
    pixels = load(path, name, (_SMALL, _SMALL))
    scale = _SMALL / max(pixels.shape[:2])
    if scale < 1:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # Lab keeps apart what eyes keep apart.
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).reshape(-1, 3)
    count = min(count, len(np.unique(pixels.reshape(-1, 3), axis=0)))
    cv2.setRNGSeed(_SEED)
    rule = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 60, 0.1)
    _, labels, centres = cv2.kmeans(lab, count, np.empty((0, 1), np.int32), rule, 4, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=count)
    order = list[int]()
    for place in sorted(range(count), key=lambda one: (-shares[one], one)):
        # What only noise keeps apart is one colour.
        if all(np.linalg.norm(centres[place] - centres[kept]) >= _APART for kept in order):
            order.append(place)
    rgb = cv2.cvtColor(centres[order].reshape(1, -1, 3).astype(np.float32), cv2.COLOR_LAB2RGB)[0]
    found = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in np.clip(np.rint(rgb * 255), 0, 255).astype(int)]
    return tuple(dict.fromkeys(found))


def _frame(path: Path, at: int | None) -> tuple[VideoFrame | None, Look | None, int]:
    with opened(path) as container:
        video = picture(container, path)
        found, count = None, 0
        for decoded in container.decode(video):
            count += 1
            if at is None or count - 1 == at:
                found = decoded
            if count - 1 == at:
                break
        if count == 0:
            raise MediaError("probe.cannot-decode", name=path.name)
        if found is None:
            return None, None, count
        return found, Look(found.width, found.height, found.rotation % 360, pixel_shape(video)), count


def _save(made: Image.Image, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    try:
        with encoding(target):
            made.save(part, format="PNG", compress_level=4)
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
