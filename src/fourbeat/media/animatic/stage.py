"""The stage: a card's layers from the sky to what stands close before the camera, and the ways to build on them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from .lens import Lens, Points
from .reading import Reading
from .scheme import Colour, Scheme, luminance, mix, toned
from .sheet import Area, Sheet

Solid = list[tuple[float, float, float]]
"""A polygon in the world, in metres."""

FAR_AWAY = 1e6
"""A depth at which nothing moves any more, in metres."""


@dataclass
class Layer:
    """Be one cel of the card: a sheet, how far away it hangs in metres (0: it is the ground), how much haze it has."""

    name: str
    sheet: Sheet
    depth: float
    haze: float = 0.0
    blur: float = 0.0
    lit: float = 1.0


@dataclass(frozen=True)
class Glow:
    """Be a light that is seen: where on the frame, how far it reaches in pixels, its colour and strength."""

    x: float
    y: float
    reach: float
    colour: Colour
    strength: float
    halo: float = 1.0


@dataclass
class Stage:
    """Hold everything a place is built on; `metre` is 1 for people and less where the subject is small."""

    reading: Reading
    lens: Lens
    scheme: Scheme
    area: Area
    rng: np.random.Generator
    metre: float
    back: Layer = field(init=False)
    far: Layer = field(init=False)
    ground: Layer = field(init=False)
    sheen: Layer = field(init=False)
    mid: Layer = field(init=False)
    posts: Layer = field(init=False)
    fore: Layer = field(init=False)
    glows: list[Glow] = field(default_factory=list)
    shafts: list[tuple[Points, float]] = field(default_factory=list)
    """Beams of light in the air: polygons and their strength."""

    def __post_init__(self) -> None:
        distance = self.lens.subject
        self.back = Layer("back", Sheet(self.area), FAR_AWAY)
        self.far = Layer("far", Sheet(self.area), 4 * distance, haze=0.12)
        self.ground = Layer("ground", Sheet(self.area), 0)
        self.sheen = Layer("sheen", Sheet(self.area), 4 * distance)
        self.mid = Layer("mid", Sheet(self.area), 1.35 * distance)
        self.posts = Layer("posts", Sheet(self.area), 1.2 * distance)
        self.fore = Layer("fore", Sheet(self.area), 0.5 * distance)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Give the layers from back to front, without the figures."""
        return (self.back, self.far, self.ground, self.sheen, self.mid, self.posts, self.fore)

    @property
    def unit(self) -> float:
        """Give the pixels that stand for one of a 720-line picture."""
        return self.area.unit

    @property
    def corners(self) -> Points:
        """Give the whole painted area as a polygon."""
        left, top, right, bottom = self.area.left, self.area.top, self.area.right, self.area.bottom
        return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)

    def half_width(self, z: float) -> float:
        """Give how many metres are seen to either side at a distance."""
        return self.lens.size.width / 2 / self.lens.scale(self.lens.height, z)

    def half_height(self, z: float) -> float:
        """Give how many metres are seen up and down at a distance."""
        return self.lens.size.height / 2 / self.lens.scale(self.lens.height, z)

    def some(self, low: float, high: float) -> float:
        """Give a number between two, by chance."""
        return float(self.rng.uniform(low, high))

    def paint(
        self, layer: Layer, points: ArrayLike, colour: Colour, alpha: float = 1.0, *, ink: float = 0.0,
        shade: Colour | None = None,
    ) -> Points:  # fmt: skip
        """Paint a world polygon; `shade` runs down to another colour, `ink` draws its outline by hand."""
        flat = self.lens.project(points)
        if len(flat) < 3:
            return flat
        if shade is None:
            layer.sheet.fill(flat, colour, alpha)
        else:
            top, bottom = flat[:, 1].min(), flat[:, 1].max()
            layer.sheet.wash(flat, colour, shade, (0, top), (0, bottom), alpha)
        if ink:
            self.outline(layer, flat, ink)
        return flat

    def outline(self, layer: Layer, flat: Points, strength: float) -> None:
        """Draw round a frame polygon as a quick hand does: twice, lines passing their corners a little."""
        for one, two in zip(flat, np.roll(flat, -1, axis=0), strict=True):
            self.sketch(layer, one, two, strength)

    def sketch(self, layer: Layer, one: ArrayLike, two: ArrayLike, strength: float) -> None:
        """Draw one hand-drawn line between two frame points."""
        start, end = np.asarray(one, np.float32), np.asarray(two, np.float32)
        span = end - start
        length = float(np.hypot(*span))
        if length < 3 or length > 20 * self.area.width:
            return
        way = span / length
        over = min(7 * self.unit, 0.06 * length)
        for again in range(2):
            shift = self.rng.normal(0, 0.7 * self.unit, (2, 2)).astype(np.float32)
            one, two = start - way * over * self.rng.random(), end + way * over * self.rng.random()
            layer.sheet.stroke(
                one + shift[0], two + shift[1], self.scheme.ink, 1.15 * self.unit, strength * (0.6 if again else 1.0)
            )

    def box(
        self, layer: Layer, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], colour: Colour, *,
        ink: float = 0.22,
    ) -> None:  # fmt: skip
        """Build a box in the world: its top, the side towards the middle and its front, each in its own light."""
        (left, right), (low, high), (near, away) = x, y, z
        side_light = self.reading.light.side
        front = toned(colour, luminance(colour) * (0.95 - 0.1 * self.reading.light.behind))
        if right < 0:
            side, faces = right, 1.0
        else:
            side, faces = left, -1.0
        lit = 1.0 + 0.22 * faces * side_light
        if left > 0 or right < 0:
            wall = [(side, low, near), (side, low, away), (side, high, away), (side, high, near)]
            self.paint(layer, wall, toned(colour, luminance(colour) * lit * 0.86), ink=ink)
        if self.lens.height > high:
            roof = [(left, high, near), (right, high, near), (right, high, away), (left, high, away)]
            self.paint(layer, roof, toned(colour, min(0.97, luminance(colour) * 1.2)), ink=ink)
        face = [(left, low, near), (right, low, near), (right, high, near), (left, high, near)]
        self.paint(layer, face, front, ink=ink, shade=toned(front, luminance(front) * 0.88))

    def glow(self, x: float, y: float, reach: float, colour: Colour, strength: float, halo: float = 1.0) -> None:
        """Set a light that is seen, at a frame point."""
        self.glows.append(Glow(x, y, reach, colour, strength, halo))

    def tint(self, colour: Colour, *, by: float = 0.06) -> Colour:
        """Give a colour a little lighter or darker by chance."""
        return toned(colour, float(np.clip(luminance(colour) + self.rng.uniform(-by, by), 0.05, 0.97)))

    def lighter(self, colour: Colour, by: float) -> Colour:
        """Give a colour lighter (or darker, below zero) by a part of full lightness."""
        return toned(colour, float(np.clip(luminance(colour) + by, 0.04, 0.98)))

    def hazy(self, colour: Colour, share: float) -> Colour:
        """Let the air lie over a colour."""
        return mix(colour, self.scheme.haze, share)


def facing(left: float, right: float, low: float, high: float, z: float) -> Solid:
    """Give an upright rectangle that faces the camera."""
    return [(left, low, z), (right, low, z), (right, high, z), (left, high, z)]


def lying(left: float, right: float, near: float, away: float, y: float = 0.0) -> Solid:
    """Give a level rectangle, on the ground unless told otherwise."""
    return [(left, y, near), (right, y, near), (right, y, away), (left, y, away)]


def along(x: float, near: float, away: float, low: float, high: float) -> Solid:
    """Give an upright rectangle that runs away from the camera."""
    return [(x, low, near), (x, low, away), (x, high, away), (x, high, near)]


def rounded(points: ArrayLike, steps: int = 8) -> Points:
    """Round a closed polygon into a smooth curve through its points (Catmull and Rom, 1974)."""
    knots = np.asarray(points, np.float32)
    before, after, beyond = np.roll(knots, 1, 0), np.roll(knots, -1, 0), np.roll(knots, -2, 0)
    shares = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[None, :, None]
    p0, p1, p2, p3 = (part[:, None, :] for part in (before, knots, after, beyond))
    curve = 0.5 * (
        2 * p1
        + (p2 - p0) * shares
        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * shares**2
        + (3 * p1 - p0 - 3 * p2 + p3) * shares**3
    )
    flat: Points = curve.reshape(-1, knots.shape[1])
    return flat
