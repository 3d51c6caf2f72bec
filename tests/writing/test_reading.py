"""Templates read back: any brief written as one is the same brief again, and prompts from elsewhere lose nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourbeat.model.brief import Brief
from fourbeat.model.briefing import BriefFile
from fourbeat.model.plan import Depth, Form, Framing, Move
from fourbeat.writing.prompt import render, template
from fourbeat.writing.reading import read

from .briefs import BIBLE, LONG, RATE, WORDS, brief, briefs, whole


def file(made: Brief) -> BriefFile:
    """Say a brief as its file would."""
    text, at = made.text, lambda frames: None if frames is None else RATE.written(frames)
    return BriefFile(
        **{name: getattr(text, name) for name in (*WORDS, *LONG, "framing", "angle", "move", "depth")},
        palette=tuple(f"{one.value} {one.name}".strip() for one in made.colours),
        cast=tuple(one.name for one in made.cast),
        wearing={one.name: costume.name for one in made.cast if (costume := made.worn(one))},
        props=tuple(one.name for one in made.props),
        beats=tuple({"text": one.text, "at": at(one.at)} for one in made.beats),  # type: ignore[misc]
        lines=tuple(  # type: ignore[misc]
            {
                "speaker": made.speaker(one),
                "text": one.text,
                "at": at(one.at),
                "delivery": one.delivery,
                "language": one.language,
            }
            for one in made.lines
        ),
    )


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([Form.STANDARD, Form.LONG]).flatmap(briefs))
def test_any_brief_written_as_a_template_is_the_same_brief_again(made: Brief) -> None:
    assert BriefFile.model_validate(read(template(made, RATE).text, BIBLE)) == file(made)


def test_the_whole_long_form_reads_back() -> None:
    made = whole(Form.LONG)
    assert BriefFile.model_validate(read(template(made, RATE).text, BIBLE)) == file(made)


@pytest.mark.parametrize("form", [Form.STANDARD, Form.LONG])
def test_what_was_sent_reads_back_but_for_what_words_cannot_say(form: Form) -> None:
    made = whole(form)
    fields: dict[str, Any] = read(render(made, RATE, frames=96).text, BIBLE)
    now = BriefFile.model_validate(fields)
    then = file(made)
    assert now.scene == "Rain. Ada waits by the Lamp."
    assert (now.cast, now.props) == (("Ada",), ("Lamp",))
    same = ("framing", "angle", "move", "depth", *WORDS[1:], *(LONG if form is Form.LONG else ()))
    assert [getattr(now, name) for name in same] == [getattr(then, name) for name in same]
    assert [one.text for one in now.beats] == ["She turns.", "The lamp goes out."]
    assert [one.at for one in now.beats] == (["0.5", "2.2"] if form is Form.LONG else ["0.5", None])
    assert [(one.speaker, one.delivery, one.text) for one in now.lines] == [("Ada", "softly", "Almost.")]
    assert [one.partition(" ")[2] for one in now.palette] == ["dusk", ""]


PASTED = """\
A woman in a red coat crosses a wet square at night.
Her breath shows.

**Cinematography:**
Camera shot: a wide shot, low angle, 35mm on sticks
Depth of field: shallow, focus on the coat
Lighting + palette: warm backlight with soft rim
Weather: sleet
Mood: tender

Actions:
- She takes four steps
* stops
At the kerb she looks back

Dialogue:
- Woman: "You came."
Man (quietly): I said I would.

Background Sound:
Rain, one tram.
"""


def test_a_prompt_from_elsewhere_loses_no_word() -> None:
    fields = BriefFile.model_validate(read(PASTED, BIBLE))
    assert fields.scene == "A woman in a red coat crosses a wet square at night.\nHer breath shows."
    assert (fields.framing, fields.depth) == (Framing.WIDE, Depth.SHALLOW)
    assert fields.camera == "35mm on sticks"
    assert fields.lens == "focus on the coat"
    assert fields.light == "warm backlight with soft rim\nWeather: sleet"
    assert [one.text for one in fields.beats] == ["She takes four steps", "stops", "At the kerb she looks back"]
    assert [(one.speaker, one.delivery, one.text) for one in fields.lines] == [
        ("Woman", "", "You came."),
        ("Man", "quietly", "I said I would."),
    ]
    assert fields.sound == "Rain, one tram."


def test_plain_prose_is_the_scene_and_says_nothing_else() -> None:
    assert read("He says: no.\n\nThey wait.", BIBLE) == {"scene": "He says: no.\n\nThey wait."}
    assert read("", BIBLE) == {}


def test_labels_are_read_in_japanese_too() -> None:
    fields = read(
        "雨。\n\n撮影\nカメラ：ロングショット、左へパン\n光：月明かり\n\nセリフ\n- 田中（静かに）「来たか」", BIBLE
    )
    assert (fields["scene"], fields["framing"], fields["move"]) == ("雨。", Framing.WIDE, Move.PAN_LEFT)
    assert fields["light"] == "月明かり"
    assert fields["lines"] == ({"speaker": "田中", "text": "来たか", "at": None, "delivery": "静かに", "language": ""},)


def test_a_colour_that_is_only_named_is_grey_until_someone_chooses() -> None:
    fields = read("Palette: teal, sand (#c2b280), rust", BIBLE)
    assert fields["palette"] == ("#808080 teal", "#c2b280 sand", "#808080 rust")


def test_an_empty_brief_reads_back_as_nothing() -> None:
    assert read(template(brief(), RATE).text, BIBLE) == {}
