"""The trust book of the studio's home: whose keys are known, which packs are in use, the highest version of each."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from fourbeat.model.errors import Busy, Storage
from fourbeat.model.message import Frozen
from fourbeat.store.lock import Holder, NoLocks, ProjectLock

from .settings import Home

FORM = 1
LARGEST = 4 * 1024 * 1024
PATIENCE = 5.0
"""Seconds to wait for another program that is writing the book."""


class KnownKey(Frozen):
    """Be a key that a person has confirmed: the public key in base64, and the pack it was first seen on."""

    public: str
    first_on: str
    at: str


class Kept(Frozen):
    """Be what is known of a pack: the highest version ever taken in, what it held, and who signed it.

    It stays when the pack is no longer used, so that neither an older one nor somebody else's takes its place.
    """

    highest: int
    sha256: str
    key: str = ""
    in_use: bool = True
    at: str = ""


class Book(Frozen):
    """Be the book; keys stand by their fingerprints, packs by their ids."""

    form: int = FORM
    keys: dict[str, KnownKey] = Field(default_factory=dict)
    packs: dict[str, Kept] = Field(default_factory=dict)


@dataclass
class TrustBook:
    """Read and write the book; every write is made whole or not at all."""

    home: Home

    @property
    def folder(self) -> Path:
        """Name the folder of everything about rights in the studio's home."""
        return self.home.settings / "policy"

    @property
    def file(self) -> Path:
        """Name the book's file."""
        return self.folder / "trust.json"

    def read(self) -> Book:
        """Read the book; a missing one is empty. Raises Storage: what cannot be read is never taken for empty."""
        try:
            with self.file.open("rb") as opened:
                data = opened.read(LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            return Book()
        except OSError as error:
            raise Storage("packs.book-unreadable", file=str(self.file), detail=error.strerror or "") from error
        try:
            book = Book.model_validate_json(data)
            for one in book.keys.values():
                base64.b64decode(one.public, validate=True)
        except (ValidationError, ValueError) as error:
            raise Storage("packs.book-damaged", file=str(self.file)) from error
        if book.form > FORM:
            raise Storage("packs.book-newer", file=str(self.file))
        return book

    def write(self, book: Book) -> None:
        """Keep a new state of the book. Raises Storage."""
        put(self.file, (book.model_dump_json(indent=2) + "\n").encode())

    @contextmanager
    def alone(self) -> Iterator[Book]:
        """Hold the book against other programs while it is read and written. Raises Busy, Storage."""
        lock = ProjectLock(self.folder / "trust.lock")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.take(Holder("Fourbeat", os.getpid()), PATIENCE)
        except Busy as error:
            raise Busy("packs.busy", file=str(self.file)) from error
        except NoLocks:
            pass  # A disk without locks: two programs writing at once are unlikely, a home without packs is worse.
        except OSError as error:
            raise Storage("packs.not-written", file=str(self.file), detail=error.strerror or "") from error
        try:
            yield self.read()
        finally:
            lock.release()


def put(file: Path, data: bytes, mode: int = 0o600, *, code: str = "packs.not-written") -> None:
    """Write a file of the studio's home whole, or leave the old one as it is. Raises Storage."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        # Readable by nobody else from its first byte on.
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:  # noqa: PTH123 - a descriptor
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Storage(code, file=str(file), detail=error.strerror or "") from error
