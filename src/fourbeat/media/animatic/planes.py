"""I420 planes as they go to the encoder, and texts laid on them where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ...lettering.strip import Picture
from ...model.format import Size
from .light import TO_YUVA
from .sheet import Pixels


@dataclass(frozen=True)
class Stamp:
    """Be a drawn text for one even place: premultiplied planes, and how much of the picture shows through them."""

    left: int
    top: int
    luma: Pixels
    blue: Pixels
    red: Pixels
    through: Pixels
    half_through: Pixels

    @property
    def right(self) -> int:
        """Give the column after the last."""
        return self.left + int(self.luma.shape[1])

    @property
    def bottom(self) -> int:
        """Give the row after the last."""
        return self.top + int(self.luma.shape[0])

    def moved(self, left: int, top: int) -> Stamp:
        """Give the same text at another place, brought to even numbers."""
        return Stamp(left // 2 * 2, top // 2 * 2, self.luma, self.blue, self.red, self.through, self.half_through)


class Planes:
    """Hold one picture as I420: `whole` is what the encoder takes, the planes are views of it."""

    def __init__(self, size: Size) -> None:
        height, width = size.height, size.width
        self.whole: Pixels = np.zeros((height * 3 // 2, width), np.uint8)
        flat, luma = self.whole.reshape(-1), height * width
        half = (height // 2, width // 2)
        self.luma: Pixels = self.whole[:height]
        self.blue: Pixels = flat[luma : luma + luma // 4].reshape(half)
        self.red: Pixels = flat[luma + luma // 4 :].reshape(half)

    def take(self, filmed: Pixels) -> None:
        """Take over a picture of Y, Cb, Cr and cover."""
        cv2.extractChannel(filmed, 0, self.luma)
        small = cv2.resize(filmed, (self.blue.shape[1], self.blue.shape[0]), interpolation=cv2.INTER_AREA)
        cv2.extractChannel(small, 1, self.blue)
        cv2.extractChannel(small, 2, self.red)

    def enlarge(self, smaller: Planes) -> None:
        """Take over a smaller picture, enlarged."""
        for own, other in ((self.luma, smaller.luma), (self.blue, smaller.blue), (self.red, smaller.red)):
            cv2.resize(other, (own.shape[1], own.shape[0]), own, interpolation=cv2.INTER_LINEAR)

    def stamp(self, stamp: Stamp) -> None:
        """Lay a text on the picture."""
        rows, columns = slice(stamp.top, stamp.bottom), slice(stamp.left, stamp.right)
        self.luma[rows, columns] = _over(self.luma[rows, columns], stamp.luma, stamp.through)
        rows, columns = slice(stamp.top // 2, stamp.bottom // 2), slice(stamp.left // 2, stamp.right // 2)
        self.blue[rows, columns] = _over(self.blue[rows, columns], stamp.blue, stamp.half_through)
        self.red[rows, columns] = _over(self.red[rows, columns], stamp.red, stamp.half_through)


def stamped(picture: Picture, size: Size, left: int, top: int) -> Stamp:
    """Make a stamp of a drawn text, cut to the picture's size and kept inside it."""
    drawn = lettered(picture)[: size.height, : size.width]
    high, wide = drawn.shape[:2]
    even: Pixels = np.zeros((high + high % 2, wide + wide % 2, 4), np.uint8)
    even[:high, :wide] = drawn
    half = cv2.resize(even, (even.shape[1] // 2, even.shape[0] // 2), interpolation=cv2.INTER_AREA)
    parts, small = cv2.split(even), cv2.split(half)
    stamp = Stamp(0, 0, parts[0], small[1], small[2], cv2.bitwise_not(parts[3]), cv2.bitwise_not(small[3]))
    return stamp.moved(max(0, min(left, size.width - even.shape[1])), max(0, min(top, size.height - even.shape[0])))


def lettered(picture: Picture) -> Pixels:
    """Read a drawn text as premultiplied Y, Cb, Cr and cover."""
    drawn = np.asarray(cv2.imdecode(np.frombuffer(picture.png, np.uint8), cv2.IMREAD_UNCHANGED))
    straight = cv2.cvtColor(drawn, cv2.COLOR_BGRA2RGBA).astype(np.float32) / 255
    straight[..., :3] *= straight[..., 3:]
    pixels: Pixels = np.clip(cv2.transform(straight, TO_YUVA) + 0.5, 0, 255).astype(np.uint8)
    return pixels


def _over(below: Pixels, above: Pixels, through: Pixels) -> Pixels:
    return np.asarray(cv2.add(cv2.multiply(below, through, scale=1 / 255), above), np.uint8)
