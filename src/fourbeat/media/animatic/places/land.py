"""Ground that runs to the horizon: plains, ridges, peaks and dunes, trees and grass."""

from __future__ import annotations

import numpy as np

from ..lens import Points
from ..scheme import Colour, mix, toned
from ..sheet import noise
from ..stage import Layer, Stage, lying


def plain(stage: Stage, colour: Colour, far: float = 3000.0) -> None:
    """Lay open ground to the horizon, with strokes that run across it."""
    flat = stage.paint(stage.ground, lying(-4 * far, 4 * far, 0.1, far), colour)
    if len(flat) < 3:
        return
    horizon, tall, area, unit = stage.lens.horizon, stage.lens.size.height, stage.area, stage.unit
    stage.ground.sheet.wash(flat, stage.hazy(colour, 0.45), colour, (0, horizon), (0, horizon + 0.22 * tall))
    rows = (np.arange(area.height, dtype=np.float32)[:, None] + area.top - horizon) / tall
    near = np.clip(rows * 2.2, 0, 1)
    strokes = noise(area, stage.rng, 300 * unit, 9 * unit) * 0.6 + 0.4 * noise(area, stage.rng, 90 * unit, 4 * unit)
    stage.ground.sheet.cover(np.clip(strokes, 0, 1) * near, stage.lighter(colour, 0.07), 0.55, atop=True)
    stage.ground.sheet.cover(np.clip(-strokes, 0, 1) * near, stage.lighter(colour, -0.07), 0.55, atop=True)


def hill(stage: Stage, layer: Layer, z: float, high: float, rough: float, colour: Colour) -> Points:
    """Paint one ridge across the whole width; gives its crest in frame points."""
    reach = 1.6 * stage.half_width(z)
    xs, crest = np.linspace(-reach, reach, 80), np.zeros(80)
    for octave in range(4):
        crest += np.sin(xs / reach * np.pi * 1.3 * 2**octave + stage.some(0, 6.3)) / 1.8**octave
    ys = np.maximum(0.15 * high, high + rough * crest * 0.5)
    points = stage.lens.project(np.stack([xs, ys, np.full(80, z)], axis=1))
    _mass(stage, layer, points, z, stage.lighter(colour, 0.03), stage.hazy(colour, 0.3))
    return points


def dune(stage: Stage, z: float, high: float, colour: Colour) -> None:
    """Paint one dune: a sharp crest with the lee side in shadow."""
    reach = 1.6 * stage.half_width(z)
    xs = np.linspace(-reach, reach, 60)
    phase, waves = stage.some(0, 6.3), stage.some(0.8, 1.6)
    ys = high * (0.75 + 0.5 * np.sin(xs / reach * np.pi * waves + phase) + 0.12 * np.sin(xs / reach * 9 + 2 * phase))
    points = stage.lens.project(np.stack([xs, np.maximum(0.12 * high, ys), np.full(60, z)], axis=1))
    foot = _mass(stage, stage.far, points, z, stage.lighter(colour, 0.05), stage.hazy(colour, 0.2))
    away = 1 if stage.reading.light.side <= 0 else -1
    top = int(np.argmin(points[8:-8, 1])) + 8
    slope = points[top:] if away > 0 else points[: top + 1][::-1]
    tip = slope[0]
    shares = np.linspace(0, 1, len(slope))
    inner = np.stack(
        [tip[0] + (slope[:, 0] - tip[0]) * (0.30 + 0.25 * shares), tip[1] + (foot - tip[1]) * shares**0.8], 1
    )
    stage.far.sheet.fill(np.concatenate([slope, inner[::-1]]), stage.lighter(colour, -0.09), 0.85, atop=True)


def peaks(stage: Stage, z: float, share: float, colour: Colour, *, snow: bool) -> None:
    """Paint a range of peaks that fills `share` of the upper half of the frame, snow on the lit sides."""
    count = 17
    reach = 1.5 * stage.half_width(z)
    tall = share * stage.half_height(z)
    rng = stage.rng
    xs = np.linspace(-reach, reach, count) + rng.uniform(-0.3, 0.3, count) * reach / count
    ys = stage.lens.height + tall * (0.45 + 0.55 * rng.random(count))
    ys[1::2] *= 0.52
    points = stage.lens.project(np.stack([xs, ys, np.full(count, z)], axis=1))
    foot = _mass(stage, stage.far, points, z, colour, stage.hazy(colour, 0.4))
    way = -1 if stage.reading.light.side <= 0 else 1
    pale = toned(mix(stage.scheme.paper, stage.scheme.key, 0.3), 0.5 if stage.reading.dark else 0.95)
    for index in range(2, count - 2):
        top, lit, shaded = points[index], points[index + way], points[index - way]
        if top[1] > min(lit[1], shaded[1]):
            continue
        (tx, ty), across, down = top, float(shaded[0] - top[0]), foot - float(top[1])
        spine = [
            (tx + 0.05 * across, foot),
            (tx - 0.04 * across, ty + 0.55 * down),
            (tx + 0.10 * across, ty + 0.30 * down),
        ]
        shadow = [top, shaded, (tx + 0.5 * across, foot), *spine]
        stage.far.sheet.fill(shadow, stage.lighter(colour, -0.08), 0.75, atop=True)
        if snow:
            side, fall = float(lit[0] - tx), float(lit[1] - ty)
            hem = [(0.48, 0.48), (0.30, 0.30), (0.20, 0.48), (0.05, 0.26)]
            cap = [
                top,
                *((tx + dx * side, ty + dy * fall) for dx, dy in hem),
                (tx + 0.2 * across, ty + 0.2 * float(shaded[1] - ty)),
            ]
            stage.far.sheet.fill(cap, pale, 0.9, atop=True)


def trunk(stage: Stage, layer: Layer, x: float, z: float, wide: float, tone: Colour) -> None:
    """Stand a bare trunk with a few branches."""
    (fx, fy), (hx, hy) = stage.lens.at(x, -0.1, z), stage.lens.at(x + stage.some(-0.6, 0.6), 12, z)
    scale = stage.lens.scale(0, z) * wide
    root = [(1.5, 0.0), (0.9, -1.5)]
    shape = [*((fx - dx * scale, fy + dy * scale) for dx, dy in root), (hx - 0.6 * scale, hy), (hx + 0.6 * scale, hy),
             *((fx + dx * scale, fy + dy * scale) for dx, dy in root[::-1])]  # fmt: skip
    ends = stage.lighter(tone, 0.07), stage.lighter(tone, -0.05)
    one, two = ends if (stage.reading.light.side or 0.6) < 0 else ends[::-1]
    layer.sheet.wash(shape, one, two, (fx - scale, 0), (fx + scale, 0))
    for _ in range(2):
        px, py = stage.lens.at(x, stage.some(2.0, 4.6), z)
        way = 1 if stage.rng.random() < 0.5 else -1
        branch = [(px, py), (px + way * 3.5 * scale, py - 3 * scale), (px + way * 7 * scale, py - 4 * scale)]
        layer.sheet.line(branch, tone, 0.3 * scale, 0.9)


def leaves(stage: Stage, layer: Layer, x: float, y: float, size: float, tone: Colour) -> None:
    """Dab a cluster of leaves."""
    for _ in range(7):
        dx, dy = stage.rng.normal(0, 0.55 * size, 2)
        wide, tall = stage.some(0.18, 0.5) * size, stage.some(0.12, 0.32) * size
        layer.sheet.blob(x + dx, y + 0.6 * dy, wide, tall, stage.tint(tone, by=0.02), turn=stage.some(-0.5, 0.5))


def round_tree(stage: Stage, layer: Layer, x: float, z: float, tall: float, tone: Colour) -> None:
    """Stand a tree with a round crown, lighter where the light is."""
    px, py = stage.lens.at(x, 0, z)
    size = tall * stage.lens.scale(0, z)
    layer.sheet.line([(px, py), (px, py - 0.45 * size)], stage.lighter(tone, -0.1), 0.07 * size)
    aside, bright = (stage.reading.light.side or -0.5) * 0.08 * size, stage.lighter(tone, 0.06)
    for lit in (False, True):
        for _ in range(9):
            dx, dy = stage.rng.normal(0, 0.16 * size, 2)
            x_, y_ = px + dx + aside * lit, py - 0.66 * size + 0.8 * dy - 0.07 * size * lit
            layer.sheet.blob(x_, y_, 0.17 * size, 0.14 * size, bright if lit else tone, 0.7 if lit else 1.0)


def grass(stage: Stage, tone: Colour) -> None:
    """Let grass stand close before the camera, along the lower edge."""
    z = max(0.6, stage.fore.depth)
    reach, scale, size = 1.25 * stage.half_width(z), stage.lens.scale(0, z), stage.lens.size
    dark = toned(tone, 0.15 if stage.reading.dark else 0.24)
    foot = stage.lens.centre[1] + 0.5 * size.height
    for x in np.arange(-reach, reach, 0.03 * reach):
        px, py = stage.lens.at(x, 0, z)
        py, tall = max(py, foot), stage.some(0.05, 0.16) * min(scale, 1.1 * size.height)
        lean = stage.some(-0.4, 0.6) * tall
        blade = [(px - 0.05 * tall, py + 0.3 * tall), (px + 0.08 * tall, py + 0.3 * tall), (px + lean, py - tall)]
        stage.fore.sheet.fill(blade, stage.tint(dark, by=0.03))


def _mass(stage: Stage, layer: Layer, crest: Points, z: float, above: Colour, below: Colour) -> float:
    """Paint everything under a crest line; gives the row it stands on."""
    foot = stage.lens.at(0, 0, z)[1] + 0.02 * stage.lens.size.height
    shape = np.concatenate([crest, [[crest[-1, 0], foot], [crest[0, 0], foot]]])
    layer.sheet.wash(shape, above, below, (0, crest[:, 1].min()), (0, foot))
    return foot
