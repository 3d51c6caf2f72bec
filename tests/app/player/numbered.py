"""Write a film whose frames carry their own number, as eight bars of black and white. Run in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from fourbeat.media.encode import ClipWriter
from fourbeat.model.format import Size
from fourbeat.model.time import Rate

WIDTH, HEIGHT, BARS = 128, 72, 8


def write(target: Path, frames: int, rate: str) -> None:
    with ClipWriter(target, Size(width=WIDTH, height=HEIGHT), Rate.parse(rate)) as clip:
        for number in range(frames):
            planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
            for bar in range(BARS):
                left = bar * WIDTH // BARS
                planes[:HEIGHT, left : left + WIDTH // BARS] = 235 if number >> bar & 1 else 16
            clip.frame(planes)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
