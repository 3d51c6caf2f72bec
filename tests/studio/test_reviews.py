"""Looks at takes: the latest counts, and what was seen is judged as if it had been asked for."""

from __future__ import annotations

import pytest

from fourbeat.model.consent import Terms
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision
from fourbeat.studio.studio import Studio

from .far import Shelf, guards, rule
from .test_claims import taken
from .test_rights import one, shelf

__all__ = ["shelf"]

NO, YES, UNSURE = Seen.NO, Seen.YES, Seen.UNSURE


def look(studio: Studio, take: Take, character: Seen = NO, person: Seen = NO, logo: Seen = NO, subject: str = ""):
    return studio.reviews.look(takes=[take], character=character, person=person, logo=logo, subject=subject)[0]


@pytest.mark.usefixtures("shelf")
def test_what_nobody_has_looked_at_is_listed_in_the_order_of_the_film(studio: Studio) -> None:
    later, sooner = taken(studio, "020"), taken(studio, "010")
    assert [take.id for take in studio.reviews.open()] == [sooner.id, later.id]
    look(studio, sooner)
    studio.bin.put(shots=[one(studio, "020")])
    assert [take.id for take in studio.reviews.open()] == [later.id]
    look(studio, later, UNSURE)
    assert studio.reviews.open() == []


def test_the_latest_look_counts_and_every_look_is_in_the_audit(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Moon"))
    take = taken(studio)
    look(studio, take, YES, subject="Moon")
    assert [mark.made.id for mark in studio.reviews.marks()] == [take.id]
    look(studio, take)
    assert studio.reviews.marks() == []
    assert [entry.told["character"] for entry in studio.audits.all() if entry.what == "review"] == ["yes", "no"]


@pytest.mark.parametrize("decision", [Decision.ALLOW, Decision.ASK, Decision.BLOCK])
def test_what_was_seen_is_judged_like_a_mention(studio: Studio, shelf: Shelf, decision: Decision) -> None:
    shelf.fill(guards("Moon", rule("r", decision.value)))
    take = taken(studio)
    look(studio, take, YES, subject="moon")
    marks = studio.reviews.marks()
    assert [mark.decision for mark in marks] == ([] if decision is Decision.ALLOW else [decision])
    for mark in marks:
        assert studio.desk.wording(mark.why).startswith("Somebody saw Moon in it. moon, version 1,")
        assert studio.desk.wording(mark.fix).startswith("Describe somebody of your own")


def test_a_clearance_answers_what_was_seen(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Moon"))
    take = taken(studio)
    look(studio, take, YES, subject="moon:moon")
    studio.clearances.clear(shots=[one(studio, "020")], subject="Moon", reason="Letter of May 2")
    assert studio.reviews.marks() == []


@pytest.mark.usefixtures("shelf")
def test_a_person_seen_needs_a_consent(studio: Studio) -> None:
    anna = studio.consents.add_person(name="Anna Example")
    take = taken(studio)
    made = look(studio, take, person=YES, subject="anna example")
    assert made.subject == f"person:{anna.id}"
    assert [mark.decision for mark in studio.reviews.marks()] == [Decision.BLOCK]
    (mark,) = studio.reviews.marks()
    assert "Anna Example" in studio.desk.wording(studio.reviews.told(mark))
    assert "Anna" not in repr(mark), "what may be kept has the code alone"
    assert "Anna" not in repr(studio.audits.all())
    studio.consents.grant(person=anna, terms=Terms(), description="Walks by and smiles.")
    assert studio.reviews.marks() == []


@pytest.mark.usefixtures("shelf")
def test_something_seen_that_nobody_has_named_is_marked(studio: Studio) -> None:
    take = taken(studio)
    look(studio, take, logo=YES)
    assert [mark.decision for mark in studio.reviews.marks()] == [Decision.ASK]
    look(studio, take, logo=UNSURE)
    assert studio.reviews.marks() == []


def test_a_pack_that_went_leaves_what_was_seen_marked(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Moon", rule("fans", "allow")))
    take = taken(studio)
    look(studio, take, YES, subject="Moon")
    shelf.fill()
    assert [mark.why.code for mark in studio.reviews.marks()] == ["review.not-covered"]


def test_looks_that_say_nothing_are_refused(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Moon"), guards("Other", names=guards("Moon")[0].names))
    take = taken(studio)
    for given, kind, code in (
        ({"subject": "moon:moon"}, Invalid, "review.nothing-seen"),
        ({"character": YES, "subject": "Nobody"}, NotFound, "review.no-subject"),
        ({"character": YES, "subject": "Moon"}, Invalid, "review.two-subjects"),
    ):
        with pytest.raises(kind) as error:
            look(studio, take, **given)
        assert error.value.code == code
    assert studio.reviews.latest() == {}


@pytest.mark.usefixtures("shelf")
def test_a_take_is_found_by_what_somebody_outside_knows(studio: Studio) -> None:
    take = taken(studio)
    for label in ("020/t1", "020/1", take.media, take.sha256, take.id):
        assert studio.takes.anywhere(label).id == take.id
    for label in ("020/t9", "XXXXXXXX", ""):
        with pytest.raises(NotFound):
            studio.takes.anywhere(label)
