"""The send sheet on the command line: what costs money is shown first, and goes out only with a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from fourbeat.model.errors import Invalid, Refused
from fourbeat.model.job import Job, JobState
from fourbeat.model.message import message
from fourbeat.model.sums import decimal
from fourbeat.queue.purse import amount, named
from fourbeat.studio.budget import checked_amount
from fourbeat.studio.ledger_sheet import money_of
from fourbeat.studio.send_sheet import Sheet

from .session import Session
from .speech import option

_MOST = 20
"""So many warnings are told one by one; `fourbeat check` tells all."""

F = TypeVar("F", bound=Callable[..., Any])


def spending(asked: F) -> F:
    """Give a command the options by which a person agrees to a price: `most`, `unknown` and `agreed`."""
    asked = option("--yes", "agreed", text="option.yes-spend", is_flag=True)(asked)
    asked = option("--unknown-prices", "unknown", text="option.unknown-prices", is_flag=True)(asked)
    return option("--max-cost", "most", text="option.max-cost", metavar="N")(asked)


def agree(session: Session, sheet: Sheet, *, most: str | None, unknown: bool, agreed: bool) -> None:
    """Show the sheet where something costs money, and let it go on only within what the person agreed to.

    What generators may refuse is told in any case, and holds nothing back.

    Raises Invalid where nobody agreed, Refused where it costs more than that, or nobody knows what.
    """
    _warn(session, sheet)
    if not sheet.paid:
        return
    _show(session, sheet)
    if not agreed or (sheet.price.sums and most is None):
        asked = ["--max-cost N"] if sheet.price.sums else []
        asked += ["--unknown-prices"] if sheet.price.unknown else []
        raise Invalid("send.not-agreed", price=sheet.price.told(), options=" ".join([*asked, "--yes"]))
    if sheet.price.unknown and not unknown:
        raise Refused("send.unknown-price", n=sheet.price.unknown)
    limit = Fraction(checked_amount(most)) if most is not None else Fraction(0)
    if len(sheet.price.sums) > 1:
        raise Refused("send.several-currencies", price=sheet.price.told())
    for currency, _least, highest in sheet.price.sums:
        if highest > limit:
            raise Refused("send.too-dear", price=sheet.price.told(), most=money_of(limit, currency))


def tell_held(session: Session, jobs: Sequence[Job]) -> None:
    """Say why jobs are held that were just queued, each reason once."""
    reasons = {job.why.model_dump_json(): job.why for job in jobs if job.state is JobState.HELD and job.why is not None}
    held = sum(job.state is JobState.HELD for job in jobs)
    if held:
        session.answer.note(session.desk.say("budget.held-count", n=held))
    for why in reasons.values():
        session.answer.note(session.desk.wording(why))


def _warn(session: Session, sheet: Sheet) -> None:
    for number, why in sheet.warned[:_MOST]:
        session.answer.note(session.desk.say("send.warned", shot=number, why=why))
    if len(sheet.warned) > _MOST:
        session.answer.note(session.desk.say("send.warned-more", n=len(sheet.warned) - _MOST))


def _show(session: Session, sheet: Sheet) -> None:
    say, words = session.desk.say, session.desk.wording
    if not session.answer.as_json:
        session.answer.table(
            [say(f"column.{one}") for one in ("provider", "model", "shots", "takes", "seconds", "price")],
            [
                [
                    one.provider,
                    one.model or "–",
                    str(one.shots),
                    str(one.takes),
                    decimal(one.seconds),
                    words(one.price.told()),
                ]
                for one in sheet.lines
            ],
            right=(2, 3, 4),
        )
    for basis in sheet.price.basis:
        session.answer.note(say("send.basis", basis=basis))
    session.answer.note(say("send.allowed", n=sheet.allowed))
    for _number, why in sheet.blocked:
        session.answer.note(words(why))
    for cap, left in sheet.left:
        rest = message("send.no-rate") if left is None else amount(cap, left)
        session.answer.note(say("send.left", cap=named(cap), left=rest))
