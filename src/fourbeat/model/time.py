"""Exact time: whole frames at a rational rate. This module alone converts and writes timecode."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TypeAlias

from .errors import Invalid

Seconds: TypeAlias = Fraction | Decimal | int | str
"""A length a person gives: exact, never a float."""


def half_up(value: Fraction) -> int:
    """Round to the nearest whole number, halves upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def exact(seconds: Seconds) -> Fraction:
    """Read a length in seconds exactly, from a number or a text such as "4", "2.5" or "1001/240"."""
    try:
        return Fraction(seconds.strip() if isinstance(seconds, str) else seconds)
    except (ValueError, InvalidOperation, ZeroDivisionError):
        raise Invalid("time.not-seconds", given=str(seconds)[:40]) from None


@dataclass(frozen=True)
class Rate:
    """Name a picture rate in frames per second, as an exact fraction."""

    num: int
    den: int = 1

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Read one of the project rates from "24", "23.976", "24000/1001" and the like."""
        text = text.strip()
        for rate in RATES:
            if text in (str(rate), rate.label):
                return rate
        raise Invalid("time.not-a-rate", given=text[:40], rates=tuple(rate.label for rate in RATES))

    @property
    def fraction(self) -> Fraction:
        """Give frames per second."""
        return Fraction(self.num, self.den)

    @property
    def label(self) -> str:
        """Write the rate as the trade says it: 23.976, 24, 25, 29.97 …"""
        if self.den == 1:
            return str(self.num)
        return f"{Decimal(self.num) / Decimal(self.den):.3f}".rstrip("0")

    @property
    def nominal(self) -> int:
        """Give the whole number of frames that timecode counts in a second."""
        return half_up(self.fraction)

    @property
    def drops(self) -> bool:
        """Tell whether drop-frame timecode is defined for this rate (29.97 and 59.94)."""
        return self.den == 1001 and self.nominal in (30, 60)

    def frames(self, seconds: Seconds) -> int:
        """Give the whole frames nearest to a length in seconds, halves upwards."""
        return half_up(exact(seconds) * self.fraction)

    def seconds(self, frames: int) -> Fraction:
        """Give the exact length of that many frames, in seconds."""
        return Fraction(frames * self.den, self.num)

    def written(self, frames: int) -> str:
        """Write the length of that many frames in seconds as briefs do: "4", "37/24", or to the millionth."""
        length = self.seconds(frames)
        if length.denominator == 1:
            return str(length.numerator)
        short = length.numerator < 10_000 and length.denominator < 1_000_000
        return f"{length.numerator}/{length.denominator}" if short else f"{float(length):.6f}"

    def samples(self, frames: int, sample_rate: int = 48_000) -> int:
        """Give the audio samples per channel that stand beside the first `frames` frames."""
        return half_up(self.seconds(frames) * sample_rate)

    def timecode(self, frames: int, *, drop: bool = False) -> str:
        """Write a frame count as HH:MM:SS:FF, or HH:MM:SS;FF in drop-frame. Source: SMPTE ST 12-1."""
        if drop and not self.drops:
            raise ValueError(f"drop-frame timecode is not defined at {self.label}")
        base = self.nominal
        if drop:
            frames = _with_dropped_labels(frames, base)
        seconds, frame = divmod(frames, base)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        return f"{hours % 24:02}:{minute:02}:{second:02}{';' if drop else ':'}{frame:02}"

    def from_timecode(self, text: str) -> int:
        """Read HH:MM:SS:FF or, with a semicolon before the frames, drop-frame; gives the frame count."""
        match = re.fullmatch(r"(\d\d):([0-5]\d):([0-5]\d)([:;])(\d\d)", text.strip())
        base = self.nominal
        if not match or int(match[5]) >= base:
            raise Invalid("time.not-timecode", given=text[:40])
        hours, minutes, seconds, frame = (int(match[part]) for part in (1, 2, 3, 5))
        count = ((hours * 60 + minutes) * 60 + seconds) * base + frame
        if match[4] == ":":
            return count
        skip = base // 15
        whole_minutes = hours * 60 + minutes
        if not self.drops or (seconds == 0 and frame < skip and minutes % 10):
            raise Invalid("time.not-timecode", given=text[:40])
        return count - skip * (whole_minutes - whole_minutes // 10)

    def __str__(self) -> str:
        return str(self.num) if self.den == 1 else f"{self.num}/{self.den}"


def _with_dropped_labels(frames: int, base: int) -> int:
    """Add back the labels that drop-frame skips: two (four at 60) a minute, save every tenth minute."""
    skip = base // 15
    ten_minutes = base * 600 - 9 * skip
    minute = base * 60 - skip
    tens, rest = divmod(frames, ten_minutes)
    added = 9 * skip * tens
    if rest >= base * 60:
        added += skip * (1 + (rest - base * 60) // minute)
    return frames + added


RATES = (
    Rate(24000, 1001),
    Rate(24),
    Rate(25),
    Rate(30000, 1001),
    Rate(30),
    Rate(48),
    Rate(50),
    Rate(60000, 1001),
    Rate(60),
)
"""The rates a project may have."""
