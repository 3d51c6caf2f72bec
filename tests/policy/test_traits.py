"""Descriptions that mean somebody: they can only ask, and say which phrases counted."""

from __future__ import annotations

from time import process_time

import pytest

from fourbeat.policy.grading import ALIKE as ALIKE_WORDS
from fourbeat.policy.grading import Common
from fourbeat.policy.hit import Reading, Sure
from fourbeat.policy.names import Matcher
from fourbeat.policy.subject import Kind, Name, Signature, Subject, Trait
from policy import measure

CAT = Subject(
    id="test:cat",
    pack="test",
    version=1,
    kind=Kind.CHARACTER,
    name="Captain Whisker",
    names=(Name(text="Captain Whisker"),),
    signature=Signature(
        threshold=5,
        groups=3,
        of=(
            Trait(weight=3, phrases=("captain cat", "feline captain", "猫の船長")),
            Trait(weight=2, phrases=("silver eye patch", "銀の眼帯")),
            Trait(weight=2, phrases=("moon badge", "月のバッジ")),
        ),
    ),
)
MATCHER = Matcher([CAT], Common())


def test_enough_traits_ask_and_are_quoted() -> None:
    text = "A feline captain with a silver eye-patch polishes her moon badges."
    (hit,) = MATCHER.find(text)
    assert hit.reading is Reading.SIGNATURE
    assert hit.sure is Sure.DOUBTFUL
    assert hit.traits == ("feline captain", "silver eye-patch", "moon badges")
    assert text[hit.start : hit.end] == hit.text == "feline captain with a silver eye-patch polishes her moon badges"


def test_one_trait_said_twice_counts_once() -> None:
    assert MATCHER.find("The captain cat, a feline captain, and a moon badge") == []


def test_too_few_traits_say_nothing() -> None:
    assert MATCHER.find("A silver eye patch beside a moon badge") == []


def test_words_within_words_are_no_traits() -> None:
    assert MATCHER.find("Captain catfish with a silver eye patchwork and a moon badger") == []


def test_scripts_without_spaces_are_described_too() -> None:
    (hit,) = MATCHER.find("銀の眼帯をした猫の船長が月のバッジを磨く")
    assert hit.reading is Reading.SIGNATURE


def test_who_is_named_is_not_described_as_well() -> None:
    hits = MATCHER.find("Captain Whisker, a feline captain with a silver eye patch and a moon badge")
    assert [hit.reading for hit in hits] == [Reading.NAME]


COOK = Subject(
    id="test:cook",
    pack="test",
    version=1,
    kind=Kind.CHARACTER,
    name="Cook",
    names=(Name(text="Quillonimo"),),
    signature=Signature(
        threshold=6,
        groups=3,
        of=(
            Trait(weight=2, phrases=("red cap",)),
            Trait(weight=2, phrases=("long beard",)),
            Trait(weight=2, phrases=("wooden spoon",)),
            Trait(weight=2, phrases=("赤い帽子",), language="ja"),
            Trait(weight=2, phrases=("長いひげ",), language="ja"),
            Trait(weight=2, phrases=("木のさじ",), language="ja"),
        ),
    ),
)
ALIKE = Common.of({ALIKE_WORDS: (measure.COMMON / "alike.txt").read_text(encoding="utf-8")})


@pytest.mark.parametrize(
    "text",
    [
        "Scarlet hat, long bearded, a spoon that is wooden in the hand",
        "His beard is long, his wooden old spoon burns, and the cap he wears is crimson",
        "真っ赤なキャップをかぶり、ひげの長い男が木でできたさじを振る",
        "帽子は赤く、髭は長い。木のさじを持つ",
    ],
)
def test_other_words_in_another_order_are_the_same_traits(text: str) -> None:
    (hit,) = Matcher([COOK], ALIKE).find(text)
    assert hit.reading is Reading.SIGNATURE
    assert all(trait in text for trait in hit.traits)


@pytest.mark.parametrize(
    "text",
    [
        "A red car. The cap is blue. A long road, and a beard of moss, and a spoon beside the wooden door",
        "赤い車が走る。帽子は白い。長い道を歩くと、ひげの老人が木を切る",
    ],
)
def test_words_far_apart_make_no_trait(text: str) -> None:
    assert Matcher([COOK], ALIKE).find(text) == []


def test_a_phrase_of_many_words_in_a_text_of_many_more_is_read_at_once() -> None:
    words = [f"{first}{last}" for first in "bdfgk" for last in ("ab", "ok", "un", "im", "er")]
    long = Trait(weight=2, phrases=(" ".join(words),))
    signature = Signature(threshold=2, groups=2, of=(long, Trait(weight=2, phrases=(" ".join(reversed(words)),))))
    hostile = COOK.model_copy(update={"signature": signature})
    before = process_time()
    Matcher([hostile], Common()).find(" ".join(words * 400))
    assert process_time() - before < 5
