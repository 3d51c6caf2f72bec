"""Open country: forest, garden, hills, mountains, desert, riverside, sea, beach, space."""

from __future__ import annotations

import numpy as np

from ..lens import Points
from ..scheme import Colour, mix, toned
from ..sheet import noise
from ..stage import FAR_AWAY, Layer, Stage
from .sky import disc, sky, stars


def forest(stage: Stage) -> None:
    """Build a wood: pale trunks far away, dark ones near, light between them."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = d + 12
    leaf = mix(scheme.mid, scheme.cool(0.42 if not stage.reading.dark else 0.25), 0.45)
    _haze_wall(stage, leaf)
    plain(stage, mix(scheme.ground, leaf, 0.35))
    for z, layer in ((d + 26, stage.far), (d + 17, stage.far), (d + 9, stage.far), (d + 4.5, stage.mid)):
        share = min(0.75, (z - d) / 34)
        tone = mix(mix(scheme.prop, leaf, 0.25), scheme.haze, share)
        reach = 1.35 * stage.half_width(z)
        count = 9 if layer is stage.far else 5
        for at in np.linspace(-reach, reach, count):
            _trunk(stage, layer, at + stage.some(-0.4, 0.4) * reach / count * 2, z, stage.some(0.16, 0.34), tone)
        _canopy(stage, layer, z, mix(leaf, scheme.haze, share))
    _near_leaves(stage, leaf)
    x = stage.lens.centre[0] + 0.3 * stage.reading.light.side * stage.lens.size.width
    for index in range(4):
        top = x + (index - 1.5) * 0.16 * stage.lens.size.width
        lean = -0.28 * (stage.reading.light.side or 0.6) * stage.lens.size.width
        wide = stage.some(0.03, 0.07) * stage.lens.size.width
        beam = [
            (top, stage.area.top),
            (top + wide, stage.area.top),
            (top + lean + 2.4 * wide, stage.area.bottom),
            (top + lean, stage.area.bottom),
        ]
        stage.shafts.append((np.array(beam, np.float32), 0.14))


def garden(stage: Stage) -> None:
    """Build a garden: round trees, hedges, a path, a lantern of stone."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = d + 16
    leaf = mix(scheme.mid, scheme.cool(0.45 if not stage.reading.dark else 0.27), 0.4)
    hill(stage, stage.far, d + 60, 4.0, 2.0, stage.hazy(leaf, 0.55))
    plain(stage, mix(scheme.ground, leaf, 0.5))
    for z, count in ((d + 22, 7), (d + 11, 4)):
        reach = 1.2 * stage.half_width(z)
        for at in np.linspace(-reach, reach, count):
            _round_tree(
                stage, stage.far, at + stage.some(-0.5, 0.5), z, stage.some(3.2, 5.2), stage.hazy(leaf, (z - d) / 45)
            )
    path = [(-0.7, 0, 0.2), (0.9, 0, 0.2), (1.6, 0, d + 3), (3.4, 0, d + 16), (2.6, 0, d + 16), (0.4, 0, d + 3)]
    stage.paint(stage.ground, path, stage.lighter(scheme.ground, 0.1), ink=0.2)
    _stone_lantern(stage, -0.6 * stage.half_width(d + 3), d + 3)
    _near_leaves(stage, leaf)


def hills(stage: Stage) -> None:
    """Build rolling fields: hill behind hill, a few trees, grass before the camera."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = max(80.0, 6 * d)
    snowy = stage.reading.place == "snowfield" or "snow" in stage.reading.weather
    green = mix(scheme.ground, scheme.cool(0.5 if not stage.reading.dark else 0.3), 0.25 if snowy else 0.5)
    for z, high, share in ((900.0, 60.0, 0.72), (420.0, 24.0, 0.5), (180.0, 9.0, 0.28)):
        hill(stage, stage.far, z, high, high * 0.6, stage.hazy(green, share))
    reach = 0.9 * stage.half_width(160.0)
    for at in np.linspace(-reach, reach, 9):
        if stage.rng.random() < 0.65:
            _round_tree(
                stage,
                stage.far,
                at,
                160.0,
                stage.some(6, 12),
                stage.hazy(toned(green, 0.36 if not stage.reading.dark else 0.2), 0.3),
            )
    plain(stage, scheme.ground if snowy else mix(scheme.ground, green, 0.4))
    if not snowy:
        _furrows(stage, green)
        _grass(stage, green)


def mountains(stage: Stage) -> None:
    """Build ranges of peaks with snow where the light falls."""
    sky(stage)
    scheme = stage.scheme
    stage.far.depth = 400
    for z, high, share in ((3000.0, 1250.0, 0.68), (1500.0, 480.0, 0.42), (500.0, 90.0, 0.15)):
        _peaks(stage, z, high, stage.hazy(mix(scheme.far, scheme.prop, 0.4), share), snow=share > 0.3)
    plain(stage, stage.lighter(scheme.ground, -0.05))
    _grass(stage, mix(scheme.ground, scheme.mid, 0.5))


def desert(stage: Stage) -> None:
    """Build dunes with one side in the light."""
    sky(stage)
    stage.far.depth = 200
    sand = mix(stage.scheme.ground, stage.scheme.warm(0.7 if not stage.reading.dark else 0.35), 0.6)
    for z, high, share in ((900.0, 70.0, 0.6), (380.0, 30.0, 0.35), (140.0, 10.0, 0.12)):
        tone = stage.hazy(sand, share)
        crest = hill(stage, stage.far, z, high, high * 0.9, tone)
        lee = crest.copy()
        lee[:, 1] += np.linspace(2, 34, len(lee)) * stage.unit
        stage.far.sheet.fill(
            np.concatenate([crest[len(crest) // 3 :], lee[len(lee) // 3 :][::-1]]), stage.lighter(tone, -0.07), 0.8
        )
    plain(stage, sand)


def riverside(stage: Stage) -> None:
    """Build a river with its far bank and a bridge across."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = 120
    from .outside import towers

    towers(stage, near=150.0, low=0.0)
    hill(stage, stage.far, 110.0, 2.2, 0.6, stage.hazy(scheme.mid, 0.25))
    water(stage, d + 5.0)
    deck = [(-400, 4.4, 70.0), (400, 4.4, 70.0), (400, 6.0, 70.0), (-400, 6.0, 70.0)]
    stage.paint(stage.far, deck, stage.hazy(scheme.prop, 0.12), ink=0.25)
    for x in np.arange(-90, 91, 30.0):
        pier = [(x - 1.6, -0.4, 70.0), (x + 1.6, -0.4, 70.0), (x + 2.4, 4.6, 70.0), (x - 2.4, 4.6, 70.0)]
        stage.paint(stage.far, pier, stage.hazy(scheme.prop, 0.18))
    bank = mix(scheme.ground, scheme.mid, 0.4)
    stage.paint(
        stage.mid,
        [(-60, 0, 0.1), (60, 0, 0.1), (60, 0, d + 5.5), (-60, 0, d + 5.5)],
        bank,
        shade=stage.lighter(bank, -0.04),
    )
    _grass(stage, bank)


def sea(stage: Stage) -> None:
    """Build the open sea from a shore of stone."""
    sky(stage)
    stage.far.depth = 300
    hill(stage, stage.far, 2500.0, 90.0, 50.0, stage.hazy(stage.scheme.far, 0.6))
    water(stage, 0.1)
    d, scheme = stage.lens.subject, stage.scheme
    planks = [(-1.9, 0.02, 0.1), (1.9, 0.02, 0.1), (1.9, 0.02, d + 5), (-1.9, 0.02, d + 5)]
    stage.paint(stage.mid, planks, stage.lighter(scheme.mid, 0.03), ink=0.3)
    for z in np.arange(0.6, d + 5, 0.5):
        stage.sketch(stage.mid, stage.lens.at(-1.9, 0.02, z), stage.lens.at(1.9, 0.02, z), 0.3)
    for z in np.arange(max(1.5, d - 1.5), d + 5, 2.2):
        for x in (-1.85, 1.85):
            stage.box(stage.mid, (x - 0.09, x + 0.09), (-0.3, 0.75), (z, z + 0.18), scheme.prop)


def beach(stage: Stage) -> None:
    """Build a beach: sea at the horizon, foam, sand."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = 300
    hill(stage, stage.far, 2500.0, 110.0, 70.0, stage.hazy(scheme.far, 0.6))
    water(stage, d + 7)
    sand = mix(scheme.ground, scheme.warm(0.72 if not stage.reading.dark else 0.36), 0.55)
    edge = [(x, 0, d + 8 + 1.2 * np.sin(x * 0.35) + 0.5 * np.sin(x * 0.9 + 1)) for x in np.linspace(-70, 70, 90)]
    shore = stage.lens.project([(-70, 0, 0.1), *edge, (70, 0, 0.1)])
    stage.mid.depth = 0
    stage.mid.sheet.wash(shore, sand, stage.lighter(sand, -0.07), (0, stage.lens.horizon), (0, stage.area.bottom))
    foam = stage.lens.project(edge)
    stage.mid.sheet.line(foam, toned(scheme.paper, 0.7 if stage.reading.dark else 0.96), 4 * stage.unit, 0.8)
    wet = np.add(foam, (0, 7 * stage.unit))
    stage.mid.sheet.line(wet, stage.lighter(sand, -0.1), 9 * stage.unit, 0.5, atop=True)


def space(stage: Stage) -> None:
    """Build the dark between stars, with a planet's limb."""
    area, scheme, size = stage.area, stage.scheme, stage.lens.size
    stage.far.depth = FAR_AWAY
    stage.back.sheet.wash(stage.corners, scheme.cool(0.1), scheme.cool(0.19), (0, area.top), (0, area.bottom))
    clouds = noise(area, stage.rng, 480 * stage.unit) + 0.5 * noise(area, stage.rng, 160 * stage.unit)
    stage.back.sheet.cover(np.clip(clouds, 0, 1), toned(scheme.accent, 0.4), 0.28)
    stars(stage, area.bottom)
    x, y = stage.lens.centre[0] - 0.24 * size.width, stage.lens.centre[1] + 0.05 * size.height
    radius = 0.34 * size.height
    stage.far.depth = 60
    stage.far.sheet.blob(x, y, radius, radius, mix(scheme.second, scheme.mid, 0.4))
    for band in range(7):
        at = y + (band - 3) * 0.27 * radius
        stage.far.sheet.blob(
            x, at, radius * 1.1, 0.07 * radius, stage.tint(scheme.second, by=0.12), 0.35, soft=5 * stage.unit, atop=True
        )
    side = stage.reading.light.side or -1.0
    stage.far.sheet.blob(
        x - side * 0.55 * radius,
        y + 0.25 * radius,
        1.1 * radius,
        1.15 * radius,
        scheme.cool(0.08),
        0.85,
        soft=0.2 * radius,
        atop=True,
    )
    stage.glow(x + side * radius, y - 0.3 * radius, 1.6 * radius, scheme.key, 0.4)
    disc(
        stage,
        stage.lens.centre[0] + 0.32 * size.width,
        stage.lens.centre[1] - 0.28 * size.height,
        0.025 * size.height,
        scheme.paper,
    )
    plain(stage, stage.lighter(scheme.ground, -0.08), far=60.0)


def plain(stage: Stage, colour: Colour, far: float = 3000.0) -> None:
    """Lay open ground to the horizon, with strokes that run across it."""
    reach = 4 * far
    flat = stage.paint(stage.ground, [(-reach, 0, 0.1), (reach, 0, 0.1), (reach, 0, far), (-reach, 0, far)], colour)
    if len(flat) < 3:
        return
    horizon = stage.lens.horizon
    stage.ground.sheet.wash(
        flat, stage.hazy(colour, 0.45), colour, (0, horizon), (0, horizon + 0.22 * stage.lens.size.height)
    )
    rows = (np.arange(stage.area.height, dtype=np.float32)[:, None] + stage.area.top - horizon) / stage.lens.size.height
    strokes = noise(stage.area, stage.rng, 300 * stage.unit, 9 * stage.unit) * 0.6 + 0.4 * noise(
        stage.area, stage.rng, 90 * stage.unit, 4 * stage.unit
    )
    near = np.clip(rows * 2.2, 0, 1)
    stage.ground.sheet.cover(np.clip(strokes, 0, 1) * near, stage.lighter(colour, 0.07), 0.55, atop=True)
    stage.ground.sheet.cover(np.clip(-strokes, 0, 1) * near, stage.lighter(colour, -0.07), 0.55, atop=True)


def hill(stage: Stage, layer: Layer, z: float, high: float, rough: float, colour: Colour) -> Points:
    """Paint one ridge across the whole width; gives its crest in frame points."""
    reach = 1.6 * stage.half_width(z)
    xs = np.linspace(-reach, reach, 80)
    crest = np.zeros(80)
    for octave in range(4):
        phase, step = stage.some(0, 6.3), 1.3 * 2**octave
        crest += np.sin(xs / reach * np.pi * step + phase) / 1.8**octave
    ys = np.maximum(0.15 * high, high + rough * crest * 0.5)
    points = stage.lens.project(np.stack([xs, ys, np.full(80, z)], axis=1))
    foot = stage.lens.at(0, 0, z)[1] + 0.04 * stage.lens.size.height
    shape = np.concatenate([points, [[points[-1, 0], foot], [points[0, 0], foot]]])
    layer.sheet.wash(shape, stage.lighter(colour, 0.03), stage.hazy(colour, 0.3), (0, points[:, 1].min()), (0, foot))
    return points


def water(stage: Stage, near: float) -> None:
    """Lay water to the horizon: the sky in it, and bands of light under the sun or moon."""
    import cv2

    scheme, area = stage.scheme, stage.area
    flat = stage.lens.project([(-9000, 0, near), (9000, 0, near), (9000, 0, 3000), (-9000, 0, 3000)])
    horizon, tall = stage.lens.horizon, stage.lens.size.height
    deep = mix(scheme.top, scheme.cool(0.4 if not stage.reading.dark else 0.18), 0.55)
    stage.ground.sheet.wash(flat, mix(scheme.low, deep, 0.35), deep, (0, horizon), (0, horizon + 0.6 * tall))
    rows = np.arange(area.height, dtype=np.float32)[:, None] + area.top - horizon
    below = np.clip(rows / tall, 0, 1)
    # Waves look longer and lower towards the horizon, so the noise is stretched by row.
    waves = noise(area, stage.rng, 130 * stage.unit, 5 * stage.unit)
    stretch = np.clip((np.sqrt(np.maximum(below, 1e-4)) * area.height), 0, area.height - 1).astype(np.float32)
    columns = np.broadcast_to(np.arange(area.width, dtype=np.float32)[None, :], waves.shape).copy()
    waves = cv2.remap(waves, columns, np.broadcast_to(stretch, waves.shape).copy(), cv2.INTER_LINEAR)
    light = toned(scheme.key, 0.9 if not stage.reading.dark else 0.7)
    stage.ground.sheet.cover(
        np.clip(waves - 0.1, 0, 1) * (0.25 + 0.5 * below), mix(scheme.low, light, 0.4), 0.55, atop=True
    )
    stage.ground.sheet.cover(
        np.clip(-waves - 0.1, 0, 1) * (0.2 + 0.6 * below), stage.lighter(deep, -0.08), 0.6, atop=True
    )
    for glow in stage.glows[:1]:
        across = np.abs(np.arange(area.width, dtype=np.float32)[None, :] + area.left - glow.x)
        path = np.exp(-((across / (0.05 * tall + 0.35 * np.maximum(rows, 0))) ** 2))
        stage.ground.sheet.cover(np.clip(waves * 1.6 + 0.1, 0, 1) * path * (rows > 0), light, 0.95, atop=True)


def _peaks(stage: Stage, z: float, high: float, colour: Colour, *, snow: bool) -> None:
    reach = 1.6 * stage.half_width(z)
    tall = 0.55 * stage.half_height(z) if high > 100 else high
    xs = np.linspace(-reach, reach, 26)
    ys = tall * (0.35 + 0.65 * stage.rng.random(26)) * (0.7 + 0.3 * np.sin(xs / reach * 4 + stage.some(0, 6)))
    ys[1::2] *= 0.55
    points = stage.lens.project(np.stack([xs, ys, np.full(26, z)], axis=1))
    foot = stage.lens.at(0, 0, z)[1] + 4
    shape = np.concatenate([points, [[points[-1, 0], foot], [points[0, 0], foot]]])
    stage.far.sheet.wash(shape, colour, stage.hazy(colour, 0.4), (0, points[:, 1].min()), (0, foot))
    left = stage.reading.light.side <= 0
    pale = toned(mix(stage.scheme.paper, stage.scheme.key, 0.3), 0.5 if stage.reading.dark else 0.95)
    for index in range(0 if left else 1, 25):
        if points[index, 1] > min(points[max(0, index - 1), 1], points[min(25, index + 1), 1]):
            continue
        top = points[index]
        far, near = (points[index - 1], points[index + 1]) if left else (points[index + 1], points[index - 1])
        inner = np.array([top[0] + 0.12 * (near[0] - top[0]), foot])
        stage.far.sheet.fill(
            [top, top + 0.98 * (near - top), (0.4 * near[0] + 0.6 * top[0], foot), inner],
            stage.lighter(colour, -0.06),
            0.6,
            atop=True,
        )
        if snow:
            cap = [
                top,
                top + 0.42 * (far - top),
                top + np.array([0.12 * (far[0] - top[0]), 0.3 * (far[1] - top[1])]),
                top + 0.25 * (near - top),
            ]
            stage.far.sheet.fill(cap, pale, 0.85, atop=True)


def _haze_wall(stage: Stage, leaf: Colour) -> None:
    tone = mix(leaf, stage.scheme.haze, 0.7)
    stage.back.sheet.cover(np.full((stage.area.height, stage.area.width), 0.55, np.float32), tone)
    spots = noise(stage.area, stage.rng, 70 * stage.unit) + 0.6 * noise(stage.area, stage.rng, 26 * stage.unit)
    stage.back.sheet.cover(np.clip(spots - 0.1, 0, 1), stage.lighter(tone, -0.06), 0.6)


def _trunk(stage: Stage, layer: Layer, x: float, z: float, wide: float, tone: Colour) -> None:
    foot, head = stage.lens.at(x, -0.1, z), stage.lens.at(x + stage.some(-0.6, 0.6), 12, z)
    scale = stage.lens.scale(0, z) * wide
    shape = [
        (foot[0] - 1.5 * scale, foot[1]),
        (foot[0] - 0.9 * scale, foot[1] - 1.5 * scale),
        (head[0] - 0.6 * scale, head[1]),
        (head[0] + 0.6 * scale, head[1]),
        (foot[0] + 0.9 * scale, foot[1] - 1.5 * scale),
        (foot[0] + 1.5 * scale, foot[1]),
    ]
    side = stage.reading.light.side or 0.6
    one, two = (stage.lighter(tone, 0.07), stage.lighter(tone, -0.05))
    layer.sheet.wash(
        shape, one if side < 0 else two, two if side < 0 else one, (foot[0] - scale, 0), (foot[0] + scale, 0)
    )
    for _ in range(2):
        y = stage.some(2.0, 4.6)
        px, py = stage.lens.at(x, y, z)
        way = 1 if stage.rng.random() < 0.5 else -1
        layer.sheet.line(
            [(px, py), (px + way * 3.5 * scale, py - 3 * scale), (px + way * 7 * scale, py - 4 * scale)],
            tone,
            0.3 * scale,
            0.9,
        )


def _canopy(stage: Stage, layer: Layer, z: float, leaf: Colour) -> None:
    reach = 1.3 * stage.half_width(z)
    scale = stage.lens.scale(3, z)
    for _ in range(26):
        x, y = stage.some(-reach, reach), stage.some(3.1, 6.5)
        px, py = stage.lens.at(x, y, z)
        if py > stage.lens.horizon - 0.8 * scale:
            continue
        _leaves(stage, layer, px, py, 0.9 * scale, stage.tint(leaf, by=0.04))


def _leaves(stage: Stage, layer: Layer, x: float, y: float, size: float, tone: Colour) -> None:
    for _ in range(7):
        dx, dy = stage.rng.normal(0, 0.55 * size, 2)
        layer.sheet.blob(
            x + dx,
            y + 0.6 * dy,
            stage.some(0.18, 0.5) * size,
            stage.some(0.12, 0.32) * size,
            stage.tint(tone, by=0.02),
            0.95,
            turn=stage.some(-0.5, 0.5),
        )


def _round_tree(stage: Stage, layer: Layer, x: float, z: float, tall: float, tone: Colour) -> None:
    px, py = stage.lens.at(x, 0, z)
    size = tall * stage.lens.scale(1, z)
    layer.sheet.line([(px, py), (px, py - 0.45 * size)], stage.lighter(tone, -0.1), 0.07 * size)
    light = stage.reading.light.side or -0.5
    for dark in (True, False):
        for _ in range(9):
            dx, dy = stage.rng.normal(0, 0.16 * size, 2)
            lift = 0.0 if dark else 0.07 * size
            colour = tone if dark else stage.lighter(tone, 0.06)
            layer.sheet.blob(
                px + dx + (0 if dark else light * 0.08 * size),
                py - 0.66 * size + 0.8 * dy - lift,
                0.17 * size,
                0.14 * size,
                colour,
                1.0 if dark else 0.7,
            )


def _stone_lantern(stage: Stage, x: float, z: float) -> None:
    px, py = stage.lens.at(x, 0, z)
    s = 1.5 * stage.lens.scale(0.7, z)
    tone = mix(stage.scheme.wall, stage.scheme.mid, 0.5)
    for wide, low, high in (
        (0.3, 0, 0.1),
        (0.12, 0.1, 0.5),
        (0.27, 0.5, 0.6),
        (0.2, 0.6, 0.82),
        (0.4, 0.82, 0.9),
        (0.24, 0.9, 1.0),
        (0.06, 1.0, 1.1),
    ):
        stage.mid.sheet.fill(
            [
                (px - wide * s, py - low * s),
                (px + wide * s, py - low * s),
                (px + wide * 0.9 * s, py - high * s),
                (px - wide * 0.9 * s, py - high * s),
            ],
            stage.tint(tone, by=0.03),
        )
    if stage.reading.time in ("night", "dusk"):
        stage.mid.sheet.fill(
            [
                (px - 0.1 * s, py - 0.63 * s),
                (px + 0.1 * s, py - 0.63 * s),
                (px + 0.1 * s, py - 0.79 * s),
                (px - 0.1 * s, py - 0.79 * s),
            ],
            toned(stage.scheme.key, 0.94),
        )
        stage.glow(px, py - 0.7 * s, 1.3 * s, stage.scheme.key, 0.7)


def _near_leaves(stage: Stage, leaf: Colour) -> None:
    size = stage.lens.size
    side = 1 if stage.reading.light.side <= 0 else -1
    x = stage.lens.centre[0] + side * 0.53 * size.width
    tone = toned(leaf, 0.2)
    for _ in range(11):
        _leaves(
            stage,
            stage.fore,
            x + stage.some(-0.09, 0.09) * size.width,
            stage.lens.centre[1] - stage.some(0.22, 0.58) * size.height,
            0.09 * size.height,
            tone,
        )


def _furrows(stage: Stage, tone: Colour) -> None:
    middle = stage.some(-30, 30)
    for x in np.arange(-80, 81, 2.2):
        one, two = stage.lens.at(x * 0.6, 0, 0.6), stage.lens.at(middle + x * 5, 0, 150)
        stage.ground.sheet.line([one, two], stage.lighter(tone, -0.09), 1.6 * stage.unit, 0.3, atop=True)


def _grass(stage: Stage, tone: Colour) -> None:
    z = max(0.6, stage.fore.depth)
    reach = 1.25 * stage.half_width(z)
    scale = stage.lens.scale(0, z)
    dark = toned(tone, 0.24 if not stage.reading.dark else 0.15)
    for x in np.arange(-reach, reach, 0.035 * reach):
        px, py = stage.lens.at(x, 0, z)
        py = max(py, stage.lens.centre[1] + 0.50 * stage.lens.size.height)
        tall = stage.some(0.05, 0.16) * min(scale, 1.1 * stage.lens.size.height)
        lean = stage.some(-0.4, 0.6) * tall
        stage.fore.sheet.fill(
            [(px - 0.05 * tall, py + 0.3 * tall), (px + 0.08 * tall, py + 0.3 * tall), (px + lean, py - tall)],
            stage.tint(dark, by=0.03),
        )
