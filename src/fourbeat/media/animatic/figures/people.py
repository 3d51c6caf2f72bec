"""People as puppets: bones for a pose, clothes over them, a head with hair."""

from __future__ import annotations

import numpy as np

from ..reading import Being
from ..scheme import Colour, Scheme, luminance, mix, parse, toned
from .clothes import Bones, arm, clothes, collar, leg, torso
from .heads import Look, hair_behind, head
from .puppet import Puppet

_STAND: Bones = {
    "head": (0.006, 0.922), "neck": (0.0, 0.832), "hip": (0.0, 0.515),
    "elbow left": (-0.128, 0.645), "hand left": (-0.116, 0.495),
    "elbow right": (0.131, 0.645), "hand right": (0.122, 0.495),
    "knee left": (-0.052, 0.285), "foot left": (-0.064, 0.03),
    "knee right": (0.062, 0.285), "foot right": (0.082, 0.03),
}  # fmt: skip
_POSES: dict[str, Bones] = {
    "stand": {},
    "walk": {"head": (0.018, 0.913), "elbow left": (-0.142, 0.655), "hand left": (-0.172, 0.525),
             "elbow right": (0.108, 0.645), "hand right": (0.175, 0.545), "knee left": (-0.03, 0.285),
             "foot left": (-0.135, 0.055), "knee right": (0.095, 0.305), "foot right": (0.125, 0.035)},
    "run": {"head": (0.075, 0.895), "neck": (0.045, 0.822), "elbow left": (-0.125, 0.695), "hand left": (-0.175, 0.58),
            "elbow right": (0.155, 0.68), "hand right": (0.23, 0.77), "knee left": (-0.075, 0.31),
            "foot left": (-0.245, 0.20), "knee right": (0.155, 0.365), "foot right": (0.12, 0.09)},
    "dance": {"head": (-0.022, 0.913), "neck": (0.0, 0.836), "hip": (0.028, 0.52), "elbow left": (-0.195, 0.79),
              "hand left": (-0.225, 0.945), "elbow right": (0.21, 0.755), "hand right": (0.325, 0.815),
              "knee left": (-0.03, 0.285), "foot left": (-0.05, 0.03), "knee right": (0.135, 0.325),
              "foot right": (0.215, 0.115)},
    "hold": {"head": (0.012, 0.915), "neck": (0.006, 0.83), "elbow left": (0.06, 0.655), "hand left": (0.175, 0.665),
             "elbow right": (0.09, 0.70), "hand right": (0.215, 0.735), "knee right": (0.07, 0.29),
             "foot right": (0.072, 0.03), "knee left": (-0.06, 0.285), "foot left": (-0.085, 0.035)},
    "reach": {"elbow right": (0.19, 0.745), "hand right": (0.315, 0.82), "head": (0.02, 0.913)},
    "lean": {"head": (0.05, 0.905), "neck": (0.035, 0.83), "elbow right": (0.165, 0.665), "hand right": (0.12, 0.585)},
    "sit": {"head": (0.006, 0.722), "neck": (0.0, 0.645), "hip": (0.0, 0.335), "elbow left": (-0.132, 0.46),
            "hand left": (-0.07, 0.365), "elbow right": (0.135, 0.46), "hand right": (0.075, 0.36),
            "knee left": (-0.078, 0.285), "foot left": (-0.07, 0.03), "knee right": (0.085, 0.285),
            "foot right": (0.082, 0.03)},
}  # fmt: skip
_SKINS = ("#c68e6a", "#a06a48", "#dcae8c", "#7e5038")
_ACTIVE = frozenset({"walk", "hold", "run", "dance", "reach", "sit"})


def person(puppet: Puppet, being: Being, turn: float, rank: int) -> None:
    """Paint one person; `turn` runs from -1 in profile to the left, 0 full face, to 1."""
    look = dress(being, puppet.scheme, rank)
    bones = {**_STAND, **_POSES.get(being.pose, {})}
    broad = 0.9 if "woman" in being.build else 0.86 if "child" in being.build else 1.0
    if being.pose == "sit":
        _chair(puppet, look)
    far, near = ("left", "right") if turn >= 0 else ("right", "left")
    x, y = bones["neck"]
    hx, hy = bones["head"]
    tall = 0.190 if "child" in being.build else 0.150
    middle = (hx, hy + (0.02 if "child" in being.build else 0.0))
    hair_behind(puppet, being, look, middle, tall, turn)
    _backpack(puppet, being, look)
    arm(puppet, bones, far, broad, look, dark=0.3)
    if being.pose not in _ACTIVE:
        arm(puppet, bones, near, broad, look, dark=0.12)
    for side, dark in ((far, 0.3), (near, 0.0)):
        leg(puppet, bones, side, look, bare=bool(being.wear & {"dress", "kimono"}), dark=dark)
    neck = [(x, y - 0.035), (x + 0.3 * (hx - x), y + 0.01), (x + 0.6 * (hx - x), middle[1] - 0.25 * tall)]
    puppet.limb(neck, (0.040 * broad, 0.031 * broad, 0.030 * broad), look.skin, dark=0.3)
    torso(puppet, bones, broad, look)
    clothes(puppet, bones, being, broad, look)
    if being.pose in _ACTIVE:
        arm(puppet, bones, near, broad, look)
    collar(puppet, bones, being, broad, look)
    head(puppet, being, look, middle, tall, turn)
    if "umbrella" in being.wear:
        _umbrella(puppet, bones, look, near)


def dress(being: Being, scheme: Scheme, rank: int) -> Look:
    """Choose skin, hair and clothes from the palette, so that several people are told apart."""
    own = (
        parse(being.colour)
        if being.colour
        else (scheme.accent, scheme.second, scheme.cool(0.55), scheme.warm(0.62))[rank % 4]
    )
    night = luminance(scheme.wall) < 0.42
    dim = 0.84 if night else 1.0
    level = float(np.clip(luminance(own), 0.3, 0.72)) * (0.82 if night else 1.0)
    top = toned(own, level)
    skin = parse(_SKINS[rank % len(_SKINS)])
    skin = toned(skin, luminance(skin) * dim)
    hair = mix(scheme.dark, parse("#2a1d18"), 0.4)
    if "elder" in being.build:
        hair = toned(scheme.paper, 0.72 if not night else 0.6)
    if being.hair_colour:
        hair = _named(being.hair_colour, dim)
    low = toned(mix(scheme.cool(0.3), own, 0.12), 0.29 if not night else 0.24)
    if "suit" in being.wear:
        top = toned(mix(own, scheme.dark, 0.55), 0.33 if not night else 0.27)
    if "overalls" in being.wear:
        low = toned(own, level * 0.85)
        top = toned(scheme.paper, 0.78 if not night else 0.6)
    if being.cloth:
        top = _named(being.cloth, dim)
    if being.trousers:
        low = _named(being.trousers, dim)
    return Look(
        skin=skin, hair=hair, top=top, low=low, shoe=toned(scheme.dark, 0.2), ink=toned(scheme.dark, 0.14), accent=own
    )


def _named(code: str, dim: float) -> Colour:
    """Give a colour that words name, in the light of the card: neither a hole nor a lamp."""
    colour = parse(code)
    return toned(colour, float(np.clip(luminance(colour), 0.24, 0.9)) * dim)


def _backpack(puppet: Puppet, being: Being, look: Look) -> None:
    if "backpack" in being.wear:
        puppet.part([(-0.15, 0.80), (-0.08, 0.83), (-0.06, 0.55), (-0.16, 0.56)], mix(look.accent, look.ink, 0.3))


def _chair(puppet: Puppet, look: Look) -> None:
    wood = mix(puppet.scheme.prop, look.ink, 0.25)
    for x in (-0.12, 0.12):
        puppet.limb([(x, 0.3), (x * 1.1, 0.0)], (0.011, 0.009), wood)
    puppet.part([(-0.135, 0.33), (0.135, 0.33), (0.14, 0.285), (-0.14, 0.285)], wood, smooth=False, bulge=0.3)
    puppet.part([(-0.125, 0.62), (0.125, 0.62), (0.13, 0.42), (-0.13, 0.42)], wood, bulge=0.4)


def _umbrella(puppet: Puppet, bones: Bones, look: Look, side: str) -> None:
    hand = bones[f"hand {side}"]
    sign = 1 if side == "right" else -1
    top = (hand[0] + sign * -0.02, 1.22)
    puppet.limb([(hand[0], hand[1]), (hand[0] - sign * 0.005, 0.9), top], (0.006, 0.006, 0.006), look.ink)
    x, y = top
    angles = np.linspace(np.pi * 1.0, 0, 13)
    dome = [(x + 0.33 * np.cos(a), y - 0.13 + 0.15 * np.sin(a)) for a in angles]
    hem = [
        (x + 0.33 - 0.11 * k - 0.055 * (1 if k < 6 else 0), y - 0.13 + (0.025 if odd else 0.0))
        for k, odd in (
            (0, True),
            (1, False),
            (1.5, True),
            (2.5, False),
            (3, True),
            (4, False),
            (4.5, True),
            (5.5, False),
        )
    ]
    puppet.part([*dome, *hem], look.accent, smooth=False, bulge=0.9)
    for share in (-0.55, 0.0, 0.55):
        puppet.mark([(x, y + 0.015), (x + share * 0.22, y - 0.03), (x + share * 0.36, y - 0.12)], look.ink, 0.003, 0.4)


def dark_back(puppet: Puppet, being: Being, rank: int, colour: Colour) -> None:
    """Paint somebody from behind as one dark shape, for a view over the shoulder."""
    look = dress(being, puppet.scheme, rank)
    look = Look(
        skin=colour,
        hair=toned(colour, luminance(colour) * 0.8),
        top=mix(colour, look.top, 0.12),
        low=colour,
        shoe=colour,
        ink=colour,
        accent=colour,
    )
    bones = {**_STAND}
    torso(puppet, bones, 1.05, look)
    for side in ("left", "right"):
        arm(puppet, bones, side, 1.05, look)
    puppet.limb([(0, 0.80), (0, 0.88)], (0.036, 0.034), colour)
    head(puppet, being, look, bones["head"], 0.155, 0.0, back=True)
