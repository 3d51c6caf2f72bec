"""`fourbeat handwork`: orders for websites without an interface, and the clips and pictures that come back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import code
from fourbeat.model.job import Job, Money
from fourbeat.model.plan import Shot
from fourbeat.studio.budget import checked_money
from fourbeat.studio.handwork import Looked, Match, Order, gathered
from fourbeat.studio.lying import lying
from fourbeat.studio.studio import Studio

from . import work
from .session import Session
from .shared import command, group
from .speech import option

handwork = group("handwork", "help.handwork")


@command(handwork, "list", "help.handwork-list")
def list_(session: Session) -> None:
    """List the orders that wait for a clip or a picture."""
    with session.open(write=False) as studio:
        orders, say = studio.handwork.orders(), session.desk.say
        lie = [one.file for one in lying(orders)]
        session.answer.give(
            {"orders": [document(studio, one) for one in orders], "lying": [str(one) for one in lie]},
        )
        if not orders:
            session.answer.say(say("handwork.none"))
            return
        session.answer.table(
            [say(f"column.{name}") for name in ("job", "what", "folder")],
            [[code(one.job.id), session.desk.wording(studio.jobs.label(one.job)), str(one.folder)] for one in orders],
        )
        if lie:
            session.answer.note(say("handwork.lies", n=len(lie), files=tuple(one.name for one in lie)))


@command(handwork, "show", "help.handwork-show")
@click.argument("label", metavar="JOB")
def show(session: Session, label: str) -> None:
    """Tell what to make: the exact prompt, settings and pictures."""
    with session.open(write=False) as studio:
        one = _order(studio, label)
        session.answer.give(document(studio, one))
        say = session.desk.say
        session.answer.say(one.prompt)
        size = str(one.request.size)
        if one.picture:
            session.answer.note(say("handwork.picture-settings", size=size))
        else:
            session.answer.note(say("handwork.settings", size=size, seconds=one.request.seconds))
        for picture in one.pictures:
            session.answer.note(str(picture))


@command(handwork, "bring", "help.handwork-bring")
@click.argument("files", metavar="[FILE…]", nargs=-1, type=click.Path(path_type=Path))
@option("--for", "label", text="option.for-order", metavar="JOB")
@option("--shot", "shot", text="option.for-shot", metavar="SHOT")
@option("--in-order", "in_order", text="option.in-order", is_flag=True)
@option("--cost", "costs", text="option.hand-cost", metavar="[FILE=]SUM", multiple=True)
def bring(
    session: Session,
    files: tuple[Path, ...],
    label: str | None,
    shot: str | None,
    in_order: bool,
    costs: tuple[str, ...],
) -> int:
    """Take clips and pictures in, each for the order or the shot it is of; what is neither keeps no other back."""
    if label and shot:
        raise Invalid("handwork.one-of")
    with session.open(write=True) as studio:
        found = gathered(files) if files else _lying(studio)
        paid, each = _paid(studio, found, costs)
        looked = studio.handwork.look(found)
        good = [one for one in looked if one.error is None]
        bad = [one.error for one in looked if one.error is not None]
        if shot:
            where: Order | Shot = studio.shots.find(shot)
            clips = [(one, where) for one in good]
        elif label:
            where = _order(studio, label)
            clips = [(one, where) for one in good]
        else:
            clips = _matched(session, studio, good, in_order=in_order)
        brought = studio.handwork.bring(clips=clips, paid=paid, each=each)
        jobs = [one.job for one in brought if one.job is not None]
        done = work.run(session, studio, only=[job.id for job in jobs]) if jobs else []
        studio.handwork.tidy()
        bad += [one.error for one in brought if one.error is not None]
        for error in bad:
            session.answer.note(session.desk.wording(error.message))
        missed = [{"code": error.code, "why": session.desk.wording(error.message)} for error in bad]
        session.answer.give({"jobs": [_told(studio, job) for job in done], "not_taken": missed})
        unknown = sum(one.job is not None and each.get(one.file, paid) is None for one in brought)
        if unknown:
            session.answer.note(session.desk.say("handwork.cost-unknown", n=unknown))
        return bad[0].exit_code if bad else work.exit_code(done)


def _matched(
    session: Session, studio: Studio, looked: Sequence[Looked], *, in_order: bool
) -> list[tuple[Looked, Order | Shot]]:
    of = {one.file: one for one in looked}
    matches = studio.handwork.match(list(of), in_order=in_order)
    unsure = tuple(one.file.name for one in matches if one.order is None)
    if unsure:
        raise Invalid("handwork.whose", files=unsure, orders=_open(studio))
    for one in matches:
        _tell(session, studio, one)
    return [(of[one.file], one.order) for one in matches if one.order is not None]


def _tell(session: Session, studio: Studio, match: Match) -> None:
    assert match.order is not None
    why = session.desk.say(match.by)
    what = session.desk.wording(studio.jobs.label(match.order.job))
    session.answer.note(session.desk.say("handwork.matched", file=match.file.name, what=what, why=why))


def _paid(studio: Studio, files: Sequence[Path], costs: Sequence[str]) -> tuple[Money | None, dict[Path, Money | None]]:
    """Read what every file cost, and what single ones did (`FILE=SUM`). Raises Invalid."""
    own = studio.budget.rates().own
    paid: Money | None = None
    each: dict[Path, Money | None] = {}
    for cost in costs:
        name, single, amount = cost.rpartition("=")
        meant = [file for file in files if name in (file.name, file.stem, str(file))]
        if single and len(meant) != 1:
            raise Invalid("handwork.cost-of-whom", file=name[:80], files=tuple(file.name for file in files))
        if single:
            each[meant[0]] = checked_money(amount, own)
        else:
            paid = checked_money(amount, own)
    return paid, each


def _lying(studio: Studio) -> list[Path]:
    """Give what was saved into the folders of orders. Raises Invalid where nothing was."""
    if found := [one.file for one in studio.handwork.lying()]:
        return found
    raise Invalid("handwork.nothing-lies")


def _open(studio: Studio) -> tuple[str, ...]:
    return tuple(code(one.job.id) for one in studio.handwork.orders()) or ("–",)


def _order(studio: Studio, label: str) -> Order:
    job = studio.jobs.find(label)
    order = next((one for one in studio.handwork.orders() if one.job.id == job.id), None)
    if order is None:
        raise NotFound("handwork.no-order", job=label)
    return order


def document(studio: Studio, order: Order) -> dict[str, Any]:
    """Give an order as JSON."""
    return {
        **_told(studio, order.job),
        "folder": str(order.folder),
        "prompt": order.prompt,
        "size": str(order.request.size),
        **({"picture": True} if order.picture else {"seconds": order.request.seconds}),
        "pictures": [str(one) for one in order.pictures],
    }


def _told(studio: Studio, job: Job) -> dict[str, Any]:
    label = studio.jobs.label(job)
    return {"job": code(job.id), "what": dict(label.params), "state": job.state.value, "take": job.take}
