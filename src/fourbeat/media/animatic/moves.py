"""The camera's one move: how it travels and turns over a clip, and what that does to each layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...model.plan import Move
from .lens import Lens, Matrix

_RAMP = 0.22
"""The part of a move that is spent starting, and again stopping."""


@dataclass(frozen=True)
class Pose:
    """Be the camera at one moment: metres travelled (right, down, forward), picture shifted in pixels, and turned."""

    travel: tuple[float, float, float] = (0.0, 0.0, 0.0)
    shift: tuple[float, float] = (0.0, 0.0)
    roll: float = 0.0


@dataclass(frozen=True)
class Journey:
    """Be a whole move: the same arguments always give the same poses."""

    move: Move
    lens: Lens
    frames: int
    seconds: float
    seed: int

    def pose(self, frame: int) -> Pose:
        """Give the camera's pose at one frame."""
        share = eased(frame / (self.frames - 1)) if self.frames > 1 else 0.0
        if self.move is Move.HANDHELD:
            return self._handheld(frame)
        return self._moved(share)

    def matrix(self, plane: tuple[NDArray[np.float64], float] | None, frame: int) -> Matrix:
        """Give where a move takes the frame points of a plane: its normal and constant, or None for endlessly far."""
        pose = self.pose(frame)
        across, down = self.lens.centre
        camera = np.array([[self.lens.focal, 0, across], [0, self.lens.focal, down], [0, 0, 1]])
        seen = np.eye(3)
        if plane is not None:
            normal, constant = plane
            seen = camera @ (np.eye(3) - np.outer(pose.travel, normal) / constant) @ np.linalg.inv(camera)
        cos, sin = np.cos(pose.roll), np.sin(pose.roll)
        turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
        middle = np.array([[1, 0, across], [0, 1, down], [0, 0, 1]])
        shifted = np.array([[1, 0, across + pose.shift[0]], [0, 1, down + pose.shift[1]], [0, 0, 1]])
        whole: Matrix = shifted @ turn @ np.linalg.inv(middle) @ seen
        whole /= whole[2, 2]
        return whole

    def upright(self, depth: float) -> tuple[NDArray[np.float64], float]:
        """Give the plane that faces the camera at a depth in metres."""
        return np.array([0.0, 0.0, 1.0]), depth

    def _moved(self, share: float) -> Pose:
        lens, move, size = self.lens, self.move, self.lens.size
        pace = min(1.35, max(0.35, (self.seconds / 4) ** 0.7))
        metres = lens.subject / lens.focal
        middle = share - 0.5
        roll = lens.roll
        match move:
            case Move.PUSH_IN:
                return Pose(travel=(0, 0, 0.16 * pace * lens.subject * share), roll=roll)
            case Move.PULL_OUT:
                return Pose(travel=(0, 0, 0.16 * pace * lens.subject * (1 - share)), roll=roll)
            case Move.PAN_LEFT | Move.PAN_RIGHT:
                way = 1 if move is Move.PAN_LEFT else -1
                return Pose(shift=(way * 0.24 * pace * size.width * middle, 0), roll=roll)
            case Move.TILT_UP | Move.TILT_DOWN:
                way = 1 if move is Move.TILT_UP else -1
                return Pose(shift=(0, way * 0.24 * pace * size.height * middle), roll=roll)
            case Move.TRACK_LEFT | Move.TRACK_RIGHT:
                way = -1 if move is Move.TRACK_LEFT else 1
                return Pose(travel=(way * 0.22 * pace * size.width * metres * middle, 0, 0), roll=roll)
            case Move.CRANE_UP | Move.CRANE_DOWN:
                way = -1 if move is Move.CRANE_UP else 1
                reach = min(0.34 * pace * size.height * metres, 0.5 * lens.height)
                sink = way * reach * middle
                return Pose(travel=(0, sink, 0), shift=(0, 0.55 * sink / metres), roll=roll)
            case Move.ORBIT_LEFT | Move.ORBIT_RIGHT:
                way = -1 if move is Move.ORBIT_LEFT else 1
                aside = way * 0.26 * pace * size.width * metres * middle
                return Pose(travel=(aside, 0, 0), shift=(aside / metres, 0), roll=roll)
        return Pose(roll=roll)

    @cached_property
    def _hand(self) -> NDArray[np.float64]:
        """Draw the rhythms of a hand once: frequency in Hz, phase and weight for each of five axes."""
        rng = np.random.default_rng([self.seed, 5])
        rhythm = np.empty((5, 6, 3))
        rhythm[..., 0] = rng.uniform(0.12, 1.5, (5, 6))
        rhythm[..., 1] = rng.uniform(0, 2 * np.pi, (5, 6))
        rhythm[..., 2] = rng.uniform(0.5, 1.0, (5, 6)) / (0.4 + rhythm[..., 0])
        return rhythm

    def _handheld(self, frame: int) -> Pose:
        when = frame * self.seconds / max(1, self.frames)
        waves = np.sin(2 * np.pi * self._hand[..., 0] * when + self._hand[..., 1]) * self._hand[..., 2]
        x, y, roll, aside, up = waves.sum(axis=1) / 2.6
        size, metres = self.lens.size, self.lens.subject / self.lens.focal
        return Pose(
            travel=(aside * 0.009 * size.width * metres, up * 0.006 * size.height * metres, 0),
            shift=(x * 0.009 * size.width, y * 0.011 * size.height),
            roll=self.lens.roll + roll * 0.0035,
        )


def eased(share: float) -> float:
    """Ease in and out: the speed swells over the first part, holds, and dies away over the last; 0 to 1."""
    if share > 0.5:
        return 1 - eased(1 - share)
    if share < _RAMP:
        return float((share / 2 - _RAMP / (2 * np.pi) * np.sin(np.pi * share / _RAMP)) / (1 - _RAMP))
    return (share - _RAMP / 2) / (1 - _RAMP)
