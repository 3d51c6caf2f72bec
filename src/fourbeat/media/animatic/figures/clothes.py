"""Bodies and what they wear: limbs, torso, coats, dresses, robes, collars and scarves."""

from __future__ import annotations

import numpy as np

from ..reading import Being
from ..scheme import mix
from .heads import Look
from .puppet import Puppet

Bones = dict[str, tuple[float, float]]
"""The joints of a pose, in the puppet's own measure."""

_Half = list[tuple[float, float, str]]
"""The right side of an outline from the neck down: x and y from a joint, named by its first letter (neck, hip, hem)."""


def arm(puppet: Puppet, bones: Bones, side: str, broad: float, look: Look, dark: float = 0.0) -> None:
    """Paint a sleeve with its hand."""
    sign = -1 if side == "left" else 1
    x, y = bones["neck"]
    shoulder = (x + sign * 0.089 * broad, y - 0.060)
    hand, elbow = bones[f"hand {side}"], bones[f"elbow {side}"]
    reach = np.array(hand) - np.array(elbow)
    reach = reach / max(1e-6, float(np.hypot(*reach)))
    palm = np.array(hand) + 0.012 * reach
    puppet.limb([hand, palm, palm + 0.026 * reach], (0.016, 0.019, 0.012), look.skin, dark=dark)
    puppet.limb([shoulder, elbow, hand], (0.036 * broad, 0.028 * broad, 0.021 * broad), look.top, dark=dark)


def leg(puppet: Puppet, bones: Bones, side: str, look: Look, *, bare: bool, dark: float) -> None:
    """Paint a leg with its shoe."""
    sign = -1 if side == "left" else 1
    x, y = bones["hip"]
    knee, (fx, fy) = bones[f"knee {side}"], bones[f"foot {side}"]
    sole = [(-0.03, -0.03), (0.055, -0.03), (0.052, -0.010), (0.012, 0.028), (-0.026, 0.022)]
    puppet.part([(fx + dx, fy + dy) for dx, dy in sole], look.shoe, dark=dark)
    radii = (0.046, 0.034, 0.021) if bare else (0.053, 0.041, 0.030)
    puppet.limb([(x + sign * 0.043, y + 0.015), knee, (fx, fy)], radii, look.skin if bare else look.low, dark=dark)


def torso(puppet: Puppet, bones: Bones, broad: float, look: Look) -> None:
    """Paint a plain top from neck to hip."""
    waist = 0.076 if broad < 0.95 else 0.086
    half: _Half = [
        *_shoulder(broad), (0.104 * broad, -0.125, "n"), (waist * broad, 0.115, "h"), (0.093 * broad, 0.0, "h"),
        (0.096 * broad, -0.028, "h"), (0.096 * broad, -0.028, "h"),
    ]  # fmt: skip
    puppet.part(_outline(bones, half), look.top, bulge=0.75)


def clothes(puppet: Puppet, bones: Bones, being: Being, broad: float, look: Look) -> None:
    """Paint what is worn over the body."""
    sway = 0.025 if being.pose in ("walk", "run", "dance") else 0.0
    if "coat" in being.wear:
        _coat(puppet, bones, being, broad, look, sway)
    if "dress" in being.wear:
        _dress(puppet, bones, being, look, sway)
    if "kimono" in being.wear:
        _kimono(puppet, bones, look)
    if "overalls" in being.wear:
        _bib(puppet, bones, look)


def collar(puppet: Puppet, bones: Bones, being: Being, broad: float, look: Look) -> None:
    """Paint what closes at the neck: lapels, a robe's edges, a scarf."""
    x, y = bones["neck"]
    paper = puppet.scheme.paper
    if being.wear & {"suit", "coat"}:
        puppet.flat(
            [(x - 0.026, y + 0.008), (x, y - 0.11), (x + 0.026, y + 0.008)], mix(paper, look.top, 0.25), smooth=False
        )
        for side in (-1, 1):
            lapel = [(0.03, 0.016), (0.062 * broad, -0.045), (0.005, -0.13), (0.012, -0.05)]
            puppet.part([(x + side * dx, y + dy) for dx, dy in lapel], look.top, smooth=False, bulge=0.3)
        if "suit" in being.wear:
            tie = [(-0.008, -0.02), (0.008, -0.02), (0.006, -0.1), (-0.006, -0.1)]
            puppet.flat([(x + dx, y + dy) for dx, dy in tie], look.accent, smooth=False)
    elif "kimono" in being.wear:
        puppet.mark([(x - 0.045, y + 0.015), (x + 0.01, y - 0.1), (x + 0.03, y - 0.2)], paper, 0.013)
        puppet.mark([(x + 0.045, y + 0.015), (x, y - 0.085)], paper, 0.013)
    elif "scarf" not in being.wear:
        seam = mix(look.top, look.ink, 0.45)
        puppet.mark([(x - 0.037, y + 0.010), (x, y - 0.016), (x + 0.037, y + 0.010)], seam, 0.0035, 0.8)
    if "scarf" in being.wear:
        wrap = [(-0.055, 0.026), (0.055, 0.026), (0.064, -0.02), (-0.064, -0.02)]
        puppet.limb([(x + 0.03, y), (x + 0.045, y - 0.09), (x + 0.04, y - 0.17)], (0.02, 0.022, 0.02), look.accent)
        puppet.part([(x + dx, y + dy) for dx, dy in wrap], look.accent)


def _coat(puppet: Puppet, bones: Bones, being: Being, broad: float, look: Look, sway: float) -> None:
    (nx, ny), (hx, hy) = bones["neck"], bones["hip"]
    drop = _drop(bones, being)
    half: _Half = [
        *_shoulder(broad, 0.006), (0.112 * broad, -0.14, "n"), (0.098, 0.09, "h"), (0.110, -0.03, "h"),
        (0.121, 0.012, "d"), (0.122, 0.0, "d"), (0.112, -0.006, "d"),
    ]  # fmt: skip
    puppet.part(_outline(bones, half, drop, sway), look.top, bulge=0.7)
    puppet.mark([(nx + 0.004, ny - 0.1), (hx + 0.008, hy + 0.1), (hx + 0.004 - sway, drop)], look.ink, 0.0045, 0.55)
    puppet.mark([(hx - 0.098, hy + 0.085), (hx, hy + 0.075), (hx + 0.098, hy + 0.085)], look.ink, 0.016, 0.35)


def _dress(puppet: Puppet, bones: Bones, being: Being, look: Look, sway: float) -> None:
    hx, hy = bones["hip"]
    drop = _drop(bones, being)
    half: _Half = [(0.068, 0.125, "h"), (0.098, 0.01, "h"), (0.150, 0.02, "d"), (0.153, 0.0, "d"), (0.05, -0.012, "d")]
    puppet.part(_outline(bones, half, drop, sway), look.top, bulge=0.8)
    for x in (-0.07, 0.02, 0.09):
        fold = [(hx + 0.5 * x, hy + 0.04), (hx + 0.9 * x, 0.5 * (hy + drop)), (hx + 1.25 * x - sway, drop + 0.012)]
        puppet.mark(fold, look.ink, 0.003, 0.3)
    puppet.mark([(hx - 0.07, hy + 0.122), (hx, hy + 0.116), (hx + 0.07, hy + 0.122)], look.ink, 0.012, 0.35)


def _kimono(puppet: Puppet, bones: Bones, look: Look) -> None:
    (nx, ny), (hx, hy) = bones["neck"], bones["hip"]
    half: _Half = [
        (0.036, 0.01, "n"), (0.11, -0.03, "n"), (0.112, -0.14, "n"), (0.098, 0.0, "h"), (0.090, 0.015, "d"),
        (0.088, 0.0, "d"), (0.08, -0.004, "d"),
    ]  # fmt: skip
    puppet.part(_outline(bones, half, 0.06), look.top, bulge=0.7)
    for side in (-1, 1):
        sleeve = [
            (0.085, -0.04),
            (0.135, -0.1),
            (0.165, -0.29),
            (0.162, -0.31),
            (0.09, -0.32),
            (0.085, -0.30),
            (0.075, -0.15),
        ]
        puppet.part([(nx + side * dx, ny + dy) for dx, dy in sleeve], look.top, bulge=0.5, dark=0.1)
    sash: _Half = [(0.086, 0.142, "h"), (0.09, 0.132, "h"), (0.094, 0.062, "h"), (0.09, 0.053, "h")]
    puppet.part(_outline(bones, sash), look.low, bulge=0.5)
    puppet.mark([(hx - 0.091, hy + 0.098), (hx + 0.091, hy + 0.098)], look.accent, 0.014, 0.9)
    puppet.mark([(hx + 0.01, hy + 0.05), (hx + 0.025, hy - 0.2), (hx + 0.02, 0.065)], look.ink, 0.004, 0.4)


def _bib(puppet: Puppet, bones: Bones, look: Look) -> None:
    nx, ny = bones["neck"]
    half: _Half = [
        (0.05, -0.128, "n"), (0.06, -0.138, "n"), (0.076, 0.13, "h"), (0.090, -0.02, "h"), (0.086, -0.03, "h"),
    ]  # fmt: skip
    puppet.part(_outline(bones, half), look.low, bulge=0.6)
    for side in (-1, 1):
        puppet.mark([(nx + side * 0.05, ny - 0.135), (nx + side * 0.064, ny - 0.012)], look.low, 0.017)


def _shoulder(broad: float, over: float = 0.0) -> _Half:
    return [(0.034, 0.008, "n"), (0.088 * broad + over, -0.016, "n"), (0.120 * broad + over, -0.052, "n")]


def _drop(bones: Bones, being: Being) -> float:
    return bones["hip"][1] * (0.52 if being.pose != "sit" else 0.8)


def _outline(bones: Bones, half: _Half, drop: float = 0.0, sway: float = 0.0) -> list[tuple[float, float]]:
    """Close a half outline with its mirror image; a hem hangs at `drop` and swings back by `sway`."""
    joints = {"n": bones["neck"], "h": bones["hip"], "d": (bones["hip"][0] - sway, drop)}
    right = [(joints[name][0] + x, joints[name][1] + y) for x, y, name in half]
    left = [(joints[name][0] - x, joints[name][1] + y) for x, y, name in half]
    return [*right, *left[::-1]]
