"""What stands and hangs in rooms: lamps, tables, jars, bottles, books, tools, plants."""

from __future__ import annotations

import numpy as np

from ..scheme import Colour, mix, toned
from ..stage import Stage, facing
from .walls import Shell


def hanging_lamp(stage: Stage, x: float, y: float, z: float, wide: float) -> None:
    """Hang a lamp from the ceiling, lit after dark or where lamps are spoken of."""
    scheme = stage.scheme
    px, py = stage.lens.at(x, y, z)
    size = wide * stage.lens.scale(y, z)
    sheet = stage.mid.sheet
    sheet.line([(px, py - 30 * size), (px, py)], scheme.dark, 1.6 * stage.unit, 0.9)
    shade = [(px - 0.25 * size, py), (px + 0.25 * size, py), (px + size, py + 0.8 * size), (px - size, py + 0.8 * size)]
    sheet.fill(shade, mix(scheme.accent, scheme.dark, 0.45))
    lit = stage.reading.dark or "lamp" in stage.reading.light.sources or stage.reading.light.height > 0.9
    sheet.blob(px, py + 0.86 * size, 0.5 * size, 0.26 * size, toned(scheme.key, 0.96) if lit else scheme.wall)
    if lit:
        stage.glow(px, py + size, 11 * size, scheme.key, 0.7)
        rim, foot = py + 0.8 * size, py + 9 * size
        cone = [(px - 0.9 * size, rim), (px + 0.9 * size, rim), (px + 3.4 * size, foot), (px - 3.4 * size, foot)]
        stage.shafts.append((np.array(cone, np.float32), 0.12))


def standing_lamp(stage: Stage, x: float, z: float, tall: float) -> None:
    """Stand a lamp with a cloth shade on the floor."""
    foot, (px, py) = stage.lens.at(x, 0, z), stage.lens.at(x, tall, z)
    size = stage.lens.scale(tall, z) * stage.metre
    stage.far.sheet.line([foot, (px, py)], stage.scheme.dark, 2.6 * stage.unit)
    lit = stage.reading.dark or "lamp" in stage.reading.light.sources
    tone = toned(stage.scheme.key, 0.93) if lit else stage.lighter(stage.scheme.wall, 0.1)
    shade = [(-0.12, -0.14), (0.12, -0.14), (0.2, 0.14), (-0.2, 0.14)]
    stage.far.sheet.fill([(px + dx * size, py + dy * size) for dx, dy in shade], tone)
    if lit:
        stage.glow(px, py, 1.9 * size, stage.scheme.key, 0.75)


def table(stage: Stage, x: float, high: float, z: float, wide: float, deep: float) -> None:
    """Stand a table on two pairs of legs."""
    tone, thin = stage.lighter(stage.scheme.mid, 0.05), 0.03 * stage.metre
    for edge in (-1, 1):
        leg = x + edge * wide * 0.45
        stage.paint(stage.far, facing(leg - thin, leg + thin, 0, high, z), stage.lighter(tone, -0.12))
    stage.box(stage.far, (x - wide / 2, x + wide / 2), (high - 0.05 * stage.metre, high), (z, z + deep), tone)


def monitor(stage: Stage, x: float, y: float, z: float) -> None:
    """Put a lit screen on a desk."""
    px, py = stage.lens.at(x, y, z)
    size = stage.lens.scale(y, z) * stage.metre
    glow = toned(stage.scheme.key, 0.85)
    for share, colour in ((0.3, stage.scheme.dark), (0.27, glow)):
        edge = 0.3 - share
        screen = [(-share, -0.42 + edge), (share, -0.42 + edge), (share, -edge), (-share, -edge)]
        stage.far.sheet.fill([(px + dx * size, py + dy * size) for dx, dy in screen], colour)
    stage.glow(px, py - 0.2 * size, 1.2 * size, glow, 0.35)


def stool(stage: Stage, x: float, z: float) -> None:
    """Stand a stool on the floor."""
    px, py = stage.lens.at(x, 0.72 * stage.metre, z)
    size = stage.lens.scale(0.7 * stage.metre, z) * stage.metre
    for way in (-1, 1):
        foot = (px + way * 0.13 * size, py + 0.72 * size)
        stage.mid.sheet.line([(px, py), foot], stage.scheme.dark, 3 * stage.unit)
    stage.mid.sheet.blob(px, py, 0.19 * size, 0.06 * size, stage.lighter(stage.scheme.prop, 0.03))


def jar(stage: Stage, x: float, y: float, z: float, tall: float) -> None:
    """Stand a jar, with the light on one side."""
    px, py = stage.lens.at(x, y, z)
    size = tall * stage.lens.scale(y, z)
    wide = size * stage.some(0.25, 0.45)
    tone = stage.tint(mix(stage.scheme.prop, stage.scheme.second, stage.some(0, 0.7)), by=0.09)
    half = [(1.0, 0.0), (1.0, 0.75), (0.6, 1.0)]
    outline = [*half, *((-dx, dy) for dx, dy in half[::-1])]
    stage.far.sheet.fill([(px + dx * wide, py - dy * size) for dx, dy in outline], tone)
    at = px + (-0.5 if stage.reading.light.side < 0 else 0.4) * wide
    stage.far.sheet.line([(at, py - 0.15 * size), (at, py - 0.7 * size)], stage.scheme.key, 1.6 * stage.unit, 0.35)


def bottle(stage: Stage, x: float, y: float, z: float, tall: float) -> None:
    """Stand a bottle."""
    px, py = stage.lens.at(x, y, z)
    size = tall * stage.lens.scale(y, z)
    wide = 0.17 * size
    glass = (stage.scheme.accent, stage.scheme.second, stage.scheme.warm(0.6))[int(stage.rng.integers(3))]
    tone = stage.tint(mix(stage.scheme.cool(0.4), glass, 0.6), by=0.08)
    half = [(1.0, 0.0), (1.0, 0.6), (0.35, 0.75), (0.35, 1.0)]
    outline = [*half, *((-dx, dy) for dx, dy in half[::-1])]
    stage.far.sheet.fill([(px + dx * wide, py - dy * size) for dx, dy in outline], tone)
    at = px - 0.4 * wide
    stage.far.sheet.line([(at, py - 0.1 * size), (at, py - 0.55 * size)], stage.scheme.key, 1.2 * stage.unit, 0.5)


def books(stage: Stage, left: float, right: float, y: float, z: float) -> None:
    """Fill a shelf with books."""
    metre, scheme = stage.metre, stage.scheme
    scale = stage.lens.scale(y, z)
    at = left + 0.03 * metre
    while at < right - 0.05 * metre:
        wide, tall = stage.some(0.03, 0.07) * metre, stage.some(0.2, 0.29) * metre
        px, py = stage.lens.at(at, y, z)
        cloth = (scheme.second, scheme.accent, scheme.wall)[int(stage.rng.integers(3))]
        tone = stage.tint(mix(scheme.prop, cloth, stage.some(0.1, 0.6)), by=0.07)
        dx, dy = wide * scale, tall * scale
        stage.back.sheet.fill([(px, py), (px + dx, py), (px + dx, py - dy), (px, py - dy)], tone)
        at += wide * (1 if stage.rng.random() < 0.93 else 2.2)


def shelf(stage: Stage, room: Shell, left: float, right: float, y: float) -> None:
    """Hang a shelf with jars on the wall."""
    metre = stage.metre
    stage.box(stage.far, (left, right), (y, y + 0.05 * metre), (room.wall - 0.28 * metre, room.wall), stage.scheme.mid)
    for at in np.arange(left + 0.1 * metre, right - 0.05 * metre, 0.24 * metre):
        jar(stage, at, y + 0.05 * metre, room.wall - 0.15 * metre, stage.some(0.14, 0.3) * metre)


def tools(stage: Stage, room: Shell, left: float, right: float) -> None:
    """Hang saws, hammers and spanners on their board as flat shapes."""
    tone, metre, sheet = stage.lighter(stage.scheme.prop, -0.04), stage.metre, stage.back.sheet
    size = stage.lens.scale(2 * metre, room.wall) * metre
    for at in np.linspace(left + 0.12 * metre, right - 0.12 * metre, 8):
        x, y = stage.lens.at(at, 2.05 * metre, room.wall)
        long = stage.some(0.25, 0.5) * size
        sheet.line([(x, y), (x, y + long)], tone, stage.some(2.5, 5) * stage.unit)
        kind = int(stage.rng.integers(4))
        if kind == 0:
            head = [(-0.1, 0.0), (0.1, 0.0), (0.1, 0.08), (-0.1, 0.08)]
            sheet.fill([(x + dx * size, y + dy * size) for dx, dy in head], tone)
        elif kind == 1:
            sheet.fill([(x, y), (x + 0.13 * size, y + 0.05 * size), (x + 0.03 * size, y + long), (x, y + long)], tone)
        else:
            low = y + long if kind == 2 else y
            sheet.blob(x, low, 0.055 * size, 0.06 * size, tone)


def fronts(stage: Stage, room: Shell, low: float, high: float, z: float, step: float, colour: Colour) -> None:
    """Draw the doors of a row of cupboards, with their handles."""
    for at in np.arange(-room.half, room.half, step):
        stage.paint(stage.far, facing(at + 0.04 * step, at + 0.96 * step, low, high, z), colour, ink=0.25)
        x, y = stage.lens.at(at + 0.5 * step, high - 0.1 * stage.metre, z)
        stage.far.sheet.blob(x, y, 5 * stage.unit, 1.8 * stage.unit, stage.scheme.dark, 0.6)


def plant(stage: Stage, x: float, z: float, tall: float) -> None:
    """Stand a plant in its pot."""
    px, py = stage.lens.at(x, 0, z)
    size = tall * stage.lens.scale(0, z)
    pot = [(-0.12, -0.25), (0.12, -0.25), (0.09, 0.0), (-0.09, 0.0)]
    stage.far.sheet.fill([(px + dx * size, py + dy * size) for dx, dy in pot], stage.scheme.accent)
    leaf, root = mix(stage.scheme.cool(0.4), stage.scheme.second, 0.3), py - 0.25 * size
    for turn in np.linspace(-1.2, 1.2, 9):
        reach = size * stage.some(0.45, 0.75)
        across, up = np.sin(turn) * reach, np.cos(turn) * reach
        blade = [(px, root), (px + 0.35 * across + 0.05 * size, root - 0.6 * up), (px + across, root - up),
                 (px + 0.5 * across, root - 0.05 * size - 0.42 * up)]  # fmt: skip
        stage.far.sheet.fill(blade, stage.tint(leaf))


def foreground(stage: Stage) -> None:
    """Let a few things stand close before the camera in one lower corner, dark and out of focus."""
    z = stage.fore.depth
    seen = stage.half_width(z)
    if stage.metre < 0.5 or seen < 0.3:
        return
    side = 1.0 if stage.reading.light.side <= 0 else -1.0
    width, height = stage.lens.size.width, stage.lens.size.height
    edge, foot = stage.lens.centre[0] + side * 0.5 * width, stage.lens.centre[1] + 0.56 * height
    tone = toned(mix(stage.scheme.prop, stage.scheme.dark, 0.55), 0.21)
    sheet = stage.fore.sheet
    step = 0.052 * height
    for index, tall in enumerate((0.34, 0.20, 0.27, 0.13)):
        x, wide, high = edge - side * index * 1.9 * step + side * step, step * stage.some(0.7, 1.0), tall * height
        half = [(wide, 0.0), (wide, 0.62 * high), (0.45 * wide, 0.78 * high), (0.4 * wide, high)]
        outline = [*half, *((-dx, dy) for dx, dy in half[::-1])]
        sheet.fill([(x + dx, foot - dy) for dx, dy in outline], stage.tint(tone, by=0.03))
    low, beyond = stage.area.bottom + 2, side * 0.4 * width
    sheet.fill(
        [
            (edge - side * 9 * step, foot),
            (edge + beyond, foot - 2),
            (edge + beyond, low),
            (edge - side * 9 * step, low),
        ],
        tone,
    )
