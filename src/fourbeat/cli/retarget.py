"""`fourbeat shot retarget`: shots move to another generator, with a report before it happens."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.studio.retargeting import Move, Retarget
from fourbeat.studio.send_sheet import Price

from .session import Session
from .several import chosen, several
from .shared import command
from .speech import option


@command(None, "retarget", "help.shot-retarget")
@click.argument("provider", metavar="GENERATOR")
@several
@option("--model", text="option.retarget-model", metavar="NAME", default="")
@option("--all", "every", text="option.all", is_flag=True)
@option("--show", text="option.retarget-show", is_flag=True)
def retarget(
    session: Session, provider: str, labels: tuple[str, ...], asked: str | None, model: str, every: bool, show: bool
) -> None:
    """Move shots to another generator; what is lost, changed and costs otherwise is told first."""
    with session.open(write=not show) as studio:
        shots = studio.plan.cut_shots() if every else chosen(studio, labels, asked)
        found = studio.retargeting.plan(shots=shots, provider=provider, model=model, film=every)
        if not show:
            studio.retargeting.carry_out(retarget=found)
        session.answer.give({**_document(session, found), "moved": 0 if show else len(found.able)})
        _tell(session, found)
        if not show:
            session.answer.say(session.desk.say("retarget.moved", n=len(found.able), provider=found.provider))


def _tell(session: Session, found: Retarget) -> None:
    say, wording = session.desk.say, session.desk.wording
    rows = [
        [
            one.shot.number,
            " ".join(map(wording, (one.why,) if one.why else one.lost)) or "–",
            " ".join(map(wording, one.changed)) or "–",
            _price(session, one),
        ]
        for one in found.moves
    ]
    session.answer.table([say(f"column.{name}") for name in ("shot", "lost", "changed", "price")], rows)
    session.answer.say(say("retarget.price", before=found.before.told(), after=found.after.told()))


def _price(session: Session, one: Move) -> str:
    return "–" if one.after is None else session.desk.wording(Price.of([one.after]).told())


def _document(session: Session, found: Retarget) -> dict[str, Any]:
    wording = session.desk.wording
    return {
        "provider": found.provider,
        "model": found.model,
        "shots": [
            {
                "shot": one.shot.number,
                "able": one.why is None,
                "why": wording(one.why) if one.why else None,
                "lost": [wording(each) for each in one.lost],
                "changed": [wording(each) for each in one.changed],
                "size": one.size,
                "price": _price(session, one),
            }
            for one in found.moves
        ],
    }
