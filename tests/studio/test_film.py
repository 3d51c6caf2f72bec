"""A film as a file: written and read again it is the same film, pictures and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import (
    BeatFile,
    BeatSent,
    BriefSent,
    CharacterFile,
    CharacterSent,
    CostumeFile,
    CostumeSent,
    FilmFile,
    LineFile,
    LineSent,
    PictureFile,
    PlaceFile,
    PropFile,
    PurposeFile,
    ReferenceFile,
    SceneFile,
    SequenceFile,
    ShotFile,
)
from fourbeat.model.consent import Terms
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.plan import Angle, Declared, Form, Framing, Numbering, Role, ShotStatus
from fourbeat.model.usage import Audience, Depicts, Performance, Scenario, Use
from fourbeat.studio import film_file
from fourbeat.studio.briefs import LARGEST_FILE, read_brief, read_film
from fourbeat.studio.desk import Desk
from fourbeat.studio.film import check
from fourbeat.studio.film_file import saved
from fourbeat.studio.opening import create
from fourbeat.studio.pages import read_page
from fourbeat.studio.studio import Studio

from .test_shots import PIXEL

SHOT = ShotFile(
    title="Dawn",
    number="C7",
    seconds="12/5",
    scene='Fog.\n\n"Here" \\ @Ada',
    framing=Framing.WIDE,
    angle=Angle.LOW,
    look="16 mm",
    filters="a mist filter",
    grade="warm toe",
    atmosphere="haze",
    blocking="window left",
    dressing="two extras",
    camera="handheld, breathing",
    finish="halation",
    palette=("#112233 dusk", "#445566"),
    cast=("Ada", "Bo"),
    wearing={"Ada": "Winter"},
    props=("Lamp",),
    beats=(BeatFile(text="läuft", at="2/5", sent={"en": BeatSent(text="runs")}), BeatFile(text="hält")),
    lines=(LineFile(speaker="Bo", text="Hola.", language="es", sent={"en": LineSent(delivery="softly")}),),
    depicts=(Depicts.GORE, Depicts.SMOKING),
    scenario=Scenario.PARODY,
    performance=Performance.VOICE,
    likeness=("person-1", "person-2"),
    references=(
        PictureFile(file="still.png", role=Role.STYLE, declared=Declared.REAL_PERSON, likeness=("person-2",)),
        ReferenceFile(file="cut.png", original="still.png", crop="0,0,1,1"),
    ),
    form=Form.LONG,
    provider="animatic",
    seed=7,
    sent={"en": BriefSent(scene="Fog.", palette="dusk")},
    prompt="my own words",
    made_from="words",
    note="for us",
    status=ShotStatus.OMITTED,
)
FILM = FilmFile(
    name="Film",
    rate="25",
    language="de",
    note="All of it.",
    provider="animatic",
    form=Form.SHORT,
    numbering=Numbering.RUNNING,
    locked=True,
    purpose=PurposeFile(commercial=False, use=Use.SERIES, territory=("JP", "US-NY"), audience=Audience.FESTIVAL),
    cast=(
        CharacterFile(
            name="Ada",
            identity="a keeper",
            wardrobe="oilskin",
            voice="low",
            colour="#aabbcc",
            aliases="the keeper, アダ",
            likeness=("person-1",),
            note="n",
            palette=("#010203 sea",),
            costumes=(CostumeFile(name="Winter", words="a coat", sent={"ja": CostumeSent(words="コート")}),),
            references=(ReferenceFile(file="still.png", role=Role.CHARACTER),),
            sent={"ja": CharacterSent(identity="灯台守", wardrobe="合羽")},
        ),
        CharacterFile(name="Bo"),
    ),
    places=(PlaceFile(name="Roof", identity="a roof", aliases="top", note="m", palette=("#0a0b0c",)),),
    props=(PropFile(name="Lamp", identity="brass", note="p", references=(ReferenceFile(file="other/still.png"),)),),
    sequences=(
        SequenceFile(
            number="A",
            title="One",
            scenes=(
                SceneFile(
                    number="1A", title="S", place="Roof", note="q", heading="EXT. ROOF", text="Ada.\nBo.", shots=(SHOT,)
                ),
                SceneFile(number="2", shots=(ShotFile(number="C8", depicts=()),)),
            ),
        ),
    ),
)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "other").mkdir(parents=True)
    for number, name in enumerate(("still.png", "cut.png", "other/still.png")):
        (folder / name).write_bytes(PIXEL + bytes([number]))
    return folder


def loaded(folder: Path, desk: Desk, film: FilmFile, pictures: Path) -> Studio:
    check(film, pictures)
    made = create(folder, desk, name=film.name, size=film.size, rate=film.rate)
    made.film.load(film=film, folder=pictures)
    return made


def test_a_film_written_and_read_again_has_lost_nothing(tmp_path: Path, desk: Desk, pictures: Path) -> None:
    with loaded(tmp_path / "one", desk, FILM, pictures) as first:
        whole = first.film.written()
        file = first.film.save(folder=tmp_path / "out")
        with pytest.raises(Invalid) as caught:
            first.film.save(folder=tmp_path / "out")
        assert caught.value.code == "film.not-empty"
    read = read_film(file)
    with loaded(tmp_path / "two", desk, read, file.parent) as second:
        again = second.film.written()
        names = sorted(one.name for one in second.plan.rows() if one.kind == "reference" and hasattr(one, "name"))
    assert again == whole
    assert names == ["cut.png", "still.png", "still.png", "still.png"]
    by_content = {one.file: one for one in whole.sequences[0].scenes[0].shots[0].references}
    assert {one.original for one in by_content.values()} == {"", next(iter(by_content))}
    plain = {"references": ()}
    bare = [one.model_copy(update=plain) for one in (*whole.cast, *whole.places, *whole.props)]
    assert bare == [one.model_copy(update=plain) for one in (*FILM.cast, *FILM.places, *FILM.props)]
    assert whole.sequences[0].scenes[0].shots[0].model_copy(update=plain) == SHOT.model_copy(update=plain)
    assert whole.model_copy(update={"cast": (), "places": (), "props": (), "sequences": ()}) == FILM.model_copy(
        update={"cast": (), "places": (), "props": (), "sequences": ()}
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"props": ("Nothing",)}, "brief.not-a-prop"),
        ({"wearing": {"Ada": "Summer"}}, "brief.not-a-costume"),
        ({"wearing": {"Bo": "Winter"}}, "brief.not-a-costume"),
        ({"cast": ("Bo",)}, "brief.wears-unseen"),
    ],
)
def test_what_is_not_in_the_film_is_named(pictures: Path, change: dict[str, object], code: str) -> None:
    shot = SHOT.model_copy(update=change)
    film = FILM.model_copy(update={"sequences": (SequenceFile(scenes=(SceneFile(shots=(shot,)),)),)})
    with pytest.raises((NotFound, Invalid)) as caught:
        check(film, pictures)
    assert caught.value.code == code


def test_text_to_send_moves_with_its_beat_and_goes_with_it(tmp_path: Path, desk: Desk, pictures: Path) -> None:
    with loaded(tmp_path / "one", desk, FILM, pictures) as studio:
        shot = studio.shots.find("C7")
        now = studio.shots.written(shot)
        turned = now.model_copy(update={"beats": tuple(reversed(now.beats))})
        studio.shots.edit(shot=shot, brief=turned, folder=pictures)
        assert [one.sent for one in studio.shots.written(shot).beats] == [{}, {"en": BeatSent(text="runs")}]
        studio.shots.edit(shot=shot, brief=turned.model_copy(update={"beats": turned.beats[:1]}), folder=pictures)
        assert [(one.text, one.sent) for one in studio.shots.written(shot).beats] == [("hält", {})]
        studio.history.undo()
        studio.history.undo()
        assert studio.shots.written(shot) == now


def test_a_copied_shot_keeps_costume_props_and_text_to_send(tmp_path: Path, desk: Desk, pictures: Path) -> None:
    with loaded(tmp_path / "one", desk, FILM, pictures) as studio:
        shot = studio.shots.find("C7")
        (twin,) = studio.arrange.duplicate(shots=[shot])
        whole = studio.shots.written(shot).model_copy(update={"number": twin.number})
        assert studio.shots.written(twin) == whole
        page = studio.pasting.page([shot])
    (tmp_path / "two").mkdir()
    with create(tmp_path / "two" / "film", desk, name="Other", rate="25") as other:
        pasted = other.pasting.paste(briefs=read_page(page))
        there = other.shots.written(pasted.shots[0])
        assert (there.wearing, there.props, there.beats, there.sent) == (
            {"Ada": "Winter"},
            ("Lamp",),
            whole.beats,
            whole.sent,
        )
        again = other.pasting.paste(briefs=read_page(page))
        assert other.shots.written(again.shots[0]).props == ("Lamp",)
        assert len(other.plan.bible().props) == 1


@pytest.mark.parametrize("scheme", Numbering)
def test_numbers_of_long_scenes_are_read_back(tmp_path: Path, desk: Desk, scheme: Numbering) -> None:
    scene = SceneFile(number="S" * 24, shots=(ShotFile(scene="Fog."),) * 2)
    film = FilmFile(name="Long", numbering=scheme, sequences=(SequenceFile(number="Q" * 24, scenes=(scene,)),))
    with loaded(tmp_path / "one", desk, film, tmp_path) as studio:
        studio.numbering.renumber()
        first = studio.plan.shots()[0]
        studio.shots.add(brief=ShotFile(scene="Rain."), folder=tmp_path, after=first)
        whole = studio.film.written()
        assert read_film(studio.film.save(folder=tmp_path / "out")) == whole


def test_a_film_file_may_be_larger_than_a_brief(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shots = tuple(ShotFile(scene=f"{n} " + "fog " * 990, look="grain " * 600) for n in range(600))
    film = FilmFile(name="Long", sequences=(SequenceFile(scenes=(SceneFile(shots=shots),)),))
    with create(tmp_path / "empty", desk, name="Empty") as studio:
        file = saved(film, studio.store.media, {}, tmp_path / "out")
        assert file.stat().st_size > LARGEST_FILE
        assert len(read_film(file).sequences[0].scenes[0].shots) == 600
        with pytest.raises(Invalid, match=r"brief\.too-large"):
            read_brief(file)
        monkeypatch.setattr(film_file, "LARGEST_FILM", 1000)
        with pytest.raises(Invalid, match=r"film\.too-large"):
            saved(film, studio.store.media, {}, tmp_path / "again")
        assert not (tmp_path / "again" / "film.toml").exists()


def test_whom_a_film_shows_goes_by_labels_only(tmp_path: Path, desk: Desk, pictures: Path) -> None:
    with loaded(tmp_path / "one", desk, FILM, pictures) as first:
        one, other = first.consents.people()
        assert [one.name, other.name] == ["person-1", "person-2"]
        assert first.consents.shown_by(first.cast.find("Ada")) == [one]
        assert first.consents.all() == [], "a consent is given, not read from a file"
        first.consents.grant(person=one, terms=Terms(), description="Stands on the roof.")
    film = FilmFile(
        name="Two",
        cast=(CharacterFile(name="Ada", likeness=("Anna Example", "anna example")), CharacterFile(name="Bo")),
    )
    with loaded(tmp_path / "two", desk, film, pictures) as second:
        (anna,) = second.consents.people()
        assert anna.name == "Anna Example"
        assert len(second.consents.shown_by(second.cast.find("Ada"))) == 1
        text = second.film.save(folder=tmp_path / "out").read_text(encoding="utf-8")
        assert ("Anna" in text, "person-1" in text) == (False, True)


@pytest.mark.parametrize("said", ['territory = ["Japan"]', 'use = "fun"', "commercial = 3", 'colour = "red"'])
def test_a_purpose_that_cannot_be_is_named(tmp_path: Path, said: str) -> None:
    (tmp_path / "film.toml").write_text(f'name = "Film"\n[purpose]\n{said}\n', encoding="utf-8")
    with pytest.raises(Invalid):
        check(read_film(tmp_path / "film.toml"), tmp_path)
