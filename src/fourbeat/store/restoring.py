"""How a project's database is checked, and how a backup takes its place."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlite_utils.migrations import Migrations

from ..model.errors import Storage
from ..model.message import Message, message
from . import migrations
from .connect import connect_to_read, identify
from .lock import Holder, NoLocks, ProjectLock
from .media import disk, sync, sync_folder
from .places import BACKUPS, DATABASE, LOCK, file_of
from .trouble import wall

_BESIDE = ("-wal", "-shm", "-journal")
_MOST = 20


def findings(conn: sqlite3.Connection) -> list[Message]:
    """Read the whole database and say what is wrong with it."""
    answers = [answer for (answer,) in conn.execute(f"PRAGMA integrity_check({_MOST})").fetchall()]
    found = [message("store.found-damage", detail=str(answer)[:200]) for answer in answers if answer != "ok"]
    loose = Counter(str(row[0]) for row in conn.execute("PRAGMA foreign_key_check").fetchall())
    return found + [message("store.found-loose-end", table=table, n=n) for table, n in loose.items()]


def put_back(folder: Path, copy: Path, history: Migrations, holder: Holder, patience: float = 0.0) -> Path | None:
    """Put a backup in the place of a project's database; give where the replaced one, if any, is kept."""
    lock = ProjectLock(folder / LOCK)
    try:
        with disk(folder):
            lock.take(holder, patience)
    except NoLocks as error:
        raise Storage("store.cannot-lock", folder=str(folder)) from error
    try:
        with disk(folder), wall(folder):
            part = folder / f"{DATABASE}.part"
            shutil.copyfile(copy, part)
            _must_be_sound(part, folder, history)
            sync(part)
            kept = _set_aside(folder, re.sub(r"[-:.]", "", holder.since))
            part.replace(file_of(folder))
            sync_folder(folder)
            return kept
    finally:
        (folder / f"{DATABASE}.part").unlink(missing_ok=True)
        lock.release()


def _must_be_sound(file: Path, folder: Path, history: Migrations) -> None:
    with closing(connect_to_read(file, frozen=True)) as conn:
        identify(conn, folder, migrations.newest(history))
        wrong = findings(conn)
        if wrong:
            raise Storage("store.backup-wrong", detail=wrong[0])


def _set_aside(folder: Path, stamp: str) -> Path | None:
    """Move the database out of the way, with the files beside it: left behind they would spoil the one put back."""
    home = folder / BACKUPS
    home.mkdir(exist_ok=True)
    kept = home / f"{stamp}.replaced"
    file = file_of(folder)
    for ending in ("", *_BESIDE):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(kept.with_name(kept.name + ending))
    return kept if kept.exists() else None
