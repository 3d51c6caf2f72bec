"""The audit given out and checked: every decision about rights, sealed one onto the other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from fourbeat.model.audit import FIRST, AuditEntry, broken
from fourbeat.model.errors import Invalid, NotFound, Storage

if TYPE_CHECKING:
    from .studio import Studio

LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True)
class Checked:
    """Be a checked audit: how many entries, the hash of the last one, and the first that does not hold."""

    entries: int
    head: str
    broken: int | None


class Audits:
    """Hold the questions about the audit; only the store writes it."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def all(self) -> list[AuditEntry]:
        """Give every entry, oldest first."""
        return self._studio.store.audit()

    def check(self) -> Checked:
        """Check the film's own audit."""
        return checked(self.all())

    def export(self, *, file: Path, replace: bool = False) -> Checked:
        """Write the audit as one JSON document a line. Raises Invalid where a file stands already, Storage."""
        entries = self.all()
        if file.exists() and not replace:
            raise Invalid("audit.there-already", file=str(file))
        lines = [json.dumps(one.model_dump(mode="json"), ensure_ascii=False, sort_keys=True) for one in entries]
        part = file.with_name(file.name + ".part")
        try:
            part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            part.replace(file)
        except OSError as error:
            raise Storage("audit.not-written", file=str(file), detail=error.strerror or "") from error
        return checked(entries)


def checked(entries: list[AuditEntry]) -> Checked:
    """Check entries as they stand."""
    return Checked(len(entries), entries[-1].hash if entries else FIRST, broken(entries))


def read(file: Path) -> Checked:
    """Check an audit that was given out, without the film. Raises NotFound, Invalid for what is no audit."""
    if not file.is_file():
        raise NotFound("audit.no-file", file=str(file))
    try:
        if file.stat().st_size > LARGEST:
            raise Invalid("audit.not-an-audit", file=str(file), line=1)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("audit.not-an-audit", file=str(file), line=1) from error
    entries = []
    for number, line in enumerate(lines, start=1):
        try:
            entries.append(AuditEntry.model_validate_json(line))
        except ValidationError as error:
            raise Invalid("audit.not-an-audit", file=str(file), line=number) from error
    return checked(entries)
