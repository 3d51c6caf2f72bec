"""Backups of the database: whole, checked before they count, and thinned as they age."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..model.errors import Storage
from .connect import connect_to_read
from .media import sync_folder
from .places import BACKUP_SUFFIX, BACKUPS, backups_of

_KEEP = 10
_DAYS = 14
_TIMED = re.compile(r"(\d{8})T\d{6,9}Z(-\d+)?")


def back_up(source: sqlite3.Connection, folder: Path, at: str, note: str = "") -> Path:
    """Copy the database as it stands into backups/, check the copy, and give its path.

    `at` is the moment in ISO-8601, `note` marks a copy that thinning leaves alone. Raises Storage if the copy is wrong.
    """
    try:
        home = folder / BACKUPS
        home.mkdir(exist_ok=True)
        target = _free_name(home, re.sub(r"[-:.]", "", at) + note)
        part = target.with_suffix(".part")
        part.unlink(missing_ok=True)
        try:
            _copy(source, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(home)
    except OSError as error:
        raise Storage("store.backup-failed", folder=str(folder / BACKUPS), detail=str(error.strerror)) from error
    return target


def thin(folder: Path, at: str) -> None:
    """Remove timed backups beyond the newest ten and the newest of each of the last fourteen days."""
    for path in surplus(backups_of(folder), at):
        try:
            path.unlink()
        except OSError:
            continue  # A backup too many is no harm.


def surplus(backups: Iterable[Path], at: str) -> list[Path]:
    """Choose the backups that thinning removes, from names alone."""
    timed = sorted((path for path in backups if _TIMED.fullmatch(path.stem)), reverse=True)
    days: dict[str, Path] = {}
    for path in timed:
        days.setdefault(path.stem[:8], path)
    today = re.sub(r"\D", "", at)[:8]
    kept_days = [day for day in sorted(days, reverse=True) if day <= today][:_DAYS]
    kept = {*timed[:_KEEP], *(days[day] for day in kept_days)}
    return [path for path in timed if path not in kept]


def count_rows(conn: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of every table."""
    names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {name: int(conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def _copy(source: sqlite3.Connection, part: Path) -> None:
    # One read transaction, so that the counts are those of the very state that is copied.
    source.execute("BEGIN")
    try:
        expected = count_rows(source)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
    with closing(connect_to_read(part, frozen=True)) as copy:
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok" or count_rows(copy) != expected:
            raise Storage("store.backup-wrong", detail=str(verdict)[:120])


def _free_name(home: Path, stem: str) -> Path:
    path, count = home / f"{stem}{BACKUP_SUFFIX}", 1
    while path.exists():
        count += 1
        path = home / f"{stem}-{count}{BACKUP_SUFFIX}"
    return path
