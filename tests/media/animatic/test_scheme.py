"""Palettes: the brief's own colours, arranged by lightness; a quiet set where there are none."""

from __future__ import annotations

import numpy as np
import pytest

from fourbeat.media.animatic.reading import read
from fourbeat.media.animatic.scheme import from_lab, luminance, parse, scheme, to_lab, toned
from fourbeat.model.panel import Panel


def test_oklab_there_and_back() -> None:
    for text in ("#000000", "#ffffff", "#c8553d", "#1f4a55"):
        assert np.allclose(from_lab(to_lab(parse(text))), parse(text), atol=2e-3)
    assert luminance(parse("#ffffff")) == pytest.approx(1, abs=1e-3)
    # A strong colour cannot be as dark as asked without losing some strength.
    assert luminance(toned(parse("#c8553d"), 0.3)) == pytest.approx(0.3, abs=0.03)


def test_a_night_is_darker_than_a_day() -> None:
    night, day = (
        scheme((), read(Panel(place="street", light=light))) for light in ("moonlight at night", "bright day, sun")
    )
    for part in ("top", "ground", "wall", "far"):
        assert luminance(getattr(night, part)) < luminance(getattr(day, part)) - 0.2


def test_the_briefs_colours_are_the_ones_used() -> None:
    reading = read(Panel(place="workshop"))
    teal_and_amber = scheme(("#1f4a55", "#e8a34a", "#f2e6c9"), reading)
    assert np.allclose(teal_and_amber.accent, parse("#e8a34a"), atol=1e-3)
    red = scheme(("#5a0f14", "#c22a2a", "#f5dcd0"), reading)
    # Red walls in a red palette, and none in one of teal and amber.
    assert to_lab(red.wall)[1] > 0.03 > to_lab(teal_and_amber.wall)[1]


@pytest.mark.parametrize("colours", [("#808080",), ("#000000", "#000000"), ("#ffffff",) * 5, ("#00ff00", "#ff00ff")])
def test_any_colours_make_a_scheme(colours: tuple[str, ...]) -> None:
    made = scheme(colours, read(Panel(place="sea")))
    assert luminance(made.dark) < luminance(made.ground) < luminance(made.paper)
    assert np.isfinite(made.accent).all()
