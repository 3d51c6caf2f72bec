"""Records about money: sealed, told to readers, and what is written once about a charge stays."""

from __future__ import annotations

import pytest

from fourbeat.model.audit import broken
from fourbeat.model.budget import (
    Cap,
    Exchange,
    Measure,
    PurseEvent,
    PurseWord,
    Settlement,
    Span,
    caps,
    stopped,
    unknown_allowed,
)
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.job import Charged
from fourbeat.model.message import message
from fourbeat.model.suggestion import Suggestion, SuggestionKind
from store import film


@pytest.fixture
def told():
    return {"at": film.AT, "by": "ana"}


@pytest.fixture
def attempt(store, ids):
    store.write(lambda w: w.edit(message("x"), [w.plan.born(row) for row in film.film(ids, 1)]))
    (shot,) = store.plan.shots()
    verdict = film.verdict(ids, shot.id)
    job = film.job(ids, shot.id, verdict=verdict.id)
    attempt = film.attempt(ids, job)
    store.write(lambda w: (w.add_verdict(verdict), w.add_job(job), w.add_attempt(attempt)))
    return attempt


def test_the_last_cap_of_a_kind_stands_until_it_is_lifted(store, ids, told):
    kinds = {"span": Span.DAY, "measure": Measure.MONEY, "currency": "USD", **told}
    for most in ("5", "20"):
        store.write(lambda w, most=most: w.add_cap(Cap(id=ids.new(), most=most, **kinds)))
    store.write(lambda w: w.add_cap(Cap(id=ids.new(), span=Span.PROJECT, measure=Measure.CLIPS, most="3", **told)))
    assert [(one.measure, one.most) for one in caps(store.caps())] == [(Measure.MONEY, "20"), (Measure.CLIPS, "3")]
    store.write(lambda w: w.add_cap(Cap(id=ids.new(), most=None, **kinds)))
    assert [one.measure for one in caps(store.caps())] == [Measure.CLIPS]


def test_spending_is_stopped_until_somebody_lets_it_go_on(store, ids, told):
    assert stopped(store.purse_events()) is None
    for word in (PurseWord.STOPPED, PurseWord.UNKNOWN_ALLOWED):
        store.write(lambda w, word=word: w.add_purse_event(PurseEvent(id=ids.new(), word=word, reason="x", **told)))
    assert stopped(store.purse_events()).by == "ana"
    assert unknown_allowed(store.purse_events()) == {""}
    store.write(lambda w: w.add_purse_event(PurseEvent(id=ids.new(), word=PurseWord.GOING, **told)))
    assert stopped(store.purse_events()) is None


def test_unknown_prices_are_allowed_by_provider_and_asked_for_again():
    def said(word, of=""):
        return PurseEvent(id="x", word=word, of=of, at=film.AT, by="ana")

    yes, no = PurseWord.UNKNOWN_ALLOWED, PurseWord.UNKNOWN_ASKED
    assert unknown_allowed([said(yes, "far"), said(yes, "near"), said(no, "far")]) == {"near"}
    assert unknown_allowed([said(yes, "far"), said(yes), said(no)]) == frozenset()


def test_money_is_sealed_and_told_apart_from_rights(store, opening, ids, told, attempt):
    with opening(write=False) as reader:
        cap = Cap(id=ids.new(), span=Span.DAY, measure=Measure.CLIPS, most="4", reason="A word of my own", **told)
        settled = Settlement(id=ids.new(), attempt=attempt.id, amount="0.75", currency="USD", **told)
        rate = Exchange(id=ids.new(), currency="USD", into="JPY", rate="151.2", day="2026-09-20", **told)
        store.write(lambda w: (w.add_cap(cap), w.add_settlement(settled), w.add_exchange(rate)))
        changes = reader.refresh()
        assert (changes.money, changes.rights) == ({cap.id, settled.id, rate.id}, frozenset())
        assert changes.jobs == {attempt.job}
        assert (reader.caps(), reader.settlements(), reader.exchanges()) == ([cap], [settled], [rate])
    sealed = [one for one in store.audit() if one.what != "verdict"]
    assert [one.what for one in sealed] == ["money-cap", "money-settled", "money-rate"]
    assert "A word of my own" not in str(sealed)
    assert broken(store.audit()) is None


def test_an_attempt_that_is_not_there_cannot_be_settled(store, ids, told):
    lost = Settlement(id=ids.new(), attempt=ids.new(), amount="1", currency="USD", **told)
    with pytest.raises(NotFound):
        store.write(lambda w: w.add_settlement(lost))
    assert store.settlements() == []


@pytest.mark.parametrize("amount", ["-1", "1,5", "1e3", "", "NaN", "1."])
def test_amounts_are_plain_decimals(ids, told, amount):
    with pytest.raises(ValueError):
        Settlement(id=ids.new(), attempt=ids.new(), amount=amount, currency="USD", **told)


def test_a_charge_becomes_known_once(store, attempt):
    def say(charged):
        return store.write(lambda w: w.update_attempt(attempt.id, charged=charged)).charged

    assert say(Charged.UNKNOWN) is Charged.UNKNOWN
    assert say(Charged.YES) is Charged.YES
    for other in (Charged.NO, Charged.UNKNOWN):
        with pytest.raises(Invalid):
            say(other)


def test_what_a_refusal_taught_is_kept(store, ids, told, attempt):
    one = Suggestion(id=ids.new(), attempt=attempt.id, kind=SuggestionKind.FALSE_REFUSAL, text="moon", **told)
    store.write(lambda w: w.add_suggestion(one))
    assert store.suggestions() == [one]
    assert store.audit()[-1].what == "suggestion-false-refusal"
