"""`fourbeat shot move|remove|duplicate|omit|paste`: what is done with several shots at once."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

import click

from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.studio.pages import read_page

from .session import Session
from .several import chosen, numbers, placed, read_text, several
from .shared import command
from .speech import option

_MOST_NAMED, _BESIDE = 40, 3


@command(None, "move", "help.shot-move")
@several
@placed
def move(session: Session, labels: tuple[str, ...], asked: str | None, after: str | None, before: str | None) -> None:
    """Move shots after or before another."""
    with session.open(write=True) as studio:
        shots = chosen(studio, labels, asked)
        studio.arrange.move(
            shots=shots,
            after=studio.shots.find(after) if after else None,
            before=studio.shots.find(before) if before else None,
        )
        board = studio.plan.shots()
        session.answer.give({"order": [shot.number for shot in board]})
        order = _around(board, {shot.id for shot in shots})
        if len(shots) == 1:
            session.answer.say(session.desk.say("shot.moved", shot=shots[0].number, order=order))
        else:
            session.answer.say(session.desk.say("shots.moved", n=len(shots), order=order))


def _around(board: Sequence[Shot], moved: Set[Id]) -> str:
    """Name the shots in their order; of a long film those that were moved, and a few beside them."""
    places = [place for place, shot in enumerate(board) if shot.id in moved]
    if len(board) <= _MOST_NAMED or not places:
        return " ".join(shot.number for shot in board)
    shown = {place for one in places for place in range(one - _BESIDE, one + _BESIDE + 1) if 0 <= place < len(board)}
    told: list[str] = []
    last = -1
    for place in sorted(shown):
        told += ["…"] if place > last + 1 else []
        told.append(board[place].number)
        last = place
    return " ".join([*told, *(["…"] if last < len(board) - 1 else [])])


@command(None, "duplicate", "help.shot-duplicate")
@several
def duplicate(session: Session, labels: tuple[str, ...], asked: str | None) -> None:
    """Make a copy of each shot after it."""
    with session.open(write=True) as studio:
        made = studio.arrange.duplicate(shots=chosen(studio, labels, asked))
        session.answer.give({"made": [{"id": shot.id, "number": shot.number} for shot in made]})
        session.answer.say(session.desk.say("shots.duplicated", n=len(made), numbers=numbers(made)))


@command(None, "remove", "help.shot-remove")
@several
def remove(session: Session, labels: tuple[str, ...], asked: str | None) -> None:
    """Put shots into the project's bin."""
    with session.open(write=True) as studio:
        shots = chosen(studio, labels, asked)
        studio.bin.put(shots=shots)
        session.answer.give({"removed": [{"id": shot.id, "number": shot.number} for shot in shots]})
        if len(shots) == 1:
            session.answer.say(session.desk.say("shot.removed", shot=shots[0].number))
        else:
            session.answer.say(session.desk.say("shots.removed", n=len(shots)))


@command(None, "omit", "help.shot-omit")
@several
@option("--back", text="option.omit-back", is_flag=True)
def omit(session: Session, labels: tuple[str, ...], asked: str | None, back: bool) -> None:
    """Leave shots out of the film, or take them in again."""
    with session.open(write=True) as studio:
        shots = chosen(studio, labels, asked)
        changes = studio.fields.unomit(shots=shots) if back else studio.fields.omit(shots=shots)
        changed = len(changes.shots)
        session.answer.give({"changed": sorted(changes.shots)})
        session.answer.say(session.desk.say("shots.taken-in" if back else "shots.omitted", n=changed))


@command(None, "paste", "help.shot-paste")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@option("--in-scene", "in_scene", text="option.in-scene", metavar="SCENE")
@placed
def paste(session: Session, file: Path | None, in_scene: str | None, after: str | None, before: str | None) -> None:
    """Make shots of a text: one brief, several, or plain prose."""
    briefs = read_page(read_text(file))
    with session.open(write=True) as studio:
        pasted = studio.pasting.paste(
            briefs=briefs,
            scene=studio.shots.find_scene(in_scene),
            after=studio.shots.find(after) if after else None,
            before=studio.shots.find(before) if before else None,
        )
        made = list(pasted.shots)
        session.answer.give(
            {
                "made": [{"id": shot.id, "number": shot.number} for shot in made],
                "joined": list(pasted.joined),
                "left_out": pasted.left_out,
            }
        )
        session.answer.say(session.desk.say("shots.pasted", n=len(made), numbers=numbers(made)))
        for note in (
            message("shots.joined", names=pasted.joined) if pasted.joined else None,
            message("shots.left-out", n=pasted.left_out) if pasted.left_out else None,
        ):
            if note is not None:
                session.answer.note(session.desk.wording(note))
