"""Where nothing is said of the place: a painter's backdrop, and a table top for things seen close."""

from __future__ import annotations

import numpy as np

from ..scheme import mix, toned
from ..sheet import noise
from ..stage import FAR_AWAY, Stage
from .land import hill
from .land import plain as open_ground


def backdrop(stage: Stage) -> None:
    """Paint a backdrop of broad strokes with a low disc of light behind, and quiet ground."""
    scheme, area, lens = stage.scheme, stage.area, stage.lens
    stage.far.depth = max(20.0, 5 * lens.subject)
    horizon = min(max(lens.horizon, area.top + 0.3 * area.height), area.bottom)
    stage.back.sheet.wash(stage.corners, scheme.top, scheme.low, (0, area.top), (0, horizon))
    strokes = noise(area, stage.rng, 330 * stage.unit, 46 * stage.unit) + 0.5 * noise(
        area, stage.rng, 110 * stage.unit, 15 * stage.unit
    )
    stage.back.sheet.cover(np.clip(strokes, 0, 1), stage.lighter(scheme.low, 0.03), 0.35)
    stage.back.sheet.cover(np.clip(-strokes, 0, 1), stage.lighter(scheme.top, -0.05), 0.35)
    stage.back.depth = FAR_AWAY
    if stage.half_width(lens.subject) > 0.8:
        _disc_and_hills(stage, horizon)
    open_ground(stage, scheme.ground)


def _disc_and_hills(stage: Stage, horizon: float) -> None:
    scheme, lens, side = stage.scheme, stage.lens, stage.reading.light.side
    x = lens.centre[0] + (0.20 * side if side else 0.16) * lens.size.width
    radius = 0.2 * lens.size.height
    y = horizon - 0.55 * radius
    stage.back.sheet.blob(x, y, radius, radius, mix(scheme.accent, scheme.low, 0.25), 0.9)
    stage.back.sheet.blob(x, y, 1.5 * radius, 1.5 * radius, scheme.accent, 0.12, soft=0.3 * radius)
    for z, high, share in ((700.0, 36.0, 0.62), (300.0, 14.0, 0.35)):
        hill(stage, stage.far, z, high, high * 0.8, stage.hazy(scheme.far, share))
    stage.glow(x, y, 2.6 * radius, scheme.key, 0.35)


def tabletop(stage: Stage) -> None:
    """Put a table under what is seen close, and let the place behind fall out of focus."""
    lens, scheme = stage.lens, stage.scheme
    away = lens.subject + 0.45 * stage.metre
    reach = 4 * stage.half_width(away)
    wood = stage.lighter(scheme.mid, 0.04)
    stage.ground.sheet.pixels[:] = 0
    top = [(-reach, 0, 0.02), (reach, 0, 0.02), (reach, 0, away), (-reach, 0, away)]
    flat = stage.paint(stage.ground, top, wood, ink=0.3)
    if len(flat) < 3:
        return
    grain = noise(stage.area, stage.rng, 420 * stage.unit, 7 * stage.unit)
    stage.ground.sheet.cover(np.clip(grain, 0, 1), stage.lighter(wood, 0.06), 0.5, atop=True)
    stage.ground.sheet.cover(np.clip(-grain, 0, 1), stage.lighter(wood, -0.06), 0.5, atop=True)
    edge = [lens.at(-reach, 0, away), lens.at(reach, 0, away)]
    stage.ground.sheet.line(edge, toned(scheme.key, 0.85), 2 * stage.unit, 0.35)
    for layer in (stage.back, stage.far, stage.mid):
        layer.blur = max(layer.blur, 9 * stage.unit)
    stage.fore.sheet.pixels[:] = 0
