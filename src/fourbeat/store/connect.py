"""Connections to a project's database, and what must hold before one is used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ..model.errors import Invalid, Storage
from .migrations import APPLICATION_ID
from .trouble import damaged, primary

OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables need it. Source: https://www.sqlite.org/stricttables.html"""

_PATIENCE = 5.0
_NO_PATIENCE = 0.2
"""Seconds to wait for another connection: WAL's waits are short, a file locked as a whole stays locked for hours."""

_SAFE = ("PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA foreign_keys=ON")


def connect_to_write(file: Path, *, shared: bool, check: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    """Open the one connection that writes: with WAL, or where the ground is `shared` locking the file as a whole.

    `check` looks at the database before anything is written. Raises sqlite3.Error where the disk does not lock.
    """
    if not shared:
        _look(file, check)
    conn = _open(file, "rw", _NO_PATIENCE if shared else _PATIENCE)
    try:
        if shared:
            # Before the first look at a WAL database: SQLite then never maps its shared memory file.
            conn.execute("PRAGMA locking_mode=EXCLUSIVE")
        check(conn)
        conn.execute(f"PRAGMA journal_mode={'DELETE' if shared else 'WAL'}")
        conn.execute("PRAGMA synchronous=FULL")
        if shared:
            conn.execute("BEGIN EXCLUSIVE")
            conn.execute("COMMIT")
    except BaseException:
        conn.close()
        raise
    return conn


def _look(file: Path, check: Callable[[sqlite3.Connection], object]) -> None:
    """Check through a connection that cannot write, so that a database we must not touch stays as it is."""
    with closing(_open(file, "ro", _PATIENCE)) as conn:
        try:
            check(conn)
        except sqlite3.OperationalError as error:
            # After a crash the last transaction must be rolled back first, and only a writer can.
            if primary(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise


def connect_to_read(file: Path, *, shared: bool = False, frozen: bool = False) -> sqlite3.Connection:
    """Open a connection that cannot write; `frozen` says that nobody can change the file while it is open."""
    return _open(file, "ro", _NO_PATIENCE if shared else _PATIENCE, immutable=frozen)


def identify(conn: sqlite3.Connection, folder: Path, newest: int) -> int:
    """Read a database's version. Raises Invalid for another program's or a newer one, Storage for a damaged one."""
    (mark,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    if not pages:
        raise damaged(folder, "empty")
    if mark != APPLICATION_ID:
        raise Invalid("store.not-a-project", folder=str(folder))
    if version > newest:
        raise Invalid("store.newer", project=folder.name, version=version, known=newest)
    if version < 1:
        raise damaged(folder, f"version {version}")
    return int(version)


def check_library() -> None:
    """Refuse a SQLite that is too old. Raises Storage."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise Storage("store.sqlite-too-old", found=sqlite3.sqlite_version, oldest=oldest)


def _open(file: Path, mode: str, patience: float, *, immutable: bool = False) -> sqlite3.Connection:
    conn = sqlite3.connect(
        f"{_uri(file)}?mode={mode}{'&immutable=1' if immutable else ''}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=patience,
    )
    for pragma in _SAFE:
        conn.execute(pragma)
    return conn


def _uri(file: Path) -> str:
    uri = file.absolute().as_uri()
    # A Windows share's URI has a host, which SQLite refuses; four slashes say the same.
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
