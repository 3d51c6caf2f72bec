"""Water: a river, the sea from a pier, a beach."""

from __future__ import annotations

import cv2
import numpy as np

from ..scheme import mix, toned
from ..sheet import noise
from ..stage import Stage, facing, lying
from .houses import towers
from .land import grass, hill
from .sky import sky


def water(stage: Stage, near: float) -> None:
    """Lay water to the horizon: the sky in it, and a road of light under the sun or moon."""
    scheme, area, dark = stage.scheme, stage.area, stage.reading.dark
    flat = stage.lens.project(lying(-9000, 9000, near, 3000))
    if len(flat) < 3:
        return
    horizon, tall = stage.lens.horizon, stage.lens.size.height
    deep = mix(scheme.top, scheme.cool(0.18 if dark else 0.4), 0.55)
    stage.ground.sheet.wash(flat, mix(scheme.low, deep, 0.35), deep, (0, horizon), (0, horizon + 0.6 * tall))
    rows = np.arange(area.height, dtype=np.float32)[:, None] + area.top - horizon
    below = np.clip(rows / tall, 0, 1)
    waves = noise(area, stage.rng, 130 * stage.unit, 5 * stage.unit)
    # Waves look lower and closer together towards the horizon, so the noise is stretched by row.
    source = np.clip(np.sqrt(np.maximum(below, 1e-4)) * area.height, 0, area.height - 1) + np.zeros_like(waves)
    columns = np.arange(area.width, dtype=np.float32)[None, :] + np.zeros_like(waves)
    waves = np.asarray(cv2.remap(waves, columns.astype(np.float32), source.astype(np.float32), cv2.INTER_LINEAR))
    light, sheet = toned(scheme.key, 0.7 if dark else 0.9), stage.ground.sheet
    crest = np.clip(waves - 0.1, 0, 1) * (0.25 + 0.5 * below)
    trough = np.clip(-waves - 0.1, 0, 1) * (0.2 + 0.6 * below)
    sheet.cover(crest, mix(scheme.low, light, 0.4), 0.55, atop=True)
    sheet.cover(trough, stage.lighter(deep, -0.08), 0.6, atop=True)
    for glow in stage.glows[:1]:
        across = np.abs(np.arange(area.width, dtype=np.float32)[None, :] + area.left - glow.x)
        path = np.exp(-((across / (0.05 * tall + 0.35 * np.maximum(rows, 0))) ** 2))
        sheet.cover(np.clip(waves * 1.6 + 0.1, 0, 1) * path * (rows > 0), light, 0.95, atop=True)


def riverside(stage: Stage) -> None:
    """Build a river with its far bank and a bridge across."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = 120
    towers(stage, near=150.0, low=0.0)
    hill(stage, stage.far, 110.0, 2.2, 0.6, stage.hazy(scheme.mid, 0.25))
    water(stage, d + 5.0)
    stage.paint(stage.far, facing(-400, 400, 4.4, 6.0, 70.0), stage.hazy(scheme.prop, 0.12), ink=0.25)
    for x in np.arange(-90, 91, 30.0):
        pier = [(x - 1.6, -0.4, 70.0), (x + 1.6, -0.4, 70.0), (x + 2.4, 4.6, 70.0), (x - 2.4, 4.6, 70.0)]
        stage.paint(stage.far, pier, stage.hazy(scheme.prop, 0.18))
    bank = mix(scheme.ground, scheme.mid, 0.4)
    stage.paint(stage.ground, lying(-60, 60, 0.1, d + 5.5), bank, shade=stage.lighter(bank, -0.04))
    grass(stage, bank)


def sea(stage: Stage) -> None:
    """Build the open sea from a pier."""
    sky(stage)
    stage.far.depth = 300
    d, scheme = stage.lens.subject, stage.scheme
    hill(stage, stage.far, 2500.0, 90.0, 50.0, stage.hazy(scheme.far, 0.6))
    water(stage, 0.1)
    end = d + 5
    stage.mid.depth = 0
    stage.paint(stage.mid, lying(-1.9, 1.9, 0.1, end), stage.lighter(scheme.mid, 0.03), ink=0.3)
    for z in np.arange(0.6, end, 0.5):
        stage.sketch(stage.mid, stage.lens.at(-1.9, 0, z), stage.lens.at(1.9, 0, z), 0.3)
    stage.posts.depth = d + 1
    for z in np.arange(max(1.5, d - 1.5), end, 2.2):
        for x in (-1.85, 1.85):
            stage.box(stage.posts, (x - 0.09, x + 0.09), (-0.3, 0.75), (z, z + 0.18), scheme.prop)


def beach(stage: Stage) -> None:
    """Build a beach: sea at the horizon, foam, sand with a few stones."""
    sky(stage)
    scheme, dark = stage.scheme, stage.reading.dark
    stage.far.depth = 300
    hill(stage, stage.far, 2500.0, 110.0, 70.0, stage.hazy(scheme.far, 0.6))
    d = stage.lens.subject
    # Looking down, the shore must lie nearer to be seen at all.
    shore = d + (7 if stage.lens.pitch > -0.2 else 1.1)
    water(stage, shore - 1)
    sand = mix(scheme.ground, scheme.warm(0.36 if dark else 0.74), 0.6)
    edge = [(x, 0, shore + 1 + 1.0 * np.sin(x * 0.35) + 0.4 * np.sin(x * 0.9 + 1)) for x in np.linspace(-70, 70, 120)]
    stage.mid.depth = 0
    flat = stage.lens.project([(-70, 0, 0.1), *edge, (70, 0, 0.1)])
    sheet = stage.mid.sheet
    sheet.wash(flat, sand, stage.lighter(sand, -0.06), (0, stage.lens.horizon), (0, stage.area.bottom))
    strokes = noise(stage.area, stage.rng, 240 * stage.unit, 16 * stage.unit)
    sheet.cover(np.clip(strokes, 0, 1), stage.lighter(sand, 0.05), 0.6, atop=True)
    sheet.cover(np.clip(-strokes, 0, 1), stage.lighter(sand, -0.06), 0.6, atop=True)
    foam = stage.lens.project(edge)
    sheet.line(np.add(foam, (0, 9 * stage.unit)), stage.lighter(sand, -0.1), 14 * stage.unit, 0.5, atop=True)
    sheet.line(foam, toned(scheme.paper, 0.7 if dark else 0.96), 5 * stage.unit, 0.85)
    for _ in range(16):
        x, z = stage.some(-1, 1) * 2 * stage.half_width(d), stage.some(0.7 * d, shore)
        px, py = stage.lens.at(x, 0, z)
        size = stage.some(0.03, 0.12) * stage.lens.scale(0, z)
        sheet.blob(px + 0.3 * size, py + 0.25 * size, size, 0.35 * size, stage.lighter(sand, -0.2), 0.6)
        sheet.blob(px, py, size, 0.55 * size, stage.tint(mix(scheme.mid, scheme.wall, 0.4)))
