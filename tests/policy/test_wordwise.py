"""Names of several words in every Russian case, with one slip, the family name first; and words that are broken up."""

from __future__ import annotations

import pytest

from fourbeat.policy.hit import Hit, Sure
from fourbeat.policy.names import Matcher
from fourbeat.policy.subject import Grade, Kind, Name, Subject
from policy import measure

WORKS = (
    "Harry Potter",
    "Darth Vader",
    "Mickey Mouse",
    "Pikachu",
    "ピカチュウ",
    "ゴジラ",
    "Дарт Вейдер",
    "Человек-паук",
    "슈퍼마리오카트",
)
PEOPLE = (
    "Taylor Swift",
    "Elon Musk",
    "Shohei Ohtani",
    "Michael Jordan",
    "Владимир Путин",
    "Алла Пугачёва",
    "Павел Белый",
)
DOUBTED = (Name(text="Iron Man", grade=Grade.AMBIGUOUS, needs=("armour",)),)


def one(kind: Kind, *names: Name) -> Subject:
    first = names[0].text
    return Subject(id=first, pack="test", version=1, kind=kind, name=first, names=names)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    made = [one(Kind.CHARACTER, Name(text=text)) for text in WORKS]
    made += [one(Kind.PERSON, Name(text=text)) for text in PEOPLE]
    korean = Name(text="아이언맨", grade=Grade.AMBIGUOUS, needs=("마블",))
    toys = [
        Name(text="Woody", grade=Grade.AMBIGUOUS, needs=("buzz",)),
        Name(text="Buzz", grade=Grade.AMBIGUOUS, needs=("woody",)),
    ]
    made += [one(Kind.CHARACTER, *names) for names in (DOUBTED, (korean,), toys[:1], toys[1:])]
    made.append(one(Kind.CHARACTER, Name(text="ルフィ", grade=Grade.STRONG)))
    return Matcher(made, measure.common())


def surely(matcher: Matcher, text: str) -> dict[str, Sure]:
    hits: list[Hit] = matcher.find(text)
    for hit in hits:
        assert text[hit.start : hit.end] == hit.text
    return {hit.subject: hit.sure for hit in hits if hit.sure is not Sure.NOTE}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Дарта Вейдера встречают у ворот", "Дарт Вейдер"),
        ("разговор с Дартом Вейдером", "Дарт Вейдер"),
        ("Человека-паука ловят", "Человек-паук"),
        ("встреча с человеком пауком", "Человек-паук"),
        ("сцена с Владимиром Путиным", "Владимир Путин"),
        ("Аллы Пугачёвой голос", "Алла Пугачёва"),
        ("Аллу Пугачёву зовут", "Алла Пугачёва"),
        ("шаги Павла Белого", "Павел Белый"),
        ("Ohtani Shohei bats", "Shohei Ohtani"),
        ("Taylor\u200bSwift sings", "Taylor Swift"),
        ("taylor_swift.png", "Taylor Swift"),
        ("P(i)kachu jumps", "Pikachu"),
        ("so Pi…ka…chu jumps", "Pikachu"),
        ("Pi<b>ka</b>chu jumps", "Pikachu"),
        ("Pi&#107;achu jumps", "Pikachu"),
        ("Pi%6Bachu jumps", "Pikachu"),
        ("see Darth%20Vader.png", "Darth Vader"),
        ("コ゛シ゛ラが街を歩く", "ゴジラ"),
    ],
)
def test_a_name_is_as_sure_as_written_plainly(matcher: Matcher, text: str, who: str) -> None:
    assert surely(matcher, text) == {who: Sure.SURE}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Mikey Mouse waves", "Mickey Mouse"),
        ("Mickey Mause whistles", "Mickey Mouse"),
        ("Hary Potter on a broom", "Harry Potter"),
        ("Harry Pottter waves", "Harry Potter"),
        ("Elon Muskk speaks", "Elon Musk"),
        ("Taylor Swfit sings", "Taylor Swift"),
        ("Swift, Taylor", "Taylor Swift"),
        ("Anna sees Iron Man fly over the city", "Iron Man"),
        ("Iron Man lands on the roof", "Iron Man"),
        ("아이언맨이 착륙한다", "아이언맨"),
        ("ビカチュウが走る", "ピカチュウ"),
    ],
)
def test_what_may_be_a_name_is_asked_about(matcher: Matcher, text: str, who: str) -> None:
    assert surely(matcher, text) == {who: Sure.DOUBTFUL}


@pytest.mark.parametrize(
    "text",
    [
        "an iron man triathlon",
        "The Iron Man of Delhi is a pillar",
        "the old Iron Man Street is a lane by the sea",
        "아이언맨 대회에 나간다",
        "Harry Porter carries the bags",
        "Jordan Michael waves from the yard",
        "In Swift, Taylor waits",
        "Anna, Swift, Taylor and Bob",
        "마리오네트가 춤춘다",
        "Woody the old oak; buzz of bees",
        "ルフィという名の猫",
        "the actor(s) run, the man(ager) waits",
        "<p>A pika</p><p>chu</p>",
        "<p>the Darth</p><p>Vader of it</p>",
        "Он любит белого медведя и путь к нему",
        "Hary\n\nPotter's wheel",
    ],
)
def test_what_means_somebody_else_is_no_name(matcher: Matcher, text: str) -> None:
    assert surely(matcher, text) == {}
