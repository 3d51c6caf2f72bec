"""One open project: questions from any thread, writes one after the other, news after each."""

from __future__ import annotations

import logging
import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import ClassVar, TypeVar

from sqlite_utils.migrations import Migrations

from ..model.document import Plan
from ..model.edit import Changes, Edit, Step
from ..model.errors import Busy, Storage
from ..model.ids import Id, Ids
from ..model.message import Message
from ..model.plan import Project, Reference, Row, Script
from . import backup, calls, journal
from .answers import Answers
from .connect import check_library
from .erasing import forget_in_backups, forget_in_log
from .founding import begun, found
from .ground import Ground, survey
from .lock import Holder, ProjectLock
from .media import MediaFolder, Wanted
from .migrations import HISTORY
from .news import Sight, look, look_again
from .opening import Opened, Opener
from .places import LOCK, backups_of, file_of
from .readers import Readers
from .restoring import findings, put_back
from .thread import Stopped, WriteThread
from .trouble import wall
from .writer import Writer

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Store(Answers):
    """Be one project's folder: the only way to its database, its journal and its media names."""

    history: ClassVar[Migrations] = HISTORY

    def __init__(self, opened: Opened, *, ids: Ids, now: Callable[[], str], author: str) -> None:
        self.folder = opened.folder
        self.notices: tuple[Message, ...] = tuple(opened.notices)
        self.read_only = opened.writes is None
        self.media = MediaFolder(self.folder, self._wanted, read_only=self.read_only)
        self._opened = opened
        self._ids, self._now, self._author = ids, now, author
        self._readers = Readers(opened.reader)
        self._thread = None if self.read_only else WriteThread(f"store {self.folder.name}")
        self._listeners: list[Callable[[Changes], None]] = []
        self._looking = threading.Lock()
        self._closed = False
        try:
            self._sight: Sight = self._ask(_consistent(look))
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        project: Project,
        *,
        ids: Ids,
        now: Callable[[], str],
        author: str,
        rows: Sequence[Row] = (),
        holder: str = "",
        survey: Callable[[Path], Ground] = survey,
    ) -> Store:
        """Make a project's folder and open it; `rows` are born with the project, in the step that no undo takes back.

        Raises Invalid where a project stands already, Busy, Storage.
        """
        found(folder, (project, *rows), cls.history, ids=ids, now=now, author=author)
        return cls.open(folder, ids=ids, now=now, author=author, holder=holder, survey=survey)

    @staticmethod
    def is_project(folder: Path) -> bool:
        """Tell whether a project's database stands in a folder, sound or not."""
        return file_of(folder).is_file()

    @staticmethod
    def begun(folder: Path) -> bool:
        """Tell whether a folder holds only what an interrupted `create` leaves; another `create` there finishes it."""
        return begun(folder)

    @staticmethod
    def busy(folder: Path) -> Busy | None:
        """Make the error that names who writes a project at this moment, or give None."""
        lock = ProjectLock(folder / LOCK)
        return lock.busy() if lock.held() else None

    @classmethod
    def restore(
        cls, folder: Path, copy: Path, *, now: Callable[[], str], holder: str = "", patience: float = 0.0
    ) -> Path | None:
        """Put a backup in the place of a project's database; give where the replaced one, if any, is kept.

        Another holder is waited for at most `patience` seconds. Raises Busy while somebody writes the project, Invalid
        or Storage for a backup that is no sound project.
        """
        check_library()
        words = Holder(holder, os.getpid(), socket.gethostname(), now())
        return put_back(folder.absolute(), copy, cls.history, words, patience)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        ids: Ids,
        now: Callable[[], str],
        author: str,
        write: bool = True,
        holder: str = "",
        patience: float = 0.0,
        survey: Callable[[Path], Ground] = survey,
    ) -> Store:
        """Open a project to write, holding its lock under the program's name `holder`, or only to read.

        Another holder is waited for at most `patience` seconds. Look at `read_only` and `notices` afterwards: a disk
        may allow less. Raises NotFound, Busy, Invalid, Storage.
        """
        folder = folder.absolute()
        check_library()
        opener = Opener(folder, survey(folder), cls.history, now)
        if write:
            opened = opener.to_write(Holder(holder, os.getpid(), socket.gethostname(), now()), patience)
        else:
            opened = opener.to_read()
        store = cls(opened, ids=ids, now=now, author=author)
        if not store.read_only:
            store.media.clear_scratch(now())
            calls.clear(store.folder)
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish the writes in line, close every connection and let go of the lock. May be called twice."""
        if self._closed:
            return
        if self._thread is not None:
            self._thread.stop()
        self._closed = True
        self._readers.close()
        with wall(self.folder):
            self._opened.close()

    # Writing and news

    @property
    def plan(self) -> Plan:
        """Give the plan as last committed or refreshed; what you hold never changes, a write makes a new one."""
        return self._sight.plan

    def write(self, work: Callable[[Writer], T]) -> T:
        """Run work in one transaction on the store's own thread, then tell the subscribers what it touched.

        Any exception rolls everything back and is raised here. Raises Storage where the disk refuses; RuntimeError when
        called from inside such work.
        """
        if self._thread is None:
            raise Storage("store.read-only", project=self.folder.name)
        if self._thread.here:
            raise RuntimeError("a write inside a write: hand the writer on instead")
        return self._on_thread(lambda: self._transact(work))

    def subscribe(self, heard: Callable[[Changes], None]) -> Callable[[], None]:
        """Hear of every committed write, on the write thread; give the call that ends it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard) if heard in self._listeners else None

    def refresh(self) -> Changes:
        """Read what another process has written since, and tell what it touched; nothing while this one writes."""
        if not self.read_only:
            return Changes()
        with self._looking, self._walled():
            reader = self._readers.mine()
            (version,) = reader.conn.execute("PRAGMA data_version").fetchone()
            if version == reader.seen:
                return Changes()
            last = self._sight
            sight, changes = _consistent(lambda conn: look_again(conn, last))(reader.conn)
            self._sight, reader.seen = sight, version
            return changes

    def erase(self, person: Id) -> int:
        """Take everything that tells who somebody is, here and in every backup; give how many rows it was here.

        Ids and hashes stay. Raises NotFound for nobody, Storage where a backup cannot be written.
        """
        rows = self.write(lambda writer: writer.erase(person))
        self._on_thread(lambda: forget_in_log(self._writing()))
        forget_in_backups(self.backups(), person, self._now())
        return rows

    def back_up(self) -> Path:
        """Copy the database into backups/, check the copy, thin the older ones, and give its path. Raises Storage."""
        if self.read_only:
            raise Storage("store.read-only", project=self.folder.name)
        at = self._now()
        made = self._ask(lambda conn: backup.back_up(conn, self.folder, at))
        backup.thin(self.folder, at)
        return made

    @staticmethod
    def backups_in(folder: Path) -> list[Path]:
        """List the backups of a project, which need not open, oldest first."""
        return backups_of(folder)

    def backups(self) -> list[Path]:
        """List the project's backups, oldest first."""
        return backups_of(self.folder)

    def trouble(self) -> Storage | None:
        """Say what keeps the project from being written where it stands now, or None; may take as long as the disk."""
        if (lost := self._opened.lost()) is not None:
            return lost
        if not self.read_only and not all(os.access(one, os.W_OK) for one in (self.folder, file_of(self.folder))):
            return Storage("store.cannot-write", folder=str(self.folder))
        return None

    def check(self) -> list[Message]:
        """Read the whole database and say what is wrong with it; nothing for a sound one. Files: `media.check`."""
        return self._ask(_consistent(findings))

    # The history, from any thread

    def steps(self, limit: int = 50) -> list[Step]:
        """List the newest steps of the history, newest first."""
        return self._ask(lambda conn: journal.steps(conn, limit))

    def edits(self, step: Id) -> list[Edit]:
        """List the edits of one step, in the order they were made."""
        return self._ask(lambda conn: journal.edits(conn, step))

    def undoable(self) -> Step | None:
        """Find the step that an undo would take back."""
        return self._ask(journal.undoable)

    def redoable(self) -> Step | None:
        """Find the step that a redo would bring back."""
        return self._ask(journal.redoable)

    # Inside

    def _transact(self, work: Callable[[Writer], T]) -> T:
        conn = self._opened.writes
        assert conn is not None
        # SQLite would write on into a file that has been moved or deleted, where nobody finds it.
        if (lost := self._opened.lost()) is not None:
            raise lost
        with self._walled():
            conn.execute("BEGIN IMMEDIATE")
            writer = Writer(conn, self.plan, ids=self._ids, now=self._now, author=self._author)
            try:
                result = work(writer)
                writer.finish()
                conn.execute("COMMIT")
            finally:
                writer.end()
                # After a full disk SQLite may have rolled back by itself.
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
        self._sight = Sight(writer.plan, self._sight.marks)
        if writer.changes:
            self._publish(writer.changes)
        return result

    def _publish(self, changes: Changes) -> None:
        for heard in tuple(self._listeners):
            try:
                heard(changes)
            except Exception:
                # The write is on disk; whoever heard of it badly must not make it look undone.
                _log.exception("a subscriber failed")

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        with self._walled():
            if self._thread is None:
                return question(self._readers.mine().conn)
            if self._thread.here:
                return question(self._writing())
            if self._opened.ground.shared:
                # The file is locked as a whole, against this process's other connections too.
                return self._on_thread(lambda: question(self._writing()))
            return question(self._readers.mine().conn)

    def _writing(self) -> sqlite3.Connection:
        assert self._opened.writes is not None
        return self._opened.writes

    def _on_thread(self, work: Callable[[], T]) -> T:
        assert self._thread is not None
        try:
            return self._thread.run(work)
        except Stopped:
            raise Storage("store.closed", project=self.folder.name) from None

    @contextmanager
    def _walled(self) -> Iterator[None]:
        if self._closed:
            raise Storage("store.closed", project=self.folder.name)
        with wall(self.folder):
            yield

    def _wanted(self) -> list[Wanted]:
        clips = [Wanted(take.media, take.sha256, take.facts.bytes) for take in self.takes()]
        clips += [Wanted(still.media, still.sha256, still.facts.bytes) for still in self.stills()]
        references = self.plan.all(Reference)
        pictures = [one for row in references for one in (row.sha256, row.original) if one]
        kept = dict.fromkeys([*pictures, *(script.sha256 for script in self.plan.all(Script))])
        return [*clips, *(Wanted(None, sha256) for sha256 in kept)]


def _consistent(question: Callable[[sqlite3.Connection], T]) -> Callable[[sqlite3.Connection], T]:
    """Ask several things of one and the same state."""

    def asked(conn: sqlite3.Connection) -> T:
        conn.execute("BEGIN")
        try:
            return question(conn)
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")

    return asked
