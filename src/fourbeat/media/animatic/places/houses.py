"""What towns are built of: houses along a street, towers against the sky, lamps, wires, wet ground."""

from __future__ import annotations

import cv2
import numpy as np

from ..lens import Points
from ..scheme import Colour, mix, toned
from ..sheet import Sheet, noise
from ..stage import Layer, Stage, along, facing


def towers(stage: Stage, *, near: float, low: float) -> None:
    """Stand three rows of town blocks behind one another, paler with distance, with lit windows after dark."""
    scheme, rng = stage.scheme, stage.rng
    for row, z in enumerate((near * 3.4, near * 1.9, near)):
        reach, metres = 1.5 * stage.half_width(z), stage.half_height(z)
        tone = mix(scheme.far, scheme.haze, (0.55, 0.3, 0.05)[row])
        x = -reach
        while x < reach:
            wide, share = metres * rng.uniform(0.10, 0.26), rng.uniform(0.04, (0.5, 0.36, 0.2)[row])
            tall = stage.lens.height + metres * share * (1.5 if rng.random() < 0.12 else 1)
            block, front = facing(x, x + wide, low, tall, z), stage.tint(tone, by=0.025)
            flat = stage.paint(stage.far, block, front, shade=stage.hazy(tone, 0.45))
            if row == 2:
                stage.outline(stage.far, flat, 0.14)
                _roof_things(stage, stage.lens.at(x + wide * stage.some(0.2, 0.8), tall, z), tone)
            if len(flat) >= 4:
                _windows(stage, stage.far, flat, lit=(0.38 if stage.reading.dark else 0.1), row=row)
            x += wide * rng.uniform(0.85, 1.15)


def house(stage: Stage, layer: Layer, side: int, x: float, tall: float, z: tuple[float, float]) -> None:
    """Build a house beside a street: its front along the street, its end towards the camera, a shop below."""
    scheme, rng, (near, away) = stage.scheme, stage.rng, z
    share = min(0.6, max(0.0, (near - stage.lens.subject) / 90))
    base = mix(scheme.wall, (scheme.mid, scheme.far, scheme.second)[int(rng.integers(3))], rng.uniform(0.2, 0.6))
    lit = -0.05 - 0.05 * side * stage.reading.light.side
    tone = stage.hazy(stage.tint(stage.lighter(base, lit), by=0.03), share)
    x = side * (x + rng.uniform(-0.2, 0.4))
    stage.paint(layer, along(x, near, away, 0, tall), tone, ink=0.25, shade=stage.lighter(tone, -0.04))
    stage.paint(layer, facing(x, x + side * 9, 0, tall, near), stage.lighter(tone, -0.05), ink=0.2)
    warm, dark = toned(scheme.key, 0.88), stage.reading.dark
    pale = stage.hazy(stage.lighter(tone, -0.07 if dark else -0.13), 0.1)
    for y in np.arange(4.2, tall - 1.2, 2.7):
        for at in np.arange(near + 0.9, away - 1.2, 1.9):
            on = rng.random() < (0.38 if dark else 0.06)
            stage.paint(layer, along(x, at, at + 1.0, y, y + 1.4), stage.tint(warm) if on else pale, ink=0.14)
    _shop(stage, layer, side, x, z, warm, tone)


def street_lamp(stage: Stage, x: float, z: float, way: int) -> None:
    """Stand a lamp beside the road, lit from dusk on."""
    (fx, fy), (px, py) = stage.lens.at(x, 0, z), stage.lens.at(x, 5.2, z)
    scale = stage.lens.scale(3, z)
    layer = stage.mid if z < stage.lens.subject + 8 else stage.far
    tone = stage.hazy(stage.scheme.dark, min(0.5, (z - stage.lens.subject) / 60))
    pole = [(fx, fy), (px, py), (px + way * 0.9 * scale, py - 0.25 * scale)]
    layer.sheet.line(pole, tone, 0.1 * scale)
    tip = (px + way * 1.0 * scale, py - 0.18 * scale)
    lit = stage.reading.time in ("night", "dusk")
    layer.sheet.blob(*tip, 0.32 * scale, 0.11 * scale, toned(stage.scheme.key, 0.95) if lit else tone)
    if lit:
        stage.glow(*tip, 3.4 * scale, stage.scheme.key, 0.6)


def rope(stage: Stage, one: tuple[float, float], two: tuple[float, float], sag: float, wide: float = 1.4) -> Points:
    """Hang a rope or wire between two frame points on the middle layer; gives points along it."""
    shares = np.linspace(0, 1, 24)[:, None]
    line = np.add(one, np.subtract(two, one) * shares) + np.array([0, 4 * sag]) * shares * (1 - shares)
    stage.mid.sheet.line(line, stage.scheme.dark, wide * stage.unit, 0.8)
    return np.asarray(line, np.float32)


def reflect(stage: Stage) -> None:
    """Let wet ground mirror what stands behind it, drawn out downwards as water does."""
    scene = Sheet(stage.area)
    for layer in (stage.back, stage.far, stage.mid):
        scene.lay(layer.sheet)
    area, unit = stage.area, stage.unit
    horizon = stage.lens.horizon - area.top
    rows = np.arange(area.height, dtype=np.float32)[:, None]
    ripple = noise(area, stage.rng, 60 * unit, 5 * unit) * 7 * unit
    columns = np.arange(area.width, dtype=np.float32)[None, :] + ripple
    source = np.clip(2 * horizon - rows, 0, area.height - 1) + np.zeros_like(ripple)
    mirrored = cv2.remap(scene.pixels, columns.astype(np.float32), source.astype(np.float32), cv2.INTER_LINEAR)
    drawn = cv2.blur(mirrored, (3, max(3, int(40 * unit)) | 1))
    puddles = noise(area, stage.rng, 340 * unit, 40 * unit) + 0.4 * noise(area, stage.rng, 90 * unit, 14 * unit)
    # A mirror image moves with what it mirrors, not with the ground it lies on.
    share = np.clip(0.48 + 0.55 * puddles, 0.16, 0.92) * np.clip((rows - horizon - 2) / (6 * unit), 0, 1) * 0.9
    stage.sheen.depth = stage.far.depth
    stage.sheen.sheet.cover(share, drawn[..., :3].astype(np.float32) / 255)


def _shop(stage: Stage, layer: Layer, side: int, x: float, z: tuple[float, float], warm: Colour, tone: Colour) -> None:
    scheme, rng, (near, away) = stage.scheme, stage.rng, z
    open_ = stage.reading.dark or rng.random() < 0.3
    glass = toned(warm, 0.82) if open_ else stage.lighter(tone, -0.16)
    flat = stage.paint(layer, along(x, near + 0.5, away - 0.5, 0.4, 2.5), glass, ink=0.25)
    for at in np.arange(near + 1.6, away - 0.8, 1.3):
        stage.paint(layer, along(x, at, at + 0.1, 0.4, 2.5), stage.lighter(tone, -0.1))
    if open_ and len(flat):
        px, py = flat.mean(axis=0)
        if abs(px - stage.lens.centre[0]) < stage.area.width:
            stage.glow(float(px), float(py), 2.6 * stage.lens.scale(1.5, sum(z) / 2), scheme.key, 0.3)
    cloth = (scheme.accent, scheme.second, scheme.wall)[int(rng.integers(3))]
    awning = [
        (x, 3.1, near + 0.4),
        (x, 3.1, away - 0.4),
        (x - side * 1.2, 2.5, away - 0.4),
        (x - side * 1.2, 2.5, near + 0.4),
    ]
    stage.paint(layer, awning, toned(cloth, 0.42 if stage.reading.dark else 0.6), ink=0.25)
    if rng.random() < 0.7:
        _sign(stage, layer, side, x, near + rng.uniform(0.5, 2.5))


def _sign(stage: Stage, layer: Layer, side: int, x: float, z: float) -> None:
    scheme, rng = stage.scheme, stage.rng
    y, tall = rng.uniform(3.4, 5.2), rng.uniform(1.0, 2.6)
    shines = "neon" in stage.reading.light.sources or (stage.reading.dark and rng.random() < 0.5)
    paint = toned((scheme.accent, scheme.second, scheme.key)[int(rng.integers(3))], 0.76 if shines else 0.5)
    flat = stage.paint(layer, facing(x, x - side * 0.9, y, y + tall, z), paint, ink=0.3)
    for row in np.arange(y + 0.25, y + tall - 0.2, 0.42):
        stroke = facing(x - side * 0.25, x - side * 0.65, row, row + 0.14, z)
        stage.paint(layer, stroke, stage.lighter(paint, 0.16 if shines else -0.2))
    if shines and len(flat):
        px, py = flat.mean(axis=0)
        stage.glow(float(px), float(py), 2.3 * stage.lens.scale(y, z), paint, 0.65)


def _windows(stage: Stage, layer: Layer, flat: Points, *, lit: float, row: int) -> None:
    """Dot a block's face with windows, some of them lit."""
    left, right = flat[:, 0].min(), flat[:, 0].max()
    top, bottom = flat[:, 1].min(), min(flat[:, 1].max(), stage.area.bottom)
    step = (7, 9, 13)[row] * stage.unit
    warm = stage.scheme.warm(0.84)
    pale = stage.lighter(stage.scheme.far, -0.07 if row else -0.03)
    tones = (stage.lighter(warm, -0.07), warm, stage.lighter(warm, 0.05), pale)
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


def _roof_things(stage: Stage, spot: tuple[float, float], tone: Colour) -> None:
    (px, py), size = spot, stage.lens.size.height
    if stage.rng.random() < 0.5:
        stage.far.sheet.line([(px, py), (px, py - stage.some(0.02, 0.06) * size)], tone, 1.6 * stage.unit)
    else:
        w, h = stage.some(0.008, 0.018) * size, stage.some(0.01, 0.025) * size
        stage.far.sheet.fill([(px - w, py + 2), (px + w, py + 2), (px + w, py - h), (px - w, py - h)], tone)
