"""The camera's choices and the codes of their words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from fourbeat.model.plan import Angle, Depth, Framing, Move

FRAMINGS: dict[StrEnum, str] = {
    Framing.EXTREME_WIDE: "framing.extreme-wide",
    Framing.WIDE: "framing.wide",
    Framing.FULL: "framing.full",
    Framing.MEDIUM_WIDE: "framing.medium-wide",
    Framing.MEDIUM: "framing.medium",
    Framing.MEDIUM_CLOSE_UP: "framing.medium-close-up",
    Framing.CLOSE_UP: "framing.close-up",
    Framing.EXTREME_CLOSE_UP: "framing.extreme-close-up",
    Framing.INSERT: "framing.insert",
    Framing.TWO_SHOT: "framing.two-shot",
    Framing.OVER_SHOULDER: "framing.over-shoulder",
}
ANGLES: dict[StrEnum, str] = {
    Angle.EYE_LEVEL: "angle.eye-level",
    Angle.LOW: "angle.low",
    Angle.HIGH: "angle.high",
    Angle.OVERHEAD: "angle.overhead",
    Angle.DUTCH: "angle.dutch",
    Angle.GROUND: "angle.ground",
}
MOVES: dict[StrEnum, str] = {
    Move.LOCKED: "move.locked",
    Move.PUSH_IN: "move.push-in",
    Move.PULL_OUT: "move.pull-out",
    Move.PAN_LEFT: "move.pan-left",
    Move.PAN_RIGHT: "move.pan-right",
    Move.TILT_UP: "move.tilt-up",
    Move.TILT_DOWN: "move.tilt-down",
    Move.TRACK_LEFT: "move.track-left",
    Move.TRACK_RIGHT: "move.track-right",
    Move.CRANE_UP: "move.crane-up",
    Move.CRANE_DOWN: "move.crane-down",
    Move.HANDHELD: "move.handheld",
    Move.ORBIT_LEFT: "move.orbit-left",
    Move.ORBIT_RIGHT: "move.orbit-right",
}
DEPTHS: dict[StrEnum, str] = {Depth.SHALLOW: "depth.shallow", Depth.DEEP: "depth.deep"}

CAMERA: Mapping[str, tuple[str, Mapping[StrEnum, str]]] = {
    "framing": ("field.framing", FRAMINGS),
    "angle": ("field.angle", ANGLES),
    "move": ("field.move", MOVES),
    "depth": ("field.depth", DEPTHS),
}
"""The fields with fixed choices: the code of the label, and of every choice."""
