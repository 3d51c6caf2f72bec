"""Places to stage a shot in, each built from a few flat shapes on the layers of a stage."""

from __future__ import annotations

from collections.abc import Callable

from ....model.plan import Angle, Framing
from ..stage import Stage
from . import above, inside, nature, outside, plain, water
from .lighthouse import lighthouse

_BUILDERS: dict[str, Callable[[Stage], None]] = {
    "workshop": inside.workshop,
    "kitchen": inside.kitchen,
    "library": inside.library,
    "office": inside.office,
    "classroom": inside.classroom,
    "bar": inside.bar,
    "bedroom": inside.bedroom,
    "corridor": inside.corridor,
    "train": inside.train,
    "stage": inside.theatre,
    "room": inside.room,
    "table": inside.room,
    "rooftop": outside.rooftop,
    "street": outside.street,
    "skyline": outside.skyline,
    "station": outside.station,
    "bridge": water.riverside,
    "forest": nature.forest,
    "garden": nature.garden,
    "field": nature.hills,
    "mountain": nature.mountains,
    "desert": nature.desert,
    "snowfield": nature.hills,
    "sea": water.sea,
    "beach": water.beach,
    "space": nature.space,
}


def build(stage: Stage) -> None:
    """Build the place a panel tells of; nothing told is a painter's plain backdrop."""
    if stage.reading.angle is Angle.OVERHEAD:
        above.floor(stage)
        return
    builder = _BUILDERS.get(stage.reading.place)
    if builder is None:
        plain.backdrop(stage)
    else:
        builder(stage)
    if "lighthouse" in stage.reading.things and not stage.reading.inside:
        lighthouse(stage)
    if stage.reading.framing is Framing.INSERT:
        plain.tabletop(stage)
