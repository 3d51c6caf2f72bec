"""Fingerprints of pictures, the same when a picture was resized, compressed, mirrored, turned or cropped a little.

They know a picture, never a character: another drawing of the same figure has other fingerprints. Two stand for each
part of a picture, and `gallery` wants both to agree: 64 bits of which neighbour is lighter, 256 of its coarse waves.
The latter are our own, made as PDQ is but not interchangeable with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .gallery import Look
from .subject import Print

Box = tuple[float, float, float, float]
"""A part of a picture: top, left, bottom, right, in pixels and parts of them."""

Luma = NDArray[Any]
"""The lightness of a picture, 0 to 255, of shape (height, width)."""

SMALLEST = 16
"""A picture that is narrower or lower has no fingerprints."""

_STEP, _MOST = 5, 10
"""What is cut off a picture for the parts a pack knows it by, in percent: in steps, and at most along each side."""

_SIDE = 64
_WAVES = 16
_PLAIN = 4.0
"""How much the lightness must vary, as a standard deviation: black frames and plain grounds are nobody's picture."""
_EVEN = 12
"""How far the lightness within a border may stray."""
_EQUAL = 2.0
"""How much lighter a neighbour must be to count: flat grounds would else say what noise says."""
_LEFT = 0.4
"""What must remain when borders are taken off; else they are part of the picture."""


def prints(luma: Luma, note: str = "") -> Print:
    """Give the fingerprints a pack keeps of a picture, with those of its crops; none of one that is plain or tiny."""
    taken: dict[tuple[str, str], None] = {}
    for whole in _bared(luma):
        sums = _sums(whole)
        for box in _boxes(*whole.shape):
            taken[_both(_means(sums, box, 8, 9), _means(sums, box, _SIDE, _SIDE))] = None
    return Print(note=note, dhash=tuple(one for one, _ in taken), pdq=tuple(other for _, other in taken))


def look(luma: Luma) -> Look:
    """Give what a picture that was met is compared by: itself in all eight ways it can be turned and mirrored."""
    taken: dict[tuple[str, str], None] = {}
    for whole in _bared(luma):
        sums, box = _sums(whole), (0.0, 0.0, float(whole.shape[0]), float(whole.shape[1]))
        upright, lying, coarse = (_means(sums, box, *size) for size in ((8, 9), (9, 8), (_SIDE, _SIDE)))
        for turn in range(4):
            small = np.rot90(lying if turn % 2 else upright, turn)
            large = np.rot90(coarse, turn)
            taken[_both(small, large)] = None
            taken[_both(small[:, ::-1], large[:, ::-1])] = None
    return Look(seen=tuple(taken))


def trimmed(luma: Luma) -> Luma:
    """Take even borders off a picture, unless next to nothing would remain."""
    height, width = luma.shape
    top, bottom = _even(luma), _even(luma[::-1])
    left, right = _even(luma.T), _even(luma.T[::-1])
    if height - top - bottom < _LEFT * height or width - left - right < _LEFT * width:
        return luma
    return luma[top : height - bottom, left : width - right]


def _bared(luma: Luma) -> Iterator[Luma]:
    """Give a picture as it is and, where it has borders, without them; nothing of one that is plain or tiny."""
    bare = trimmed(luma)
    for one in (luma, bare) if bare.shape != luma.shape else (luma,):
        if min(one.shape) >= SMALLEST and float(np.std(one)) >= _PLAIN:
            yield one


def _even(luma: Luma) -> int:
    """Count the rows from the top that are all of one lightness, that of the first."""
    if not luma.size:
        return 0
    stray = np.abs(luma.astype(np.int16) - int(np.median(luma[0]))) > _EVEN
    broken = np.flatnonzero(stray.mean(axis=1) > 0.01)
    return int(broken[0]) if broken.size else len(luma)


def _boxes(height: int, width: int) -> Iterator[Box]:
    """Give a picture and what remains of it when a little is cut off its sides."""
    cuts = [
        (before / 100, 1 - after / 100)
        for before, after in product(range(0, _MOST + 1, _STEP), repeat=2)
        if before + after <= _MOST
    ]
    for (top, bottom), (left, right) in product(cuts, repeat=2):
        yield height * top, width * left, height * bottom, width * right


def _both(small: Luma, large: Luma) -> tuple[str, str]:
    """Give the two fingerprints of a picture that was shrunk to 8 × 9 and to 64 × 64."""
    lighter = small[:, 1:] > small[:, :-1] + _EQUAL
    waves = _COSINES @ large @ _COSINES.T
    return np.packbits(lighter).tobytes().hex(), np.packbits(waves > np.median(waves)).tobytes().hex()


def _cosines() -> NDArray[np.float64]:
    """Give the rows 1 to 16 of the discrete cosine transform: without the one that only says how light it is."""
    wave, place = np.arange(1, _WAVES + 1)[:, None], np.arange(_SIDE)[None, :]
    return np.asarray(np.cos(np.pi * wave * (2 * place + 1) / (2 * _SIDE)), np.float64)


_COSINES = _cosines()


def _sums(luma: Luma) -> NDArray[np.float64]:
    """Give for each corner between pixels the sum of all that is above and left of it."""
    sums = np.zeros((luma.shape[0] + 1, luma.shape[1] + 1))
    np.cumsum(np.cumsum(luma, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])
    return sums


def _means(sums: NDArray[np.float64], box: Box, height: int, width: int) -> NDArray[np.float64]:
    """Bring a part of a picture to another size; every new pixel is the mean of exactly what it covers."""
    top, left, bottom, right = box
    rows = _between(sums, np.linspace(top, bottom, height + 1))
    corners = _between(rows.T, np.linspace(left, right, width + 1)).T
    area = (bottom - top) * (right - left) / (height * width)
    return np.asarray(np.diff(np.diff(corners, axis=0), axis=1) / area)


def _between(rows: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.minimum(at.astype(np.int64), len(rows) - 2)
    part = (at - whole)[:, None]
    return np.asarray(rows[whole] * (1 - part) + rows[whole + 1] * part)
