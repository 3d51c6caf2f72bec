"""Every place of the film where words stand that a person wrote freely, in the order in which they are read.

Shots in the bin count as well, after all others: they may come back, and what they say must still be true then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fourbeat.model.document import Plan
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import (
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Line,
    Place,
    Project,
    Prop,
    Row,
    Scene,
    Sequence,
    Shot,
    Translation,
)

from .briefs import LONG_FIELDS

_OF_SHOT: dict[type[Row], tuple[str, ...]] = {
    BriefText: ("scene", "lens", "light", "mood", "sound", *LONG_FIELDS),
    Beat: ("text",),
    Line: ("delivery", "text"),
    Colour: ("name",),
}
_OF_NAMED: dict[type[Row], tuple[str, ...]] = {
    Character: ("identity", "wardrobe", "voice", "note"),
    Place: ("identity", "note"),
    Prop: ("identity", "note"),
}
# Left out on purpose: names, numbers, the script's own words, and a prompt typed by hand, which is sent as it is.

SPEAKER = "speaker"
"""The name of whoever has a line: no prose, in which somebody may be mentioned, but it can be put otherwise."""


@dataclass(frozen=True)
class FreeText:
    """Be one text; `shot` or `scene` say where it belongs, `owner` is what a person calls that.

    `binned` says that the shot lies in the bin.
    """

    row: Row
    field: str
    text: str
    owner: str
    shot: Id | None = None
    scene: Id | None = None
    binned: bool = False


def called(kind: str, field: str) -> Message:
    """Name the field of a row as a person knows it; `kind` is the row's."""
    if kind == Translation.kind:
        return message("replace.field-sent")
    return message(f"replace.field.{field}")


def binned_shots(plan: Plan) -> list[Shot]:
    """Give the shots that are out of the film but may come back: those in the bin, and those whose scene is gone."""
    board = {shot.id for shot in plan.shots()}
    return [*plan.binned(Shot), *(shot for shot in plan.all(Shot) if shot.id not in board)]


def free_texts(plan: Plan) -> Iterator[FreeText]:
    """Give every text of the film that is not empty; what lies in the bin comes last."""
    yield from _texts(plan, plan.project, ("note",), plan.project.name)
    for sequence in plan.sequences():
        yield from _texts(plan, sequence, ("title",), sequence.number)
        for scene in plan.scenes(sequence.id):
            yield from _texts(plan, scene, ("title", "note"), scene.number, scene=scene.id)
            for shot in plan.shots(scene.id):
                yield from _of_shot(plan, shot)
    for kind, fields in _OF_NAMED.items():
        for one in plan.all(kind):
            assert isinstance(one, Character | Place | Prop)
            yield from _texts(plan, one, fields, one.name)
            for costume in plan.of(Costume, one.id):
                yield from _texts(plan, costume, ("words",), one.name)
    for shot in binned_shots(plan):
        for text in _of_shot(plan, shot):
            yield replace(text, binned=True)


def _of_shot(plan: Plan, shot: Shot) -> Iterator[FreeText]:
    yield from _texts(plan, shot, ("title", "note"), shot.number, shot=shot.id)
    for kind, fields in _OF_SHOT.items():
        for row in plan.of(kind, shot.id):
            yield from _texts(plan, row, fields, shot.number, shot=shot.id)


def _texts(
    plan: Plan, row: Row, fields: tuple[str, ...], owner: str, *, shot: Id | None = None, scene: Id | None = None
) -> Iterator[FreeText]:
    for field in fields:
        if text := getattr(row, field):
            yield FreeText(row, field, text, owner, shot, scene)
    if not isinstance(row, Project | Sequence | Scene):
        for sent in plan.of(Translation, row.id):
            if sent.text:
                yield FreeText(sent, "text", sent.text, owner, shot, scene)
