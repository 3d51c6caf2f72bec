"""Order keys: texts that sort, with room between any two, so moving one shot rewrites one row.

A key is a fraction between 0 and 1 written in base 62 without its leading "0."; a key never ends in "0", so there is
always room before it. Two people may make the same key in two copies of a project: ties are settled by id.
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_STEP = 8


def between(before: str | None, after: str | None) -> str:
    """Make a key that sorts after `before` and before `after`; None stands for the ends.

    Raises ValueError if `before` does not sort before `after`.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no key fits between {before!r} and {after!r}")
    # At an open end step by a little, not by half: appending 2,000 shots must not grow 300-character keys.
    if after is None and before is not None:
        return _stepped(before, _STEP)
    if before is None and after is not None:
        return _stepped(after, -_STEP)
    width = max(len(before or ""), len(after or ""), 2)
    while True:
        low = _read((before or "").ljust(width, "0"))
        high = _read(after.ljust(width, "0")) if after else _BASE**width
        if high - low > 1:
            return _write((low + high) // 2, width)
        width += 1


def several(before: str | None, after: str | None, count: int) -> list[str]:
    """Make `count` keys in order between two others; halving, so that even many stay short.

    Raises ValueError if `before` does not sort before `after`.
    """
    if count < 1:
        return []
    if before is not None and after is not None:
        middle, earlier = between(before, after), (count - 1) // 2
        later = count - 1 - earlier
        return [*several(before, middle, earlier), middle, *several(middle, after, later)]
    keys: list[str] = []
    for _ in range(count):
        keys.append(
            between(keys[-1] if keys else before, None) if after is None else between(None, (keys or [after])[-1])
        )
    return keys if after is None else keys[::-1]


def _stepped(key: str, step: int) -> str:
    width = max(len(key), 3)
    while not 0 < (value := _read(key.ljust(width, "0")) + step) < _BASE**width:
        width += 3
    if value % _BASE == 0:
        value += 1 if step > 0 else -1
    return _write(value, width)


def spread(count: int) -> list[str]:
    """Make `count` keys in order, evenly spaced and equally long."""
    width = 1
    while _BASE**width < (count + 1) * 4:
        width += 1
    step = _BASE**width // (count + 1)
    return [_write(step * (index + 1), width) for index in range(count)]


def _read(key: str) -> int:
    value = 0
    for digit in key:
        value = value * _BASE + _DIGITS.index(digit)
    return value


def _write(value: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        value, digit = divmod(value, _BASE)
        digits = _DIGITS[digit] + digits
    return digits.rstrip("0")
