"""What the words around a name say of it, and where words part in scripts without spaces."""

from __future__ import annotations

import pytest

from fourbeat.policy.elsewhere import elsewhere
from fourbeat.policy.grading import Common
from fourbeat.policy.hit import Sure
from fourbeat.policy.letters import fold
from fourbeat.policy.segments import alone

COMMON = Common(
    ["空中", "飛行", "空間", "茶室", "侠骨", "柔情", "空军", "基地", "飞行", "中"], given=["elsa", "anna", "えるさ"]
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a boat on Lake Zorblax", "Zorblax"),
        ("Zorblax Valley in the rain", "Zorblax"),
        ("through Zorblax, Kenya", "Zorblax"),
        ("la ville de Zorblax", "Zorblax"),
        ("Zorblax Industries Ltd opens", "Zorblax"),
        ("an iron man-made lake", "iron man"),
        ("aunt Elsa bakes", "Elsa"),
        ("エルサ・シュナイダーさん", "エルサ"),
    ],
)
def test_the_words_around_a_name_say_that_it_means_something_else(text: str, name: str) -> None:
    start = text.index(name)
    assert elsewhere(text, start, start + len(name), COMMON, single=" " not in name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zorblax walks along the valley", "Zorblax"),
        ("a Zorblax-inspired hat", "Zorblax"),
        ("Elsa walks along the valley", "Elsa"),
        ("a cat named Zorblax", "Zorblax"),
        ("ELSA SINGS AGAIN", "ELSA"),
    ],
)
def test_other_words_say_nothing(text: str, name: str) -> None:
    start = text.index(name)
    assert not elsewhere(text, start, start + len(name), COMMON, single=True)


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("悟空が飛ぶ", "悟空", Sure.SURE),
        ("悟空間の茶室", "悟空", Sure.NOTE),
        ("悟空军基地", "悟空", Sure.NOTE),
        ("孙悟空中飞行", "孙悟空", Sure.SURE),
        ("ピカチュウが空中飛行", "ピカチュウ", Sure.SURE),
    ],
)
def test_a_name_is_not_taken_from_two_words(text: str, name: str, sure: Sure) -> None:
    letters = fold(text)
    assert alone(letters, text.index(name), text.index(name) + len(name), COMMON) is sure
