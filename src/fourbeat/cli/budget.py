"""`fourbeat budget`: what may be spent, what was, and the one command that stops all of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from fourbeat.model.budget import Cap, Exchange, Measure, Settlement, Span
from fourbeat.model.errors import Busy
from fourbeat.model.message import Message
from fourbeat.model.sums import decimal
from fourbeat.queue.purse import named as cap_named
from fourbeat.studio import calls, money_calls
from fourbeat.studio.budget import checked_amount
from fourbeat.studio.invoices import How, Match
from fourbeat.studio.ledger import Figures, Group, Sums
from fourbeat.studio.ledger_sheet import as_csv, money_of, named, range_of, told
from fourbeat.studio.pack_files import given_out
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command, group
from .speech import option

budget = group("budget", "help.budget")

_FILE = click.Path(path_type=Path)
_MEASURES = {"seconds": Measure.SECONDS, "s": Measure.SECONDS, "clips": Measure.CLIPS, "clip": Measure.CLIPS}


@command(budget, "show", "help.budget-show")
def show(session: Session) -> None:
    """Say what was spent, is set aside and is not known, beside the caps."""
    with session.open(write=False) as studio:
        ledger, words = studio.ledger, session.desk.wording
        own, film, today = ledger.rates().own, ledger.figures(), ledger.today()
        say, answer = session.desk.say, session.answer
        finish, done, stop = ledger.to_finish(), ledger.accepted(), studio.budget.stopped()
        answer.give(
            {
                "currency": own or None,
                "stopped": {"by": stop.by, "at": stop.at, "reason": stop.reason} if stop else None,
                "film": figures_document(film),
                "today": figures_document(today),
                "caps": [_cap_document(one) for one in studio.budget.caps()],
                "held": len(studio.budget.held()),
                "accepted": {"shots": done.shots, "seconds": decimal(done.seconds), "cost": _document(done.cost)},
                "to_finish": {
                    "shots": finish.shots,
                    "seconds": decimal(finish.seconds),
                    "basis": finish.basis,
                    "cost": {name: [decimal(low), decimal(high)] for name, (low, high) in finish.cost().items()},
                },
            }
        )
        if stop is not None:
            code = "budget.is-stopped" if stop.reason else "ledger-dock.stopped"
            answer.say(say(code, by=stop.by, reason=stop.reason), "bold red")
        answer.table(
            ["", say("ledger.spent"), say("ledger.reserved"), say("ledger.unknown")],
            [
                [say("ledger.film"), *(words(told(one, own)) for one in _three(film))],
                [say("ledger.today"), *(words(told(one, own)) for one in _three(today))],
            ],
        )
        for cap in studio.budget.caps():
            facts: dict[str, str | Message] = {"cap": cap_named(cap), "by": cap.by, "day": cap.at[:10]}
            if cap.reason:
                answer.say(say("budget.cap-line-why", **facts, reason=cap.reason))
            else:
                answer.say(say("budget.cap-line", **facts))
        if not studio.budget.caps():
            answer.note(say("budget.no-caps"))
        if held := len(studio.budget.held()):
            answer.say(say("budget.held-count", n=held))
        for currency, value in sorted(done.cost.money.items()):
            if done.seconds:
                answer.say(say("ledger.per-second", sum=money_of(value / done.seconds, currency), n=done.shots))
        for currency, (low, high) in finish.cost().items():
            answer.say(say("ledger.to-finish", range=range_of(low, high, currency), left=finish.shots, n=finish.basis))
        if film.refused.many:
            answer.say(say("ledger.refused", n=film.refused.many, sum=told(film.refused, own)))


def _said(session: Session, verb: str, /, **given: str) -> dict[str, Any]:
    """Do one thing about money, or have it done by whoever holds the project; give what was written down."""
    folder, desk = session.folder(), session.desk
    if calls.held(folder):
        made = money_calls.ask(folder, desk.home, verb, given, by=desk.author)
        if made is not None:
            return made
    with session.open(write=True) as studio:
        return money_calls.carry_out(studio, verb, given)


@command(budget, "cap", "help.budget-cap")
@click.argument("most", metavar="AMOUNT")
@click.argument("of", metavar="UNIT")
@option("--a-day", "daily", text="option.cap-a-day", is_flag=True)
@option("--provider", text="option.cap-provider", metavar="NAME", default="")
@option("--why", text="option.cap-why", metavar="TEXT", default="")
def cap(session: Session, most: str, of: str, daily: bool, provider: str, why: str) -> None:
    """Set, raise or lift a cap."""
    measure = _MEASURES.get(of.lower(), Measure.MONEY)
    given = _said(
        session,
        "cap",
        span=Span.DAY if daily else Span.PROJECT,
        measure=measure,
        most="" if most.lower() == "none" else checked_amount(most),
        currency=of if measure is Measure.MONEY else "",
        provider=provider,
        reason=why,
    )
    made = Cap.model_validate(given)
    with session.open(write=False) as studio:
        session.answer.give(_cap_document(made))
        lifted = made.most is None
        say = session.desk.say
        session.answer.say(say("budget.lifted") if lifted else say("budget.now", cap=cap_named(made)))
        if held := len(studio.budget.held()):
            session.answer.note(say("budget.held-count", n=held))


@command(budget, "raise", "help.budget-raise")
@click.argument("most", metavar="AMOUNT")
@click.argument("of", metavar="UNIT")
@option("--a-day", "daily", text="option.cap-a-day", is_flag=True)
@option("--provider", text="option.cap-provider", metavar="NAME", default="")
@option("--why", text="option.raise-why", metavar="TEXT", required=True)
@click.pass_context
def raise_(context: click.Context, session: Session, /, **given: Any) -> None:
    """Raise a cap, saying why."""
    del session
    context.invoke(cap, **given)


@command(budget, "stop", "help.budget-stop")
@option("--why", text="option.stop-why", metavar="TEXT", default="")
def stop(session: Session, why: str) -> None:
    """Stop all spending at once, also in a window or another terminal that has the project open."""
    folder, desk = session.folder(), session.desk
    if not (calls.held(folder) and calls.stop_spending(folder, reason=why, by=desk.author)):
        try:
            with session.open(write=True) as studio:
                studio.budget.stop(reason=why)
        except Busy:
            # Somebody took it a moment ago.
            if not calls.stop_spending(folder, reason=why, by=desk.author):
                raise
    with session.open(write=False) as studio:
        sent = studio.budget.under_way()
        session.answer.give({"stopped": True, "under_way": sent})
        session.answer.say(desk.say("budget.now-stopped"))
        if sent:
            session.answer.note(desk.say("budget.under-way", n=sent))


@command(budget, "go", "help.budget-go")
@option("--why", text="option.stop-why", metavar="TEXT", default="")
def go(session: Session, why: str) -> None:
    """Let spending go on."""
    _said(session, "go", reason=why)
    session.answer.give({"stopped": False})
    session.answer.say(session.desk.say("budget.now-going"))


@command(budget, "allow", "help.budget-allow")
@click.argument("of", metavar="[JOB|GENERATOR]", required=False, default="")
@option("--ask-again", "back", text="option.ask-again", is_flag=True)
@option("--why", text="option.stop-why", metavar="TEXT", default="")
def allow(session: Session, of: str, back: bool, why: str) -> None:
    """Let what has no known price spend under a cap."""
    _said(session, "ask" if back else "allow", of=of, reason=why)
    with session.open(write=False) as studio:
        session.answer.give({"allowed": sorted(studio.budget.unknown_allowed())})
        session.answer.say(session.desk.say("budget.asks-again" if back else "budget.allowed"))


@command(budget, "rate", "help.budget-rate")
@click.argument("currency", metavar="CURRENCY")
@click.argument("rate", metavar="[RATE]", required=False)
@option("--into", text="option.rate-into", metavar="CURRENCY", default="")
@option("--day", text="option.rate-day", metavar="YYYY-MM-DD", default="")
def rate(session: Session, currency: str, rate: str | None, into: str, day: str) -> None:
    """Say what a currency was worth from a day on; without a rate, add up in that currency."""
    if rate is None:
        made = Exchange.model_validate(_said(session, "currency", currency=currency))
        session.answer.say(session.desk.say("budget.currency-now", currency=made.into))
    else:
        made = Exchange.model_validate(_said(session, "rate", currency=currency, rate=rate, into=into, day=day))
        facts = {"currency": made.currency, "into": made.into, "rate": made.rate, "day": made.day}
        session.answer.say(session.desk.say("budget.rate-now", **facts))
    session.answer.give(made.model_dump(mode="json", include={"currency", "into", "rate", "day"}))


@command(budget, "settle", "help.budget-settle")
@click.argument("job", metavar="JOB")
@click.argument("amount", metavar="AMOUNT")
@click.argument("currency", metavar="CURRENCY")
@option("--note", text="option.settle-note", metavar="TEXT", default="")
def settle(session: Session, job: str, amount: str, currency: str, note: str) -> None:
    """Write down what a job's last try cost after all; 0 says that it was not charged."""
    given = _said(session, "settle", job=job, amount=amount, currency=currency, note=note)
    made = Settlement.model_validate(given)
    session.answer.give(made.model_dump(mode="json", include={"attempt", "amount", "currency"}))
    paid = money_of(Fraction(made.amount), made.currency)
    session.answer.say(session.desk.say("budget.settled", n=1, sum=paid))


@command(budget, "invoice", "help.budget-invoice")
@click.argument("file", metavar="CSV", type=_FILE)
@option("--provider", text="option.invoice-provider", metavar="NAME", required=True)
@option("--currency", text="option.invoice-currency", metavar="CURRENCY", default="")
@option("--settle", "really", text="option.invoice-settle", is_flag=True)
def invoice(session: Session, file: Path, provider: str, currency: str, really: bool) -> None:
    """Hold a provider's list of charges against what nobody knows the price of."""
    with session.open(write=False) as studio:
        matches = studio.invoices.match(file=file, provider=provider, currency=currency)
    if really:
        _said(session, "invoice", file=str(file.absolute()), provider=provider, currency=currency)
    with session.open(write=False) as studio:
        say, settles = session.desk.say, sum(one.settles for one in matches)
        session.answer.give({"settled": really, "lines": [_match_document(one) for one in matches]})
        session.answer.table(
            [say(f"column.{one}") for one in ("invoice-line", "amount", "what", "matched")],
            [_match_row(session, studio, one) for one in matches],
            right=(0, 1),
        )
        session.answer.say(say("invoice.settled" if really else "invoice.would-settle", n=settles))
        if any(one.how is How.AMBIGUOUS for one in matches):
            session.answer.note(say("invoice.yours"))


@command(budget, "ledger", "help.budget-ledger")
@option(
    "--by", "by", text="option.ledger-by", type=click.Choice([*map(str, Group)]), default="provider", metavar="WORD"
)
@option("--csv", "sheet", text="option.ledger-csv", metavar="FILE", type=_FILE)
@option("--replace", text="option.dues-replace", is_flag=True)
def ledger(session: Session, by: str, sheet: Path | None, replace: bool) -> None:
    """Add up by day, provider, sequence, shot, take or person; or write every line out."""
    with session.open(write=False) as studio:
        if sheet is not None:
            given_out(sheet, as_csv(studio), replace=replace)
        lines, words, own = studio.ledger.by(Group(by)), session.desk.wording, studio.ledger.rates().own
        names = [named(studio, Group(by), one, words) for one in lines]
        session.answer.give(
            {
                "by": by,
                "currency": own or None,
                "lines": [
                    {"key": one.key, "name": name, **figures_document(one.figures)}
                    for one, name in zip(lines, names, strict=True)
                ],
            }
        )
        say = session.desk.say
        if not lines:
            session.answer.say(say("ledger.empty"))
        else:
            session.answer.table(
                [say(f"ledger.by.{by}"), say("ledger.spent"), say("ledger.reserved"), say("ledger.unknown")],
                [
                    [name, *(words(told(figure, own)) for figure in _three(one.figures))]
                    for one, name in zip(lines, names, strict=True)
                ],
            )
        if sheet is not None:
            session.answer.note(say("ledger-dock.written", file=str(sheet)))


def _three(figures: Figures) -> tuple[Sums, Sums, Sums]:
    return figures.spent, figures.reserved, figures.unknown


def figures_document(figures: Figures) -> dict[str, Any]:
    """Give the three numbers for programs."""
    names = ("spent", "reserved", "unknown")
    return {name: _document(one) for name, one in zip(names, _three(figures), strict=True)}


def _document(sums: Sums) -> dict[str, Any]:
    return {
        "sums": {currency: decimal(value) for currency, value in sorted(sums.money.items())},
        "own": decimal(sums.own) if sums.own is not None else None,
        "unpriced": sums.unpriced,
    }


def _cap_document(cap: Cap) -> dict[str, Any]:
    return cap.model_dump(mode="json", exclude={"id"})


def _match_document(match: Match) -> dict[str, Any]:
    return {
        "lines": list(match.lines),
        "id": match.remote_id or None,
        "time": match.time or None,
        "amount": match.paid.amount if match.paid else None,
        "currency": match.paid.currency if match.paid else None,
        "how": match.how.value,
        "job": match.entry.account.job if match.entry else None,
    }


def _match_row(session: Session, studio: Studio, match: Match) -> list[str]:
    words = session.desk.wording
    return [
        "+".join(map(str, match.lines)),
        words(money_of(Fraction(match.paid.amount), match.paid.currency)) if match.paid else "–",
        words(studio.jobs.label(studio.store.job(match.entry.account.job))) if match.entry else match.remote_id or "–",
        words.text(f"invoice.how.{match.how}"),
    ]
