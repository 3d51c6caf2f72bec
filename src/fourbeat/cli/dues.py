"""`fourbeat policy dues`, `credits`, `terms` and `fulfil`: what a film owes to whom, and who gets what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.model.ids import code
from fourbeat.policy.rule import DutyKind
from fourbeat.studio.costs import Cost
from fourbeat.studio.credits import credits as credited
from fourbeat.studio.dues import Account, Due
from fourbeat.studio.dues_sheet import as_csv, as_html, notes, tables
from fourbeat.studio.pack_files import given_out
from fourbeat.studio.split import percent
from fourbeat.studio.terms import Side, Terms

from .session import Session
from .shared import command
from .speech import option

_FILE = click.Path(path_type=Path)


@command(None, "dues", "help.policy-dues")
@click.argument("project", required=False, metavar="[PROJECT]", type=_FILE)
@option("--reel", text="option.dues-reel", metavar="NAME")
@option("--csv", "sheet", text="option.dues-csv", metavar="FILE", type=_FILE)
@option("--html", "page", text="option.dues-html", metavar="FILE", type=_FILE)
@option("--replace", text="option.dues-replace", is_flag=True)
@option("--terms", text="option.dues-terms", metavar="FILE", type=_FILE)
@option("--revenue", text="option.dues-revenue", metavar="AMOUNT CURRENCY", nargs=2)
def dues(
    session: Session,
    project: Path | None,
    reel: str | None,
    sheet: Path | None,
    page: Path | None,
    replace: bool,
    terms: Path | None,
    revenue: tuple[str, str] | None,
) -> None:
    """Tell who appears, what is owed, what it cost, and who gets what."""
    session.project = project or session.project
    amount, currency = revenue or (None, "")
    with session.open(write=False) as studio:
        account = studio.dues.account(reel=studio.reels.find(reel), terms=terms, amount=amount, currency=currency)
        say, answer, words = session.desk.say, session.answer, session.desk.wording
        for file, data in ((sheet, as_csv), (page, _page(session))):
            if file is not None:
                given_out(file, data(account, words), replace=replace)
        answer.give(_document(session, account))
        for table in tables(account, words, shot_by_shot=False):
            answer.say(table.title, "bold")
            if table.rows:
                answer.table(table.heads, table.rows, right=table.right)
            for note in table.notes:
                answer.say(note)
            answer.say("")
        for beneath in notes(account):
            answer.note(words(beneath))
        if account.split is None and not account.unsaid:
            answer.note(say("dues.no-terms-yet"))
        for file in filter(None, (sheet, page)):
            answer.note(say("dues.written", file=str(file)))


@command(None, "credits", "help.policy-credits")
@click.argument("project", required=False, metavar="[PROJECT]", type=_FILE)
@option("--reel", text="option.dues-reel", metavar="NAME")
@option("-o", "--out", text="option.dues-out", metavar="FILE", type=_FILE)
@option("--replace", text="option.dues-replace", is_flag=True)
def credits(session: Session, project: Path | None, reel: str | None, out: Path | None, replace: bool) -> None:
    """Write the credits that are owed."""
    session.project = project or session.project
    with session.open(write=False) as studio:
        found = credited(studio.dues.account(reel=studio.reels.find(reel)), session.desk.wording)
        if out is not None:
            given_out(out, found.text.encode(), replace=replace)
            session.answer.note(session.desk.say("dues.credits-written", file=str(out)))
        session.answer.give(found.model_dump(mode="json") | {"file": str(out) if out else None})
        if not found.lines:
            session.answer.note(session.desk.say("dues.no-credits"))
        elif out is None:
            session.answer.say(found.text.rstrip("\n"))


@command(None, "terms", "help.policy-terms")
@click.argument("file", required=False, metavar="[FILE]", type=_FILE)
@option("--forget", text="option.terms-forget", is_flag=True)
def terms(session: Session, file: Path | None, forget: bool) -> None:
    """Keep, show or forget the terms of a film."""
    with session.open(write=False) as studio:
        say, kept = session.desk.say, studio.dues.terms
        if forget:
            kept.forget()
        found = kept.keep(file=file) if file is not None else kept.now()
        session.answer.give({"terms": found.model_dump(mode="json") if found else None})
        if found is None:
            session.answer.say(say("terms.forgotten" if forget else "terms.none"))
            return
        if file is not None:
            session.answer.say(say("terms.kept", day=found.dated.isoformat()))
        session.answer.say(_told(session, found))


@command(None, "fulfil", "help.policy-fulfil")
@click.argument("duty", metavar="DUTY", type=click.Choice([*map(str, DutyKind)]))
@click.argument("labels", nargs=-1, metavar="[SHOT…]")
@option("--subject", text="option.fulfil-subject", metavar="NAME", required=True)
@option("--reason", text="option.fulfil-reason", metavar="TEXT", required=True)
@option("--until", text="option.fulfil-until", metavar="DAY", default="")
@option("--evidence", text="option.fulfil-evidence", metavar="FILE", type=_FILE)
def fulfil(
    session: Session,
    duty: str,
    labels: tuple[str, ...],
    subject: str,
    reason: str,
    until: str,
    evidence: Path | None,
) -> None:
    """Write down that a duty is fulfilled."""
    with session.open(write=True) as studio:
        made = studio.dues.fulfil(
            duty=DutyKind(duty),
            subject=subject,
            reason=reason,
            shots=[studio.shots.find(label) for label in labels],
            until=until,
            evidence=evidence,
        )
        session.answer.give({"clearances": [one.model_dump(mode="json") for one in made]})
        for one in made:
            session.answer.say(session.desk.say("dues.fulfilled", subject=one.subject, code=code(one.clearance)))


def _page(session: Session) -> Any:
    return lambda account, words: as_html(account, words, session.desk.now()[:10])


def _told(session: Session, found: Terms) -> str:
    return session.desk.say(
        "terms.told",
        day=found.dated.isoformat(),
        source=found.source,
        creator=_side(session, found.creator),
        platform=_side(session, found.platform),
    )


def _side(session: Session, side: Side) -> str:
    if side.percent is None:
        return session.desk.say("terms.rest", name=side.name)
    return session.desk.say("terms.percent", name=side.name, percent=side.percent)


def _document(session: Session, account: Account) -> dict[str, Any]:
    split = account.split
    return {
        "title": account.title,
        "reel": account.reel,
        "rate": str(account.rate),
        "frames": account.frames,
        "dues": [_due(session, account, one) for one in account.dues],
        "withdrawn": list(account.held),
        "cost": _cost(account.cost),
        "cost_elsewhere": _cost(account.elsewhere),
        "share_unsaid": list(account.unsaid),
        "split": None
        if split is None
        else {
            "terms": split.terms.model_dump(mode="json"),
            "revenue": None if split.revenue is None else f"{split.revenue:f}",
            "currency": split.currency or None,
            "parts": [
                {
                    "party": one.party,
                    "name": one.name,
                    "share": f"{one.share.numerator}/{one.share.denominator}",
                    "percent": percent(one.share),
                    "amount": None if one.amount is None else f"{one.amount:f}",
                }
                for one in split.parts
            ],
        },
    }


def _due(session: Session, account: Account, one: Due) -> dict[str, Any]:
    words = session.desk.wording
    return {
        "subject": one.subject,
        "name": one.name,
        "holder": one.holder,
        "person": one.person,
        "counts": one.counts,
        "decision": one.decision,
        "frames": one.frames,
        "seconds": account.rate.written(one.frames),
        "planned_frames": one.planned,
        "appearances": [
            {
                "shot": each.label,
                "take": each.take,
                "number": each.number,
                "start": each.start,
                "frames": each.frames,
                "cost": _cost(account.by_shot.get(each.shot, Cost())),
            }
            for each in one.appearances
        ],
        "duties": [
            {
                "kind": each.kind,
                "to": each.to,
                "text": each.text,
                "percent": each.percent,
                "state": each.state,
                "why": words(each.why),
            }
            for each in one.duties
        ],
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {"sums": {currency: f"{amount:f}" for currency, amount in cost.sums}, "unknown": cost.unknown}
