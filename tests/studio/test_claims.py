"""Complaints: a takedown takes takes out of the cut, an appeal is remembered narrowly, who complains can be erased."""

from __future__ import annotations

import pytest

from fourbeat.model.claim import ClaimKind, ClaimState
from fourbeat.model.clearance import Answer
from fourbeat.model.cut import Clip, Ghost
from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.job import JobState
from fourbeat.model.take import Take
from fourbeat.studio.studio import Studio

from .far import Shelf, arrive, guards, rule
from .test_rights import one, shelf, told, verdict

__all__ = ["shelf"]


def taken(studio: Studio, label: str = "020") -> Take:
    (job,) = studio.jobs.add(shots=[one(studio, label)])
    return arrive(studio, job.id)


def source(studio: Studio, label: str) -> object:
    place = [shot.number for shot in studio.plan.cut_shots()].index(label)
    return studio.reels.cut(studio.reels.find()).items[place].source


def takedown(studio: Studio, *takes: Take, subject: str = ""):
    return studio.claims.add(
        kind=ClaimKind.TAKEDOWN,
        who="Ann Other",
        contact="ann@example.com",
        about="My boat",
        takes=takes,
        subject=subject,
    )


@pytest.mark.parametrize("end", [ClaimState.REJECTED, ClaimState.SETTLED])
@pytest.mark.usefixtures("shelf")
def test_a_takedown_keeps_takes_out_of_the_cut_until_it_ends(studio: Studio, end: ClaimState) -> None:
    take = taken(studio)
    assert isinstance(source(studio, "020"), Clip)
    made = takedown(studio, take)
    assert [reached.id for reached in made.reach.takes] == [take.id]
    assert studio.withdrawn.takes() == {take.id}
    stands = source(studio, "020")
    assert isinstance(stands, Ghost)
    assert stands.withdrawn
    assert not source(studio, "030").withdrawn
    assert (stands.unchosen, source(studio, "030").unchosen) == (False, False)
    upheld = studio.claims.decide(claim=made.claim, state=ClaimState.UPHELD, reason="It is hers")
    assert studio.withdrawn.takes() == {take.id}
    studio.claims.decide(claim=upheld, state=end, reason="She agreed")
    assert studio.withdrawn.takes() == frozenset()
    assert isinstance(source(studio, "020"), Clip)
    whats = [entry.what for entry in studio.audits.all()]
    assert whats.count("claim-takedown") == 3
    assert studio.audits.check().broken is None


@pytest.mark.usefixtures("shelf")
def test_a_shot_none_of_whose_takes_is_chosen_is_told_from_one_without_takes(studio: Studio) -> None:
    take = taken(studio)
    studio.takes.choose(shot=one(studio, "020"), take=None)
    assert (source(studio, "020").unchosen, source(studio, "030").unchosen) == (True, False)
    takedown(studio, take)
    assert not source(studio, "020").unchosen, "its only take is withdrawn"


@pytest.mark.usefixtures("shelf")
def test_a_takedown_reaches_what_was_made_from_it_and_films_that_wait(studio: Studio) -> None:
    take = taken(studio)
    film = studio.jobs.render(reel=studio.reels.find())
    child = studio.store.take(take.id).model_copy(update={"id": studio.desk.ids.new(), "parent": take.id})
    child = child.model_copy(update={"number": 9, "media": "SQ010_SH0020_t009_AAAAAAAA.mp4"})
    studio.store.write(lambda writer: writer.add_take(child))
    made = takedown(studio, take)
    assert {reached.id for reached in made.reach.takes} == {take.id, child.id} == studio.withdrawn.takes()
    assert [job.id for job in made.reach.films] == [film.id]
    assert studio.store.job(film.id).state is JobState.CANCELLED


def test_a_takedown_about_a_character_means_its_takes(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("fans", "allow")), guards("Moon"))
    take = taken(studio, "010")
    taken(studio, "020")
    made = takedown(studio, subject="Whisker")
    assert (made.claim.subject, made.claim.takes) == ("moon:whisker", (take.id,))
    with pytest.raises(Invalid) as error:
        takedown(studio, subject="moon:moon")
    assert error.value.code == "claim.no-takes"


@pytest.mark.usefixtures("shelf")
def test_who_complains_is_nobody_of_the_film_and_can_be_erased(studio: Studio) -> None:
    made = takedown(studio, taken(studio))
    assert studio.claims.details(made.claim)["name"] == "Ann Other"
    assert studio.consents.people() == []
    assert "Ann" not in repr(studio.audits.all())
    assert studio.claims.erase(claim=made.claim) == 1
    assert studio.claims.details(made.claim) == {}
    assert studio.claims.find(made.claim.claim).state is ClaimState.OPEN
    raw = b"".join(file.read_bytes() for file in studio.folder.glob("project.fourbeat*"))
    assert b"Ann Other" not in raw


@pytest.mark.parametrize(
    ("given", "code"),
    [({"who": " "}, "claim.no-name"), ({"about": ""}, "claim.no-words"), ({"about": "x" * 2001}, "claim.too-long")],
)
@pytest.mark.usefixtures("shelf")
def test_a_claim_says_who_and_what(studio: Studio, given: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as error:
        studio.claims.add(**{"kind": ClaimKind.CLAIM, "who": "Ann", "about": "It is mine", **given})
    assert error.value.code == code
    assert studio.claims.all() == []


@pytest.mark.usefixtures("shelf")
def test_somebody_nobody_knows_is_no_subject(studio: Studio) -> None:
    with pytest.raises(NotFound):
        studio.claims.add(kind=ClaimKind.CLAIM, who="Ann", about="It is mine", subject="Ann Other")


def test_an_upheld_appeal_holds_for_these_words_in_this_text_only(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    appeal = studio.claims.appeal(shot=one(studio), subject="Whisker", about="A boat’s name", who="Bo")
    assert told(studio) != []
    studio.claims.decide(claim=appeal, state=ClaimState.UPHELD, reason="It is a boat")
    assert told(studio) == []
    assert verdict(studio).findings == ()
    assert {answer.kind for answer in studio.clearances.all()} == {Answer.NOT_THIS}
    studio.fields.set(shots=[one(studio)], fields={"scene": "Whisker dances along the quay."})
    assert told(studio) != []
    with pytest.raises(Invalid) as error:
        studio.claims.decide(claim=studio.claims.find(appeal.claim), state=ClaimState.REJECTED, reason="No")
    assert error.value.code == "claim.appeal-decided"


def test_a_rejected_appeal_changes_nothing(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    appeal = studio.claims.appeal(shot=one(studio), subject="moon:whisker", about="A boat’s name")
    studio.claims.decide(claim=appeal, state=ClaimState.REJECTED, reason="It is him")
    assert told(studio) != []
    assert studio.clearances.all() == []


def test_no_appeal_loosens_a_block_that_is_final(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block", final=True)))
    appeal = studio.claims.appeal(shot=one(studio), subject="Whisker", about="A boat’s name")
    with pytest.raises(Refused) as error:
        studio.claims.decide(claim=appeal, state=ClaimState.UPHELD, reason="It is a boat")
    assert error.value.code == "claim.final"
    assert studio.claims.find(appeal.claim).state is ClaimState.OPEN
    assert told(studio) != []


def test_an_appeal_about_words_that_are_gone_is_not_upheld(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    appeal = studio.claims.appeal(shot=one(studio), subject="Whisker", about="A boat’s name")
    studio.fields.set(shots=[one(studio)], fields={"scene": "An empty quay."})
    with pytest.raises(Invalid) as error:
        studio.claims.decide(claim=appeal, state=ClaimState.UPHELD, reason="It is a boat")
    assert error.value.code == "claim.appeal-gone"
    with pytest.raises(NotFound):
        studio.claims.appeal(shot=one(studio), subject="Whisker", about="A boat’s name")
