"""How a project begins: its folder, its database and the first step of its journal."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path

from sqlite_utils.migrations import Migrations

from ..model.document import Plan
from ..model.errors import Invalid, Storage
from ..model.ids import Ids
from ..model.message import message
from ..model.plan import Project, Row
from . import migrations
from .lock import Holder, NoLocks, ProjectLock
from .media import sync_folder
from .places import BACKUPS, CACHE, LOCK, MEDIA, file_of, part_of
from .trouble import wall
from .writer import Writer


def begun(folder: Path) -> bool:
    """Tell whether a folder holds what an interrupted founding leaves and nothing else, so that it can be finished."""
    leftovers = {LOCK, *(path.name for path in _parts(folder))}
    try:
        found = list(folder.iterdir())
        return bool(found) and all(_left(path, leftovers) for path in found)
    except OSError:
        return False


def found(
    folder: Path,
    rows: Sequence[Project | Row],
    history: Migrations,
    *,
    ids: Ids,
    now: Callable[[], str],
    author: str,
) -> None:
    """Make a project's folder and database with its first rows, wholly or not at all; finish what was interrupted.

    Raises Invalid where a project stands already, Busy where another is being made, Storage where the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = ProjectLock(folder / LOCK)
        lock.take(Holder(pid=os.getpid(), since=now()))
    except NoLocks as error:
        raise Storage("store.cannot-lock", folder=str(folder)) from error
    except OSError as error:
        raise Storage("store.cannot-create", folder=str(folder), detail=str(error.strerror)) from error
    try:
        if file_of(folder).exists():
            raise Invalid("store.exists", folder=str(folder))
        part = part_of(folder)
        with wall(folder):
            for left in _parts(folder):
                left.unlink(missing_ok=True)
            _fill(part, rows, history, ids=ids, now=now, author=author)
        for name in (MEDIA, BACKUPS):
            (folder / name).mkdir(exist_ok=True)
        part.rename(file_of(folder))
        sync_folder(folder)
    except OSError as error:
        raise Storage("store.cannot-create", folder=str(folder), detail=str(error.strerror)) from error
    finally:
        lock.release()


def _parts(folder: Path) -> list[Path]:
    """Name the database that is being made, and the journal SQLite would roll back into the next one of that name."""
    part = part_of(folder)
    return [part, *(part.with_name(part.name + ending) for ending in ("-journal", "-wal", "-shm"))]


def _left(path: Path, leftovers: Collection[str]) -> bool:
    if path.is_symlink():
        return False
    return path.name in leftovers if path.is_file() else path.name in (MEDIA, BACKUPS, CACHE) and _empty(path)


def _empty(folder: Path) -> bool:
    return not any(path.is_symlink() or not path.is_dir() for path in folder.rglob("*"))


def _fill(
    file: Path, rows: Sequence[Row], history: Migrations, *, ids: Ids, now: Callable[[], str], author: str
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        conn.execute("PRAGMA synchronous=FULL")
        conn.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        migrations.upgrade(conn, history, now())
        conn.execute("BEGIN IMMEDIATE")
        plan = Plan()
        writer = Writer(conn, plan, ids=ids, now=now, author=author)
        writer.edit(message("history.created"), [plan.born(row) for row in rows])
        writer.finish()
        conn.execute("COMMIT")
