"""The columns of the list: what each says of a shot, how it sorts, and how it is written in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from fourbeat.model.plan import ShotStatus
from fourbeat.model.status import Shown
from fourbeat.studio.board import Card

from ..brief.choices import ANGLES, DEPTHS, FRAMINGS, MOVES
from ..room import Room


class Column(IntEnum):
    """Name the columns of the list; the board shows only rows."""

    NUMBER = 0
    LINE = 1
    STATUS = 2
    TAKE = 3
    LENGTH = 4
    SCENE = 5
    FRAMING = 6
    CAST = 7
    PLACE = 8
    TAKES = 9
    ANGLE = 10
    MOVE = 11
    DEPTH = 12
    PROVIDER = 13
    NOTE = 14
    FINDINGS = 15


@dataclass(frozen=True)
class Said:
    """Describe a column: the code of its title, the field it writes ("" for none), and what it sorts by.

    `choices` are the values its field can have, with the codes of their words.
    """

    word: str
    sort: Callable[[Card], Any]
    field: str = ""
    choices: Mapping[Any, str] | None = None


_BY_HAND: Mapping[Any, str] = {
    None: "list.by-facts",
    ShotStatus.RETAKE: "shown.retake",
    ShotStatus.APPROVED: "shown.approved",
    ShotStatus.OMITTED: "shown.omitted",
}
_STATUSES = list(Shown)


def _chosen(words: Mapping[Any, str]) -> Mapping[Any, str]:
    return {None: "brief-dock.unsaid", **words}


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Make a key that sorts 9 before 10, and letters without their case."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in re.findall(r"\d+|\D+", text)
    )


def _place(kinds: Mapping[Any, str], value: object) -> int:
    return [None, *kinds].index(value) if value in kinds else 0


COLUMNS: dict[Column, Said] = {
    Column.NUMBER: Said("board.column.number", lambda card: natural(card.number), "number"),
    Column.LINE: Said("board.column.line", lambda card: card.line.casefold(), "title"),
    Column.STATUS: Said("board.column.status", lambda card: _STATUSES.index(card.status), "status", _BY_HAND),
    Column.TAKE: Said("board.column.take", lambda card: card.chosen or 0),
    Column.LENGTH: Said("board.column.length", lambda card: card.frames, "seconds"),
    Column.SCENE: Said("board.column.scene", lambda card: card.order[:4]),
    Column.FRAMING: Said("field.framing", lambda card: _place(FRAMINGS, card.framing), "framing", _chosen(FRAMINGS)),
    Column.CAST: Said("outline.cast", lambda card: [name.casefold() for name in card.cast]),
    Column.PLACE: Said("board.column.place", lambda card: card.place.casefold()),
    Column.TAKES: Said("column.takes", lambda card: card.takes),
    Column.ANGLE: Said("field.angle", lambda card: _place(ANGLES, card.angle), "angle", _chosen(ANGLES)),
    Column.MOVE: Said("field.move", lambda card: _place(MOVES, card.move), "move", _chosen(MOVES)),
    Column.DEPTH: Said("field.depth", lambda card: _place(DEPTHS, card.depth), "depth", _chosen(DEPTHS)),
    Column.PROVIDER: Said("field.provider", lambda card: card.provider.casefold()),
    Column.NOTE: Said("field.note", lambda card: card.note.casefold(), "note"),
    # What is found is no part of a card: `Showing` says it, and sorts by it.
    Column.FINDINGS: Said("dock.findings", lambda _card: 0),
}
"""Every column, in the order in which they are offered."""

AT_FIRST = (
    Column.NUMBER,
    Column.LINE,
    Column.STATUS,
    Column.FINDINGS,
    Column.TAKE,
    Column.LENGTH,
    Column.FRAMING,
    Column.CAST,
    Column.PLACE,
)
ALWAYS = (Column.NUMBER, Column.LINE)
"""Columns that are never put away: without them nobody knows which shot a row is."""

_CAMERA = {
    Column.FRAMING: ("framing", FRAMINGS),
    Column.ANGLE: ("angle", ANGLES),
    Column.MOVE: ("move", MOVES),
    Column.DEPTH: ("depth", DEPTHS),
}


def text(room: Room, card: Card, column: Column, status: str, length: str) -> str:
    """Say what a column shows of a shot."""
    say = room.say
    if column in _CAMERA:
        name, words = _CAMERA[column]
        chosen = next((code for value, code in words.items() if value == getattr(card, name)), "")
        return say(chosen) if chosen else ""
    match column:
        case Column.NUMBER:
            return card.number
        case Column.LINE:
            return card.line
        case Column.STATUS:
            return status
        case Column.TAKE:
            if card.withdrawn and card.chosen:
                return say("list.take-withdrawn", number=card.chosen)
            return say("board.t", number=card.chosen) if card.chosen else say("board.no-take")
        case Column.LENGTH:
            return say("board.seconds", seconds=length)
        case Column.SCENE:
            return f"{card.sequence} / {card.scene_number}"
        case Column.CAST:
            return ", ".join(card.cast)
        case Column.PLACE:
            return card.place
        case Column.TAKES:
            return str(card.takes)
        case Column.PROVIDER:
            return card.provider
        case Column.FINDINGS:
            return ""
        case _:
            return " ".join(card.note.split())


def value(card: Card, column: Column) -> object:
    """Give what an editor begins with: the field as it is written, not as it is shown."""
    if column in _CAMERA:
        name, words = _CAMERA[column]
        return next((one for one in words if one == getattr(card, name)), None)
    match column:
        case Column.NUMBER:
            return card.number
        case Column.LINE:
            return card.title
        case Column.LENGTH:
            return f"{float(card.seconds):g}"
        case Column.STATUS:
            return ShotStatus(card.status.value) if card.by_hand else None
        case _:
            return card.note
