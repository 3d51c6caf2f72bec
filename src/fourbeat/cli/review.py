"""`fourbeat take review` and `fourbeat still review`: what a person saw, and what nobody has looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.ids import code
from fourbeat.model.plan import Shot
from fourbeat.model.review import Seen
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.studio.reviews import Marked
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command
from .speech import option

F = TypeVar("F", bound=Callable[..., Any])

_SEEN = click.Choice([*map(str, Seen)])


@dataclass(frozen=True)
class _Words:
    """Be the codes by which a look at takes, or at stills, is spoken of."""

    done: str
    open: str
    none_open: str
    open_one: str
    marks: str
    marked: str


_TAKES = _Words(
    done="review.done",
    open="review.open",
    none_open="review.none-open",
    open_one="review.open-one",
    marks="review.marks",
    marked="review.marked",
)
_STILLS = _Words(
    done="review.done-still",
    open="review.open-stills",
    none_open="review.none-open-stills",
    open_one="review.open-still",
    marks="review.marks-stills",
    marked="review.marked-still",
)


def _questions(asked: F) -> F:
    """Give a command the three questions, and whose it is."""
    asked = option("--note", text="option.review-note", metavar="TEXT", default="")(asked)
    asked = option("--subject", text="option.review-subject", metavar="NAME", default="")(asked)
    asked = option("--logo", text="option.review-logo", type=_SEEN, metavar="WORD")(asked)
    asked = option("--person", text="option.review-person", type=_SEEN, metavar="WORD")(asked)
    return option("--character", text="option.review-character", type=_SEEN, metavar="WORD")(asked)


@command(None, "review", "help.take-review")
@click.argument("labels", nargs=-1, metavar="[TAKE…]")
@_questions
@option("--open", "open_", text="option.review-open", is_flag=True)
def review(session: Session, labels: tuple[str, ...], open_: bool, **said: Any) -> None:
    """Write down what was seen in takes, or list what nobody has looked at and what is not cleared."""
    if open_ or not labels:
        _unasked("TAKE", said)
        with session.open(write=False) as studio:
            _list(session, studio, _TAKES, studio.reviews.open(), studio.reviews.marks())
        return
    _answered(said)
    with session.open(write=True) as studio:
        _look(session, studio, _TAKES, [studio.takes.anywhere(one) for one in labels], said)


@command(None, "review", "help.still-review")
@click.argument("labels", nargs=-1, metavar="[STILL…]")
@_questions
@option("--open", "open_", text="option.review-open-stills", is_flag=True)
def still_review(session: Session, labels: tuple[str, ...], open_: bool, **said: Any) -> None:
    """Write down what was seen in stills, or list what nobody has looked at and what is not cleared."""
    if open_ or not labels:
        _unasked("STILL", said)
        with session.open(write=False) as studio:
            _list(session, studio, _STILLS, studio.reviews.open_stills(), studio.reviews.marked_stills())
        return
    _answered(said)
    with session.open(write=True) as studio:
        stills = studio.stills
        _look(session, studio, _STILLS, [stills.anywhere(one) or stills.find(one).still for one in labels], said)


def _unasked(name: str, said: dict[str, Any]) -> None:
    if any(said[one] for one in ("character", "person", "logo")):
        raise click.MissingParameter(param_hint=name, param_type="argument")


def _answered(said: dict[str, Any]) -> None:
    if any(said[one] is None for one in ("character", "person", "logo")):
        raise Invalid("review.answers")


def _look(
    session: Session, studio: Studio, words: _Words, looked: Sequence[Take | Still], said: dict[str, Any]
) -> None:
    seen = {name: Seen(said[name]) for name in ("character", "person", "logo")}
    made = studio.reviews.look(takes=looked, subject=said["subject"], note=said["note"], **seen)
    marks = [mark for each, one in zip(looked, made, strict=True) if (mark := studio.reviews.judged(each, one))]
    session.answer.give(
        {
            "reviews": [one.model_dump(mode="json", exclude_none=True) for one in made],
            "marked": [_marked(session, studio, one) for one in marks],
        }
    )
    say = session.desk.say
    answers = {name: say(f"review.seen.{one}") for name, one in seen.items()}
    for each in looked:
        session.answer.say(say(words.done, **_named(studio, each), **answers))
    for mark in marks:
        _tell(session, studio, words, mark)


def _list(
    session: Session, studio: Studio, words: _Words, waiting: Sequence[Take | Still], marks: Sequence[Marked]
) -> None:
    session.answer.give(
        {
            "open": [{"id": one.id, "code": code(one.id), **_named(studio, one)} for one in waiting],
            "marked": [_marked(session, studio, one) for one in marks],
        }
    )
    say, answer = session.desk.say, session.answer
    answer.say(say(words.open, n=len(waiting)) if waiting else say(words.none_open), "bold")
    for one in waiting:
        answer.say(f"  {say(words.open_one, **_named(studio, one), code=code(one.id))}")
    if marks:
        answer.say(say(words.marks, n=len(marks)), "bold")
    for mark in marks:
        _tell(session, studio, words, mark)


def _tell(session: Session, studio: Studio, words: _Words, mark: Marked) -> None:
    say, wording = session.desk.say, session.desk.wording
    told = say(
        words.marked,
        **_named(studio, mark.made),
        decision=say(f"decision.{mark.decision}"),
        why=wording(studio.reviews.told(mark)),
    )
    session.answer.say(f"  {told}", "yellow")
    session.answer.say(f"     {wording(mark.fix)}")


def _marked(session: Session, studio: Studio, mark: Marked) -> dict[str, Any]:
    wording, made = session.desk.wording, mark.made
    named = _named(studio, made)
    of = {"take": made.id, "shot": named["shot"]} if isinstance(made, Take) else {"still": made.id}
    return {
        **of,
        "code": code(made.id),
        "number": named["take"] if isinstance(made, Take) else named["still"],
        "subject": mark.review.subject,
        "decision": mark.decision,
        "why": wording(studio.reviews.told(mark)),
        "fix": wording(mark.fix),
    }


def _named(studio: Studio, made: Take | Still) -> dict[str, str]:
    """Name a take as shot and number, a still as a person says it."""
    if isinstance(made, Still):
        return {"still": studio.stills.called(made)}
    return {"shot": studio.plan.get(Shot, made.shot).number, "take": f"t{made.number}"}
