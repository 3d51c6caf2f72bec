"""Pictures drawn by chance, each from its number: shapes on a ground, with outlines and eyes, as cartoons have."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]


def drawing(number: int) -> Pixels:
    """Draw a picture of shape (height, width, 3); the same number gives the same picture."""
    dice = np.random.default_rng(number)
    height, width = (int(dice.integers(300, 520)) for _ in range(2))
    sky, floor = dice.integers(40, 256, 3), dice.integers(0, 200, 3)
    slope = np.linspace(0, 1, height)[:, None, None]
    picture = np.ascontiguousarray(np.broadcast_to(sky * (1 - slope) + floor * slope, (height, width, 3)), np.uint8)
    for _ in range(int(dice.integers(6, 16))):
        ink = tuple(int(one) for one in dice.integers(0, 256, 3))
        x, y = int(dice.integers(0, width)), int(dice.integers(0, height))
        wide, high = (int(one) for one in dice.integers(15, 130, 2))
        kind = int(dice.integers(0, 4))
        if kind == 0:
            cv2.ellipse(picture, (x, y), (wide, high), float(dice.integers(0, 180)), 0, 360, ink, -1, cv2.LINE_AA)
            cv2.ellipse(picture, (x, y), (wide, high), 0, 0, 360, (10, 10, 10), 2, cv2.LINE_AA)
        elif kind == 1:
            cv2.rectangle(picture, (x, y), (x + wide, y + high), ink, -1)
        elif kind == 2:
            points = dice.integers(-120, 120, (int(dice.integers(3, 7)), 2)) + np.array([x, y])
            cv2.fillPoly(picture, [points.astype(np.int32)], ink, cv2.LINE_AA)
        else:
            for line in range(4):
                cv2.line(picture, (x + 12 * line, y), (x + wide + 12 * line, y + high), ink, 5, cv2.LINE_AA)
    for side in (-1, 1):
        x, y = int(width / 2 + side * dice.integers(20, 60)), int(dice.integers(height // 3, height // 2))
        cv2.circle(picture, (x, y), int(dice.integers(10, 30)), (250, 250, 250), -1, cv2.LINE_AA)
        cv2.circle(picture, (x, y), int(dice.integers(4, 9)), (5, 5, 5), -1, cv2.LINE_AA)
    return picture


def grey(picture: Pixels) -> Pixels:
    """Give its lightness."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))


def squeezed(picture: Pixels, quality: int) -> Pixels:
    """Give it as a JPEG of that quality leaves it."""
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))


def resized(picture: Pixels, across: float, down: float) -> Pixels:
    """Give it in another size, perhaps of another shape."""
    height, width = picture.shape[:2]
    size = (max(1, round(width * across)), max(1, round(height * down)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if across < 1 else cv2.INTER_CUBIC))


def cropped(picture: Pixels, left: float, top: float, right: float, bottom: float) -> Pixels:
    """Give what remains when a share is cut off each side."""
    height, width = picture.shape[:2]
    return picture[round(height * top) : round(height * (1 - bottom)), round(width * left) : round(width * (1 - right))]


def framed(picture: Pixels, share: float, ink: int) -> Pixels:
    """Give it with an even border all around."""
    height, width = picture.shape[:2]
    down, across = round(height * share), round(width * share)
    return np.asarray(
        cv2.copyMakeBorder(picture, down, down, across, across, cv2.BORDER_CONSTANT, value=(ink, ink, ink))
    )
