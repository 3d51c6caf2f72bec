"""A sheet of paper to paint on: opaque shapes with soft uneven edges, washes, glows, grain, and a small palette.

Everything is numpy arrays of light from 0 to 1 at the picture's own size; the same seed always paints the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 720
LARGEST = 240_000
"""Bytes of a finished picture: six of them travel with every copy of the program."""
_FINE = 3

Plane = NDArray[np.float32]
Point = tuple[float, float]


def rgb(text: str) -> Plane:
    """Read "#rrggbb" as three numbers from 0 to 1."""
    return np.array([int(text[place : place + 2], 16) for place in (1, 3, 5)], np.float32) / 255


def smooth(edge0: float, edge1: float, x: Plane) -> Plane:
    """Rise softly from 0 at one edge to 1 at the other."""
    t = np.clip((x - edge0) / (edge1 - edge0), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def blur(plane: Plane, radius: float) -> Plane:
    """Blur a plane by a Gaussian of that many pixels, the edges mirrored."""
    pad = min(int(radius * 3) + 1, HEIGHT - 1)
    wide = np.pad(plane, pad, mode="reflect")
    fy, fx = np.fft.fftfreq(wide.shape[0])[:, None], np.fft.rfftfreq(wide.shape[1])[None]
    passed = np.exp(-2 * (np.pi * radius) ** 2 * (fx**2 + fy**2))
    out = np.fft.irfft2(np.fft.rfft2(wide) * passed, wide.shape)
    return out[pad : pad + plane.shape[0], pad : pad + plane.shape[1]].astype(np.float32)


def _sampled(plane: Plane, x: Plane, y: Plane) -> Plane:
    """Read a plane between its pixels."""
    left, top = x.astype(int), y.astype(int)
    right, below = np.minimum(left + 1, WIDTH - 1), np.minimum(top + 1, HEIGHT - 1)
    fx, fy = x - left, y - top
    upper = plane[top, left] * (1 - fx) + plane[top, right] * fx
    lower = plane[below, left] * (1 - fx) + plane[below, right] * fx
    return (upper * (1 - fy) + lower * fy).astype(np.float32)


def _touched(mask: Plane) -> tuple[slice, slice]:
    """Give the part of the sheet that a mask touches: most shapes are small, and the sheet is not."""
    seen = np.abs(mask) > 1e-4
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not rows.size:
        return np.s_[0:0, 0:0]
    return np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


class Sheet:
    """Be one picture in the making; later paint covers earlier."""

    def __init__(self, seed: int, ground: str) -> None:
        self.chance = np.random.default_rng(seed)
        self.y, self.x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        self.light = np.ones((HEIGHT, WIDTH, 3), np.float32) * rgb(ground)
        # The hand: edges waver by a pixel or two, and paint lies thicker here and thinner there.
        self._waver = (self.cloud(16) * 0.9, self.cloud(16) * 0.9)
        self._brush = 0.6 * self.cloud(26, 3) + 0.4 * self.cloud(3, 14)

    def cloud(self, across: float, down: float | None = None) -> Plane:
        """Make smooth chance with the given grain in pixels, from about -2 to 2."""
        noise = self.chance.standard_normal((HEIGHT, WIDTH)).astype(np.float32)
        fy, fx = np.fft.fftfreq(HEIGHT)[:, None], np.fft.rfftfreq(WIDTH)[None]
        passed = np.exp(-2 * np.pi**2 * ((fx * across) ** 2 + (fy * (down or across)) ** 2))
        out = np.fft.irfft2(np.fft.rfft2(noise) * passed, noise.shape)
        return (out / out.std()).astype(np.float32)

    # Shapes are masks from 0 to 1.

    def drawn(self, draw: Callable[[ImageDraw.ImageDraw, float], None], hand: float = 1.0) -> Plane:
        """Make a mask with Pillow's pen at three times the size, and let its edge waver as much as the hand does."""
        board = Image.new("L", (WIDTH * _FINE, HEIGHT * _FINE))
        draw(ImageDraw.Draw(board), _FINE)
        mask = np.zeros((HEIGHT, WIDTH), np.float32)
        bounds = board.getbbox()
        if bounds:
            left, top, right, bottom = (value // _FINE for value in bounds)
            part = np.s_[max(0, top - 6) : bottom + 7, max(0, left - 6) : right + 7]
            fine = np.asarray(board.reduce(_FINE), np.float32) / 255
            x = np.clip(self.x[part] + hand * self._waver[0][part], 0, WIDTH - 1)
            y = np.clip(self.y[part] + hand * self._waver[1][part], 0, HEIGHT - 1)
            mask[part] = _sampled(fine, x, y)
        return mask

    def polygon(self, *points: Point, hand: float = 1.0) -> Plane:
        """Mask a polygon."""
        return self.drawn(lambda pen, k: pen.polygon([(x * k, y * k) for x, y in points], fill=255), hand)

    def box(self, left: float, top: float, right: float, bottom: float, radius: float = 0) -> Plane:
        """Mask a rectangle, its corners rounded where a radius is given."""
        return self.drawn(
            lambda pen, k: pen.rounded_rectangle((left * k, top * k, right * k, bottom * k), radius * k, fill=255)
        )

    def oval(self, x: float, y: float, rx: float, ry: float | None = None, hand: float = 1.0) -> Plane:
        """Mask an ellipse round a point."""
        ry = rx if ry is None else ry
        box = (x - rx, y - ry, x + rx, y + ry)
        return self.drawn(lambda pen, k: pen.ellipse([side * k for side in box], fill=255), hand)

    def line(self, width: float, *points: Point) -> Plane:
        """Mask a stroke with round joints."""

        def draw(pen: ImageDraw.ImageDraw, k: float) -> None:
            at = [(x * k, y * k) for x, y in points]
            pen.line(at, fill=255, width=max(1, round(width * k)), joint="curve")
            half = width * k / 2
            for x, y in at:
                pen.ellipse((x - half, y - half, x + half, y + half), fill=255)

        return self.drawn(draw)

    def curve(self, width: float, *points: Point) -> Plane:
        """Mask a stroke that runs smoothly through its points."""
        return self.line(width, *spline(points))

    def blob(self, *points: Point) -> Plane:
        """Mask a closed shape that runs smoothly through its points."""
        return self.polygon(*spline((*points, points[0]), closed=True))

    # Paint.

    def paint(
        self, mask: Plane, colour: str, other: str | None = None, along: Plane | None = None, thick: float = 0.05
    ) -> None:
        """Cover a mask with a colour, or with one that turns into another along a plane from 0 to 1."""
        part = _touched(mask)
        tone: Plane = rgb(colour)
        if other is not None:
            ramp = np.clip((self.y / HEIGHT if along is None else along)[part], 0, 1)[..., None]
            tone = tone * (1 - ramp) + rgb(other) * ramp
        tone = tone * (1 + thick * self._brush[part][..., None])
        self.light[part] += (tone - self.light[part]) * mask[part][..., None]

    def wash(self, mask: Plane, colour: str, strength: float) -> None:
        """Lay a thin transparent colour over a mask."""
        part = _touched(mask)
        thin = mask[part] * strength * (1 + 0.12 * self._brush[part])
        self.light[part] += (rgb(colour) - self.light[part]) * thin[..., None]

    def shade(self, mask: Plane, strength: float, colour: str = "#0a0e18") -> None:
        """Darken a mask towards a colour, as a shadow does."""
        part = _touched(mask)
        self.light[part] *= 1 - (mask[part] * strength)[..., None] * (1 - rgb(colour))

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float, squash: float = 1.0) -> None:
        """Add the light of a lamp that falls off softly round a point."""
        far = np.sqrt((self.x - x) ** 2 + ((self.y - y) / squash) ** 2) / radius
        self.add((1 / (1 + (2.2 * far) ** 2) * np.exp(-far)).astype(np.float32), colour, strength)

    def add(self, mask: Plane, colour: str, strength: float) -> None:
        """Add light over a mask; bright paper takes less of it than dark."""
        part = _touched(mask)
        room = 1 - 0.75 * np.clip(self.light[part], 0, 1)
        self.light[part] += rgb(colour) * (mask[part] * strength)[..., None] * room

    # The end.

    def save(self, path: Path, grain: float = 0.009) -> None:
        """Write the picture as a PNG of few colours, with grain over their steps and no heavier than LARGEST."""
        far = np.hypot((self.x - WIDTH / 2) / WIDTH, (self.y - HEIGHT / 2) / HEIGHT)
        light = self.light * (1 - 0.22 * smooth(0.36, 0.74, far))[..., None]
        paper = 0.65 * self.cloud(1.1) + 0.35 * self.cloud(2.6)
        light = light * (1 + 1.6 * grain * paper[..., None]) + grain * 0.35 * paper[..., None]
        pixels = (np.clip(light, 0, 1) * 255 + 0.5).astype(np.uint8)
        sample = _evened(pixels)
        for colours in (160, 128, 104, 84, 68, 54, 44, 36):
            palette = sample.quantize(colours, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
            picture = Image.fromarray(pixels).quantize(palette=palette, dither=Image.Dither.NONE)
            data = io.BytesIO()
            picture.save(data, "PNG", optimize=True)
            if data.tell() <= LARGEST:
                break
        path.write_bytes(data.getvalue())


def _evened(pixels: NDArray[np.uint8]) -> Image.Image:
    """Give the picture's colours in the number of their square roots: one small green robot is not lost in the blue."""
    cells, counts = np.unique((pixels >> 2).reshape(-1, 3), axis=0, return_counts=True)
    spread = np.repeat(cells * 4 + 2, np.ceil(np.sqrt(counts)).astype(int), axis=0).astype(np.uint8)
    return Image.fromarray(spread[None])


def spline(points: Sequence[Point], closed: bool = False, steps: int = 14) -> list[Point]:
    """Run smoothly through points. Source: Catmull and Rom, 1974."""
    points = list(points)
    ends = (points[-2], points[1]) if closed else (points[0], points[-1])
    run = [ends[0], *points, ends[1]]
    out: list[Point] = []
    for a, b, c, d in zip(run, run[1:], run[2:], run[3:], strict=False):
        for step in range(steps):
            t = step / steps
            out.append(
                tuple(
                    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*out, points[-1]]
