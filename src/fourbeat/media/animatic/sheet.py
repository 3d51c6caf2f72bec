"""A sheet to paint on: flat shapes with clean edges, washes, soft blobs and ink, in the frame's own pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from .lens import Points
from .scheme import Colour

Pixels = NDArray[Any]
Field = NDArray[Any]

_SHIFT = 4


@dataclass(frozen=True)
class Area:
    """Be the rectangle a card is painted on, in frame pixels; larger than the frame, so that a move shows no edge."""

    left: int
    top: int
    width: int
    height: int
    unit: float
    """How many pixels stand for one of a 720-line picture: brush and line widths follow it."""

    @property
    def right(self) -> int:
        """Give the column after the last."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Give the row after the last."""
        return self.top + self.height


class Sheet:
    """Hold one layer of a card as premultiplied red, green, blue and cover, uint8 of shape (height, width, 4)."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.pixels: Pixels = np.zeros((area.height, area.width, 4), np.uint8)

    def fill(self, points: ArrayLike, colour: Colour, alpha: float = 1.0, *, atop: bool = False) -> None:
        """Paint a polygon of frame points; `atop` keeps to what is painted already."""
        shape = self._local(points)
        if len(shape) < 3 or alpha <= 0:
            return
        if alpha >= 1 and not atop:
            paint = (*(float(part) * 255 for part in colour), 255.0)
            cv2.fillPoly(self.pixels, [_fixed(shape)], paint, cv2.LINE_AA, _SHIFT)
            return
        box, mask = _mask(shape, self.pixels.shape)
        if mask is not None:
            self._blend(box, _thinned(mask, alpha), colour, atop)

    def fill_all(self, shapes: Sequence[ArrayLike], colour: Colour) -> None:
        """Paint many polygons that do not touch each other in one colour, at once."""
        paint = (*(float(part) * 255 for part in colour), 255.0)
        if shapes:
            cv2.fillPoly(self.pixels, [_fixed(self._local(shape)) for shape in shapes], paint, cv2.LINE_AA, _SHIFT)

    def wash(
        self, points: ArrayLike, one: Colour, other: Colour, start: Sequence[float], end: Sequence[float],
        alpha: float = 1.0, *, atop: bool = False,
    ) -> None:  # fmt: skip
        """Paint a polygon with colours running from one frame point to another."""
        shape = self._local(points)
        if len(shape) < 3:
            return
        box, mask = _mask(shape, self.pixels.shape)
        if mask is None:
            return
        origin = np.array(start, float) - [self.area.left + box[0], self.area.top + box[1]]
        along = np.array(end, float) - np.array(start, float)
        along /= max(1e-6, float(along @ along))
        # Colours run slowly, so a quarter of the points is enough.
        rows = np.arange(2, mask.shape[0] + 4, 4, dtype=np.float32)[:, None] - origin[1]
        columns = np.arange(2, mask.shape[1] + 4, 4, dtype=np.float32)[None, :] - origin[0]
        share = np.clip(columns * along[0] + rows * along[1], 0, 1).astype(np.float32)[..., None]
        field = cv2.resize(one + (other - one) * share, (4 * share.shape[1], 4 * share.shape[0]))
        self._blend(box, _thinned(mask, alpha), field[: mask.shape[0], : mask.shape[1]], atop)

    def blob(
        self, x: float, y: float, wide: float, tall: float, colour: Colour, alpha: float = 1.0, *,
        soft: float = 0.0, turn: float = 0.0, atop: bool = False,
    ) -> None:  # fmt: skip
        """Paint an ellipse with half axes in pixels; `soft` blurs its edge by that many pixels."""
        angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        ring = np.stack([np.cos(angles) * wide, np.sin(angles) * tall], axis=1)
        cos, sin = np.cos(turn), np.sin(turn)
        points = ring @ np.array([[cos, sin], [-sin, cos]]) + [x, y]
        if soft <= 0:
            self.fill(points, colour, alpha, atop=atop)
            return
        self.veil(points, colour, alpha, soft=soft, atop=atop)

    def veil(self, points: ArrayLike, colour: Colour, alpha: float, *, soft: float, atop: bool = False) -> None:
        """Paint a polygon whose edge is blurred by `soft` pixels."""
        shape = self._local(points)
        if len(shape) < 3:
            return
        box, mask = _mask(shape, self.pixels.shape, margin=int(3 * soft) + 2)
        if mask is not None:
            self._blend(box, _thinned(blurred(mask, soft), alpha), colour, atop)

    def line(
        self, points: ArrayLike, colour: Colour, width: float = 1.0, alpha: float = 1.0, *, closed: bool = False,
        atop: bool = False,
    ) -> None:  # fmt: skip
        """Draw a line through frame points; a width below one pixel makes it fainter."""
        shape = self._local(points)
        if len(shape) < 2:
            return
        alpha *= min(1.0, max(0.25, width))
        thick = max(1, round(width))
        low, high = shape.min(axis=0) - thick - 2, shape.max(axis=0) + thick + 2
        box = _clip(low, high, self.pixels.shape)
        if box is None:
            return
        mask = np.zeros((box[3] - box[1], box[2] - box[0]), np.uint8)
        cv2.polylines(mask, [_fixed(shape - box[:2])], closed, 255, thick, cv2.LINE_AA, _SHIFT)
        self._blend(box, _thinned(mask, alpha), colour, atop)

    def cover(self, field: Field, colour: Colour | Field, alpha: float = 1.0, *, atop: bool = False) -> None:
        """Paint the whole sheet through a field of cover, 0 to 1, shape (height, width)."""
        mask = np.asarray(cv2.convertScaleAbs(np.maximum(field, 0).astype(np.float32), alpha=255 * alpha), np.uint8)
        self._blend((0, 0, self.area.width, self.area.height), mask, colour, atop)

    def stroke(self, one: ArrayLike, two: ArrayLike, ink: Colour, width: float, strength: float) -> None:
        """Draw a straight line as a darker tone of whatever is painted at its middle; where nothing is, draw nothing.

        Far cheaper than a transparent line, and there are thousands of them.
        """
        ends = self._local(np.array([one, two]))
        x, y = (int(part) for part in ends.mean(axis=0))
        if not (0 <= x < self.area.width and 0 <= y < self.area.height):
            return
        under = self.pixels[y, x].astype(np.float32)
        if under[3] < 128:
            return
        strength *= min(1.0, width)
        tone = under[:3] * (255 / under[3]) * (1 - strength) + np.asarray(ink) * 255 * strength
        start, end = _fixed(ends).tolist()
        paint = (*(float(part) for part in tone), 255.0)
        cv2.line(self.pixels, start, end, paint, max(1, round(width)), cv2.LINE_AA, _SHIFT)

    def lay(self, other: Sheet) -> None:
        """Lay another sheet of the same area over this one."""
        through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(other.pixels, 3)), cv2.COLOR_GRAY2BGRA)
        through[..., 3] = through[..., 0]
        self.pixels = cv2.add(cv2.multiply(self.pixels, through, scale=1 / 255), other.pixels)

    def _blend(self, box: tuple[int, int, int, int], mask: Pixels, colour: Colour | Field, atop: bool) -> None:
        left, top, right, bottom = box
        part = self.pixels[top:bottom, left:right]
        below = cv2.extractChannel(part, 3)
        if atop:
            mask = cv2.multiply(mask, below, scale=1 / 255)
        share = cv2.merge((mask, mask, mask, mask))
        if np.ndim(colour) == 1:
            paint = cv2.multiply(share, np.array([*colour, 1.0], np.float64))
        else:
            full = cv2.convertScaleAbs(np.ascontiguousarray(colour, np.float32), alpha=255)
            paint = cv2.multiply(share, cv2.cvtColor(full, cv2.COLOR_RGB2RGBA), scale=1 / 255)
        mixed = cv2.add(cv2.multiply(part, cv2.bitwise_not(share), scale=1 / 255), paint)
        if atop:
            cv2.insertChannel(below, mixed, 3)
        part[:] = mixed

    def _local(self, points: ArrayLike) -> Points:
        shape: Points = np.asarray(points, np.float32).reshape(-1, 2) - np.array(
            [self.area.left, self.area.top], np.float32
        )
        return shape


def blurred(picture: NDArray[np.uint8], sigma: float) -> NDArray[np.uint8]:
    """Blur by a Gaussian of `sigma` pixels; a wide one is worked out on a smaller copy."""
    if sigma < 0.4:
        return picture
    shrink = 1
    while sigma / shrink > 4 and min(picture.shape[:2]) // (2 * shrink) >= 8:
        shrink *= 2
    if shrink == 1:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // shrink), max(1, height // shrink)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / shrink)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def noise(area: Area, rng: np.random.Generator, wide: float, tall: float | None = None) -> Field:
    """Make smooth noise, -1 to 1, with grains of that many pixels; shape (height, width)."""
    tall = tall or wide
    rows, columns = (max(2, int(area.height / tall) + 2), max(2, int(area.width / wide) + 2))
    grid = rng.random((rows, columns), np.float32) * 2 - 1
    field: Field = cv2.resize(grid, (area.width, area.height), interpolation=cv2.INTER_CUBIC)
    return field


def _thinned(mask: Pixels, alpha: float) -> Pixels:
    return mask if alpha >= 1 else np.asarray(cv2.convertScaleAbs(mask, alpha=alpha), np.uint8)


def _fixed(shape: Points) -> NDArray[np.int32]:
    return np.round(np.clip(shape, -30_000, 30_000) * (1 << _SHIFT)).astype(np.int32)


def _clip(low: Points, high: Points, shape: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    left, top = max(0, int(low[0])), max(0, int(low[1]))
    right, bottom = min(shape[1], int(high[0]) + 1), min(shape[0], int(high[1]) + 1)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _mask(
    points: Points, shape: tuple[int, ...], margin: int = 2
) -> tuple[tuple[int, int, int, int], NDArray[np.uint8] | None]:
    box = _clip(points.min(axis=0) - margin, points.max(axis=0) + margin, shape)
    if box is None:
        return (0, 0, 0, 0), None
    mask = np.zeros((box[3] - box[1], box[2] - box[0]), np.uint8)
    cv2.fillPoly(mask, [_fixed(points - np.array(box[:2], np.float32))], 255, cv2.LINE_AA, _SHIFT)
    return box, mask
