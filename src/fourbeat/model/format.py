"""What the whole film is cut in: size, rate, colour and sound. Chosen when the project is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from pydantic import Field, field_validator

from .errors import Invalid
from .message import Frozen
from .time import Rate

SAMPLE_RATE = 48_000
CHANNELS = 2
SMALLEST, LARGEST = 64, 8192
"""The least and greatest width or height of a picture, in pixels."""


class Size(Frozen):
    """Give a picture's width and height in pixels."""

    width: int = Field(ge=1)
    height: int = Field(ge=1)

    @classmethod
    def parse(cls, text: str) -> Size:
        """Read a size such as "1280x720"; a multiplication sign will do too."""
        match = re.fullmatch(r"\s*(\d{1,5})\s*[xX×]\s*(\d{1,5})\s*", text)
        if not match or not int(match[1]) or not int(match[2]):
            raise Invalid("format.not-a-size", given=text[:40])
        return cls(width=int(match[1]), height=int(match[2]))

    @property
    def drawable(self) -> bool:
        """Tell whether H.264 in 4:2:0 can hold it: even, and between 64 and 8192 either way."""
        return all(SMALLEST <= side <= LARGEST and side % 2 == 0 for side in (self.width, self.height))

    def nearest(self, sizes: Iterable[Size]) -> Size:
        """Give the size of these that is nearest in shape, of those the nearest in area; itself where there is none."""
        shape, area = Fraction(self.width, self.height), self.width * self.height

        def far(one: Size) -> tuple[Fraction, int]:
            other = Fraction(one.width, one.height)
            return max(shape / other, other / shape), abs(one.width * one.height - area)

        return min(sizes, key=far, default=self)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


class Format(Frozen):
    """Fix the film's size and rate; the rest is the same for every project: Rec.709 limited, yuv420p, 48 kHz stereo."""

    size: Size = Size(width=1280, height=720)
    rate: str = "24"

    @field_validator("rate")
    @classmethod
    def _known(cls, text: str) -> str:
        return str(Rate.parse(text))

    @property
    def fps(self) -> Rate:
        """Give the rate as an exact fraction."""
        return Rate.parse(self.rate)
