"""Heads: the face as a few planes, hair over it, a hat on top; the same for a distant figure and a close-up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..reading import Being
from ..scheme import Colour, luminance, mix, toned
from .puppet import Puppet


@dataclass(frozen=True)
class Look:
    """Be the colours one person is painted in."""

    skin: Colour
    hair: Colour
    top: Colour
    low: Colour
    shoe: Colour
    ink: Colour
    accent: Colour


class _Head:
    """Give a head's own measure: 1 from chin to crown, (0, 0) between the two, x towards where it looks."""

    def __init__(self, puppet: Puppet, centre: tuple[float, float], tall: float, way: float) -> None:
        self.puppet, self.centre, self.tall, self.way = puppet, centre, tall, way

    def at(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(self.centre[0] + self.way * x * self.tall, self.centre[1] + y * self.tall) for x, y in points]

    def part(self, points: list[tuple[float, float]], colour: Colour, *, bulge: float = 1.0, dark: float = 0.0) -> None:
        self.puppet.part(self.at(points), colour, bulge=bulge, dark=dark)

    def mark(self, points: list[tuple[float, float]], colour: Colour, wide: float, alpha: float) -> None:
        self.puppet.mark(self.at(points), colour, wide * self.tall, alpha)

    def flat(self, points: list[tuple[float, float]], colour: Colour, alpha: float, soft: float = 0.0) -> None:
        self.puppet.flat(self.at(points), colour, alpha, soft=soft * self.tall)


def head(
    puppet: Puppet, being: Being, look: Look, centre: tuple[float, float], tall: float, turn: float, *,
    back: bool = False,
) -> None:  # fmt: skip
    """Paint a head turned by `turn`, -1 in profile to the left to 1 to the right, or seen from behind."""
    frame = _Head(puppet, centre, tall, 1.0 if turn >= 0 else -1.0)
    amount = abs(turn)
    hair = _hair(being)
    if back:
        _oval_head(frame, look.hair, 0.0)
        _hair_from_behind(frame, look, hair)
    elif amount > 0.8:
        _profile(frame, look)
        _hair_in_profile(frame, look, hair)
        if "glasses" in being.wear:
            frame.mark([(-0.02, 0.03), (0.2, 0.035), (0.33, 0.05)], look.ink, 0.018, 0.9)
            ring = [(0.27 + 0.065 * np.cos(a), 0.0 + 0.09 * np.sin(a)) for a in np.linspace(0, 6.3, 14)]
            frame.mark(ring, look.ink, 0.02, 0.9)
    else:
        _oval_head(frame, look.skin, amount)
        _face(frame, look, being, amount)
        _hair_in_front(frame, look, hair, amount)
    if "hat" in being.wear:
        _hat(frame, look, amount)


def hair_behind(
    puppet: Puppet, being: Being, look: Look, centre: tuple[float, float], tall: float, turn: float
) -> None:
    """Paint the hair that falls behind neck and shoulders, before the body is painted."""
    if _hair(being) in ("long", "bob"):
        frame = _Head(puppet, centre, tall, 1.0 if turn >= 0 else -1.0)
        _hair_behind(frame, look, _hair(being), abs(turn))


def _hair(being: Being) -> str:
    return being.hair or ("bob" if "woman" in being.build else "short")


def _oval_head(frame: _Head, colour: Colour, turn: float) -> None:
    ear = -0.37 + 0.12 * turn
    ring = [(ear + 0.055 * np.cos(a), -0.03 + 0.1 * np.sin(a)) for a in np.linspace(0, 6.28, 12, endpoint=False)]
    frame.part(ring, colour, dark=0.15)
    if turn < 0.3:
        frame.part([(-x, y) for x, y in ring], colour, dark=0.15)
    far = 0.355 - 0.04 * turn
    jaw = 0.06 * turn
    frame.part([(0.0, 0.5), (0.22, 0.45), (far, 0.24), (far + 0.005, 0.02), (far - 0.05, -0.22), (0.185 + jaw, -0.415),
                (0.05 + jaw, -0.495), (-0.06 + jaw, -0.49), (-0.18 + jaw, -0.41), (-0.305, -0.22), (-0.36, 0.0),
                (-0.36, 0.24), (-0.22, 0.45)], colour, bulge=0.85)  # fmt: skip


def _face(frame: _Head, look: Look, being: Being, turn: float) -> None:
    """Paint brow, eyes, nose and mouth as shadows, no more than a quick brush would."""
    if frame.tall * frame.puppet.height < 85 * frame.puppet.unit:
        _face_afar(frame, look, being, turn)
        return
    s = 0.16 * turn
    shade = toned(mix(look.skin, look.ink, 0.35), luminance(look.skin) * 0.68)
    line = mix(look.ink, look.skin, 0.08)
    brow = mix(look.hair, look.skin, 0.12)
    squeeze = 1 - 0.28 * turn
    woman = "woman" in being.build
    for side in (-1, 1):
        near = squeeze if side > 0 else 1.0
        x = s + side * 0.158 * near
        frame.flat(
            [(x - 0.1, 0.06), (x, 0.085), (x + 0.1, 0.06), (x + 0.08, -0.03), (x - 0.08, -0.03)], shade, 0.34, soft=0.02
        )
        iris = [
            (x + 0.012 + 0.034 * near * np.cos(a), -0.008 + 0.04 * np.sin(a))
            for a in np.linspace(0, 6.28, 10, endpoint=False)
        ]
        frame.flat(iris, line, 0.92)
        frame.mark(
            [(x - 0.07 * near, 0.008), (x - 0.02, 0.034), (x + 0.03, 0.034), (x + 0.074 * near, 0.012)],
            line,
            0.03 if woman else 0.024,
            0.95,
        )
        frame.flat([(x + 0.018, 0.004), (x + 0.03, 0.01), (x + 0.026, -0.004)], frame.puppet.scheme.paper, 0.7)
        lift = 0.012 if woman else 0.0
        frame.mark(
            [
                (x - 0.092 * near, 0.104 + lift * (side < 0)),
                (x, 0.132 + lift),
                (x + 0.092 * near, 0.104 + lift * (side > 0)),
            ],
            brow,
            0.02 if woman else 0.03,
            0.8,
        )
    light = frame.puppet.light.side * frame.way
    side = -1 if light > 0 else 1
    frame.flat(
        [
            (s + 0.025 * side, 0.06),
            (s + 0.05 * turn + 0.03 * side, -0.12),
            (s + 0.06 * turn + 0.075 * side, -0.165),
            (s + 0.04 * turn + 0.01 * side, -0.175),
            (s + 0.03 * turn, -0.1),
        ],
        shade,
        0.55,
        soft=0.012,
    )
    frame.mark(
        [(s - 0.03 + 0.06 * turn, -0.17), (s + 0.012 + 0.07 * turn, -0.183), (s + 0.05 + 0.06 * turn, -0.17)],
        shade,
        0.018,
        0.8,
    )
    lip = mix(toned(look.skin, luminance(look.skin) * 0.7), frame.puppet.scheme.accent, 0.35 if woman else 0.12)
    m = s + 0.02 * turn
    frame.flat(
        [
            (m - 0.085 * squeeze, -0.287),
            (m - 0.025, -0.268),
            (m, -0.274),
            (m + 0.025, -0.268),
            (m + 0.09 * squeeze, -0.287),
            (m, -0.322),
        ],
        lip,
        0.75,
    )
    frame.mark(
        [(m - 0.092 * squeeze, -0.283), (m, -0.291), (m + 0.096 * squeeze, -0.283)],
        mix(line, look.skin, 0.25),
        0.014,
        0.85,
    )
    frame.flat([(m - 0.055, -0.345), (m + 0.06, -0.345), (m + 0.03, -0.37), (m - 0.03, -0.37)], shade, 0.4, soft=0.014)
    if "elder" in being.build:
        for edge in (-1, 1):
            frame.mark(
                [(s + edge * 0.10, -0.17), (s + edge * 0.15, -0.25), (s + edge * 0.15, -0.31)], shade, 0.014, 0.6
            )
    if "glasses" in being.wear:
        for edge in (-1, 1):
            x = s + edge * 0.158 * (squeeze if edge > 0 else 1)
            ring = [(x + 0.115 * np.cos(a), 0.0 + 0.09 * np.sin(a)) for a in np.linspace(0, 6.3, 14)]
            frame.mark(ring, look.ink, 0.018, 0.9)
        frame.mark([(s - 0.05, 0.018), (s + 0.05, 0.018)], look.ink, 0.018, 0.85)


def _face_afar(frame: _Head, look: Look, being: Being, turn: float) -> None:
    """Paint a small face with three or four touches of the brush."""
    s, squeeze = 0.16 * turn, 1 - 0.28 * turn
    dark = mix(look.ink, look.skin, 0.12)
    shade = toned(mix(look.skin, look.ink, 0.3), luminance(look.skin) * 0.74)
    for side in (-1, 1):
        x = s + side * 0.15 * (squeeze if side > 0 else 1.0)
        frame.mark([(x - 0.085, 0.1), (x + 0.085, 0.1)], shade, 0.05, 0.8)
        frame.flat([(x - 0.045, 0.02), (x, 0.05), (x + 0.045, 0.02), (x, -0.03)], dark, 0.9)
    frame.flat([(s + 0.03 * turn, 0.02), (s + 0.09 * turn + 0.05, -0.16), (s - 0.02, -0.17)], shade, 0.6)
    lip = mix(toned(look.skin, luminance(look.skin) * 0.72), frame.puppet.scheme.accent, 0.3)
    frame.mark([(s - 0.085, -0.272), (s, -0.29), (s + 0.09, -0.272)], lip, 0.045, 0.9)
    if "glasses" in being.wear:
        frame.mark([(s - 0.28, 0.02), (s + 0.28 * squeeze, 0.02)], look.ink, 0.03, 0.8)


def _profile(frame: _Head, look: Look) -> None:
    face = [
        (-0.05, 0.5),
        (0.12, 0.475),
        (0.25, 0.40),
        (0.325, 0.27),
        (0.345, 0.13),
        (0.352, 0.07),
        (0.333, 0.015),
        (0.37, -0.06),
        (0.418, -0.135),
        (0.425, -0.165),
        (0.385, -0.19),
        (0.347, -0.2),
        (0.368, -0.235),
        (0.372, -0.255),
        (0.345, -0.272),
        (0.363, -0.29),
        (0.357, -0.318),
        (0.33, -0.338),
        (0.345, -0.385),
        (0.335, -0.43),
        (0.28, -0.475),
        (0.18, -0.47),
        (0.03, -0.40),
        (-0.08, -0.30),
        (-0.2, -0.33),
        (-0.31, -0.22),
        (-0.39, -0.03),
        (-0.41, 0.16),
        (-0.35, 0.34),
        (-0.22, 0.46),
    ]
    frame.part(face, look.skin, bulge=0.8)
    shade = toned(mix(look.skin, look.ink, 0.35), luminance(look.skin) * 0.66)
    frame.flat([(0.2, 0.05), (0.3, 0.06), (0.29, -0.02), (0.22, -0.025)], shade, 0.5, soft=0.014)
    frame.mark([(0.225, 0.008), (0.27, 0.02), (0.305, 0.0)], look.ink, 0.024, 0.9)
    frame.mark([(0.20, 0.1), (0.27, 0.125), (0.325, 0.095)], look.hair, 0.026, 0.75)
    frame.mark([(0.27, -0.268), (0.34, -0.27)], shade, 0.02, 0.8)
    frame.flat([(-0.02, -0.36), (0.2, -0.45), (0.16, -0.47), (-0.04, -0.42)], shade, 0.6, soft=0.02)
    frame.part(
        [(-0.09, 0.06), (-0.01, 0.07), (0.0, -0.03), (-0.05, -0.12), (-0.1, -0.04)], look.skin, bulge=0.5, dark=0.15
    )


def _hair_behind(frame: _Head, look: Look, hair: str, turn: float) -> None:
    low = -1.15 if hair == "long" else -0.46
    lean = -0.16 * turn
    frame.part(
        [
            (0.0 + lean, 0.57),
            (0.34 + lean, 0.48),
            (0.46 + lean, 0.1),
            (0.43 + lean, 0.6 * low),
            (0.3 + lean, low),
            (-0.32 + lean, low),
            (-0.45 + lean, 0.6 * low),
            (-0.48 + lean, 0.1),
            (-0.36 + lean, 0.48),
        ],
        look.hair,
        dark=0.3,
    )


def _hair_in_front(frame: _Head, look: Look, hair: str, turn: float) -> None:
    """Lay the hair over the brow and down the temples, with a parting and a few strands of light."""
    s = 0.13 * turn
    if hair == "bald":
        return
    if hair == "curly":
        for angle in np.linspace(-0.5, 3.64, 15):
            x, y = 0.40 * np.cos(angle), 0.16 + 0.37 * np.sin(angle)
            points = [(x + 0.13 * np.cos(a), y + 0.12 * np.sin(a)) for a in np.linspace(0, 6.28, 8, endpoint=False)]
            frame.part(points, look.hair)
        frame.part(
            [(-0.36, 0.2), (-0.3, 0.5), (0.0, 0.6), (0.3, 0.5), (0.36, 0.22), (0.18, 0.3), (-0.15, 0.32)], look.hair
        )
        return
    depth = {"short": -0.02, "bun": 0.02, "bob": -0.36, "long": -0.42}[hair]
    fringe = [
        (-0.41, depth),
        (-0.43, 0.18),
        (-0.36, 0.42),
        (-0.16, 0.56),
        (0.12, 0.56),
        (0.33, 0.44),
        (0.405, 0.2),
        (0.385, 0.5 * depth + 0.02),
        (0.345, 0.12),
        (0.27 + s, 0.27),
        (0.05 + s, 0.30),
        (-0.12 + s, 0.34),
        (-0.26 + 0.5 * s, 0.24),
        (-0.335, 0.06),
        (-0.34, depth * 0.9),
    ]
    frame.part(fringe, look.hair, bulge=0.9)
    if hair == "bun":
        frame.part([(-0.17, 0.52), (-0.12, 0.68), (0.05, 0.72), (0.17, 0.62), (0.14, 0.5)], look.hair)
    shine = mix(toned(look.hair, luminance(look.hair) + 0.16), frame.puppet.scheme.key, 0.25)
    light = -1 if frame.puppet.light.side * frame.way < 0 else 1
    frame.mark([(light * 0.12, 0.49), (light * 0.25, 0.41), (light * 0.315, 0.27)], shine, 0.022, 0.45)


def _hair_in_profile(frame: _Head, look: Look, hair: str) -> None:
    if hair == "bald":
        return
    low = {"short": -0.22, "bun": -0.2, "bob": -0.42, "long": -1.1, "curly": -0.25}[hair]
    shape = [
        (0.29, 0.37),
        (0.2, 0.5),
        (0.02, 0.575),
        (-0.22, 0.53),
        (-0.41, 0.38),
        (-0.48, 0.14),
        (-0.45, -0.1),
        (-0.40, low),
        (-0.19, low),
        (-0.13, -0.14),
        (-0.11, 0.02),
        (0.02, 0.1),
        (0.09, 0.24),
        (0.2, 0.32),
    ]
    if hair in ("bob", "long"):
        shape[7:11] = [(-0.44, low), (-0.08, low), (-0.0, -0.2), (-0.02, 0.02)]
    frame.part(shape, look.hair, bulge=0.9)
    if hair == "bun":
        frame.part([(-0.42, 0.42), (-0.56, 0.45), (-0.62, 0.28), (-0.5, 0.18), (-0.4, 0.26)], look.hair)
    shine = mix(toned(look.hair, luminance(look.hair) + 0.16), frame.puppet.scheme.key, 0.25)
    frame.mark([(0.12, 0.49), (-0.08, 0.5), (-0.26, 0.42)], shine, 0.022, 0.4)


def _hair_from_behind(frame: _Head, look: Look, hair: str) -> None:
    if hair in ("bob", "long"):
        low = -0.5 if hair == "bob" else -1.2
        frame.part(
            [(0.0, 0.57), (0.34, 0.46), (0.45, 0.1), (0.42, low), (-0.42, low), (-0.45, 0.1), (-0.34, 0.46)], look.hair
        )
    if hair == "bun":
        frame.part([(-0.18, 0.45), (-0.15, 0.68), (0.15, 0.68), (0.18, 0.45)], look.hair)


def _hat(frame: _Head, look: Look, turn: float) -> None:
    felt = mix(look.top, look.ink, 0.45)
    s = 0.05 * turn
    frame.part([(-0.36, 0.30), (-0.34, 0.62), (-0.1, 0.74), (0.16, 0.73), (0.35, 0.60), (0.37, 0.30)], felt)
    frame.part(
        [(-0.62 + s, 0.24), (-0.3, 0.335), (0.3, 0.335), (0.64 + s, 0.24), (0.3, 0.20), (-0.3, 0.20)], felt, bulge=0.6
    )
    frame.mark([(-0.355, 0.37), (0.0, 0.35), (0.365, 0.37)], look.accent, 0.06, 0.9)
