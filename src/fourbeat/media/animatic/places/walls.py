"""Walls, windows and floors: the shell every room is built in, and the light that falls into it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..lens import Points
from ..scheme import mix, toned
from ..stage import Stage
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
    metre, scheme, lens = stage.metre, stage.scheme, stage.lens
    wall = lens.subject + deep * metre
    half, high = wide * metre, high * metre
    stage.far.depth = stage.back.depth = wall
    stage.far.haze = 0.0
    near = 0.1
    out = 4 * half
    tone = scheme.wall
    stage.back.sheet.fill(stage.corners, stage.lighter(tone, -0.12))
    bright = stage.lighter(tone, 0.03)
    back = [(-half, -0.4, wall), (half, -0.4, wall), (half, high, wall), (-half, high, wall)]
    stage.paint(stage.back, back, bright, shade=stage.lighter(tone, -0.05))
    light = stage.reading.light.side
    for side in (-1, 1):
        flank = [
            (side * half, -0.4, near),
            (side * half, -0.4, wall),
            (side * half, high, wall),
            (side * half, high, near),
        ]
        stage.paint(stage.back, flank, stage.lighter(tone, -0.07 - 0.05 * side * light), ink=0.25)
    ceiling = [(-out, high, near), (out, high, near), (half, high, wall), (-half, high, wall)]
    stage.paint(stage.back, ceiling, stage.lighter(tone, -0.13), ink=0.25)
    boards(stage, half, wall)
    skirting = [(-half, 0.0, wall), (half, 0.0, wall), (half, 0.12 * metre, wall), (-half, 0.12 * metre, wall)]
    stage.paint(stage.back, skirting, stage.lighter(tone, -0.16), ink=0.2)
    seen = stage.half_width(wall)
    middle = lens.height + np.tan(lens.pitch) * wall
    tall = stage.half_height(wall)
    return Shell(half, high, wall, seen, float(middle - tall), float(middle + tall))


def boards(stage: Stage, half: float, wall: float) -> None:
    """Lay a floor of boards that run towards the wall."""
    metre, scheme = stage.metre, stage.scheme
    reach = max(half, 1.3 * stage.half_width(wall))
    near = 0.1
    floor = [(-4 * reach, 0, near), (4 * reach, 0, near), (reach, 0, wall), (-reach, 0, wall)]
    stage.paint(stage.ground, floor, scheme.ground, shade=stage.lighter(scheme.ground, -0.06))
    step = 0.34 * metre * max(1.0, reach / (4 * metre))
    for at in np.arange(-reach, reach, step):
        board = [(at, 0, near), (at + step, 0, near), (at + step, 0, wall), (at, 0, wall)]
        stage.paint(stage.ground, board, stage.tint(scheme.ground, by=0.022), 0.8)
        stage.sketch(stage.ground, stage.lens.at(at, 0, max(near, 0.5 * metre)), stage.lens.at(at, 0, wall), 0.16)


def outlook(stage: Stage, frame: Points) -> None:
    """Paint what is seen through a window, inside a frame polygon on the wall."""
    scheme, sheet = stage.scheme, stage.back.sheet
    left, top = frame.min(axis=0)
    right, bottom = frame.max(axis=0)
    if stage.reading.dark:
        above, below = scheme.cool(0.17), scheme.cool(0.36)
    else:
        pale = mix(scheme.low, scheme.key, 0.5)
        above, below = toned(pale, 0.88, 0.8), toned(pale, 0.97, 0.7)
    sheet.wash(frame, above, below, (0, top), (0, bottom))
    rng, width, height = stage.rng, right - left, bottom - top
    dim = scheme.cool(0.2) if stage.reading.dark else mix(below, scheme.far, 0.35)
    at = left
    while at < right:
        wide = width * rng.uniform(0.08, 0.2)
        roof = bottom - height * rng.uniform(0.15, 0.5)
        block = [(at, bottom), (at, roof), (min(at + wide, right), roof), (min(at + wide, right), bottom)]
        sheet.fill(block, dim, 0.9)
        if stage.reading.dark:
            for _ in range(5):
                x, y = rng.uniform(at, min(at + wide, right)), rng.uniform(roof, bottom)
                sheet.blob(x, y, 1.6 * stage.unit, 2.0 * stage.unit, scheme.warm(0.85), 0.8)
        at += wide
    if "moon" in stage.reading.light.sources:
        size = 0.09 * height
        disc(stage, left + 0.3 * width, top + 0.27 * height, size, toned(scheme.key, 0.95), layer=stage.back)


def window(
    stage: Stage, shell: Shell, x: float, wide: float, low: float, tall: float, panes: tuple[int, int] = (3, 2)
) -> None:
    """Set a window into the wall behind, with its light on the floor and in the air."""
    scheme, z = stage.scheme, shell.wall
    quad = [
        (x - wide / 2, low, z),
        (x + wide / 2, low, z),
        (x + wide / 2, low + tall, z),
        (x - wide / 2, low + tall, z),
    ]
    flat = stage.lens.project(quad)
    if len(flat) < 4:
        return
    outlook(stage, flat)
    bar = toned(scheme.prop, 0.3) if stage.reading.dark else stage.lighter(scheme.wall, -0.25)
    metre = stage.metre
    for column in range(panes[0] + 1):
        at = x - wide / 2 + wide * column / panes[0]
        thick = (0.05 if column in (0, panes[0]) else 0.025) * metre
        stage.paint(stage.back, _upright(at, thick, low, tall, z), bar, ink=0.12)
    for row in range(panes[1] + 1):
        at = low + tall * row / panes[1]
        thick = (0.06 if row in (0, panes[1]) else 0.025) * metre
        stage.paint(stage.back, _level(x, wide, at, thick, z), bar, ink=0.12)
    sill = [(x - wide * 0.56, low - 0.08 * metre, z), (x + wide * 0.56, low - 0.08 * metre, z),
            (x + wide * 0.56, low, z), (x - wide * 0.56, low, z)]  # fmt: skip
    stage.paint(stage.back, sill, stage.lighter(scheme.wall, 0.06), ink=0.25)
    if "window" in stage.reading.light.sources or not stage.reading.dark:
        _daylight(stage, shell, flat, x, wide)


def _daylight(stage: Stage, shell: Shell, flat: Points, x: float, wide: float) -> None:
    middle = flat.mean(axis=0)
    reach = 1.7 * float(np.hypot(*(flat.max(axis=0) - flat.min(axis=0))))
    strength = 0.35 if stage.reading.dark else 0.6
    stage.glow(float(middle[0]), float(middle[1]), reach, stage.scheme.key, strength, halo=0.5)
    # The light falls away from its window, across the floor.
    drift = -np.sign(x if abs(x) > 0.1 * stage.metre else -stage.reading.light.side or 1.0) * 0.55
    near, away = 2.9 * stage.metre, 0.75 * stage.metre
    pool = [
        (x + drift * near - wide * 0.5, 0, shell.wall - near),
        (x + drift * near + wide * 0.62, 0, shell.wall - near),
        (x + drift * away + wide * 0.5, 0, shell.wall - away),
        (x + drift * away - wide * 0.5, 0, shell.wall - away),
    ]
    floor = stage.lens.project(pool)
    if len(floor) < 3:
        return
    soft = (2 + 9 * stage.reading.light.soft) * stage.unit
    tone = mix(stage.scheme.ground, stage.scheme.key, 0.75)
    stage.ground.sheet.veil(floor, toned(tone, 0.82), 0.30 if stage.reading.dark else 0.5, soft=soft, atop=True)
    stage.shafts.append((_hull(np.concatenate([flat, floor[:2]])), 0.10 + 0.08 * (1 - stage.reading.light.soft)))


def _hull(points: Points) -> Points:
    return np.asarray(cv2.convexHull(points.astype(np.float32)))[:, 0, :]


def _upright(x: float, thick: float, low: float, tall: float, z: float) -> list[tuple[float, float, float]]:
    return [(x - thick, low, z), (x + thick, low, z), (x + thick, low + tall, z), (x - thick, low + tall, z)]


def _level(x: float, wide: float, y: float, thick: float, z: float) -> list[tuple[float, float, float]]:
    return [
        (x - wide / 2, y - thick, z),
        (x + wide / 2, y - thick, z),
        (x + wide / 2, y + thick, z),
        (x - wide / 2, y + thick, z),
    ]


def panel(stage: Stage, x: tuple[float, float], y: tuple[float, float], z: float, shade: float = 0.0) -> None:
    """Hang a flat board on the wall, a little lighter or darker than it."""
    quad = [(x[0], y[0], z), (x[1], y[0], z), (x[1], y[1], z), (x[0], y[1], z)]
    stage.paint(stage.back, quad, stage.lighter(stage.scheme.wall, shade), ink=0.3)


def hanging_lamp(stage: Stage, x: float, y: float, z: float, wide: float) -> None:
    """Hang a lamp from the ceiling, lit where lamps are spoken of."""
    scheme, lens = stage.scheme, stage.lens
    px, py = lens.at(x, y, z)
    size = wide * lens.scale(y, z)
    stage.mid.sheet.line([(px, py - 30 * size), (px, py)], scheme.dark, 1.6 * stage.unit, 0.9)
    shade = [(px - 0.25 * size, py), (px + 0.25 * size, py), (px + size, py + 0.8 * size), (px - size, py + 0.8 * size)]
    stage.mid.sheet.fill(shade, mix(scheme.accent, scheme.dark, 0.45))
    lit = stage.reading.dark or bool(stage.reading.light.sources & {"lamp"}) or stage.reading.light.height > 0.9
    bulb = toned(scheme.key, 0.96) if lit else scheme.wall
    stage.mid.sheet.blob(px, py + 0.86 * size, 0.5 * size, 0.26 * size, bulb)
    if lit:
        stage.glow(px, py + size, 11 * size, scheme.key, 0.7)
        spread, fall = 3.4 * size, 9 * size
        cone = np.array([(px - 0.9 * size, py + 0.8 * size), (px + 0.9 * size, py + 0.8 * size),
                         (px + spread, py + fall), (px - spread, py + fall)], np.float32)  # fmt: skip
        stage.shafts.append((cone, 0.12))
