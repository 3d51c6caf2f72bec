"""What words say of hair, clothes and machines."""

from __future__ import annotations

import numpy as np
import pytest

from fourbeat.media.animatic import looks
from fourbeat.media.animatic.figures.people import dress
from fourbeat.media.animatic.reading import read
from fourbeat.media.animatic.scheme import luminance, parse, scheme, to_lab
from fourbeat.model.panel import Figure, Panel


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("a girl in a yellow raincoat", "yellow"),
        ("a rust-red cotton dress she made herself", "rust"),
        ("an oatmeal wool cardigan over a dark blue work shirt", "beige"),
        ("a dark blue shirt and brown trousers", "navy"),
        ("黄色いレインコートの少女", "yellow"),
        ("紺のシャツ", "navy"),
        ("grey eyes, a coat over her arm", ""),
        ("a red car beside the man in a coat", ""),
    ],
)
def test_a_named_cloth_is_found(words: str, colour: str) -> None:
    assert looks.cloth(words) == (looks.COLOURS[colour][0] if colour else "")


@pytest.mark.parametrize(
    ("words", "light"),
    [("short silver hair", True), ("白髪の老人", True), ("blond hair", True), ("grey moustache", True),
     ("black hair with one white streak", False), ("赤い髪", False)],
)  # fmt: skip
def test_named_hair_is_found(words: str, light: bool) -> None:
    assert (luminance(parse(looks.hair(words))) > 0.6) is light


def test_nothing_is_made_up() -> None:
    assert (looks.hair("a tall man"), looks.cloth("a tall man"), looks.trousers("a tall man")) == ("", "", "")


def test_a_machine_keeps_its_one_eye_and_its_wheel() -> None:
    assert looks.marks("one round amber eye and a single rubber-rimmed wheel") == {"one-eyed", "wheeled"}
    assert looks.marks("two eyes, one arm and four wheels") == frozenset()


def test_words_win_over_the_figures_colour_and_skin_over_neither() -> None:
    looked = []
    for colours in ((), ("#0c8040", "#20c060", "#80f0a0")):
        panel = Panel(colours=colours, figures=(Figure(name="A", colour="#2040ff", words="woman, yellow raincoat"),))
        reading = read(panel)
        looked.append(dress(reading.beings[0], scheme(panel.colours, reading), 0))
    assert to_lab(looked[0].top)[2] > 0.08
    np.testing.assert_allclose(looked[0].skin, looked[1].skin, atol=0.01)
