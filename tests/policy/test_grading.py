"""How surely a name means its subject, by its words."""

from __future__ import annotations

import pytest

from fourbeat.policy.grading import Common, grade
from fourbeat.policy.subject import Grade

COMMON = Common.of(
    {
        "en": "# words\niron\nman\nlink\nup\nthe\nend\nrun\nmake\ncarry\nlight\nhouse",
        "ja": "さくら\nリンク\n京都",
        "de": "der",
    }
)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Pikachu", Grade.STRONG),
        ("Iron Man", Grade.AMBIGUOUS),
        ("Iron Zorblax", Grade.STRONG),
        ("Link", Grade.AMBIGUOUS),
        ("Links", Grade.AMBIGUOUS),
        ("Up", Grade.COMMON),
        ("47", Grade.COMMON),
        ("!", Grade.COMMON),
        ("Ryo", Grade.AMBIGUOUS),
        ("リンク", Grade.AMBIGUOUS),
        ("ピカチュウ", Grade.STRONG),
        ("ルカ", Grade.AMBIGUOUS),
        ("ねずこ", Grade.AMBIGUOUS),
        ("龍", Grade.COMMON),
        ("京都", Grade.AMBIGUOUS),
        ("悟空", Grade.STRONG),
        ("피카츄", Grade.STRONG),
        ("Чебурашка", Grade.STRONG),
    ],
)
def test_names_are_graded_by_how_rare_their_words_are(name: str, given: Grade) -> None:
    assert grade(name, COMMON) is given


@pytest.mark.parametrize("word", ["runs", "running", "making", "carried", "42"])
def test_a_word_made_from_an_ordinary_one_is_ordinary(word: str) -> None:
    assert word in COMMON


@pytest.mark.parametrize("word", ["caried", "runing", "makeing", "linkss", "lightt"])
def test_a_word_made_as_no_word_is_made_is_not_ordinary(word: str) -> None:
    assert word not in COMMON


def test_two_words_of_one_language_may_be_one() -> None:
    assert COMMON.joined("lighthouse")
    assert not COMMON.joined("lightder")
    assert "lighthouse" not in COMMON


def test_given_names_and_looks_are_no_ordinary_words() -> None:
    words = Common.of({"en": "light", "given": "elsa\nエルサ", "alike": "red scarlet"})
    assert "elsa" in words.given
    assert "elsa" not in words
    assert "scarlet" not in words
    assert words.alike.chief("scarlet") == words.alike.chief("red")


def test_without_lists_only_short_names_are_doubted() -> None:
    assert grade("Iron Man", Common()) is Grade.STRONG
