"""Animals, machines and things as puppets, each a handful of rounded parts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..reading import Being
from ..scheme import Colour, luminance, mix, parse, toned
from .puppet import Puppet

Draw = Callable[[Puppet, Colour], None]
_ONE_EYE = (0.02, 0.768)


def thing(puppet: Puppet, being: Being, rank: int) -> list[tuple[float, float, float]]:
    """Paint one thing; gives its own lights as (x, y, reach) in the puppet's measure."""
    scheme = puppet.scheme
    own = parse(being.colour) if being.colour else (scheme.accent, scheme.second, scheme.warm(0.6))[rank % 3]
    night = luminance(scheme.wall) < 0.42
    colour = toned(own, float(np.clip(luminance(own), 0.36, 0.78)) * (0.86 if night else 1.0))
    if being.kind == "robot":
        _robot(puppet, colour, one_eye="one-eyed" in being.build, wheel="wheeled" in being.build)
        if "one-eyed" in being.build:
            return [(*_ONE_EYE, 0.4)]
    else:
        _KINDS[being.kind](puppet, colour)
    return _LIGHTS.get(being.kind, [])


def _wheel(p: Puppet, steel: Colour, dark: Colour) -> None:
    """Paint one wheel in its fork."""
    p.oval(0.0, 0.115, 0.115, 0.115, toned(p.scheme.dark, 0.2), bulge=0.4)
    p.oval(0.0, 0.115, 0.07, 0.07, steel, bulge=0.6)
    p.oval(0.0, 0.115, 0.02, 0.02, dark)
    for side in (-1, 1):
        p.limb([(0.06 * side, 0.26), (0.075 * side, 0.19), (0.02 * side, 0.115)], (0.03, 0.02, 0.014), dark)


def _legs(p: Puppet, steel: Colour, dark: Colour) -> None:
    for side in (-1, 1):
        p.limb([(0.1 * side, 0.24), (0.11 * side, 0.13), (0.11 * side, 0.07)], (0.042, 0.034, 0.036), dark)
        p.part(
            [(0.02 * side, 0.0), (0.02 * side, 0.075), (0.1 * side, 0.1), (0.2 * side, 0.07), (0.21 * side, 0.0)], steel
        )


def _robot(p: Puppet, colour: Colour, *, one_eye: bool, wheel: bool) -> None:
    steel = mix(toned(colour, 0.62), p.scheme.wall, 0.35)
    dark = toned(p.scheme.dark, 0.25)
    (_wheel if wheel else _legs)(p, steel, dark)
    p.limb([(-0.2, 0.50), (-0.29, 0.39), (-0.27, 0.27)], (0.036, 0.03, 0.028), dark, dark=0.2)
    p.oval(-0.268, 0.24, 0.042, 0.042, steel, dark=0.2)
    p.part([(-0.19, 0.56), (-0.21, 0.40), (-0.17, 0.22), (0.17, 0.22), (0.21, 0.40), (0.19, 0.56)], colour, bulge=0.9)
    p.part(
        [(-0.10, 0.48), (0.10, 0.48), (0.09, 0.34), (-0.09, 0.34)], toned(colour, luminance(colour) * 0.82), bulge=0.3
    )
    p.oval(-0.045, 0.435, 0.022, 0.022, p.scheme.key)
    p.oval(0.04, 0.435, 0.018, 0.018, p.scheme.accent)
    p.mark([(-0.06, 0.38), (0.06, 0.38)], dark, 0.012, 0.8)
    p.limb([(0.2, 0.50), (0.30, 0.46), (0.335, 0.57)], (0.036, 0.03, 0.028), dark)
    p.oval(0.34, 0.605, 0.044, 0.044, steel)
    p.limb([(0, 0.55), (0, 0.62)], (0.05, 0.045), dark)
    p.part(
        [
            (-0.23, 0.64),
            (-0.25, 0.76),
            (-0.20, 0.90),
            (0.0, 0.925),
            (0.20, 0.90),
            (0.25, 0.76),
            (0.23, 0.64),
            (0.0, 0.615),
        ],
        steel,
        bulge=0.9,
    )
    p.part(
        [(-0.18, 0.69), (-0.19, 0.79), (-0.15, 0.845), (0.17, 0.845), (0.205, 0.79), (0.19, 0.69)],
        toned(p.scheme.dark, 0.2),
        bulge=0.3,
    )
    eyes, size = ((_ONE_EYE[0],), 0.068) if one_eye else ((-0.07, 0.10), 0.046)
    for x in eyes:
        p.oval(x, 0.768, size, size, toned(p.scheme.key, 0.93), bulge=0.2)
        p.oval(x + 0.008, 0.772, 0.4 * size, 0.4 * size, toned(p.scheme.dark, 0.2), bulge=0.2)
    for side in (-1, 1):
        p.oval(0.245 * side, 0.76, 0.028, 0.052, toned(colour, luminance(colour) * 0.85))
    p.limb([(0.06, 0.91), (0.075, 0.97)], (0.008, 0.007), dark)
    p.oval(0.077, 0.98, 0.021, 0.021, p.scheme.accent)


def _dog(p: Puppet, colour: Colour) -> None:
    coat = mix(colour, p.scheme.warm(0.55), 0.5)
    for x, dark in ((-0.42, 0.4), (0.24, 0.4), (-0.50, 0.0), (0.34, 0.0)):
        p.limb([(x, 0.42), (x - 0.03, 0.2), (x + 0.01, 0.04)], (0.10, 0.055, 0.045), coat, dark=dark)
        p.oval(x + 0.04, 0.03, 0.07, 0.035, coat, dark=dark)
    p.limb([(-0.52, 0.58), (-0.70, 0.72), (-0.72, 0.90)], (0.055, 0.045, 0.02), coat)
    p.part(
        [
            (-0.60, 0.55),
            (-0.45, 0.68),
            (0.0, 0.64),
            (0.32, 0.72),
            (0.46, 0.60),
            (0.40, 0.42),
            (0.1, 0.36),
            (-0.3, 0.38),
            (-0.55, 0.40),
        ],
        coat,
    )
    p.limb([(0.34, 0.60), (0.50, 0.78)], (0.15, 0.12), coat)
    p.part(
        [
            (0.40, 0.90),
            (0.52, 0.97),
            (0.66, 0.92),
            (0.76, 0.82),
            (0.92, 0.77),
            (0.93, 0.70),
            (0.75, 0.66),
            (0.56, 0.66),
            (0.42, 0.74),
        ],
        coat,
    )
    p.part([(0.42, 0.93), (0.36, 0.85), (0.38, 0.68), (0.46, 0.70), (0.52, 0.92)], coat, dark=0.35)
    p.oval(0.92, 0.76, 0.028, 0.026, p.scheme.dark)
    p.oval(0.66, 0.85, 0.02, 0.022, p.scheme.dark)


def _cat(p: Puppet, colour: Colour) -> None:
    coat = mix(colour, p.scheme.dark, 0.35)
    p.limb([(-0.28, 0.12), (-0.62, 0.10), (-0.74, 0.32), (-0.62, 0.46)], (0.06, 0.055, 0.05, 0.03), coat)
    p.part([(-0.34, 0.03), (-0.38, 0.25), (-0.22, 0.52), (0.02, 0.66), (0.20, 0.62), (0.26, 0.35), (0.28, 0.03)], coat)
    p.limb([(0.16, 0.45), (0.20, 0.2), (0.21, 0.04)], (0.09, 0.06, 0.055), coat)
    p.part(
        [
            (-0.08, 0.72),
            (-0.10, 0.98),
            (0.05, 0.88),
            (0.20, 0.88),
            (0.36, 0.97),
            (0.34, 0.70),
            (0.26, 0.58),
            (0.13, 0.54),
            (0.0, 0.58),
        ],
        coat,
    )
    for x in (0.05, 0.22):
        p.oval(x, 0.735, 0.028, 0.032, toned(p.scheme.accent, 0.8))
        p.oval(x, 0.735, 0.010, 0.03, p.scheme.dark)
    p.mark([(0.10, 0.64), (0.135, 0.625), (0.17, 0.64)], p.scheme.paper, 0.012, 0.6)


def _bird(p: Puppet, colour: Colour) -> None:
    plume = mix(colour, p.scheme.dark, 0.45)
    for x in (-0.06, 0.06):
        p.limb([(x, 0.25), (x + 0.02, 0.02)], (0.018, 0.014), p.scheme.dark)
    p.part([(-0.62, 0.20), (-0.35, 0.42), (-0.05, 0.68), (0.2, 0.66), (0.26, 0.40), (0.1, 0.20), (-0.2, 0.18)], plume)
    p.oval(0.2, 0.78, 0.16, 0.16, plume)
    p.part([(0.32, 0.82), (0.52, 0.74), (0.32, 0.72)], p.scheme.warm(0.7), smooth=False)
    p.oval(0.24, 0.82, 0.022, 0.022, p.scheme.paper)
    p.part([(-0.5, 0.28), (-0.2, 0.52), (0.06, 0.50), (-0.1, 0.28)], plume, dark=0.3)


def _horse(p: Puppet, colour: Colour) -> None:
    coat = mix(colour, p.scheme.prop, 0.5)
    for x, dark in ((-0.30, 0.4), (0.22, 0.4), (-0.36, 0.0), (0.28, 0.0)):
        p.limb([(x, 0.45), (x - 0.02, 0.24), (x + 0.01, 0.03)], (0.075, 0.035, 0.028), coat, dark=dark)
    p.part([(-0.45, 0.50), (-0.38, 0.66), (0.0, 0.62), (0.28, 0.66), (0.38, 0.52), (0.25, 0.40), (-0.25, 0.40)], coat)
    p.limb([(0.26, 0.58), (0.40, 0.76), (0.46, 0.90)], (0.12, 0.085, 0.065), coat)
    p.part([(0.41, 0.98), (0.50, 0.94), (0.68, 0.74), (0.64, 0.67), (0.50, 0.76), (0.40, 0.86)], coat)
    p.limb([(0.20, 0.70), (0.31, 0.82), (0.40, 0.97)], (0.05, 0.045, 0.02), p.scheme.dark)
    p.limb([(-0.43, 0.60), (-0.54, 0.42), (-0.52, 0.22)], (0.035, 0.05, 0.012), p.scheme.dark)


def _car(p: Puppet, colour: Colour) -> None:
    glass = mix(p.scheme.low, p.scheme.cool(0.4), 0.5)
    p.part(
        [
            (-1.45, 0.22),
            (-1.46, 0.50),
            (-1.30, 0.60),
            (-0.85, 0.66),
            (-0.52, 0.98),
            (0.32, 1.0),
            (0.72, 0.66),
            (1.32, 0.58),
            (1.48, 0.44),
            (1.46, 0.22),
        ],
        colour,
        bulge=0.8,
    )
    p.flat([(-0.70, 0.66), (-0.45, 0.91), (-0.08, 0.93), (-0.08, 0.66)], glass, smooth=False)
    p.flat([(0.02, 0.66), (0.02, 0.93), (0.28, 0.92), (0.56, 0.66)], glass, smooth=False)
    for x in (-0.88, 0.88):
        p.oval(x, 0.2, 0.25, 0.235, toned(p.scheme.dark, 0.17))
        p.oval(x, 0.2, 0.12, 0.115, toned(p.scheme.wall, 0.6))
    p.oval(1.40, 0.46, 0.06, 0.07, toned(p.scheme.key, 0.95))
    p.oval(-1.43, 0.48, 0.035, 0.06, p.scheme.accent)
    p.mark([(-0.03, 0.92), (-0.04, 0.30)], p.scheme.ink, 0.012, 0.5)


def _bicycle(p: Puppet, colour: Colour) -> None:
    dark = toned(p.scheme.dark, 0.2)
    for x in (-0.55, 0.55):
        ring = [(x + 0.32 * np.cos(a), 0.32 + 0.32 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 30)]
        p.limb(ring, [0.022] * 30, dark)
        for a in np.linspace(0, np.pi, 6):
            p.limb(
                [(x - 0.3 * np.cos(a), 0.32 - 0.3 * np.sin(a)), (x + 0.3 * np.cos(a), 0.32 + 0.3 * np.sin(a))],
                (0.004, 0.004),
                dark,
            )
    for line in (
        [(-0.55, 0.32), (-0.22, 0.72)],
        [(-0.22, 0.72), (0.40, 0.76)],
        [(-0.22, 0.72), (0.02, 0.30)],
        [(0.02, 0.30), (0.42, 0.72)],
        [(-0.55, 0.32), (0.02, 0.30)],
        [(0.55, 0.32), (0.38, 0.92)],
    ):
        p.limb(line, (0.022, 0.022), colour)
    p.limb([(0.28, 0.98), (0.42, 0.95), (0.50, 1.0)], (0.018, 0.018, 0.016), dark)
    p.limb([(-0.24, 0.74), (-0.27, 0.86)], (0.014, 0.014), dark)
    p.part([(-0.40, 0.90), (-0.16, 0.89), (-0.16, 0.85), (-0.38, 0.84)], dark)


def _bulb(p: Puppet, colour: Colour) -> None:
    del colour
    warm = toned(p.scheme.key, 0.95)
    p.part([(-0.14, 0.0), (0.14, 0.0), (0.17, 0.24), (-0.17, 0.24)], toned(p.scheme.wall, 0.55), smooth=False)
    for y in (0.06, 0.12, 0.18):
        p.mark([(-0.16, y), (0.16, y + 0.025)], p.scheme.dark, 0.02, 0.7)
    p.part(
        [
            (-0.15, 0.24),
            (-0.33, 0.55),
            (-0.33, 0.78),
            (-0.18, 0.97),
            (0.0, 1.0),
            (0.18, 0.97),
            (0.33, 0.78),
            (0.33, 0.55),
            (0.15, 0.24),
        ],
        warm,
        bulge=0.35,
    )
    p.mark(
        [(-0.08, 0.3), (-0.1, 0.55), (0.0, 0.66), (0.1, 0.55), (0.08, 0.3)],
        mix(p.scheme.accent, p.scheme.paper, 0.3),
        0.03,
        0.9,
    )
    p.flat([(-0.24, 0.6), (-0.2, 0.82), (-0.1, 0.9), (-0.16, 0.66)], p.scheme.paper, 0.7)


def _lantern(p: Puppet, colour: Colour) -> None:
    p.part(
        [
            (-0.24, 0.08),
            (-0.36, 0.3),
            (-0.38, 0.55),
            (-0.24, 0.82),
            (0.24, 0.82),
            (0.38, 0.55),
            (0.36, 0.3),
            (0.24, 0.08),
        ],
        toned(mix(p.scheme.key, colour, 0.35), 0.88),
        bulge=0.5,
    )
    for y in (0.25, 0.42, 0.6):
        p.mark([(-0.36, y), (0.0, y - 0.02), (0.36, y)], colour, 0.012, 0.5)
    p.part([(-0.25, 0.0), (0.25, 0.0), (0.25, 0.09), (-0.25, 0.09)], p.scheme.dark, smooth=False)
    p.part([(-0.25, 0.81), (0.25, 0.81), (0.2, 0.9), (-0.2, 0.9)], p.scheme.dark, smooth=False)
    p.limb([(0, 0.88), (0, 1.0)], (0.02, 0.015), p.scheme.dark)


def _boat(p: Puppet, colour: Colour) -> None:
    p.part(
        [(-0.55, 0.16), (-0.5, 0.02), (0.42, 0.02), (0.62, 0.2), (0.1, 0.13)],
        toned(colour, luminance(colour) * 0.85),
        smooth=False,
    )
    p.limb([(-0.02, 0.12), (-0.02, 1.0)], (0.012, 0.008), p.scheme.dark)
    p.part([(0.0, 0.98), (0.03, 0.24), (0.46, 0.24)], p.scheme.paper, smooth=False, bulge=0.5)
    p.part([(-0.05, 0.90), (-0.05, 0.24), (-0.36, 0.24)], mix(p.scheme.paper, colour, 0.3), smooth=False, bulge=0.5)


def _balloon(p: Puppet, colour: Colour) -> None:
    p.limb([(0.0, 0.0), (0.03, 0.2), (-0.01, 0.4)], (0.006, 0.006, 0.006), p.scheme.dark)
    p.part([(0.0, 0.38), (-0.24, 0.55), (-0.28, 0.8), (-0.12, 0.98), (0.12, 0.98), (0.28, 0.8), (0.24, 0.55)], colour)
    p.flat([(-0.18, 0.72), (-0.14, 0.88), (-0.06, 0.92), (-0.1, 0.76)], p.scheme.paper, 0.5)


def _flower(p: Puppet, colour: Colour) -> None:
    leaf = mix(p.scheme.cool(0.45), p.scheme.mid, 0.4)
    p.limb([(0.02, 0.0), (-0.03, 0.35), (0.0, 0.72)], (0.016, 0.014, 0.012), leaf)
    p.part([(-0.02, 0.25), (-0.2, 0.42), (-0.26, 0.38), (-0.14, 0.26)], leaf)
    p.part([(-0.02, 0.36), (0.18, 0.50), (0.22, 0.45), (0.1, 0.36)], leaf)
    for turn in np.linspace(0, 2 * np.pi, 7, endpoint=False):
        p.oval(0.12 * float(np.cos(turn)), 0.82 + 0.12 * float(np.sin(turn)), 0.1, 0.065, colour, turn=float(turn))
    p.oval(0, 0.82, 0.065, 0.065, p.scheme.warm(0.7))


def _cup(p: Puppet, colour: Colour) -> None:
    p.limb([(0.38, 0.70), (0.66, 0.62), (0.60, 0.30), (0.34, 0.28)], (0.06, 0.06, 0.06, 0.05), colour)
    p.part(
        [(-0.46, 0.92), (-0.42, 0.4), (-0.26, 0.04), (0.26, 0.04), (0.42, 0.4), (0.46, 0.92)],
        colour,
        smooth=False,
        bulge=0.9,
    )
    p.oval(0, 0.92, 0.46, 0.085, toned(colour, min(0.95, luminance(colour) * 1.15)), bulge=0.1)
    p.oval(0, 0.905, 0.39, 0.062, toned(mix(p.scheme.dark, colour, 0.25), 0.28), bulge=0.1)


def _letter(p: Puppet, colour: Colour) -> None:
    paper = toned(mix(p.scheme.paper, colour, 0.12), 0.9)
    p.part([(-0.72, 0.04), (0.66, 0.0), (0.74, 0.94), (-0.64, 1.0)], paper, smooth=False, bulge=0.15)
    for y in (0.8, 0.66, 0.52, 0.38, 0.24):
        p.mark([(-0.5, y), (0.0, y - 0.012), (0.52 if y > 0.3 else 0.1, y - 0.03)], p.scheme.ink, 0.018, 0.55)
    p.mark([(-0.68, 0.52), (0.70, 0.47)], p.scheme.ink, 0.01, 0.25)


def _book(p: Puppet, colour: Colour) -> None:
    p.part([(-0.82, 0.0), (-0.02, 0.06), (-0.02, 0.94), (-0.82, 1.0)], colour, smooth=False, bulge=0.4)
    p.part([(0.82, 0.0), (0.02, 0.06), (0.02, 0.94), (0.82, 1.0)], colour, smooth=False, bulge=0.4, dark=0.15)
    for side in (-1, 1):
        p.part(
            [(side * 0.76, 0.06), (side * 0.02, 0.12), (side * 0.02, 0.96), (side * 0.4, 1.02), (side * 0.76, 0.97)],
            toned(p.scheme.paper, 0.88),
            smooth=False,
            bulge=0.3,
            dark=0.1 if side > 0 else 0.0,
        )
        for y in (0.82, 0.7, 0.58, 0.46, 0.34):
            p.mark([(side * 0.66, y), (side * 0.14, y + 0.01)], p.scheme.ink, 0.014, 0.4)


def _phone(p: Puppet, colour: Colour) -> None:
    del colour
    p.part(
        [(-0.26, 0.02), (0.26, 0.02), (0.26, 0.98), (-0.26, 0.98)], toned(p.scheme.dark, 0.2), smooth=False, bulge=0.3
    )
    p.flat([(-0.23, 0.08), (0.23, 0.08), (0.23, 0.92), (-0.23, 0.92)], toned(p.scheme.key, 0.9), smooth=False)
    for y in (0.75, 0.62, 0.5):
        p.mark([(-0.16, y), (0.12, y)], p.scheme.ink, 0.03, 0.45)


def _box(p: Puppet, colour: Colour) -> None:
    p.part([(-0.62, 0.0), (0.62, 0.0), (0.62, 0.82), (-0.62, 0.82)], colour, smooth=False, bulge=0.3)
    p.part(
        [(-0.62, 0.82), (0.62, 0.82), (0.5, 1.0), (-0.5, 1.0)],
        toned(colour, min(0.95, luminance(colour) * 1.15)),
        smooth=False,
        bulge=0.1,
    )
    for x in (-0.34, 0.34):
        p.mark([(x, 0.0), (x, 0.82)], p.scheme.ink, 0.05, 0.5)
    p.limb([(-0.14, 0.92), (-0.12, 1.08), (0.12, 1.08), (0.14, 0.92)], (0.022, 0.022, 0.022, 0.022), p.scheme.dark)


def _key(p: Puppet, colour: Colour) -> None:
    metal = mix(p.scheme.key, colour, 0.3)
    ring = [(-0.55 + 0.3 * np.cos(a), 0.45 + 0.3 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 24)]
    p.limb(ring, [0.07] * 24, toned(metal, 0.72))
    p.limb([(-0.25, 0.45), (0.9, 0.45)], (0.055, 0.05), toned(metal, 0.72))
    for x in (0.62, 0.8):
        p.limb([(x, 0.45), (x, 0.18)], (0.05, 0.05), toned(metal, 0.72))


def _sword(p: Puppet, colour: Colour) -> None:
    p.part(
        [(-0.018, 0.28), (0.022, 0.28), (0.05, 0.96), (0.062, 1.0), (0.012, 0.9)],
        toned(p.scheme.paper, 0.82),
        smooth=False,
    )
    p.oval(0.0, 0.275, 0.06, 0.018, p.scheme.warm(0.6))
    p.limb([(0.0, 0.26), (-0.012, 0.02)], (0.023, 0.022), colour)


def _ball(p: Puppet, colour: Colour) -> None:
    p.oval(0, 0.5, 0.5, 0.5, colour)
    p.flat([(-0.3, 0.66), (-0.16, 0.84), (-0.04, 0.86), (-0.2, 0.68)], p.scheme.paper, 0.55)


_KINDS: dict[str, Draw] = {
    "dog": _dog, "cat": _cat, "bird": _bird, "horse": _horse, "car": _car, "bicycle": _bicycle,
    "bulb": _bulb, "lantern": _lantern, "boat": _boat, "balloon": _balloon, "flower": _flower, "cup": _cup,
    "letter": _letter, "book": _book, "phone": _phone, "box": _box, "key": _key, "sword": _sword, "ball": _ball,
}  # fmt: skip

_LIGHTS: dict[str, list[tuple[float, float, float]]] = {
    "bulb": [(0.0, 0.62, 5.0)],
    "lantern": [(0.0, 0.45, 3.2)],
    "robot": [(-0.07, 0.768, 0.3), (0.10, 0.768, 0.3)],
    "car": [(1.40, 0.46, 1.2)],
    "phone": [(0.0, 0.5, 1.3)],
}
