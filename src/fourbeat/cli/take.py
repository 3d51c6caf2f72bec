"""`fourbeat take`: list takes, and choose the one that stands in the cut."""

from __future__ import annotations

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.ids import code

from .session import Session
from .shared import command, group
from .speech import option

take = group("take", "help.take")


@command(take, "list", "help.take-list")
@click.argument("label", metavar="[SHOT]", required=False)
def list_(session: Session, label: str | None) -> None:
    """List the takes of a shot or of the whole film."""
    with session.open(write=False) as studio:
        listed = studio.takes.list(studio.shots.find(label) if label else None)
        say, answer = session.desk.say, session.answer
        answer.give(
            {
                "takes": [
                    {
                        **one.take.model_dump(mode="json", exclude={"facts", "parts"}),
                        "shot_number": one.shot.number,
                        "code": code(one.take.id),
                        "path": str(studio.store.media.path(one.take.media)),
                        "frames": one.take.facts.frames,
                        "rating": one.mark.rating,
                        "status": str(one.mark.status),
                        "chosen": one.chosen,
                    }
                    for one in listed
                ]
            }
        )
        if not listed:
            answer.say(say("take.none"))
            return
        answer.table(
            [say(f"column.{name}") for name in ("shot", "take", "chosen", "provider", "frames", "file")],
            [
                [
                    one.shot.number,
                    f"t{one.take.number}",
                    "✓" if one.chosen else "",
                    one.take.provider,
                    str(one.take.facts.frames),
                    one.take.media,
                ]
                for one in listed
            ],
            right=(4,),
        )


@command(take, "choose", "help.take-choose")
@click.argument("label", metavar="SHOT")
@click.argument("number", metavar="[TAKE]", required=False)
@option("--none", "nothing", text="option.none", is_flag=True)
def choose(session: Session, label: str, number: str | None, nothing: bool) -> None:
    """Choose a take for the cut, or none."""
    if nothing == (number is not None):
        raise Invalid("take.which")
    with session.open(write=True) as studio:
        shot = studio.shots.find(label)
        chosen = studio.takes.find(shot, number) if number else None
        studio.takes.choose(shot=shot, take=chosen)
        session.answer.give({"shot": shot.number, "chosen": chosen.number if chosen else None})
        if chosen:
            session.answer.say(session.desk.say("take.chosen", shot=shot.number, take=f"t{chosen.number}"))
        else:
            session.answer.say(session.desk.say("take.unchosen", shot=shot.number))
