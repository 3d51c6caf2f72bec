"""What moves in the air: rain, snow, fog, dust, petals, sparks. Every drop has its own way, set by the seed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...model.format import Size
from .light import TO_YUVA, Cel
from .reading import Reading
from .scheme import Colour, Scheme, mix, parse, toned
from .sheet import Area, Pixels, noise
from .stage import Glow

_SHIFT = 4
_ONE = 1 << _SHIFT

Bits = NDArray[np.float64]


@dataclass(frozen=True)
class Weather:
    """Name what falls or floats, and how much of each."""

    rain: int = 0
    snow: int = 0
    dust: int = 0
    petals: int = 0
    sparks: int = 0


def weather(reading: Reading) -> Weather:
    """Read how much of what is in the air."""
    said = reading.weather
    return Weather(
        rain=150 if "rain" in said else 0,
        snow=260 if "snow" in said else 0,
        dust=70 if "dust" in said else 24 if reading.inside and reading.light.sources & {"window", "lamp"} else 0,
        petals=34 if "petals" in said else 0,
        sparks=40 if "sparks" in said else 0,
    )


class Air:
    """Let the weather fall over filmed frames."""

    def __init__(
        self, reading: Reading, scheme: Scheme, glows: list[Glow], size: Size, unit: float, seconds: float, frames: int,
        seed: int,
    ) -> None:  # fmt: skip
        self._what = weather(reading)
        self._size, self._unit, self._glows = size, unit, glows
        self._pace = seconds / max(1, frames)
        self._slant = 0.28 if "wind" in reading.weather else 0.10
        rng = np.random.default_rng([seed, 9])
        what = self._what
        self._drops = rng.random((max(what.rain, 1), 4))
        self._flakes = rng.random((max(what.snow, 1), 5))
        self._motes = rng.random((max(what.dust, 1), 6))
        self._petals = rng.random((max(what.petals, 1), 6))
        self._sparks = rng.random((max(what.sparks, 1), 5))
        self._flake = _yuv(toned(scheme.paper, 0.86 if reading.dark else 0.97))
        self._petal = [_yuv(mix(parse("#f2b8c6"), scheme.accent, share)) for share in (0.0, 0.3, 0.1)]
        self._spark = _yuv(toned(scheme.key, 0.93))
        self._wet: Pixels = np.zeros((size.height, size.width), np.uint8)
        self._half: Pixels = np.zeros((size.height // 2, size.width // 2), np.uint8)

    def fall(self, canvas: Pixels, index: int) -> None:
        """Paint what is solid - snow, petals, sparks - on a Y, Cb, Cr and cover picture."""
        when = index * self._pace
        if self._what.snow:
            self._snow(canvas, when)
        if self._what.petals:
            self._blossom(canvas, when)
        if self._what.sparks:
            self._embers(canvas, when)

    def glint(self, luma: Pixels, index: int) -> None:
        """Add what only catches the light - rain and dust - to a picture's lightness."""
        when = index * self._pace
        if self._what.rain:
            self._rain(luma, when)
        if self._what.dust:
            self._dust(luma, when)

    def _rain(self, luma: Pixels, when: float) -> None:
        height, width = luma.shape
        self._wet[:] = 0
        nearness = self._drops[:, 3]
        long = (18 + 52 * nearness) * self._unit
        fall = (1.5 + 1.5 * nearness) * height
        y = (self._drops[:, 1] * (height + long) + fall * when) % (height + long) - long
        x = self._drops[:, 0] * (1 + 2 * self._slant) * width - self._slant * width + self._slant * (y - height / 2)
        ends = np.stack([np.stack([x, y], 1), np.stack([x + self._slant * long, y + long], 1)], axis=1)
        fixed = np.round(ends * _ONE).astype(np.int32)
        for low, high, bright, thick in (
            (0.0, 0.6, 22, 1),
            (0.6, 0.9, 38, 1),
            (0.9, 1.01, 46, max(1, round(1.6 * self._unit))),
        ):
            chosen = fixed[(nearness >= low) & (nearness < high)]
            cv2.polylines(self._wet, list(chosen), False, bright, thick, cv2.LINE_AA, _SHIFT)
        cv2.add(luma, self._wet, luma)

    def _dust(self, luma: Pixels, when: float) -> None:
        height, width = self._half.shape
        self._half[:] = 0
        m = self._motes
        x = (m[:, 0] + 0.018 * (m[:, 2] - 0.4) * when + 0.01 * np.sin(0.7 * when + 6.3 * m[:, 3])) % 1 * width
        y = (m[:, 1] + 0.013 * (m[:, 4] - 0.65) * when + 0.008 * np.sin(0.9 * when + 6.3 * m[:, 2])) % 1 * height
        shine = 0.5 + 0.5 * np.sin(1.6 * when + 6.3 * m[:, 5])
        lit = np.full(len(m), 0.12)
        for glow in self._glows[:8]:
            far = ((2 * x - glow.x) ** 2 + (2 * y - glow.y) ** 2) / max(1.0, 1.4 * glow.reach) ** 2
            lit += glow.strength * np.exp(-2 * far)
        bright = np.clip(105 * shine * np.minimum(1, lit), 0, 120)
        radius = (0.7 + 1.5 * m[:, 3] ** 4) * self._unit
        _dots(self._half, x, y, radius, bright)
        soft = cv2.GaussianBlur(self._half, (0, 0), 0.8 * max(0.6, self._unit))
        cv2.add(luma, cv2.resize(soft, (luma.shape[1], luma.shape[0])), luma)

    def _snow(self, canvas: Pixels, when: float) -> None:
        height, width = canvas.shape[:2]
        f = self._flakes
        near = f[:, 2] ** 2
        radius = (1.1 + 3.6 * near) * self._unit
        y = (f[:, 1] + (0.10 + 0.20 * near) * when) % 1 * (height + 20) - 10
        sway = 0.012 * width * np.sin((0.7 + f[:, 3]) * when + 6.3 * f[:, 4])
        x = (f[:, 0] + (0.02 + self._slant * 0.3) * (0.4 + near) * when) % 1 * (width + 40) - 20 + sway
        for px, py, size in zip(x, y, radius, strict=True):
            cv2.circle(canvas, (int(px * _ONE), int(py * _ONE)), int(size * _ONE), self._flake, -1, cv2.LINE_AA, _SHIFT)

    def _blossom(self, canvas: Pixels, when: float) -> None:
        height, width = canvas.shape[:2]
        p = self._petals
        y = (p[:, 1] + (0.06 + 0.07 * p[:, 2]) * when) % 1 * (height + 40) - 20
        x = (
            (p[:, 0] + (0.05 + self._slant * 0.3) * when) % 1 * (width + 40)
            - 20
            + 0.03 * width * np.sin((0.6 + p[:, 3]) * when + 6 * p[:, 4])
        )
        turn = 180 * p[:, 5] + 70 * (p[:, 3] - 0.5) * when
        flip = np.abs(np.sin(1.3 * when * (0.5 + p[:, 2]) + 6 * p[:, 5]))
        for index in range(len(p)):
            size = (4 + 5 * p[index, 2]) * self._unit
            centre = (int(x[index]), int(y[index]))
            axes = (max(1, int(size)), max(1, int(size * (0.25 + 0.45 * flip[index]))))
            cv2.ellipse(canvas, centre, axes, float(turn[index]), 0, 360, self._petal[index % 3], -1, cv2.LINE_AA)

    def _embers(self, canvas: Pixels, when: float) -> None:
        height, width = canvas.shape[:2]
        s = self._sparks
        y = (1.1 - (s[:, 1] + (0.08 + 0.2 * s[:, 2]) * when) % 1.2) * height
        x = (s[:, 0] + 0.03 * np.sin((1 + 2 * s[:, 3]) * when + 6 * s[:, 4])) * width
        glow = 0.5 + 0.5 * np.sin((3 + 4 * s[:, 3]) * when + 6 * s[:, 4])
        for px, py, size in zip(x, y, (0.6 + 1.9 * glow) * self._unit, strict=True):
            cv2.circle(canvas, (int(px * _ONE), int(py * _ONE)), int(size * _ONE), self._spark, -1, cv2.LINE_AA, _SHIFT)


def fog(area: Area, scheme: Scheme, depth: float, seconds: float, rng: np.random.Generator, *, horizon: float) -> Cel:
    """Make a bank of fog that wanders through the picture."""
    speed = 14 * area.unit
    wide = int(area.width + speed * seconds) + 2
    whole = Area(area.left - int(speed * seconds) - 1, area.top, wide, area.height, area.unit)
    field = 0.6 * noise(whole, rng, 420 * area.unit, 110 * area.unit) + 0.4 * noise(
        whole, rng, 140 * area.unit, 46 * area.unit
    )
    rows = (np.arange(area.height, dtype=np.float32)[:, None] + area.top - horizon) / (0.42 * area.height)
    cover = np.clip(0.42 + 0.55 * field, 0, 0.85) * np.exp(-((rows - 0.15) ** 2))
    tone = np.array(_yuv(mix(scheme.haze, scheme.paper, 0.25))[:3], np.float32)
    pixels = np.concatenate([tone * cover[..., None], 255 * cover[..., None]], axis=2)
    return Cel(np.clip(pixels + 0.5, 0, 255).astype(np.uint8), whole.left, whole.top, depth, drift=speed)


def _dots(picture: Pixels, x: Bits, y: Bits, radius: Bits, bright: Bits) -> None:
    for px, py, size, tone in zip(x, y, radius, bright, strict=True):
        cv2.circle(picture, (int(px * _ONE), int(py * _ONE)), int(size * _ONE), float(tone), -1, cv2.LINE_AA, _SHIFT)


def _yuv(colour: Colour) -> tuple[float, float, float, float]:
    y, u, v = (float(part) for part in (TO_YUVA[:3, :3] @ colour + TO_YUVA[:3, 3]))
    return y, u, v, 255.0
