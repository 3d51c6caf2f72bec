"""How a project begins: its folder, its database and the first step of its journal."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
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
from .places import BACKUPS, DATABASE, LOCK, MEDIA, file_of
from .trouble import wall
from .writer import Writer


def found(
    folder: Path,
    rows: Sequence[Project | Row],
    history: Migrations,
    *,
    ids: Ids,
    now: Callable[[], str],
    author: str,
) -> None:
    """Make a project's folder and database with its first rows, wholly or not at all.

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
        part = folder / f"{DATABASE}.part"
        with wall(folder):
            part.unlink(missing_ok=True)
            _fill(part, rows, history, ids=ids, now=now, author=author)
        for name in (MEDIA, BACKUPS):
            (folder / name).mkdir(exist_ok=True)
        part.rename(file_of(folder))
        sync_folder(folder)
    except OSError as error:
        raise Storage("store.cannot-create", folder=str(folder), detail=str(error.strerror)) from error
    finally:
        lock.release()


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
