"""Words are found as a reader sees them, and no letter is ever halved."""

from __future__ import annotations

import pytest

from fourbeat.writing.search import Wanted, find, letters, replaced


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("abc", 3),
        ("e\u0301a", 2),
        ("\r\n", 1),
        ("👨‍👩‍👧", 1),
        ("🇯🇵🇫🇷", 2),
        ("👍🏽!", 2),
        ("ｶﾞ", 1),
        ("\u1112\u1161\u11ab", 1),
        ("क्षि", 1),
        ("❤️", 1),
    ],
)
def test_letters_are_counted_as_a_reader_does(text: str, count: int) -> None:
    places = list(letters(text))
    assert len(places) == count
    assert "".join(text[start:end] for start, end in places) == text


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Café cafe\u0301", Wanted("café"), ["Café", "cafe\u0301"]),
        ("cafe\u0301", Wanted("cafe"), []),
        ("👨‍👩‍👧 👨", Wanted("👨"), ["👨"]),
        ("🇯🇵🇵🇫", Wanted("🇵🇵"), []),
        ("ガラスｶﾞﾗｽ", Wanted("ガラス"), ["ガラス", "ｶﾞﾗｽ"]),
        ("ＡＢＣ abc", Wanted("Abc"), ["ＡＢＣ", "abc"]),
        ("ＡＢＣ abc", Wanted("abc", match_case=True), ["abc"]),
        ("Adam, Ada", Wanted("ada", whole_word=True), ["Ada"]),
        ("Adam_Ada", Wanted("Ada", whole_word=True), []),
        ("東京都", Wanted("京", whole_word=True), ["京"]),
        ("Ada田中", Wanted("Ada", whole_word=True), ["Ada"]),
        ("aaaa", Wanted("aa"), ["aa", "aa"]),
        ("МАРИЯ", Wanted("мария"), ["МАРИЯ"]),
        ("a\r\nb", Wanted("\n"), []),
        ("①", Wanted("1"), []),
        ("x", Wanted(""), []),
    ],
)
def test_words_are_found(text: str, wanted: Wanted, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text, wanted)] == found


def test_the_rest_stays_code_for_code() -> None:
    text = "e\u0301 lamp ﬁ lamp"
    assert replaced(text, find(text, Wanted("lamp")), "cafe\u0301") == "e\u0301 café ﬁ café"
