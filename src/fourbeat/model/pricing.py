"""Pricing: what a request costs by a model's prices, and what it uses up whatever it costs."""

from __future__ import annotations

from fractions import Fraction

from .errors import Invalid
from .job import Estimate
from .provider import ModelFacts
from .request import TakeRequest
from .sums import decimal, money
from .time import exact


def reckoned(told: Estimate, facts: ModelFacts | None, request: TakeRequest) -> Estimate:
    """Complete what a provider says a request may cost.

    Where it names no price, the prices of the model count, if there are any; nothing is guessed. What the request uses
    up, one clip and the seconds that are asked for, stands beside the price, and `basis` shows the sum.
    """
    if not told.free and told.most is None:
        told = _priced(facts, request) or told
    elif facts is not None and told.most is not None and told.basis in ("", facts.id):
        told = told.model_copy(update={"basis": _basis(facts, request)})
    return told.model_copy(update={"seconds": decimal(_seconds(request)), "clips": 1})


def _priced(facts: ModelFacts | None, request: TakeRequest) -> Estimate | None:
    known = [one for one in (facts.price_per_clip, facts.price_per_second) if one is not None] if facts else []
    if facts is None or not known or len({one.currency for one in known}) > 1:
        return None
    each, second = facts.price_per_clip, facts.price_per_second
    sum_ = Fraction(each.amount) if each is not None else Fraction(0)
    if second is not None:
        sum_ += Fraction(second.amount) * _seconds(request)
    price = money(sum_, known[0].currency)
    return Estimate(least=price, most=price, basis=_basis(facts, request))


def _basis(facts: ModelFacts, request: TakeRequest) -> str:
    """Write the sum out, readable in every language."""
    each, second = facts.price_per_clip, facts.price_per_second
    parts = [f"{decimal(_seconds(request))} s × {second.amount} {second.currency}"] if second is not None else []
    parts += [f"{each.amount} {each.currency}"] if each is not None else []
    return f"{facts.id}: {' + '.join(parts)}" if parts else facts.id


def _seconds(request: TakeRequest) -> Fraction:
    try:
        return max(Fraction(0), exact(request.seconds))
    except Invalid:
        return Fraction(0)
