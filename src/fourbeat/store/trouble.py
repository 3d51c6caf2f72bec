"""What the database's own errors mean for a person: foreign errors stop here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.errors import Busy, FourbeatError, Invalid, Storage
from .places import backups_of, file_of

_PRIMARY = 0xFF


@contextmanager
def wall(folder: Path) -> Iterator[None]:
    """Turn the database's errors into words for a person; everything else passes."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, folder) from error


def explain(error: sqlite3.Error, folder: Path) -> FourbeatError:
    """Say what a database error means: the disk, the file, another program, or a value that does not fit."""
    number = primary(error)
    if number == sqlite3.SQLITE_FULL:
        return Storage("store.disk-full", folder=str(folder))
    if number == sqlite3.SQLITE_IOERR:
        return Storage("store.disk-failed", folder=str(folder), detail=_short(error))
    if number in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return Storage("store.cannot-write", folder=str(folder))
    if number in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(folder, _short(error))
    if number in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy("store.database-busy", project=folder.name)
    if number == sqlite3.SQLITE_CANTOPEN:
        return Storage("store.cannot-open", file=str(file_of(folder)))
    if number in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH):
        return Invalid("store.value-refused", detail=_short(error))
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return Storage("store.closed", project=folder.name)
    return Storage("store.failed", file=str(file_of(folder)), detail=_short(error))


def primary(error: sqlite3.Error) -> int:
    """Give the primary result code of a database error. Source: https://www.sqlite.org/rescode.html"""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def damaged(folder: Path, detail: str) -> Storage:
    """Say that the database is damaged, and name the newest backup where there is one."""
    file = str(file_of(folder))
    backups = backups_of(folder)
    if backups:
        return Storage("store.damaged-with-backup", file=file, backup=str(backups[-1]), n=len(backups), detail=detail)
    return Storage("store.damaged", file=file, detail=detail)


def _short(error: Exception) -> str:
    return str(error)[:200]
