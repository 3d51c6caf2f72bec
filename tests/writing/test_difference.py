"""Differences word by word, and changes carried from one text into another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.writing.difference import Kind, Piece, difference, merged

TEXT = st.lists(st.sampled_from(["a", "bb", " ", "\n", ".", "雨", "é", "–"]), max_size=12).map("".join)


@given(TEXT, TEXT)
def test_a_difference_holds_both_texts_whole(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(one.text for one in pieces if one.kind is not Kind.NEW) == old
    assert "".join(one.text for one in pieces if one.kind is not Kind.GONE) == new


@given(TEXT, TEXT)
def test_a_merge_with_nothing_changed_is_the_other_side(base: str, other: str) -> None:
    assert merged(base, other, base) == other
    assert merged(base, base, other) == other


def test_words_are_what_differs_not_letters() -> None:
    assert difference("a red coat", "a green coat") == [
        Piece(Kind.SAME, "a "),
        Piece(Kind.GONE, "red"),
        Piece(Kind.NEW, "green"),
        Piece(Kind.SAME, " coat"),
    ]
    assert difference("夜の雨", "朝の雨")[0] == Piece(Kind.GONE, "夜")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "made"),
    [
        ("Light: dusk\nMood: calm", "Light: dusk\nMood: calm, no music", "Light: dawn\nMood: calm",
         "Light: dawn\nMood: calm, no music"),
        ("one two three", "one 2 three", "one zwei three", "one zwei three"),
        ("one two", "zero one two", "one two three", "zero one two three"),
    ],
)  # fmt: skip
def test_changes_of_the_brief_are_carried_into_what_was_typed(base: str, mine: str, theirs: str, made: str) -> None:
    assert merged(base, mine, theirs) == made
