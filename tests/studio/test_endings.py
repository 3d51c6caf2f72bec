"""What ends soon is told in time, and a verdict holds no longer than the earliest end it relied on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fourbeat.model.consent import Terms
from fourbeat.model.plan import Severity
from fourbeat.studio.endings import endings
from fourbeat.studio.overview import overview
from fourbeat.studio.studio import Studio

from .far import Shelf, guards, rule
from .test_rights import DESCRIBED, ada, one, shelf, told, verdict

__all__ = ["shelf"]


def day(studio: Studio, days: int) -> str:
    return (date.fromisoformat(studio.desk.now()[:10]) + timedelta(days=days)).isoformat()


def grant(studio: Studio, person: object, days: int | None) -> None:
    terms = Terms(until="" if days is None else day(studio, days))
    studio.consents.grant(person=person, terms=terms, description=DESCRIBED)


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (31, None),
        (30, Severity.NOTE),
        (8, Severity.NOTE),
        (7, Severity.WARNING),
        (1, Severity.WARNING),
        (0, Severity.WARNING),
    ],
)
def test_a_consent_that_ends_soon_is_told_of(
    studio: Studio, shelf: Shelf, days: int, severity: Severity | None
) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    grant(studio, anna, days)
    found = told(studio)
    assert [one.severity for one in found] == ([severity] if severity else [])
    assert [one.rule for one in found] == (["rights-ending"] if severity else [])
    assert [one.days for one in overview(studio).ending] == ([days] if severity else [])
    assert verdict(studio).valid_until == f"{day(studio, days + 1)}T00:00:00.000Z"
    grant(studio, anna, None)
    assert told(studio) == [], "another one lasts longer"
    assert shelf.versions == 0


def test_what_was_cleared_for_a_time_is_told_of_too(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker"))
    studio.clearances.clear(shots=[one(studio)], reason="A letter", until=day(studio, 3))
    (found,) = told(studio)
    assert (found.rule, found.severity, found.where.field) == ("rights-ending", Severity.WARNING, "scene")
    assert f"ends in 3 days, on {day(studio, 3)}" in studio.desk.wording(found.what)
    assert [(end.kind, end.days) for end in overview(studio).ending] == [("clearance", 3)]
    assert studio.consents.ending() == [], "a clearance is nobody's consent"
    grant(studio, studio.consents.add_person(name="Anna"), 2)
    assert studio.consents.ending() == list(overview(studio).ending[:1])


def test_a_verdict_holds_until_the_earliest_end_it_relied_on(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    grant(studio, anna, 40)
    shelf.fill(guards("Whisker", rule("soon", "ask", **{"from": day(studio, 20)}), rule("fine", "allow")))
    assert verdict(studio).valid_until == f"{day(studio, 20)}T00:00:00.000Z"
    shelf.fill(guards("Whisker"))
    studio.clearances.clear(shots=[one(studio)], reason="A letter", until=day(studio, 5))
    assert verdict(studio).valid_until == f"{day(studio, 6)}T00:00:00.000Z"


def test_what_is_over_or_was_taken_back_does_not_end_any_more(studio: Studio) -> None:
    anna = studio.consents.add_person(name="Anna")
    grant(studio, anna, 5)
    register = studio.rights.register()
    assert [one.days for one in endings(register, day(studio, 2))] == [3]
    assert endings(register, day(studio, 6)) == []
    studio.consents.revoke(consent=studio.consents.all()[0])
    assert endings(studio.rights.register(), day(studio, 2)) == []
