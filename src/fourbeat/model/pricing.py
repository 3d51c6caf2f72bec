"""Pricing: what a request costs by a model's prices, and what it uses up whatever it costs."""

from __future__ import annotations

from fractions import Fraction

from .errors import Invalid
from .job import Estimate, Money
from .provider import ModelFacts
from .request import TakeRequest
from .sums import decimal, money
from .time import exact


def priced(facts: ModelFacts | None, request: TakeRequest) -> Estimate:
    """Say what a request costs by the prices of its model; unknown where the model has none, never a guess."""
    if facts is None:
        return counted(Estimate(basis=request.model), request)
    if facts.free:
        return counted(Estimate(free=True, basis=facts.id), request)
    each, second = facts.price_per_clip, facts.price_per_second
    known = [one for one in (each, second) if one is not None]
    if not known or len({one.currency for one in known}) > 1:
        return counted(Estimate(basis=facts.id), request)
    sum_ = Fraction(each.amount) if each is not None else Fraction(0)
    if second is not None:
        sum_ += Fraction(second.amount) * _seconds(request)
    price = money(sum_, known[0].currency)
    return counted(Estimate(least=price, most=price, basis=_basis(facts.id, each, second, request)), request)


def counted(estimate: Estimate, request: TakeRequest) -> Estimate:
    """Write beside an estimate what the request uses up: one clip, and the seconds that are asked for."""
    return estimate.model_copy(update={"seconds": decimal(_seconds(request)), "clips": 1})


def _basis(model: str, each: Money | None, second: Money | None, request: TakeRequest) -> str:
    """Write the sum out, readable in every language."""
    parts = [f"{decimal(_seconds(request))} s × {second.amount} {second.currency}"] if second is not None else []
    parts += [f"{each.amount} {each.currency}"] if each is not None else []
    return f"{model}: {' + '.join(parts)}"


def _seconds(request: TakeRequest) -> Fraction:
    try:
        return max(Fraction(0), exact(request.seconds))
    except Invalid:
        return Fraction(0)
