"""Several shots at once: moved, copied, binned, set; every verb is one step that undo takes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model import order
from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import FourbeatError, Invalid, NotFound
from fourbeat.model.message import message
from fourbeat.model.plan import Beat, BriefText, Character, Reference, Shot, ShotStatus
from fourbeat.studio.studio import Studio
from studio.far import Far

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000301"
    "5ef4a6b40000000049454e44ae426082"
)


@pytest.fixture
def film(studio: Studio, tmp_path: Path) -> Studio:
    """Give a film of six shots, 010 to 060, with one of the cast."""
    ada = Character(id=studio.desk.ids.new(), order="V", name="Ada")
    studio.store.write(lambda writer: writer.edit(message("step.edit-shot", shot=""), [writer.plan.born(ada)]))
    for count in range(6):
        brief = BriefFile.model_validate(
            {"title": f"Lamp {count}", "beats": [{"text": "turns", "at": "3"}], "cast": ["Ada"] if count % 2 else []}
        )
        studio.shots.add(brief=brief, folder=tmp_path)
    return studio


def board(studio: Studio) -> str:
    return " ".join(shot.number for shot in studio.plan.shots())


def some(studio: Studio, *numbers: str) -> list[Shot]:
    return [studio.shots.find(number) for number in numbers]


def steps(studio: Studio) -> int:
    return len(studio.history.steps(500))


def said(studio: Studio) -> str:
    return studio.desk.wording(studio.history.steps(1)[0].label)


def test_many_shots_move_as_one_step(film: Studio) -> None:
    before = steps(film)
    film.arrange.move(shots=some(film, "020", "050"), before=film.shots.find("010"))
    assert board(film) == "020 050 010 030 040 060"
    assert (steps(film) - before, said(film)) == (1, "Move 2 shots")
    film.history.undo()
    assert board(film) == "010 020 030 040 050 060"
    film.arrange.move(shots=some(film, "030", "010", "020"), after=film.shots.find("060"))
    assert board(film) == "040 050 060 030 010 020", "they stand in the order given"


def test_a_move_needs_a_place_that_stays(film: Studio) -> None:
    shots = some(film, "010", "020")
    for place in ({}, {"after": shots[0]}, {"before": shots[1]}, {"after": shots[0], "before": shots[0]}):
        with pytest.raises(Invalid):
            film.arrange.move(shots=shots, **place)
    assert board(film) == "010 020 030 040 050 060"


def test_keys_for_many_stay_short_and_in_order() -> None:
    low, high = order.spread(2)
    for before, after in ((low, high), (None, low), (high, None), (None, None)):
        keys = order.several(before, after, 2000)
        whole = [*([before] if before else []), *keys, *([after] if after else [])]
        assert whole == sorted(set(whole))
        assert max(map(len, keys)) <= 8


def test_copies_have_everything_but_takes(film: Studio, tmp_path: Path) -> None:
    (tmp_path / "still.png").write_bytes(PIXEL)
    shot = film.shots.find("020")
    film.fields.set(
        shots=[shot],
        fields={"references": [{"file": "still.png"}], "note": "careful", "status": "approved", "light": "dusk"},
        folder=tmp_path,
    )
    before = steps(film)
    made = film.arrange.duplicate(shots=some(film, "020", "030"))
    assert board(film) == "010 020 025 030 035 040 050 060"
    assert (steps(film) - before, said(film)) == (1, "Duplicate 2 shots")
    twin, first = made[0], film.shots.find("020")
    assert film.shots.written(twin).model_copy(update={"number": "020"}) == film.shots.written(first)
    assert (twin.note, twin.status, twin.take) == ("careful", None, None)
    assert [row.sha256 for row in film.plan.of(Reference, twin.id)] == [
        row.sha256 for row in film.plan.of(Reference, first.id)
    ]
    assert {row.id for row in film.plan.of(Beat, twin.id)}.isdisjoint(row.id for row in film.plan.of(Beat, first.id))
    film.history.undo()
    assert board(film) == "010 020 030 040 050 060"
    assert not film.plan.of(Beat, twin.id)


def test_the_bin_can_be_seen_and_gives_back(film: Studio) -> None:
    before = steps(film)
    film.bin.put(shots=some(film, "020", "040"))
    assert (board(film), steps(film) - before, said(film)) == ("010 030 050 060", 1, "Remove 2 shots")
    assert [shot.number for shot in film.bin.shots()] == ["020", "040"]
    back = film.bin.bring_back(shots=[film.bin.find("040")])
    assert ([shot.number for shot in back], board(film)) == (["040"], "010 030 040 050 060")
    assert said(film) == "Bring shot 040 back from the bin"
    with pytest.raises(NotFound):
        film.bin.find("040")
    film.history.undo()
    assert board(film) == "010 030 050 060"


def test_a_number_taken_meanwhile_is_not_given_twice(film: Studio, tmp_path: Path) -> None:
    for _ in range(2):
        film.bin.put(shots=[film.shots.find("020")])
        film.shots.add(brief=BriefFile(number="020"), folder=tmp_path, after=film.shots.find("010"))
    back = film.bin.bring_back(shots=film.bin.shots())
    numbers = board(film).split()
    assert len(numbers) == len(set(numbers)) == 8
    assert all(shot.number != "020" for shot in back)


def test_a_shot_whose_scene_has_gone_comes_back_at_the_end(film: Studio) -> None:
    shot = film.shots.find("010")
    film.bin.put(shots=[shot])
    scene = film.plan.scenes()[0]
    film.store.write(lambda w: w.edit(message("step.edit-shot", shot=""), w.plan.change(scene, life="binned")))
    with pytest.raises(NotFound):
        film.bin.bring_back(shots=[shot])
    film.history.undo()
    assert film.bin.bring_back(shots=[shot])[0].scene == scene.id


def test_any_field_is_set_on_many_as_one_step(film: Studio) -> None:
    shots, before = some(film, "010", "020", "030"), steps(film)
    film.fields.set(
        shots=shots,
        fields={
            "light": "dusk",
            "framing": "wide",
            "seconds": "6",
            "provider": "animatic",
            "seed": 7,
            "note": "night shoot",
            "status": "retake",
        },
    )
    assert (steps(film) - before, said(film)) == (1, "Edit 3 shots")
    for shot in some(film, "010", "020", "030"):
        text = film.plan.get(BriefText, shot.id)
        assert (text.light, text.framing, shot.frames, shot.seed) == ("dusk", "wide", 144, 7)
        assert (shot.note, shot.status, shot.provider) == ("night shoot", ShotStatus.RETAKE, "animatic")
    assert film.shots.written(film.shots.find("040")).light == ""
    film.history.undo()
    assert film.plan.get(BriefText, shots[0].id).light == ""
    film.fields.set(shots=some(film, "010", "020"), fields={"palette": ["#111111 ink"], "cast": ["Ada"]})
    assert film.shots.written(film.shots.find("010")).cast == ("Ada",)
    assert film.shots.written(film.shots.find("020")).palette == ("#111111 ink",)
    assert not film.fields.set(shots=some(film, "010"), fields={"palette": ["#111111 ink"]}), "the same is no edit"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"framing": "sideways"}, "brief.wrong-option"),
        ({"colour": "red"}, "brief.wrong-option"),
        ({"number": "7"}, "fields.each-its-own"),
        ({"references": []}, "fields.each-its-own"),
        ({"seconds": "2"}, "fields.past-the-end"),
        ({"cast": ["Nobody"]}, "brief.not-cast"),
        ({"note": "x" * 5000}, "fields.long-note"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(film: Studio, fields: dict[str, object], code: str) -> None:
    before = steps(film)
    with pytest.raises(FourbeatError) as caught:
        film.fields.set(shots=some(film, "010", "020"), fields=fields)
    assert (caught.value.code, steps(film)) == (code, before)


def test_omitted_shots_keep_their_place_and_come_back(film: Studio) -> None:
    film.fields.omit(shots=some(film, "020", "030"))
    assert said(film) == "Omit 2 shots"
    assert [shot.number for shot in film.plan.cut_shots()] == ["010", "040", "050", "060"]
    assert film.fields.unomit(shots=film.plan.shots()).shots == {shot.id for shot in some(film, "020", "030")}
    assert len(film.plan.cut_shots()) == 6
    assert not film.fields.unomit(shots=film.plan.shots()), "nothing is omitted, so nothing is done"


def test_another_generator_drops_a_model_that_it_does_not_have_and_keeps_one_it_has(studio, tmp_path):
    shot = studio.shots.add(brief=BriefFile(scene="A lamp.", provider="far", model="far-1"), folder=tmp_path)
    far = Far()
    other = Far()
    other.key = "other"
    studio.__dict__["generators"] = {**studio.generators, far.key: far, other.key: other}

    def model(**fields: object) -> str | None:
        studio.fields.set(shots=[shot], fields=fields)
        return studio.plan.get(Shot, shot.id).model

    assert model(provider="other") == "far-1"
    assert model(provider="animatic") is None
    assert model(provider="far", model="far-1") == "far-1"
    # A generator that is not connected here may have it.
    assert model(provider="nobody") == "far-1"
