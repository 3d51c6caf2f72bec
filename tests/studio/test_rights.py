"""Rights in a film: what is found and where, what the gate lets through, and what answers it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile, CharacterFile, FilmFile, ReferenceFile, SceneFile, SequenceFile
from fourbeat.model.clearance import Reach
from fourbeat.model.consent import ConsentEvent, GrantedBy, Said, Terms
from fourbeat.model.cut import Clip, Ghost
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Refused
from fourbeat.model.finding import Rank
from fourbeat.model.job import JobState
from fourbeat.model.plan import Character, Declared, Severity
from fourbeat.model.usage import Depicts, Performance
from fourbeat.model.verdict import Decision
from fourbeat.policy.hit import Sure
from fourbeat.policy.subject import Kind, Name
from fourbeat.studio.checking import everything
from fourbeat.studio.packs import Packs
from fourbeat.studio.rights_told import stored
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

from .far import Far, Shelf, arrive, guards, rule, with_shelf
from .test_shots import PIXEL

DESCRIBED = "Walks through the fog and smiles."


@pytest.fixture
def shelf(studio: Studio, tmp_path: Path) -> Shelf:
    """Give a shelf without packs, and a film of three shots that a far generator makes."""
    (tmp_path / "still.png").write_bytes(PIXEL)
    studio.__dict__["generators"] = {**studio.generators, "far": Far()}
    still = ReferenceFile(file="still.png", declared=Declared.NO_PERSON)
    shots = (
        BriefFile(scene="Whisker walks along the quay.", seconds="4", cast=("Ada",), provider="far"),
        BriefFile(scene="An empty street.", seconds="4", provider="far", references=(still,)),
        BriefFile(scene="An empty quay.", seconds="4", provider="animatic"),
    )
    film = FilmFile(
        name="Film",
        cast=(CharacterFile(name="Ada", identity="a keeper"),),
        sequences=(SequenceFile(scenes=(SceneFile(shots=shots),)),),
    )
    studio.film.load(film=film, folder=tmp_path)
    return with_shelf(studio)


def one(studio: Studio, label: str = "010"):
    return studio.shots.find(label)


def told(studio: Studio, label: str = "010"):
    return [finding for finding in everything(studio, one(studio, label)) if finding.rank is Rank.RIGHTS]


def verdict(studio: Studio, label: str = "010"):
    (job,) = studio.jobs.add(shots=[one(studio, label)])
    return studio.store.verdict(job.verdict)


def refusal(studio: Studio, label: str = "010") -> str:
    with pytest.raises(Refused) as error:
        studio.jobs.add(shots=[one(studio, label)])
    return studio.desk.wording(error.value.message)


def ada(studio: Studio) -> Character:
    return studio.cast.find("Ada")


def test_without_a_pack_and_a_declared_use_all_passes_as_before(studio: Studio, shelf: Shelf) -> None:
    for label in ("010", "020", "030"):
        found = verdict(studio, label)
        assert (found.decision, found.findings, found.duties, found.valid_until) == (Decision.ALLOW, (), (), None)
        assert told(studio, label) == []
    assert shelf.versions == 0


def test_a_name_is_found_where_it_stands(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block", note="Ask us in May.")))
    (found,) = told(studio)
    assert (found.severity, found.rule, found.words) == (Severity.ERROR, "rights-name", "Whisker")
    assert (found.where.kind, found.where.field, found.where.start, found.where.end) == ("brief", "scene", 0, 7)
    assert studio.findings.of(one(studio))[0] == found
    say = studio.desk.wording
    assert say(found.what) == "“Whisker” means Whisker."
    assert say(found.why).startswith("moon, version 1, forbids it (rule never). The pack adds: “Ask us in May.”.")
    assert "moon, version 1, forbids it (rule never)." in refusal(studio)
    assert verdict(studio, "020").decision is Decision.ALLOW


def test_what_only_the_request_holds_is_found_too(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Film"))
    (found,) = told(studio, "020")
    assert (found.where.kind, found.where.field, found.severity) == ("shot", "titles", Severity.WARNING)
    assert "has no rule for this, so it asks" in refusal(studio, "020")


@pytest.mark.parametrize(("name", "field"), [("Ada", "name"), ("keeper", "identity"), ("still", "name")])
def test_names_of_the_cast_and_of_files_are_read(studio: Studio, shelf: Shelf, name: str, field: str) -> None:
    shelf.fill(guards(name))
    (found,) = told(studio, "020" if name == "still" else "010")
    assert (found.words.casefold(), found.where.field) == (name.casefold(), field)


def test_notes_inform_and_doubtful_hits_ask(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block"), sure=Sure.NOTE))
    assert [found.severity for found in told(studio)] == [Severity.NOTE]
    assert verdict(studio).decision is Decision.ALLOW
    shelf.fill(guards("Whisker", rule("never", "block"), sure=Sure.DOUBTFUL))
    assert [found.severity for found in told(studio)] == [Severity.NOTE]  # Kept until something changes.
    assert "it only asks" in refusal(studio)


def test_duties_stand_in_the_verdict(studio: Studio, shelf: Shelf) -> None:
    duty = {"kind": "attribution", "to": "Moon", "text": "Captain Whisker © Moon"}
    shelf.fill(guards("Whisker", rule("fans", "allow", duties=[duty], until="2999-05-31")))
    found = verdict(studio)
    assert [(one.kind, one.to, one.text) for one in found.duties] == [("attribution", "Moon", "Captain Whisker © Moon")]
    assert found.valid_until == "2999-06-01T00:00:00.000Z"
    assert found.basis.subjects == ("moon:whisker",)
    assert [(one.id, one.version) for one in found.basis.packs] == [("moon", 1)]


def test_missing_facts_are_asked_for_and_then_decide(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("fans", "allow"), rule("never-ads", "block", when={"commercial": True})))
    assert "whether the film is commercial" in refusal(studio)
    shelf.fill(guards("Whisker", rule("fans", "allow", when={"commercial": False})))
    assert "has a rule that depends on" in refusal(studio)
    assert "has no rule" not in refusal(studio)
    shelf.fill(guards("Whisker", rule("fans", "allow"), rule("never-ads", "block", when={"commercial": True})))
    with pytest.raises(NotFound):
        studio.clearances.clear(shots=[one(studio)], reason="Surely not")
    studio.purposes.say(commercial=False)
    before = verdict(studio)
    assert before.decision is Decision.ALLOW
    studio.purposes.say(commercial=True)
    assert "forbids it (rule never-ads)" in refusal(studio)
    studio.history.undo()
    assert verdict(studio).basis.rights == before.basis.rights


def test_everything_that_is_held_back_is_told_at_once_and_nothing_is_queued(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")), guards("street", rule("asks", "ask")))
    shots = [one(studio, label) for label in ("010", "020", "030")]
    with pytest.raises(Refused) as error:
        studio.jobs.add(shots=shots)
    said = studio.desk.wording(error.value.message)
    assert "2 of 3 shots" in said
    assert "Shot 010: cannot be sent" in said
    assert "(rule never)" in said
    assert "Shot 020: cannot be sent" in said
    assert "(rule asks)" in said
    assert "Shot 030" not in said
    assert studio.jobs.all() == []


def test_a_clearance_lets_just_this_through(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker"), guards("street"))
    (answer,) = studio.clearances.clear(shots=[one(studio)], subject="whisker", reason="A letter of May 2")
    found = verdict(studio)
    assert (found.decision, found.basis.relied) == (Decision.ALLOW, (answer.id,))
    assert told(studio) == []
    refusal(studio, "020")
    with pytest.raises(NotFound):
        studio.clearances.clear(shots=[one(studio)], reason="Once more")
    with pytest.raises(Invalid):
        studio.clearances.clear(shots=[one(studio, "020")], reason=" ")
    studio.clearances.withdraw(clearance=answer, reason="The letter was for another film")
    refusal(studio)


def test_a_clearance_may_reach_the_film_and_end(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("empty"))
    day = studio.desk.now()[:10]
    studio.clearances.clear(shots=[one(studio, "020")], reason="A letter", reach=Reach.PROJECT, until=day)
    assert verdict(studio, "030").valid_until > studio.desk.now()
    with pytest.raises(Invalid):
        studio.clearances.clear(shots=[one(studio)], reason="A letter", until="2020-01-01")


def test_a_clearance_for_a_scene_ends_where_the_scene_does(studio: Studio) -> None:
    studio.__dict__["generators"] = {**studio.generators, "far": Far()}
    scenes = (
        SceneFile(shots=(BriefFile(scene=words, seconds="4", provider="far"),)) for words in ("A cat.", "A quay.")
    )
    studio.film.load(film=FilmFile(name="Film", sequences=(SequenceFile(scenes=tuple(scenes)),)), folder=Path())
    with_shelf(studio).fill(guards("cat"))
    studio.clearances.clear(shots=[one(studio)], reason="A letter", reach=Reach.SCENE)
    (job,) = studio.jobs.add(shots=[one(studio)])
    before = studio.rights.rights(job.request, studio.desk.now())
    studio.arrange.move(shots=[one(studio)], after=one(studio, "020"))
    assert studio.rights.rights(job.request, studio.desk.now()) != before
    studio.jobs.run(only=[job.id])
    assert studio.store.job(job.id).state is JobState.HELD
    refusal(studio)


def test_a_pack_that_changes_its_rule_asks_anew(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("r", "ask")))
    studio.clearances.clear(shots=[one(studio)], reason="A letter")
    assert verdict(studio).decision is Decision.ALLOW
    shelf.fill(guards("Whisker", rule("r", "ask", note="Write to us.")))
    refusal(studio)


def test_not_this_character_holds_for_these_words_in_this_text_only(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker"))
    studio.clearances.not_this(shot=one(studio), subject="Whisker", reason="A boat’s name")
    assert told(studio) == []
    assert verdict(studio).decision is Decision.ALLOW
    studio.fields.set(shots=[one(studio)], fields={"scene": "Whisker walks along the quay, and Whisker looks up."})
    assert len(told(studio)) == 2
    refusal(studio)


def test_an_accepted_finding_is_none_of_these(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker"))
    with pytest.raises(Invalid) as error:
        studio.findings.accept(findings=told(studio), reason="It is fine")
    assert error.value.code == "rights.not-accepted"


def test_a_pack_that_cannot_be_read_asks(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(broken=["sun"])
    assert "sun" in refusal(studio, "020")


def test_a_licence_of_another_pack_for_the_same_thing_counts(studio: Studio, shelf: Shelf) -> None:
    ids = ("wikidata:Q1",)
    project = studio.plan.project.id
    licence = rule("film", "allow", when={"project": [project]})
    names = guards("Whisker", rule("never", "block"), ids=ids)
    holders = guards("Captain", licence, id="sun:captain", pack="sun", ids=ids)
    shelf.fill(names, holders)
    found = verdict(studio)
    assert (found.decision, found.basis.relied) == (Decision.ALLOW, ("sun:film",))
    shelf.fill(names, guards("Captain", licence, id="sun:captain", pack="sun", ids=ids, signed=False))
    refusal(studio)


# Real people


def test_a_real_person_needs_a_consent(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna Example")
    studio.consents.bind(of=ada(studio), person=anna)
    (found,) = told(studio)
    assert (found.severity, found.where.kind) == (Severity.ERROR, "character")
    assert "Anna Example" in studio.desk.wording(found.what)
    # Whoever sits at the film reads the name, once; what is stored holds the code.
    said = refusal(studio)
    assert (said.count("seen or heard here: Anna Example"), anna.code in said) == (1, False)
    kept = [stored(each) for each in studio.rights.look(one(studio), whole=True).found]
    assert all(anna.code in each.why.model_dump_json() for each in kept)
    assert not any("Anna" in each.model_dump_json() for each in kept)
    with pytest.raises(NotFound):
        studio.clearances.clear(shots=[one(studio)], reason="She will not mind")
    given = studio.consents.grant(person=anna, terms=Terms(never=(Depicts.GORE,)), description=DESCRIBED)
    assert told(studio)[0].severity is Severity.ERROR, "what the shot shows is not said yet"
    studio.purposes.depict(shots=[one(studio)], depicts=[])
    found = verdict(studio)
    assert (found.decision, found.basis.people, found.basis.relied) == (Decision.ALLOW, (anna.id,), (given.id,))
    studio.purposes.depict(shots=[one(studio)], depicts=[Depicts.GORE])
    refusal(studio)
    assert shelf.versions == 0


def test_a_consent_to_an_image_is_none_to_a_voice(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    assert verdict(studio).decision is Decision.ALLOW
    studio.fields.set(shots=[one(studio)], fields={"lines": [{"speaker": "Ada", "text": "Good morning."}]})
    refusal(studio)
    studio.consents.grant(person=anna, terms=Terms(performance=Performance.BOTH), description=DESCRIBED)
    assert verdict(studio).decision is Decision.ALLOW
    assert shelf.versions == 0


def test_a_public_figure_is_known_by_name(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", kind=Kind.PERSON, default=Decision.BLOCK))
    refusal(studio)
    person = studio.consents.add_person(name="Whisker")
    studio.consents.grant(person=person, terms=Terms(via=("far",)), description=DESCRIBED)
    assert verdict(studio).basis.people == (person.id,)


def test_a_picture_of_a_real_person_is_blocked_and_asks_where_it_is_only_drawn(studio: Studio, shelf: Shelf) -> None:
    (picture,) = studio.references.of(one(studio, "020"))
    studio.references.change(one=picture, declared=Declared.REAL_PERSON)
    assert [found.severity for found in told(studio, "020")] == [Severity.ERROR]
    refusal(studio, "020")
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=picture, person=anna)
    refusal(studio, "020")
    studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    assert verdict(studio, "020").decision is Decision.ALLOW
    studio.consents.unbind(of=picture, person=anna)
    studio.fields.set(shots=[one(studio, "020")], fields={"provider": "animatic"})
    assert [found.severity for found in told(studio, "020")] == [Severity.WARNING]
    refusal(studio, "020")
    studio.clearances.clear(shots=[one(studio, "020")], reason="Only for the board")
    assert verdict(studio, "020").decision is Decision.ALLOW
    assert shelf.versions == 0


def test_an_undeclared_picture_is_a_question_and_on_this_machine_a_note(studio: Studio, shelf: Shelf) -> None:
    (picture,) = studio.references.of(one(studio, "020"))
    studio.references.change(one=picture, declared=Declared.UNDECLARED)
    assert "Nobody has said what the picture" in refusal(studio, "020")
    studio.fields.set(shots=[one(studio, "020")], fields={"provider": "animatic"})
    assert [found.severity for found in told(studio, "020")] == [Severity.NOTE]
    assert verdict(studio, "020").decision is Decision.ALLOW
    assert shelf.versions == 0


def test_taking_a_consent_back_reaches_jobs_takes_and_the_cut(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    given = studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    done, waiting = studio.jobs.add(shots=[one(studio)], takes=2)
    other = verdict(studio, "020").shot
    take = arrive(studio, done.id)
    reel = studio.reels.find()
    assert isinstance(studio.reels.cut(reel).items[0].source, Clip)
    reach = studio.consents.revoke(consent=given)
    assert ([shot.number for shot in reach.shots], [job.id for job in reach.jobs]) == (["010"], [waiting.id])
    assert [found.id for found in reach.takes] == [take.id]
    assert studio.store.job(waiting.id).state is JobState.CANCELLED
    assert [job.state for job in studio.store.jobs(shot=other)] == [JobState.QUEUED]
    assert studio.withdrawn.takes() == {take.id}
    held = studio.reels.cut(reel).items[0].source
    assert isinstance(held, Ghost)
    assert (held.panel.slate, held.panel.scene, held.panel.captions) == (("Held", "010"), "", ())
    assert "The consent was taken back" in refusal(studio)
    with pytest.raises(Invalid):
        studio.consents.revoke(consent=studio.consents.all()[0])
    again = studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    assert verdict(studio).basis.relied == (again.id,)
    assert studio.withdrawn.takes() == {take.id}, "a new consent does not bring back what was made under the old one"
    assert shelf.versions == 0


def test_takes_may_stay_and_those_made_from_others_go_with_them(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    kept = studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    (job,) = studio.jobs.add(shots=[one(studio)])
    first = arrive(studio, job.id)
    (job,) = studio.jobs.add(shots=[one(studio, "020")])
    made_from = job.request.model_copy(update={"parent": first.id})
    studio.store.write(
        lambda w: w.run('UPDATE "job" SET "request" = ? WHERE "id" = ?', (made_from.model_dump_json(), job.id))
    )
    second = arrive(studio, job.id)
    studio.consents.revoke(consent=kept, keep=True)
    assert studio.withdrawn.takes() == frozenset()
    other = studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    studio.consents.revoke(consent=other)
    assert studio.withdrawn.takes() == {first.id, second.id}
    assert shelf.versions == 0


def test_what_was_bound_later_reaches_earlier_takes(studio: Studio, shelf: Shelf) -> None:
    (job,) = studio.jobs.add(shots=[one(studio)])
    take = arrive(studio, job.id)
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    studio.consents.revoke(consent=studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED))
    assert studio.withdrawn.takes() == {take.id}
    assert shelf.versions == 0


def test_an_erased_person_leaves_a_code_and_no_consent(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna Example", aliases=["Annie"])
    studio.consents.bind(of=ada(studio), person=anna)
    studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    assert studio.consents.erase(person=anna) == 2
    (left,) = studio.consents.people()
    assert (left.erased, left.name, left.names) == (True, anna.code, ())
    refusal(studio)
    with pytest.raises(NotFound):
        studio.consents.person("Annie")
    assert shelf.versions == 0


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"until": "2027-02-30"}, "consent.no-such-day"),
        ({"from_": "2027-02-02", "until": "2027-02-01"}, "consent.ends-before"),
        ({"minor": True}, "consent.guardian"),
        ({"duties": ("flowers",)}, "consent.no-such-duty"),
    ],
)
def test_terms_that_cannot_be_are_refused(studio: Studio, terms: dict[str, object], code: str) -> None:
    anna = studio.consents.add_person(name="Anna")
    with pytest.raises(Invalid) as error:
        studio.consents.grant(person=anna, terms=Terms.model_validate(terms), description=DESCRIBED)
    assert error.value.code == code
    assert studio.consents.all() == []


def test_a_minor_is_never_covered_for_what_is_sexual(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    terms = Terms(minor=True, granted_by=GrantedBy.GUARDIAN)
    studio.consents.grant(person=anna, terms=terms, description=DESCRIBED)
    studio.purposes.depict(shots=[one(studio)], depicts=[])
    assert verdict(studio).decision is Decision.ALLOW
    studio.purposes.depict(shots=[one(studio)], depicts=[Depicts.SEXUAL])
    refusal(studio)
    assert shelf.versions == 0


def test_names_of_known_people_are_read_in_the_brief(studio: Studio, shelf: Shelf) -> None:
    assert shelf.versions == 0
    del studio.__dict__["rights"]
    studio.fields.set(shots=[one(studio)], fields={"scene": "Anna Quillfeather walks along the quay."})
    assert told(studio) == []
    anna = studio.consents.add_person(name="Anna Quillfeather", aliases=["Annie"])
    (found,) = told(studio)
    assert (found.words, found.where.start, found.severity) == ("Anna Quillfeather", 0, Severity.ERROR)
    assert refusal(studio).count("here: Anna Quillfeather") == 1
    studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    found = verdict(studio)
    assert (found.decision, found.basis.people) == (Decision.ALLOW, (anna.id,))
    assert "Quillfeather" not in found.model_dump_json()
    studio.fields.set(shots=[one(studio, "020")], fields={"scene": "Annie walks by."})
    assert verdict(studio, "020").decision is Decision.ALLOW
    studio.consents.revoke(consent=studio.consents.all()[0])
    assert all(one.severity is Severity.NOTE for one in told(studio, "020")), "many are called so"


def test_consents_that_end_soon_are_told_of(studio: Studio) -> None:
    anna = studio.consents.add_person(name="Anna")
    today = studio.desk.now()[:10]
    for until in (today, "2999-01-01", ""):
        studio.consents.grant(person=anna, terms=Terms(until=until), description=DESCRIBED)
    (ending,) = studio.consents.ending()
    assert (studio.desk.wording(ending.label), ending.days) == ("The consent of Anna ends in 0 days.", 0)


def test_a_split_shot_shows_what_the_whole_did_and_a_joined_one_what_both(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=one(studio), person=anna)
    studio.purposes.depict(shots=[one(studio)], depicts=[Depicts.SMOKING])
    second = studio.splitting.split(shot=one(studio), at=48)
    assert studio.plan.depiction(second.id).depicts == "smoking"
    assert studio.consents.shown_by(second) == [anna]
    studio.purposes.depict(shots=[second], depicts=[Depicts.GORE])
    studio.splitting.join(first=one(studio), second=second)
    assert studio.plan.depiction(one(studio).id).depicts == "gore,smoking"
    (twin,) = studio.arrange.duplicate(shots=[one(studio)])
    assert (studio.plan.depiction(twin.id).depicts, studio.consents.shown_by(twin)) == ("gore,smoking", [anna])
    assert shelf.versions == 0


def test_territories_are_read_as_people_write_them(studio: Studio) -> None:
    studio.purposes.say(territory=["jp, us-ny", "JP"])
    assert studio.plan.purpose().territory == "JP,US-NY"
    studio.purposes.say(territory=["World", "JP"])
    assert studio.plan.purpose().territory == "*"
    with pytest.raises(Invalid):
        studio.purposes.say(territory=["Japan"])
    studio.purposes.forget()
    assert studio.plan.purpose().territory == ""


def test_a_damaged_trust_book_is_told_of_in_findings(studio: Studio, shelf: Shelf) -> None:
    assert shelf.versions == 0
    del studio.__dict__["rights"]
    book = studio.desk.home.settings / "policy" / "trust.json"
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_text("{", encoding="utf-8")
    (found,) = told(studio)
    assert (found.rule, found.severity) == ("rights-pack", Severity.ERROR)
    assert found in studio.findings.of(one(studio))
    with pytest.raises(FourbeatError):
        studio.jobs.add(shots=[one(studio)])


def test_a_pack_that_another_program_takes_in_is_looked_at(studio: Studio, shelf: Shelf, tmp_path: Path) -> None:
    assert shelf.versions == 0
    del studio.__dict__["rights"]
    assert [found for found in studio.findings.of(one(studio)) if found.rank is Rank.RIGHTS] == []
    pack = {"pack": "moon", "version": 1, "issued": "2026-11-01", "basis": "house-policy"}
    cat = {"id": "cat", "names": {"en": ["Whisker walks"]}}
    pack["holders"] = [{"id": "moon", "name": "Moon Films", "characters": [cat]}]
    (tmp_path / "moon.yaml").write_text(json.dumps(pack), encoding="utf-8")
    Packs(studio.desk.home).add(file=tmp_path / "moon.yaml")
    assert [shot.number for shot in studio.findings.unknown()] == ["010", "020", "030"]
    assert "rights-name" in [found.rule for found in studio.findings.of(one(studio))]


def test_a_render_that_waits_is_not_made_once_a_consent_is_taken_back_elsewhere(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    given = studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    (job,) = studio.jobs.add(shots=[one(studio)])
    arrive(studio, job.id)
    waiting = studio.jobs.render(reel=studio.reels.find())
    event = ConsentEvent(
        id=studio.desk.ids.new(), consent=given.id, person=anna.id, kind=Said.REVOKED, at=studio.desk.now(), by="x"
    )
    studio.store.write(lambda w: w.add_consent(event))
    studio.jobs.run(only=[waiting.id])
    ended = studio.store.job(waiting.id)
    assert (ended.state, ended.why.code) == (JobState.CANCELLED, "rights.film-holds")
    assert not waiting.request.target.exists()
    assert shelf.versions == 0


def test_what_is_found_is_called_as_the_person_calls_it(studio: Studio, shelf: Shelf) -> None:
    names = (Name(text="Whisker", language="en"), Name(text="ヒゲ船長", language="ja"))
    shelf.fill(guards("Whisker", names=names), guards("quay"))
    found = {found.words: found for found in studio.rights.findings(one(studio))}
    assert "means Whisker" in studio.desk.wording(found["Whisker"].what)
    studio.desk = spoken = replace(studio.desk, wording=Wording.of("ja"))
    found = {found.words: found for found in studio.rights.findings(one(studio))}
    assert "ヒゲ船長" in spoken.wording(found["Whisker"].what)
    assert "quay" in spoken.wording(found["quay"].what), "the pack has no other name"
    assert "ヒゲ船長" in refusal(studio)
