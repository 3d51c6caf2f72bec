"""The palette: three to five colours, and the same family of them from shot to shot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import dist

from fourbeat.model.edit import BORN, Change
from fourbeat.model.finding import Fix
from fourbeat.model.message import message
from fourbeat.model.plan import Colour, Life

from .case import Case, Spot

FEWEST, MOST = 3, 5
NEAR = 26.0
"""The distance in CIELAB (1976) up to which two colours belong to one family; twice and more is another world."""

_SHARE = 0.34
"""The part of a palette that must have kin in the palette before it."""


def palette_size(case: Case) -> Iterator[Spot]:
    """Find too few colours to hold a picture together, or too many to be held."""
    colours = case.brief.colours
    if 0 < len(colours) < FEWEST:
        yield Spot(case.on_shot("palette"), message("lint.palette-size", n=len(colours)))
    elif len(colours) > MOST:
        away = tuple(
            Change(kind="colour", entity=one.id, field="life", before=Life.ALIVE, after=Life.BINNED)
            for one in colours[MOST:]
        )
        fix = Fix(label=message("lint.fix.first-colours", most=MOST), changes=away)
        yield Spot(case.on_shot("palette"), message("lint.palette-size", n=len(colours)), fixes=(fix,))


def palette_drift(case: Case) -> Iterator[Spot]:
    """Find a palette that shares no family of colours with the shot before it in the same scene."""
    if case.before is None:
        return
    mine, theirs = case.brief.colours, case.before.brief.colours
    if len(mine) < FEWEST or len(theirs) < FEWEST:
        return
    kin = sum(1 for one in mine if min(_apart(one.value, other.value) for other in theirs) <= NEAR)
    if kin < _SHARE * len(mine):
        number = case.before.shot.number
        fix = Fix(label=message("lint.fix.palette-of", shot=number), changes=_same(case, mine, theirs))
        yield Spot(case.on_shot("palette"), message("lint.palette-drift", shot=number), fixes=(fix,))


def _same(case: Case, mine: Sequence[Colour], theirs: Sequence[Colour]) -> tuple[Change, ...]:
    changes: list[Change] = []
    for was, becomes in zip(mine, theirs, strict=False):
        for field in ("value", "name"):
            before, after = getattr(was, field), getattr(becomes, field)
            if before != after:
                changes.append(Change(kind="colour", entity=was.id, field=field, before=before, after=after))
    changes += [
        Change(kind="colour", entity=surplus.id, field="life", before=Life.ALIVE, after=Life.BINNED)
        for surplus in mine[len(theirs) :]
    ]
    rows = [{"shot": case.shot.id, "order": "", "value": one.value, "name": one.name} for one in theirs[len(mine) :]]
    changes += [Change(kind="colour", entity="", field=BORN, after=row) for row in rows]
    return tuple(changes)


def _apart(one: str, other: str) -> float:
    return dist(lab(one), lab(other))


@cache
def lab(value: str) -> tuple[float, float, float]:
    """Give a colour's place in CIELAB under D65. Source: IEC 61966-2-1 and CIE 15."""
    red, green, blue = (_linear(int(value[place : place + 2], 16) / 255) for place in (1, 3, 5))
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (_bent(part) for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _bent(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
