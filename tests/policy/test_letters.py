"""Letters as a reader sees them, each with the place it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.policy.letters import fold, plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Pokémon", "pokemon"),
        ("ＰＩＫＡ", "pika"),
        ("ﾋﾟｶﾁｭｳ", "ぴかちゅう"),
        ("ピカチュウ", "ぴかちゅう"),
        ("ヒ\u309aカ", "ぴか"),
        ("𝐏𝒊ⓚⒶ🅒🅷", "pikach"),
        ("🇵🇮", "pi"),
        ("ᴘɪᴋᴀ", "pika"),
        ("łódź ßø", "lodz sso"),
        ("P\u200bi\u00adk\u2060a", "pika"),
        ("ﬁn", "fin"),
        ("P̶i̶", "pi"),
        ("bat_man's", "bat man s"),
    ],
)
def test_letters_are_read_as_seen(written: str, read: str) -> None:
    assert plain(written) == read


def test_hangul_is_the_same_however_it_was_typed() -> None:
    assert plain("피카츄") == plain("ㅍㅣㅋㅏㅊㅠ") == plain("\u1111\u1175\u110f\u1161\u110e\u1172")


def test_a_mark_belongs_to_the_letter_before_it() -> None:
    letters = fold("xe\u0301y")
    assert [(letters.starts[at], letters.ends[at]) for at in range(len(letters))] == [(0, 1), (1, 3), (3, 4)]


def test_long_vowels_are_counted_beside_their_letter() -> None:
    letters = fold("スーパーー")
    assert letters.folded == "すぱ"
    assert letters.long == {0: 1, 1: 2}


def test_drawn_letters_are_read_only_when_asked_for() -> None:
    assert fold("|3at").folded == "3at"
    assert fold("|3at", signs=True, drawn=True).folded == "bat"


@given(st.text(max_size=60))
def test_every_letter_keeps_its_place(text: str) -> None:
    letters = fold(text)
    assert len(letters.folded) == len(letters.bones) == len(letters.scripts) == len(letters.gaps) == len(letters)
    last = 0
    for start, end in zip(letters.starts, letters.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start


def test_two_writings_of_one_foreign_sound_are_one() -> None:
    assert fold("エヴァ").bones == fold("エバ").bones
    assert fold("ヴェネツィア").starts == [0, 2, 3, 4, 5]
