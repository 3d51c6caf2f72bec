"""`fourbeat take review`: what a person saw in takes, and which nobody has looked at."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.ids import code
from fourbeat.model.plan import Shot
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.studio.reviews import Marked
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command
from .speech import option

_SEEN = click.Choice([*map(str, Seen)])


@command(None, "review", "help.take-review")
@click.argument("labels", nargs=-1, metavar="[TAKE…]")
@option("--character", text="option.review-character", type=_SEEN, metavar="WORD")
@option("--person", text="option.review-person", type=_SEEN, metavar="WORD")
@option("--logo", text="option.review-logo", type=_SEEN, metavar="WORD")
@option("--subject", text="option.review-subject", metavar="NAME", default="")
@option("--note", text="option.review-note", metavar="TEXT", default="")
@option("--open", "open_", text="option.review-open", is_flag=True)
def review(
    session: Session,
    labels: tuple[str, ...],
    character: str | None,
    person: str | None,
    logo: str | None,
    subject: str,
    note: str,
    open_: bool,
) -> None:
    """Write down what was seen, or list what nobody has looked at and what is not cleared."""
    if open_ or not labels:
        if character or person or logo:
            raise click.MissingParameter(param_hint="TAKE", param_type="argument")
        _list(session)
        return
    if character is None or person is None or logo is None:
        raise Invalid("review.answers")
    with session.open(write=True) as studio:
        takes = [studio.takes.anywhere(one) for one in labels]
        made = studio.reviews.look(
            takes=takes, character=Seen(character), person=Seen(person), logo=Seen(logo), subject=subject, note=note
        )
        marks = [mark for take, one in zip(takes, made, strict=True) if (mark := studio.reviews.judged(take, one))]
        session.answer.give(
            {
                "reviews": [one.model_dump(mode="json") for one in made],
                "marked": [_marked(session, studio, one) for one in marks],
            }
        )
        say = session.desk.say
        for take in takes:
            said = {name: say(f"review.seen.{one}") for name, one in _answers(character, person, logo).items()}
            session.answer.say(say("review.done", shot=_shot(studio, take), take=f"t{take.number}", **said))
        for mark in marks:
            _tell(session, studio, mark)


def _list(session: Session) -> None:
    with session.open(write=False) as studio:
        waiting, marks = studio.reviews.open(), studio.reviews.marks()
        session.answer.give(
            {
                "open": [
                    {"id": one.id, "code": code(one.id), "shot": _shot(studio, one), "take": f"t{one.number}"}
                    for one in waiting
                ],
                "marked": [_marked(session, studio, one) for one in marks],
            }
        )
        say, answer = session.desk.say, session.answer
        answer.say(say("review.open", n=len(waiting)) if waiting else say("review.none-open"), "bold")
        for one in waiting:
            words = say("review.open-one", shot=_shot(studio, one), take=f"t{one.number}", code=code(one.id))
            answer.say(f"  {words}")
        if marks:
            answer.say(say("review.marks", n=len(marks)), "bold")
        for mark in marks:
            _tell(session, studio, mark)


def _answers(character: str, person: str, logo: str) -> dict[str, str]:
    return {"character": character, "person": person, "logo": logo}


def _tell(session: Session, studio: Studio, mark: Marked) -> None:
    say, wording = session.desk.say, session.desk.wording
    words = say(
        "review.marked",
        shot=_shot(studio, mark.take),
        take=f"t{mark.take.number}",
        decision=say(f"decision.{mark.decision}"),
        why=wording(studio.reviews.told(mark)),
    )
    session.answer.say(f"  {words}", "yellow")
    session.answer.say(f"     {wording(mark.fix)}")


def _marked(session: Session, studio: Studio, mark: Marked) -> dict[str, Any]:
    wording = session.desk.wording
    return {
        "take": mark.take.id,
        "code": code(mark.take.id),
        "shot": _shot(studio, mark.take),
        "number": f"t{mark.take.number}",
        "subject": mark.review.subject,
        "decision": mark.decision,
        "why": wording(studio.reviews.told(mark)),
        "fix": wording(mark.fix),
    }


def _shot(studio: Studio, take: Take) -> str:
    return studio.plan.get(Shot, take.shot).number
