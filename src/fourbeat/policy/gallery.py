"""The pictures that packs guard, and which of them a picture is: compared by fingerprints alone, without any pixels."""

from __future__ import annotations

from collections.abc import Iterable

from fourbeat.model.message import Frozen

from .hit import Hit, Reading, Sure
from .subject import Print, Subject

CLOSE, LOOSE, ALIKE = 10, 68, 31
"""Bits that may differ: of the 64, and of the 256 beside them; and of the 256 when nobody can doubt it."""


FAR, FAR_WAVES = 24, 104
"""Of the 64 and of the 256 bits, upright pictures that differ in more have nothing in common.

Measured on 150 made scenes and 300 clips of 30 frames made of them, on 2026-11-22. Clips that begin with their picture
(resized, graded a little, grained, encoded at crf 23, zoomed from 0 to 3 percent on): none of 150 was called unlike it.
Clips that treat it harshly (gamma 0.6 to 1.6, tint, blur, turned by 3 degrees, moved by 4 percent, zoomed by 8, encoded
at crf 32, a fifth of them faded in from black): 1 of 150 was. Of 44,700 pairs of a picture and the clip of another one,
86 percent were: what is kept quiet is the lesser evil.
"""


class Look(Frozen):
    """Be what a picture is compared by: for each way it can be turned, its 64 and its 256 bits as hexadecimal texts."""

    seen: tuple[tuple[str, str], ...] = ()


class Gallery:
    """Know the pictures of subjects; built once for the packs in use."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._kept = [
            (subject.id, one, tuple(_pairs(one))) for subject in subjects for one in subject.prints if _pairs(one)
        ]

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, look: Look) -> list[Hit]:
        """Give the subjects one of whose pictures this is, the nearest first; a doubtful one is at most asked about."""
        seen = [(int(one, 16), int(other, 16)) for one, other in look.seen]
        nearest: dict[str, tuple[int, Print]] = {}
        for subject, one, pairs in self._kept:
            away = _away(seen, pairs)
            if away is not None and (subject not in nearest or away < nearest[subject][0]):
                nearest[subject] = (away, one)
        return [
            Hit(
                subject=subject,
                reading=Reading.IMAGE,
                sure=Sure.SURE if away <= ALIKE else Sure.DOUBTFUL,
                start=0,
                end=0,
                text="",
                read_as=one.note,
                distance=away,
            )
            for subject, (away, one) in sorted(nearest.items(), key=lambda item: (item[1][0], item[0]))
        ]


def _pairs(one: Print) -> list[tuple[int, int]]:
    """Give the fingerprints of each part of a picture; those that have no partner say nothing."""
    return [(int(light, 16), int(wave, 16)) for light, wave in zip(one.dhash, one.pdq, strict=False)]


def _away(seen: Iterable[tuple[int, int]], pairs: Iterable[tuple[int, int]]) -> int | None:
    """Give by how many of the 256 bits the nearest parts differ; None where no two agree in both fingerprints."""
    nearest: int | None = None
    for light, wave in seen:
        for other_light, other_wave in pairs:
            if (light ^ other_light).bit_count() <= CLOSE:
                away = (wave ^ other_wave).bit_count()
                if away <= LOOSE and (nearest is None or away < nearest):
                    nearest = away
    return nearest


def unlike(picture: Look, frames: Iterable[Look]) -> bool:
    """Tell whether frames have nothing in common with a picture; never where either is plain and says nothing."""
    seen = [one.seen[0] for one in frames if one.seen]
    if not picture.seen or not seen:
        return False
    light, wave = (int(bits, 16) for bits in picture.seen[0])
    return (
        min((light ^ int(one, 16)).bit_count() for one, _ in seen) > FAR
        and min((wave ^ int(other, 16)).bit_count() for _, other in seen) > FAR_WAVES
    )
