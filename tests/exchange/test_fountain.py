"""Fountain scripts: every mark of the syntax, names in every script, and nothing lost."""

from __future__ import annotations

import pytest

from fourbeat.exchange import fountain
from fourbeat.model.screenplay import Element, ElementKind, ScriptScene


def scenes(text: str) -> tuple[ScriptScene, ...]:
    return fountain.read(text).scenes


def elements(text: str) -> tuple[Element, ...]:
    (scene,) = scenes("INT. ROOM - DAY\n\n" + text)
    return scene.elements


@pytest.mark.parametrize(
    ("cue", "speaker"),
    [
        ("МАРИЯ", "МАРИЯ"),
        ("ÉLISE", "ÉLISE"),
        ("RIÑA", "RIÑA"),
        ("@田中", "田中"),
        ("田中", "田中"),
        ("花ちゃん", "花ちゃん"),
        ("민수", "민수"),
        ("ليلى", "ليلى"),
        ("@McAvoy", "McAvoy"),
        ("ΕΛΈΝΗ", "ΕΛΈΝΗ"),
        ("R2-D2", "R2-D2"),
        ("MAN #2", "MAN #2"),
    ],
)
def test_names_of_every_script_are_speakers(cue: str, speaker: str) -> None:
    (said,) = elements(f"{cue}\nHello.")
    assert (said.kind, said.speaker, said.text) == (ElementKind.DIALOGUE, speaker, "Hello.")


@pytest.mark.parametrize(
    "line", ["Мария", "田中が来る", "雨が降る。", "翌朝", "さくら", "夜", "비가 온다.", "1984", "SHE RUNS!", "McAvoy"]
)
def test_what_is_no_name_in_capitals_is_action(line: str) -> None:
    (done,) = elements(f"{line}\nand more.")
    assert done.kind is ElementKind.ACTION


def test_a_name_in_hiragana_is_known_where_it_speaks_again() -> None:
    found = elements("さくら\nおはよう。\n\n雨が降る。\n\nマリヤ（声）\nあら。\n\nさくら\nいってきます。")
    assert [(one.kind.value, one.speaker, one.delivery) for one in found] == [
        ("dialogue", "さくら", ""),
        ("action", "", ""),
        ("dialogue", "マリヤ", "声"),
        ("dialogue", "さくら", ""),
    ]


def test_a_title_page_without_keys_and_the_marks_of_pages_are_no_shots() -> None:
    text = "THE LONG NIGHT\n\nwritten by\nJane O’Brien\n\nFADE IN:\n\nINT. A - DAY\n\nOne.\n\n(MORE)\n\n2.\n\nTwo.\n"
    script = fountain.read(text + "\nCONTINUED: (2)\n\n1984\n")
    assert (script.title, len(script.scenes)) == ("THE LONG NIGHT", 1)
    assert [one.text for one in script.scenes[0].elements] == ["FADE IN:", "One.", "Two.", "1984"]
    told = "A LONG NIGHT\n\nby the sea. Nobody comes to the old house.\n\nINT. A - DAY\n\nOne."
    assert len(fountain.read(told).scenes) == 2, "what happens before the first heading is a scene"


def test_a_name_with_nothing_below_it_is_action() -> None:
    assert [one.kind for one in elements("THE END")] == [ElementKind.ACTION]


def test_asides_are_how_it_is_said_and_marks_of_the_page_are_gone() -> None:
    first, second = elements("ANNA (V.O.) (CONT'D)\n(softly)\nOne.\n(a beat)\nTwo.")
    assert (first.delivery, first.text) == ("V.O., softly", "One.")
    assert (second.delivery, second.text) == ("a beat", "Two.")


def test_dual_dialogue_notes_lyrics_and_forced_elements() -> None:
    found = elements("A\nOne.\n\nB ^\nTwo.\n\nShe sits [[why?]] down.\n\n~La la\n\n!BANG\n\n> FADE\n\n> centred <")
    assert [(one.kind.value, one.text, one.dual) for one in found] == [
        ("dialogue", "One.", False),
        ("dialogue", "Two.", True),
        ("action", "She sits down.", False),
        ("note", "why?", False),
        ("action", "La la", False),
        ("action", "BANG", False),
        ("transition", "FADE", False),
        ("action", "centred", False),
    ]


def test_headings_numbers_sections_and_synopses() -> None:
    text = "FADE IN:\n\n# ACT ONE\n\n## a street\n\n= They meet.\n\nINT./EXT. CAR - DAY #12A#\n\nX drives.\n\n"
    text += ".A FIELD\n\n...no"
    first, second = scenes(text)
    assert (first.heading, first.number, first.part) == ("INT./EXT. CAR - DAY", "12A", "ACT ONE")
    assert [one.text for one in first.elements] == ["FADE IN:", "a street", "They meet.", "X drives."]
    assert (second.heading, second.elements[0].text) == ("A FIELD", "...no")


def test_a_synopsis_between_scenes_stands_in_the_scene_it_follows_or_waits_for_the_next() -> None:
    first, second = scenes("INT. A - DAY\n\nOne.\n\n= Next.\n\nINT. B - DAY\n\nTwo.")
    assert [one.text for one in first.elements] == ["One."]
    assert [one.text for one in second.elements] == ["Next.", "Two."]


def test_the_title_page_is_read_and_a_script_that_begins_with_a_colon_has_none() -> None:
    script = fountain.read("Title: _**The Pier**_\nAuthor: A. B.\nContact:\n  a street\n\nINT. A - DAY\n\nOne.")
    assert script.title == "The Pier"
    assert dict(script.front)["Contact"] == "a street"
    assert fountain.read("FADE IN:\n\nINT. A - DAY\n\nOne.").front == ()


def test_the_boneyard_is_gone_and_an_open_mark_harms_nothing() -> None:
    assert [one.text for one in elements("One. /* cut\n\nout */ Two.")] == ["One. Two."]
    assert [one.text for one in elements("One. /* open [[ open")] == ["One. /* open [[ open"]


def test_emphasis_is_no_word_and_an_escaped_mark_stays() -> None:
    assert elements(r"A *great* **big** _deal_ for 5\*2 and snake_case_name.")[0].text == (
        "A great big deal for 5*2 and snake_case_name."
    )


def test_lines_of_japanese_join_without_a_space() -> None:
    assert elements("雨が\n降る。\nRain falls.")[0].text == "雨が降る。 Rain falls."
