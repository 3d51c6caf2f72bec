"""Shots: every verb is one step that undo takes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BeatFile, BriefFile, LineFile, ReferenceFile
from fourbeat.model.errors import FourbeatError, Invalid, NotFound
from fourbeat.model.plan import Beat, Colour, Declared, Role
from fourbeat.studio.studio import Studio

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000301"
    "5ef4a6b40000000049454e44ae426082"
)


def add(studio: Studio, tmp_path: Path, **fields: object) -> str:
    return studio.shots.add(brief=BriefFile.model_validate(fields), folder=tmp_path).number


def board(studio: Studio) -> list[str]:
    return [shot.number for shot in studio.plan.shots()]


def test_shots_are_numbered_and_placed(studio: Studio, tmp_path: Path) -> None:
    assert [add(studio, tmp_path) for _ in range(3)] == ["010", "020", "030"]
    second = studio.shots.find("020")
    studio.shots.add(brief=BriefFile(), folder=tmp_path, after=second)
    studio.shots.add(brief=BriefFile(), folder=tmp_path, before=studio.shots.find("010"))
    assert board(studio) == ["005", "010", "020", "025", "030"]
    studio.shots.move(shot=second, before=studio.shots.find("005"))
    assert board(studio) == ["020", "005", "010", "025", "030"]
    studio.shots.remove(shot=second)
    assert board(studio) == ["005", "010", "025", "030"]
    assert add(studio, tmp_path) == "040"
    for _ in range(8):
        studio.history.undo()
    assert board(studio) == []
    with pytest.raises(NotFound):
        studio.history.undo()


def test_a_removed_shots_number_is_not_given_again(studio: Studio, tmp_path: Path) -> None:
    for _ in range(2):
        add(studio, tmp_path)
    studio.shots.remove(shot=studio.shots.find("020"))
    assert add(studio, tmp_path) == "030"


def test_a_brief_reads_back_as_it_was_written(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "still.png").write_bytes(PIXEL)
    brief = BriefFile(
        title="Lamp",
        seconds="2.5",
        scene="A lamp.",
        palette=("#aabbcc dusk", "#000000"),
        beats=(BeatFile(text="turns", at="1/2"), BeatFile(text="stops")),
        lines=(LineFile(speaker="Radio", text="Here.", delivery="low"),),
        references=(ReferenceFile(file="still.png", role=Role.STYLE, declared=Declared.NO_PERSON),),
        seed=7,
    )
    shot = studio.shots.add(brief=brief, folder=tmp_path)
    back = studio.shots.written(shot)
    assert back.model_copy(update={"number": "", "seconds": "2.5", "references": brief.references}) == brief
    assert (back.number, back.seconds) == ("010", "5/2")
    assert not studio.shots.edit(shot=shot, brief=back, folder=tmp_path), "writing the same brief is no edit"


def test_an_edit_touches_only_what_differs_and_undoes_whole(studio: Studio, tmp_path: Path) -> None:
    add(studio, tmp_path, scene="A.", palette=("#111111", "#222222", "#333333"), beats=({"text": "one"},))
    shot = studio.shots.find("010")
    before = studio.shots.written(shot)
    brief = before.model_copy(
        update={
            "scene": "B.",
            "palette": ("#111111", "#444444"),
            "beats": (BeatFile(text="one"), BeatFile(text="two")),
            "seconds": "6",
        }
    )
    studio.shots.edit(shot=shot, brief=brief, folder=tmp_path)
    fields = {(edit.kind, edit.field) for edit in studio.store.edits(studio.history.steps(1)[0].id)}
    assert fields == {
        ("shot", "frames"),
        ("brief", "scene"),
        ("colour", "value"),
        ("colour", "life"),
        ("beat", "+"),
    }
    assert [colour.value for colour in studio.plan.of(Colour, shot.id)] == ["#111111", "#444444"]
    assert [beat.text for beat in studio.plan.of(Beat, shot.id)] == ["one", "two"]
    studio.history.undo()
    assert studio.shots.written(studio.shots.find("010")) == before
    studio.history.redo()
    assert studio.shots.written(studio.shots.find("010")).scene == "B."


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"cast": ("Ada",)}, "brief.not-cast"),
        ({"beats": ({"text": "late", "at": "4"},)}, "brief.past-the-end"),
        ({"references": ({"file": "gone.png"},)}, "reference.missing"),
        ({"seconds": "0.001"}, "shot.no-length"),
        ({"number": "010"}, "shot.number-taken"),
    ],
)
def test_a_brief_that_cannot_be_is_refused_and_changes_nothing(
    studio: Studio, tmp_path: Path, fields: dict[str, object], code: str
) -> None:
    add(studio, tmp_path)
    steps = len(studio.history.steps())
    with pytest.raises(FourbeatError) as caught:
        add(studio, tmp_path, **fields)
    assert caught.value.code == code
    assert (board(studio), len(studio.history.steps())) == (["010"], steps)


def test_a_label_names_one_shot_or_says_why_not(studio: Studio, tmp_path: Path) -> None:
    add(studio, tmp_path)
    shot = studio.shots.find("010")
    assert studio.shots.find("010/010").id == studio.shots.find(shot.id).id == shot.id
    with pytest.raises(NotFound):
        studio.shots.find("999")
    with pytest.raises(Invalid):
        studio.shots.move(shot=shot, after=shot)


def test_the_prompt_says_where_every_part_came_from(studio: Studio, tmp_path: Path) -> None:
    add(
        studio,
        tmp_path,
        scene="Fog.",
        framing="medium-close-up",
        angle="low",
        move="push-in",
        light="pale dawn",
        beats=({"text": "a light goes out", "at": "1.5"},),
        lines=({"speaker": "Radio", "text": "All clear."},),
    )
    prompt = studio.shots.prompt(studio.shots.find("010"))
    pieces = {part.field.split(":")[0]: prompt.text[part.start : part.end] for part in prompt.parts}
    assert pieces == {
        "scene": "Fog.",
        "camera-shot": "medium close-up, low angle, push-in",
        "light": "pale dawn",
        "beat": "at 1.5 s: a light goes out",
        "line": "Radio: “All clear.”",
    }
