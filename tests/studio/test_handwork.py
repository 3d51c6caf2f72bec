"""Handwork: clips find their orders by what their names say, and become takes once."""

from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from threading import Event

import pytest
from PIL import Image

from fourbeat.model.briefing import BriefFile
from fourbeat.model.budget import Measure, Span
from fourbeat.model.errors import Cancelled, Invalid, MediaError, NotFound
from fourbeat.model.job import JobState, Money
from fourbeat.model.plan import Shot
from fourbeat.model.still import View
from fourbeat.model.take import MediaFacts
from fourbeat.studio.handwork import Looked, Match, gathered
from fourbeat.studio.overview import cut_off
from fourbeat.studio.stills import Wanted
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


@pytest.fixture
def pictured(ordered: Studio) -> Studio:
    """Give a film whose shots have orders for clips, and Ada two orders for pictures and a place one."""
    ada = ordered.cast.add(name="Ada", identity="a keeper of sixty")
    tower = ordered.places.add(name="Tower", identity="a white lighthouse")
    wanted = [Wanted(ada, (View.FRONT, View.THREE_QUARTER)), Wanted(tower, (View.NIGHT,))]
    for one in wanted:
        ordered.stills.ask(wanted=replace(one, generator="handwork"))
    ordered.jobs.run()
    return ordered


def test_clips_and_pictures_of_one_folder_find_their_own_orders(pictured: Studio, tmp_path: Path) -> None:
    files = ["010.mp4", "ada three-quarter.png", "Ada_front (2).webp", "tower.jpg", "020.mov", "notes.txt"]
    for name in files:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "deeper").mkdir()
    inside = gathered([tmp_path])
    assert sorted(one.name for one in inside) == sorted(files[:5])
    told = {match.file.name: (match.order, match.by) for match in pictured.handwork.match(inside)}
    asked = {name: order.request for name, (order, _by) in told.items() if order}
    assert {name: getattr(one, "view", None) for name, one in asked.items()} == {
        "010.mp4": None,
        "020.mov": None,
        "ada three-quarter.png": View.THREE_QUARTER,
        "Ada_front (2).webp": View.FRONT,
        "tower.jpg": View.NIGHT,
    }
    assert told["ada three-quarter.png"][1] == "handwork.by.view"
    assert told["tower.jpg"][1] == "handwork.by.number"
    (only,) = pictured.handwork.match([tmp_path / "ada three-quarter.png"])
    assert only.order is not None
    with pytest.raises(Invalid) as error:
        gathered([tmp_path / "deeper"])
    assert error.value.code == "handwork.empty-folder"


def test_what_one_drop_brings_becomes_takes_and_stills(pictured: Studio, tmp_path: Path) -> None:
    make_clip(tmp_path / "010.mp4", rate=Fraction(24), frames=24)
    for name in ("ada front.png", "ada front again.png", "sea.png"):
        Image.new("RGB", (1024, 1024), "#204060").save(tmp_path / name)
    (tmp_path / "tower.jpg").write_bytes(b"no picture")
    hands = pictured.handwork
    looked = {one.file.name: one for one in hands.look(gathered([tmp_path]))}
    assert looked["tower.jpg"].error is not None
    assert looked["tower.jpg"].error.code == "handwork.no-picture"
    of = {match.file.name: match.order for match in hands.match([one.file for one in looked.values()])}
    front, clip = of["ada front.png"], of["010.mp4"]
    assert front is not None
    assert clip is not None
    shot = next(one for one in pictured.plan.shots() if one.number == "020")
    brought = hands.bring(
        clips=[
            (looked["010.mp4"], clip),
            (looked["ada front.png"], front),
            (looked["ada front again.png"], front),
            (looked["sea.png"], shot),
            (looked["sea.png"], clip),
        ],
        paid=Money(amount="0.05", currency="USD"),
    )
    assert [one.error.code if one.error else "" for one in brought] == ["", "", "", "", "handwork.wants-clip"]
    pictured.jobs.run()
    hands.tidy()
    assert [(one.shot, one.number) for one in pictured.store.takes()] == [(clip.request.shot, 1)]
    made = [(pictured.stills.called(one), one.view) for one in pictured.store.stills()]
    assert sorted(made) == [("020/s1", View.FRAME), ("Ada/s1", View.FRONT), ("Ada/s3", View.FRONT)]
    assert pictured.ledger.figures().spent.money == {"USD": Fraction(1, 5)}
    assert not front.folder.exists()


def test_what_is_no_clip_is_told(ordered: Studio, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Invalid):
        ordered.handwork.match([tmp_path / "notes.txt"])
    with pytest.raises(NotFound):
        ordered.handwork.match([tmp_path / "gone.mp4"])


def test_what_cannot_be_played_is_told_and_keeps_no_other_back(ordered: Studio, tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"no clip")
    (tmp_path / "note.txt").write_bytes(b"x")
    good = make_clip(tmp_path / "good.mp4")
    heard: list[Looked] = []
    files = [tmp_path / "bad.mp4", tmp_path / "note.txt", tmp_path / "gone.mp4", good]
    looked = ordered.handwork.look(files, heard=heard.append)
    assert heard == looked
    told = [one.error.code if one.error else None for one in looked]
    assert told == ["handwork.not-playable", "handwork.no-clip-file", "handwork.no-file", None]
    orders = ordered.handwork.orders()
    brought = ordered.handwork.bring(clips=[(one, orders[0]) for one in looked])
    assert [one.error.code if one.error else None for one in brought] == told
    assert [one.job and one.job.id for one in brought] == [None, None, None, orders[0].job.id]
    ordered.jobs.run()
    assert len(ordered.store.takes()) == 1
    assert len(ordered.handwork.orders()) == 2


def test_looking_stops_when_it_is_asked_to(ordered: Studio, tmp_path: Path) -> None:
    good, stop = make_clip(tmp_path / "good.mp4"), Event()
    stop.set()
    with pytest.raises(Cancelled):
        ordered.handwork.look([good], stop=stop)
    (looked,) = ordered.handwork.look([good])
    (brought,) = ordered.handwork.bring(clips=[(looked, ordered.handwork.orders()[0])], stop=stop)
    assert brought.error is not None
    assert brought.error.code == "handwork.stopped"
    assert not list(ordered.handwork.orders()[0].folder.glob("clip*"))


def test_who_breaks_while_looking_says_nothing_of_the_clip(
    ordered: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def died(_clip: Path) -> MediaFacts:
        raise MediaError("worker.died", detail="SIGKILL")

    monkeypatch.setattr("fourbeat.studio.clip_looking.prober", lambda _pool: died)
    (looked,) = ordered.handwork.look([make_clip(tmp_path / "good.mp4")])
    assert looked.error is not None
    assert looked.error.code == "worker.died"


def test_clips_that_say_nothing_are_given_to_the_orders_that_are_left_in_order(ordered: Studio, tmp_path: Path) -> None:
    for age, name in ((30, "b.mp4"), (10, "a.mp4"), (20, "SH0020.mp4")):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (age, age))
    files = [tmp_path / name for name in ("b.mp4", "SH0020.mp4", "a.mp4")]
    assert [_told(one)[0] for one in ordered.handwork.match(files)] == [None, "020", None]
    assert [_told(one) for one in ordered.handwork.match(files, in_order=True)] == [
        ("10A", "handwork.by.order"),
        ("020", "handwork.by.number"),
        ("010", "handwork.by.order"),
    ]


def test_an_order_that_waits_is_not_cut_off(ordered: Studio) -> None:
    assert cut_off(ordered, ordered.jobs.all()) == frozenset()


@pytest.mark.parametrize("called", ["..", ".", "/tmp", "nobody's"])
def test_an_order_that_leads_elsewhere_is_none(ordered: Studio, called: str) -> None:
    job = ordered.jobs.all()[0]
    assert ordered.handwork.folder(job) is not None
    ordered.store.write(lambda writer: writer.run('UPDATE "attempt" SET "remote_id" = ?', (called,)))
    assert ordered.handwork.folder(job) is None


def test_a_clip_becomes_a_take_and_its_order_is_cleared_away(ordered: Studio, tmp_path: Path) -> None:
    file = tmp_path / "010.mp4"
    make_clip(file)
    (match,) = ordered.handwork.match([file])
    assert match.order is not None
    pairs = [(one, match.order) for one in ordered.handwork.look([file])]
    (brought,) = ordered.handwork.bring(clips=pairs, paid=Money(amount="0.80", currency="USD"))
    job = brought.job
    assert job is not None
    folder = pairs[0][1].folder
    ordered.jobs.run(only=[job.id])
    ordered.handwork.tidy()
    assert ordered.store.job(job.id).state is JobState.DONE
    (take,) = ordered.store.takes()
    assert ordered.plan.get(Shot, take.shot).number == "010"
    assert (take.provider, take.prompt) == ("handwork", pairs[0][1].prompt)
    assert file.exists()
    assert not folder.exists()
    figures = ordered.ledger.figures()
    assert figures.spent.money == {"USD": Fraction(4, 5)}
    assert figures.unknown.many == 0


def test_clips_that_nobody_ordered_become_takes_of_a_shot(studio: Studio, tmp_path: Path) -> None:
    shot = studio.shots.add(brief=BriefFile(scene=KEEPER), folder=tmp_path)
    files = [tmp_path / name for name in ("a.mp4", "b.mp4")]
    for file in files:
        make_clip(file)
    clips = [(one, shot) for one in studio.handwork.look(files)]
    brought = studio.handwork.bring(clips=clips, paid=Money(amount="0.80", currency="USD"), each={files[1]: None})
    assert [one.error for one in brought] == [None, None]
    studio.jobs.run()
    assert [take.number for take in studio.store.takes(shot.id)] == [1, 2]
    assert studio.handwork.orders() == []
    # What the second cost nobody knows yet, though the first was paid.
    assert studio.ledger.figures().unknown.unpriced == 1
    assert studio.ledger.figures().spent.money == {"USD": Fraction(4, 5)}


def test_a_second_clip_for_one_order_is_another_take_of_the_same_request(ordered: Studio, tmp_path: Path) -> None:
    files = [make_clip(tmp_path / name) for name in ("a.mp4", "b.mp4")]
    order = ordered.handwork.orders()[0]
    shot = ordered.plan.get(Shot, order.request.shot)
    ordered.fields.set(shots=[shot], fields={"scene": "Another scene since"})
    brought = ordered.handwork.bring(clips=[(one, order) for one in ordered.handwork.look(files)])
    assert [one.error for one in brought] == [None, None]
    ordered.jobs.run()
    takes = ordered.store.takes(shot.id)
    assert [take.number for take in takes] == [1, 2]
    assert {take.prompt for take in takes} == {order.prompt}
    assert len(ordered.handwork.orders()) == 2


def test_what_a_cap_on_clips_does_not_let_in_leaves_no_order_behind(studio: Studio, tmp_path: Path) -> None:
    shot = studio.shots.add(brief=BriefFile(scene=KEEPER), folder=tmp_path)
    studio.budget.cap(span=Span.PROJECT, measure=Measure.CLIPS, most="1")
    files = [make_clip(tmp_path / name) for name in ("a.mp4", "b.mp4")]
    brought = studio.handwork.bring(clips=[(one, shot) for one in studio.handwork.look(files)])
    assert brought[0].error is None
    assert brought[1].error is not None
    assert brought[1].error.code == "handwork.not-laid-out"
    assert studio.budget.held() == []
    studio.jobs.run()
    assert len(studio.store.takes()) == 1
    assert studio.handwork.orders() == []
