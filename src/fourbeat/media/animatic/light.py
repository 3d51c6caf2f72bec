"""Light on the painted layers, air between them, and the tooth of the paper: from sheets to finished cels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ...model.plan import Depth
from .sheet import Area, Field, Pixels, blurred, noise
from .stage import Layer, Stage

# Red, green, blue and cover (premultiplied, 0 to 1) to Rec.709 limited Y, Cb, Cr and cover, 0 to 255.
_R, _G, _B = 0.2126, 0.7152, 0.0722
TO_YUVA = np.array(
    [
        [219 * _R, 219 * _G, 219 * _B, 16],
        [-112 * _R / (1 - _B), -112 * _G / (1 - _B), 112, 128],
        [112, -112 * _G / (1 - _R), -112 * _B / (1 - _R), 128],
        [0, 0, 0, 255],
    ],
    np.float32,
)

_COARSE = 8


@dataclass(frozen=True)
class Cel:
    """Be one finished layer: premultiplied Y, Cb, Cr and cover, its left top corner on the frame, and its depth.

    Depth 0 is the ground, infinity does not move. `breath` is the row it stands on, where it lives.
    """

    pixels: Pixels
    left: int
    top: int
    depth: float
    opaque: bool = False
    breath: float | None = None
    spoken: tuple[tuple[int, int], ...] = ()
    """The frames from and up to which it speaks."""
    drift: float = 0.0
    """How many pixels a second it wanders to the right by itself."""


class Finish:
    """Light, weather and texture the layers of one stage; ask only when everything that shines has been placed."""

    def __init__(self, stage: Stage, depth: Depth | None) -> None:
        self._stage, self._depth = stage, depth
        self._shine, self._halo = _fields(stage)
        self._grain = _Grain(stage)

    def cel(self, layer: Layer, foot: float | None = None) -> Cel | None:
        """Finish one layer, or nothing where nothing is painted; `foot` is the row a figure stands on."""
        box = _filled(layer, self._stage.area)
        if box is None:
            return None
        blur = 0.0 if foot is not None else _blur(self._stage, layer, self._depth)
        return _finished(self._stage, layer, box, self._shine, self._halo, self._grain, blur, foot)


def _fields(stage: Stage) -> tuple[Field, Field]:
    """Work out the light falling on everything and the light hanging in the air, on a coarse grid."""
    area, light, scheme = stage.area, stage.reading.light, stage.scheme
    rows, columns = np.mgrid[0 : area.height + _COARSE : _COARSE, 0 : area.width + _COARSE : _COARSE].astype(np.float32)
    x = (columns + area.left - stage.lens.centre[0]) / stage.lens.size.width
    y = (rows + area.top - stage.lens.centre[1]) / stage.lens.size.height
    dark = stage.reading.dark
    ambient = (0.86 if dark else 0.87) - 0.12 * light.depth
    slope = np.clip(0.5 + light.side * x - (light.height - 0.3) * 0.5 * y, 0, 1)
    strength = (0.22 if dark else 0.30) + 0.12 * light.depth
    shine = ambient * scheme.fill + (strength * slope)[..., None] * scheme.key * 1.25
    halo = np.zeros_like(shine)
    for glow in stage.glows:
        reach = max(glow.reach, _COARSE)
        far = ((columns + area.left - glow.x) ** 2 + (rows + area.top - glow.y) ** 2) / reach**2
        falls = np.exp(-2.2 * far)[..., None]
        shine += glow.strength * (0.75 if dark else 0.42) * falls * glow.colour
        halo += glow.strength * glow.halo * (0.20 if dark else 0.13) * np.exp(-3.6 * far)[..., None] * glow.colour
    for beam, strong in stage.shafts:
        mask = np.zeros(rows.shape, np.uint8)
        local = (beam - [area.left, area.top]) / _COARSE
        cv2.fillPoly(mask, [np.round(local * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        soft = blurred(mask, (1.2 + 2.4 * light.soft) * stage.unit).astype(np.float32) / 255
        thick = 1.5 if stage.reading.weather & {"dust", "fog"} else 1.0
        halo += (soft * strong * thick * (1.1 if dark else 0.8))[..., None] * scheme.key
    return np.clip(shine, 0, 2.1).astype(np.float32), np.clip(halo, 0, 0.85).astype(np.float32)


class _Grain:
    """Hold the marks of brush and paper and the stray of the hand, drawn once and used for every layer."""

    def __init__(self, stage: Stage) -> None:
        area, rng, unit = stage.area, stage.rng, stage.unit
        streaks = noise(area, rng, 190 * unit, 7 * unit) * 0.5 + noise(area, rng, 46 * unit, 30 * unit) * 0.5
        tooth = cv2.GaussianBlur(
            rng.standard_normal((area.height, area.width), np.float32), (0, 0), 0.7 * max(1.0, unit)
        )
        marks = 1 + 0.042 * streaks + 0.016 / (float(tooth.std()) or 1.0) * tooth
        self.marks: Field = cv2.merge((marks, marks, marks, np.ones_like(marks)))
        # How far a hand strays from the line, in pixels.
        self.stray = [
            1.4 * unit * noise(area, rng, 46 * unit) + 0.5 * unit * noise(area, rng, 9 * unit) + steady
            for steady in (
                np.arange(area.width, dtype=np.float32)[None, :],
                np.arange(area.height, dtype=np.float32)[:, None],
            )
        ]


def _curve() -> Pixels:
    """Make a gentle film curve over 0 to 1.5: deeper shadows, lights that roll off."""
    share = np.arange(256) / 255 * _HEADROOM
    rolled = np.where(share > 0.8, 0.8 + 0.2 * (1 - np.exp(-(share - 0.8) / 0.2)), share)
    curved = rolled + 0.10 * (rolled * rolled * (3 - 2 * rolled) - rolled)
    table = np.round(np.clip(curved, 0, 1) * 255).astype(np.uint8)
    plain = np.clip(np.round(np.arange(256) * _HEADROOM), 0, 255).astype(np.uint8)
    return np.stack([table, table, table, plain], axis=1)[:, None, :]


_HEADROOM = 1.5
_CURVE = _curve()


def _finished(
    stage: Stage, layer: Layer, box: tuple[int, int, int, int], shine: Field, halo: Field, grain: _Grain, blur: float,
    foot: float | None,
) -> Cel:  # fmt: skip
    left, top, right, bottom = box
    area = stage.area
    across, down = (field[top:bottom, left:right] for field in grain.stray)
    drawn = cv2.remap(layer.sheet.pixels, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    figure = foot is not None
    lit = 0.35 + 0.65 * shine if figure else shine
    airy = halo * (0.4 if figure or layer.name == "fore" else 1.0)
    clear = 1 - layer.haze
    # Light dims and tints what is painted, the air adds its own where there is cover: colour * gain + cover * veil.
    gain = _spread(lit * (1 - airy) * clear, 1.0, box)
    veil = _spread(airy * clear + layer.haze * stage.scheme.haze, 0.0, box)
    colour: Field = drawn.astype(np.float32)
    cover = cv2.cvtColor(cv2.extractChannel(colour, 3), cv2.COLOR_GRAY2BGRA)
    colour = cv2.add(cv2.multiply(colour, gain), cv2.multiply(cover, veil))
    colour = cv2.multiply(colour, grain.marks[top:bottom, left:right])
    graded = cv2.LUT(cv2.convertScaleAbs(colour, alpha=1 / _HEADROOM), _CURVE)
    alpha = cv2.extractChannel(drawn, 3)
    graded = cv2.min(graded, cv2.merge((alpha, alpha, alpha, alpha)))
    cv2.insertChannel(alpha, graded, 3)
    yuva = np.asarray(cv2.transform(graded, TO_YUVA / 255), np.uint8)
    if blur > 0.4:
        yuva, left, top = _softened(yuva, left, top, blur, opaque=layer.name == "back")
    return Cel(yuva, left + area.left, top + area.top, layer.depth, layer.name == "back", foot)


def _spread(field: Field, fourth: float, box: tuple[int, int, int, int]) -> Field:
    """Bring a coarse field of three colours to full size, with a fourth that is the same everywhere."""
    left, top, right, bottom = box
    full = np.concatenate([field, np.full((*field.shape[:2], 1), fourth, np.float32)], axis=2)
    rows = slice(top // _COARSE, -(-bottom // _COARSE) + 1)
    columns = slice(left // _COARSE, -(-right // _COARSE) + 1)
    part = full[rows, columns].astype(np.float32)
    wide = cv2.resize(part, (part.shape[1] * _COARSE, part.shape[0] * _COARSE), interpolation=cv2.INTER_LINEAR)
    y, x = top - rows.start * _COARSE, left - columns.start * _COARSE
    spread: Field = wide[y : y + bottom - top, x : x + right - left]
    return spread


def _filled(layer: Layer, area: Area) -> tuple[int, int, int, int] | None:
    """Find the part of a sheet that is painted at all, with a little room around it."""
    if layer.name == "back":
        return 0, 0, area.width, area.height
    painted = layer.sheet.pixels[..., 3]
    columns, rows = np.flatnonzero(painted.max(axis=0)), np.flatnonzero(painted.max(axis=1))
    if not len(columns):
        return None
    room = int(4 * area.unit) + 2
    return (
        max(0, int(columns[0]) - room),
        max(0, int(rows[0]) - room),
        min(area.width, int(columns[-1]) + room + 1),
        min(area.height, int(rows[-1]) + room + 1),
    )


def _blur(stage: Stage, layer: Layer, depth: Depth | None) -> float:
    """Say how far out of focus a layer is, in pixels."""
    shallow = {"back": 7.0, "far": 6.0, "sheen": 4.0, "mid": 2.6, "posts": 1.6, "fore": 9.0}
    normal = {"back": 0.9, "far": 0.6, "fore": 5.0}
    deep = {"fore": 1.2}
    table = shallow if depth is Depth.SHALLOW else deep if depth is Depth.DEEP else normal
    longer = min(1.7, max(0.7, stage.reading.millimetres / 45)) if depth is Depth.SHALLOW else 1.0
    wanted = table.get(layer.name, 0.0) * longer * stage.unit
    return max(wanted, layer.blur)


def _softened(pixels: Pixels, left: int, top: int, blur: float, *, opaque: bool) -> tuple[Pixels, int, int]:
    if opaque:
        return blurred(pixels, blur), left, top
    room = int(2.5 * blur) + 1
    wider = cv2.copyMakeBorder(pixels, room, room, room, room, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    return blurred(np.asarray(wider, np.uint8), blur), left - room, top - room
