"""The fonts say truly what they have and what they lack."""

import subprocess
import sys
import unicodedata

import pytest

from fourbeat.lettering import fonts


def test_every_font_file_is_there() -> None:
    assert len(fonts.paths()) == 5
    assert all(path.is_file() for path in fonts.paths())


@pytest.mark.parametrize(
    "text", ["Shot 12 — “é”", "Ωραῖος", "съёмка", "田 か゛ガ", "鏡頭", "镜头", "카메라", "السَّلام", "שָׁלוֹם"]
)
def test_the_scripts_of_the_house_are_covered(text: str) -> None:
    assert fonts.lacking(text) == ()


def test_lacking_names_each_character_once_in_order() -> None:
    assert fonts.lacking("a🎬b\ue000c🎬 བོད é田ש") == ("🎬", "\ue000", "བ", "ོ", "ད")


@pytest.mark.parametrize(
    "text",
    [
        "\0\x07\x1b\t\r\n\x85",
        "葛\U000e0100 ☀\ufe0f",
        "\u200b\u200d\u2066x\u2069\u200e\ufeff\u00ad",
        "e\u0301 か\u3099 \u1100\u1161\u11a8",
    ],
    ids=["controls", "variation selectors", "joiners and marks of direction", "marks that compose"],
)
def test_what_has_no_shape_of_its_own_is_never_lacking(text: str) -> None:
    assert fonts.lacking(text) == ()


def test_half_a_surrogate_pair_is_lacking() -> None:
    assert fonts.lacking("a\ud800") == ("\ud800",)


def test_the_substitute_is_in_the_fonts() -> None:
    assert fonts.lacking(fonts.SUBSTITUTE) == ()


def test_latin_letters_taken_for_granted_are_really_there() -> None:
    latin = fonts._characters(fonts.paths()[0])
    assert all(code in latin for code in range(0x20, 0x250) if unicodedata.category(chr(code)) not in ("Cc", "Cf"))


def test_the_quick_reading_of_a_table_agrees_with_the_library() -> None:
    from fontTools.ttLib import TTFont

    path = fonts.paths()[0]
    with TTFont(path, lazy=True) as font:
        assert fonts._characters(path) == set(font.getBestCmap())


def test_compatibility_ideographs_of_names_are_kept() -> None:
    assert fonts.composed("神\ufa19e\u0301") == "神\ufa19é"


def test_latin_text_opens_no_font() -> None:
    code = (
        "import sys; from fourbeat.lettering import fonts; assert not fonts.lacking('Shot 12: Café');"
        "assert 'fontTools' not in sys.modules; assert not fonts.lacking('田'); assert 'fontTools' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
