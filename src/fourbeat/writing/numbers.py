"""Shot numbers: labels in steps of ten, with room between them for shots thought of later."""

from __future__ import annotations

import re
from collections.abc import Collection

STEP = 10


def numbered(count: int) -> list[str]:
    """Give the first `count` numbers: 010, 020, 030 …"""
    return [_label(STEP * (index + 1)) for index in range(count)]


def between(before: str | None, after: str | None, taken: Collection[str]) -> str:
    """Give a free number between two others: 020 at the end, 015 between 010 and 020, 010A where all are taken.

    A number that was ever used is never given again, so `taken` holds those of removed and omitted shots too.
    """
    low = _value(before) if before else 0
    high = _value(after) if after else None
    if high is None:
        candidate = (max([low, *map(_value, taken)]) // STEP + 1) * STEP
        return _label(candidate)
    middle = (low + high) // 2
    for candidate in sorted(range(low + 1, high), key=lambda value: (value % 5 != 0, abs(value - middle))):
        if _label(candidate) not in taken:
            return _label(candidate)
    stem = _label(low) if before else "000"
    for letter in (*"ABCDEFGHJKLMNPQRSTUVWXYZ", *(f"Z{n}" for n in range(1, 1000))):
        if f"{stem}{letter}" not in taken:
            return f"{stem}{letter}"
    raise ValueError(f"no number is free after {before}")


def _value(number: str) -> int:
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else 0


def _label(value: int) -> str:
    return f"{value:03}"
