"""The card: a panel painted as cels, or its reference picture as the only one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from ...model.format import Size
from ...model.panel import Panel
from ...model.plan import Framing, Move
from . import places
from .air import fog
from .figures.cast import Player, play
from .lens import Lens, Points, stand
from .light import TO_YUVA, Cel, Finish
from .moves import Journey
from .reading import Reading, read
from .scheme import Scheme, scheme
from .sheet import Area, Pixels
from .stage import FAR_AWAY, Glow, Stage

_LARGEST_AREA = 1.75
"""How much larger than the frame, either way, a card may be painted."""


@dataclass(frozen=True)
class Card:
    """Be what is filmed: cels from back to front, the move they are made for, and the cast for their name tags."""

    cels: list[Cel]
    journey: Journey
    reading: Reading
    scheme: Scheme
    players: list[Player]
    glows: list[Glow]
    drawn: bool
    unit: float


def paint(panel: Panel, size: Size, frames: int, seconds: float, seed: int) -> Card:
    """Paint a panel's card large enough for its move; the same arguments paint the same card."""
    reading = read(panel)
    lens = stand(reading, size)
    journey = Journey(panel.move or Move.LOCKED, lens, frames, seconds, seed)
    area = room(journey, size, nearest=0.65 if reading.framing is Framing.OVER_SHOULDER else 1.0)
    colours = scheme(panel.colours, reading)
    tall = max((being.metres for being in reading.beings), default=1.7)
    small = reading.inside and tall < 0.75
    stage = Stage(
        reading, lens, colours, area, np.random.default_rng([seed, 1]), max(0.2, tall / 1.7) if small else 1.0
    )
    places.build(stage)
    players = play(stage)
    finish = Finish(stage, panel.depth)
    cels = [finish.cel(layer) for layer in stage.layers[:-1]]
    if "fog" in reading.weather and not reading.inside:
        cels.append(fog(area, colours, 1.2 * lens.subject, seconds, stage.rng, horizon=lens.horizon))
    cels += [_acting(finish.cel(player.layer, player.foot[1]), player, panel) for player in players]
    cels.append(finish.cel(stage.fore))
    painted = [cel for cel in cels if cel is not None]
    return Card(painted, journey, reading, colours, players, stage.glows, True, area.unit)


def _acting(cel: Cel | None, player: Player, panel: Panel) -> Cel | None:
    """Let a figure know when it speaks."""
    if cel is None:
        return None
    lines = [caption for caption in panel.captions if caption.kind == "line"]
    return replace(cel, spoken=tuple((line.start, line.end) for line in lines if line.speaker == player.being.name))


def show(picture: Pixels, panel: Panel, size: Size, frames: int, seconds: float, seed: int) -> Card:
    """Make a card of a reference picture (RGB, uint8): scaled to cover what the move will show, never distorted."""
    reading = read(panel)
    lens = Lens(size, 1.4 * size.height, 1.5, 0.0, 0.0, 4.0)
    journey = Journey(panel.move or Move.LOCKED, lens, frames, seconds, seed)
    area = room(journey, size, planes=(4.0,))
    height, width = picture.shape[:2]
    scale = max(area.width / width, area.height / height)
    wide, tall = max(area.width, round(width * scale)), max(area.height, round(height * scale))
    fitted = cv2.resize(picture, (wide, tall), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    x, y = (wide - area.width) // 2, (tall - area.height) // 2
    cut = fitted[y : y + area.height, x : x + area.width].astype(np.float32) / 255
    full = np.concatenate([cut, np.ones((*cut.shape[:2], 1), np.float32)], axis=2)
    yuva = np.clip(cv2.transform(full, TO_YUVA) + 0.5, 0, 255).astype(np.uint8)
    cel = Cel(yuva, area.left, area.top, 4.0, opaque=True)
    return Card([cel], journey, reading, scheme(panel.colours, reading), [], [], False, area.unit)


def room(journey: Journey, size: Size, planes: tuple[float, ...] | None = None, nearest: float = 1.0) -> Area:
    """Measure the rectangle that a move ever shows of any plane, so that no frame shows an edge."""
    subject = journey.lens.subject
    depths = planes or (FAR_AWAY, 4 * subject, nearest * subject, 0.0)
    low, high = np.array([0.0, 0.0]), np.array([size.width - 1.0, size.height - 1.0])
    for depth in depths:
        plane = journey.lens.ground() if depth == 0 else None if depth >= FAR_AWAY else journey.upright(depth)
        for index in sorted({round(share * (journey.frames - 1)) for share in np.linspace(0, 1, 25)}):
            corners = _frame_corners(size, journey, depth)
            back = np.linalg.inv(journey.matrix(plane, index))
            seen = back @ corners
            ahead = seen[2] > 0.2
            points = seen[:2, ahead] / seen[2, ahead]
            if points.size:
                low, high = np.minimum(low, points.min(axis=1)), np.maximum(high, points.max(axis=1))
    margin = 4 + 0.006 * size.height
    wide, tall = size.width, size.height
    most_x, most_y = (_LARGEST_AREA - 1) / 2 * wide, (_LARGEST_AREA - 1) / 2 * tall
    left, top = int(np.floor(max(low[0], -most_x) - margin)), int(np.floor(max(low[1], -most_y) - margin))
    right = int(np.ceil(min(high[0], wide + most_x) + margin)) + 1
    bottom = int(np.ceil(min(high[1], tall + most_y) + margin)) + 1
    unit = min(size.height, 1.2 * size.width) / 720
    return Area(left, top, right - left, bottom - top, unit)


def _frame_corners(size: Size, journey: Journey, depth: float) -> Points:
    top = 0.0
    if depth == 0:
        # Above the horizon there is no ground to measure.
        top = min(size.height - 2.0, max(0.0, journey.lens.horizon + 0.05 * size.height))
    right, bottom = size.width - 1.0, size.height - 1.0
    return np.array([[0, right, right, 0], [top, top, bottom, bottom], [1, 1, 1, 1]], np.float64)
