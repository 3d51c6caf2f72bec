"""The project's clips and pictures: files that come in once, whole, and never change."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from ..model.errors import Invalid, NotFound, Storage
from ..model.names import BEGUN, PART
from .places import CACHE, MEDIA

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PICTURES = ("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic")
_OTHER = "picture"
_SCRIPT = "script"
_PIECE = 1 << 20
FINISHED_STAY = timedelta(days=7)
LARGEST_PICTURE = 200_000_000
"""Bytes: more than any camera's picture, less than a clip taken for one would fill a disk with."""


@dataclass(frozen=True)
class Wanted:
    """Name a file the project needs: its name (None: found by content), its SHA-256 and its bytes."""

    name: str | None
    sha256: str
    bytes: int | None = None


@dataclass(frozen=True)
class MediaTrouble:
    """Say which file is missing, or is no longer what came in."""

    name: str
    trouble: Literal["missing", "changed"]


class MediaFolder:
    """Keep a project's media; `wanted` tells which files the project needs."""

    def __init__(self, folder: Path, wanted: Callable[[], Iterable[Wanted]], *, read_only: bool = False) -> None:
        self.folder = folder / MEDIA
        self._scratch = folder / CACHE / "parts"
        self._wanted = wanted
        self._read_only = read_only

    def path(self, name: str) -> Path:
        """Give where a clip or picture of that name is. Raises Invalid for a name that could lead elsewhere."""
        path = self.folder / checked_name(name)
        if path.is_symlink():
            raise Invalid("store.media-name", name=name)
        return path

    def picture(self, sha256: str) -> Path:
        """Find a picture by its content. Raises NotFound."""
        if (path := self._find(sha256, (*_PICTURES, _OTHER))) is None:
            raise NotFound("store.no-picture", sha256=sha256)
        return path

    def script(self, sha256: str) -> Path:
        """Find the file of a script by its content. Raises NotFound."""
        if (path := self._find(sha256, (_SCRIPT,))) is None:
            raise NotFound("store.no-script", sha256=sha256)
        return path

    def _find(self, sha256: str, suffixes: Iterable[str]) -> Path | None:
        if not _SHA256.fullmatch(sha256):
            raise Invalid("store.media-name", name=sha256[:80])
        paths = (self.path(f"{sha256}.{suffix}") for suffix in suffixes)
        return next((path for path in paths if path.is_file()), None)

    def intake_clip(self, part: Path, name: str) -> tuple[str, str]:
        """Move a finished clip into the media folder; give its name and SHA-256.

        A file of that name with the same content is kept. Raises Storage for one with another content, or where the
        disk fails; the part then stays where it is.
        """
        target = self.path(name)
        self._must_write()
        with disk(self.folder):
            content = _hash(part)
            if target.exists():
                if _hash(target) != content:
                    raise Storage("store.media-taken", file=str(target))
                part.unlink()
            else:
                self._settle(part, target)
        return name, content

    def intake_picture(self, source: Path) -> str:
        """Copy a picture into the media folder under its content; give its SHA-256. The source stays.

        A file of that name with another content is replaced. Raises Invalid for one that is too large, NotFound,
        Storage.
        """
        suffix = source.suffix.lower().lstrip(".")
        return self._intake(source, suffix if suffix in _PICTURES else _OTHER, (*_PICTURES, _OTHER))

    def intake_script(self, source: Path) -> str:
        """Copy the file of a script into the media folder under its content; give its SHA-256. As with pictures."""
        return self._intake(source, _SCRIPT, (_SCRIPT,))

    def _intake(self, source: Path, suffix: str, known: Iterable[str]) -> str:
        self._must_write()
        with disk(self.folder):
            size = source.stat().st_size
            if size > LARGEST_PICTURE:
                raise Invalid(
                    "store.picture-too-large",
                    file=str(source),
                    megabytes=-(-size // 1_000_000),
                    largest=LARGEST_PICTURE // 1_000_000,
                )
            part = self.scratch() / f"{os.getpid()}-{source.name[-40:]}.part"
            try:
                shutil.copyfile(source, part)
                content = _hash(part)
                kept = self._find(content, known) or self.path(f"{content}.{suffix}")
                # A name promises its content, and a disk or another program may have broken the promise.
                if _content(kept) != content:
                    self._settle(part, kept)
            finally:
                part.unlink(missing_ok=True)
        return content

    def check(self, *, contents: bool = False) -> list[MediaTrouble]:
        """List needed files that are missing or have another size; with `contents` read them all and compare."""
        found = []
        for wanted in self._wanted():
            try:
                path = self._kept(wanted.sha256) if wanted.name is None else self.path(wanted.name)
                size = path.stat().st_size
            except (NotFound, Invalid, OSError):
                found.append(MediaTrouble(wanted.name or wanted.sha256, "missing"))
                continue
            changed = wanted.bytes is not None and size != wanted.bytes
            if changed or (contents and _content(path) != wanted.sha256):
                found.append(MediaTrouble(path.name, "changed"))
        return found

    def _kept(self, sha256: str) -> Path:
        """Find a picture or a script by its content. Raises NotFound."""
        return self._find(sha256, (_SCRIPT,)) or self.picture(sha256)

    def scratch(self) -> Path:
        """Give the folder for files that are not finished yet, on the same disk as the media."""
        self._must_write()
        with disk(self._scratch):
            self._scratch.mkdir(parents=True, exist_ok=True)
        return self._scratch

    def clear_scratch(self, at: str) -> None:
        """Remove what an earlier run left unfinished; finished clips (*.mp4) stay a week, for whoever asked for them.

        A clip that is half fetched stays as long where a note beside it (*.begun) says how its rest is asked for.
        `at` is now, in ISO-8601.
        """
        if not self._scratch.is_dir() or self._scratch.is_symlink():
            return
        oldest = (datetime.fromisoformat(at) - FINISHED_STAY).timestamp()
        for path in self._scratch.iterdir():
            try:
                kept = path.suffix == ".mp4" or all(path.with_suffix(one).is_file() for one in (PART, BEGUN))
                finished = kept and not path.is_symlink() and path.stat().st_mtime > oldest
                if not finished and (path.is_file() or path.is_symlink()):
                    path.unlink()
            except OSError:
                continue  # Another program still reads it; the next start clears it.

    def _settle(self, part: Path, target: Path) -> None:
        self.folder.mkdir(exist_ok=True)
        sync(part)
        try:
            part.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            near = self.scratch() / f"{target.name}.part"
            shutil.copyfile(part, near)
            sync(near)
            near.replace(target)
            part.unlink()
        sync_folder(self.folder)

    def _must_write(self) -> None:
        if self._read_only:
            raise Storage("store.read-only", project=self.folder.parent.name)


def checked_name(name: str) -> str:
    """Let a media name pass if it is a plain file name on every system. Raises Invalid."""
    if not _PLAIN.fullmatch(name) or name.endswith(".") or _DEVICE.fullmatch(name):
        raise Invalid("store.media-name", name=name[:80])
    return name


def sync_folder(folder: Path) -> None:
    """Make a folder's list of names last through a power cut, where the system offers that."""
    try:
        fd = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # Windows opens no folders; NTFS journals names by itself.
    try:
        os.fsync(fd)
    except OSError:
        pass
    finally:
        os.close(fd)


def sync(path: Path) -> None:
    """Make a file's content last through a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _content(path: Path) -> str:
    try:
        return _hash(path)
    except OSError:
        return ""


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """Turn the disk's errors into words for a person."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("store.no-file", file=str(error.filename or folder)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise Storage("store.disk-full", folder=str(folder)) from error
        raise Storage("store.disk-failed", folder=str(folder), detail=str(error.strerror or error)[:120]) from error
