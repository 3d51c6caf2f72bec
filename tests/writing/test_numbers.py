"""Shot numbers: room between them, never the same twice, by every scheme."""

from __future__ import annotations

import pytest

from fourbeat.model.plan import Numbering
from fourbeat.writing.numbers import Home, between, film, numbered

ONE, TWO = Home("010", "1"), Home("010", "2")


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
        ("opening", "020", ["opening", "020"], "010"),
    ],
)
def test_a_new_number_fits(before: str | None, after: str | None, taken: list[str], number: str) -> None:
    assert between(before, after, taken) == number


@pytest.mark.parametrize(
    ("scheme", "labels"),
    [
        (Numbering.TENS, ["010", "020", "030", "040", "010"]),
        (Numbering.LETTERS, ["1A", "1B", "1C", "2A", "1A"]),
        (Numbering.DASHES, ["1-1", "1-2", "1-3", "2-1", "1-1"]),
        (Numbering.RUNNING, ["C001", "C002", "C003", "C004", "C005"]),
        (Numbering.NETFLIX, ["010_1_0010", "010_1_0020", "010_1_0030", "010_2_0010", "020_1_0010"]),
    ],
)
def test_a_whole_film_is_numbered(scheme: Numbering, labels: list[str]) -> None:
    assert film(scheme, [ONE, ONE, ONE, TWO, Home("020", "1")]) == labels


def test_a_slate_never_says_i_or_o() -> None:
    labels = film(Numbering.LETTERS, [ONE] * 30)
    assert labels[7:9] == ["1H", "1J"]
    assert labels[23:26] == ["1Z", "1AA", "1AB"]
    assert not any(letter in label for label in labels for letter in "IO")


@pytest.mark.parametrize(
    ("scheme", "before", "after", "taken", "number"),
    [
        (Numbering.LETTERS, None, None, [], "1A"),
        (Numbering.LETTERS, "1A", None, ["1A", "1B"], "1C"),
        (Numbering.LETTERS, "1A", "1B", ["1A", "1B"], "A1B"),
        (Numbering.LETTERS, "1A", "A1B", ["1A", "1B", "A1B"], "B1B"),
        (Numbering.LETTERS, "1Z", "2A", ["1Z", "2A"], "1AA"),
        (Numbering.LETTERS, "1B", "10A", ["1A", "1B", "10A"], "1C"),
        (Numbering.DASHES, None, None, [], "1-1"),
        (Numbering.DASHES, "1-9", "2-1", ["1-9", "2-1"], "1-10"),
        (Numbering.DASHES, "1-1", "1-2", ["1-1", "1-2"], "1-1A"),
        (Numbering.DASHES, None, "1-1", ["1-1"], "1-0A"),
        (Numbering.RUNNING, "C009", None, ["C009", "C011"], "C012"),
        (Numbering.RUNNING, "C001", "C002", ["C001", "C001A", "C002"], "C001B"),
        (Numbering.RUNNING, None, "C001", ["C001"], "C000A"),
        (Numbering.NETFLIX, "010_1_0010", "010_1_0020", [], "010_1_0015"),
        (Numbering.NETFLIX, "010_1_0020", "010_2_0010", ["010_1_0020"], "010_1_0030"),
    ],
)
def test_every_scheme_has_room(
    scheme: Numbering, before: str | None, after: str | None, taken: list[str], number: str
) -> None:
    assert between(before, after, taken, scheme, ONE) == number


@pytest.mark.parametrize("scheme", Numbering)
def test_a_hundred_inserted_at_one_place_are_all_different(scheme: Numbering) -> None:
    first, last = film(scheme, [ONE, ONE])
    taken = {first, last}
    low = first
    for _ in range(100):
        label = between(low, last, taken, scheme, ONE)
        assert label not in taken
        assert len(label) <= 24
        taken.add(label)
        low = label


def test_netflix_names_hold_only_what_is_legal() -> None:
    assert film(Numbering.NETFLIX, [Home("Séq 1", "EXT. GATE")]) == ["S-q-1_EXT.-GATE_0010"]


def test_a_number_between_is_written_as_the_one_before_it() -> None:
    assert between("3", "4", {"3", "4"}) == "3A"
    assert between("003", "004", {"003", "004"}) == "003A"
    assert between("3A", "4", {"3", "3A", "4"}) == "3B"
