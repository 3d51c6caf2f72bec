"""`fourbeat bin`: see what lies in the project's bin, and bring it back."""

from __future__ import annotations

import click

from fourbeat.studio.board import line_of

from .session import Session
from .several import numbers
from .shared import command, group

bin_ = group("bin", "help.bin")


@command(bin_, "list", "help.bin-list")
def list_(session: Session) -> None:
    """List the shots in the bin."""
    with session.open(write=False) as studio:
        rate, takes = studio.plan.project.fps, studio.store.take_counts()
        shots = studio.bin.shots()
        session.answer.give(
            {
                "shots": [
                    {
                        "id": shot.id,
                        "number": shot.number,
                        "title": shot.title,
                        "frames": shot.frames,
                        "takes": takes.get(shot.id, 0),
                    }
                    for shot in shots
                ]
            }
        )
        if not shots:
            session.answer.say(session.desk.say("bin.nothing"))
            return
        heads = [session.desk.say(f"column.{name}") for name in ("shot", "takes", "seconds", "line")]
        rows = [
            [
                shot.number,
                str(takes.get(shot.id, 0)),
                f"{float(rate.seconds(shot.frames)):g}",
                line_of(shot, studio.plan.brief(shot.id)),
            ]
            for shot in shots
        ]
        session.answer.table(heads, rows, right=(1, 2))


@command(bin_, "restore", "help.bin-restore")
@click.argument("labels", nargs=-1, required=True, metavar="SHOT…")
def restore(session: Session, labels: tuple[str, ...]) -> None:
    """Bring shots back from the bin to where they stood."""
    with session.open(write=True) as studio:
        found = {shot.id: shot for shot in map(studio.bin.find, labels)}
        back = studio.bin.bring_back(shots=list(found.values()))
        session.answer.give({"restored": [{"id": shot.id, "number": shot.number} for shot in back]})
        session.answer.say(session.desk.say("shots.restored", n=len(back), numbers=numbers(back)))
