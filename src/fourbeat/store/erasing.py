"""Erasing: what tells who somebody is leaves the database, its log, and every backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..model.errors import Storage
from ..model.ids import Id


def forget_in_log(conn: sqlite3.Connection) -> None:
    """Carry the log over into the database and empty it: it holds pages as they were."""
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_in_backups(backups: Iterable[Path], person: Id, at: str) -> int:
    """Erase a person in every backup, and give how many held something. Raises Storage for one that stays as it was."""
    touched = 0
    for backup in backups:
        try:
            touched += _forget(backup, person, at)
        except sqlite3.Error as error:
            raise Storage("store.not-erased", backup=str(backup), detail=str(error)[:160]) from error
    return touched


def _forget(backup: Path, person: Id, at: str) -> bool:
    with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as conn:
        if not conn.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'private'").fetchone():
            return False
        conn.execute("PRAGMA secure_delete=ON")
        conn.execute("BEGIN IMMEDIATE")
        done = conn.execute(
            'UPDATE "private" SET "details" = NULL, "salt" = \'\', "erased_at" = ? '
            'WHERE "person" = ? AND "erased_at" IS NULL',
            (at, person),
        ).rowcount
        conn.execute("COMMIT")
        if done:
            # What an earlier version of a row left in free pages goes, too.
            conn.execute("VACUUM")
        return bool(done)
