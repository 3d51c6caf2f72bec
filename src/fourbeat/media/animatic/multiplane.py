"""The multiplane camera: cels at their depths, filmed frame by frame into I420 planes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...model.format import Size
from .lens import Matrix
from .light import Cel
from .moves import Journey
from .sheet import Pixels
from .stage import FAR_AWAY

_BREATH = 0.0045
"""How much somebody who stands still grows and shrinks, and how often, in Hz."""
_BREATHS = 0.27
_NOD, _SYLLABLES = 0.010, 1.1


@dataclass
class _Held:
    """Be one or more cels that move as one."""

    cel: Cel
    phase: float = 0.0
    still: bool = False
    solid: int | None = None
    """For ground without gaps: the first of its own rows from which nothing shows through."""


class Multiplane:
    """Film cels along a journey; frames come out as Y, Cb, Cr and cover at full size."""

    def __init__(self, cels: list[Cel], journey: Journey, size: Size) -> None:
        self._journey, self._size = journey, size
        self._frames = journey.frames
        self._held = [_Held(cel, phase=1.7 * index) for index, cel in enumerate(cels)]
        self._join()
        self._canvas: Pixels = np.zeros((size.height, size.width, 4), np.uint8)

    def frame(self, index: int) -> Pixels:
        """Film one frame; the array is used again for the next."""
        matrices = [self._matrix(held, index) for held in self._held]
        for place, (held, matrix) in enumerate(zip(self._held, matrices, strict=True)):
            self._lay(self._canvas, held.cel, matrix, self._floor(place, matrices))
        return self._canvas

    def _floor(self, place: int, matrices: list[Matrix]) -> int:
        """Find the row from which a later cel hides everything below; what is hidden need not be filmed."""
        lowest = self._size.height
        for held, matrix in zip(self._held[place + 1 :], matrices[place + 1 :], strict=True):
            if held.solid is not None:
                lowest = min(lowest, self._first_row(held, matrix))
        return lowest

    def _first_row(self, held: _Held, matrix: Matrix) -> int:
        """Give the frame row below which a cel lets nothing through."""
        width = held.cel.pixels.shape[1]
        ends = matrix @ np.array([[0, width], [held.solid, held.solid], [1, 1]], np.float64)
        return max(0, int(np.ceil((ends[1] / ends[2]).max())) + 2)

    def _matrix(self, held: _Held, index: int) -> Matrix:
        """Give what leads from a cel's own pixels to the frame's."""
        cel = held.cel
        if held.still:
            return np.array([[1, 0, cel.left], [0, 1, cel.top], [0, 0, 1]], np.float64)
        own = np.array([[1, 0, cel.left], [0, 1, cel.top], [0, 0, 1]], np.float64)
        if cel.breath is not None:
            pace = self._journey.seconds / max(1, self._frames)
            when = index * pace
            grow = _BREATH * np.sin(2 * np.pi * _BREATHS * when + held.phase)
            for start, end in cel.spoken:
                if start <= index < end:
                    # A nod in the rhythm of speech, swelling in and out, so that one sees who speaks.
                    nod = abs(np.sin(2 * np.pi * _SYLLABLES * (index - start) * pace))
                    grow += _NOD * nod * np.sin(np.pi * (index - start) / (end - start))
            own = np.array([[1, 0, 0], [0, 1 + grow, -grow * cel.breath], [0, 0, 1]]) @ own
        if cel.drift:
            when = index * self._journey.seconds / max(1, self._frames)
            own = np.array([[1, 0, cel.drift * when], [0, 1, 0], [0, 0, 1]]) @ own
        return self._journey.matrix(self._plane(cel), index) @ own

    def _plane(self, cel: Cel) -> tuple[NDArray[np.float64], float] | None:
        if cel.depth == 0:
            return self._journey.lens.ground()
        return None if cel.depth >= FAR_AWAY else self._journey.upright(cel.depth)

    def _join(self) -> None:
        """Put neighbours that always move alike on one cel, and film once what never moves."""
        joined: list[_Held] = []
        for held in self._held:
            last = joined[-1] if joined else None
            if last and not (_lives(held.cel) or _lives(last.cel)) and self._alike(last, held):
                last.cel = _merged(last.cel, held.cel)
            else:
                joined.append(held)
        self._held = joined
        for held in joined:
            if not _lives(held.cel) and self._at_rest(held):
                self._settle(held)
            elif held.cel.depth == 0 and not held.cel.opaque:
                held.solid = _solid(held.cel)

    def _alike(self, one: _Held, other: _Held) -> bool:
        planes = self._plane(one.cel), self._plane(other.cel)
        return all(
            np.abs(self._journey.matrix(planes[0], index) - self._journey.matrix(planes[1], index)).max() < 1e-9
            for index in self._samples()
        )

    def _at_rest(self, held: _Held) -> bool:
        first = self._matrix(held, 0)
        return all(np.abs(self._matrix(held, index) - first).max() < 1e-9 for index in self._samples())

    def _samples(self) -> list[int]:
        return sorted({round(share * (self._frames - 1)) for share in np.linspace(0, 1, 9)})

    def _settle(self, held: _Held) -> None:
        size = self._size
        matrix = self._matrix(held, 0)
        if held.cel.opaque:
            pixels: Pixels = np.zeros((size.height, size.width, 4), np.uint8)
            self._lay(pixels, held.cel, matrix)
            held.cel = Cel(pixels, 0, 0, held.cel.depth, opaque=True)
        else:
            box = self._reach(held.cel, matrix)
            if box is None:
                return
            held.cel = Cel(_warp(held.cel, matrix, box), box[0], box[1], held.cel.depth)
        held.still = True

    def _lay(self, canvas: Pixels, cel: Cel, matrix: Matrix, floor: int | None = None) -> None:
        box = self._reach(cel, matrix)
        if box is None:
            return
        left, top, right, bottom = box
        bottom = bottom if floor is None else min(bottom, floor)
        if bottom <= top:
            return
        box = (left, top, right, bottom)
        part = canvas[top:bottom, left:right]
        x, y = left - round(matrix[0, 2]), top - round(matrix[1, 2])
        rows, columns = cel.pixels.shape[:2]
        if _is_copy(matrix) and x >= 0 and y >= 0 and x + right - left <= columns and y + bottom - top <= rows:
            filmed = cel.pixels[y : y + bottom - top, x : x + right - left]
        else:
            filmed = _warp(cel, matrix, box)
        if cel.opaque:
            part[:] = filmed
            return
        through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(filmed, 3)), cv2.COLOR_GRAY2BGRA)
        cv2.multiply(part, through, part, scale=1 / 255)
        cv2.add(part, filmed, part)

    def _reach(self, cel: Cel, matrix: Matrix) -> tuple[int, int, int, int] | None:
        """Find the part of the frame a cel covers."""
        size = self._size
        if cel.opaque or cel.depth == 0:
            return 0, 0 if cel.opaque else self._highest(cel, matrix), size.width, size.height
        height, width = cel.pixels.shape[:2]
        corners = matrix @ np.array([[0, width, width, 0], [0, 0, height, height], [1, 1, 1, 1]], np.float64)
        xs, ys = corners[0] / corners[2], corners[1] / corners[2]
        left, top = max(0, int(np.floor(xs.min())) - 1), max(0, int(np.floor(ys.min())) - 1)
        right, bottom = min(size.width, int(np.ceil(xs.max())) + 1), min(size.height, int(np.ceil(ys.max())) + 1)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _highest(self, cel: Cel, matrix: Matrix) -> int:
        """Find the first row the ground reaches; it runs on below and to the sides whatever its sheet says."""
        width = cel.pixels.shape[1]
        ys = [
            float((matrix @ [x, 0, 1])[1] / (matrix @ [x, 0, 1])[2])
            for x in (0, width)
            if (matrix @ [x, 0, 1])[2] > 1e-6
        ]
        return max(0, min(self._size.height - 1, int(min(ys, default=0.0)) - 1))


def _lives(cel: Cel) -> bool:
    return cel.breath is not None or cel.drift != 0


def _warp(cel: Cel, matrix: Matrix, box: tuple[int, int, int, int]) -> Pixels:
    left, top, right, bottom = box
    local = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64) @ matrix
    back = np.linalg.inv(local)
    back /= back[2, 2]
    size = (right - left, bottom - top)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # A sheet that fills the whole area goes on beyond its edge; anything else ends in clear film.
    border = cv2.BORDER_REPLICATE if cel.opaque or cel.depth == 0 else cv2.BORDER_CONSTANT
    if np.abs(back[2, :2]).max() < 1e-12:
        return np.asarray(cv2.warpAffine(cel.pixels, back[:2], size, flags=flags, borderMode=border), np.uint8)
    return np.asarray(cv2.warpPerspective(cel.pixels, back, size, flags=flags, borderMode=border), np.uint8)


def _solid(cel: Cel) -> int | None:
    clear = np.flatnonzero(cel.pixels[..., 3].min(axis=1) < 255)
    last = int(clear[-1]) + 1 if len(clear) else 0
    return last if last < cel.pixels.shape[0] - 1 else None


def _is_copy(matrix: Matrix) -> bool:
    plain = matrix - np.array([[1, 0, round(matrix[0, 2])], [0, 1, round(matrix[1, 2])], [0, 0, 1]])
    return bool(np.abs(plain).max() < 1e-9)


def _merged(below: Cel, above: Cel) -> Cel:
    """Lay one cel over another for good."""
    left, top = min(below.left, above.left), min(below.top, above.top)
    right = max(below.left + below.pixels.shape[1], above.left + above.pixels.shape[1])
    bottom = max(below.top + below.pixels.shape[0], above.top + above.pixels.shape[0])
    if below.opaque:
        left, top = below.left, below.top
        right, bottom = left + below.pixels.shape[1], top + below.pixels.shape[0]
    whole = np.zeros((bottom - top, right - left, 4), np.float32)
    for cel in (below, above):
        x, y = cel.left - left, cel.top - top
        height, width = cel.pixels.shape[:2]
        x0, y0, x1, y1 = max(0, x), max(0, y), min(right - left, x + width), min(bottom - top, y + height)
        part = cel.pixels[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.float32)
        whole[y0:y1, x0:x1] = whole[y0:y1, x0:x1] * (1 - part[..., 3:] / 255) + part
    return Cel(np.clip(whole + 0.5, 0, 255).astype(np.uint8), left, top, below.depth, below.opaque)
