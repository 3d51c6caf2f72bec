"""The models and the migrated database say the same: a new field without a migration fails here."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import StrEnum
from typing import Literal, get_args, get_origin

import pytest

from fourbeat.model.audit import AuditEntry
from fourbeat.model.budget import Cap, Exchange, PurseEvent, Settlement
from fourbeat.model.claim import ClaimEvent
from fourbeat.model.clearance import Clearance
from fourbeat.model.consent import ConsentEvent, Private
from fourbeat.model.edit import Edit, Step
from fourbeat.model.enrolment import Enrolment
from fourbeat.model.job import Attempt, Job
from fourbeat.model.plan import KINDS
from fourbeat.model.review import Review
from fourbeat.model.still import Still
from fourbeat.model.suggestion import Suggestion
from fourbeat.model.take import Take
from fourbeat.model.verdict import Verdict
from fourbeat.store.migrations import HISTORY, expected_shape, upgrade
from fourbeat.store.questions import JobEvent
from fourbeat.store.rows import NESTED

MODELS = {
    **KINDS,
    "step": Step,
    "edit": Edit,
    "take": Take,
    "job": Job,
    "attempt": Attempt,
    "job_event": JobEvent,
    "verdict": Verdict,
    "private": Private,
    "consent": ConsentEvent,
    "clearance": Clearance,
    "claim": ClaimEvent,
    "review": Review,
    "audit": AuditEntry,
    "cap": Cap,
    "purse": PurseEvent,
    "settlement": Settlement,
    "exchange": Exchange,
    "suggestion": Suggestion,
    "still": Still,
    "enrolment": Enrolment,
}
OWN = {
    "step": {"seq"},
    "edit": {"seq"},
    "take": {"seq"},
    "verdict": {"seq"},
    **{table: {"seq"} for table in ("consent", "clearance", "claim", "review", "audit")},
    **{table: {"seq"} for table in ("cap", "purse", "settlement", "exchange", "suggestion")},
    **{table: {"seq"} for table in ("still", "enrolment")},
    "job_event": {"seq"},
    "job": {"shot", "of", "touched"},
}
"""Columns that the store keeps for itself."""


@pytest.fixture
def conn():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        upgrade(conn, HISTORY, "2026-09-21T10:00:00.000Z")
        yield conn


def test_every_model_has_its_table_and_every_table_its_model():
    shape = expected_shape(HISTORY)
    assert shape.keys() == MODELS.keys() | {"meta", "_sqlite_migrations"}
    for table, model in MODELS.items():
        assert set(shape[table]) == model.model_fields.keys() | OWN.get(table, set()), table


def test_columns_hold_what_their_fields_hold(conn):
    for table, model in MODELS.items():
        columns = {row[1]: (row[2], not row[3]) for row in conn.execute(f'PRAGMA table_info("{table}")')}
        for name, field in model.model_fields.items():
            kinds = set(get_args(field.annotation)) or {field.annotation}
            kind, empty = columns[name]
            plain = {one for one in kinds if one is not type(None)}
            if table == "edit" and name in ("before", "after"):
                assert (kind, empty) == ("TEXT", False)
                continue
            scalar = all(isinstance(one, type) and issubclass(one, str | int | StrEnum) for one in plain)
            assert (name in NESTED) is not (scalar and get_origin(field.annotation) is not Literal), (table, name)
            numbers = all(isinstance(one, type) and issubclass(one, int) for one in plain)
            assert kind == ("INTEGER" if numbers and name not in NESTED else "TEXT"), (table, name)
            assert empty == (type(None) in kinds), (table, name)


def test_every_table_of_ours_refuses_floats(conn):
    strict = dict(conn.execute("SELECT name, strict FROM pragma_table_list").fetchall())
    assert all(strict[table] for table in (*MODELS, "meta"))


def test_migrations_remember_the_moment_they_were_given(conn):
    assert conn.execute('SELECT "name", "applied_at" FROM "_sqlite_migrations"').fetchall() == [
        ("v1", "2026-09-21T10:00:00.000Z"),
        ("v2", "2026-09-21T10:00:00.000Z"),
        ("v3", "2026-09-21T10:00:00.000Z"),
        ("v4", "2026-09-21T10:00:00.000Z"),
        ("v5", "2026-09-21T10:00:00.000Z"),
        ("v6", "2026-09-21T10:00:00.000Z"),
    ]
    assert conn.execute("PRAGMA user_version").fetchone() == (6,)


def test_the_writing_connection_is_durable_and_the_file_is_marked(store):
    def settings(writer):
        names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "application_id", "busy_timeout")
        return {name: writer._conn.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    full = 2
    assert store.write(settings) == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "application_id": int.from_bytes(b"F4BT", "big"),
        "busy_timeout": 5000,
    }
