"""`fourbeat queue summary`: what the last run of the queue came to, as the end of `queue run` says it."""

from __future__ import annotations

from typing import Any

from fourbeat.model.sums import decimal
from fourbeat.studio.ledger import Sums
from fourbeat.studio.wrap import Wrap, lines, moment, wrap

from .session import Session
from .shared import command
from .speech import option


@command(None, "summary", "help.queue-summary")
@option("--since", text="option.since", metavar="DAY")
def summary(session: Session, since: str | None) -> None:
    """Say what came of the queue in its last run, or since a moment."""
    with session.open(write=False) as studio:
        came = wrap(studio, moment(since) if since else None)
        session.answer.give({"summary": summed_up(came)})
        say = session.desk.say
        tell_wrap(session, came, say("wrap.none-since", since=since) if since else say("wrap.none"))


def tell_wrap(session: Session, came: Wrap | None, nothing: str) -> None:
    """Say what a run came to, line by line."""
    if came is None:
        session.answer.say(nothing)
        return
    for line in lines(came):
        session.answer.say(session.desk.wording(line))


def summed_up(came: Wrap | None) -> dict[str, Any] | None:
    """Give what a run came to, for programs."""
    if came is None:
        return None
    money = came.money
    return {
        "since": came.since,
        "until": came.until,
        "seconds": came.seconds,
        "takes": came.takes,
        "stills": came.stills,
        "films": came.films,
        "failed": {str(failure): n for failure, n in came.failed.items()},
        "refused": {str(kind): n for kind, n in came.refused.items()},
        "unknown": came.unknown,
        "held": [{"why": why.code, "n": n} for why, n in came.held],
        "cancelled": came.cancelled,
        "waiting": came.waiting,
        "hands": came.hands,
        "spent": _sums(money.spent),
        "set_aside": _sums(money.reserved),
        "not_known": _sums(money.unknown),
    }


def _sums(sums: Sums) -> dict[str, Any]:
    by_currency = {currency: decimal(value) for currency, value in sorted(sums.money.items()) if value}
    return {"money": by_currency, "jobs": sums.many, "without_price": sums.unpriced}
