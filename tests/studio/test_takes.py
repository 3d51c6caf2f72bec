"""Marks of takes: one undoable step each, and what changed between two takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Role, TakeStatus
from fourbeat.model.take import MediaFacts, Take, UsedReference
from fourbeat.studio.differences import Kind, Setting, differences, words
from fourbeat.studio.studio import Studio
from fourbeat.studio.takes import LONGEST_NOTE, choose_first

FACTS = MediaFacts(
    codec="h264",
    width=128,
    height=72,
    pixel_format="yuv420p",
    rate="24",
    time_base="1/24",
    frames=96,
    constant=True,
    keyframes=(0,),
    reorder=0,
    rotation=0,
    colour="bt709",
    extradata="",
    bytes=1,
)


def made(shot: str = "shot", number: int = 1, **facts: object) -> Take:
    plain = Take(
        id=f"00000000-0000-7000-8000-{number:012}",
        shot=shot,
        number=number,
        job="job",
        attempt="attempt",
        verdict="verdict",
        provider="animatic",
        model="board",
        prompt="A lamp in the rain.",
        settings={"size": "128x72", "frames": 96},
        seed=7,
        media="a.mp4",
        sha256="0" * 64,
        facts=FACTS,
        made_at="2026-11-21T04:00:00.000Z",
    )
    return plain.model_copy(update=facts)


@pytest.fixture
def take(studio: Studio, tmp_path: Path) -> Take:
    shot = studio.shots.add(brief=BriefFile(number="010"), folder=tmp_path)
    return made(shot.id)


def test_a_mark_is_one_step_that_undo_takes_back(studio: Studio, take: Take) -> None:
    before = len(studio.history.steps())
    touched = studio.takes.mark(takes=[take], rating=4, status=TakeStatus.APPROVED)
    assert touched.takes == {take.id}
    mark = studio.plan.mark(take.id)
    assert (mark.rating, mark.status) == (4, TakeStatus.APPROVED)
    assert len(studio.history.steps()) == before + 1
    studio.history.undo()
    assert studio.plan.mark(take.id).rating == 0
    studio.history.redo()
    assert studio.plan.mark(take.id).rating == 4


def test_the_first_take_is_chosen_out_of_the_way_of_undo(studio: Studio, take: Take) -> None:
    shot = studio.plan.shots()[0]
    studio.fields.set(shots=[shot], fields={"title": "Rain"})
    studio.fields.set(shots=[shot], fields={"title": "Snow"})
    studio.history.undo()
    studio.store.write(lambda writer: choose_first(writer, take))
    assert studio.plan.shots()[0].take == take.id
    studio.history.redo()
    assert studio.plan.shots()[0].title == "Snow", "what was undone can still be brought back"
    studio.history.undo()
    studio.history.undo()
    assert (studio.plan.shots()[0].title, studio.plan.shots()[0].take) == (shot.title, take.id)


def test_what_is_not_given_stays(studio: Studio, take: Take) -> None:
    studio.takes.mark(takes=[take], rating=2)
    studio.takes.mark(takes=[take], status=TakeStatus.REJECTED)
    mark = studio.plan.mark(take.id)
    assert (mark.rating, mark.status) == (2, TakeStatus.REJECTED)
    assert studio.desk.wording(studio.history.steps(1)[0].label) == "Reject take t1 of shot 010"
    studio.history.undo()
    assert (studio.plan.mark(take.id).rating, studio.plan.mark(take.id).status) == (2, TakeStatus.CANDIDATE)


def test_a_mark_can_be_made_again_after_its_first_was_undone(studio: Studio, take: Take) -> None:
    studio.takes.mark(takes=[take], rating=5, status=TakeStatus.REJECTED)
    studio.history.undo()
    studio.takes.mark(takes=[take], rating=1)
    mark = studio.plan.mark(take.id)
    assert (mark.rating, mark.status) == (1, TakeStatus.CANDIDATE)


def test_a_mark_that_changes_nothing_is_no_step(studio: Studio, take: Take) -> None:
    before = len(studio.history.steps())
    studio.takes.mark(takes=[take], rating=0)
    studio.takes.mark(takes=[take], rating=3)
    studio.takes.mark(takes=[take], rating=3)
    assert len(studio.history.steps()) == before + 1


@pytest.mark.parametrize("rating", [-1, 6])
def test_a_rating_out_of_bounds_is_refused(studio: Studio, take: Take, rating: int) -> None:
    with pytest.raises(Invalid) as refused:
        studio.takes.mark(takes=[take], rating=rating)
    assert refused.value.code == "take.rating"
    assert studio.plan.mark(take.id).rating == 0


def test_several_takes_are_marked_in_one_step(studio: Studio, take: Take) -> None:
    other = made(take.shot, 2)
    studio.takes.mark(takes=[other], note="too dark")
    before = len(studio.history.steps())
    studio.takes.mark(takes=[take, other], status=TakeStatus.REJECTED)
    assert len(studio.history.steps()) == before + 1
    assert studio.history.steps()[0].label.params["take"] == ("t1", "t2")
    marks = [studio.plan.mark(one.id) for one in (take, other)]
    assert [(one.status, one.note) for one in marks] == [(TakeStatus.REJECTED, ""), (TakeStatus.REJECTED, "too dark")]
    studio.history.undo()
    assert [studio.plan.mark(one.id).status for one in (take, other)] == 2 * [TakeStatus.CANDIDATE]


def test_a_note_is_one_line_of_a_certain_length(studio: Studio, take: Take) -> None:
    studio.takes.mark(takes=[take], note="  look at\n the hands ")
    assert studio.plan.mark(take.id).note == "look at the hands"
    with pytest.raises(Invalid) as refused:
        studio.takes.mark(takes=[take], note="x" * (LONGEST_NOTE + 1))
    assert refused.value.code == "take.long-note"
    studio.takes.mark(takes=[take], note="")
    assert studio.plan.mark(take.id).note == ""


def test_words_are_compared_one_by_one() -> None:
    found = words("A red lamp in the rain.", "A blue lamp in the rain")
    assert [(one.kind, one.text) for one in found] == [
        (Kind.SAME, "A "),
        (Kind.GONE, "red"),
        (Kind.NEW, "blue"),
        (Kind.SAME, " lamp in the rain"),
        (Kind.GONE, "."),
    ]


def test_japanese_is_compared_character_by_character() -> None:
    found = words("赤い灯が雨の中", "青い灯が雨の中")
    assert [(one.kind, one.text) for one in found] == [
        (Kind.GONE, "赤"),
        (Kind.NEW, "青"),
        (Kind.SAME, "い灯が雨の中"),
    ]


def test_settings_and_references_that_differ_are_named() -> None:
    picture = UsedReference(role=Role.STYLE, sha256="1" * 64, name="look.png")
    other = picture.model_copy(update={"sha256": "2" * 64, "name": "other.png"})
    before = made(references=(picture,))
    after = made(number=2, references=(other,), seed=9, settings={"size": "128x72", "frames": 48})
    found = differences(before, after)
    assert found.same_words
    assert set(found.settings) == {Setting("frames", "96", "48"), Setting("seed", "7", "9")}
    assert [(one.kind, one.name) for one in found.references] == [(Kind.GONE, "look.png"), (Kind.NEW, "other.png")]
