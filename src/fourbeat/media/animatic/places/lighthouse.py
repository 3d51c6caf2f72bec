"""A lighthouse on its rock: tower, gallery, lamp room, and the beam after dark or in fog."""

from __future__ import annotations

import numpy as np

from ..scheme import mix, toned
from ..stage import Stage


def lighthouse(stage: Stage) -> None:
    """Stand a lighthouse behind the subject, on the side the light does not come from."""
    size, scheme, sheet, unit = stage.lens.size, stage.scheme, stage.far.sheet, stage.unit
    reading = stage.reading
    lit = reading.time in ("night", "dusk") or "fog" in reading.weather
    side = -1.0 if reading.light.side > 0 else 1.0
    x = stage.lens.centre[0] + side * 0.27 * size.width
    foot = min(max(stage.lens.horizon, 0.2 * size.height), 0.8 * size.height)
    tall = max(0.18 * size.height, min(0.62 * size.height, foot - 0.08 * size.height))

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + dx * tall, foot - dy * tall) for dx, dy in points]

    rock = [(-0.42, -0.03), (-0.3, 0.05), (-0.16, 0.11), (0.1, 0.13), (0.24, 0.07), (0.4, 0.04), (0.52, -0.03)]
    sheet.fill(at(*rock), mix(scheme.prop, scheme.far, 0.3))
    wall = toned(scheme.paper, 0.52 if reading.dark else 0.88)
    shade = stage.lighter(wall, -0.16)
    left, right = ((wall, shade), (shade, wall))[side < 0]
    tower = at((-0.1, 0.1), (-0.062, 0.76), (0.062, 0.76), (0.1, 0.1))
    sheet.wash(tower, left, right, (x - 0.1 * tall, 0), (x + 0.1 * tall, 0))
    band = toned(scheme.accent, 0.42 if reading.dark else 0.52)
    for low in (0.24, 0.52):
        wide = [0.108 - 0.057 * y for y in (low, low + 0.13)]
        stripe = at((-wide[0], low), (-wide[1], low + 0.13), (wide[1], low + 0.13), (wide[0], low))
        sheet.fill(stripe, band, 0.9, atop=True)
    for y in (0.18, 0.43, 0.69):
        sheet.fill(at((-0.014, y), (-0.014, y + 0.045), (0.014, y + 0.045), (0.014, y)), scheme.dark)
    sheet.fill(at((-0.095, 0.755), (-0.095, 0.785), (0.095, 0.785), (0.095, 0.755)), scheme.dark)
    lamp = toned(scheme.key, 0.96 if lit else 0.75)
    sheet.fill(at((-0.05, 0.785), (-0.05, 0.885), (0.05, 0.885), (0.05, 0.785)), lamp)
    for dx in (-0.05, -0.017, 0.017, 0.05):
        sheet.line(at((dx, 0.785), (dx, 0.885)), scheme.dark, 1.8 * unit)
    sheet.fill(at((-0.066, 0.885), (0.0, 0.965), (0.066, 0.885)), band)
    sheet.line(at((0.0, 0.96), (0.0, 1.0)), scheme.dark, 2 * unit)
    stage.outline(stage.far, np.array(tower, np.float32), 0.3)
    if lit:
        _beam(stage, x, foot - 0.835 * tall, -side)


def _beam(stage: Stage, x: float, y: float, way: float) -> None:
    """Send the beam across the frame, and let the lamp shine."""
    size = stage.lens.size
    reach = way * 1.1 * size.width
    beam = [(x, y - 3), (x + reach, y - 0.16 * size.height), (x + reach, y + 0.05 * size.height), (x, y + 3)]
    stage.shafts.append((np.array(beam, np.float32), 0.55))
    stage.glow(x, y, 0.16 * size.height, stage.scheme.key, 1.1)
