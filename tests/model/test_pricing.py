"""What a request costs follows from prices that are known, shows its sum, and is never made up."""

from __future__ import annotations

import pytest

from fourbeat.model.job import Estimate, Money
from fourbeat.model.pricing import reckoned
from fourbeat.model.provider import ModelFacts
from store import film

SECOND, CLIP = Money(amount="0.10", currency="USD"), Money(amount="0.05", currency="USD")


@pytest.mark.parametrize(
    ("facts", "most", "basis"),
    [
        (ModelFacts(id="m", price_per_second=SECOND), "0.40", "m: 4 s × 0.10 USD"),
        (ModelFacts(id="m", price_per_clip=CLIP), "0.05", "m: 0.05 USD"),
        (ModelFacts(id="m", price_per_second=SECOND, price_per_clip=CLIP), "0.45", "m: 4 s × 0.10 USD + 0.05 USD"),
    ],
)
def test_prices_add_up(facts, most, basis):
    found = reckoned(Estimate(basis="m"), facts, film.request("s"))
    assert (found.least, found.most, found.basis) == (found.most, Money(amount=most, currency="USD"), basis)
    assert (found.seconds, found.clips) == ("4", 1)


@pytest.mark.parametrize(
    "facts",
    [
        None,
        ModelFacts(id="m"),
        ModelFacts(id="m", price_per_second=SECOND, price_per_clip=Money(amount="1", currency="EUR")),
    ],
)
def test_without_prices_that_add_up_nobody_knows(facts):
    assert reckoned(Estimate(basis="m"), facts, film.request("s")).most is None


def test_what_a_provider_says_itself_stands():
    facts = ModelFacts(id="m", price_per_second=SECOND)
    told = Estimate(least=CLIP, most=SECOND, basis="special offer")
    assert reckoned(told, facts, film.request("s")) == told.model_copy(update={"seconds": "4", "clips": 1})
    free = reckoned(Estimate(free=True), facts, film.request("s"))
    assert (free.free, free.most, free.seconds) == (True, None, "4")
