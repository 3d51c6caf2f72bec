"""The split of revenue among rightsholders, creator and platform: exact fractions, whole units, nothing lost.

Each holder's percent is of the part of the film in which theirs is seen (`screen-time`), or of all of it
(`whole-film`). The platform's and the creator's are of the whole; whichever of the two has none gets the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from fourbeat.model.errors import Invalid

from .terms import Terms, Together, Weigh

_AMOUNT = re.compile(r"(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,6})?")
"""A sum; commas only where they part thousands, since elsewhere they would be points."""
_CURRENCY = re.compile(r"[A-Z]{3}")


class Party(StrEnum):
    """Name the three parties."""

    RIGHTSHOLDER = "rightsholder"
    CREATOR = "creator"
    PLATFORM = "platform"


@dataclass(frozen=True)
class Stretch:
    """Be a part of the film: its frames, and for each holder what share is asked for which of theirs."""

    frames: int
    asks: Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Part:
    """Be what one party gets: the exact share of the whole, and the amount in whole units of the currency."""

    party: Party
    name: str
    share: Fraction
    amount: Decimal | None = None


def shares(stretches: Sequence[Stretch], terms: Terms) -> tuple[Part, ...]:
    """Give each party's exact share: rightsholders by what they get, then creator and platform; they sum to one.

    Raises Invalid where the shares are more than the whole, or less with nobody who gets the rest.
    """
    creator, platform = terms.creator.share, terms.platform.share
    owed = _owed(stretches, terms)
    holders = [
        Part(Party.RIGHTSHOLDER, name, share)
        for name, share in sorted(owed.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    given = sum(owed.values(), (creator or Fraction(0)) + (platform or Fraction(0)))
    if given > 1:
        raise Invalid("terms.too-much", percent=percent(given))
    rest = 1 - given
    if creator is not None and platform is not None and rest:
        raise Invalid("terms.not-whole", percent=percent(given))
    return (
        *holders,
        Part(Party.CREATOR, terms.creator.name, rest if creator is None else creator),
        Part(Party.PLATFORM, terms.platform.name, rest if platform is None else platform),
    )


def _owed(stretches: Sequence[Stretch], terms: Terms) -> dict[str, Fraction]:
    film = sum(one.frames for one in stretches)
    owed: dict[str, Fraction] = {}
    everywhere: dict[str, dict[str, Fraction]] = {}
    for one in stretches:
        for name, asked in one.asks.items():
            owed[name] = owed.get(name, Fraction(0)) + _together(asked, terms) * Fraction(one.frames, film)
            most = everywhere.setdefault(name, {})
            most |= {subject: max(own, most.get(subject, own)) for subject, own in asked.items()}
    if terms.weigh is Weigh.SCREEN_TIME:
        return owed
    return {name: _together(asked, terms) for name, asked in everywhere.items()}


def _together(asked: Mapping[str, Fraction], terms: Terms) -> Fraction:
    if terms.together is Together.SUM:
        return sum(asked.values(), Fraction(0))
    return max(asked.values(), default=Fraction(0))


def paid(parts: Sequence[Part], amount: Decimal, digits: int) -> tuple[Part, ...]:
    """Give each party its amount, in units of 10^-digits.

    Each part is rounded down; the units that are left go one each to the parts that lost most by it, the earlier of two
    that lost the same first. So the amounts always sum to the whole, and none is off by a unit.
    """
    unit = Decimal(1).scaleb(-digits)
    units = int(Fraction(amount) * 10**digits)
    exact = [one.share * units for one in parts]
    whole = [one.numerator // one.denominator for one in exact]
    left = units - sum(whole)
    by_loss = sorted(range(len(parts)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_loss[:left]:
        whole[place] += 1
    return tuple(
        Part(one.party, one.name, one.share, Decimal(got) * unit) for one, got in zip(parts, whole, strict=True)
    )


def revenue(amount: str, currency: str) -> tuple[Decimal, str, int]:
    """Read a sum that a person gives; give it with its currency and the digits that has. Raises Invalid."""
    from babel.numbers import get_currency_precision, list_currencies

    if not _AMOUNT.fullmatch(amount.strip()):
        raise Invalid("dues.no-amount", given=amount[:40])
    plain, code = amount.strip().replace(",", ""), currency.strip().upper()
    if not _CURRENCY.fullmatch(code) or code not in list_currencies():
        raise Invalid("dues.no-currency", given=currency[:20])
    digits = int(get_currency_precision(code))
    found = Decimal(plain)
    if -int(found.normalize().as_tuple().exponent) > digits:
        raise Invalid("dues.too-fine", given=plain, currency=code, n=digits)
    return found, code, digits


def percent(share: Fraction) -> str:
    """Write a share as a percentage, to four digits at most."""
    shown = Decimal(share.numerator * 100) / Decimal(share.denominator)
    text = f"{shown:.4f}".rstrip("0").rstrip(".")
    return text or "0"
