"""Names: the same person however written, found in what happens, and heard but not seen."""

from __future__ import annotations

import pytest

from fourbeat.writing.casting import Spotter, elsewhere, key, known


@pytest.mark.parametrize(
    ("one", "other"),
    [("ANNA", "Anna"), ("O’BRIEN", "O'Brien"), ("ﾏﾘﾔ", "マリヤ"), ("ÉLISE", "E\u0301lise"), ("МАРИЯ", "Мария")],
)
def test_the_same_name(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_names_win_over_aliases() -> None:
    found = known([("1", "Anna", "Bob, Annie"), ("2", "Bob", "")])
    assert (found["annie"], found["bob"]) == ("1", "2")


def test_people_are_found_by_whole_names_only() -> None:
    spotter = Spotter({"1": ["ANNA"], "2": ["母"], "3": ["健太"], "4": ["МАРИЯ"], "5": ["MAN"]})
    assert spotter.seen("Anna sees a man. Мария, 母親と母が健太を見る。Joanna.") == ["1", "4", "2", "3"]
    assert Spotter({}).seen("Anna") == []


@pytest.mark.parametrize(
    ("delivery", "away"),
    [
        ("V.O.", True),
        ("O.S., quietly", True),
        ("Ｎ", True),
        ("on the phone", True),
        ("quietly", False),
        ("nervous", False),
    ],
)
def test_heard_but_not_seen(delivery: str, away: bool) -> None:
    assert elsewhere(delivery) is away
