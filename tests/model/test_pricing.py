"""What a request costs follows from prices that are known, shows its sum, and is never made up."""

from __future__ import annotations

import pytest

from fourbeat.model.format import Size
from fourbeat.model.job import Estimate, Money
from fourbeat.model.plan import Role
from fourbeat.model.price import Per, heard, prices, tier, written
from fourbeat.model.pricing import reckoned
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import Verb
from fourbeat.model.take import UsedReference
from store import film

SECOND, CLIP = prices("0.10 USD", Per.SECOND), prices("0.05 usd", Per.CLIP)
PICTURE = UsedReference(role=Role.FIRST_FRAME, sha256="0" * 64, name="first.png")
LADDER = prices("360p 0.10 USD, 720p 0.30 USD, 1080p 0.45 USD", Per.CLIP, day="2026-11-11")
HEARD = prices("sound 0.08 USD, silent 0.05 USD, 720p sound 0.05 USD, 720p silent 0.03 USD", Per.SECOND)


def asked(size="1280x720", pictures=0, **fields):
    more = {"size": Size.parse(size), "references": (PICTURE,) * pictures, **fields}
    return film.request("s").model_copy(update=more)


def costs(every, **fields):
    found = reckoned(Estimate(), ModelFacts(id="m", prices=every), asked(**fields))
    return (found.least and found.least.amount, found.most and found.most.amount)


@pytest.mark.parametrize(
    ("every", "most", "basis"),
    [
        (SECOND, "0.40", "m: 4 s × 0.10 USD"),
        (CLIP, "0.05", "m: 0.05 USD"),
        ((*SECOND, *CLIP), "0.45", "m: 4 s × 0.10 USD + 0.05 USD"),
        (LADDER, "0.30", "m: 0.30 USD · 1280x720 · 2026-11-11"),
        ((*SECOND, *prices("0.90 USD", Per.LEAST)), "0.90", "m: 4 s × 0.10 USD (≥ 0.90 USD)"),
    ],
)
def test_prices_add_up(every, most, basis):
    found = reckoned(Estimate(basis="m"), ModelFacts(id="m", prices=every), asked())
    assert (found.least, found.most, found.basis) == (found.most, Money(amount=most, currency="USD"), basis)
    assert (found.seconds, found.clips) == ("4", 1)


def test_the_price_is_that_of_the_chosen_picture():
    assert costs(LADDER, size="640x360") == ("0.10", "0.10")
    assert costs(LADDER, size="1080x1920") == ("0.45", "0.45")
    assert costs((*LADDER, *prices("0.20 USD", Per.CLIP)), size="854x480") == ("0.20", "0.20")


def test_a_picture_that_no_price_names_may_cost_what_any_of_them_says():
    assert costs(LADDER, size="1280x704") == ("0.10", "0.45")


def test_with_sound_and_without_are_a_range_until_one_is_chosen():
    assert costs(HEARD) == ("0.12", "0.20")
    assert costs(HEARD, size="1920x1080") == ("0.20", "0.32")
    assert costs(heard(HEARD, False)) == ("0.12", "0.12")
    assert costs(heard(HEARD, True)) == ("0.20", "0.20")
    only = prices("sound 0.08 USD", Per.SECOND)
    assert heard(only, False) == only
    found = reckoned(Estimate(), ModelFacts(id="m", prices=HEARD), asked())
    assert found.basis == "m: 4 s × 0.03–0.05 USD · 1280x720"


def test_pictures_that_go_along_are_paid_for():
    every = (*SECOND, *prices("0.002 USD", Per.PICTURE))
    assert costs(every) == ("0.40", "0.40")
    assert costs(every, pictures=2) == ("0.404", "0.404")
    apart = prices("text 0.10 USD, pictures 0.20 USD", Per.SECOND)
    assert (costs(apart)[1], costs(apart, pictures=1)[1]) == ("0.40", "0.80")
    assert costs(prices("text 0.10 USD", Per.SECOND), pictures=1) == (None, None)


def test_what_goes_on_from_a_clip_has_its_own_price():
    (new,), (on,) = prices("0.10 USD", Per.SECOND), prices("0.40 USD", Per.SECOND)
    every = (new, on.model_copy(update={"anew": False}))
    assert costs(every) == ("0.40", "0.40")
    assert costs(every, verb=Verb.EXTEND) == ("1.60", "1.60")


def test_a_price_under_a_condition_nobody_knows_widens_the_range():
    (odd,) = prices("0.20 USD", Per.SECOND)
    assert costs((*SECOND, odd.model_copy(update={"sure": False}))) == ("0.40", "0.80")


@pytest.mark.parametrize(
    "facts",
    [
        None,
        ModelFacts(id="m"),
        ModelFacts(id="m", prices=(*SECOND, *prices("1 EUR", Per.CLIP))),
        ModelFacts(id="m", prices=prices("0.01 USD", Per.PICTURE)),
    ],
)
def test_without_prices_that_add_up_nobody_knows(facts):
    assert reckoned(Estimate(basis="m"), facts, asked(pictures=1)).most is None


def test_what_lasts_no_second_is_not_free_for_that():
    assert costs(SECOND, seconds="0") == (None, None)


def test_what_a_provider_says_itself_stands():
    facts = ModelFacts(id="m", prices=SECOND)
    told = Estimate(least=CLIP[0].sum, most=SECOND[0].sum, basis="special offer")
    assert reckoned(told, facts, asked()) == told.model_copy(update={"seconds": "4", "clips": 1})
    free = reckoned(Estimate(free=True), facts, asked())
    assert (free.free, free.most, free.seconds) == (True, None, "4")


def test_prices_are_read_as_they_are_written():
    for text in ("0.10 USD", "720p 0.30 USD", "1080p silent text 0.45 EUR", "480p sound pictures 1 JPY"):
        (price,) = prices(text, Per.CLIP)
        assert written(price) == text
    assert [tier(one) for one in ("4K", "1280x720", "720x1280", "2k", "1k", "p", "9999x")] == [
        2160, 720, 720, 1440, None, None, None,
    ]  # fmt: skip
    for odd in ("cheap", "0.10", "-1 USD", "720p 480p 1 USD", "loud 1 USD", "1k 1 USD", "1 USD,", "0.10 USD a second"):
        with pytest.raises(ValueError):
            prices(odd, Per.CLIP)
