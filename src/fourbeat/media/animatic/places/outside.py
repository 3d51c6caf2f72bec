"""Towns: a street, a rooftop, a skyline, a station platform."""

from __future__ import annotations

import numpy as np

from ..lens import Points
from ..scheme import Colour, mix, toned
from ..stage import Layer, Stage
from .sky import sky


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
            deep = stage.some(6, 11)
            tall = stage.some(6.5, 15)
            layer = stage.far if z - deep > d + 5 else stage.mid
            _house(stage, layer, side, half + 2.2, tall, (max(0.3, z - deep), z))
            z -= deep
    for side in (-1, 1):
        for z in (d + 26, d + 15, d + 6):
            _street_lamp(stage, side * (half + 0.7), z, -side)
    _wires(stage, d)
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
    stage.paint(stage.ground, [(-reach * 2, 0, 0.1), (reach * 2, 0, 0.1), (reach, 0, edge), (-reach, 0, edge)],
                scheme.ground, shade=stage.lighter(scheme.ground, -0.05))  # fmt: skip
    for z in np.arange(1.0, edge, 1.5):
        stage.sketch(stage.ground, stage.lens.at(-reach, 0, z), stage.lens.at(reach, 0, z), 0.18)
    for x in np.arange(-reach, reach, 1.8):
        stage.sketch(stage.ground, stage.lens.at(x, 0, 0.6), stage.lens.at(x, 0, edge), 0.14)
    wall = stage.lighter(scheme.mid, 0.02)
    stage.box(stage.mid, (-reach, reach), (0, 0.85), (edge, edge + 0.3), wall)
    _water_tank(stage, -0.62 * stage.half_width(edge + 1), edge + 1.5)
    _aerials(stage, edge)
    _hut(stage, 0.74 * stage.half_width(edge - 1), edge - 1)
    if "clothesline" in stage.reading.things:
        _washing(stage, edge - 1.6)
    else:
        _lamp_string(stage, edge - 1.2)


def skyline(stage: Stage) -> None:
    """Build a town seen across open ground or water."""
    sky(stage)
    stage.far.depth = 90
    towers(stage, near=60.0, low=0.0)
    _open_ground(stage)


def station(stage: Stage) -> None:
    """Build a platform under its roof, rails beside it, a train waiting."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = d + 30
    towers(stage, near=60.0, low=0.0)
    end = d + 45
    stage.paint(
        stage.ground, [(-30, 0, 0.1), (30, 0, 0.1), (30, 0, end), (-30, 0, end)], stage.lighter(scheme.ground, -0.1)
    )
    stage.paint(stage.ground, [(-2.2, 0, 0.1), (30, 0, 0.1), (30, 0, end), (-2.2, 0, end)], scheme.ground, ink=0.3)
    stage.paint(
        stage.ground, [(-2.0, 0, 0.1), (-1.7, 0, 0.1), (-1.7, 0, end), (-2.0, 0, end)], toned(scheme.accent, 0.78)
    )
    for x in (-3.2, -4.7):
        stage.sketch(stage.ground, stage.lens.at(x, 0, 0.4), stage.lens.at(x, 0, end), 0.8)
    side = [(-5.3, 0.6, 1.0), (-5.3, 0.6, end), (-5.3, 3.6, end), (-5.3, 3.6, 1.0)]
    train = mix(scheme.second, scheme.wall, 0.4)
    stage.paint(stage.mid, side, train, ink=0.3)
    for z in np.arange(1.2, end, 1.9):
        pane = [(-5.28, 1.8, z), (-5.28, 1.8, z + 1.2), (-5.28, 2.8, z + 1.2), (-5.28, 2.8, z)]
        lit = toned(scheme.key, 0.9) if stage.reading.dark else toned(scheme.low, 0.8)
        stage.paint(stage.mid, pane, lit, ink=0.2)
    roof = [(-2.4, 4.0, 0.5), (9, 4.0, 0.5), (9, 4.0, end), (-2.4, 4.0, end)]
    stage.paint(stage.mid, roof, stage.lighter(scheme.prop, -0.03), ink=0.3)
    for z in np.arange(d - 1, end, 6.0):
        stage.box(stage.mid, (3.2, 3.5), (0, 4.0), (z, z + 0.3), scheme.prop)
        lamp = stage.paint(
            stage.mid,
            [(0.2, 3.98, z), (1.2, 3.98, z), (1.2, 3.98, z + 0.3), (0.2, 3.98, z + 0.3)],
            toned(scheme.key, 0.95),
        )
        if len(lamp) and stage.reading.dark:
            x, y = lamp.mean(axis=0)
            stage.glow(float(x), float(y), 1.9 * stage.lens.scale(4, z), scheme.key, 0.4)


def towers(stage: Stage, *, near: float, low: float) -> None:
    """Stand three rows of town blocks behind one another, paler with distance, with lit windows after dark."""
    scheme, rng = stage.scheme, stage.rng
    # Seen from one side the window bands catch the light.
    for row, z in enumerate((near * 3.4, near * 1.9, near)):
        reach = 1.5 * stage.half_width(z)
        metres = stage.half_height(z)
        x = -reach
        tone = mix(scheme.far, scheme.haze, (0.55, 0.3, 0.05)[row])
        while x < reach:
            wide = metres * rng.uniform(0.10, 0.26)
            tall = stage.lens.height + metres * rng.uniform(0.04, (0.5, 0.36, 0.2)[row]) * (
                1.5 if rng.random() < 0.12 else 1
            )
            flat = stage.paint(stage.far, [(x, low, z), (x + wide, low, z), (x + wide, tall, z), (x, tall, z)],
                               stage.tint(tone, by=0.025), shade=stage.hazy(tone, 0.45))  # fmt: skip
            if row == 2:
                stage.outline(stage.far, flat, 0.14)
                _roof_things(stage, x, wide, tall, z, tone)
            if len(flat) >= 4:
                _windows(stage, stage.far, flat, lit=(0.35 if stage.reading.dark else 0.1), row=row)
            x += wide * rng.uniform(0.85, 1.15)


def reflect(stage: Stage) -> None:
    """Let wet ground mirror what stands behind it, drawn out downwards as water does."""
    import cv2

    from ..sheet import Sheet, noise

    scene = Sheet(stage.area)
    for layer in (stage.back, stage.far, stage.mid):
        scene.lay(layer.sheet)
    horizon = stage.lens.horizon - stage.area.top
    rows = np.arange(stage.area.height, dtype=np.float32)
    source = np.clip(2 * horizon - rows, 0, stage.area.height - 1).astype(np.float32)
    ripple = noise(stage.area, stage.rng, 60 * stage.unit, 5 * stage.unit) * 7 * stage.unit
    columns = np.arange(stage.area.width, dtype=np.float32)[None, :] + ripple
    mirrored = cv2.remap(
        scene.pixels,
        columns.astype(np.float32),
        np.broadcast_to(source[:, None], ripple.shape).copy(),
        cv2.INTER_LINEAR,
    )
    long = max(3, int(40 * stage.unit)) | 1
    drawn = cv2.blur(mirrored, (3, long))
    colour = drawn[..., :3].astype(np.float32) / 255
    puddles = noise(stage.area, stage.rng, 340 * stage.unit, 40 * stage.unit) + 0.4 * noise(
        stage.area, stage.rng, 90 * stage.unit, 14 * stage.unit
    )
    share = np.clip(0.48 + 0.55 * puddles, 0.16, 0.92)
    stage.ground.sheet.cover(share.astype(np.float32), colour, 0.9, atop=True)


def _end_of_street(stage: Stage, d: float) -> None:
    z = d + 75
    reach = 1.2 * stage.half_width(z)
    tone = mix(stage.scheme.far, stage.scheme.haze, 0.5)
    x = -reach
    while x < reach:
        wide = stage.some(5, 10)
        tall = stage.some(7, 22)
        stage.paint(
            stage.far, [(x, 0, z), (x + wide, 0, z), (x + wide, tall, z), (x, tall, z)], stage.tint(tone, by=0.03)
        )
        x += wide
    middle = stage.lens.at(0, 4, z)
    stage.glow(*middle, 0.3 * stage.lens.size.width, stage.scheme.key, 0.4, halo=0.5)


def _road(stage: Stage, half: float) -> None:
    scheme, near, away = stage.scheme, 0.1, stage.lens.subject + 80
    ground = stage.lighter(scheme.ground, -0.06)
    stage.paint(
        stage.ground,
        [(-60, 0, near), (60, 0, near), (60, 0, away), (-60, 0, away)],
        ground,
        shade=stage.lighter(ground, -0.03),
    )
    for side in (-1, 1):
        kerb = [(side * half, 0.0, near), (side * 60, 0.0, near), (side * 60, 0.0, away), (side * half, 0.0, away)]
        stage.paint(stage.ground, kerb, stage.lighter(scheme.ground, 0.05), ink=0.25)
    white = toned(scheme.paper, 0.5 if stage.reading.dark else 0.9)
    if "crosswalk" in stage.reading.things:
        start = stage.lens.subject - 1.4
        for x in np.arange(-half + 0.3, half - 0.3, 1.0):
            stage.paint(
                stage.ground,
                [(x, 0, start), (x + 0.5, 0, start), (x + 0.5, 0, start + 3.4), (x, 0, start + 3.4)],
                white,
                0.85,
            )
    for z in np.arange(1.0, away, 4.5):
        if "crosswalk" in stage.reading.things and abs(z - stage.lens.subject) < 4.5:
            continue
        stage.paint(stage.ground, [(-0.07, 0, z), (0.07, 0, z), (0.07, 0, z + 2), (-0.07, 0, z + 2)], white, 0.7)


def _house(stage: Stage, layer: Layer, side: int, x: float, tall: float, z: tuple[float, float]) -> None:
    scheme, rng = stage.scheme, stage.rng
    share = min(0.6, max(0.0, (z[0] - stage.lens.subject) / 90))
    base = mix(scheme.wall, (scheme.mid, scheme.far, scheme.second)[int(rng.integers(3))], rng.uniform(0.2, 0.6))
    lit = -0.05 - 0.05 * side * stage.reading.light.side
    tone = stage.hazy(stage.tint(stage.lighter(base, lit), by=0.03), share)
    x = side * (x + rng.uniform(-0.2, 0.4))
    front = [(x, 0, z[0]), (x, 0, z[1]), (x, tall, z[1]), (x, tall, z[0])]
    stage.paint(layer, front, tone, ink=0.25, shade=stage.lighter(tone, -0.04))
    end = [(x, 0, z[0]), (x + side * 9, 0, z[0]), (x + side * 9, tall, z[0]), (x, tall, z[0])]
    stage.paint(layer, end, stage.lighter(tone, -0.05), ink=0.2)
    warm = toned(scheme.key, 0.88)
    pale = stage.hazy(stage.lighter(tone, -0.13 if not stage.reading.dark else -0.07), 0.1)
    floors = np.arange(4.2, tall - 1.2, 2.7)
    for y in floors:
        for at in np.arange(z[0] + 0.9, z[1] - 1.2, 1.9):
            on = rng.random() < (0.38 if stage.reading.dark else 0.06)
            pane = [(x, y, at), (x, y, at + 1.0), (x, y + 1.4, at + 1.0), (x, y + 1.4, at)]
            stage.paint(layer, pane, stage.tint(warm) if on else pale, ink=0.14)
    _shop(stage, layer, side, x, z, warm, tone)


def _shop(stage: Stage, layer: Layer, side: int, x: float, z: tuple[float, float], warm: Colour, tone: Colour) -> None:
    scheme, rng = stage.scheme, stage.rng
    open_ = stage.reading.dark or rng.random() < 0.3
    glass = [(x, 0.4, z[0] + 0.5), (x, 0.4, z[1] - 0.5), (x, 2.5, z[1] - 0.5), (x, 2.5, z[0] + 0.5)]
    flat = stage.paint(layer, glass, toned(warm, 0.82) if open_ else stage.lighter(tone, -0.16), ink=0.25)
    if open_ and len(flat):
        px, py = flat.mean(axis=0)
        if abs(px - stage.lens.centre[0]) < stage.area.width:
            stage.glow(float(px), float(py), 2.6 * stage.lens.scale(1.5, sum(z) / 2), scheme.key, 0.3)
    cloth = (scheme.accent, scheme.second, scheme.wall)[int(rng.integers(3))]
    awning = [
        (x, 3.1, z[0] + 0.4),
        (x, 3.1, z[1] - 0.4),
        (x - side * 1.2, 2.5, z[1] - 0.4),
        (x - side * 1.2, 2.5, z[0] + 0.4),
    ]
    stage.paint(layer, awning, toned(cloth, 0.42 if stage.reading.dark else 0.6), ink=0.25)
    if rng.random() < 0.7:
        y, at = rng.uniform(3.4, 5.2), z[0] + rng.uniform(0.5, 2.5)
        board = [(x, y, at), (x - side * 0.9, y, at), (x - side * 0.9, y + rng.uniform(1.0, 2.6), at), (x, y + 2.0, at)]
        shines = "neon" in stage.reading.light.sources or (stage.reading.dark and rng.random() < 0.5)
        paint = toned((scheme.accent, scheme.second, scheme.key)[int(rng.integers(3))], 0.76 if shines else 0.5)
        flat = stage.paint(layer, board, paint, ink=0.3)
        if shines and len(flat):
            px, py = flat.mean(axis=0)
            stage.glow(float(px), float(py), 2.3 * stage.lens.scale(y, at), paint, 0.65)


def _street_lamp(stage: Stage, x: float, z: float, way: int) -> None:
    lens, scheme = stage.lens, stage.scheme
    foot, head = lens.at(x, 0, z), lens.at(x, 5.2, z)
    scale = lens.scale(3, z)
    layer = stage.mid if z < lens.subject + 8 else stage.far
    tone = stage.hazy(scheme.dark, min(0.5, (z - lens.subject) / 60))
    layer.sheet.line([foot, head, (head[0] + way * 0.9 * scale, head[1] - 0.25 * scale)], tone, 0.1 * scale)
    tip = (head[0] + way * 1.0 * scale, head[1] - 0.18 * scale)
    lit = stage.reading.time in ("night", "dusk")
    layer.sheet.blob(*tip, 0.32 * scale, 0.11 * scale, toned(scheme.key, 0.95) if lit else tone)
    if lit:
        stage.glow(*tip, 3.4 * scale, scheme.key, 0.6)


def _wires(stage: Stage, d: float) -> None:
    for _ in range(3):
        z, y = stage.some(d + 2, d + 14), stage.some(6.2, 8.4)
        one, two = (
            np.array(stage.lens.at(-7.5, y, z)),
            np.array(stage.lens.at(7.5, y + stage.some(-0.8, 0.8), z + stage.some(-2, 4))),
        )
        shares = np.linspace(0, 1, 14)[:, None]
        rope = (
            one + (two - one) * shares + np.array([0, 1]) * (4 * shares * (1 - shares)) * 0.5 * stage.lens.scale(y, z)
        )
        stage.mid.sheet.line(rope, stage.scheme.dark, 1.4 * stage.unit, 0.7)


def _windows(stage: Stage, layer: Layer, flat: Points, *, lit: float, row: int) -> None:
    left, right = flat[:, 0].min(), flat[:, 0].max()
    top, bottom = flat[:, 1].min(), min(flat[:, 1].max(), stage.area.bottom)
    step = (7, 9, 13)[row] * stage.unit
    warm, pale = toned(stage.scheme.key, 0.86), stage.lighter(stage.scheme.far, -0.07 if row else -0.03)
    tones = (stage.lighter(warm, -0.05), warm, stage.lighter(warm, 0.04), pale)
    panes: list[list[list[tuple[float, float]]]] = [[], [], [], []]
    for y in np.arange(top + step, bottom - step, 1.25 * step):
        for x in np.arange(left + 0.6 * step, right - 0.9 * step, step):
            chance = stage.rng.random()
            kind = int(chance / lit * 3) if chance < lit else 3
            if kind < 3 or (chance > 0.45 and row == 2):
                pane = [(x, y), (x + 0.5 * step, y), (x + 0.5 * step, y + 0.6 * step), (x, y + 0.6 * step)]
                panes[kind].append(pane)
    for tone, shapes in zip(tones, panes, strict=True):
        layer.sheet.fill_all(shapes, tone)


def _roof_things(stage: Stage, x: float, wide: float, tall: float, z: float, tone: Colour) -> None:
    px, py = stage.lens.at(x + wide * stage.some(0.2, 0.8), tall, z)
    size = stage.lens.size.height
    if stage.rng.random() < 0.5:
        stage.far.sheet.line([(px, py), (px, py - stage.some(0.02, 0.06) * size)], tone, 1.6 * stage.unit)
    else:
        w, h = stage.some(0.008, 0.018) * size, stage.some(0.01, 0.025) * size
        stage.far.sheet.fill([(px - w, py + 2), (px + w, py + 2), (px + w, py - h), (px - w, py - h)], tone)


def _water_tank(stage: Stage, x: float, z: float) -> None:
    scheme, lens = stage.scheme, stage.lens
    tone = mix(scheme.prop, scheme.dark, 0.25)
    px, py = lens.at(x, 0, z)
    scale = lens.scale(1, z)
    for leg in (-0.8, -0.25, 0.25, 0.8):
        stage.mid.sheet.line([(px + leg * scale, py), (px + leg * 0.85 * scale, py - 2.2 * scale)], tone, 0.1 * scale)
    stage.mid.sheet.line(
        [(px - 0.8 * scale, py - 0.2 * scale), (px + 0.75 * scale, py - 2 * scale)], tone, 0.05 * scale
    )
    stage.mid.sheet.line(
        [(px + 0.8 * scale, py - 0.2 * scale), (px - 0.75 * scale, py - 2 * scale)], tone, 0.05 * scale
    )
    body = [
        (px - 1.0 * scale, py - 2.2 * scale),
        (px + 1.0 * scale, py - 2.2 * scale),
        (px + 0.95 * scale, py - 4.1 * scale),
        (px - 0.95 * scale, py - 4.1 * scale),
    ]
    side = stage.reading.light.side
    one, two = stage.lighter(tone, 0.10 if side < 0 else -0.03), stage.lighter(tone, -0.03 if side < 0 else 0.10)
    stage.mid.sheet.wash(body, one, two, (px - scale, 0), (px + scale, 0))
    for band in (2.7, 3.3, 3.9):
        stage.mid.sheet.line(
            [(px - scale, py - band * scale), (px + scale, py - band * scale)], scheme.dark, 0.04 * scale, 0.5
        )
    stage.mid.sheet.fill(
        [(px - 1.1 * scale, py - 4.05 * scale), (px + 1.1 * scale, py - 4.05 * scale), (px, py - 4.9 * scale)], tone
    )


def _aerials(stage: Stage, edge: float) -> None:
    for share in (-0.15, 0.28, 0.42):
        x = share * stage.half_width(edge)
        foot, head = stage.lens.at(x, 0.8, edge + 0.2), stage.lens.at(x, 0.8 + stage.some(1.4, 2.6), edge + 0.2)
        stage.mid.sheet.line([foot, head], stage.scheme.dark, 1.7 * stage.unit, 0.9)
        scale = stage.lens.scale(2, edge)
        for rung in range(4):
            y = head[1] + rung * 0.16 * scale
            wide = (0.42 - 0.06 * rung) * scale
            stage.mid.sheet.line([(head[0] - wide, y), (head[0] + wide, y)], stage.scheme.dark, 1.3 * stage.unit, 0.9)


def _hut(stage: Stage, x: float, z: float) -> None:
    tone = stage.lighter(stage.scheme.wall, -0.08)
    stage.box(stage.mid, (x, x + 3.2), (0, 2.6), (z, z + 2.4), tone)
    stage.paint(
        stage.mid, [(x + 0.5, 0, z), (x + 1.4, 0, z), (x + 1.4, 2.0, z), (x + 0.5, 2.0, z)], stage.scheme.prop, ink=0.3
    )


def _washing(stage: Stage, z: float) -> None:
    reach = 0.95 * stage.half_width(z)
    scale = stage.lens.scale(2, z)
    one, two = np.array(stage.lens.at(-reach, 2.2, z)), np.array(stage.lens.at(reach, 2.05, z))
    shares = np.linspace(0, 1, 24)[:, None]
    rope = one + (two - one) * shares + np.array([0, 1]) * (4 * shares * (1 - shares)) * 0.25 * scale
    stage.mid.sheet.line(rope, stage.scheme.dark, 1.4 * stage.unit, 0.8)
    for index in range(2, 22, 3):
        x, y = rope[index]
        wide, long = stage.some(0.28, 0.6) * scale, stage.some(0.5, 0.95) * scale
        cloth = mix(
            stage.scheme.paper,
            (stage.scheme.accent, stage.scheme.second, stage.scheme.wall)[index % 3],
            stage.some(0.1, 0.8),
        )
        lean = stage.some(-0.08, 0.12) * scale
        shape = [
            (x, y),
            (x + wide, y + 2),
            (x + wide + lean, y + long),
            (x + 0.5 * wide + lean, y + 1.04 * long),
            (x + lean, y + 0.97 * long),
        ]
        stage.mid.sheet.fill(shape, toned(cloth, 0.5 if stage.reading.dark else 0.82))


def _lamp_string(stage: Stage, z: float) -> None:
    if stage.reading.time not in ("night", "dusk"):
        return
    reach = 1.05 * stage.half_width(z)
    scale = stage.lens.scale(2, z)
    for left, right, y in ((-reach, 0.15 * reach, 2.9), (0.1 * reach, reach, 3.0)):
        one, two = np.array(stage.lens.at(left, y, z)), np.array(stage.lens.at(right, y - 0.2, z))
        shares = np.linspace(0, 1, 22)[:, None]
        rope = one + (two - one) * shares + np.array([0, 1]) * (4 * shares * (1 - shares)) * 0.55 * scale
        stage.mid.sheet.line(rope, stage.scheme.dark, 1.3 * stage.unit, 0.8)
        for index in range(1, 22, 2):
            x, y_ = rope[index]
            stage.mid.sheet.blob(x, y_ + 0.06 * scale, 0.045 * scale, 0.06 * scale, toned(stage.scheme.key, 0.95))
            stage.glow(float(x), float(y_ + 0.06 * scale), 0.42 * scale, stage.scheme.key, 0.35)


def _open_ground(stage: Stage) -> None:
    scheme, away = stage.scheme, 1500.0
    reach = 3 * away
    stage.paint(stage.ground, [(-reach, 0, 0.1), (reach, 0, 0.1), (reach, 0, away), (-reach, 0, away)],
                stage.hazy(scheme.ground, 0.3), shade=stage.lighter(scheme.ground, -0.06))  # fmt: skip
