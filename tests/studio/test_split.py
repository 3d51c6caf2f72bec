"""The split: exact shares, whole units, nothing lost; terms that cannot be are refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.studio.split import Part, Party, Stretch, paid, percent, revenue, shares
from fourbeat.studio.terms import Side, Terms, Together, Weigh, fraction, read

TENTH, FIFTH = Fraction(1, 10), Fraction(1, 5)
GOOD = """
dated = 2026-11-21
source = "Agreement of November 3, section 4"
weigh = "whole-film"

[platform]
name = "Example Stream"
percent = 12.5

[creator]
name = "Studio Mori"

[[holder]]
to = "Moon"
percent = "5"
"""


def terms(platform: str | None = "30", creator: str | None = None, **more: object) -> Terms:
    given = {"dated": "2026-11-21", "source": "Letter", "platform": {"name": "P", "percent": platform}}
    return Terms.model_validate(given | {"creator": {"name": "C", "percent": creator}} | more)


def told(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    return [(one.name, percent(one.share)) for one in parts]


def test_screen_time_weighs_what_a_holder_asks_for() -> None:
    film = [Stretch(25, {"Moon": {"a": TENTH}}), Stretch(75, {})]
    assert told(shares(film, terms())) == [("Moon", "2.5"), ("C", "67.5"), ("P", "30")]
    assert told(shares(film, terms(weigh="whole-film"))) == [("Moon", "10"), ("C", "60"), ("P", "30")]
    assert told(shares(film, terms(platform=None, creator="40"))) == [("Moon", "2.5"), ("C", "40"), ("P", "57.5")]


@pytest.mark.parametrize(("together", "moon"), [("highest", "15"), ("sum", "20")])
def test_several_of_one_holder_in_a_shot_count_as_the_terms_say(together: str, moon: str) -> None:
    film = [Stretch(50, {"Moon": {"a": TENTH, "b": FIFTH}, "Sun": {"c": FIFTH}}), Stretch(50, {"Moon": {"a": TENTH}})]
    parts = shares(film, terms(together=together))
    assert told(parts)[:2] == [("Moon", moon), ("Sun", "10")]
    whole = shares(film, terms(together=together, weigh="whole-film"))
    assert told(whole)[0] == ("Moon", "30" if together == "sum" else "20")


def test_shares_that_are_not_the_whole_are_refused() -> None:
    film = [Stretch(10, {"Moon": {"a": FIFTH}})]
    with pytest.raises(Invalid, match=r"terms\.too-much"):
        shares(film, terms(platform="90"))
    with pytest.raises(Invalid, match=r"terms\.not-whole"):
        shares(film, terms(platform="40", creator="39"))
    assert told(shares(film, terms(platform="40", creator="40"))) == [("Moon", "20"), ("C", "40"), ("P", "40")]


def test_a_remainder_goes_to_whoever_lost_most() -> None:
    third = Fraction(1, 3)
    parts = [Part(Party.RIGHTSHOLDER, name, third) for name in "abc"]
    assert [one.amount for one in paid(parts, Decimal("1.00"), 2)] == [
        Decimal("0.34"),
        Decimal("0.33"),
        Decimal("0.33"),
    ]
    uneven = [Part(Party.CREATOR, "c", Fraction(1, 4)), Part(Party.PLATFORM, "p", Fraction(3, 4))]
    assert [one.amount for one in paid(uneven, Decimal(101), 0)] == [Decimal(25), Decimal(76)]


_WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any)


@given(weights=_WEIGHTS, units=st.integers(0, 10**15), digits=st.integers(0, 3))
def test_amounts_always_sum_to_the_whole(weights: list[int], units: int, digits: int) -> None:
    amount = Decimal(units).scaleb(-digits)
    parts = [Part(Party.CREATOR, str(place), Fraction(one, sum(weights))) for place, one in enumerate(weights)]
    got = paid(parts, amount, digits)
    assert sum((one.amount or Decimal(0) for one in got), Decimal(0)) == amount
    unit = Fraction(1, 10**digits)
    for one in got:
        assert one.amount is not None
        assert abs(Fraction(one.amount) - one.share * Fraction(amount)) < unit
        assert Fraction(one.amount) % unit == 0


_ASKED = st.dictionaries(st.sampled_from("ab"), st.integers(0, 20).map(lambda n: Fraction(n, 1000)), max_size=2)
_STRETCH = st.builds(
    Stretch, st.integers(1, 500), st.dictionaries(st.sampled_from(["Moon", "Sun"]), _ASKED, max_size=2)
)


@given(
    film=st.lists(_STRETCH, min_size=1, max_size=8),
    platform=st.integers(0, 90),
    weigh=st.sampled_from(Weigh),
    together=st.sampled_from(Together),
)
def test_shares_always_sum_to_the_whole(film: list[Stretch], platform: int, weigh: Weigh, together: Together) -> None:
    asked = terms(platform=str(platform), weigh=weigh, together=together)
    parts = shares(film, asked)
    assert sum(one.share for one in parts) == 1
    assert all(one.share >= 0 for one in parts)
    assert {one.name: one.share for one in parts} == {one.name: one.share for one in shares(film[::-1], asked)}


def test_terms_are_read_from_a_page_of_toml(tmp_path: Path) -> None:
    file = tmp_path / "terms.toml"
    file.write_text(GOOD, encoding="utf-8")
    found, data = read(file)
    assert (found.platform, found.creator) == (Side(name="Example Stream", percent="12.5"), Side(name="Studio Mori"))
    assert (found.weigh, found.together) == (Weigh.WHOLE_FILM, Together.HIGHEST)
    assert found.agreed("moon") == Fraction(1, 20)
    assert found.agreed("Sun", "") is None
    assert data == GOOD.encode()
    assert fraction("0.0001") == Fraction(1, 1_000_000)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("dated = 2026-11-21", "", "terms.wrong"),
        ("dated = 2026-11-21", "dated = 5", "terms.wrong"),
        ('source = "Agreement of November 3, section 4"', "", "terms.wrong"),
        ("percent = 12.5", "", "terms.no-percent"),
        ("percent = 12.5", "percent = 100.5", "terms.wrong"),
        ("percent = 12.5", "percent = -1", "terms.wrong"),
        ("percent = 12.5", "percent = nan", "terms.wrong"),
        ("percent = 12.5", 'percent = "a lot"', "terms.wrong"),
        ("whole-film", "by eye", "terms.wrong"),
        ("[creator]", "[creatr]", "terms.wrong"),
        ('percent = "5"', 'percent = "5"\n[[holder]]\nto = "moon"\npercent = 6', "terms.wrong"),
        ("dated", "dated = = 1", "terms.wrong"),
        ("dated", "#" * 70_000 + "\ndated", "terms.too-large"),
    ],
)
def test_terms_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    file = tmp_path / "terms.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(Invalid, match=code):
        read(file)


def test_terms_that_are_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"terms\.no-file"):
        read(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Invalid, match=r"terms\.wrong"):
        read(tmp_path / "bytes.toml")


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        ("-5", "USD", "no-amount"),
        ("1e9", "USD", "no-amount"),
        ("10,5", "USD", "no-amount"),
        ("5", "XQZ", "no-currency"),
        ("5", "dollars", "no-currency"),
        ("5.001", "USD", "too-fine"),
        ("5.5", "JPY", "too-fine"),
    ],
)
def test_sums_that_cannot_be_are_refused(amount: str, currency: str, code: str) -> None:
    with pytest.raises(Invalid, match=rf"dues\.{code}"):
        revenue(amount, currency)


def test_sums_are_read_exactly() -> None:
    assert revenue("1,250.50", "usd") == (Decimal("1250.50"), "USD", 2)
    assert revenue("100", "JPY") == (Decimal(100), "JPY", 0)
    assert revenue("5.00", "JPY")[0] == 5
