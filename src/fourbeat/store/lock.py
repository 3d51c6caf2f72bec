"""The project's lock: one process writes. The system lets go of it when the process ends, however it ends."""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ..model.errors import Busy, Storage

_HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_LONGEST = 4096
_GLANCE = 0.05


class NoLocks(Exception):
    """Say that the disk does not offer locks."""


@dataclass(frozen=True)
class Holder:
    """Say who holds a project: the program's name, its process and its machine, and since when."""

    name: str = ""
    pid: int = 0
    host: str = ""
    since: str = ""


class ProjectLock:
    """Hold the lock file of one project until it is released or the process ends."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._fd: int | None = None

    def take(self, holder: Holder, patience: float = 0.0) -> None:
        """Take the lock, waiting at most `patience` seconds for another holder, and leave our words in the file.

        Raises Busy with the other holder, NoLocks where the disk does not lock, OSError where it cannot be written.
        """
        # Never less than a glance: where locks cannot be shared, a mere question holds one for a moment.
        until = time.monotonic() + max(patience, _GLANCE)
        while True:
            try:
                return self._take(holder)
            except Busy:
                if time.monotonic() >= until:
                    raise
                time.sleep(_GLANCE)

    def _take(self, holder: Holder) -> None:
        if self._file.is_symlink():
            raise Storage("store.lock-is-a-link", file=str(self._file))
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        fd = os.open(self._file, flags, 0o666)
        try:
            _grab(fd)
        except OSError as error:
            os.close(fd)
            if error.errno in _HELD:
                raise self.busy() from None
            raise NoLocks(str(error)) from error
        self._fd = fd
        _write(fd, json.dumps(asdict(holder)).encode())

    def release(self) -> None:
        """Let go of the lock; the file stays, empty."""
        if self._fd is None:
            return
        fd, self._fd = self._fd, None
        try:
            _write(fd, b"")
            _drop(fd)
        except OSError:
            pass  # The project's disk may be gone; closing lets go as well.
        finally:
            os.close(fd)

    def held(self) -> bool:
        """Tell whether some process holds the lock at this moment; a file that cannot be asked is not held."""
        # Whoever may only look may ask, too.
        flags = os.O_RDWR if sys.platform == "win32" else os.O_RDONLY | os.O_NOFOLLOW
        try:
            fd = os.open(self._file, flags)
        except OSError:
            return False
        try:
            _ask(fd)
            _drop(fd)
        except OSError as error:
            return error.errno in _HELD
        finally:
            os.close(fd)
        return False

    def busy(self) -> Busy:
        """Make the error that names who holds the project."""
        project = self._file.parent.name
        holder = self.holder()
        if not holder.pid:
            return Busy("store.busy-unnamed", project=project)
        name = holder.name or "Fourbeat"
        return Busy("store.busy", project=project, holder=name, pid=holder.pid, host=holder.host)

    def holder(self) -> Holder:
        """Read who holds the lock; unreadable words give an empty holder."""
        try:
            with self._file.open("rb") as file:
                words = json.loads(file.read(_LONGEST))
            texts = {key: _plain(words[key]) for key in ("name", "host", "since")}
            return Holder(pid=int(words["pid"]), **texts)
        except (OSError, ValueError, KeyError, TypeError):
            return Holder()


def _plain(text: object) -> str:
    return "".join(letter for letter in str(text) if letter.isprintable())[:120]


def _write(fd: int, words: bytes) -> None:
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    os.write(fd, words)


if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read a locked stretch, so a byte far behind the words is locked.
    _FAR = 1 << 30

    def _grab(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def _ask(fd: int) -> None:
        _grab(fd)

    def _drop(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    # flock, not lockf: a POSIX lock is lost as soon as any other handle on the file is closed in this process.
    def _grab(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    # Shared, so that two who ask at once do not take each other for a writer.
    def _ask(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _drop(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)
