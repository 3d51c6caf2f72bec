"""A text's script decides its direction, its language and its faces."""

import pytest

from fourbeat.lettering import fonts, script


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("Shot שלום", "ltr"),
        ("שלום Shot", "rtl"),
        ("12. العربية", "rtl"),
        ("\u2067שלום\u2069 Shot", "ltr"),
        ("田", "ltr"),
        ("…", "ltr"),
    ],
)
def test_the_first_letter_gives_the_direction(line: str, way: str) -> None:
    assert script.way(line) == way


@pytest.mark.parametrize(
    ("text", "lang", "shapes"),
    [
        ("直す", None, "JP"),
        ("直", None, "JP"),
        ("직접", None, "KR"),
        ("直", "zh-Hans", "SC"),
        ("直", "zh_CN", "SC"),
        ("直", "zh-TW", "TC"),
        ("直", "zh-Hant", "TC"),
        ("直", "zh-Hant-HK", "HK"),
        ("直", "ko", "KR"),
        ("ㄓ直", None, "TC"),
        ("直す", "en", "JP"),
        ("shot", "zh-Hans", "SC"),
    ],
)
def test_the_language_gives_the_regional_shapes(text: str, lang: str | None, shapes: str) -> None:
    assert script.tongue(text, lang).shapes == shapes


def test_full_width_signs_are_for_text_mostly_of_ideographs() -> None:
    assert script.tongue("「まさか……」").families[1] == fonts.CJK["JP"]
    assert script.tongue("Don’t go there, 田中").families[-1] == fonts.CJK["JP"]


@pytest.mark.parametrize("lang", ["", "english", "x", "12", "../.."])
def test_a_tag_that_is_none_is_ignored(lang: str) -> None:
    assert script.tongue("Shot", lang) == script.tongue("Shot")


def test_clean_text_keeps_lines_and_words_and_replaces_what_is_lacking() -> None:
    assert script.clean("a\r\nb\u2028c\td\0\x1b\ufeff") == "a\nb\nc d"
    assert script.clean("🎬\ue000\ud800☀\ufe0f葛\U000e0100") == fonts.SUBSTITUTE * 3 + "☀葛\U000e0100"


def test_only_words_without_an_end_in_sight_are_long() -> None:
    assert script.long_words("a well-known story/board " + "x" * 40, room=300, size=20) == ["x" * 40]
    assert script.long_words("田" * 40, room=300, size=20) == []
    assert script.long_words("あ" + "ー" * 40, room=300, size=20) == ["あ" + "ー" * 40]


def test_piles_of_marks_are_counted() -> None:
    assert script.piled_marks("Shot é ё שָׁ 葛\U000e0100") == 0
    assert script.piled_marks("a\u0301\u0302 لَّ b\u0301\u0302\u0303") == 3
