"""Briefs that are being written: kept as one step, read before they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BeatFile, BriefFile, LineFile
from fourbeat.model.plan import Framing, Shot
from fourbeat.model.time import RATES, Rate
from fourbeat.studio.studio import Studio


@pytest.fixture
def shot(studio: Studio, tmp_path: Path) -> Shot:
    return studio.shots.add(brief=BriefFile(number="010"), folder=tmp_path)


def test_words_of_one_visit_join_one_step_until_another_comes_between(studio: Studio, shot: Shot) -> None:
    drafts, base = studio.drafts, studio.shots.written(shot)
    first = drafts.keep(shot=shot, brief=base.model_copy(update={"scene": "A"}), note="")
    assert first is not None
    more = drafts.keep(shot=shot, brief=base.model_copy(update={"scene": "AB"}), note="n", merge_into=first.id)
    assert more == first
    shot = studio.shots.find("010")
    assert (studio.plan.brief(shot.id).text.scene, shot.note) == ("AB", "n")
    assert drafts.keep(shot=shot, brief=studio.shots.written(shot), note="n", merge_into=first.id) is None
    studio.history.undo()
    assert (studio.plan.brief(shot.id).text.scene, studio.shots.find("010").note) == ("", "")
    after = drafts.keep(shot=shot, brief=base.model_copy(update={"scene": "C"}), note="", merge_into=first.id)
    assert after is not None
    assert after.id != first.id


def test_the_prompt_of_unsaved_words_names_its_parts_by_place(studio: Studio, shot: Shot) -> None:
    brief = BriefFile(
        scene="Rain.", beats=(BeatFile(text="Up"), BeatFile(text="Down")), lines=(LineFile(speaker="Z", text="Ah"),)
    )
    made = studio.drafts.sending(shot, brief).prompt
    parts = {one.field: made.text[one.start : one.end] for one in made.parts}
    assert parts == {"scene": "Rain.", "beat:0": "Up", "beat:1": "Down", "line:0": "Z: “Ah”"}
    assert studio.drafts.beats(shot, brief) == [0, 48]
    assert studio.plan.brief(shot.id).empty


def test_several_shots_are_given_the_same_words_in_one_step(studio: Studio, shot: Shot, tmp_path: Path) -> None:
    other = studio.shots.add(brief=BriefFile(number="020", mood="calm"), folder=tmp_path)
    step = studio.drafts.set_all(shots=[shot, other], fields={"framing": "wide"})
    assert step is not None
    assert studio.desk.wording(step.label) == "Edit 2 shots"
    assert {studio.plan.brief(one.id).text.framing for one in (shot, other)} == {Framing.WIDE}
    assert studio.plan.brief(other.id).text.mood == "calm"


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_length_is_written_as_a_brief_reads_it(rate: Rate) -> None:
    for frames in (1, 37, 97, 1001, 9999):
        assert rate.frames(BriefFile(seconds=rate.written(frames)).seconds) == frames
