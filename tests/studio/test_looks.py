"""Pictures at the gate: a reference, or what a take shows, is known again where a pack guards the picture."""

from __future__ import annotations

import hashlib
from pathlib import Path
from time import monotonic, sleep

import av
import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame

from fourbeat.model.briefing import (
    BriefFile,
    CharacterFile,
    FilmFile,
    PlaceFile,
    ReferenceFile,
    SceneFile,
    SequenceFile,
)
from fourbeat.model.consent import Terms
from fourbeat.model.errors import Refused
from fourbeat.model.finding import Rank
from fourbeat.model.plan import Declared, Place, Reference, Role, Severity
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision
from fourbeat.policy.pictures import prints
from fourbeat.policy.subject import Print
from fourbeat.studio.ignored import ignored
from fourbeat.studio.looks import FORM, Looks
from fourbeat.studio.rejudged import Deed, What
from fourbeat.studio.studio import Studio
from fourbeat.studio.wishes import Wishes
from policy.drawings import drawing, grey, squeezed

from .far import Far, Shelf, arrive, guards, rule, with_shelf


def guarded(number: int = 1, note: str = "key art") -> tuple[Print, ...]:
    return (prints(grey(drawing(number)), note),)


def saved(file: Path, picture: np.ndarray) -> Path:
    cv2.imwrite(str(file), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    return file


@pytest.fixture
def shelf(studio: Studio, tmp_path: Path) -> Shelf:
    """Give a film with one picture of its shot, and one each of its cast and place."""
    studio.__dict__["generators"] = {**studio.generators, "far": Far()}
    saved(tmp_path / "copied.png", squeezed(drawing(1), 40)[:, ::-1])
    saved(tmp_path / "own.png", drawing(2))
    own = ReferenceFile(file="own.png", role=Role.STYLE, declared=Declared.NO_PERSON)
    shot = BriefFile(scene="An empty street.", seconds="4", cast=("Ada",), provider="far", references=(own,))
    film = FilmFile(
        name="Film",
        cast=(CharacterFile(name="Ada", identity="a keeper"),),
        places=(PlaceFile(name="Quay", identity="a quay"),),
        sequences=(SequenceFile(scenes=(SceneFile(place="Quay", shots=(shot,)),)),),
    )
    studio.film.load(film=film, folder=tmp_path)
    return with_shelf(studio)


def put(studio: Studio, of: object, file: Path, role: Role = Role.FIRST_FRAME) -> Reference:
    studio.references.add(of=of, files=[file], role=role, declared=Declared.NO_PERSON)
    return studio.references.of(of)[-1]


def refusal(studio: Studio) -> str:
    with pytest.raises(Refused) as error:
        studio.jobs.add(shots=[studio.shots.find("010")])
    return studio.desk.wording(error.value.message)


def verdict(studio: Studio):
    (job,) = studio.jobs.add(shots=[studio.shots.find("010")])
    return studio.store.verdict(job.verdict)


def told(studio: Studio):
    return studio.rights.findings(studio.shots.find("010"))


@pytest.mark.parametrize(
    ("owner", "role"), [("shot", Role.FIRST_FRAME), ("cast", Role.CHARACTER), ("place", Role.STYLE)]
)
def test_a_guarded_picture_is_known_wherever_it_stands(
    studio: Studio, shelf: Shelf, tmp_path: Path, owner: str, role: Role
) -> None:
    owners = {"shot": studio.shots.find("010"), "cast": studio.cast.find("Ada"), "place": studio.plan.all(Place)[0]}
    put(studio, owners[owner], tmp_path / "copied.png", role)
    assert verdict(studio).decision is Decision.ALLOW
    shelf.fill(guards("Whisker", rule("never", "block"), prints=guarded()))
    assert "The picture copied.png is one of Whisker, “key art”" in refusal(studio)
    (found,) = told(studio)
    assert (found.rule, found.severity, found.where.kind, found.where.start) == (
        "rights-image",
        Severity.ERROR,
        "reference",
        None,
    )
    assert found.words == "copied.png"


def test_evidence_stands_in_the_verdict_and_answers_hold(studio: Studio, shelf: Shelf, tmp_path: Path) -> None:
    shot = studio.shots.find("010")
    put(studio, shot, tmp_path / "copied.png")
    shelf.fill(guards("Whisker", rule("fine", "allow"), prints=guarded()))
    (found,) = verdict(studio).findings
    assert (found.rule, found.words, found.read_as, found.told_by) == ("rights-image", "copied.png", "key art", "fine")
    assert (found.start, found.end) == (None, None)
    bits = found.why.params["one"].params["bits"]
    assert 0 <= bits <= 68
    shelf.fill(guards("Whisker", prints=guarded()))
    refusal(studio)
    studio.clearances.not_this(shot=shot, subject="Whisker", reason="Our own drawing, made before theirs")
    assert verdict(studio).decision is Decision.ALLOW
    assert told(studio) == []
    studio.references.change(one=studio.references.of(shot)[-1], declared=Declared.SYNTHETIC)
    assert verdict(studio).decision is Decision.ALLOW
    saved(tmp_path / "other.png", squeezed(drawing(1), 60))
    put(studio, shot, tmp_path / "other.png", Role.STYLE)
    assert "other.png" in refusal(studio), "another file is another question"
    studio.clearances.clear(shots=[shot], reason="A letter")
    assert verdict(studio).decision is Decision.ALLOW


def test_a_picture_that_cannot_be_read_asks(studio: Studio, shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    put(studio, studio.shots.find("010"), tmp_path / "broken.png")
    assert verdict(studio).decision is Decision.ALLOW, "nothing is compared where no pack has pictures"
    shelf.fill(guards("Whisker", prints=guarded()))
    assert "could not be compared" in refusal(studio)


@pytest.mark.parametrize("owner", ["shot", "cast", "place"])
@pytest.mark.parametrize("role", list(Role))
def test_what_a_picture_shows_is_asked_and_a_real_person_needs_a_consent(
    studio: Studio, shelf: Shelf, tmp_path: Path, owner: str, role: Role
) -> None:
    assert shelf.versions == 0
    owners = {"shot": studio.shots.find("010"), "cast": studio.cast.find("Ada"), "place": studio.plan.all(Place)[0]}
    one = put(studio, owners[owner], tmp_path / "copied.png", role)
    studio.references.change(one=one, declared=Declared.UNDECLARED)
    assert "Nobody has said what the picture" in refusal(studio)
    one = studio.references.of(owners[owner])[-1]
    studio.references.change(one=one, declared=Declared.REAL_PERSON)
    assert "real person whom nobody has named" in refusal(studio)
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=studio.references.of(owners[owner])[-1], person=anna)
    refusal(studio)
    studio.consents.grant(person=anna, terms=Terms(), description="Stands on the quay.")
    assert verdict(studio).basis.people == (anna.id,)


def test_fingerprints_are_taken_once_and_checked_when_they_are_read(
    studio: Studio, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = put(studio, studio.shots.find("010"), tmp_path / "copied.png")
    shelf.fill(guards("Whisker", prints=guarded()))
    refusal(studio)
    kept = studio.desk.home.cache / "looks" / f"{one.sha256}-{FORM}.json"
    assert kept.is_file()
    monkeypatch.setattr(Wishes, "_run", lambda _self: None)
    again = Looks(studio)
    assert again.still(one.sha256, wait=False) == studio.looks.still(one.sha256)
    for damage in (b"", b"{}", kept.read_bytes().replace(b'"form":1', b'"form":0'), b'{"frames": [{"number": -1}]}'):
        kept.write_bytes(damage)
        assert Looks(studio).still(one.sha256, wait=False) is None


def test_a_picture_changed_in_the_project_is_not_known_as_what_it_was(
    studio: Studio, shelf: Shelf, tmp_path: Path
) -> None:
    one = put(studio, studio.shots.find("010"), tmp_path / "copied.png")
    path = studio.store.media.picture(one.sha256)
    path.chmod(0o644)
    saved(path, drawing(7))
    shelf.fill(guards("Whisker", prints=guarded()))
    assert studio.looks.still(one.sha256) is None
    refusal(studio)


def of_rights(studio: Studio) -> list[str]:
    return [one.rule for one in studio.findings.of(studio.shots.find("010")) if one.rank is Rank.RIGHTS]


def clip(studio: Studio, *pictures: np.ndarray) -> Take:
    """Have a job's take arrive as a clip that shows each picture for a second."""
    (job,) = studio.jobs.add(shots=[studio.shots.find("010")])
    take = arrive(studio, job.id)
    path = studio.store.media.path(take.media)
    path.parent.mkdir(exist_ok=True)
    with av.open(str(path), "w") as made:
        stream = made.add_stream("libx264", rate=4)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for one in pictures:
            for _ in range(4):
                frame = VideoFrame.from_ndarray(np.ascontiguousarray(cv2.resize(one, (320, 240))), format="rgb24")
                made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    studio.store.write(lambda w: w.run('UPDATE "take" SET "sha256" = ? WHERE "id" = ?', (sha256, take.id)))
    return studio.store.take(take.id)


def test_what_a_take_shows_is_found_told_and_reached(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(3), drawing(1))
    shelf.fill(guards("Whisker", rule("never", "block"), prints=guarded()))
    (found,) = told(studio)
    assert (found.rule, found.severity, found.where.field) == ("rights-image", Severity.ERROR, "takes")
    assert "Take t1 shows a picture of Whisker at frame 4" in studio.desk.wording(found.what)
    assert found in studio.findings.of(studio.shots.find("010"))
    (row,) = studio.recheck.run().changed
    assert (row.what, row.was, row.now, row.deed) == (What.TAKE, Decision.ALLOW, Decision.BLOCK, Deed.WITHDRAW)
    assert studio.withdrawn.takes() == {take.id}
    assert studio.recheck.run().changed == [], "the brief that it was made from is as clear as before"
    assert verdict(studio).decision is Decision.ALLOW


def test_somebody_who_looks_answers_what_is_only_probable(studio: Studio, shelf: Shelf) -> None:
    near = cv2.GaussianBlur(drawing(1), (0, 0), 3)
    near[:60, :60] = 255 - near[:60, :60]
    take = clip(studio, near)
    shelf.fill(guards("Whisker", rule("never", "block"), prints=guarded()))
    shown = shelf.now.shown(take.sha256, [one.look for one in studio.looks.clip(take).frames])
    if not shown or shown[0][1].distance <= 31:
        pytest.skip("this encoder draws it otherwise")
    assert [one.severity for one in told(studio)] == [Severity.WARNING]
    studio.reviews.look(takes=[take], character=Seen.NO, person=Seen.NO, logo=Seen.NO)
    assert told(studio) == []


def test_a_window_does_not_wait_and_hears_of_it(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(1))
    shelf.fill(guards("Whisker", prints=guarded()))
    studio.looks.patient = False
    shot, heard = studio.shots.find("010"), list[object]()
    assert of_rights(studio) == []
    studio.looks.subscribe(lambda *news: heard.append(news))
    until = monotonic() + 30
    while (take.sha256, shot.id) not in heard and monotonic() < until:
        sleep(0.02)
    assert (take.sha256, shot.id) in heard
    assert of_rights(studio) == ["rights-image"]


def test_a_take_that_comes_is_looked_at_beside_everything_else(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(1))
    studio.rights.arrived(take)
    assert "looks" not in studio.__dict__ or studio.looks.known(take.sha256) is None, "no pack has pictures"
    shelf.fill(guards("Whisker", prints=guarded()))
    studio.rights.arrived(take)
    until = monotonic() + 30
    while studio.looks.known(take.sha256) is None and monotonic() < until:
        sleep(0.02)
    assert studio.looks.known(take.sha256).frames


def test_a_take_whose_file_is_gone_is_told_to_be_unseen(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(1))
    assert studio.recheck.look().unseen == (), "no pack has pictures"
    shelf.fill(guards("Whisker", prints=guarded()))
    studio.store.media.path(take.media).unlink()
    assert [one.id for one in studio.recheck.look().unseen] == [take.id]


def test_what_a_person_saw_in_a_take_counts_when_it_is_judged_anew(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(3))
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.reviews.look(takes=[take], character=Seen.YES, person=Seen.NO, logo=Seen.NO, subject="Whisker")
    (row,) = studio.recheck.run().changed
    assert (row.what, row.now, row.deed, row.findings[0].rule) == (
        What.TAKE,
        Decision.BLOCK,
        Deed.WITHDRAW,
        "rights-review",
    )
    assert studio.withdrawn.takes() == {take.id}
    assert studio.recheck.run().changed == []


@pytest.mark.usefixtures("shelf")
def test_a_first_frame_that_a_clip_does_not_begin_with_is_told(studio: Studio, tmp_path: Path) -> None:
    assert ignored(studio, clip(studio, drawing(8))) is None
    assert "looks" not in studio.__dict__, "what was asked for without a picture is not compared"
    shot = studio.shots.find("010")
    first = put(studio, shot, saved(tmp_path / "first.png", cv2.resize(drawing(1), (640, 360))))
    seen = clip(studio, squeezed(drawing(1), 30), drawing(8))
    unseen = clip(studio, drawing(8))
    assert [one.role for one in seen.references].count(Role.FIRST_FRAME) == 1
    assert ignored(studio, seen, wait=True) is None
    told_of = ignored(studio, unseen, wait=True)
    assert told_of is not None
    assert "nothing of “first.png”" in studio.desk.wording(told_of)
    # A picture of another shape is cut by the generator as it likes: nothing can be said.
    studio.references.remove(one=first)
    put(studio, shot, saved(tmp_path / "tall.png", cv2.resize(drawing(1), (360, 640))))
    assert ignored(studio, clip(studio, drawing(8)), wait=True) is None
