"""Findings in a project: kept until something changes, cleared as one step, accepted with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import (
    BeatFile,
    BriefFile,
    CharacterFile,
    FilmFile,
    LineFile,
    ReferenceFile,
    SceneFile,
    SequenceFile,
)
from fourbeat.model.briefing import ShotFile as ShotBrief
from fourbeat.model.edit import Change
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.finding import Fix
from fourbeat.model.format import Size
from fourbeat.model.message import message
from fourbeat.model.plan import Role, Ruling, Severity, Shot
from fourbeat.studio import checking
from fourbeat.studio import findings as room
from fourbeat.studio.briefs import read_film
from fourbeat.studio.checking import everything
from fourbeat.studio.desk import Desk
from fourbeat.studio.findings import Tally
from fourbeat.studio.loose import read
from fourbeat.studio.opening import create, open_studio
from fourbeat.studio.picture_size import size_of
from fourbeat.studio.requests import request
from fourbeat.studio.resources import resources
from fourbeat.studio.studio import Studio

from .test_requests import Grid
from .test_shots import PIXEL

CLEAN = BriefFile(
    scene="A heron stands in the shallows of a mill pond.",
    framing="wide",
    depth="deep",
    light="low sun, camera left",
    palette=("#d9a566 reed", "#3d4756 water", "#e9d8b4 mist"),
    beats=(BeatFile(text="It lifts one foot and sets it down."),),
)
BAD = CLEAN.model_copy(update={"scene": "A beautiful pond, no music, make it 8 seconds."})


def add(studio: Studio, *briefs: BriefFile) -> list[Shot]:
    return [studio.shots.add(brief=one, folder=studio.folder) for one in briefs]


def rules(studio: Studio, shot: Shot) -> list[str]:
    return [one.rule for one in studio.findings.of(studio.plan.get(Shot, shot.id))]


def steps(studio: Studio) -> int:
    count = 0
    while studio.store.undoable():
        studio.history.undo()
        count += 1
    for _ in range(count):
        studio.history.redo()
    return count


@pytest.mark.parametrize("name", ["workshop", "rooftop"])
def test_the_films_that_come_along_are_clean(name: str) -> None:
    file = resources() / "examples" / name / "film.toml"
    assert read_film(file).sequences
    loose = read(Desk.usual(), file.read_text(encoding="utf-8"), file.parent, str(file))
    found = [(one.rule, one.words) for several in loose.findings().values() for one in several]
    assert found == []
    assert any(loose.sizes.values()), "the pictures' shapes were looked at"


def test_a_clean_brief_says_nothing(studio: Studio) -> None:
    (shot,) = add(studio, CLEAN)
    assert rules(studio, shot) == []
    assert everything(studio, studio.plan.get(Shot, shot.id)) == []


def test_a_fix_is_one_step_and_undo_brings_it_back(studio: Studio) -> None:
    (shot,) = add(studio, BAD)
    before, count = studio.plan.brief(shot.id), steps(studio)
    finding = next(one for one in studio.findings.of(shot) if one.rule == "container-settings")
    studio.findings.fix(finding=finding, number=1)
    assert studio.plan.brief(shot.id).text.scene == "A beautiful pond, no music."
    assert studio.plan.get(Shot, shot.id).frames == 8 * 24
    assert steps(studio) == count + 1
    with pytest.raises(Invalid) as gone:
        studio.findings.fix(finding=finding)
    assert gone.value.code == "lint.gone"
    studio.history.undo()
    assert studio.plan.brief(shot.id) == before
    assert studio.plan.get(Shot, shot.id).frames == 4 * 24
    with pytest.raises(Invalid):
        studio.findings.fix(finding=finding, number=7)


def test_everything_is_fixed_as_one_step(studio: Studio) -> None:
    shots = add(studio, BAD, CLEAN, BAD)
    before = [studio.plan.brief(shot.id) for shot in shots]
    count = steps(studio)
    done, _changes = studio.findings.fix_all(shots=shots)
    assert done == 6
    assert steps(studio) == count + 1
    assert [rules(studio, shot) for shot in shots] == [[], [], []]
    assert studio.plan.brief(shots[0].id).text.scene == "A pond."
    studio.history.undo()
    assert [studio.plan.brief(shot.id) for shot in shots] == before
    assert studio.findings.fix_all(shots=[shots[1]])[0] == 0


def test_fixing_everything_removes_nothing_and_leaves_omitted_shots_alone(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = studio.folder / "style.png"
    picture.write_bytes(PIXEL)
    style = ReferenceFile(file="style.png", role=Role.STYLE)
    monkeypatch.setattr(studio, "generators", {**studio.generators, "grid": Grid()})
    first, out = add(studio, CLEAN.model_copy(update={"references": (style,), "provider": "grid"}), BAD)
    studio.fields.omit(shots=[out])
    finding = next(one for one in studio.findings.of(studio.plan.get(Shot, first.id)) if one.rule == "role-not-taken")
    assert studio.findings.fix_all(shots=studio.plan.shots())[0] == 0
    assert len(studio.plan.brief(first.id).references) == 1
    assert studio.plan.brief(out.id).text.scene == BAD.scene
    studio.findings.fix(finding=finding)
    assert studio.plan.brief(first.id).references == (), "one by one it is still offered"


def test_a_fix_that_changes_nothing_is_not_carried_out(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    (shot,) = add(studio, CLEAN)
    (real,) = add(studio, BAD)
    idle = Fix(label=message("x"), changes=(Change(kind="shot", entity=shot.id, field="frames", before=96, after=96),))
    finding = studio.findings.of(studio.plan.get(Shot, real.id))[0].model_copy(update={"fixes": (idle,)})
    monkeypatch.setattr(room, "look", lambda *_args: [finding])
    assert studio.findings.fix_all(shots=[shot])[0] == 0


def test_a_fix_that_brings_a_row_into_being_gives_it_its_place(studio: Studio, tmp_path: Path) -> None:
    film = FilmFile(
        name="F",
        cast=(CharacterFile(name="Ada"), CharacterFile(name="Ben")),
        sequences=(SequenceFile(scenes=(SceneFile(shots=(ShotBrief(scene="x", cast=("Ada",)),)),)),),
    )
    studio.film.load(film=film, folder=tmp_path)
    shot = studio.plan.shots()[0]
    lines = (LineFile(speaker="Ben", text="Wait."),)
    studio.shots.edit(shot=shot, brief=CLEAN.model_copy(update={"cast": ("Ada",), "lines": lines}), folder=tmp_path)
    finding = next(one for one in studio.findings.of(shot) if one.rule == "speaker-not-seen")
    studio.findings.fix(finding=finding)
    assert [one.name for one in studio.plan.brief(shot.id).cast] == ["Ada", "Ben"]


def test_what_is_accepted_is_not_told_again_until_its_words_change(studio: Studio) -> None:
    (shot,) = add(studio, BAD)
    (weak,) = studio.findings.find("weak-words")
    with pytest.raises(Invalid):
        studio.findings.accept(findings=[weak], reason="  ")
    studio.findings.accept(findings=[weak], reason="It is the pond's name")
    assert "weak-words" not in rules(studio, shot)
    assert [ruling.reason for _one, ruling in studio.findings.accepted(shot)] == ["It is the pond's name"]
    studio.shots.edit(
        shot=shot, brief=BAD.model_copy(update={"scene": "By noon: a beautiful pond."}), folder=studio.folder
    )
    assert "weak-words" not in rules(studio, shot), "the same words elsewhere in the field are the same finding"
    studio.shots.edit(shot=shot, brief=BAD.model_copy(update={"scene": "A stunning pond."}), folder=studio.folder)
    assert "weak-words" in rules(studio, shot)
    studio.history.undo()
    studio.findings.reopen(rulings=studio.plan.all(Ruling))
    assert "weak-words" in rules(studio, shot)


def test_a_rule_counts_as_the_film_says_also_tomorrow(studio: Studio, desk: Desk) -> None:
    (shot,) = add(studio, BAD)
    studio.findings.set(rule="weak-words", severity=Severity.OFF)
    studio.findings.set(rule="negated-content", severity=Severity.ERROR)
    assert "weak-words" not in rules(studio, shot)
    assert studio.findings.of(shot)[0].rule == "negated-content"
    folder = studio.folder
    studio.close()
    with open_studio(folder, desk) as again:
        assert "weak-words" not in rules(again, shot)
        again.findings.set(rule="weak-words", severity=None)
        assert "weak-words" in rules(again, shot)
        assert all(one.usual for one in again.findings.rules() if one.rule.id != "negated-content")
        with pytest.raises(NotFound):
            again.findings.set(rule="no-such", severity=None)


def test_one_edit_reads_only_its_shot_and_the_next(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    shots = add(studio, *[CLEAN] * 6)
    studio.findings.film()
    looked: list[str] = []
    real = room.look

    def counted(case, severities):  # type: ignore[no-untyped-def]
        looked.append(case.shot.id)
        return real(case, severities)

    monkeypatch.setattr(room, "look", counted)
    studio.findings.film()
    assert looked == []
    studio.shots.edit(shot=shots[2], brief=BAD, folder=studio.folder)
    assert [one.id for one in studio.findings.unknown()] == [shots[2].id, shots[3].id]
    assert set(studio.findings.known()) == {one.id for one in shots} - {shots[2].id, shots[3].id}
    studio.findings.film()
    assert looked == [shots[2].id, shots[3].id]
    assert studio.findings.known()[shots[2].id] == Tally(warnings=3)
    looked.clear()
    studio.shots.move(shot=shots[5], after=shots[0])
    studio.findings.film()
    assert set(looked) == {shots[5].id, shots[1].id}


def test_the_neighbour_is_the_one_before_in_the_scene_and_in_the_film(studio: Studio) -> None:
    other = CLEAN.model_copy(update={"light": "low sun, camera right"})
    first, middle, last = add(studio, CLEAN, CLEAN, other)
    assert rules(studio, last) == ["light-flips"]
    studio.fields.omit(shots=[last])
    assert studio.findings.of(studio.plan.get(Shot, last.id)) == ()
    studio.fields.unomit(shots=[last])
    studio.shots.edit(shot=middle, brief=other, folder=studio.folder)
    assert rules(studio, last) == []
    assert rules(studio, middle) == ["light-flips"]
    studio.fields.omit(shots=[middle])
    assert rules(studio, last) == ["light-flips"]
    assert rules(studio, first) == []


def test_check_tells_what_stops_a_shot_before_how_it_is_written(studio: Studio) -> None:
    (shot,) = add(studio, BAD.model_copy(update={"provider": "nobody"}))
    found = everything(studio, studio.plan.get(Shot, shot.id))
    assert found[0].severity is Severity.ERROR
    assert found[0].rule == "gate-request"
    assert {one.rule for one in found[1:]} == {"weak-words", "container-settings", "negated-content"}


def test_a_reader_sees_what_the_writer_changed(studio: Studio, desk: Desk) -> None:
    (shot,) = add(studio, CLEAN)
    with open_studio(studio.folder, desk, write=False) as looker:
        assert looker.findings.film()[shot.id] == ()
        studio.shots.edit(shot=shot, brief=BAD, folder=studio.folder)
        looker.store.refresh()
        assert len(looker.findings.film()[shot.id]) == 3


def test_prose_and_briefs_are_read_without_a_project(desk: Desk, tmp_path: Path) -> None:
    prose = read(desk, "A beautiful pond.\nNo music.", tmp_path, "-")
    found = [one for several in prose.findings().values() for one in several]
    assert prose.prose
    (negated,) = [one for one in found if one.rule == "negated-content"]
    assert prose.where(negated) == (2, 1)
    text = 'scene = """\nA heron, a very \\\n  beautiful one."""\ncast = ["Ada"]\nseconds = "4"\n'
    text += '[[beats]]\ntext = "It moves quickly."\n'
    brief = read(desk, text, tmp_path, "shot.toml")
    (weak, quick) = [one for several in brief.findings().values() for one in several if one.rule == "weak-words"]
    assert brief.where(weak) == (3, 3)
    assert brief.where(quick) == (7, 12)
    with pytest.raises(Invalid):
        read(desk, "word " * 33_000, tmp_path, "-")
    with pytest.raises(Invalid):
        read(desk, "scene = ", tmp_path, "shot.toml")
    with pytest.raises(Invalid):
        read(desk, 'scene = "x"\nnonsense = 1', tmp_path, "shot.toml")
    assert not list(tmp_path.iterdir())


def test_a_picture_tells_its_size_at_its_beginning(tmp_path: Path) -> None:
    from PIL import Image

    for name, size in (
        ("a.png", (64, 32)),
        ("b.jpg", (50, 70)),
        ("c.webp", (33, 44)),
        ("d.gif", (9, 8)),
        ("e.bmp", (6, 7)),
    ):
        Image.new("RGB", size).save(tmp_path / name)
        assert size_of(tmp_path / name) == Size(width=size[0], height=size[1]), name
    turned = Image.new("RGB", (50, 70))
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(tmp_path / "f.jpg", exif=exif)
    assert size_of(tmp_path / "f.jpg") == Size(width=70, height=50)
    Image.new("RGB", (21, 22)).save(tmp_path / "g.webp", lossless=True)
    assert size_of(tmp_path / "g.webp") == Size(width=21, height=22)
    (tmp_path / "h.jpg").write_bytes(b"\xff\xd8" + b"\xff" * 9)
    (tmp_path / "i.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "j.txt").write_text("hello")
    assert [size_of(tmp_path / name) for name in ("h.jpg", "i.png", "j.txt", "none")] == [None] * 4


def test_a_project_of_its_own_is_not_needed_for_rules(desk: Desk, tmp_path: Path) -> None:
    with create(tmp_path / "new", desk, name="New") as studio:
        assert studio.findings.film() == {}
        assert {one.rule.id for one in studio.findings.rules()} >= {"weak-words", "light-flips"}


def test_a_retired_model_and_a_prompt_too_long_for_it_are_told(studio: Studio) -> None:
    told = CLEAN.model_copy(update={"provider": "openai-videos", "model": "sora-2"})
    (shot,) = add(studio, told)
    missing, gone = studio.findings.of(shot)
    assert (missing.rule, missing.what.params["provider"]) == ("generator-missing", "openai-videos")
    assert (gone.rule, gone.severity) == ("model-retired", Severity.ERROR)
    assert gone.what.params["day"] == "2026-09-24"
    studio.dialects.set(provider="animatic", choices={"words": 5})
    (own,) = add(studio, CLEAN)
    assert rules(studio, own) == ["prompt-too-long"]
    list(studio.findings.film())
    studio.dialects.set(provider="animatic", choices={"words": 500})
    assert own.id in {one.id for one in studio.findings.unknown()}, "what is kept is true no longer"
    assert rules(studio, own) == []


def test_the_gate_is_asked_in_the_dialect_that_the_take_is_asked_for_in(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shot,) = add(studio, CLEAN)
    asked: list[object] = []

    def heard(*given: object, **options: object) -> object:
        asked.append(options.get("dialects"))
        return request(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "request", heard)
    everything(studio, studio.plan.get(Shot, shot.id))
    assert asked == [studio.dialects]


def test_words_in_another_language_than_the_generators_are_told_until_they_are_written(studio: Studio) -> None:
    shot = studio.shots.add(brief=BriefFile(scene="A quiet pond.", short=True), folder=studio.store.folder)
    assert not studio.findings.of(shot)
    studio.dialects.set(provider="animatic", choices={"language": "ja"})
    found = studio.findings.of(studio.plan.get(Shot, shot.id))
    assert [(one.rule, one.words) for one in found] == [
        ("text-to-send-missing", "A quiet pond."),
    ]
    studio.fields.set(shots=[shot], fields={"sent": {"ja": {"scene": "静かな池。"}}})
    assert not studio.findings.of(studio.plan.get(Shot, shot.id))
