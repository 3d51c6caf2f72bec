"""The cells of an invoice: which columns name a charge, and what the sums and moments in them say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

from fourbeat.model.errors import Invalid
from fourbeat.model.sums import decimal

from .budget import checked_amount, checked_currency

_HEADS = {
    "id": "request id|generation id|job id|video id|remote id|task id|prediction id|usage id|リクエストid|ジョブid"
    "|id|reference",
    "amount": "total cost|total charge|total amount|total price|total|amount charged|charged|charge|usage cost|cost"
    "|net amount|amount|price|合計|請求額|金額|料金|費用|gesamtbetrag|kosten|betrag|montant total|montant|importe",
    "currency": "currency|currency code|通貨|währung|devise|moneda",
    "time": "time|timestamp|datetime|created at|created|started at|usage date|date|日時|日付|時刻|datum|fecha",
}
"""What columns are called, the most telling name first: a total is what was charged, a price may be for a second."""
_COLUMNS = {role: tuple(known.replace(" ", "") for known in names.split("|")) for role, names in _HEADS.items()}
_IN_HEAD = re.compile(r"[\s_(\[]([A-Za-z]{3})[)\]]?$")
_SIGNS = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"),
    "US$": ("USD",),
    "€": ("EUR",),
    "£": ("GBP",),
    "\\": ("JPY", "KRW"),
    "¥": ("JPY", "CNY"),
    "円": ("JPY",),
    "元": ("CNY",),
    "₩": ("KRW",),
    "₹": ("INR",),
}
"""What a sign beside a sum may stand for; a yen sign is a backslash in older Japanese files."""
_CHARGE = re.compile(
    r"(?P<open>\()?(?P<minus>[-▲△])?(?P<before>[^\d\s.,'()▲△-]{0,3})(?P<inner>-)?"
    r"(?P<number>\d[\d.,' ]*(?:e[+-]?\d{1,2})?|[.,]\d+)(?P<after>[^\d\s.,'()▲△-]{0,3})(?P<behind>-)?(?P<close>\))?",
    re.IGNORECASE,
)
_POWER = re.compile(r"(\d+(?:\.\d+)?)e([+-]?\d{1,2})", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[ T](.*))?", re.DOTALL)


def columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int, str] | None:
    """Find the row of heads among these: its columns by role, the row after it, and a currency its sum names.

    None where no row names a sum, and an id or a moment.
    """
    best: tuple[dict[str, int], int, str] | None = None
    for at, row in enumerate(rows):
        found = {role: place for role in _COLUMNS if (place := _column(row, role)) is not None}
        if "amount" not in found or not {"id", "time"} & found.keys():
            continue
        if best is None or len(found) > len(best[0]):
            best = found, at + 1, _split(row[found["amount"]])[1]
    return best


def charge(text: str, currency: str) -> Fraction:
    """Read a sum of a currency as bills write it: `$0.42`, `1.234,50 €`, `.5`, `4e-05`; less than nought is paid back.

    Raises Invalid for what is none, and where a sign beside it names another currency.
    """
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("\u2212", "-")).strip()
    found = _CHARGE.fullmatch(re.sub(r"(?<=[^\d]) | (?=[^\d])", "", plain))
    minuses = [] if found is None else [one for one in ("open", "minus", "inner", "behind") if found[one]]
    if found is None or bool(found["open"]) is not bool(found["close"]) or len(minuses) > 1:
        raise Invalid("budget.no-sum", given=text[:40])
    for said in (found["before"], found["after"]):
        if said and said.upper() != currency and currency not in _SIGNS.get(said.upper(), ()):
            raise Invalid("budget.no-sum", given=text[:40])
    value = _number(found["number"])
    return -value if minuses else value


def moment(text: str) -> str:
    """Read a moment or a day; empty where there is none. Raises Invalid for what is neither, or could be two days."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" UTC", "Z")
    if not plain:
        return ""
    if plain.isdigit() and len(plain) in (10, 13):
        return datetime.fromtimestamp(int(plain[:10]), UTC).isoformat()
    try:
        if found := _DAY.fullmatch(plain):
            day = datetime(*_day(found[1], found[2], found[3], found[4])).date().isoformat()
            return datetime.fromisoformat(f"{day}T{found[5].strip()}").isoformat() if found[5] else day
        return datetime.fromisoformat(plain).isoformat()
    except ValueError:
        raise Invalid("budget.no-day", given=text[:20]) from None


def in_utc(text: str) -> datetime:
    """Give the moment that was read; an invoice that does not say is in UTC, as bills are."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _day(first: str, sign: str, second: str, third: str) -> tuple[int, int, int]:
    """Read a day in the order that its form tells. Raises ValueError where 3/4 may be in March or in April."""
    if len(first) == 4:
        return int(first), int(second), int(third)
    if len(third) != 4:
        raise ValueError(third)
    one, other = int(first), int(second)
    if sign == "." or one > 12 or one == other:
        return int(third), other, one
    if other > 12:
        return int(third), one, other
    raise ValueError(first)


def _number(text: str) -> Fraction:
    if power := _POWER.fullmatch(text):
        # Spreadsheets write small sums with a power of ten.
        return Fraction(checked_amount(decimal(Fraction(power[1]) * Fraction(10) ** int(power[2]), 12)))
    return Fraction(checked_amount(f"0{text}" if text[0] in ".," else text))


def _column(row: Sequence[str], role: str) -> int | None:
    known = _COLUMNS[role]
    ranked = [(known.index(name), place) for place, cell in enumerate(row) if (name := _split(cell)[0]) in known]
    return min(ranked)[1] if ranked else None


def _split(cell: str) -> tuple[str, str]:
    """Part a head from the currency in it: `Cost (USD)` is a cost."""
    known = {name for names in _COLUMNS.values() for name in names}
    if (whole := _folded(cell)) in known:
        return whole, ""
    said = _IN_HEAD.search(cell.strip())
    if said is None:
        return whole, ""
    try:
        return _folded(cell.strip()[: said.start()]), checked_currency(said[1])
    except Invalid:
        return whole, ""


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[\s_-]+", "", plain)
