"""Keys of one's own to sign packs with: the private half stays in the studio's home, for its owner's eyes only."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Refused
from fourbeat.policy import signing

from .opening import looks_like_project
from .pack_files import taken
from .settings import Home
from .trust import put

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class OwnKey:
    """Be a key of one's own: its fingerprint, and the file with the public half, which anybody may have."""

    name: str
    fingerprint: str
    public: Path


class Keys:
    """Hold the verbs and questions about one's own keys."""

    def __init__(self, home: Home) -> None:
        self.folder = home.settings / "policy" / "keys"

    def make(self, *, name: str) -> OwnKey:
        """Make a key. Raises Invalid for a name that is taken or cannot be used, Refused within a project."""
        if not _NAME.fullmatch(name):
            raise Invalid("key.odd-name", name=name[:60])
        if any(looks_like_project(folder) for folder in self.folder.parents):
            # A project is handed on; a private key is not.
            raise Refused("key.in-a-project", folder=str(self.folder))
        if self._private(name).exists() or self._public(name).exists():
            raise Invalid("key.taken", name=name)
        private, public = signing.make_key()
        put(self._private(name), private, 0o600)
        put(self._public(name), signing.key_text(public), 0o644)
        return self._key(name, public)

    def all(self) -> list[OwnKey]:
        """Give the keys there are, by name; one that cannot be read is left out."""
        found = []
        for file in sorted(self.folder.glob("*.key")) if self.folder.is_dir() else []:
            try:
                found.append(self._key(file.stem, signing.public_of(self._secret(file.stem))))
            except FourbeatError:
                continue
        return found

    def sign(self, data: bytes, *, name: str) -> signing.Seal:
        """Sign bytes with a key. Raises NotFound, Invalid, Refused where others could read the key."""
        return signing.sign(data, self._secret(name))

    def only(self) -> str:
        """Name the one key there is. Raises NotFound without any, Invalid where one must be chosen."""
        names = tuple(one.name for one in self.all())
        if not names:
            raise NotFound("key.none-yet")
        if len(names) > 1:
            raise Invalid("key.which", names=names)
        return names[0]

    def _secret(self, name: str) -> bytes:
        file = self._private(name)
        if not _NAME.fullmatch(name) or not file.is_file():
            known = tuple(sorted(one.stem for one in self.folder.glob("*.key"))) if self.folder.is_dir() else ()
            raise NotFound("key.not-found", name=name[:60], names=known) if known else NotFound("key.none-yet")
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise Refused("key.open-to-others", file=str(file))
        return taken(file, signing.LARGEST)

    def _key(self, name: str, public: bytes) -> OwnKey:
        return OwnKey(name, signing.fingerprint(public), self._public(name))

    def _private(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _public(self, name: str) -> Path:
        return self.folder / f"{name}.pub"
