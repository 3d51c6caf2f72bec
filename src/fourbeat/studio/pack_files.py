"""Packs as files that come and go: looked at with the signature beside them, made from tables, built and signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.errors import Invalid, NotFound, Refused, Storage
from fourbeat.policy import document, signing
from fourbeat.policy.pack import Pack
from fourbeat.policy.reading import read
from fourbeat.policy.signing import Seal
from fourbeat.policy.table import read_table

TABLES = (".csv", ".tsv")


@dataclass(frozen=True)
class Looked:
    """Be a pack's file as it lies there: what it says, its bytes, and the whole signature beside it, if there is."""

    file: Path
    data: bytes
    pack: Pack
    seal: Seal | None

    @property
    def sha256(self) -> str:
        """Name the file's content."""
        return hashlib.sha256(self.data).hexdigest()


def look(file: Path, *, draft: bool = False) -> Looked:
    """Read a pack and the signature beside it; a `draft` is still to be signed, and may claim what only a holder can.

    Raises NotFound, Invalid with the lines, Refused for a signature that was made over something else.
    """
    data = taken(file, document.LARGEST)
    seal = _seal(file, data)
    reading = read_table if file.suffix.lower() in TABLES else read
    return Looked(file, data, reading(data, str(file), signed=draft or seal is not None), seal)


def _seal(file: Path, data: bytes) -> Seal | None:
    beside = beside_it(file)
    if not beside.is_symlink() and not beside.exists():
        return None
    seal = signing.read_seal(taken(beside, signing.LARGEST), str(beside))
    if not signing.holds(data, seal):
        raise Refused("pack.broken-signature", file=str(file), signature=beside.name)
    return seal


def beside_it(file: Path) -> Path:
    """Name the file of a pack's signature."""
    return file.with_name(file.name + signing.ENDING)


def taken(file: Path, most: int) -> bytes:
    """Read a file, at most a byte more than it may have. Raises NotFound, Storage."""
    try:
        if file.exists() and not file.is_file():
            raise Invalid("pack.not-a-file", file=str(file))
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError as error:
        raise NotFound("pack.no-file", file=str(file)) from error
    except (OSError, ValueError) as error:
        raise Storage("pack.unreadable", file=str(file), detail=getattr(error, "strerror", "") or "") from error


def given_out(file: Path, data: bytes, *, replace: bool = False) -> None:
    """Write a file where a person asked for it; another one is only replaced on demand. Raises Invalid, Storage."""
    try:
        if file.exists() and not replace:
            raise Invalid("pack.there-already", file=str(file))
        part = file.with_name(file.name + ".part")
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        raise Storage("packs.not-written", file=str(file), detail=error.strerror or "") from error
