"""Shots in the bin: who has a name there is known, keeps a name, and follows a change of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Shot
from fourbeat.studio.studio import Studio
from fourbeat.studio.uses import Way


@pytest.fixture
def binned(studio: Studio, tmp_path: Path) -> Shot:
    studio.cast.add(name="Ada")
    brief = {
        "scene": "@Ada waits.",
        "lines": [{"speaker": "Ada", "text": "Look."}, {"speaker": "ADA", "text": "So."}],
        "beats": [{"text": "@Ada turns"}],
    }
    shot = studio.shots.add(brief=BriefFile.model_validate(brief), folder=tmp_path)
    studio.bin.put(shots=[shot])
    return shot


def test_somebody_who_speaks_in_the_bin_is_used_and_the_line_keeps_the_name(studio: Studio, binned: Shot) -> None:
    ada = studio.cast.find("Ada")
    used = studio.cast.uses(ada)
    assert {(use.way, use.owner, use.binned) for use in used} == {
        (Way.SPEAKS, "010", True),
        (Way.NAMED, "010", True),
    }
    assert studio.cast.shots(ada) == [], "no shot of the film"
    with pytest.raises(Invalid, match=r"named\.used") as refused:
        studio.cast.remove(one=ada)
    assert "010 (in the bin)" in studio.desk.wording(refused.value.message)
    studio.cast.remove(one=ada, anyway=True)
    (back,) = studio.bin.bring_back(shots=[binned])
    brief = studio.plan.brief(back.id)
    assert [brief.speaker(line) for line in brief.lines] == ["Ada", "Ada"]


def test_mentions_in_the_bin_follow_another_name(studio: Studio, binned: Shot) -> None:
    studio.cast.rename(one=studio.cast.find("Ada"), name="Grace")
    (back,) = studio.bin.bring_back(shots=[binned])
    brief = studio.plan.brief(back.id)
    assert (brief.text.scene, brief.beats[0].text) == ("@Grace waits.", "@Grace turns")
    assert "mention-of-nobody" not in [one.rule for one in studio.findings.of(back)]
