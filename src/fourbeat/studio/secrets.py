"""Secrets: the keys that open servers. They stay with the system and are handed on for the moment of a request only."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from fourbeat.model.errors import Invalid, Refused, Storage

from .faults import hide
from .ring import PATIENCE, Keyring, Locked, Ring, Seen, Waits, system_ring
from .settings import Home
from .trust import put

SERVICE = "fourbeat"
LONGEST = 8000
_MARKS = "\ufeff\u200b\u200e\u200f"
"""What files of some editors begin with, and what comes along when a page is copied; nobody sees it."""
_QUOTES = ('""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u300c\u300d")
"""No server gives out a key in quotes: they were copied along, or kept by a shell."""
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Place(StrEnum):
    """Say where a secret is kept."""

    VARIABLE = "variable"
    KEYRING = "keyring"
    FILE = "file"
    LOCKED = "locked"
    NOWHERE = "nowhere"


class Secrets:
    """Keep and find the secrets of connections; none of them stands in anything that is printed."""

    def __init__(
        self,
        home: Home,
        *,
        ring: Callable[[], Ring | None] = system_ring,
        environment: Mapping[str, str] = os.environ,
        patience: float = PATIENCE,
    ) -> None:
        self._home, self._environment = home, environment
        self._ring = Keyring(ring, patience=patience)

    def __repr__(self) -> str:
        return "Secrets()"

    # Questions

    def of(self, key: str) -> str | None:
        """Give a connection's secret: the variable's, else the file's, else the keyring's. Raises Storage, Refused.

        Whoever lets the keyring locked is not asked again for some minutes, unless `ask_anew` said so.
        """
        secret = self._said(key) or self._filed(key) or self._rung(key)
        if secret:
            hide(secret)
        return secret

    def place(self, key: str) -> Place:
        """Say where a connection's secret is kept; where the system lets one look, nobody is asked for a password."""
        if self._said(key):
            return Place.VARIABLE
        if self._file_of(key).is_file():
            return Place.FILE
        try:
            seen = self._ring.seen(self._service, key)
            if seen is Seen.HIDDEN:
                return Place.KEYRING if self._ring.get(self._service, key) else Place.NOWHERE
        except Exception:
            return Place.LOCKED
        return Place.NOWHERE if seen is Seen.NOTHING else Place.KEYRING

    def has_ring(self) -> bool:
        """Tell whether the system has a keyring."""
        try:
            return self._ring.exists()
        except Waits:
            # There is somebody who does not answer.
            return True

    # Verbs

    def keep(self, *, key: str, secret: str, in_file: bool = False) -> Place:
        """Keep a secret in the keyring, or in a file where the person said so; say where it is now.

        The keyring may ask for the person, so call it beside a window. Raises Refused without a keyring where nobody
        allowed a file, Invalid for what cannot be a secret, Storage.
        """
        secret = checked(secret)
        hide(secret)
        if in_file:
            # Here, not above: a studio holds the connections, and they hold their secrets.
            from .opening import looks_like_project

            if any(looks_like_project(folder) for folder in (self._home.settings, *self._home.settings.parents)):
                # A project is handed on; a secret is not.
                raise Refused("secret.in-a-project", folder=str(self._home.settings))
            put(self._file_of(key), secret.encode(), 0o600, code="secret.not-written")
            with suppress(Storage):
                # What a locked keyring still holds is asked for by nobody: the file is looked at first.
                self._drop_rung(key)
            return Place.FILE
        if not self.has_ring():
            raise Refused("secret.no-keyring", variable=variable(key))
        try:
            kept = self._ring.keep(self._service, key, secret)
        except Exception as error:
            _tell(error, key)
        if not kept:
            raise Storage("secret.ring-fails", detail="–", variable=variable(key))
        self._drop_file(key)
        return Place.KEYRING

    def forget(self, *, key: str) -> None:
        """Forget a secret wherever it was kept; a variable is the person's own. Raises Storage."""
        self._drop_file(key)
        self._drop_rung(key)

    def ask_anew(self) -> None:
        """Let the keyring ask the person again: they have just done something that needs a secret."""
        self._ring.ask_anew()

    # Inside

    @property
    def _service(self) -> str:
        """Name the shelf in the keyring: every home has its own, so that a throw-away one touches nobody's keys."""
        if self._home == Home.usual():
            return SERVICE
        return f"{SERVICE} {sha256(str(self._home.settings.absolute()).encode()).hexdigest()[:12]}"

    def _said(self, key: str) -> str | None:
        given = self._environment.get(variable(key), "").strip()
        return checked(given) if given else None

    def _rung(self, key: str) -> str | None:
        try:
            return self._ring.get(self._service, key)
        except Exception as error:
            _tell(error, key)

    def _filed(self, key: str) -> str | None:
        file = self._file_of(key)
        try:
            with file.open("rb") as opened:
                if os.name == "posix" and stat.S_IMODE(os.fstat(opened.fileno()).st_mode) & 0o077:
                    raise Refused("secret.open-to-others", file=str(file))
                return checked(opened.read(LONGEST + 1).decode("utf-8", "replace"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Storage("secret.unreadable", file=str(file), detail=error.strerror or "") from error

    def _drop_rung(self, key: str) -> None:
        try:
            self._ring.drop(self._service, key)
        except Exception as error:
            _tell(error, key)

    def _drop_file(self, key: str) -> None:
        file = self._file_of(key)
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise Storage("secret.not-written", file=str(file), detail=error.strerror or "") from error

    def _file_of(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise Invalid("provider.odd-key", key=key[:60])
        return self._home.settings / "secrets" / f"key-{key}"


def _tell(error: Exception, key: str) -> NoReturn:
    """Say what is the matter with a keyring, and what else there is; a store's own words might hold a secret."""
    if isinstance(error, Locked):
        raise Storage("secret.ring-locked", variable=variable(key)) from None
    if isinstance(error, Waits):
        raise Storage("secret.ring-waits", variable=variable(key)) from None
    raise Storage("secret.ring-fails", detail=type(error).__name__, variable=variable(key)) from None


def variable(key: str) -> str:
    """Name the environment variable that holds a connection's secret, if a person set it."""
    return "FOURBEAT_KEY_" + re.sub(r"[^A-Z0-9]", "_", key.upper())


def checked(secret: str) -> str:
    """Give a secret without the spaces, marks and quotes around it. Raises Invalid for what no header could carry."""
    secret = secret.strip().strip(_MARKS).strip()
    if secret[:1] + secret[1:][-1:] in _QUOTES:
        secret = secret[1:-1].strip()
    if not secret:
        raise Invalid("secret.empty")
    if secret.lower().startswith("bearer "):
        raise Invalid("secret.with-bearer")
    if len(secret) > LONGEST or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise Invalid("secret.odd")
    return secret
