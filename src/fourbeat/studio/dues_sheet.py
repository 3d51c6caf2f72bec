"""The account of dues as tables: for a terminal, a spreadsheet, a printed page and the window alike."""

from __future__ import annotations

import csv
import html
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from fourbeat.model.message import Message, message
from fourbeat.model.time import Rate, half_up
from fourbeat.model.verdict import Decision
from fourbeat.policy.rule import DutyKind
from fourbeat.policy.table import FORMULA

from .costs import Cost
from .duties import Duty, DutyState
from .split import Party, percent
from .terms import Together, Weigh

if TYPE_CHECKING:
    from .dues import Account, Due, Split
    from .wording import Wording

STATES = {DutyState.MET: "dues.met", DutyState.UNMET: "dues.unmet", DutyState.UNSAID: "dues.unsaid"}
"""What each state of a duty is called."""

PARTIES = {
    Party.RIGHTSHOLDER: "dues.rightsholder",
    Party.CREATOR: "dues.creator",
    Party.PLATFORM: "dues.platform",
}
"""What each party is called."""

_AS_DECIDED = {Decision.ASK: "dues.asks", Decision.BLOCK: "dues.blocks"}
_WEIGH = {Weigh.SCREEN_TIME: "dues.by-screen-time", Weigh.WHOLE_FILM: "dues.by-whole-film"}
_TOGETHER = {Together.HIGHEST: "dues.highest", Together.SUM: "dues.summed"}


@dataclass(frozen=True)
class Table:
    """Be a table with its title; the columns named in `right` hold numbers, `notes` stand beneath."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def tables(account: Account, say: Wording, *, shot_by_shot: bool) -> list[Table]:
    """Give the account as tables; the split is there only where there is one."""
    found = [_dues(account, say)]
    if shot_by_shot and account.dues:
        found.append(_appearances(account, say))
    if any(due.duties for due in account.dues):
        found.append(_duties(account, say))
    found.append(_cost(account, say))
    if account.split is not None:
        found.append(_split(account, say))
    return found


def seconds(rate: Rate, frames: int) -> str:
    """Write a length for a person: seconds to the hundredth."""
    return f"{Decimal(half_up(rate.seconds(frames) * 100)) / 100:.2f}"


def money(cost: Cost, say: Wording) -> str:
    """Say what something cost, each currency by itself, with what nobody knows."""
    said = [f"{amount:f} {currency}" for currency, amount in cost.sums]
    if cost.unknown:
        said.append(say.text("dues.cost-unknown", n=cost.unknown))
    return " + ".join(said) or say.text("dues.cost-none")


def detail(duty: Duty) -> str:
    """Give what a duty says beyond its name: the wording, or the percentage."""
    return duty.text or (f"{duty.percent} %" if duty.percent else "")


def notes(account: Account) -> Iterator[Message]:
    """Say what must be known to read the account rightly, and what is missing."""
    if account.held:
        yield message("dues.held", shots=account.held)
    doubtful = tuple(due.name for due in account.dues if not due.counts)
    if doubtful:
        yield message("dues.doubtful", names=doubtful)
    if account.unsaid:
        yield message("dues.share-unsaid", names=account.unsaid)


def carried(account: Account) -> Iterator[tuple[Message, bool]]:
    """Say what goes with an export of this cut; True marks what is known not to be met."""
    for due, duty in account.open:
        yield message("dues.open", name=due.name, duty=duty.name, why=duty.why), True
    labelled = account.of_kind(DutyKind.LABEL_AI)
    if labelled:
        yield message("dues.must-label", names=tuple(due.name for due in labelled)), False
    people = tuple(due.name for due in account.dues if due.person and due not in labelled)
    if people:
        yield message("dues.people-shown", names=people), False
    if credited := account.of_kind(DutyKind.ATTRIBUTION):
        yield message("dues.must-credit", n=len(credited)), False
    kinds = (DutyKind.REVENUE_SHARE, DutyKind.NOTIFY, DutyKind.NO_TRAINING)
    rest = [
        (due, duty)
        for due in account.dues
        for duty in due.duties
        if duty.kind in kinds and duty.state is DutyState.UNSAID
    ]
    for kind in kinds:
        names = tuple(dict.fromkeys(due.name for due, duty in rest if duty.kind is kind))
        if names:
            named = next(duty.name for _, duty in rest if duty.kind is kind)
            yield message("dues.carries", duty=named, names=names), False


def terms_told(split: Split, say: Wording) -> list[str]:
    """Say by which terms, and how, it is divided."""
    terms = split.terms
    told = [
        say.text(_WEIGH[terms.weigh]),
        say.text(_TOGETHER[terms.together]),
        say.text("dues.terms-from", day=terms.dated.isoformat(), source=terms.source),
    ]
    return told if split.revenue is None else [*told, say.text("dues.rounding")]


def as_csv(account: Account, say: Wording) -> bytes:
    """Write the account for a spreadsheet; nothing in it can be taken for a formula."""
    out = io.StringIO(newline="")
    # For spreadsheets: without the mark they would take Japanese for something else.
    out.write("\ufeff")
    write = csv.writer(out).writerow
    write([_cell(one) for one in (account.title, account.reel)])
    for table in tables(account, say, shot_by_shot=True):
        write(())
        write([_cell(table.title)])
        write([_cell(one) for one in table.heads])
        for row in table.rows:
            write([_cell(one) for one in row])
        for note in table.notes:
            write([_cell(note)])
    write(())
    for beneath in notes(account):
        write([_cell(say(beneath))])
    return out.getvalue().encode()


def as_html(account: Account, say: Wording, day: str) -> bytes:
    """Write the account as one page that prints: no script, no picture, nothing fetched."""
    length = account.rate.timecode(account.frames)
    head = say.text("dues.page-title", title=account.title)
    body = [
        f"<h1>{_text(head)}</h1>",
        _paragraph(say.text("dues.page-lead", reel=account.reel, length=length, day=day)),
    ]
    for table in tables(account, say, shot_by_shot=True):
        heads = "".join(f"<th{_right(place, table)}>{_text(one)}</th>" for place, one in enumerate(table.heads))
        rows = "".join(
            "<tr>"
            + "".join(f"<td{_right(place, table)}>{_text(one)}</td>" for place, one in enumerate(row))
            + "</tr>\n"
            for row in table.rows
        )
        body.append(f"<h2>{_text(table.title)}</h2>")
        body.append(f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>")
        body += map(_paragraph, table.notes)
    body += [_paragraph(say(note)) for note in notes(account)]
    page = "\n".join(body)
    language = say.language if say.language in ("en", "ja") else "en"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{_text(head)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{page}\n</body>\n</html>\n"
    ).encode()


def _dues(account: Account, say: Wording) -> Table:
    heads = (
        "dues.col-holder",
        "dues.col-whom",
        "dues.col-shots",
        "dues.col-seconds",
        "dues.col-planned",
        "dues.col-part",
    )
    rows = [
        (
            _holder(due, say),
            whom(due, say),
            ", ".join(dict.fromkeys(one.label for one in due.appearances)),
            seconds(account.rate, due.frames),
            seconds(account.rate, due.planned) if due.planned else "",
            f"{Decimal(due.frames * 100) / Decimal(account.frames):.1f} %",
        )
        for due in account.dues
    ]
    note = () if rows else (say.text("dues.nobody"),)
    return _table(say, "dues.whom", heads, rows, (3, 4, 5), note)


def _appearances(account: Account, say: Wording) -> Table:
    heads = ("dues.col-whom", "dues.col-shot", "dues.col-take", "dues.col-from", "dues.col-frames", "dues.col-seconds")
    rows = [
        (
            due.name,
            one.label,
            f"t{one.number:03}" if one.number is not None else say.text("dues.planned"),
            account.rate.timecode(one.start),
            str(one.frames),
            seconds(account.rate, one.frames),
        )
        for due in account.dues
        for one in due.appearances
    ]
    return _table(say, "dues.where", heads, rows, (4, 5))


def _duties(account: Account, say: Wording) -> Table:
    heads = ("dues.col-whom", "dues.col-duty", "dues.col-to", "dues.col-detail", "dues.col-state", "dues.col-why")
    rows = [
        (
            due.name,
            say(duty.name),
            due.payee(duty),
            detail(duty),
            say.text(STATES[duty.state]),
            say(duty.why),
        )
        for due in account.dues
        for duty in due.duties
    ]
    return _table(say, "dues.duties", heads, rows)


def _cost(account: Account, say: Wording) -> Table:
    labels = {one.shot: one.label for due in account.dues for one in due.appearances}
    rows = [
        (label, money(account.by_shot[shot], say))
        for shot, label in labels.items()
        if not account.by_shot.get(shot, Cost()).nothing
    ]
    rows.append((say.text("dues.cost-reel"), money(account.cost, say)))
    if not account.elsewhere.nothing:
        rows.append((say.text("dues.cost-elsewhere"), money(account.elsewhere, say)))
    return _table(say, "dues.cost", ("dues.col-shot", "dues.col-cost"), rows)


def _split(account: Account, say: Wording) -> Table:
    split = account.split
    assert split is not None
    rows = [
        (
            say.text(PARTIES[one.party]),
            one.name,
            f"{percent(one.share)} %",
            "" if one.amount is None else f"{one.amount:f} {split.currency}",
        )
        for one in split.parts
    ]
    if split.revenue is not None:
        whole = sum((one.amount for one in split.parts if one.amount is not None), Decimal(0))
        rows.append((say.text("dues.in-all"), "", "100 %", f"{whole:f} {split.currency}"))
    heads = ("dues.col-party", "dues.col-name", "dues.col-percent", "dues.col-amount")
    return _table(say, "dues.split", heads, rows, (2, 3), terms_told(split, say))


def whom(due: Due, say: Wording) -> str:
    """Name whom it is about, and say where that is not cleared, or doubtful."""
    if due.decision in _AS_DECIDED:
        return say.text(_AS_DECIDED[due.decision], name=due.name)
    return due.name if due.counts else say.text("dues.maybe", name=due.name)


def _holder(due: Due, say: Wording) -> str:
    return say.text("dues.person") if due.person else due.holder


def _table(
    say: Wording,
    title: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    right: tuple[int, ...] = (),
    notes: Sequence[str] = (),
) -> Table:
    return Table(say.text(title), tuple(map(say.text, heads)), tuple(rows), right, tuple(notes))


def _cell(text: str) -> str:
    """Make a cell safe: one line, and never the beginning of a formula, in full width neither."""
    plain = " ".join(text.split())
    return f"'{plain}" if unicodedata.normalize("NFKC", plain[:1]).startswith(FORMULA) else plain


def _text(text: str) -> str:
    return html.escape(text)


def _paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def _right(place: int, table: Table) -> str:
    return ' class="n"' if place in table.right else ""


_STYLE = """
body { font: 11pt/1.5 "Noto Sans", "Noto Sans JP", "Yu Gothic", "Hiragino Sans", sans-serif; }
body { margin: 2rem; color: #111; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 1.6em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em; }
th, td { border-bottom: 1px solid #bbb; overflow-wrap: anywhere; }
tr { break-inside: avoid; } .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
@page { size: A4 landscape; margin: 15mm; } @media print { body { margin: 0; } }
"""
