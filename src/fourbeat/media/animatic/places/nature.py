"""Open country: forest, garden, fields, mountains, desert, space."""

from __future__ import annotations

import numpy as np

from ..scheme import Colour, mix, parse, toned
from ..sheet import noise
from ..stage import Stage, facing
from .land import dune, grass, hill, leaves, peaks, plain, round_tree, trunk
from .sky import disc, sky, stars


def forest(stage: Stage) -> None:
    """Build a wood: pale trunks far away, dark ones near, light between them."""
    sky(stage)
    d, scheme, size = stage.lens.subject, stage.scheme, stage.lens.size
    stage.far.depth = d + 12
    leaf = mix(scheme.mid, scheme.cool(0.25 if stage.reading.dark else 0.42), 0.45)
    _haze_wall(stage, leaf)
    plain(stage, mix(scheme.ground, leaf, 0.45))
    for z, layer in ((d + 26, stage.far), (d + 17, stage.far), (d + 9, stage.far), (d + 4.5, stage.mid)):
        share = min(0.75, (z - d) / 34)
        tone = mix(mix(scheme.prop, leaf, 0.25), scheme.haze, share)
        reach, count = 1.35 * stage.half_width(z), 9 if layer is stage.far else 5
        for at in np.linspace(-reach, reach, count):
            trunk(stage, layer, at + stage.some(-0.8, 0.8) * reach / count, z, stage.some(0.16, 0.34), tone)
        scale = stage.lens.scale(3, z)
        for _ in range(26):
            px, py = stage.lens.at(stage.some(-reach, reach), stage.some(3.1, 6.5), z)
            if py < stage.lens.horizon - 0.8 * scale:
                leaves(stage, layer, px, py, 0.9 * scale, stage.tint(mix(leaf, scheme.haze, share), by=0.04))
    _near_leaves(stage, leaf)
    side = stage.reading.light.side or 0.6
    top, lean = stage.lens.centre[0] + 0.3 * side * size.width, -0.28 * side * size.width
    for index in range(4):
        x, wide = top + (index - 1.5) * 0.16 * size.width, stage.some(0.03, 0.07) * size.width
        low = x + lean, x + lean + 2.4 * wide
        beam = [
            (x, stage.area.top),
            (x + wide, stage.area.top),
            (low[1], stage.area.bottom),
            (low[0], stage.area.bottom),
        ]
        stage.shafts.append((np.array(beam, np.float32), 0.14))


def garden(stage: Stage) -> None:
    """Build a garden: round trees, a path, a lantern of stone."""
    sky(stage)
    d, scheme = stage.lens.subject, stage.scheme
    stage.far.depth = d + 16
    leaf = mix(scheme.mid, scheme.cool(0.27 if stage.reading.dark else 0.45), 0.4)
    blossom = (
        toned(parse("#f0b3c2"), 0.5 if stage.reading.dark else 0.82) if "petals" in stage.reading.weather else leaf
    )
    hill(stage, stage.far, d + 60, 4.0, 2.0, stage.hazy(leaf, 0.55))
    plain(stage, mix(scheme.ground, leaf, 0.6))
    for z, count, crown in ((d + 22, 7, leaf), (d + 11, 4, blossom)):
        reach = 1.2 * stage.half_width(z)
        for at in np.linspace(-reach, reach, count):
            tone = stage.hazy(crown, (z - d) / 60)
            round_tree(stage, stage.far, at + stage.some(-0.5, 0.5), z, stage.some(3.4, 5.4), tone)
    path = [(-0.7, 0, 0.2), (0.9, 0, 0.2), (1.6, 0, d + 3), (3.4, 0, d + 16), (2.6, 0, d + 16), (0.4, 0, d + 3)]
    stage.paint(stage.ground, path, stage.lighter(mix(scheme.ground, scheme.paper, 0.3), 0.04), ink=0.2)
    _stone_lantern(stage, -0.6 * stage.half_width(d + 3), d + 3)
    _near_leaves(stage, blossom)


def hills(stage: Stage) -> None:
    """Build rolling fields: hill behind hill, a few trees, grass before the camera."""
    sky(stage)
    scheme, dark = stage.scheme, stage.reading.dark
    stage.far.depth = max(80.0, 6 * stage.lens.subject)
    snowy = stage.reading.place == "snowfield" or "snow" in stage.reading.weather
    green = mix(scheme.ground, scheme.cool(0.3 if dark else 0.5), 0.25 if snowy else 0.5)
    for z, high, share in ((900.0, 60.0, 0.72), (420.0, 24.0, 0.5), (180.0, 9.0, 0.28)):
        hill(stage, stage.far, z, high, high * 0.6, stage.hazy(green, share))
    reach, crown = 0.9 * stage.half_width(160.0), stage.hazy(toned(green, 0.2 if dark else 0.36), 0.3)
    for at in np.linspace(-reach, reach, 9):
        if stage.rng.random() < 0.65:
            round_tree(stage, stage.far, at, 160.0, stage.some(6, 12), crown)
    plain(stage, scheme.ground if snowy else mix(scheme.ground, green, 0.4))
    if snowy:
        return
    middle = stage.some(-30, 30)
    for x in np.arange(-80, 81, 2.2):
        furrow = [stage.lens.at(x * 0.6, 0, 0.6), stage.lens.at(middle + x * 5, 0, 150)]
        stage.ground.sheet.line(furrow, stage.lighter(green, -0.09), 1.6 * stage.unit, 0.3, atop=True)
    grass(stage, green)


def mountains(stage: Stage) -> None:
    """Build ranges of peaks with snow where the light falls."""
    sky(stage)
    scheme = stage.scheme
    stage.far.depth = 400
    stone = mix(scheme.far, scheme.prop, 0.55)
    for z, share, air in ((3000.0, 0.95, 0.5), (1500.0, 0.6, 0.28), (500.0, 0.22, 0.1)):
        peaks(stage, z, share, stage.hazy(stone, air), snow=share > 0.3)
    plain(stage, stage.lighter(scheme.ground, -0.03))
    if "snow" not in stage.reading.weather:
        grass(stage, mix(scheme.ground, scheme.mid, 0.5))


def desert(stage: Stage) -> None:
    """Build dunes with one side in the light."""
    sky(stage)
    stage.far.depth = 200
    sand = mix(stage.scheme.ground, stage.scheme.warm(0.35 if stage.reading.dark else 0.7), 0.6)
    for z, high, share in ((900.0, 70.0, 0.5), (420.0, 26.0, 0.28), (150.0, 9.0, 0.1), (70.0, 3.0, 0.0)):
        dune(stage, z, high, stage.hazy(sand, share))
    plain(stage, sand)


def space(stage: Stage) -> None:
    """Build the dark between stars, a planet, and the dusty ground of its moon."""
    area, scheme, size = stage.area, stage.scheme, stage.lens.size
    stage.back.sheet.wash(stage.corners, scheme.cool(0.1), scheme.cool(0.19), (0, area.top), (0, area.bottom))
    clouds = noise(area, stage.rng, 480 * stage.unit) + 0.5 * noise(area, stage.rng, 160 * stage.unit)
    stage.back.sheet.cover(np.clip(clouds, 0, 1), toned(scheme.accent, 0.4), 0.28)
    stars(stage, area.bottom)
    x, y = stage.lens.centre[0] - 0.24 * size.width, stage.lens.centre[1] - 0.08 * size.height
    radius, side, sheet = 0.34 * size.height, stage.reading.light.side or -1.0, stage.far.sheet
    stage.far.depth, stage.far.haze = 60, 0.0
    sheet.blob(x, y, radius, radius, mix(scheme.second, scheme.mid, 0.4))
    for band in range(7):
        stripe, row = stage.tint(scheme.second, by=0.12), y + (band - 3) * 0.27 * radius
        sheet.blob(x, row, radius * 1.1, 0.07 * radius, stripe, 0.35, soft=5 * stage.unit, atop=True)
    dark = x - side * 0.55 * radius
    sheet.blob(
        dark, y + 0.25 * radius, 1.1 * radius, 1.15 * radius, scheme.cool(0.08), 0.85, soft=0.2 * radius, atop=True
    )
    stage.glow(x + side * radius, y - 0.3 * radius, 1.6 * radius, scheme.key, 0.4)
    sun = stage.lens.centre[0] + 0.32 * size.width, stage.lens.centre[1] - 0.28 * size.height
    disc(stage, *sun, 0.025 * size.height, scheme.paper)
    dust = mix(scheme.ground, scheme.wall, 0.5)
    plain(stage, dust, far=60.0)
    for _ in range(14):
        z = stage.some(0.6, 7) * stage.lens.subject
        px, py = stage.lens.at(stage.some(-1, 1) * 1.2 * stage.half_width(z), 0, z)
        wide = stage.some(0.3, 1.6) * stage.lens.scale(0, z)
        tall = max(1.0, wide * 0.9 * stage.lens.height / z)
        stage.ground.sheet.blob(px, py, wide, tall, stage.lighter(dust, 0.06), 0.9, atop=True)
        stage.ground.sheet.blob(
            px + side * 0.08 * wide, py + 0.1 * tall, 0.86 * wide, 0.8 * tall, stage.lighter(dust, -0.09), atop=True
        )


def _haze_wall(stage: Stage, leaf: Colour) -> None:
    tone = mix(leaf, stage.scheme.haze, 0.7)
    stage.back.sheet.cover(np.full((stage.area.height, stage.area.width), 0.55, np.float32), tone)
    spots = noise(stage.area, stage.rng, 70 * stage.unit) + 0.6 * noise(stage.area, stage.rng, 26 * stage.unit)
    stage.back.sheet.cover(np.clip(spots - 0.1, 0, 1), stage.lighter(tone, -0.06), 0.6)


def _stone_lantern(stage: Stage, x: float, z: float) -> None:
    tone = toned(mix(stage.scheme.wall, stage.scheme.mid, 0.5), 0.28 if stage.reading.dark else 0.48)
    steps = (
        (0.3, 0, 0.1),
        (0.12, 0.1, 0.5),
        (0.27, 0.5, 0.6),
        (0.2, 0.6, 0.82),
        (0.4, 0.82, 0.9),
        (0.24, 0.9, 1.0),
        (0.06, 1.0, 1.1),
    )
    for wide, low, high in steps:
        block = facing(x - 1.5 * wide, x + 1.5 * wide, 1.5 * low, 1.5 * high, z)
        stage.paint(stage.mid, block, stage.tint(tone, by=0.03), ink=0.25)
    if stage.reading.time in ("night", "dusk"):
        stage.paint(stage.mid, facing(x - 0.15, x + 0.15, 0.95, 1.18, z), toned(stage.scheme.key, 0.94))
        px, py = stage.lens.at(x, 1.05, z)
        stage.glow(px, py, 1.9 * stage.lens.scale(1, z), stage.scheme.key, 0.7)


def _near_leaves(stage: Stage, leaf: Colour) -> None:
    """Let a branch hang into one upper corner, close before the camera."""
    size, side = stage.lens.size, 1 if stage.reading.light.side <= 0 else -1
    tone = toned(leaf, 0.2)
    beyond = abs((stage.area.right if side > 0 else stage.area.left) - stage.lens.centre[0]) / size.width
    for share in np.arange(0.34, beyond + 0.08, 0.035):
        x = stage.lens.centre[0] + side * share * size.width
        fall = 0.08 + 0.30 * max(0.0, share - 0.34)
        y = stage.lens.centre[1] - (0.56 - stage.some(0, fall)) * size.height
        leaves(stage, stage.fore, x, y, 0.085 * size.height, tone)
