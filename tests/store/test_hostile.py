"""A project file from somebody else: nothing in it runs, and nothing in it is believed unchecked."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from fourbeat.model.errors import FourbeatError, Storage
from fourbeat.model.message import message
from store import film


@pytest.fixture
def tampered(store, folder, ids):
    """Give a call that runs SQL on the closed project, as a hostile hand would."""
    store.write(lambda w: w.edit(message("x"), [w.plan.born(row) for row in film.film(ids, 1)]))
    shot = store.plan.shots()[0].id
    verdict = film.verdict(ids, shot)
    job = film.job(ids, shot, verdict=verdict.id)
    attempt = film.attempt(ids, job)
    take = film.take(ids, job, attempt, verdict)
    store.write(lambda w: (w.add_verdict(verdict), w.add_job(job), w.add_attempt(attempt), w.add_take(take)))
    store.close()

    def run(*statements):
        with closing(sqlite3.connect(folder / "project.fourbeat", isolation_level=None)) as conn:
            conn.execute("PRAGMA ignore_check_constraints=ON")
            for statement in statements:
                conn.execute(statement)

    return run


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM take; END",
        "CREATE VIEW v AS SELECT * FROM shot",
        "CREATE TABLE extra (a)",
        "ALTER TABLE shot ADD COLUMN extra TEXT",
        "DROP TABLE beat",
        "ALTER TABLE take RENAME COLUMN media TO medium",
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_a_database_of_another_shape_is_refused(tampered, opening, statement, write):
    tampered(statement)
    with pytest.raises(Storage) as error:
        opening(write=write)
    assert error.value.code == "store.damaged"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("shot", "UPDATE shot SET frames = 0"),
        ("shot", "UPDATE shot SET status = 'gone'"),
        ("shot", "UPDATE shot SET id = '../../../../etc/passwd/aaaaaaaaaaaaaa'"),
        ("shot", "UPDATE shot SET \"order\" = '0'"),
        ("shot", "UPDATE shot SET \"order\" = '%%'"),
        ("beat", "UPDATE beat SET at = -1"),
        ("project", "DELETE FROM project"),
        ("project", "UPDATE project SET name = ''"),
        (
            "reference",
            'INSERT INTO reference (id, life, "of", "order", role, sha256, name, declared) VALUES '
            "('00000000-0000-7000-8000-000000000000', 'alive', 'x', 'V', 'style', '../x', 'n', 'undeclared')",
        ),
    ],
)
def test_rows_that_cannot_be_right_are_named_not_shown(tampered, opening, table, change):
    tampered(change)
    with pytest.raises(Storage) as error:
        opening()
    assert error.value.code == "store.bad-row"
    assert error.value.message.params["table"] == table


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("takes", "UPDATE take SET facts = '{}'"),
        ("takes", "UPDATE take SET facts = 'not json'"),
        ("takes", "UPDATE take SET settings = '{\"a\": NaN}'"),
        ("takes", "UPDATE take SET parts = '" + "[" * 5000 + "'"),
        ("jobs", "UPDATE job SET state = 'flying'"),
        ("jobs", "UPDATE job SET request = '{\"shot\": 1}'"),
        ("steps", "UPDATE step SET label = '[]'"),
    ],
)
def test_records_that_cannot_be_right_are_named_when_asked_for(tampered, opening, question, change):
    tampered(change)
    store = opening()
    with pytest.raises(Storage) as error:
        getattr(store, question)()
    assert error.value.code == "store.bad-row"


def test_a_hostile_media_name_never_becomes_a_path(tampered, opening):
    tampered("UPDATE take SET media = '../../../etc/passwd'")
    store = opening()
    (take,) = store.takes()
    with pytest.raises(FourbeatError, match=r"store\.media-name"):
        store.media.path(take.media)
    assert [trouble.trouble for trouble in store.media.check(contents=True)] == ["missing"]


def test_a_hostile_journal_is_refused_when_it_is_undone(tampered, opening):
    tampered("UPDATE edit SET kind = 'sqlite_master', field = 'sql'")
    store = opening()
    with pytest.raises(FourbeatError, match=r"store\.unknown-kind"):
        store.write(lambda w: w.undo())
    tampered_field = "UPDATE edit SET field = 'life\" = 1; --', kind = 'shot'"
    store.close()
    tampered(tampered_field)
    with pytest.raises(FourbeatError, match=r"plan\.no-such-row|store\.no-such-field"):
        opening().write(lambda w: w.undo())


@pytest.mark.parametrize(("table", "question"), [("take", "takes"), ("job", "jobs"), ("verdict", "verdict")])
def test_ids_that_files_could_be_named_by_are_ids(tampered, opening, table, question):
    strange = "../../../../../../etc/passwd/aaaaaaaa"[:36]
    tampered("PRAGMA foreign_keys=OFF", f"UPDATE {table} SET id = '{strange}'")
    store = opening()
    with pytest.raises(FourbeatError, match=r"store\.bad-row"):
        store.verdict(strange) if question == "verdict" else getattr(store, question)()


def test_a_clock_that_is_none_stops_writes_with_words(tampered, opening):
    tampered("UPDATE meta SET value = 'noon'")
    store = opening()
    with pytest.raises(FourbeatError, match=r"store\.bad-row"):
        store.write(lambda w: w.undo())


@pytest.mark.usefixtures("store")
def test_a_reader_of_strange_edits_keeps_what_it_had(opening, folder):
    reader = opening(write=False)
    before = reader.plan
    with closing(sqlite3.connect(folder / "project.fourbeat", isolation_level=None)) as conn:
        (step,) = conn.execute("SELECT id FROM step").fetchone()
        conn.execute(
            'INSERT INTO edit (id, "group", author, tick, at, kind, entity, field, before, after)'
            " VALUES (?, ?, 'x', 9, 'x', 'spell', 'x', 'x', '1', '2')",
            ("0" * 36, step),
        )
    with pytest.raises(FourbeatError, match=r"store\.bad-row"):
        reader.refresh()
    assert reader.plan is before


def test_a_refused_open_lets_go_of_everything(tampered, opening, folder):
    tampered("UPDATE shot SET frames = 0")
    with pytest.raises(Storage):
        opening()
    assert (folder / "project.lock").read_text() == ""
    tampered("UPDATE shot SET frames = 9")
    assert not opening().read_only
