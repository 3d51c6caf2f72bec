"""The camera as it stands: where it looks from, what a point of the world becomes on the frame, and the moves it makes.

The world is in metres: x to the right, y up from the ground, z away from the camera, which stands above the origin.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...model.format import Size
from ...model.plan import Angle, Framing
from .reading import Reading

Points = NDArray[Any]
"""Points on the frame in pixels, shape (n, 2); the frame's own corner is (0, 0)."""
Matrix = NDArray[Any]

_NEAR = 0.08

# How much of the frame's height the subject's own height takes, and which part of it stands in the middle.
_FRAMINGS: dict[Framing, tuple[float, float]] = {
    Framing.EXTREME_WIDE: (0.13, 1.6),
    Framing.WIDE: (0.40, 0.86),
    Framing.FULL: (0.78, 0.54),
    Framing.MEDIUM_WIDE: (1.14, 0.66),
    Framing.MEDIUM: (1.62, 0.74),
    Framing.MEDIUM_CLOSE_UP: (2.35, 0.83),
    Framing.CLOSE_UP: (3.5, 0.895),
    Framing.EXTREME_CLOSE_UP: (5.8, 0.925),
    Framing.INSERT: (0.62, 0.5),
    Framing.TWO_SHOT: (1.5, 0.75),
    Framing.OVER_SHOULDER: (1.85, 0.80),
}
# A thing has no face to come close to, so it fills less of the frame.
_THINGS: dict[Framing, tuple[float, float]] = {
    Framing.MEDIUM_WIDE: (0.52, 0.55),
    Framing.MEDIUM: (0.64, 0.52),
    Framing.MEDIUM_CLOSE_UP: (0.78, 0.5),
    Framing.CLOSE_UP: (1.05, 0.56),
    Framing.EXTREME_CLOSE_UP: (1.7, 0.68),
    Framing.TWO_SHOT: (0.6, 0.5),
    Framing.OVER_SHOULDER: (0.6, 0.5),
    Framing.FULL: (0.5, 0.5),
    Framing.WIDE: (0.22, 0.9),
}


@dataclass(frozen=True)
class Lens:
    """Be a camera at rest: focal length in pixels, height in metres, pitch (up) and roll (clockwise) in radians."""

    size: Size
    focal: float
    height: float
    pitch: float
    roll: float
    subject: float
    """How far away the subject stands, in metres along the ground (overhead: straight down)."""

    @property
    def centre(self) -> tuple[float, float]:
        """Give the middle of the frame in pixels."""
        return (self.size.width - 1) / 2, (self.size.height - 1) / 2

    @property
    def horizon(self) -> float:
        """Give the row where the ground ends, far outside the frame when looking straight down."""
        tangent = math.tan(max(-1.5, min(1.5, self.pitch)))
        return self.centre[1] + self.focal * tangent

    def project(self, points: ArrayLike) -> Points:
        """Project a polygon of world points, shape (n, 3); what lies behind the camera is cut off."""
        inside = _cut(self._seen(np.asarray(points, np.float64)))
        if len(inside) == 0:
            return np.zeros((0, 2), np.float32)
        return self._flat(inside)

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Project one point, which must lie before the camera."""
        seen = self._seen(np.array([[x, y, z]], np.float64))
        seen[:, 2] = np.maximum(seen[:, 2], _NEAR)
        flat = self._flat(seen)[0]
        return float(flat[0]), float(flat[1])

    def scale(self, y: float, z: float) -> float:
        """Give how many pixels a metre takes at a height and distance."""
        return self.focal / max(_NEAR, self.depth(y, z))

    def depth(self, y: float, z: float) -> float:
        """Give a point's distance along the optical axis."""
        return float((y - self.height) * math.sin(self.pitch) + z * math.cos(self.pitch))

    def ground(self) -> tuple[NDArray[np.float64], float]:
        """Give the ground as seen by the camera: its normal, and the plane's constant."""
        return np.array([0.0, -math.cos(self.pitch), math.sin(self.pitch)]), -self.height

    def _seen(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        sin, cos = math.sin(self.pitch), math.cos(self.pitch)
        x, y, z = points[:, 0], points[:, 1] - self.height, points[:, 2]
        return np.stack([x, -(y * cos - z * sin), y * sin + z * cos], axis=1)

    def _flat(self, seen: NDArray[np.float64]) -> Points:
        across, down = self.centre
        flat = seen[:, :2] / seen[:, 2:] * self.focal + [across, down]
        return np.clip(flat, -30_000, 30_000).astype(np.float32)


def stand(reading: Reading, size: Size) -> Lens:
    """Place the camera for a framing and an angle."""
    people = [being for being in reading.beings if being.kind == "person"]
    tall = max((being.reach for being in people or reading.beings), default=1.7)
    table = _FRAMINGS if people or not reading.beings else {**_FRAMINGS, **_THINGS}
    share, middle = table[reading.framing]
    # In an upright frame shoulders are the limit, not the head.
    share *= min(1.0, 0.45 + 0.55 * size.width / size.height)
    if len(people) > 1 and reading.framing not in (Framing.OVER_SHOULDER, Framing.CLOSE_UP):
        share *= min(1.0, 1.35 * size.width / size.height)
    focal = size.height * reading.millimetres / 24 * max(0.75, min(1.0, size.width / size.height))
    distance = focal / size.height * tall / share
    if reading.angle is Angle.OVERHEAD:
        height = max(distance * 0.95, tall * 2.0)
        return Lens(size, focal, height, -math.pi / 2, 0.0, height)
    eye = min(tall * 0.9, 1.55) if tall > 0.7 else tall * 1.05
    heights = {Angle.LOW: 0.32 * tall, Angle.GROUND: 0.07 * tall, Angle.HIGH: 1.08 * tall + 0.22 * distance}
    height = heights.get(reading.angle, eye)
    aim = middle * tall
    if share > 1 and any(being.wear & {"hat", "umbrella"} for being in people):
        aim += 0.035 * tall
    if reading.angle is Angle.HIGH and share < 1:
        aim = min(aim, 0.45 * tall)
    pitch = math.atan2(aim - height, distance)
    if reading.framing is Framing.EXTREME_WIDE and reading.angle in (Angle.EYE_LEVEL, Angle.DUTCH):
        pitch = math.atan(0.17 * size.height / focal)
    roll = math.radians(8.0) if reading.angle is Angle.DUTCH else 0.0
    return Lens(size, focal, height, pitch, roll, distance)


def _cut(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cut a polygon off at the near plane (Sutherland and Hodgman, 1974)."""
    kept: list[NDArray[np.float64]] = []
    for one, two in zip(points, np.roll(points, -1, axis=0), strict=True):
        before, after = one[2] - _NEAR, two[2] - _NEAR
        if before >= 0:
            kept.append(one)
        if (before >= 0) != (after >= 0):
            kept.append(one + (two - one) * (before / (before - after)))
    return np.array(kept).reshape(-1, 3)
