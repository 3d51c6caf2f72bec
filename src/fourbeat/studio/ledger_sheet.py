"""The ledger in words, and as a sheet for spreadsheets."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.account import Entry, Standing
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Failure
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Scene, Sequence, Shot
from fourbeat.model.sums import Rates, decimal, rounded

from .ledger import Group, Ledger, Line, Sums
from .sitting import sitter_of

if TYPE_CHECKING:
    from .studio import Studio
    from .wording import Wording

COLUMNS = (
    "day",
    "person",
    "provider",
    "model",
    "sequence",
    "shot",
    "number",
    "standing",
    "amount",
    "least",
    "most",
    "currency",
    "own",
    "own-currency",
    "seconds",
    "clips",
    "refused",
    "job",
)
"""What every line of the sheet says; a program reads these names, so they are the same in every language."""


def told(sums: Sums, own: str, *, both: bool = True) -> Message:
    """Say a sum: by currency, then in the project's own where it is another one, and what has no known price."""
    parts: list[str | Message] = [money_of(value, currency) for currency, value in sorted(sums.money.items()) if value]
    if both and own and sums.own and set(sums.money) - {own}:
        parts = [message("ledger.worth", sums=_added(parts), own=worth_of(sums.own, own))]
    if sums.unpriced:
        parts.append(message("ledger.unpriced", n=sums.unpriced))
    return _added(parts) if parts else message("ledger.nothing")


def money_of(value: Fraction, currency: str) -> Message:
    """Say a sum of money as a person reads it."""
    return message("budget.money", sum=rounded(value, currency).amount, currency=currency)


def worth_of(value: Fraction, currency: str) -> Message:
    """Say what something is worth in another currency: no finer than that currency is."""
    from babel.numbers import get_currency_precision

    digits = get_currency_precision(currency)
    return money_of(Fraction(round(value * 10**digits), 10**digits), currency)


def range_of(least: Fraction, most: Fraction, currency: str) -> Message:
    """Say a range of money."""
    low, high = rounded(least, currency).amount, rounded(most, currency).amount
    if low == high:
        return message("budget.money", sum=low, currency=currency)
    return message("budget.range", least=low, most=high, currency=currency)


def cost_of(entry: Entry) -> Message | None:
    """Say what a try cost or may have cost; None for what costs nobody anything."""
    if entry.free:
        return None
    if entry.standing is Standing.NOTHING:
        return message("queue.show-not-charged")
    least, most = entry.sum or entry.least, entry.sum or entry.most
    if least is None or most is None:
        return message("queue.show-cost-unknown")
    price = range_of(Fraction(least.amount), Fraction(most.amount), most.currency)
    if entry.standing is Standing.SPENT:
        return message("queue.show-cost", price=price)
    unknown = entry.standing is Standing.UNKNOWN
    return message("queue.show-may-have-cost" if unknown else "queue.show-may-cost", price=price)


def costs_of(entries: Iterable[Entry]) -> dict[Id, Message]:
    """Say what each of a job's tries cost or may have cost."""
    told = ((one.attempt, cost_of(one)) for one in entries)
    return {attempt.id: cost for attempt, cost in told if attempt is not None and cost is not None}


def named(studio: Studio, group: Group, line: Line, say: Wording) -> str:
    """Name what a line of the ledger adds up."""
    plan, key = studio.plan, line.key
    match group:
        case Group.DAY:
            return key or say.text("ledger.waiting")
        case Group.PERSON:
            return key or say.text("ledger.nobody")
        case Group.PROVIDER:
            return key
        case Group.SEQUENCE:
            if not key:
                return say.text("ledger.cast-and-places")
            found = plan.get(Sequence, key)
            return f"{found.number} {found.title}".strip()
        case Group.SHOT:
            shot = sitter_of(plan, key)
            return f"{shot.number} {shot.title}".strip() if isinstance(shot, Shot) else shot.name
        case Group.TAKE:
            return say(studio.jobs.label(studio.store.job(key)))


def as_csv(studio: Studio) -> bytes:
    """Write every line of the ledger; nothing in it can be taken for a formula."""
    out = io.StringIO(newline="")
    # For spreadsheets: without the mark they would take Japanese for something else.
    out.write("\ufeff")
    write = csv.writer(out).writerow
    write(COLUMNS)
    ledger: Ledger = studio.ledger
    rates, today = ledger.rates(), studio.desk.now()[:10]
    for entry in ledger.entries():
        write([_cell(one) for one in _cells(studio, entry, rates, today)])
    return out.getvalue().encode()


def _cells(studio: Studio, entry: Entry, rates: Rates, today: str) -> Iterator[str]:
    account, plan = entry.account, studio.plan
    of = sitter_of(plan, account.shot)
    sequence = plan.get(Sequence, plan.get(Scene, of.scene).sequence).number if isinstance(of, Shot) else ""
    named = of.number if isinstance(of, Shot) else of.name
    paid = entry.sum or entry.most
    own = rates.own_of(Fraction(paid.amount), paid.currency, entry.day or today) if paid is not None else None
    yield from (entry.day, account.by, entry.provider, account.model)
    yield from (sequence, named, str(account.number), entry.standing.value)
    yield entry.sum.amount if entry.sum else ""
    yield entry.least.amount if entry.least else ""
    yield entry.most.amount if entry.most else ""
    yield paid.currency if paid is not None else ""
    yield decimal(own) if own is not None else ""
    yield rates.own if own is not None else ""
    yield decimal(entry.seconds)
    yield str(entry.clips)
    refused = entry.attempt is not None and entry.attempt.failure is Failure.POLICY_OUTPUT
    yield "yes" if refused else ""
    yield code(account.job)


def _added(parts: list[str | Message]) -> Message:
    found = parts[0]
    for one in parts[1:]:
        found = message("ledger.and", one=found, other=one)
    return found if isinstance(found, Message) else message("ledger.nothing")


def _cell(text: str) -> str:
    """Make a cell safe: one line, and never the beginning of a formula, in full width neither."""
    # Here, not above: what reads packs is not loaded with every window.
    from fourbeat.policy.table import FORMULA

    plain = " ".join(text.split())
    return f"'{plain}" if unicodedata.normalize("NFKC", plain[:1]).startswith(FORMULA) else plain
