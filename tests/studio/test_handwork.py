"""Handwork: clips find their orders by what their names say, and become takes once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid, MediaError, NotFound
from fourbeat.model.job import JobState
from fourbeat.model.plan import Shot
from fourbeat.studio.handwork import Match
from fourbeat.studio.overview import cut_off
from fourbeat.studio.studio import Studio
from media.clips import make_clip

KEEPER = "A lighthouse keeper climbs the spiral stairs"


@pytest.fixture
def ordered(studio: Studio) -> Studio:
    """Give a film of three shots, each with an order that waits for a clip."""
    for number, scene in (("010", KEEPER), ("020", "The sea at dawn"), ("10A", "A gull lands on the rail")):
        studio.shots.add(brief=BriefFile(number=number, scene=scene, provider="handwork"), folder=Path())
    studio.jobs.add(shots=studio.plan.cut_shots())
    studio.jobs.run()
    return studio


def found(studio: Studio, *names: str, folder: Path) -> list[tuple[str | None, str]]:
    files = [folder / name for name in names]
    for file in files:
        file.write_bytes(b"x")
    return [_told(one) for one in studio.handwork.match(files)]


def _told(match: Match) -> tuple[str | None, str]:
    return (match.order.request.label if match.order else None, match.by)


def test_clips_find_their_orders_by_name(ordered: Studio, tmp_path: Path) -> None:
    code = next(one for one in ordered.handwork.orders() if one.request.label == "020").folder.name.split(" ")[-1]
    assert found(ordered, f"final {code.lower()} (1).mp4", folder=tmp_path) == [("020", "handwork.by.code")]
    assert found(ordered, "SH0010_v2.mp4", folder=tmp_path) == [("010", "handwork.by.number")]
    assert found(ordered, "shot 10a.mov", folder=tmp_path) == [("10A", "handwork.by.number")]
    assert found(ordered, "A_Lighthouse_keeper_climbs_the_sp_8f3a.mp4", folder=tmp_path) == [
        ("010", "handwork.by.prompt")
    ]
    assert found(ordered, "download.mp4", folder=tmp_path) == [(None, "")]
    assert found(ordered, "2010-05-01 video 1080.mp4", folder=tmp_path) == [(None, "")]


def test_the_last_clip_is_for_the_last_order(ordered: Studio, tmp_path: Path) -> None:
    assert found(ordered, "010.mp4", "020.mp4", "download.mp4", folder=tmp_path)[-1] == ("10A", "handwork.by.alone")


def test_what_is_no_clip_is_told(ordered: Studio, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Invalid):
        ordered.handwork.match([tmp_path / "notes.txt"])
    with pytest.raises(NotFound):
        ordered.handwork.match([tmp_path / "gone.mp4"])
    (tmp_path / "bad.mp4").write_bytes(b"no clip")
    (order, *_) = ordered.handwork.orders()
    with pytest.raises(MediaError):
        ordered.handwork.bring(clips=[(tmp_path / "bad.mp4", order)])
    assert len(ordered.handwork.orders()) == 3


def test_an_order_that_waits_is_not_cut_off(ordered: Studio) -> None:
    assert cut_off(ordered, ordered.jobs.all()) == frozenset()


def test_a_clip_becomes_a_take_and_its_order_is_cleared_away(ordered: Studio, tmp_path: Path) -> None:
    file = tmp_path / "010.mp4"
    make_clip(file)
    pairs = [(one.file, one.order) for one in ordered.handwork.match([file]) if one.order]
    (job,) = ordered.handwork.bring(clips=pairs)
    folder = pairs[0][1].folder
    ordered.jobs.run(only=[job.id])
    ordered.handwork.tidy()
    assert ordered.store.job(job.id).state is JobState.DONE
    (take,) = ordered.store.takes()
    assert ordered.plan.get(Shot, take.shot).number == "010"
    assert (take.provider, take.prompt) == ("handwork", pairs[0][1].prompt)
    assert file.exists()
    assert not folder.exists()


def test_clips_that_nobody_ordered_become_takes_of_a_shot(studio: Studio, tmp_path: Path) -> None:
    shot = studio.shots.add(brief=BriefFile(scene=KEEPER), folder=tmp_path)
    files = [tmp_path / name for name in ("a.mp4", "b.mp4")]
    for file in files:
        make_clip(file)
    jobs = studio.handwork.bring_for(shot=shot, files=files)
    studio.jobs.run(only=[job.id for job in jobs])
    assert [take.number for take in studio.store.takes(shot.id)] == [1, 2]
    assert studio.handwork.orders() == []
