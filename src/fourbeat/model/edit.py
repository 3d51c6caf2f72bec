"""Edits and what they touched: the journal's unit, and the news that views redraw from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from pydantic import JsonValue

from .ids import Id
from .message import Frozen, Message

BORN = "+"
"""The field of an edit that brings a row into being; its `after` is the whole row."""

FIRST_TAKE = "step.first-take"
"""The label of a step that the queue makes: nobody's undo takes it back, and it leaves redo as it is."""

STILL_USED = "step.still-used"
"""The label of a step that the queue makes where a still becomes a reference as soon as it has come."""

BY_ITSELF = (FIRST_TAKE, STILL_USED)
"""The steps that nobody did: they come while people work at something else."""


class Change(Frozen):
    """Say what one field of one row was and becomes: an edit before the journal gives it its place."""

    kind: str
    entity: Id
    field: str
    before: JsonValue = None
    after: JsonValue = None


class Edit(Change):
    """Be one line of the journal; `tick` is the project's logical clock, `group` what the person sees as one step."""

    id: Id
    group: Id
    author: str
    tick: int
    at: str


class Step(Frozen):
    """Be one group of edits as the person sees it; an undo or redo names the step it answers."""

    id: Id
    label: Message
    author: str
    at: str
    undoes: Id | None = None
    redoes: Id | None = None


@dataclass(frozen=True)
class Changes:
    """Name the ids a write touched, by noun; views redraw only those."""

    project: frozenset[Id] = frozenset()
    sequences: frozenset[Id] = frozenset()
    scenes: frozenset[Id] = frozenset()
    shots: frozenset[Id] = frozenset()
    cast: frozenset[Id] = frozenset()
    places: frozenset[Id] = frozenset()
    props: frozenset[Id] = frozenset()
    scripts: frozenset[Id] = frozenset()
    reels: frozenset[Id] = frozenset()
    takes: frozenset[Id] = frozenset()
    stills: frozenset[Id] = frozenset()
    jobs: frozenset[Id] = frozenset()
    rights: frozenset[Id] = frozenset()
    money: frozenset[Id] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        return Changes(*(getattr(self, noun.name) | getattr(other, noun.name) for noun in fields(self)))

    def __bool__(self) -> bool:
        return any(getattr(self, noun.name) for noun in fields(self))

    @classmethod
    def of(cls, noun: str, ids: Iterable[Id]) -> Changes:
        """Name touched ids of one noun."""
        return cls(**{noun: frozenset(ids)})
