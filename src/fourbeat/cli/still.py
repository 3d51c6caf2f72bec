"""`fourbeat still`: pictures that generators make of shots, cast, places and props."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.format import Size
from fourbeat.model.ids import code
from fourbeat.model.job import JobState
from fourbeat.model.plan import Character, Role, Shot
from fourbeat.model.still import OF_CHARACTERS, OF_PLACES, OF_PROPS, OF_SHOTS, View
from fourbeat.studio.budget import checked_money
from fourbeat.studio.sitting import Sitter
from fourbeat.studio.stills import MOST, Seen, Wanted, sheet_of, views_of
from fourbeat.studio.studio import Studio

from . import work
from .queue import document as job_document
from .ref import owner_of
from .review import still_review
from .sending import agree, spending, tell_held
from .session import Session
from .shared import command, group
from .speech import option

F = TypeVar("F", bound=Callable[..., Any])

still = group("still", "help.still")
still.add_command(still_review)

_VIEWS = click.Choice([*map(str, (*OF_SHOTS, *OF_CHARACTERS, *OF_PLACES, *OF_PROPS))])


def _sitter(asked: F) -> F:
    """Give a command what a still is of: a shot, or one of the cast, places or props."""
    asked = option("--prop", text="option.still-prop", metavar="NAME")(asked)
    asked = option("--place", text="option.still-place", metavar="NAME")(asked)
    asked = option("--character", text="option.still-character", metavar="NAME")(asked)
    return click.argument("shot", required=False, metavar="[SHOT]")(asked)


def _sits(studio: Studio, shot: str | None, character: str | None, place: str | None, prop: str | None) -> Sitter:
    if sum(one is not None for one in (shot, character, place, prop)) != 1:
        raise Invalid("still.of-what")
    if prop is not None:
        return studio.props.find(prop)
    if character is not None:
        return studio.cast.find(character)
    return studio.places.find(place) if place is not None else studio.shots.find(shot or "")


def _wanted(studio: Studio, sits: Sitter, views: tuple[str, ...], costume: str | None, **more: Any) -> Wanted:
    worn = None
    if costume is not None:
        if not isinstance(sits, Character):
            raise Invalid("still.others-costume", name=_name(sits), costume=costume)
        worn = studio.cast.costume(sits, costume)
    seen = tuple(View(one) for one in views) or views_of(sits)[:1]
    return Wanted(sits, seen, costume=worn, **more)


@command(still, "add", "help.still-add")
@_sitter
@option("--sheet", "whole", text="option.still-sheet", is_flag=True)
@option("--view", "views", text="option.still-view", type=_VIEWS, multiple=True, metavar="VIEW")
@option("--costume", text="option.still-costume", metavar="NAME")
@option("--generator", text="option.still-generator", metavar="NAME")
@option("--model", text="option.still-model", metavar="NAME")
@option("--size", "size", text="option.still-size", metavar="SIZE")
@option("--number", text="option.still-number", type=click.IntRange(1, MOST), default=1, metavar="N")
@option("--use", "becomes", text="option.still-use", is_flag=True)
@spending
def add(
    session: Session,
    shot: str | None,
    character: str | None,
    place: str | None,
    prop: str | None,
    whole: bool,
    views: tuple[str, ...],
    costume: str | None,
    generator: str | None,
    model: str | None,
    size: str | None,
    number: int,
    becomes: bool,
    most: str | None,
    unknown: bool,
    agreed: bool,
) -> None:
    """Ask for stills; works offline, nothing is sent before the queue runs."""
    if whole and views:
        raise Invalid("still.sheet-or-view")
    with session.open(write=True) as studio:
        sits = _sits(studio, shot, character, place, prop)
        wanted = _wanted(
            studio,
            sits,
            tuple(map(str, sheet_of(sits))) if whole else views,
            costume,
            number=number,
            generator=generator or "",
            model=model or "",
            size=Size.parse(size) if size else None,
            becomes=becomes,
        )
        told = studio.stills.sheet(wanted)
        agree(session, told, most=most, unknown=unknown, agreed=agreed)
        jobs = studio.stills.ask(wanted=wanted, told=told.told)
        session.answer.give({"jobs": [job_document(studio, job) for job in jobs]})
        session.answer.say(session.desk.say("still.asked", n=sum(job.state is JobState.QUEUED for job in jobs)))
        tell_held(session, jobs)


@command(still, "list", "help.still-list")
@_sitter
def list_(session: Session, shot: str | None, character: str | None, place: str | None, prop: str | None) -> None:
    """List stills, of one sitter or all."""
    with session.open(write=False) as studio:
        one = None if (shot, character, place, prop) == (None,) * 4 else _sits(studio, shot, character, place, prop)
        found, say = studio.stills.of(one), session.desk.say
        session.answer.give({"stills": [_document(studio, each) for each in found]})
        if not found:
            session.answer.say(say("still.nothing"))
            return
        session.answer.table(
            [say(f"column.{name}") for name in ("of", "number", "view", "provider", "standing", "file")],
            [
                [
                    _name(each.of),
                    f"s{each.still.number}",
                    say(f"view.{each.still.view}"),
                    each.still.provider,
                    _standing(session, each),
                    code(each.still.id),
                ]
                for each in found
            ],
        )


@command(still, "show", "help.still-show")
@click.argument("label", metavar="STILL")
def show(session: Session, label: str) -> None:
    """Show how a still was made."""
    with session.open(write=False) as studio:
        one = studio.stills.find(label)
        made, say, answer = one.still, session.desk.say, session.answer
        answer.give(_document(studio, one))
        answer.say(say("still.head", number=made.number, name=_name(one.of), code=code(made.id)), "bold")
        answer.say(" · ".join([say(f"view.{made.view}"), _standing(session, one)]))
        facts = {
            "column.provider": say("still.made-by", provider=made.provider, model=made.model),
            "takes-dock.size": f"{made.facts.width}x{made.facts.height} {made.facts.format}",
            "takes-dock.seed": str(made.seed) if made.seed is not None else "",
            "takes-dock.made": made.made_at,
            "takes-dock.file": made.media,
        }
        lines = [(say(name), value) for name, value in facts.items() if value]
        lines += [(say("takes-dock.references"), ref.name) for ref in made.references]
        for name, value in lines:
            answer.say(say("take.fact", name=name, value=value))
        answer.say(f"\n{made.prompt}")


@command(still, "use", "help.still-use")
@click.argument("label", metavar="STILL")
@option("--for", "owner", text="option.still-for", metavar="OWNER")
@option("--role", text="option.still-role", type=click.Choice([*map(str, Role)]), metavar="ROLE")
def use(session: Session, label: str, owner: str | None, role: str | None) -> None:
    """Make a still a reference."""
    with session.open(write=True) as studio:
        one = studio.stills.find(label)
        of = owner_of(studio, owner) if owner else None
        added = studio.stills.use(still=one.still, of=of, role=Role(role) if role else None)
        name = _name(of or one.of)
        session.answer.give(_document(studio, studio.stills.find(one.still.id)))
        session.answer.say(session.desk.say("still.used" if added.new else "still.known", name=name))


@command(still, "discard", "help.still-discard")
@click.argument("label", metavar="STILL")
@option("--undo", "back", text="option.still-back", is_flag=True)
def discard(session: Session, label: str, back: bool) -> None:
    """Put a still aside, or among the others again."""
    with session.open(write=True) as studio:
        one = studio.stills.find(label)
        studio.stills.discard(still=one.still, back=back)
        session.answer.give(_document(studio, studio.stills.find(one.still.id)))
        session.answer.say(session.desk.say("still.taken-back" if back else "still.discarded"))


@command(still, "bring", "help.still-bring")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@_sitter
@option("--job", "order", text="option.still-order", metavar="JOB")
@option("--view", "views", text="option.still-view", type=_VIEWS, multiple=True, metavar="VIEW")
@option("--costume", text="option.still-costume", metavar="NAME")
@option("--use", "becomes", text="option.still-use", is_flag=True)
@option("--cost", "cost", text="option.still-cost", metavar="SUM")
def bring(
    session: Session,
    file: Path,
    shot: str | None,
    character: str | None,
    place: str | None,
    prop: str | None,
    order: str | None,
    views: tuple[str, ...],
    costume: str | None,
    becomes: bool,
    cost: str | None,
) -> int:
    """Bring in a picture that was made elsewhere."""
    with session.open(write=True) as studio:
        paid = None if cost is None else checked_money(cost, studio.budget.rates().own)
        if order is not None:
            job = studio.stills.bring(file=file, job=studio.jobs.find(order), paid=paid)
        else:
            sits = _sits(studio, shot, character, place, prop)
            wanted = _wanted(studio, sits, views[:1], costume, becomes=becomes)
            job = studio.stills.bring(file=file, wanted=wanted, paid=paid)
        done = work.run(session, studio, only=[job.id], tell=False)
        studio.handwork.tidy([job.id])
        session.answer.give({"jobs": [job_document(studio, one) for one in done]})
        for one in done:
            session.answer.say(work.ended_line(session, studio, one))
        return work.exit_code(done)


def _standing(session: Session, one: Seen) -> str:
    if one.withdrawn:
        return session.desk.say("still.is-withdrawn")
    if one.discarded:
        return session.desk.say("still.is-discarded")
    return session.desk.say("still.is-reference" if one.references else "still.is-new")


def _document(studio: Studio, one: Seen) -> dict[str, Any]:
    return {
        **one.still.model_dump(mode="json", exclude={"parts"}),
        "code": code(one.still.id),
        "name": _name(one.of),
        "path": str(studio.stills.path(one.still)),
        "discarded": one.discarded,
        "withdrawn": one.withdrawn,
        "references_made": [row.id for row in one.references],
    }


def _name(sits: Any) -> str:
    return sits.number if isinstance(sits, Shot) else sits.name
