"""The breakdown: nothing lost, nothing invented, shots on the grid, and a person's changes to it."""

from __future__ import annotations

import re
import time
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourbeat.exchange import fountain
from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat, ScriptScene, ScriptShot
from fourbeat.writing import breakdown, scenetext
from fourbeat.writing.breakdown import GRID, LONGEST, Breakdown, PieceKind, broken_down, sentences
from fourbeat.writing.headings import place_of

WORDS = st.text("abcdefgABCÉМя田中港のはん、。.!?,()[]@#>~=*_ '-…「」", max_size=120).map(
    lambda text: " ".join(text.split())
)
ELEMENTS = st.builds(
    Element,
    st.sampled_from([ElementKind.ACTION, ElementKind.DIALOGUE, ElementKind.TRANSITION, ElementKind.NOTE]),
    WORDS.filter(bool),
)
SCENES = st.builds(
    ScriptScene,
    st.sampled_from(["", "INT. A - DAY", "○港（夜）"]),
    st.just(""),
    st.lists(ELEMENTS, max_size=12).map(
        lambda found: tuple(
            Element(one.kind, one.text, "ANNA" if one.kind is ElementKind.DIALOGUE else "") for one in found
        )
    ),
)


def letters(texts: list[str]) -> str:
    """Give all letters in order, whatever stands between them."""
    return re.sub(r"\s", "", "".join(texts))


@given(st.lists(SCENES, min_size=1, max_size=4), st.sampled_from(breakdown.SECONDS))
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_nothing_invented(scenes: list[ScriptScene], seconds: Fraction) -> None:
    made = broken_down(Screenplay(ScriptFormat.FOUNTAIN, "", tuple(scenes)), seconds)
    for scene, proposed in zip(scenes, made.scenes, strict=True):
        pieces = [piece for shot in proposed.shots for piece in shot.pieces]
        for kind, becomes in ((ElementKind.ACTION, PieceKind.BEAT), (ElementKind.DIALOGUE, PieceKind.LINE)):
            was = [one.text for one in scene.elements if one.kind is kind]
            assert letters([one.text for one in pieces if one.kind is becomes]) == letters(was)
        beside = [one.text for one in pieces if one.kind is PieceKind.NOTE] + proposed.note.split("\n")
        kinds = (ElementKind.NOTE, ElementKind.TRANSITION)
        assert Counter(letters(beside)) == Counter(letters([one.text for one in scene.elements if one.kind in kinds]))
        assert proposed.heading == scene.heading
        assert scenetext.read(proposed.text) == scenetext.flat(scene)


@given(st.lists(SCENES, min_size=1, max_size=3), st.sampled_from(breakdown.SECONDS))
@settings(max_examples=80, deadline=None)
def test_every_shot_is_on_the_grid_and_holds_its_pieces(scenes: list[ScriptScene], seconds: Fraction) -> None:
    for scene in broken_down(Screenplay(ScriptFormat.FOUNTAIN, "", tuple(scenes)), seconds).scenes:
        for shot in scene.shots:
            assert shot.seconds % GRID == 0
            assert shot.filled <= shot.seconds <= LONGEST
            if len([one for one in shot.pieces if one.kind is not PieceKind.NOTE]) > 1:
                assert shot.filled <= seconds


def proposal(text: str, seconds: Fraction = GRID) -> Breakdown:
    return broken_down(fountain.read(text), seconds, "en")


def test_a_long_speech_is_split_between_sentences_only() -> None:
    speech = " ".join(
        f"This is sentence number {one} of a very long speech that never seems to end." for one in range(9)
    )
    (scene,) = proposal(f"INT. A - DAY\n\nANNA\n(tired)\n{speech}").scenes
    lines = [piece for shot in scene.shots for piece in shot.pieces]
    assert len(lines) > 2
    assert all(one.text.endswith(".") and one.seconds <= LONGEST for one in lines)
    assert " ".join(one.text for one in lines) == speech
    assert [one.delivery for one in lines] == ["tired", *[""] * (len(lines) - 1)]


def test_a_japanese_speech_is_split_without_spaces() -> None:
    speech = "これはとても長い台詞です。" * 12
    parts = breakdown.pieces_of(Element(ElementKind.DIALOGUE, speech, "母"), "en")
    assert "".join(one.text for one in parts) == speech
    assert len(parts) > 1
    assert {one.language for one in parts} == {"ja"}


def test_a_heading_alone_is_a_shot() -> None:
    (scene,) = proposal("EXT. PIER - NIGHT").scenes
    assert [shot.seconds for shot in scene.shots] == [GRID]


def test_longer_shots_hold_more() -> None:
    text = "INT. A - DAY\n\n" + "\n\n".join("She walks to the window and looks out." for _ in range(12))
    assert proposal(text, Fraction(12)).shots < proposal(text, Fraction(8)).shots < proposal(text).shots


def test_shots_that_a_file_names_keep_their_lengths() -> None:
    shots = (ScriptShot((Element(ElementKind.ACTION, "A."),), seconds=Fraction(7, 2)), ScriptShot())
    scene = breakdown.proposed(ScriptScene("", shots=shots))
    assert [shot.seconds for shot in scene.shots] == [Fraction(7, 2), GRID]
    made = Breakdown((scene,))
    assert not breakdown.can_join(made, 0, 0)
    assert not breakdown.can_cut(made, 0, 0)


def test_a_person_joins_cuts_and_leaves_out() -> None:
    made = proposal("# ONE\n\nINT. A - DAY\n\nShe sits down.\n\nShe gets up.\n\nShe goes.\n\nINT. B - DAY\n\nHe comes.")
    before = [piece.text for shot in made.scenes[0].shots for piece in shot.pieces]
    assert breakdown.can_join(made, 0, 0)
    joined = breakdown.joined(made, 0, 0)
    assert joined.shots == made.shots - 1
    assert [piece.text for shot in joined.scenes[0].shots for piece in shot.pieces] == before
    assert breakdown.can_cut(joined, 0, 0)
    again = breakdown.cut(joined, 0, 0)
    assert [piece.text for shot in again.scenes[0].shots for piece in shot.pieces] == before
    assert not breakdown.can_join(made, 1, 0)
    (rest,) = breakdown.without(made, {0}).scenes
    assert (rest.heading, rest.part) == ("INT. B - DAY", "ONE")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mr. Smith waits. He... wonders! “Yes.” Then goes.", 4),
        ("彼は行く。「はい。」と言う。", 2),
        ("It is 5 p.m. and raining.", 1),
        ('He shouts "Go!" and runs. "Why?" she asks.', 2),
        ("終わった！iPhoneが鳴る。", 2),
        ("No end", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, parts: int) -> None:
    found = sentences(text)
    assert len(found) == parts
    assert letters(found) == letters([text])


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("INT./EXT. ANNA'S CAR - MOVING - NIGHT", "ANNA'S CAR - MOVING"),
        ("INT. HOUSE, KITCHEN - DAY (FLASHBACK)", "HOUSE, KITCHEN"),
        ("EXT. CAFÉ — THE NEXT MORNING", "CAFÉ"),
        ("港・灯台（夜）", "港・灯台"),
        ("田中家・居間　朝", "田中家・居間"),
        ("I/E. BUS – CONTINUOUS", "BUS"),
        ("NIGHT", ""),
        ("", ""),
    ],
)
def test_places_of_headings(heading: str, place: str) -> None:
    assert place_of(heading) == place


LONG = {
    "words": "word " * 800_000,
    "letters": "a" * 500_000,
    "kana": "あ" * 200_000,
    "clinging": "あ" + "ー" * 200_000,
    "dots": "." * 100_000 + "a",
    "dots and spaces": ("." * 1000 + " ") * 1000,
    "small after each stop": "a. " * 50_000,
    "short words": "Mr. A. " * 20_000,
    "spaces": " " * 1_000_000 + "a",
    "commas": ", " * 100_000,
}


@pytest.mark.parametrize("kind", [ElementKind.ACTION, ElementKind.DIALOGUE])
@pytest.mark.parametrize("name", LONG)
def test_a_paragraph_without_an_end_takes_as_long_as_it_is(name: str, kind: ElementKind) -> None:
    text = LONG[name]
    before = time.perf_counter()
    # A plain scan, letter by letter, at least of a million.
    assert sum(letter.isalnum() for letter in text * (1 + 1_000_000 // len(text))) >= 0
    scan = time.perf_counter() - before
    before = time.perf_counter()
    pieces = breakdown.pieces_of(Element(kind, text, "ANNA"))
    assert time.perf_counter() - before < 60 * scan + 1
    assert letters([one.text for one in pieces]) == letters([text])
    assert max(len(one.text) for one in pieces) <= 2000
