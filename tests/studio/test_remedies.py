"""Remedies: what can be done at once about a finding of rights, and that doing it clears the finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.consent import Terms
from fourbeat.model.errors import Refused
from fourbeat.model.finding import Finding, Rank
from fourbeat.model.plan import Declared, Shot
from fourbeat.model.usage import Use
from fourbeat.model.verdict import Decision
from fourbeat.policy.subject import Kind
from fourbeat.studio.remedies import Way
from fourbeat.studio.studio import Studio

from .far import Far, Shelf, guards, rule, with_shelf
from .test_shots import PIXEL


@pytest.fixture
def shelf(studio: Studio, tmp_path: Path) -> Shelf:
    """Give a shelf without packs, and one shot that a far generator makes."""
    studio.__dict__["generators"] = {**studio.generators, "far": Far()}
    brief = BriefFile(scene="Whisker walks along the quay.", seconds="4", provider="far")
    studio.shots.add(brief=brief, folder=tmp_path)
    return with_shelf(studio)


def shot(studio: Studio) -> Shot:
    return studio.plan.shots()[0]


def found(studio: Studio) -> Finding:
    (one,) = [one for one in studio.rights.findings(shot(studio)) if one.rank is Rank.RIGHTS]
    return one


def ways(studio: Studio) -> list[Way]:
    return [one.way for one in studio.remedies.of(found(studio))]


def test_an_ask_is_cleared_or_said_not_to_be_meant(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("ask-us", "ask")))
    assert ways(studio) == [Way.NOT_THIS, Way.CLEAR]
    remedy = studio.remedies.of(found(studio))[0]
    assert (remedy.name, remedy.words) == ("Whisker", "Whisker")
    studio.clearances.not_this(shot=shot(studio), subject=remedy.subject, words=remedy.words, reason="A broom")
    assert studio.rights.findings(shot(studio)) == []


def test_what_is_forbidden_is_not_offered_to_be_cleared(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    assert ways(studio) == [Way.NOT_THIS]


def test_what_is_forbidden_for_good_is_not_said_to_mean_something_else(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.clearances.not_this(shot=shot(studio), subject="Whisker", reason="A broom")
    assert studio.rights.findings(shot(studio)) == []
    shelf.fill(guards("Whisker", rule("never", "block", final=True)))
    kept = studio.clearances.all()
    assert ways(studio) == []
    with pytest.raises(Refused) as error:
        studio.clearances.not_this(shot=shot(studio), subject="Whisker", reason="A broom")
    assert error.value.code == "clearance.final"
    assert studio.clearances.all() == kept
    with pytest.raises(Refused):  # What was answered while it could be is not heard any more.
        studio.jobs.add(shots=[shot(studio)])


def test_a_name_whose_consent_was_taken_back_is_not_said_to_mean_somebody_else(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", kind=Kind.PERSON, default=Decision.BLOCK))
    person = studio.consents.add_person(name="Whisker")
    given = studio.consents.grant(person=person, terms=Terms(), description="Walks by and smiles.")
    studio.consents.revoke(consent=given)
    assert ways(studio) == [Way.CONSENT]
    with pytest.raises(Refused):
        studio.clearances.not_this(shot=shot(studio), subject="Whisker", reason="A cat")


def test_a_missing_fact_leads_to_where_it_is_said(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("no-ads", "block", when={"use": [Use.AD]})))
    first = studio.remedies.of(found(studio))[0]
    assert (first.way, first.facts) == (Way.FILM_FACT, ("use",))
    studio.purposes.say(use=Use.AD)
    assert Way.FILM_FACT not in ways(studio)


def test_a_picture_nobody_has_spoken_of_and_a_person_without_a_consent(
    studio: Studio, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.fill()
    (tmp_path / "still.png").write_bytes(PIXEL)
    studio.references.add(of=shot(studio), files=[tmp_path / "still.png"])
    assert ways(studio) == [Way.DECLARE]
    row = studio.references.of(shot(studio))[0]
    studio.references.change(one=row, declared=Declared.REAL_PERSON)
    assert ways(studio) == [Way.BIND, Way.CONSENT]
    assert studio.remedies.of(found(studio))[0].row == row.id
    person = studio.consents.add_person(name="Anna Example")
    studio.consents.bind(of=row, person=person)
    (consent,) = studio.remedies.of(found(studio))
    assert (consent.way, consent.person, consent.name) == (Way.CONSENT, person, "Anna Example")


def test_what_the_linter_says_has_no_remedy_of_rights(studio: Studio, shelf: Shelf) -> None:
    shelf.fill()
    told = found_by_linter(studio)
    assert studio.remedies.of(told) == []


def found_by_linter(studio: Studio) -> Finding:
    return next(one for one in studio.findings.of(shot(studio)) if one.rank is Rank.WRITING)
