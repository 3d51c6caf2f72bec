"""Records about rights: sealed onto each other, told to readers, and erasable wherever they have been copied."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from fourbeat.model.audit import broken
from fourbeat.model.clearance import Answer, Clearance, Reach, standing
from fourbeat.model.consent import ConsentEvent, Said, Terms, consents
from fourbeat.model.edit import Changes
from fourbeat.model.errors import NotFound
from fourbeat.model.verdict import Basis, Decision, Verdict
from store import film

NAME = "Ada Quillfeather-Montgomery"


@pytest.fixture
def person(store, ids):
    person, consent = ids.new(), ids.new()
    event = {"consent": consent, "person": person, "at": film.AT, "by": "ana"}

    def work(writer):
        writer.add_private(person, person, {"name": NAME})
        writer.add_private(consent, person, {"description": f"{NAME} waves."})
        writer.add_consent(ConsentEvent(id=ids.new(), kind=Said.GRANTED, terms=Terms(), **event))

    store.write(work)
    return person


def answer(ids, **more):
    one = ids.new()
    plain = {"id": one, "clearance": one, "kind": Answer.CLEARED, "subject": "moon:cat", "reach": Reach.PROJECT}
    return Clearance.model_validate(
        {**plain, "of": ids.new(), "reason": "A letter", "at": film.AT, "by": "ana", **more}
    )


def test_a_consent_that_was_taken_back_stays_so(store, ids, person):
    (given,) = consents(store.consent_events())
    event = {"consent": given.id, "person": person, "at": film.AT, "by": "ana"}
    for kind in (Said.REVOKED, Said.GRANTED, Said.REVOKED):
        one = ConsentEvent(id=ids.new(), kind=kind, terms=Terms() if kind is Said.GRANTED else None, **event)
        store.write(lambda w, one=one: w.add_consent(one))
    (then,) = consents(store.consent_events())
    assert (given.revoked_at, then.revoked_at, then.person) == (None, film.AT, person)


def test_an_answer_that_was_withdrawn_no_longer_stands(store, ids):
    first, second = answer(ids), answer(ids, subject="moon:dog")
    back = answer(ids, clearance=first.id, kind=Answer.WITHDRAWN)
    for one in (first, second, back):
        store.write(lambda w, one=one: w.add_clearance(one))
    assert [one.subject for one in standing(store.clearance_events())] == ["moon:dog"]


@pytest.mark.usefixtures("person")
def test_every_record_is_sealed_onto_the_one_before(store, ids):
    basis = Basis(request="r" * 64, subjects=("moon:cat",))
    verdict = Verdict(
        id=ids.new(), shot=ids.new(), digest="d", decision=Decision.ALLOW, decided_at=film.AT, basis=basis
    )
    store.write(lambda w: w.add_verdict(verdict))
    store.write(lambda w: w.add_clearance(answer(ids)))
    audit = store.audit()
    assert [one.what for one in audit] == ["consent-granted", "verdict", "clearance-cleared"]
    assert broken(audit) is None
    assert broken(audit[1:]) == 1
    assert broken([audit[0], audit[2]]) == 2
    changed = audit[1].model_copy(update={"told": {**audit[1].told, "decision": "block"}})
    assert broken([audit[0], changed, audit[2]]) == 2
    assert broken([audit[0], changed.model_copy(update={"hash": changed.seal}), audit[2]]) == 3
    assert store.verdicts() == [verdict]


def test_what_fails_leaves_nothing_in_the_audit(store, ids):
    def work(writer):
        writer.add_clearance(answer(ids))
        raise KeyError

    with pytest.raises(KeyError):
        store.write(work)
    assert store.audit() == [] == store.clearance_events()


@pytest.mark.usefixtures("person")
def test_neither_journal_nor_records_nor_audit_tell_a_name(store):
    told = [*store.consent_events(), *store.audit()]
    assert NAME not in "".join(one.model_dump_json() for one in told)


def test_an_erased_person_is_nowhere_in_the_folder(store, folder, person, ids):
    backup = store.back_up()
    assert NAME.encode() in backup.read_bytes()
    digests = [one.digest for one in store.private(person)]
    assert store.erase(person) == 2
    left = store.private(person)
    assert [(one.details, one.salt) for one in left] == [(None, "")] * 2
    assert [one.digest for one in left] == digests
    for file in folder.rglob("*"):
        if file.is_file():
            assert NAME.encode() not in file.read_bytes(), file
    with closing(sqlite3.connect(backup)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store.erase(person) == 0
    with pytest.raises(NotFound):
        store.erase(ids.new())


@pytest.mark.usefixtures("person")
def test_another_process_hears_of_rights(store, opening, ids):
    with opening(write=False) as reader:
        heard = []
        reader.subscribe(heard.append)
        assert reader.refresh() == Changes()
        store.write(lambda w: w.add_clearance(answer(ids)))
        assert len(reader.refresh().rights) == 1
