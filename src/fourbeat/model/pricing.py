"""Pricing: what a request costs by a model's prices, and what it uses up whatever it costs."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from .errors import Invalid
from .job import Estimate
from .price import Per, Price
from .provider import ModelFacts
from .request import TakeRequest, Verb
from .sums import decimal, money, worth
from .time import exact


def reckoned(told: Estimate, facts: ModelFacts | None, request: TakeRequest) -> Estimate:
    """Complete what a provider says a request may cost.

    Where it names no price, the prices of the model count, if there are any; nothing is guessed. What the request uses
    up, one clip and the seconds that are asked for, stands beside the price, and `basis` shows the sum.
    """
    if not told.free and told.most is None:
        told = priced(facts, request) or told
    return told.model_copy(update={"seconds": decimal(_seconds(request)), "clips": 1})


def priced(facts: ModelFacts | None, request: TakeRequest) -> Estimate | None:
    """Add up a model's prices for a request: a range where several may count, None where nobody can say."""
    if facts is None or len({one.sum.currency for one in facts.prices}) != 1:
        return None
    every = facts.prices
    counted = {per: _counting([one for one in every if one.per is per], request) for per in Per}
    if not counted[Per.SECOND] and not counted[Per.CLIP]:
        return None
    if counted[Per.SECOND] and not _seconds(request):
        # A picture lasts no second; that does not make it free.
        return None
    if any(one.per is per for one in every for per in (Per.SECOND, Per.CLIP) if not counted[per]):
        # A part of the price is known to be there, and not for a request like this.
        return None
    pictures = len(request.references)
    amounts = {Per.SECOND: _seconds(request), Per.CLIP: Fraction(1), Per.PICTURE: Fraction(pictures)}
    least = most = Fraction(0)
    for per, amount in amounts.items():
        if counted[per] and amount:
            sums = [worth(one.sum) * amount for one in counted[per]]
            least, most = least + min(sums), most + max(sums)
    if floor := [worth(one.sum) for one in counted[Per.LEAST]]:
        least, most = max(least, min(floor)), max(most, *floor)
    currency = every[0].sum.currency
    basis = _basis(facts, request, counted, pictures)
    return Estimate(least=money(least, currency), most=money(most, currency), basis=basis)


def _counting(prices: list[Price], request: TakeRequest) -> list[Price]:
    """Give the prices of one kind that may count for a request: one, or several where it cannot be told which.

    A price that names the picture's height goes before one for every picture, and so with sound and with references.
    """
    pictures = bool(request.references)
    anew = request.verb is Verb.NEW
    fitting = [one for one in prices if one.pictures in (None, pictures) and one.anew in (None, anew)]
    fitting = [one for one in fitting if one.anew is not None] or fitting
    doubtful = [one for one in fitting if not one.sure]
    found: list[Price] = []
    for sound in (True, False, None):
        # Whether a clip comes with sound is the model's to decide: what it costs either way is the range.
        alike = [one for one in fitting if one.sure and one.sound is sound]
        found += _nearest(alike, request)
    if {True, False} <= {one.sound for one in found}:
        found = [one for one in found if one.sound is not None or _closer(one, found)]
    return found + [one for one in doubtful if one not in found]


def _nearest(prices: list[Price], request: TakeRequest) -> list[Price]:
    lines = min(request.size.width, request.size.height)
    for wanted in ([one for one in prices if one.lines == lines], [one for one in prices if one.lines is None]):
        if wanted:
            named = [one for one in wanted if one.pictures is not None]
            return named or wanted
    # No price names this picture: any of them may be the one.
    return prices


def _closer(one: Price, found: Iterable[Price]) -> bool:
    """Tell whether a price for any sound names the picture more closely than those that name the sound."""
    return one.lines is not None and all(other.lines is None for other in found if other.sound is not None)


def _basis(facts: ModelFacts, request: TakeRequest, counted: dict[Per, list[Price]], pictures: int) -> str:
    """Write the sum out, readable in every language: what is counted, at which prices, and when those were learned."""
    parts = []
    if counted[Per.SECOND]:
        parts.append(f"{decimal(_seconds(request))} s × {_each(counted[Per.SECOND])}")
    if counted[Per.CLIP]:
        parts.append(_each(counted[Per.CLIP]))
    if counted[Per.PICTURE] and pictures:
        parts.append(f"{pictures} × {_each(counted[Per.PICTURE])}")
    text = f"{facts.id}: {' + '.join(parts)}"
    if counted[Per.LEAST]:
        text = f"{text} (≥ {_each(counted[Per.LEAST])})"
    used = [one for several in counted.values() for one in several]
    named = f" · {request.size}" if any(one.lines is not None for one in facts.prices) else ""
    day = min((one.day for one in used if one.day), default="")
    return f"{text}{named} · {day}" if day else f"{text}{named}"


def _each(prices: list[Price]) -> str:
    amounts = sorted((one.sum for one in prices), key=worth)
    low, high = amounts[0], amounts[-1]
    if worth(low) == worth(high):
        return f"{high.amount} {high.currency}"
    return f"{low.amount}–{high.amount} {high.currency}"


def _seconds(request: TakeRequest) -> Fraction:
    try:
        return max(Fraction(0), exact(request.seconds))
    except Invalid:
        return Fraction(0)
