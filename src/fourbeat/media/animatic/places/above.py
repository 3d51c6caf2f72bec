"""Looking straight down: a floor or the ground, a table on it, and the light across both."""

from __future__ import annotations

import numpy as np

from ..scheme import mix, toned
from ..sheet import noise
from ..stage import Stage, rounded


def floor(stage: Stage) -> None:
    """Paint what lies under a camera that looks straight down."""
    scheme, area, lens = stage.scheme, stage.area, stage.lens
    stage.back.depth = lens.height
    scale = lens.scale(0, 0)
    base = stage.back.sheet
    base.fill(stage.corners, scheme.ground)
    if stage.reading.inside or "table" in stage.reading.things:
        step = 0.16 * scale
        for x in np.arange(area.left, area.right, step):
            base.fill(
                [(x, area.top), (x + step, area.top), (x + step, area.bottom), (x, area.bottom)],
                stage.tint(scheme.ground, by=0.025),
            )
            stage.sketch(stage.back, (x, area.top), (x, area.bottom), 0.25)
            for y in np.arange(area.top + stage.some(0, 1.2 * scale), area.bottom, 1.5 * scale):
                stage.sketch(stage.back, (x, y), (x + step, y), 0.25)
    else:
        strokes = noise(area, stage.rng, 130 * stage.unit) + 0.6 * noise(area, stage.rng, 40 * stage.unit)
        base.cover(np.clip(strokes, 0, 1), stage.lighter(scheme.ground, 0.07), 0.6)
        base.cover(np.clip(-strokes, 0, 1), stage.lighter(scheme.ground, -0.07), 0.6)
        if stage.reading.place == "street":
            _stripes(stage, scale)
        if stage.reading.place == "rooftop":
            _roof(stage, scale)
    if "table" in stage.reading.things or stage.reading.place in ("table", "kitchen", "bar", "office", "workshop"):
        _table(stage)
    _light(stage)


def _roof(stage: Stage, scale: float) -> None:
    """Lay tar paper in lanes, close the roof with its parapet and hang lamps across it."""
    scheme, area, size, unit = stage.scheme, stage.area, stage.lens.size, stage.unit
    base, lane = stage.back.sheet, max(0.9 * scale, 0.17 * size.height)
    for y in np.arange(area.top - stage.some(0, lane), area.bottom, lane):
        strip = [(area.left, y), (area.right, y), (area.right, y + lane), (area.left, y + lane)]
        base.fill(strip, stage.tint(scheme.ground, by=0.03), 0.5)
        base.fill(np.add(strip, [(0, 0), (0, 0), (0, 5 * unit - lane), (0, 5 * unit - lane)]), scheme.dark, 0.4)
        stage.sketch(stage.back, (area.left, y), (area.right, y), 0.5)
        for x in np.arange(area.left + stage.some(0, 3 * lane), area.right, 3.4 * lane):
            stage.sketch(stage.back, (x, y), (x + stage.some(-4, 4) * unit, y + lane), 0.35)
    for _ in range(5):
        x, y = stage.some(area.left, area.right), stage.some(area.top, area.bottom)
        base.blob(x, y, stage.some(30, 90) * unit, stage.some(20, 50) * unit, scheme.dark, 0.18, soft=9 * unit)
    _parapet(stage)
    if stage.reading.time in ("night", "dusk") or stage.reading.light.sources & {"strings", "lamp"}:
        _lamps(stage)


def _parapet(stage: Stage) -> None:
    """Close the roof at the top of the frame, with the street and its lit windows far below."""
    scheme, area, size, unit = stage.scheme, stage.area, stage.lens.size, stage.unit
    edge, thick = 0.13 * size.height, 0.055 * size.height
    base = stage.back.sheet
    beyond = [(area.left, area.top), (area.right, area.top), (area.right, edge), (area.left, edge)]
    base.fill(beyond, stage.lighter(scheme.dark, -0.02))
    for _ in range(round(0.045 * area.width / unit)):
        x, y = stage.some(area.left, area.right), stage.some(area.top, edge - thick)
        base.fill(np.add([(0, 0), (5, 0), (5, 7), (0, 7)], 0) * unit + [x, y], scheme.warm(0.75), 0.7)
    wall = [(area.left, edge - thick), (area.right, edge - thick), (area.right, edge), (area.left, edge)]
    base.fill(wall, stage.lighter(scheme.mid, 0.06))
    for x in np.arange(area.left, area.right, 34 * unit):
        stage.sketch(stage.back, (x, edge - thick), (x, edge), 0.4)
    base.veil(np.add(wall, (0, 0.8 * thick)), scheme.dark, 0.45, soft=6 * unit)
    base.fill(wall, stage.lighter(scheme.mid, 0.06), 0.8)
    stage.outline(stage.back, np.array(wall, np.float32), 0.5)


def _lamps(stage: Stage) -> None:
    """Hang a string of bare bulbs round the middle, each in its own pool of light."""
    size, unit, scheme = stage.lens.size, stage.unit, stage.scheme
    x, y = stage.lens.centre
    stage.posts.depth = 0.8 * stage.lens.height
    turns = np.linspace(0.15, 2 * np.pi - 0.25, 13)
    ring = np.stack([x + 0.36 * size.width * np.cos(turns), y + 0.33 * size.height * np.sin(turns)], axis=1)
    stage.posts.sheet.line(ring, scheme.ink, 1.6 * unit, 0.8)
    for at in ring:
        bulb = (float(at[0]), float(at[1]))
        stage.back.sheet.blob(*bulb, 46 * unit, 46 * unit, scheme.key, 0.16, soft=16 * unit)
        stage.posts.sheet.blob(*bulb, 6 * unit, 6 * unit, toned(scheme.key, 0.95))
        stage.glow(*bulb, 80 * unit, scheme.key, 0.5, halo=0.5)


def _stripes(stage: Stage, scale: float) -> None:
    paint = toned(stage.scheme.paper, 0.6 if stage.reading.dark else 0.9)
    for y in np.arange(stage.area.top, stage.area.bottom, 0.9 * scale):
        stage.back.sheet.fill(
            [
                (stage.area.left, y),
                (stage.area.right, y),
                (stage.area.right, y + 0.45 * scale),
                (stage.area.left, y + 0.45 * scale),
            ],
            paint,
            0.75,
        )


def _table(stage: Stage) -> None:
    x, y = stage.lens.centre
    scheme = stage.scheme
    wide, tall = 0.27 * stage.lens.size.width, 0.235 * stage.lens.size.height
    side = stage.reading.light.side or -0.7
    shape = rounded(
        [
            (-wide, -tall),
            (0, -tall * 1.02),
            (wide, -tall),
            (wide * 1.02, 0),
            (wide, tall),
            (0, tall * 1.02),
            (-wide, tall),
            (-wide * 1.02, 0),
        ],
        6,
    )
    sheet = stage.far.sheet
    stage.far.depth = (
        stage.lens.height - 0.75 * stage.metre if stage.lens.height > 1.2 * stage.metre else stage.lens.height * 0.6
    )
    stage.far.haze = 0.0
    stage.back.sheet.veil(
        np.add(shape, (x - side * 0.1 * wide, y + 0.09 * tall)), scheme.dark, 0.5, soft=10 * stage.unit
    )
    wood = stage.lighter(scheme.mid, 0.06)
    sheet.wash(
        np.add(shape, (x, y)),
        stage.lighter(wood, 0.05),
        stage.lighter(wood, -0.05),
        (x + side * wide, y),
        (x - side * wide, y),
    )
    grain = noise(stage.area, stage.rng, 420 * stage.unit, 6 * stage.unit)
    sheet.cover(np.clip(grain, 0, 1), stage.lighter(wood, 0.05), 0.6, atop=True)
    sheet.line(np.add(shape, (x, y)), scheme.ink, 1.4 * stage.unit, 0.5, closed=True)
    _setting(stage, x, y, wide, tall, side)


def _setting(stage: Stage, x: float, y: float, wide: float, tall: float, side: float) -> None:
    scheme, sheet = stage.scheme, stage.far.sheet
    places = [(-0.5, -0.52), (0.5, -0.52), (-0.5, 0.52), (0.5, 0.52)]
    for across, down in places:
        px, py = x + across * wide, y + down * tall
        size = 0.27 * tall
        sheet.blob(
            px - side * 0.12 * size, py + 0.1 * size, size, size, scheme.dark, 0.4, soft=4 * stage.unit, atop=True
        )
        sheet.blob(px, py, size, size, toned(scheme.paper, 0.5 if stage.reading.dark else 0.93))
        sheet.blob(
            px,
            py,
            0.72 * size,
            0.72 * size,
            stage.lighter(toned(scheme.paper, 0.5 if stage.reading.dark else 0.93), -0.05),
        )
        meal = (scheme.accent, scheme.second, scheme.warm(0.6), scheme.cool(0.55))[int(stage.rng.integers(4))]
        sheet.blob(px + stage.some(-0.1, 0.1) * size, py, 0.42 * size, 0.36 * size, meal, 0.95, turn=stage.some(0, 3))
        cx, cy = px + 1.45 * size * (1 if across < 0 else -1), py + 0.15 * size * np.sign(down)
        sheet.blob(cx, cy, 0.3 * size, 0.3 * size, stage.lighter(scheme.second, 0.05))
        sheet.blob(cx, cy, 0.21 * size, 0.21 * size, scheme.dark, 0.7)
    sheet.blob(x, y, 0.3 * tall, 0.3 * tall, mix(scheme.accent, scheme.mid, 0.2))
    for turn in np.linspace(0, 6.3, 9):
        sheet.blob(
            x + 0.15 * tall * np.cos(turn),
            y + 0.15 * tall * np.sin(turn),
            0.09 * tall,
            0.09 * tall,
            stage.tint(scheme.warm(0.7), by=0.1),
        )


def _light(stage: Stage) -> None:
    x, y = stage.lens.centre
    size, side = stage.lens.size, stage.reading.light.side
    if stage.reading.light.sources & {"lamp", "fire"} or stage.reading.light.height > 0.9:
        stage.glow(x, y, 0.7 * size.height, stage.scheme.key, 1.15, halo=0.55)
        return
    stage.glow(x + side * 0.5 * size.width, y - 0.4 * size.height, 0.9 * size.width, stage.scheme.key, 0.75, halo=0.2)
    for index in range(2):
        left = x + (index * 0.34 - 0.42) * size.width
        beam = [
            (left + 0.14 * size.width, stage.area.top),
            (left + 0.38 * size.width, stage.area.top),
            (left + 0.14 * size.width, stage.area.bottom),
            (left - 0.1 * size.width, stage.area.bottom),
        ]
        pane = toned(mix(stage.scheme.ground, stage.scheme.key, 0.6), 0.45 if stage.reading.dark else 0.86)
        stage.back.sheet.veil(beam, pane, 0.35, soft=(2 + 10 * stage.reading.light.soft) * stage.unit)
