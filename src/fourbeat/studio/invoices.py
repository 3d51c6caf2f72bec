"""Invoices: a provider's list of charges as CSV, held against what nobody knows the price of."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.account import Entry, Standing
from fourbeat.model.budget import Settlement
from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.job import Money
from fourbeat.model.sums import money

from .budget import checked_currency
from .invoice_cells import charge, columns, in_utc, moment

if TYPE_CHECKING:
    from .studio import Studio

LARGEST = 8 * 1024 * 1024
MOST_ROWS = 50_000
_NEAR = 600.0
"""Seconds between the moment of a charge and that of a request within which one may be the other's."""


class How(StrEnum):
    """Say by what a line of an invoice was matched, or why it was not."""

    ID = "id"
    TIME = "time"
    KNOWN = "known"
    DIFFERS = "differs"
    AMBIGUOUS = "ambiguous"
    NOBODYS = "nobodys"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Match:
    """Be one charge of an invoice (of `lines`, counted from 1) and what it belongs to."""

    lines: tuple[int, ...]
    paid: Money | None
    how: How
    entry: Entry | None = None
    remote_id: str = ""
    time: str = ""

    @property
    def settles(self) -> bool:
        """Tell whether it settles something."""
        return self.how in (How.ID, How.TIME)


class Invoices:
    """Hold the verbs that settle what is unknown by a provider's own list."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def match(self, *, file: Path, provider: str, currency: str = "") -> list[Match]:
        """Say which attempts the lines of an invoice belong to; nothing is written.

        Raises NotFound, Invalid for a file that cannot be read as a list of charges and for a provider that there is
        not and never was, Storage.
        """
        rows, every = _rows(file, currency), self._studio.ledger.entries()
        entries = [one for one in every if one.provider == provider]
        if not entries and (servers := self._studio.connections.members(provider)) is not None:
            raise Invalid("invoice.of-pool", pool=provider, servers=servers)
        known = {*self._studio.generators, *(one.provider for one in every)}
        if provider not in known:
            # A connection may have been removed since; its charges stay.
            raise Invalid("budget.no-provider", provider=provider, known=tuple(sorted(known)))
        by_id = {one.attempt.there: one for one in entries if one.attempt is not None and one.attempt.there}
        found = [_by_id(row, by_id) for row in rows]
        taken = {id(one.entry) for one in found if one.entry is not None}
        left = [one for one in entries if one.standing is Standing.UNKNOWN and one.attempt and id(one) not in taken]
        return _by_time(found, left)

    def settle(self, *, file: Path, matches: Sequence[Match]) -> list[Settlement]:
        """Write down what the matched lines say, all or none."""
        sums = []
        for one in matches:
            if one.settles and one.entry is not None and one.entry.attempt is not None and one.paid is not None:
                numbers = "+".join(map(str, one.lines))
                sums.append((one.entry.attempt.id, one.paid, f"{file.name}:{numbers}"))
        return self._studio.budget.settle_all(sums=sums) if sums else []


def _by_id(row: Match, by_id: dict[str, Entry]) -> Match:
    entry = by_id.get(row.remote_id) if row.remote_id and row.paid is not None else None
    if entry is None or row.paid is None or row.how is not How.NOBODYS:
        return row
    if Fraction(row.paid.amount) < 0:
        # More was given back than charged here: the charge stands elsewhere, and a person sees to both.
        return replace(row, how=How.DIFFERS, entry=entry)
    if entry.standing is Standing.UNKNOWN or entry.standing is Standing.RESERVED:
        return replace(row, how=How.ID, entry=entry)
    same = entry.sum is not None and entry.sum.currency == row.paid.currency
    same = same and entry.sum is not None and Fraction(entry.sum.amount) == Fraction(row.paid.amount)
    return replace(row, how=How.KNOWN if same else How.DIFFERS, entry=entry)


def _by_time(rows: list[Match], left: list[Entry]) -> list[Match]:
    """Match by moment and sum where each has exactly one counterpart; all else is left to the person."""
    open_ = [place for place, row in enumerate(rows) if row.how is How.NOBODYS and row.paid is not None and row.time]
    fits = {place: [one for one in left if _fits(rows[place], one)] for place in open_}
    claimed = Counter(id(one) for entries in fits.values() for one in entries)
    for place, entries in fits.items():
        if not entries:
            continue
        alone = len(entries) == 1 and claimed[id(entries[0])] == 1
        rows[place] = replace(
            rows[place], how=How.TIME if alone else How.AMBIGUOUS, entry=entries[0] if alone else None
        )
    return rows


def _fits(row: Match, entry: Entry) -> bool:
    assert row.paid is not None
    assert entry.attempt is not None
    if len(row.time) == len("2026-11-21"):
        near = entry.day == row.time
    else:
        near = abs((in_utc(row.time) - in_utc(entry.attempt.at)).total_seconds()) <= _NEAR
    if Fraction(row.paid.amount) < 0:
        return False
    if entry.least is None or entry.most is None:
        return near
    within = Fraction(entry.least.amount) <= Fraction(row.paid.amount) <= Fraction(entry.most.amount)
    return near and within and entry.most.currency == row.paid.currency


def _rows(file: Path, currency: str) -> list[Match]:
    text = _text(file)
    start = "\n".join(text.split("\n")[:20])
    sign = max(",;\t|", key=lambda one: (start.count(one), one == ","))
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error as error:
        raise Invalid("invoice.not-a-table", file=file.name) from error
    if len(table) > MOST_ROWS:
        raise Invalid("invoice.too-long", file=file.name, most=MOST_ROWS)
    found = columns(table[:10])
    if found is None:
        raise Invalid("invoice.no-columns", file=file.name, columns=("id", "date", "amount", "currency"))
    heads, first, told = found
    currency = checked_currency(currency) if currency else told
    if "currency" not in heads and not currency:
        raise Invalid("invoice.which-currency", file=file.name)
    rows: list[Match] = []
    for number, cells in enumerate(table[first:], start=first + 1):
        if any(cell.strip() for cell in cells):
            rows.append(_row(number, cells, heads, currency))
    return _joined(rows)


def _row(number: int, cells: list[str], heads: dict[str, int], currency: str) -> Match:
    def cell(name: str) -> str:
        place = heads.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    unread = Match((number,), None, How.UNREADABLE, remote_id=cell("id"))
    try:
        named = checked_currency(cell("currency") or currency)
        paid = money(charge(cell("amount"), named), named)
    except Invalid:
        return unread
    try:
        time = moment(cell("time"))
    except Invalid:
        # The id alone says whose charge it is; without one, nobody could.
        if not unread.remote_id:
            return unread
        time = ""
    return replace(unread, paid=paid, how=How.NOBODYS, time=time)


def _joined(rows: list[Match]) -> list[Match]:
    """Add up the lines that charge for the same request, and what was paid back for it.

    Where one of them cannot be read, or is in another currency, nobody knows the sum: none of them settles anything.
    """
    found: dict[object, Match] = {}
    doubtful = {row.remote_id for row in rows if row.paid is None}
    currencies: dict[str, set[str]] = {}
    for row in rows:
        if row.paid is not None:
            currencies.setdefault(row.remote_id, set()).add(row.paid.currency)
        key: object = (row.remote_id, row.paid.currency) if row.remote_id and row.paid else row.lines
        before = found.get(key)
        if before is None or before.paid is None or row.paid is None:
            found[key] = row
            continue
        both = Fraction(before.paid.amount) + Fraction(row.paid.amount)
        found[key] = replace(before, lines=before.lines + row.lines, paid=money(both, row.paid.currency))
    return [_settled(one, doubtful, currencies) for one in found.values()]


def _settled(row: Match, doubtful: set[str], currencies: dict[str, set[str]]) -> Match:
    if not row.remote_id or row.paid is None:
        return row
    if row.remote_id in doubtful:
        return replace(row, how=How.UNREADABLE)
    return replace(row, how=How.AMBIGUOUS) if len(currencies[row.remote_id]) > 1 else row


def _text(file: Path) -> str:
    if not file.is_file():
        raise NotFound("invoice.no-file", file=str(file))
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError as error:
        raise Storage("invoice.unreadable", file=str(file), detail=error.strerror or "") from error
    if content is None:
        raise Invalid("invoice.too-long", file=file.name, most=MOST_ROWS)
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("invoice.not-a-table", file=file.name)
