"""The database's versions: each migration is appended here once and never changed afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TypeAlias

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from .schema import FIFTH, FIRST, FOURTH, SECOND, SIXTH, THIRD

APPLICATION_ID = 0x46344254
"""The four letters F4BT in the database's header."""

HISTORY = Migrations("fourbeat")


@HISTORY(name="v1")
def _first(db: Database) -> None:
    for statement in FIRST:
        db.execute(statement)


@HISTORY(name="v2")
def _second(db: Database) -> None:
    for statement in SECOND:
        db.execute(statement)


@HISTORY(name="v3")
def _third(db: Database) -> None:
    for statement in THIRD:
        db.execute(statement)


@HISTORY(name="v4")
def _fourth(db: Database) -> None:
    for statement in FOURTH:
        db.execute(statement)


@HISTORY(name="v5")
def _fifth(db: Database) -> None:
    for statement in FIFTH:
        db.execute(statement)


@HISTORY(name="v6")
def _sixth(db: Database) -> None:
    for statement in SIXTH:
        db.execute(statement)


Shape: TypeAlias = dict[str, tuple[str, ...]]
"""The columns of every table."""


def newest(history: Migrations) -> int:
    """Give the version that a history of migrations leads to."""
    with closing(sqlite3.connect(":memory:")) as conn:
        return len(history.pending(_database(conn)))


def upgrade(conn: sqlite3.Connection, history: Migrations, at: str) -> None:
    """Bring a database to the newest version, wholly or not at all; `at` is the moment that is remembered."""
    db = _database(conn)
    # Rebuilding a table breaks its links for a moment; they are checked before the transaction counts.
    conn.execute("PRAGMA foreign_keys=OFF")
    try:
        conn.execute("BEGIN IMMEDIATE")
        try:
            applied = len(history.applied(db))
            history.apply(db)
            conn.execute('UPDATE "_sqlite_migrations" SET "applied_at" = ? WHERE "id" > ?', (at, applied))
            conn.execute(f"PRAGMA user_version = {len(history.applied(db))}")
            if conn.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.DatabaseError("a migration left a broken link")
            conn.execute("COMMIT")
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
    finally:
        conn.execute("PRAGMA foreign_keys=ON")


def shape(conn: sqlite3.Connection) -> Shape:
    """Read which tables a database has, and their columns; triggers and views count as tables without columns."""
    found: Shape = {}
    for name, kind in conn.execute("SELECT name, type FROM sqlite_master WHERE type <> 'index'").fetchall():
        if name.startswith("sqlite_"):
            continue
        columns = conn.execute("SELECT name FROM pragma_table_xinfo(?)", (name,)).fetchall() if kind == "table" else []
        found[name] = tuple(column for (column,) in columns)
    return found


@cache
def expected_shape(history: Migrations) -> Shape:
    """Work out which tables a database of the newest version has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        upgrade(conn, history, "")
        return shape(conn)


def _database(conn: sqlite3.Connection) -> Database:
    return Database(conn, recursive_triggers=False, execute_plugins=False)
