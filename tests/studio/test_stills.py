"""Stills: asked for like takes, kept with how they came to be, and made references; rights reach both."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.budget import Measure, Span
from fourbeat.model.claim import ClaimKind, ClaimState
from fourbeat.model.consent import Consent, Terms
from fourbeat.model.errors import Invalid, NotFound, Refused, Storage
from fourbeat.model.format import Size
from fourbeat.model.job import JobState, Money
from fourbeat.model.plan import Character, Declared, Likeness, Reference, Role, Shot
from fourbeat.model.price import Per, Price
from fourbeat.model.request import StillRequest
from fourbeat.model.review import Seen as Saw
from fourbeat.model.still import CHARACTER_SHEET, Still, View
from fourbeat.model.verdict import Decision
from fourbeat.studio import holder_check, holder_page
from fourbeat.studio.briefs import read_film
from fourbeat.studio.desk import Desk
from fourbeat.studio.holder_report import canonical, written
from fourbeat.studio.ledger import Group
from fourbeat.studio.ledger_sheet import as_csv, named
from fourbeat.studio.opening import create
from fourbeat.studio.rejudged import What
from fourbeat.studio.rights import Rights
from fourbeat.studio.sitting import Sitter
from fourbeat.studio.stills import Wanted, sheet_of
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from studio.far import Shelf, arrive, guards, rule, with_shelf
from studio.painting import Inline, Painter, png

Film = tuple[Studio, Painter]


@pytest.fixture
def film(tmp_path: Path, desk: Desk) -> Iterator[Film]:
    """Open a film with a character, a place and a shot of both; its generator paints."""
    far = Painter()
    with create(tmp_path / "film", desk, name="Film", size="128x72") as opened:
        opened.__dict__["workers"] = Inline()
        opened.__dict__["generators"] = {**opened.generators, "far": far}
        opened.__dict__["rights"] = Rights(opened, Shelf())
        ada = opened.cast.add(name="Ada", identity="a keeper of sixty, grey braid")
        opened.cast.add_costume(one=ada, name="Storm", words="a yellow oilskin coat")
        opened.places.add(name="Tower", identity="a white lighthouse on a black rock")
        opened.shots.add(brief=BriefFile(scene="A keeper climbs the stairs", cast=("Ada",)), folder=tmp_path)
        yield opened, far


def ada(studio: Studio) -> Character:
    return studio.cast.find("Ada")


def shot(studio: Studio) -> Shot:
    return studio.plan.shots()[0]


def painted(studio: Studio, of: Sitter, *views: View, becomes: bool = False) -> list[Still]:
    """Ask for stills of something and let them come."""
    before = {one.id for one in studio.store.stills()}
    wanted = Wanted(of, views or (View.FRONT,), generator="far", becomes=becomes)
    jobs = studio.stills.ask(wanted=wanted)
    assert {job.state for job in studio.jobs.run(only=[job.id for job in jobs])} == {JobState.DONE}
    return sorted((one for one in studio.store.stills() if one.id not in before), key=lambda one: one.number)


def test_a_sheet_says_who_it_is_in_the_words_that_go_everywhere(film: Film) -> None:
    studio, far = film
    storm = studio.cast.costume(ada(studio), "Storm")
    wanted = Wanted(ada(studio), sheet_of(ada(studio)), generator="far", costume=storm)
    asked = studio.stills.tried(wanted)
    assert [one.view for one in asked] == list(CHARACTER_SHEET)
    assert all("Ada: a keeper of sixty, grey braid; a yellow oilskin coat" in one.prompt for one in asked)
    assert len({one.prompt for one in asked}) == len({one.seed for one in asked}) == 4
    assert {(one.role, one.provider, one.model, one.seconds) for one in asked} == {
        (Role.CHARACTER, "far", "brush", "0")
    }
    assert asked[0].parts[0].field == "view"
    assert (far.sent, studio.store.jobs()) == ([], [])


def test_a_prop_has_a_sheet_of_its_own(film: Film) -> None:
    studio, _far = film
    words = "a brass storm lamp with a cracked glass"
    lamp = studio.props.add(name="Lamp", identity=words)
    whole, detail = painted(studio, lamp, *sheet_of(lamp))
    assert (whole.view, detail.view, whole.role) == (View.WHOLE, View.DETAIL, Role.STYLE)
    assert all(f"Lamp: {words}" in one.prompt and one.prompt.startswith("Prop reference") for one in (whole, detail))
    assert whole.media.rpartition("/")[2].startswith("PR-Lamp_s001")
    assert studio.stills.anywhere("lamp/s1") == whole
    (row,) = studio.stills.use(still=whole).new
    assert (row.of, row.still, studio.references.of(lamp)) == (lamp.id, whole.id, [row])
    (again,) = painted(studio, lamp, View.SIDES)
    assert [one.sha256 for one in again.references] == [row.sha256], "its own picture goes along"
    studio.props.rename(one=lamp, name="Lantern")
    assert studio.stills.called(whole) == "Lantern/s1"
    with pytest.raises(Invalid, match=r"view\.whole.*view\.detail.*view\.sides"):
        studio.stills.words(Wanted(lamp, (View.NIGHT,), generator="far"))
    with_shelf(studio).fill(guards("storm lamp", rule("no", "block")))
    with pytest.raises(Refused) as refused:
        studio.stills.ask(wanted=Wanted(studio.props.find("Lantern"), (View.WHOLE,), generator="far"))
    assert (refused.value.code, refused.value.message.params["name"]) == ("still.blocked", "Lantern")


def test_a_still_of_a_shot_has_its_look_and_nothing_that_moves_or_speaks(film: Film) -> None:
    studio, _far = film
    one = shot(studio)
    brief = studio.shots.written(one).model_copy(update={"light": "dusk", "sound": "wind", "move": "push-in"})
    studio.shots.edit(shot=one, brief=brief, folder=studio.folder)
    (asked,) = studio.stills.tried(Wanted(one, (View.FRAME,), generator="far"))
    assert "A keeper climbs the stairs" in asked.prompt
    assert "dusk" in asked.prompt
    assert "wind" not in asked.prompt
    assert "push" not in asked.prompt
    assert (asked.role, asked.panel.picture, asked.label) == (Role.FIRST_FRAME, None, one.number)


def test_a_still_is_kept_with_how_it_came_to_be_and_becomes_a_reference_by_one_verb(film: Film) -> None:
    studio, far = film
    (still,) = painted(studio, ada(studio))
    job = studio.store.job(still.job)
    assert isinstance(job.request, StillRequest)
    assert (still.prompt, still.provider, still.model) == (job.request.prompt, "far", "brush")
    assert still.attempt == studio.store.attempts(job.id)[0].id == still.id
    assert studio.store.verdict(still.verdict).decision is Decision.ALLOW
    assert (still.facts.format, still.facts.width) == ("png", 64)
    assert studio.stills.path(still).read_bytes() == png(41)
    assert len(far.sent) == 1
    assert studio.references.of(ada(studio)) == []
    added = studio.stills.use(still=still)
    (row,) = added.new
    assert (row.still, row.role, row.declared, row.sha256) == (
        still.id,
        Role.CHARACTER,
        Declared.SYNTHETIC,
        still.sha256,
    )
    assert studio.references.path(row).is_file()
    assert studio.stills.use(still=still).known == (row,)
    studio.store.write(lambda writer: writer.undo())
    assert studio.references.of(ada(studio)) == []
    other = studio.stills.use(still=still, of=shot(studio), role=Role.STYLE)
    assert (other.new[0].of, other.new[0].role) == (shot(studio).id, Role.STYLE)
    # What the cast looks like goes along with the next still of them.
    studio.stills.use(still=still)
    (again,) = studio.stills.tried(Wanted(ada(studio), (View.FULL,), generator="far"))
    assert [one.sha256 for one in again.references] == [still.sha256]
    assert studio.store.media.check() == []


def test_a_still_may_become_a_reference_as_soon_as_it_comes_and_out_of_undos_way(film: Film) -> None:
    studio, _far = film
    (still,) = painted(studio, ada(studio), becomes=True)
    (row,) = studio.references.of(ada(studio))
    assert (row.still, row.sha256) == (still.id, still.sha256)
    step = studio.store.undoable()
    assert step is not None
    assert step.label.code != "step.still-used"


def test_a_discarded_still_is_kept_and_comes_back(film: Film) -> None:
    studio, _far = film
    (still,) = painted(studio, ada(studio))
    studio.stills.discard(still=still)
    assert [one.discarded for one in studio.stills.of(ada(studio))] == [True]
    studio.store.write(lambda writer: writer.undo())
    assert [one.discarded for one in studio.stills.of()] == [False]
    studio.stills.discard(still=still)
    studio.stills.use(still=still)
    assert [one.discarded for one in studio.stills.of()] == [False]
    assert studio.stills.path(still).is_file()


def test_stills_are_found_by_code_and_by_number(film: Film) -> None:
    studio, _far = film
    one, two = painted(studio, ada(studio), View.FRONT, View.PROFILE)
    assert studio.stills.find("s2", ada(studio)).still == two
    assert studio.stills.find(one.media.rpartition("_")[2].partition(".")[0].lower()).still == one
    with pytest.raises(NotFound):
        studio.stills.find("2")
    (tower,) = painted(studio, studio.places.find("Tower"), View.NIGHT)
    assert (tower.number, tower.role, tower.media[:3]) == (1, Role.PLACE, "PL-")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"generator": "far", "views": (View.DAY,)}, "still.no-such-view"),
        ({"generator": "animatic"}, "still.makes-none"),
        ({"generator": "far", "model": "far-1"}, "still.no-such-model"),
        ({"generator": "far", "number": 21}, "still.how-many"),
    ],
)
def test_what_nobody_can_make_is_refused_in_words(film: Film, more: dict[str, object], code: str) -> None:
    studio, _far = film
    with pytest.raises(Invalid) as told:
        studio.stills.ask(wanted=Wanted(**{"of": ada(studio), "views": (View.FRONT,), **more}))  # type: ignore[arg-type]
    assert told.value.code == code
    assert studio.store.jobs() == []


def test_who_says_nothing_means_the_only_server_there_is(film: Film) -> None:
    studio, far = film
    assert studio.stills.maker(Wanted(ada(studio), (View.FRONT,)))[0] == "far"
    # The film's own generator draws shots, so a shot's still is drawn.
    assert studio.stills.maker(Wanted(shot(studio), (View.FRAME,)))[0] == "animatic"
    far.facts = {"still": False}
    with pytest.raises(Invalid, match="which-generator"):
        studio.stills.maker(Wanted(ada(studio), (View.FRONT,)))


def test_somebody_of_whom_nothing_is_written_cannot_be_painted(film: Film) -> None:
    studio, _far = film
    nobody = studio.cast.add(name="Bo")
    with pytest.raises(Invalid, match="no-words"):
        painted(studio, nobody)
    with pytest.raises(Invalid, match="no-sheet"):
        sheet_of(shot(studio))


def test_a_clip_is_not_asked_of_a_model_for_stills(film: Film) -> None:
    studio, _far = film
    with pytest.raises(Invalid, match="only-stills"):
        studio.jobs.add(shots=[shot(studio).model_copy(update={"provider": "far", "model": "brush"})])


@pytest.mark.parametrize("comes", [b"<html>no picture</html>", png(9)[:60], b"", png(9, side=8)])
def test_what_is_no_picture_never_becomes_a_still(film: Film, comes: bytes) -> None:
    studio, far = film
    far.comes = comes
    (job,) = studio.stills.ask(wanted=Wanted(ada(studio), (View.FRONT,), generator="far", becomes=True))
    (done,) = studio.jobs.run()
    assert (done.id, done.state, done.why and done.why.code) == (job.id, JobState.FAILED, "queue.not-a-still")
    assert (studio.store.stills(), studio.references.of(ada(studio))) == ([], [])
    assert not any((studio.folder / "media").glob("CH-*"))


def test_stills_are_reckoned_by_the_picture_and_held_by_caps(film: Film) -> None:
    studio, far = film
    price = Price(per=Per.CLIP, sum=Money(amount="0.10", currency="USD"))
    far.facts = {"prices": (price,)}
    wanted = Wanted(ada(studio), sheet_of(ada(studio)), generator="far")
    sheet = studio.stills.sheet(wanted)
    assert sheet.price.sums[0][2] * 10 == 4
    studio.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="0.25", currency="USD", reason="Sketches")
    jobs = studio.stills.ask(wanted=wanted, told=sheet.told)
    assert [job.state for job in jobs] == [JobState.QUEUED, JobState.QUEUED, JobState.HELD, JobState.HELD]
    studio.jobs.run()
    assert len(far.sent) == 2
    say = studio.desk.wording
    told = {group: [named(studio, group, line, say) for line in studio.ledger.by(group)] for group in Group}
    assert (told[Group.SHOT], told[Group.SEQUENCE]) == (["Ada"], ["Cast, places and props"])
    assert told[Group.TAKE] == ["Still 1 of Ada: front", "Still 2 of Ada: three quarters"]
    assert as_csv(studio).decode().count("Ada") == 2


# Rights


def consented(studio: Studio) -> Consent:
    """Say that Ada is played by somebody real who agreed."""
    person = studio.consents.add_person(name="Grace Example")
    studio.consents.bind(of=ada(studio), person=person)
    return studio.consents.grant(person=person, terms=Terms(), description="Her look, for this film")


def test_a_still_of_somebody_real_needs_their_consent_and_says_whom_it_shows(film: Film) -> None:
    studio, far = film
    person = studio.consents.add_person(name="Grace Example")
    studio.consents.bind(of=ada(studio), person=person)
    with pytest.raises(Refused, match="blocked") as told:
        painted(studio, ada(studio))
    assert told.value.code == "still.blocked"
    studio.consents.grant(person=person, terms=Terms(), description="Her look, for this film")
    (still,) = painted(studio, ada(studio))
    basis = studio.store.verdict(still.verdict).basis
    assert basis is not None
    assert basis.people == (person.id,)
    (row,) = studio.stills.use(still=still).new
    assert row.declared is Declared.REAL_PERSON
    assert [one.person for one in studio.plan.of(Likeness, row.id)] == [person.id]
    assert len(far.sent) == 1


def test_taking_a_consent_back_reaches_stills_their_references_and_what_is_made_of_those(film: Film) -> None:
    studio, _far = film
    given = consented(studio)
    (still,) = painted(studio, ada(studio), becomes=True)
    (row,) = studio.references.of(ada(studio))
    studio.references.crop(one=row, size=Size(width=32, height=32))
    cropped = studio.references.of(ada(studio))[0]
    assert cropped.sha256 != still.sha256
    assert cropped.still == still.id
    reach = studio.consents.revoke(consent=given)
    assert [one.id for one in reach.stills] == [still.id]
    assert studio.withdrawn.stills() == {still.id}
    assert {still.sha256, cropped.sha256} <= studio.withdrawn.pictures()
    with pytest.raises(Invalid, match="withdrawn"):
        studio.stills.use(still=still)
    # Nothing is made of it, wherever the picture stands.
    studio.consents.grant(person=studio.consents.people()[0], terms=Terms(), description="Her look, once more")
    with pytest.raises(Refused, match="blocked"):
        painted(studio, ada(studio))


def test_a_takedown_of_a_still_goes_on_to_what_was_made_of_it(film: Film) -> None:
    studio, _far = film
    (first,) = painted(studio, ada(studio), becomes=True)
    (second,) = painted(studio, ada(studio), View.FULL)
    assert [one.sha256 for one in second.references] == [first.sha256]
    stair = studio.shots.add(brief=BriefFile(scene="An empty stair"), folder=studio.folder)
    studio.stills.use(still=first, of=stair, role=Role.STYLE)
    (job,) = studio.jobs.add(shots=[stair.model_copy(update={"provider": "far", "model": "far-1"})])
    take = arrive(studio, job.id)
    made = studio.claims.add(
        kind=ClaimKind.TAKEDOWN, who="Somebody", about="My face", takes=[studio.claims.about("Ada/s1")]
    )
    assert {one.id for one in made.reach.stills} == {first.id, second.id}
    assert [one.id for one in made.reach.takes] == [take.id]
    assert studio.withdrawn.stills() == {first.id, second.id}
    assert studio.withdrawn.takes() == {take.id}
    studio.claims.decide(claim=made.claim, state=ClaimState.REJECTED, reason="Nobody's face")
    assert studio.withdrawn.stills() == frozenset()


def test_a_film_file_hands_no_withdrawn_still_on_and_is_believed_in_nothing_it_says_of_one(
    film: Film, tmp_path: Path, desk: Desk
) -> None:
    studio, _far = film
    (still,) = painted(studio, ada(studio), becomes=True)
    file = studio.film.save(folder=tmp_path / "out")
    (picture,) = read_film(file).cast[0].references
    assert picture.file == still.media.rpartition("/")[2], "its name is all that a film says of how it was made"
    told = file.read_text(encoding="utf-8")
    assert still.id not in told
    assert still.prompt not in told
    read = read_film(file)
    with create(tmp_path / "other", desk, name="Other", size="128x72") as other:
        other.film.load(film=read, folder=file.parent)
        (row,) = other.plan.all(Reference)
        assert (row.still, other.store.stills()) == (None, [])
    for claims in (f'still = "{still.id}"', 'prompt = "mine"'):
        file.write_text(re.sub(r'(declared = "synthetic")', rf"\1\n{claims}", told), encoding="utf-8")
        assert claims in file.read_text(encoding="utf-8")
        with pytest.raises(Invalid):
            read_film(file)
    studio.claims.add(kind=ClaimKind.TAKEDOWN, who="Somebody", about="My face", takes=[still])
    with pytest.raises(Refused) as refused:
        studio.film.save(folder=tmp_path / "again")
    assert refused.value.code == "film.withdrawn"
    assert not (tmp_path / "again").exists()
    studio.references.remove(one=studio.references.of(ada(studio))[0])
    assert studio.film.save(folder=tmp_path / "again").is_file()


def test_a_pack_that_comes_later_withdraws_a_still_and_a_later_one_brings_it_back(film: Film) -> None:
    studio, _far = film
    shelf = with_shelf(studio)
    (still,) = painted(studio, ada(studio))
    shelf.fill(guards("keeper", rule("no", "block")))
    found = studio.recheck.run()
    assert [one.of for one in found.rows if one.what is What.STILL and one.now is Decision.BLOCK] == [still.id]
    assert studio.withdrawn.stills() == {still.id}
    shelf.fill()
    studio.recheck.run()
    assert studio.withdrawn.stills() == frozenset()


def test_people_look_at_stills_as_they_do_at_takes(film: Film) -> None:
    studio, _ = film
    with_shelf(studio).fill(guards("Moon", rule("r", "block")))
    anna = studio.consents.add_person(name="Anna Example")
    one, two = painted(studio, ada(studio), View.FRONT, View.FULL)
    reviews, answers = studio.reviews, {"character": Saw.NO, "person": Saw.NO, "logo": Saw.NO}
    assert {still.id for still in reviews.open_stills()} == {one.id, two.id}
    reviews.look(takes=[one], **{**answers, "character": Saw.YES}, subject="Moon")
    (made,) = reviews.look(takes=[two], **{**answers, "person": Saw.YES}, subject="Anna Example")
    assert (made.take, made.still, made.of) == (None, two.id, two.id)
    assert (reviews.open_stills(), reviews.marks()) == ([], [])
    assert {mark.made.id: mark.decision for mark in reviews.marked_stills()} == {
        one.id: Decision.BLOCK,
        two.id: Decision.BLOCK,
    }
    assert "Anna" not in repr(studio.audits.all()) + repr(reviews.marked_stills())
    assert [row.told["still"] for row in studio.audits.all() if row.what == "review"] == [one.id, two.id]
    (row,) = studio.stills.use(still=two).new
    assert (row.declared, [like.person for like in studio.plan.of(Likeness, row.id)]) == (
        Declared.REAL_PERSON,
        [anna.id],
    )
    studio.recheck.run()
    assert studio.withdrawn.stills() == {one.id, two.id}, "what was seen and is not cleared is withdrawn"
    with pytest.raises(Invalid, match="withdrawn"):
        studio.stills.use(still=one)
    reviews.look(takes=[one], **answers)
    studio.recheck.run()
    assert studio.withdrawn.stills() == {two.id}


def test_a_picture_somebody_brought_is_as_undeclared_as_any(film: Film, tmp_path: Path) -> None:
    studio, _far = film
    mine = tmp_path / "mine.png"
    mine.write_bytes(png(7))
    job = studio.stills.bring(file=mine, wanted=Wanted(ada(studio), (View.FRONT,), size=Size(width=64, height=64)))
    (done,) = studio.jobs.run(only=[job.id])
    assert done.state is JobState.DONE, done.why
    (still,) = studio.store.stills()
    (row,) = studio.stills.use(still=still).new
    assert (still.provider, row.declared, mine.read_bytes()) == ("handwork", Declared.UNDECLARED, png(7))
    studio.handwork.tidy()
    assert not any((studio.folder / "handwork").iterdir())
    with pytest.raises(Invalid, match="no-picture-file"):
        studio.stills.bring(file=_text(tmp_path), job=done)


def test_a_picture_that_cannot_be_brought_leaves_no_order_behind(film: Film, tmp_path: Path, monkeypatch) -> None:
    studio, _far = film
    mine = tmp_path / "mine.png"
    mine.write_text("no picture, whatever its name says")
    wanted = Wanted(ada(studio), (View.FRONT,), size=Size(width=64, height=64))
    with pytest.raises(Invalid, match="not-a-picture"):
        studio.stills.bring(file=mine, wanted=wanted)
    assert studio.jobs.all() == []
    mine.write_bytes(png(7))

    def full(*_told: object) -> None:
        raise Storage("handwork.not-written", folder="there", detail="full")

    monkeypatch.setattr("fourbeat.studio.stills.copied", full)
    with pytest.raises(Storage):
        studio.stills.bring(file=mine, wanted=wanted)
    assert [job.state for job in studio.jobs.all()] == [JobState.CANCELLED]


def test_what_a_picture_by_hand_cost_is_written_down_as_it_is_brought(film: Film, tmp_path: Path) -> None:
    studio, _far = film
    mine = tmp_path / "mine.png"
    mine.write_bytes(png(7))
    wanted = Wanted(ada(studio), (View.FRONT,), size=Size(width=64, height=64))
    studio.stills.bring(file=mine, wanted=wanted, paid=Money(amount="0.05", currency="USD"))
    assert studio.ledger.figures().spent.money == {"USD": Fraction(1, 20)}


def _text(folder: Path) -> Path:
    (folder / "mine.txt").write_text("x")
    return folder / "mine.txt"


def test_a_drawn_still_costs_nothing_and_shows_nobody_real(film: Film) -> None:
    studio, far = film
    wanted = Wanted(shot(studio), (View.FRAME,), generator="animatic", becomes=True, size=Size(width=160, height=90))
    assert not studio.stills.sheet(wanted).paid
    studio.stills.ask(wanted=wanted)
    (job,) = studio.jobs.run()
    assert job.state is JobState.DONE, job.why
    (row,) = studio.references.of(shot(studio))
    assert (row.role, row.declared, far.sent) == (Role.FIRST_FRAME, Declared.SYNTHETIC, [])


def test_a_holder_is_told_of_stills_as_of_all_that_was_generated(film: Film) -> None:
    studio, _far = film
    shelf = with_shelf(studio)
    shelf.fill(guards("keeper", rule("fine", "allow"), id="moon:studio/keeper"))
    (still,) = painted(studio, ada(studio))
    painted(studio, studio.places.find("Tower"), View.DAY)
    report = studio.holder_reports.make(who="studio")
    related, other = report.body.requests
    assert (related.related, related.shot, other.related, other.shot) == (True, "Ada", False, "")
    assert related.still is not None
    assert (related.still.take, related.still.sha256, related.take) == (still.id, still.sha256, None)
    assert (report.body.counts["stills"], report.body.counts["takes"], report.body.counts["sent"]) == (2, 0, 2)
    assert holder_check.check(report, written(report)).wrong == ()
    page = holder_page.page(report, Wording.of("en"))
    assert "Still 1 of Ada" in re.sub("<[^>]*>", "", page)
    assert (report.body.counts["unreviewed-stills"], report.body.complete) == (2, False)
    looked = {"character": Saw.YES, "person": Saw.NO, "logo": Saw.NO}
    studio.reviews.look(takes=[still], subject="moon:studio/keeper", **looked)
    studio.reviews.look(takes=studio.reviews.open_stills(), **{**looked, "character": Saw.NO})
    after = studio.holder_reports.make(who="studio")
    assert (after.body.counts["seen"], after.body.counts["unreviewed-stills"], after.body.complete) == (1, 0, True)
    assert holder_check.check(after, written(after)).wrong == ()
    first = after.body.requests[0]
    assert first.still is not None
    silent = first.model_copy(update={"still": first.still.model_copy(update={"reviews": ()})})
    hidden = after.body.model_copy(update={"requests": (silent, *after.body.requests[1:])})
    wrong = holder_check.check(after.model_copy(update={"body": hidden}), written(after)).wrong
    assert {"holder.wrong.left-out", "holder.wrong.counts"} <= {one.code for one in wrong}
    # What was sealed before there were stills is sealed the same now.
    before = tuple(one.model_copy(update={"still": None}) for one in report.body.requests)
    plain = report.body.model_copy(update={"requests": before})
    said = plain.model_dump(mode="json")
    for one in said["requests"]:
        del one["still"]
    assert plain.seal == hashlib.sha256(canonical(said).encode()).hexdigest()
