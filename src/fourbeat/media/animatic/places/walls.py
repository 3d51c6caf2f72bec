"""Walls, windows and floors: the shell every room is built in, and the light that falls into it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..lens import Points
from ..scheme import mix, toned
from ..stage import Stage, along, facing, lying
from .sky import disc


@dataclass(frozen=True)
class Shell:
    """Be the measures of a room in metres: half width, height, distance of the wall behind, what is seen of it."""

    half: float
    high: float
    wall: float
    seen: float
    bottom: float
    top: float

    def x(self, share: float) -> float:
        """Give the place on the wall that is -1 at the left of what is seen, 1 at the right."""
        return share * min(self.half, self.seen)


def shell(stage: Stage, *, deep: float = 2.4, high: float = 2.9, wide: float = 3.6) -> Shell:
    """Build floor, walls and ceiling; the wall stands `deep` metres behind the subject."""
    metre, tone, lens = stage.metre, stage.scheme.wall, stage.lens
    wall, half, high, near = lens.subject + deep * metre, wide * metre, high * metre, 0.1
    stage.far.depth = stage.back.depth = wall
    stage.far.haze = 0.0
    stage.back.sheet.fill(stage.corners, stage.lighter(tone, -0.12))
    behind = facing(-half, half, -0.4, high, wall)
    stage.paint(stage.back, behind, stage.lighter(tone, 0.03), shade=stage.lighter(tone, -0.05))
    for side in (-1, 1):
        shade = stage.lighter(tone, -0.07 - 0.05 * side * stage.reading.light.side)
        stage.paint(stage.back, along(side * half, near, wall, -0.4, high), shade, ink=0.25)
    ceiling = [(-4 * half, high, near), (4 * half, high, near), (half, high, wall), (-half, high, wall)]
    stage.paint(stage.back, ceiling, stage.lighter(tone, -0.13), ink=0.25)
    boards(stage, half, wall)
    stage.paint(stage.back, facing(-half, half, 0.0, 0.12 * metre, wall), stage.lighter(tone, -0.16), ink=0.2)
    middle = float(lens.height + np.tan(lens.pitch) * wall)
    tall = stage.half_height(wall)
    return Shell(half, high, wall, stage.half_width(wall), middle - tall, middle + tall)


def boards(stage: Stage, half: float, wall: float) -> None:
    """Lay a floor of boards that run towards the wall."""
    metre, ground, near = stage.metre, stage.scheme.ground, 0.1
    reach = max(half, 1.3 * stage.half_width(wall))
    floor = [(-4 * reach, 0, near), (4 * reach, 0, near), (reach, 0, wall), (-reach, 0, wall)]
    stage.paint(stage.ground, floor, ground, shade=stage.lighter(ground, -0.06))
    step = 0.34 * metre * max(1.0, reach / (4 * metre))
    for at in np.arange(-reach, reach, step):
        stage.paint(stage.ground, lying(at, at + step, near, wall), stage.tint(ground, by=0.022), 0.8)
        stage.sketch(stage.ground, stage.lens.at(at, 0, max(near, 0.5 * metre)), stage.lens.at(at, 0, wall), 0.16)


def window(
    stage: Stage, shell: Shell, x: float, wide: float, low: float, tall: float, panes: tuple[int, int] = (3, 2), *,
    blinds: bool = False,
) -> None:  # fmt: skip
    """Set a window into the wall behind, with its light on the floor and in the air."""
    z, metre = shell.wall, stage.metre
    flat = stage.lens.project(facing(x - wide / 2, x + wide / 2, low, low + tall, z))
    if len(flat) < 4:
        return
    _outlook(stage, flat)
    frame = toned(stage.scheme.prop, 0.3) if stage.reading.dark else stage.lighter(stage.scheme.wall, -0.25)
    if blinds:
        for y in np.arange(low, low + tall, 0.075 * metre):
            stage.paint(stage.back, facing(x - wide / 2, x + wide / 2, y, y + 0.034 * metre, z), frame, 0.85)
    for column in range(panes[0] + 1):
        at, thick = x - wide / 2 + wide * column / panes[0], (0.05 if column in (0, panes[0]) else 0.025) * metre
        stage.paint(stage.back, facing(at - thick, at + thick, low, low + tall, z), frame, ink=0.12)
    for row in range(panes[1] + 1):
        at, thick = low + tall * row / panes[1], (0.06 if row in (0, panes[1]) else 0.025) * metre
        stage.paint(stage.back, facing(x - wide / 2, x + wide / 2, at - thick, at + thick, z), frame, ink=0.12)
    sill = facing(x - wide * 0.56, x + wide * 0.56, low - 0.08 * metre, low, z)
    stage.paint(stage.back, sill, stage.lighter(stage.scheme.wall, 0.06), ink=0.25)
    if "window" in stage.reading.light.sources or not stage.reading.dark:
        _daylight(stage, shell, flat, x, wide)


def panel(stage: Stage, x: tuple[float, float], y: tuple[float, float], z: float, shade: float = 0.0) -> None:
    """Hang a flat board on the wall, a little lighter or darker than it."""
    stage.paint(stage.back, facing(*x, *y, z), stage.lighter(stage.scheme.wall, shade), ink=0.3)


def _outlook(stage: Stage, frame: Points) -> None:
    """Paint what is seen through a window, inside a frame polygon on the wall."""
    scheme, sheet, dark, rng = stage.scheme, stage.back.sheet, stage.reading.dark, stage.rng
    (left, top), (right, bottom) = frame.min(axis=0), frame.max(axis=0)
    width, height = right - left, bottom - top
    pale = mix(scheme.low, scheme.key, 0.5)
    above, below = (scheme.cool(0.2), scheme.cool(0.42)) if dark else (toned(pale, 0.88, 0.8), toned(pale, 0.97, 0.7))
    sheet.wash(frame, above, below, (0, top), (0, bottom))
    dim = scheme.cool(0.22) if dark else mix(below, scheme.far, 0.35)
    at = left
    while at < right:
        end = min(at + width * rng.uniform(0.08, 0.2), right)
        roof = bottom - height * rng.uniform(0.15, 0.5)
        sheet.fill([(at, bottom), (at, roof), (end, roof), (end, bottom)], dim, 0.9)
        for _ in range(5 if dark else 0):
            x, y = rng.uniform(at, end), rng.uniform(roof, bottom)
            sheet.blob(x, y, 1.6 * stage.unit, 2.0 * stage.unit, scheme.warm(0.85), 0.8)
        at = end
    if "moon" in stage.reading.light.sources:
        disc(stage, left + 0.3 * width, top + 0.27 * height, 0.09 * height, toned(scheme.key, 0.95))


def _daylight(stage: Stage, shell: Shell, flat: Points, x: float, wide: float) -> None:
    """Let the window's light spread, fall across the floor and hang in the air."""
    light, metre = stage.reading.light, stage.metre
    middle, span = flat.mean(axis=0), flat.max(axis=0) - flat.min(axis=0)
    strength = 0.35 if stage.reading.dark else 0.6
    stage.glow(float(middle[0]), float(middle[1]), 1.7 * float(np.hypot(*span)), stage.scheme.key, strength, halo=0.5)
    drift = -np.sign(x if abs(x) > 0.1 * metre else -light.side or 1.0) * 0.55
    near, away = 2.9 * metre, 0.75 * metre
    pool = [
        (x + drift * near - wide * 0.5, 0, shell.wall - near),
        (x + drift * near + wide * 0.62, 0, shell.wall - near),
        (x + drift * away + wide * 0.5, 0, shell.wall - away),
        (x + drift * away - wide * 0.5, 0, shell.wall - away),
    ]
    floor = stage.lens.project(pool)
    if len(floor) < 4:
        return
    tone = toned(mix(stage.scheme.ground, stage.scheme.key, 0.75), 0.82)
    soft = (2 + 9 * light.soft) * stage.unit
    stage.ground.sheet.veil(floor, tone, 0.30 if stage.reading.dark else 0.5, soft=soft, atop=True)
    if shell.seen > 1.3 * metre:
        hull = np.asarray(cv2.convexHull(np.concatenate([flat, floor[:2]]).astype(np.float32)))[:, 0, :]
        stage.shafts.append((hull, 0.08 + 0.08 * (1 - light.soft)))
