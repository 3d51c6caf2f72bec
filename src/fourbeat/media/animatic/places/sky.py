"""Skies: their colours, clouds, stars, and the sun or moon in them."""

from __future__ import annotations

import numpy as np

from ..scheme import Colour, mix, toned
from ..sheet import noise
from ..stage import Layer, Stage


def sky(stage: Stage) -> None:
    """Paint the sky down to the horizon, with what shines and drifts in it."""
    scheme, area = stage.scheme, stage.area
    ground = min(max(stage.lens.horizon, area.top + 0.25 * area.height), area.bottom)
    stage.back.sheet.wash(stage.corners, scheme.top, scheme.low, (0, area.top), (0, ground + 1))
    _brushwork(stage)
    if stage.reading.dark:
        stars(stage, ground)
    shine(stage, ground)
    if not stage.reading.weather & {"fog"}:
        clouds(stage, ground)


def _brushwork(stage: Stage) -> None:
    """Let broad strokes of neighbouring tones show, as in a wash of gouache."""
    area = stage.area
    strokes = noise(area, stage.rng, 260 * stage.unit, 34 * stage.unit)
    lighter, darker = stage.lighter(stage.scheme.low, 0.03), stage.lighter(stage.scheme.top, -0.04)
    stage.back.sheet.cover(np.clip(strokes, 0, 1) * 0.22, lighter)
    stage.back.sheet.cover(np.clip(-strokes, 0, 1) * 0.18, darker)


def shine(stage: Stage, ground: float) -> None:
    """Put the sun or the moon into the sky where the light comes from."""
    reading, scheme, size = stage.reading, stage.scheme, stage.lens.size
    if reading.time == "overcast" or reading.weather & {"rain", "snow"}:
        return
    side = reading.light.side * (1 - reading.light.behind)
    x = stage.lens.centre[0] + (0.30 * side if side else 0.22) * size.width
    if reading.dark:
        if reading.light.sources & {"neon", "lamp", "streetlamp"} and "moon" not in reading.light.sources:
            return
        disc(
            stage, x, max(0.2 * size.height, ground - 0.42 * size.height), 0.045 * size.height, toned(scheme.key, 0.95)
        )
        return
    low = {"dusk": 0.06, "dawn": 0.10}.get(reading.time, 0.34)
    if reading.time == "day" and "sun" not in reading.light.sources:
        return
    y = ground - low * size.height
    radius = {"dusk": 0.085, "dawn": 0.07}.get(reading.time, 0.055) * size.height
    disc(stage, x, y, radius, toned(mix(scheme.key, scheme.low, 0.3), 0.96))


def disc(stage: Stage, x: float, y: float, radius: float, colour: Colour, layer: Layer | None = None) -> None:
    """Paint a shining disc and let its light spread."""
    sheet = (layer or stage.back).sheet
    sheet.blob(x, y, 2.3 * radius, 2.3 * radius, colour, 0.22, soft=radius)
    sheet.blob(x, y, radius, radius, colour)
    stage.glow(x, y, 6.5 * radius, stage.scheme.key, 0.55)


def stars(stage: Stage, ground: float) -> None:
    """Scatter stars, few and faint over a lit town."""
    area, rng = stage.area, stage.rng
    many = 160 if stage.reading.weather & {"stars"} or stage.reading.place == "space" else 45
    for x, y, size in zip(
        rng.uniform(area.left, area.right, many),
        rng.uniform(area.top, ground, many),
        rng.gamma(1.4, 0.5, many),
        strict=True,
    ):
        radius = min(2.2, 0.5 + size) * stage.unit
        stage.back.sheet.blob(x, y, radius, radius, stage.scheme.paper, 0.35 + 0.4 * rng.random())


def clouds(stage: Stage, ground: float) -> None:
    """Drift a few long clouds, lit from where the light is."""
    area, unit, scheme, rng = stage.area, stage.unit, stage.scheme, stage.rng
    field = noise(area, rng, 420 * unit, 66 * unit) + 0.5 * noise(area, rng, 150 * unit, 26 * unit)
    field += 0.2 * noise(area, rng, 40 * unit, 10 * unit)
    rows = np.arange(area.height, dtype=np.float32)[:, None] + area.top
    room = np.clip((ground - 8 * unit - rows) / (90 * unit), 0, 1)
    amount = 0.55 if stage.reading.weather & {"rain", "cloud"} or stage.reading.time == "overcast" else 0.32
    cover = np.clip((field - (0.75 - amount)) * 3.2, 0, 1) * room
    shadow = np.clip((np.roll(field, -round(9 * unit), axis=0) - (0.75 - amount)) * 3.2, 0, 1) * room
    base = mix(scheme.top, scheme.far, 0.35) if not stage.reading.dark else scheme.cool(0.27)
    light = toned(mix(scheme.low, scheme.key, 0.5), 0.42 if stage.reading.dark else 0.93)
    stage.back.sheet.cover(cover, base, 0.5)
    stage.back.sheet.cover(np.clip(cover - shadow, 0, 1), light, 0.75)
