"""The audit: every decision about rights, each sealed onto the one before, so that none can be left out or changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pydantic import JsonValue

from .ids import Id
from .message import Frozen

FIRST = "0" * 64
"""What the first entry is sealed onto."""


class AuditEntry(Frozen):
    """Be one line of the audit: what happened, to what, by whom; facts are ids, hashes and words of rules only."""

    id: Id
    what: str
    of: Id
    told: dict[str, JsonValue]
    at: str
    by: str
    previous: str
    hash: str

    @property
    def seal(self) -> str:
        """Work the hash out anew from everything else that stands here."""
        told = self.model_dump(mode="json", exclude={"hash"})
        canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def sealed(
    *, identity: Id, what: str, of: Id, told: dict[str, JsonValue], at: str, by: str, previous: str
) -> AuditEntry:
    """Make the entry that follows the one whose hash is `previous`."""
    entry = AuditEntry(id=identity, what=what, of=of, told=told, at=at, by=by, previous=previous, hash="")
    return entry.model_copy(update={"hash": entry.seal})


def broken(entries: Iterable[AuditEntry]) -> int | None:
    """Find the first entry, counted from 1, that was changed or does not follow the one before; None where all hold."""
    previous = FIRST
    for place, entry in enumerate(entries, start=1):
        if entry.previous != previous or entry.hash != entry.seal:
            return place
        previous = entry.hash
    return None
