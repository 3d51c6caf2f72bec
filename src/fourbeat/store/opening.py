"""How a project is opened: which ground it stands on, who may write, which version it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils.migrations import Migrations

from ..model.errors import NotFound, Storage
from ..model.message import Message, message
from . import migrations
from .backup import back_up
from .connect import connect_to_read, connect_to_write, identify
from .ground import Ground
from .lock import Holder, NoLocks, ProjectLock
from .places import LOCK, backups_of, file_of
from .trouble import damaged, primary, wall


@dataclass
class Opened:
    """Hold what opening a project led to; `writes` is None where the project can only be read."""

    folder: Path
    ground: Ground
    notices: list[Message] = field(default_factory=list)
    lock: ProjectLock | None = None
    writes: sqlite3.Connection | None = None
    frozen: bool = False
    mark: tuple[int, int] | None = None
    """The database's file itself, by its device and number: another one under the same name is not ours."""

    def reader(self) -> sqlite3.Connection:
        """Open one more connection for reading."""
        return connect_to_read(file_of(self.folder), shared=self.ground.shared, frozen=self.frozen)

    def lost(self) -> Storage | None:
        """Say that the project no longer stands where it was opened, or None."""
        try:
            found = file_of(self.folder).stat()
        except OSError:
            return Storage("store.gone", project=self.folder.name, folder=str(self.folder))
        # A network's or a syncing service's numbers may change under the same file.
        if self.mark is None or self.ground.shared or self.mark == (found.st_dev, found.st_ino):
            return None
        return Storage("store.gone", project=self.folder.name, folder=str(self.folder))

    def close(self) -> None:
        """Close the writing connection and let go of the lock."""
        if self.writes is not None:
            self.writes.close()
        if self.lock is not None:
            self.lock.release()


@dataclass(frozen=True)
class Opener:
    """Open one project folder; `history` is the list of migrations, `now` the clock."""

    folder: Path
    ground: Ground
    history: Migrations
    now: Callable[[], str]

    def to_write(self, holder: Holder, patience: float = 0.0) -> Opened:
        """Take the project's lock and open it for writing, or only for reading where the disk allows no more.

        Another holder is waited for at most `patience` seconds. Raises Busy, NotFound, Invalid, Storage.
        """
        opened = Opened(self.folder, self.ground)
        try:
            if self._lock(opened, holder, patience):
                with wall(self.folder):
                    self._connect(opened)
            if opened.writes is None:
                self._read_only(opened)
            opened.mark = self._mark()
        except BaseException:
            opened.close()
            raise
        return opened

    def to_read(self) -> Opened:
        """Open the project without taking its lock. Raises Busy, NotFound, Invalid, Storage."""
        opened = Opened(self.folder, self.ground)
        self._read_only(opened)
        opened.mark = self._mark()
        return opened

    def _mark(self) -> tuple[int, int] | None:
        try:
            found = file_of(self.folder).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _lock(self, opened: Opened, holder: Holder, patience: float) -> bool:
        self._must_exist()
        folder = str(self.folder)
        if not self.ground.writable:
            opened.notices.append(message("store.notice-read-only", folder=folder))
            return False
        lock = ProjectLock(self.folder / LOCK)
        try:
            lock.take(holder, patience)
        except NoLocks:
            opened.notices.append(message("store.notice-no-locks", folder=folder))
            return False
        except OSError:
            opened.notices.append(message("store.notice-read-only", folder=folder))
            return False
        opened.lock = lock
        return True

    def _connect(self, opened: Opened) -> None:
        shared = self.ground.shared
        try:
            conn = connect_to_write(file_of(self.folder), shared=shared, check=self._identify)
        except sqlite3.OperationalError as error:
            if not self._only_reads(opened, error):
                raise
            return
        opened.writes = conn
        if shared:
            code = "store.notice-network" if self.ground.network else "store.notice-synced"
            place = self.ground.network or self.ground.synced
            opened.notices.append(message(code, folder=str(self.folder), place=place))
        self._upgrade(conn)
        self._check_shape(conn)

    def _only_reads(self, opened: Opened, error: sqlite3.Error) -> bool:
        number = primary(error)
        if number == sqlite3.SQLITE_IOERR and self.ground.shared:
            opened.notices.append(message("store.notice-no-locks", folder=str(self.folder)))
        elif number in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            opened.notices.append(message("store.notice-read-only", folder=str(self.folder)))
        else:
            return False
        return True

    def _read_only(self, opened: Opened) -> None:
        self._must_exist()
        with wall(self.folder):
            try:
                self._look(opened)
            except sqlite3.OperationalError as error:
                if primary(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                    raise
                # WAL needs a file beside the database even for reading; where none can be made, nobody writes either.
                self._must_be_settled(opened)
                opened.frozen = True
                self._look(opened)

    def _look(self, opened: Opened) -> None:
        with closing(opened.reader()) as conn:
            version = self._identify(conn)
            if version < migrations.newest(self.history):
                raise Storage("store.needs-upgrade", project=self.folder.name, version=version)
            self._check_shape(conn)

    def _must_be_settled(self, opened: Opened) -> None:
        if _has_bytes(self.folder, "-journal") or self.ground.writable:
            raise Storage("store.needs-recovery", project=self.folder.name)
        if _has_bytes(self.folder, "-wal"):
            opened.notices.append(message("store.notice-unseen", folder=str(self.folder)))

    def _identify(self, conn: sqlite3.Connection) -> int:
        return identify(conn, self.folder, migrations.newest(self.history))

    def _upgrade(self, conn: sqlite3.Connection) -> None:
        newest = migrations.newest(self.history)
        if self._identify(conn) < newest:
            back_up(conn, self.folder, self.now(), note=f"-before-v{newest}")
            migrations.upgrade(conn, self.history, self.now())

    def _check_shape(self, conn: sqlite3.Connection) -> None:
        found, expected = migrations.shape(conn), migrations.expected_shape(self.history)
        if found != expected:
            strange = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
            raise damaged(self.folder, f"tables: {', '.join(strange)[:120]}")

    def _must_exist(self) -> None:
        try:
            if file_of(self.folder).is_file():
                return
        except PermissionError as error:
            raise Storage("store.cannot-open", file=str(file_of(self.folder))) from error
        backups = backups_of(self.folder)
        if backups:
            raise NotFound("store.no-database", folder=str(self.folder), backup=str(backups[-1]), n=len(backups))
        raise NotFound("store.no-project", folder=str(self.folder))


def _has_bytes(folder: Path, ending: str) -> bool:
    file = file_of(folder)
    try:
        return file.with_name(file.name + ending).stat().st_size > 0
    except OSError:
        return False
