"""Towns: a street, a rooftop, a skyline, a station platform."""

from __future__ import annotations

import numpy as np

from ..scheme import mix, toned
from ..stage import Stage, along, facing, lying
from .houses import house, reflect, rope, street_lamp, towers
from .sky import sky
from .water import water


def street(stage: Stage) -> None:
    """Build a street between houses that runs straight away from the camera."""
    sky(stage)
    d, half = stage.lens.subject, 5.2
    stage.far.depth = d + 22
    _end_of_street(stage, d)
    _road(stage, half)
    for side in (-1, 1):
        z = d + 62.0
        while z > 0.5:
            deep, tall = stage.some(6, 11), stage.some(6.5, 15)
            layer = stage.far if z - deep > d + 5 else stage.mid
            house(stage, layer, side, half + 2.2, tall, (max(0.3, z - deep), z))
            z -= deep
        for z in (d + 26, d + 15, d + 6):
            street_lamp(stage, side * (half + 0.7), z, -side)
    for _ in range(3):
        z, y = stage.some(d + 2, d + 14), stage.some(6.2, 8.4)
        one, two = stage.lens.at(-7.5, y, z), stage.lens.at(7.5, y + stage.some(-0.8, 0.8), z + stage.some(-1, 4))
        rope(stage, one, two, 0.5 * stage.lens.scale(y, z))
    if stage.reading.weather & {"rain", "wet"}:
        reflect(stage)


def rooftop(stage: Stage) -> None:
    """Build a roof above the town: parapet, water tank, aerials, washing, strings of lamps."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    edge = d + 5.0
    stage.far.depth, stage.mid.depth = max(30.0, 5 * d), d + 4
    towers(stage, near=34.0, low=-24.0)
    reach = 2 * stage.half_width(edge) + 3
    slab = [(-reach * 2, 0, 0.1), (reach * 2, 0, 0.1), (reach, 0, edge), (-reach, 0, edge)]
    stage.paint(stage.ground, slab, scheme.ground, shade=stage.lighter(scheme.ground, -0.05))
    for z in np.arange(1.0, edge, 1.5):
        stage.sketch(stage.ground, stage.lens.at(-reach, 0, z), stage.lens.at(reach, 0, z), 0.18)
    for x in np.arange(-reach, reach, 1.8):
        stage.sketch(stage.ground, stage.lens.at(x, 0, 0.6), stage.lens.at(x, 0, edge), 0.14)
    stage.box(stage.mid, (-reach, reach), (0, 0.85), (edge, edge + 0.3), stage.lighter(scheme.mid, 0.02))
    _water_tank(stage, -0.62 * stage.half_width(edge + 1), edge + 1.5)
    for share in (-0.15, 0.28, 0.42):
        _aerial(stage, share * stage.half_width(edge), edge + 0.2)
    _hut(stage, 0.74 * stage.half_width(edge - 1), edge - 1)
    if "clothesline" in stage.reading.things:
        _washing(stage, edge - 1.6)
    elif stage.reading.time in ("night", "dusk"):
        _lamp_string(stage, edge - 1.2)


def skyline(stage: Stage) -> None:
    """Build a town seen across water."""
    sky(stage)
    stage.far.depth = 90
    towers(stage, near=60.0, low=0.0)
    water(stage, 0.1)
    reflect(stage)


def station(stage: Stage) -> None:
    """Build a platform under its roof, rails beside it, a train waiting."""
    sky(stage)
    d, scheme, near = stage.lens.subject, stage.scheme, 0.1
    stage.far.depth, end = d + 30, d + 45
    towers(stage, near=60.0, low=0.0)
    stage.paint(stage.ground, lying(-30, 30, near, end), stage.lighter(scheme.ground, -0.1))
    stage.paint(stage.ground, lying(-2.2, 30, near, end), scheme.ground, ink=0.3)
    stage.paint(stage.ground, lying(-2.0, -1.7, near, end), toned(scheme.accent, 0.55 if stage.reading.dark else 0.78))
    for x in (-3.2, -4.7):
        stage.sketch(stage.ground, stage.lens.at(x, 0, 0.4), stage.lens.at(x, 0, end), 0.8)
    stage.paint(stage.mid, along(-5.3, 1.0, end, 0.6, 3.6), mix(scheme.second, scheme.wall, 0.4), ink=0.3)
    lit = toned(scheme.key, 0.9) if stage.reading.dark else toned(scheme.low, 0.8)
    for z in np.arange(1.2, end, 1.9):
        stage.paint(stage.mid, along(-5.28, z, z + 1.2, 1.8, 2.8), lit, ink=0.2)
    stage.paint(stage.mid, lying(-2.4, 9, 0.5, end, 4.0), stage.lighter(scheme.prop, -0.03), ink=0.3)
    for z in np.arange(d - 1, end, 6.0):
        stage.box(stage.mid, (3.2, 3.5), (0, 4.0), (z, z + 0.3), scheme.prop)
        lamp = stage.paint(stage.mid, lying(0.2, 1.2, z, z + 0.3, 3.98), toned(scheme.key, 0.95))
        if len(lamp) and stage.reading.dark:
            x, y = lamp.mean(axis=0)
            stage.glow(float(x), float(y), 1.9 * stage.lens.scale(4, z), scheme.key, 0.4)


def _end_of_street(stage: Stage, d: float) -> None:
    z = d + 75
    reach = 1.2 * stage.half_width(z)
    tone, x = mix(stage.scheme.far, stage.scheme.haze, 0.5), -reach
    while x < reach:
        wide = stage.some(5, 10)
        stage.paint(stage.far, facing(x, x + wide, 0, stage.some(7, 22), z), stage.tint(tone, by=0.03))
        x += wide
    stage.glow(*stage.lens.at(0, 4, z), 0.3 * stage.lens.size.width, stage.scheme.key, 0.4, halo=0.5)


def _road(stage: Stage, half: float) -> None:
    scheme, near, away = stage.scheme, 0.1, stage.lens.subject + 80
    ground = stage.lighter(scheme.ground, -0.06)
    stage.paint(stage.ground, lying(-60, 60, near, away), ground, shade=stage.lighter(ground, -0.03))
    for side in (-1, 1):
        stage.paint(
            stage.ground, lying(side * half, side * 60, near, away), stage.lighter(scheme.ground, 0.05), ink=0.25
        )
    white = toned(scheme.paper, 0.5 if stage.reading.dark else 0.9)
    crossing = "crosswalk" in stage.reading.things
    start = max(near, stage.lens.subject - 1.4)
    for x in np.arange(-half + 0.3, half - 0.3, 1.0) if crossing else ():
        stage.paint(stage.ground, lying(x, x + 0.5, start, start + 3.4), white, 0.85)
    for z in np.arange(1.0, away, 4.5):
        if not crossing or abs(z - stage.lens.subject) > 4.5:
            stage.paint(stage.ground, lying(-0.07, 0.07, z, z + 2), white, 0.7)


def _water_tank(stage: Stage, x: float, z: float) -> None:
    scheme, sheet = stage.scheme, stage.mid.sheet
    tone = mix(scheme.prop, scheme.dark, 0.25)
    px, py = stage.lens.at(x, 0, z)
    scale = stage.lens.scale(1, z)

    def at(dx: float, up: float) -> tuple[float, float]:
        return px + dx * scale, py - up * scale

    for leg in (-0.8, -0.25, 0.25, 0.8):
        sheet.line([at(leg, 0), at(0.85 * leg, 2.2)], tone, 0.1 * scale)
    for way in (-1, 1):
        sheet.line([at(way * 0.8, 0.2), at(-way * 0.75, 2.0)], tone, 0.05 * scale)
    ends = (stage.lighter(tone, 0.10), stage.lighter(tone, -0.03))
    one, two = ends if stage.reading.light.side < 0 else ends[::-1]
    body = [at(-1.0, 2.2), at(1.0, 2.2), at(0.95, 4.1), at(-0.95, 4.1)]
    sheet.wash(body, one, two, (px - scale, 0), (px + scale, 0))
    for band in (2.7, 3.3, 3.9):
        sheet.line([at(-1.0, band), at(1.0, band)], scheme.dark, 0.04 * scale, 0.5)
    sheet.fill([at(-1.1, 4.05), at(1.1, 4.05), at(0, 4.9)], tone)


def _aerial(stage: Stage, x: float, z: float) -> None:
    foot, (px, py) = stage.lens.at(x, 0.8, z), stage.lens.at(x, 0.8 + stage.some(1.4, 2.6), z)
    scale, sheet = stage.lens.scale(2, z), stage.mid.sheet
    sheet.line([foot, (px, py)], stage.scheme.dark, 1.7 * stage.unit, 0.9)
    for rung in range(4):
        y, wide = py + rung * 0.16 * scale, (0.42 - 0.06 * rung) * scale
        sheet.line([(px - wide, y), (px + wide, y)], stage.scheme.dark, 1.3 * stage.unit, 0.9)


def _hut(stage: Stage, x: float, z: float) -> None:
    stage.box(stage.mid, (x, x + 3.2), (0, 2.6), (z, z + 2.4), stage.lighter(stage.scheme.wall, -0.08))
    stage.paint(stage.mid, facing(x + 0.5, x + 1.4, 0, 2.0, z), stage.scheme.prop, ink=0.3)


def _washing(stage: Stage, z: float) -> None:
    reach, scale = 0.95 * stage.half_width(z), stage.lens.scale(2, z)
    line = rope(stage, stage.lens.at(-reach, 2.2, z), stage.lens.at(reach, 2.05, z), 0.25 * scale)
    colours = (stage.scheme.accent, stage.scheme.second, stage.scheme.wall)
    for index in range(2, 22, 3):
        x, y = line[index]
        wide, long, lean = stage.some(0.28, 0.6) * scale, stage.some(0.5, 0.95) * scale, stage.some(-0.08, 0.12) * scale
        cloth = mix(stage.scheme.paper, colours[index % 3], stage.some(0.1, 0.8))
        hem = [(x + wide + lean, y + long), (x + 0.5 * wide + lean, y + 1.04 * long), (x + lean, y + 0.97 * long)]
        stage.mid.sheet.fill([(x, y), (x + wide, y + 2), *hem], toned(cloth, 0.5 if stage.reading.dark else 0.82))


def _lamp_string(stage: Stage, z: float) -> None:
    reach, scale = 1.05 * stage.half_width(z), stage.lens.scale(2, z)
    bulb = toned(stage.scheme.key, 0.95)
    for left, right, y in ((-reach, 0.15 * reach, 2.9), (0.1 * reach, reach, 3.0)):
        line = rope(stage, stage.lens.at(left, y, z), stage.lens.at(right, y - 0.2, z), 0.55 * scale, 1.3)
        for x, at in line[1::2]:
            low = float(at) + 0.06 * scale
            stage.mid.sheet.blob(x, low, 0.045 * scale, 0.06 * scale, bulb)
            stage.glow(float(x), low, 0.42 * scale, stage.scheme.key, 0.35)
