"""Where somebody or something of the film is used: seen, heard, played in, or named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from fourbeat.model.document import Plan
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Appearance, Character, Costume, Dressing, Line, Place, Prop
from fourbeat.writing.mentions import Named, mentions

from .free_text import binned_shots, free_texts


class Way(StrEnum):
    """Say how somebody or something is used."""

    SEEN = "seen"
    SPEAKS = "speaks"
    SET = "set"
    NAMED = "named"


WAYS = {Way.SEEN: "use.seen", Way.SPEAKS: "use.speaks", Way.SET: "use.set", Way.NAMED: "use.named"}
"""What each way is called."""


@dataclass(frozen=True)
class Use:
    """Be one use: in a shot, in a scene, or (where both are None) in the words of `owner`.

    `text` is the line spoken, the costume worn, or the words around a mention; `field` is where a mention stands.
    `binned` says that the shot lies in the bin.
    """

    way: Way
    owner: str
    shot: Id | None = None
    scene: Id | None = None
    field: str = ""
    text: str = ""
    binned: bool = False

    @property
    def where(self) -> str | Message:
        """Say where it is, and that this is in the bin where it is."""
        return message("use.in-bin", owner=self.owner) if self.binned else self.owner


def uses(plan: Plan, one: Named) -> list[Use]:
    """Give every use in the order of the film, those in shots and scenes before those in the words of others.

    Shots in the bin come after those of the board: they may be brought back.
    """
    found: list[Use] = []
    if isinstance(one, Place):
        found += [
            Use(Way.SET, scene.number, scene=scene.id, text=scene.title)
            for scene in plan.scenes()
            if scene.place == one.id
        ]
    else:
        for shot in plan.shots():
            found += _in_shot(plan, one, shot.id, shot.number)
        for shot in binned_shots(plan):
            found += [replace(use, binned=True) for use in _in_shot(plan, one, shot.id, shot.number)]
    return found + _mentioned(plan, one)


def shots_of(plan: Plan, found: Iterable[Use]) -> list[Id]:
    """Give the shots that uses are about, each once, in board order; a scene stands for all its shots."""
    found = list(found)
    shots = {use.shot for use in found}
    scenes = {use.scene for use in found if use.way is Way.SET}
    return [shot.id for shot in plan.shots() if shot.id in shots or shot.scene in scenes]


def _in_shot(plan: Plan, one: Character | Prop, shot: Id, number: str) -> list[Use]:
    if isinstance(one, Prop):
        there = any(row.prop == one.id for row in plan.of(Dressing, shot))
        return [Use(Way.SEEN, number, shot)] if there else []
    found = []
    for seen in plan.of(Appearance, shot):
        if seen.character == one.id:
            costume = plan.find(Costume, seen.costume)
            found.append(Use(Way.SEEN, number, shot, text=costume.name if costume else ""))
    found += [Use(Way.SPEAKS, number, shot, text=row.text) for row in plan.of(Line, shot) if row.character == one.id]
    return found


def _mentioned(plan: Plan, one: Named) -> list[Use]:
    bible = plan.bible()
    return [
        Use(Way.NAMED, place.owner, place.shot, place.scene, place.field, place.text, place.binned)
        for place in free_texts(plan)
        if any(mention.named.id == one.id for mention in mentions(place.text, bible))
    ]
