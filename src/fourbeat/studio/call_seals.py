"""Seals of calls: who holds a project believes about money only who can read the same person's home.

A project's folder may be shared, and whoever can write there can leave a call. The key lies in the studio's home, for
its owner's eyes only, for as long as the project is held.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from fourbeat.store import Call

from .settings import Home
from .trust import put

_BYTES = 32


class Seal:
    """Seal and check what is said about one project."""

    def __init__(self, home: Home, folder: Path) -> None:
        name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:_BYTES]
        self._file = home.settings / "calls" / f"{name}.key"
        self._heard: set[str] = set()

    def make(self) -> None:
        """Make the key that counts from now on."""
        put(self._file, secrets.token_bytes(_BYTES), 0o600)

    def drop(self) -> None:
        """Let nothing count any more."""
        with suppress(OSError):
            self._file.unlink()

    def of(self, call: Call) -> str | None:
        """Seal a call; None where nobody of this person's programs holds the project."""
        said = [call.word, list(call.jobs), call.text, call.by, dict(call.facts), call.stamp]
        return self.of_text(json.dumps(said, sort_keys=True))

    def of_text(self, content: str) -> str | None:
        """Seal any text."""
        try:
            key = self._file.read_bytes()
        except OSError:
            return None
        return hmac.new(key, content.encode(), hashlib.sha256).hexdigest() if len(key) == _BYTES else None

    def fits(self, call: Call) -> bool:
        """Tell whether a call bears this key's seal and is heard for the first time."""
        seal = self.of(call)
        if seal is None or not hmac.compare_digest(seal, call.seal) or call.stamp in self._heard:
            return False
        self._heard.add(call.stamp)
        return True
