"""Shots arranged on the board: moved and duplicated, one or many, each time as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.message import Message, message
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Colour,
    Depiction,
    Dressing,
    Likeness,
    Line,
    Reference,
    Row,
    Shot,
    Translation,
)

from .labels import Numbers

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

_PARTS: dict[type[Row], str] = {
    BriefText: "id",
    Appearance: "shot",
    Dressing: "shot",
    Beat: "shot",
    Line: "shot",
    Colour: "shot",
    Reference: "of",
    Depiction: "id",
    Likeness: "of",
}
"""The rows a brief is made of, each with the field that names its shot."""


class Arrange:
    """Hold the verbs that say where shots stand."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def move(self, *, shots: Sequence[Shot], after: Shot | None = None, before: Shot | None = None) -> Changes:
        """Move shots, in the order given, to after or before another; their numbers stay. Raises Invalid."""
        neighbour = one_place(after, before)
        moving = {shot.id for shot in shots}
        if neighbour is None or neighbour.id in moving or not shots:
            raise Invalid("shot.move-where", shot=shots[0].number if shots else "")
        plan = self._store.plan
        siblings = [one for one in plan.shots(neighbour.scene) if one.id not in moving]
        keys = keys_between(siblings, len(shots), after=after, before=before)
        changes: list[Change] = []
        for shot, key in zip(shots, keys, strict=True):
            changes += plan.change(plan.get(Shot, shot.id), scene=neighbour.scene, order=key)
        return written(self._studio, named("step.move-shot", "step.move-shots", shots), changes)

    def duplicate(self, *, shots: Sequence[Shot]) -> list[Shot]:
        """Make a copy of each shot, standing after it: brief, pictures and note are the same, takes stay behind."""
        plan, ids = self._store.plan, self._studio.desk.ids
        labels, made, rows = Numbers(plan), list[Shot](), list[Row]()
        for shot in shots:
            twin = shot.model_copy(
                update={
                    "id": ids.new(),
                    "order": labels.key_after(shot),
                    "number": labels.after(shot),
                    "take": None,
                    "status": None,
                }
            )
            made.append(twin)
            rows += [twin, *self._parts(shot, twin)]
        changes = [plan.born(row) for row in rows]
        written(self._studio, named("step.duplicate-shot", "step.duplicate-shots", shots), changes)
        return made

    def _parts(self, shot: Shot, twin: Shot) -> list[Row]:
        plan, ids = self._store.plan, self._studio.desk.ids
        copies: list[Row] = []
        for kind, owner in _PARTS.items():
            for row in plan.of(kind, shot.id):
                copy = row.model_copy(update={"id": ids.new(), owner: twin.id})
                sent = plan.of(Translation, row.id)
                copies += [copy, *(one.model_copy(update={"id": ids.new(), "of": copy.id}) for one in sent)]
        return copies


def one_place(after: Shot | None, before: Shot | None) -> Shot | None:
    """Give the neighbour that says where shots go, None where none is named. Raises Invalid for two."""
    if after is not None and before is not None:
        raise Invalid("shot.one-place")
    return after or before


def keys_between(siblings: Sequence[Shot], count: int, *, after: Shot | None, before: Shot | None) -> list[str]:
    """Make order keys for a place among the shots of one scene; its end where no neighbour is named."""
    keys = [one.order for one in siblings]
    if after is not None:
        place = next(index for index, one in enumerate(siblings) if one.id == after.id) + 1
    elif before is not None:
        place = next(index for index, one in enumerate(siblings) if one.id == before.id)
    else:
        place = len(keys)
    low = keys[place - 1] if place else None
    high = keys[place] if place < len(keys) else None
    # Two copies of a project may have made the same key: step over the twins rather than between them.
    while low is not None and high is not None and low >= high:
        place += 1
        high = keys[place] if place < len(keys) else None
    return order.several(low, high, count)


def named(one: str, many: str, shots: Sequence[Shot]) -> Message:
    """Name a step by its only shot, or by how many shots it is about."""
    return message(one, shot=shots[0].number) if len(shots) == 1 else message(many, n=len(shots))


def written(studio: Studio, label: Message, changes: Sequence[Change]) -> Changes:
    """Write changes as one step, and tell what they touched; nothing is written where nothing changes."""

    def work(writer: Writer) -> Changes:
        writer.edit(label, changes)
        return writer.changes

    return studio.store.write(work) if changes else Changes()
