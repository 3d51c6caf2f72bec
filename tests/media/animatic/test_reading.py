"""Words read for drawing: places, hours, light, weather and people, in English and Japanese."""

from __future__ import annotations

import pytest

from fourbeat.media.animatic import lexicon
from fourbeat.media.animatic.reading import read
from fourbeat.model.panel import Caption, Figure, Panel
from fourbeat.model.plan import Framing


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("a cluttered workshop", "workshop"),
        ("散らかった工房", "workshop"),
        ("apartment rooftop", "rooftop"),
        ("hospital corridor", "corridor"),
        ("病院の廊下", "corridor"),
        ("rooftop of an apartment", "rooftop"),
        ("a table in the forest", "forest"),
        ("kitchen table", "kitchen"),
        ("nowhere in particular", ""),
    ],
)
def test_the_place_is_read_from_its_words(words: str, place: str) -> None:
    assert read(Panel(place=words)).place == place


@pytest.mark.parametrize(
    ("light", "place", "time"),
    [
        ("neon and street lamps", "street", "night"),
        ("月明かり", "海", "night"),
        ("golden hour", "street", "dusk"),
        ("夕日", "屋上", "dusk"),
        ("overcast, soft", "sea", "overcast"),
        ("soft window light from the left", "living room", "indoors"),
        ("", "street", "unsaid"),
    ],
)
def test_the_hour_follows_from_light_and_place(light: str, place: str, time: str) -> None:
    assert read(Panel(light=light, place=place)).time == time


def test_light_has_a_side_a_height_and_a_softness() -> None:
    left = read(Panel(light="hard light from the left")).light
    right = read(Panel(light="右から柔らかい光")).light
    assert (left.side, right.side) == (-1.0, 1.0)
    assert left.soft < 0.3 < 0.8 < right.soft
    assert read(Panel(light="rim light from behind")).light.behind > 0.8
    assert read(Panel(light="single lamp above")).light.height > 0.9


def test_no_rain_means_no_rain() -> None:
    assert "rain" in read(Panel(scene="It rains. Rain everywhere.", place="street")).weather
    assert "rain" not in read(Panel(scene="A street without rain, no rain at all.", place="street")).weather
    # Rain stays outside.
    assert "rain" not in read(Panel(scene="Rain against the glass.", place="kitchen")).weather


def test_the_cast_is_read_from_its_own_words() -> None:
    panel = Panel(
        scene="Mother cooks, the child sits and waits.",
        place="kitchen",
        figures=(
            Figure(name="Mum", words="woman, apron, bun"),
            Figure(name="Pia", words="small child, girl"),
            Figure(name="Rex", words="dog"),
            Figure(name="ロボ", words="小さなロボット"),
        ),
    )
    mother, child, dog, robot = read(panel).beings
    assert (mother.kind, mother.hair, mother.pose) == ("person", "bun", "stand")
    assert "overalls" in mother.wear
    assert (child.kind, child.pose) == ("person", "sit")
    assert child.metres < mother.metres
    assert (dog.kind, robot.kind) == ("dog", "robot")
    assert robot.metres < 0.5


def test_without_a_cast_the_scene_tells_who_is_there() -> None:
    assert [being.kind for being in read(Panel(scene="A letter on the table.")).beings] == ["letter"]
    assert [being.kind for being in read(Panel(scene="A woman and her dog at the shore.")).beings] == ["person", "dog"]
    assert read(Panel(scene="The empty road.")).beings == ()


def test_beats_count_as_words() -> None:
    beat = Caption(start=0, end=9, text="She dances through the snow.")
    panel = Panel(place="street", captions=(beat,), figures=(Figure(name="Rosa", words="woman"),))
    assert read(panel).beings[0].pose == "dance"
    assert "snow" in read(panel).weather


def test_the_lens_is_read_in_millimetres_and_follows_the_framing_otherwise() -> None:
    assert read(Panel(lens="85mm anamorphic")).millimetres == 85
    assert read(Panel(lens="35ミリ")).millimetres == 35
    wide, close = (read(Panel(framing=framing)).millimetres for framing in (Framing.WIDE, Framing.CLOSE_UP))
    assert wide < 35 < close


@pytest.mark.parametrize("group", lexicon.TABLE)
def test_every_word_of_the_table_is_found_and_means_what_it_stands_under(group: str) -> None:
    for hint, words in lexicon.TABLE[group].items():
        for word in words.split(","):
            assert hint in lexicon.find(group, word.strip().rstrip("*")), word
