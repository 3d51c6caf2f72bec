"""From brief to prompt: three forms, each stretch with its source, names expanded, dialects kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourbeat.model.dialect import Dialect
from fourbeat.model.plan import Angle, Beat, Depth, Form, Framing, Line, Move
from fourbeat.writing.counting import length
from fourbeat.writing.pen import Missing, first_sentence
from fourbeat.writing.prompt import Prompt, render
from fourbeat.writing.remix import changed, remix
from fourbeat.writing.vocabulary import VOCABULARIES

from .briefs import ADA, BO, LAMP, LONG, RATE, ROOF, SHOT, TANAKA, WINTER, brief, briefs, sent, whole

STANDARD = """\
Rain. Ada waits by the Lamp.
Ada: a keeper, 60; a grey coat
The roof: a flat tarred roof
Lamp: a brass lamp with one dent

Cinematography
Camera: medium close-up, low angle, push-in
Depth of field: shallow
Lens and style: 50mm
Light: a lamp, camera left
Palette: dusk, #445566
Mood: calm

Actions
- at 0.5 s: She turns.
- The lamp goes out.

Dialogue
- Ada (softly): “Almost.”

Sound: rain"""

FULL = """\
Rain. Ada waits by the Lamp.

Format and look
Look: look words
Mood: calm

Lenses and filtration
Lens and style: 50mm
Depth of field: shallow
Filtration: filters words

Grade and palette
Grade: grade words
Palette: dusk, #445566

Lighting and atmosphere
Light: a lamp, camera left
Atmosphere: atmosphere words

Location and framing
The roof: a flat tarred roof
Camera: medium close-up, low angle, push-in
Blocking: blocking words

Wardrobe, props and extras
Ada: a keeper, 60; a grey coat
Lamp: a brass lamp with one dent
Set and extras: dressing words

Sound: rain

Shot list
- 0.5–2.2 s: She turns.
- 2.2–4 s: The lamp goes out.

Dialogue
- at 1 s: Ada (softly): “Almost.”

Camera notes: camera words

Finishing: finish words"""

SHORT = (
    "Medium close-up, low angle, push-in: Rain; Ada (a keeper, 60; a grey coat); "
    "The roof (a flat tarred roof); Lamp (a brass lamp with one dent). "
    "She turns; the lamp goes out; Ada (softly): “Almost.”; a lamp, camera left; dusk, #445566."
)


def marked(made: Prompt) -> dict[str, str]:
    """Give the words of each part."""
    found: dict[str, str] = {}
    for part in made.parts:
        found[part.field] = found.get(part.field, "") + made.text[part.start : part.end]
    return found


@pytest.mark.parametrize(("form", "text"), [(Form.STANDARD, STANDARD), (Form.LONG, FULL), (Form.SHORT, SHORT)])
def test_each_form_reads_as_it_should(form: Form, text: str) -> None:
    assert render(whole(form), RATE, frames=96).text == text


def test_every_stretch_of_the_long_form_names_its_field() -> None:
    found = marked(render(whole(Form.LONG), RATE, frames=96))
    assert found["scene"] == "Rain.  waits by the ."
    assert found["cast:ada"] == "Ada" + "a keeper, 60; a grey coat"
    assert found["prop:lamp"] == "Lamp" + "a brass lamp with one dent"
    assert found["beat:b2"] == "2.2–4 s: The lamp goes out."
    assert found["camera-shot"] == "medium close-up, low angle, push-in"
    assert [found[name] for name in LONG] == [f"{name} words" for name in LONG]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(Form)).flatmap(briefs))
def test_parts_lie_in_order_inside_the_text_and_never_overlap(made: object) -> None:
    assert hasattr(made, "form")
    prompt = render(made, RATE, frames=96)  # type: ignore[arg-type]
    last = 0
    for part in prompt.parts:
        assert last <= part.start < part.end <= len(prompt.text)
        last = part.end
    assert prompt.text == prompt.text.strip("\n")


def test_an_empty_brief_makes_an_empty_prompt_in_every_form() -> None:
    assert {render(brief(form=form), RATE, frames=96).text for form in Form} == {""}


def test_identity_words_are_the_same_in_every_form_and_shot() -> None:
    words = "a keeper, 60; a grey coat"
    for form in Form:
        assert render(whole(form), RATE, frames=96).text.count(words) == 1
    usual = brief(scene="A", cast=(ADA,))
    assert "a keeper, 60; yellow oilskin" in render(usual, RATE).text


@pytest.mark.parametrize(
    ("scene", "text"),
    [
        ("@Bo Lind runs.", "Bo Lind runs.\nBo Lind: a boy of nine"),
        ("@bo LIND's boat", "Bo Lind's boat\nBo Lind: a boy of nine"),
        ("@Bo runs, mail bo@Bo Lind.", "@Bo runs, mail bo@Bo Lind."),
        ("@Adam, @Nobody and @", "@Adam, @Nobody and @"),
        ("@Keeper nods.", "Ada nods.\nAda: a keeper, 60; yellow oilskin"),
        ("海辺に@田中さんが立つ", "海辺に田中が立つ\n田中: 灯台守の男"),
        ("＠田中。", "田中。\n田中: 灯台守の男"),
        ("On @The roof @ Ada", "On The roof @ Ada\nThe roof: a flat tarred roof"),
        ("the @lamp", "the Lamp\nLamp: a brass lamp with one dent"),
    ],
)
def test_mentions_become_names_and_bring_their_words(scene: str, text: str) -> None:
    assert render(brief(scene=scene), RATE).text == text


def test_a_mention_of_who_is_seen_anyway_says_nothing_twice() -> None:
    made = render(brief(scene="@Ada and @Ada.", light="on @Ada", cast=(ADA,)), RATE)
    assert made.text.startswith("Ada and Ada.\nAda: a keeper, 60; yellow oilskin\n\nCinematography\nLight: on Ada")
    assert made.text.count("a keeper") == 1


def test_the_short_form_describes_people_where_they_are_named() -> None:
    made = brief(
        scene="Rain on the panes. Ada waits. The bell rings.",
        framing=Framing.WIDE,
        cast=(ADA,),
        beats=(Beat(id="b", shot=SHOT, order="1", text="Bo Lind knocks. Twice."),),
        form=Form.SHORT,
    ).model_copy(update={"cast": (ADA, BO)})
    assert render(made, RATE).text == (
        "Wide shot: Rain on the panes; Ada (a keeper, 60; yellow oilskin). Bo Lind (a boy of nine) knocks."
    )


def test_one_pasted_sentence_goes_out_as_it_is() -> None:
    pasted = "A fox crosses the ice. It stops; it listens.\nDr. Who?"
    made = render(brief(scene=pasted, form=Form.SHORT), RATE)
    assert made.text == pasted
    assert marked(made) == {"scene": pasted}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One"),
        ("Dr. Who waits. Then not.", "Dr. Who waits"),
        ("雨。夜。", "雨"),
        ("No end", "No end"),
        ("3.5 m of rope! Cut.", "3.5 m of rope"),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_dialect_may_want_no_labels() -> None:
    made = render(whole(), RATE, dialect=Dialect(labels=False)).text
    assert "medium close-up, low angle, push-in. shallow. 50mm. a lamp, camera left. dusk, #445566. calm." in made
    assert "Cinematography" not in made
    assert "Ada: a keeper, 60; a grey coat" in made, "a name is no label"
    assert "at 0.5 s: She turns.\nThe lamp goes out.\n\nAda (softly): “Almost.”\n\nrain." in made


def test_a_dialect_may_call_parts_otherwise() -> None:
    assert "Lens: 50mm" in render(whole(), RATE, dialect=Dialect(called={"lens": "Lens"})).text


def test_the_text_to_send_goes_out_and_what_lacks_it_is_named() -> None:
    made = brief(
        scene="Regen.",
        light="ein Licht",
        framing=Framing.WIDE,
        beats=(Beat(id="b1", shot=SHOT, order="1", text="läuft"),),
        lines=(Line(id="l1", shot=SHOT, order="1", speaker="X", text="Hallo", delivery="leise", language="de"),),
        cast=(ADA,),
        costumes=(WINTER,),
        translations=(sent(SHOT, "scene", "Rain."), sent("b1", "text", "runs"), sent(SHOT, "light", "雨", "ja")),
    )
    english = render(made, RATE, dialect=Dialect(language="en"), author="de")
    assert english.text.startswith("Rain.\nAda")
    assert "- runs" in english.text
    assert "X (in German, leise): “Hallo”" in english.text
    assert english.missing == (
        Missing("ada", "identity"),
        Missing("winter", "words"),
        Missing(SHOT, "light"),
        Missing("l1", "delivery"),
    )
    assert render(made, RATE, dialect=Dialect(language="de"), author="de").missing == ()
    assert render(made, RATE, author="de").text.startswith("Regen.")


def test_a_japanese_prompt_is_japanese_around_the_words() -> None:
    made = brief(
        scene="雨の夜。",
        framing=Framing.WIDE,
        angle=Angle.HIGH,
        depth=Depth.DEEP,
        cast=(TANAKA,),
        voices=(TANAKA,),
        beats=(Beat(id="b", shot=SHOT, order="1", at=12, text="灯が消える。"),),
        lines=(Line(id="l", shot=SHOT, order="1", character="tanaka", text="来たか", delivery="静かに"),),
    )
    assert render(made, RATE, dialect=Dialect(language="ja"), author="ja").text == (
        "雨の夜。\n田中：灯台守の男\n\n撮影\nカメラ：ロングショット、ハイアングル\n被写界深度：深い\n\n"
        "動き\n- 0.5秒：灯が消える。\n\nセリフ\n- 田中（静かに）「来たか」"
    )
    short = render(made.model_copy(update={"form": Form.SHORT}), RATE, dialect=Dialect(language="ja"), author="ja")
    assert (
        short.text == "ロングショット、ハイアングル：雨の夜、田中（灯台守の男）。灯が消える、田中（静かに）「来たか」。"
    )


def test_every_language_of_prompts_has_every_word() -> None:
    english = VOCABULARIES["en"]
    assert set(english.terms) == {str(one) for kind in (Framing, Angle, Move, Depth) for one in kind}
    for words in VOCABULARIES.values():
        assert (set(words.labels), set(words.terms)) == (set(english.labels), set(english.terms))
        assert len(set(words.labels.values())) == len(words.labels), "two parts of one name could not be read back"
        assert len(set(words.terms.values())) == len(words.terms)


def test_a_prompt_is_measured_against_what_is_read() -> None:
    dialect = Dialect(words=3, characters=12)
    assert not length("one two", dialect).over
    assert length("one two three four", dialect).over
    assert length("灯台の夜", dialect).over, "where no words are written apart, letters count"
    assert not length("a" * 10_000, Dialect()).over


def test_a_remix_says_only_what_is_different() -> None:
    before = whole()
    lens = before.model_copy(update={"text": before.text.model_copy(update={"lens": "85mm", "move": Move.LOCKED})})
    made = remix(before, lens, RATE)
    assert changed(before, lens) == ("camera-shot", "lens")
    assert made.text == (
        "Same shot, with this change only:\nCinematography\n"
        "Camera: medium close-up, low angle, locked\nLens and style: 85mm"
    )
    assert marked(made) == {"camera-shot": "medium close-up, low angle, locked", "lens": "85mm"}
    palette = before.model_copy(update={"colours": before.colours[:1]})
    assert remix(before, palette, RATE).text.endswith("Palette: dusk")
    grade = before.model_copy(update={"text": before.text.model_copy(update={"grade": "cold"})})
    assert remix(before, grade, RATE).text.endswith("Grade: cold")
    assert remix(before, before, RATE).text == ""
    rows = tuple(one.model_copy(update={"id": "new", "order": "9"}) for one in before.beats)
    assert changed(before, before.model_copy(update={"beats": rows})) == ()
    assert ROOF.name not in remix(before, lens, RATE).text
    assert LAMP.name not in remix(before, lens, RATE).text


def test_as_written_a_japanese_films_prompt_is_japanese_around_the_words() -> None:
    made = brief(scene="街。", light="夕日", framing=Framing.WIDE)
    assert render(made, RATE, author="ja").text == "街。\n\n撮影\nカメラ：ロングショット\n光：夕日"
    assert "Camera" in render(made, RATE, author="en").text
    assert "Camera" in render(made, RATE, author="xx").text
