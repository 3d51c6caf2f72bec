"""Shot numbers: room between them, and never the same twice."""

from __future__ import annotations

import pytest

from fourbeat.writing.numbers import between, numbered


def test_a_film_starts_in_tens() -> None:
    assert numbered(12)[::11] == ["010", "120"]


@pytest.mark.parametrize(
    ("before", "after", "taken", "number"),
    [
        (None, None, [], "010"),
        ("080", None, ["080"], "090"),
        ("010", "020", ["010", "020"], "015"),
        ("010", "020", ["010", "020", "015"], "014"),
        (None, "010", ["010"], "005"),
        ("010", "011", ["010", "011"], "010A"),
        ("010", "011", ["010", "010A", "011"], "010B"),
        ("1A", None, ["1A"], "010"),
        ("070", None, ["070", "080"], "090"),
    ],
)
def test_a_new_number_fits(before: str | None, after: str | None, taken: list[str], number: str) -> None:
    assert between(before, after, taken) == number
