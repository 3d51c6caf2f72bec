"""Order keys: always room between two, never long where it matters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model import order


@given(st.lists(st.integers(0, 10_000), max_size=150))
def test_any_insertions_keep_the_order(places: list[int]) -> None:
    keys = order.spread(3)
    for place in places:
        index = place % (len(keys) + 1)
        low = keys[index - 1] if index else None
        high = keys[index] if index < len(keys) else None
        keys.insert(index, order.between(low, high))
    assert keys == sorted(set(keys))
    assert not [key for key in keys if key.endswith("0") or not key]


@pytest.mark.parametrize("at_end", [True, False])
def test_thousands_at_one_end_stay_short(at_end: bool) -> None:
    keys = [order.between(None, None)]
    for _ in range(5000):
        keys.append(order.between(keys[-1], None) if at_end else order.between(None, keys[-1]))
    assert keys == sorted(keys, reverse=not at_end)
    assert max(map(len, keys)) <= 6


def test_spread_is_even_and_sorted() -> None:
    keys = order.spread(2000)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) == 3


def test_no_room_is_an_error() -> None:
    with pytest.raises(ValueError, match="no key fits"):
        order.between("b", "a")
