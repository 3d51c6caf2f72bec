"""The file of connections: what stands in it, how each is checked, and how it is held against other programs."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from pydantic import ValidationError

from fourbeat.model import options
from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import Busy, FourbeatError, Invalid, Storage
from fourbeat.model.message import Message, message
from fourbeat.store.lock import Holder, NoLocks, ProjectLock

from .toml_text import toml_text
from .trust import put

FORM = 1
LARGEST = 1024 * 1024
MOST = 200
RESERVED = frozenset({"animatic", "handwork", "render", "local"})
"""Keys that are the program's own; packs and consents mean this machine by the last."""
LOCAL = re.compile(r"(localhost|127(\.\d+){3}|::1|.*\.localhost)")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PATIENCE = 5.0
_FIELDS = (
    "key",
    "name",
    "protocol",
    "url",
    "profile",
    "entry",
    "header",
    "pool",
    "paused",
    "width",
    "deadline",
    "options",
)


class ConnectionFile:
    """Hold the one file; what cannot be read of it is never written over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._read: tuple[object, dict[str, Connection], list[Message]] | None = None

    def known(self) -> tuple[dict[str, Connection], list[Message]]:
        """Give what stands in it, and what in it cannot be used; it is read again once it has changed."""
        now = mark(self.path)
        with self._lock:
            if self._read is None or self._read[0] != now:
                self._read = (now, *read(self.path))
            return self._read[1], self._read[2]

    @contextmanager
    def alone(self) -> Iterator[dict[str, Connection]]:
        """Hold the file against other programs while it is read and written; nothing unreadable is written over."""
        folder = self.path.parent
        lock = ProjectLock(folder / "connections.lock")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.take(Holder("Fourbeat", os.getpid()), _PATIENCE)
        except Busy as error:
            raise Busy("provider.busy", file=str(self.path)) from error
        except NoLocks:
            pass  # Two programs that write at once are unlikely.
        except OSError as error:
            raise Storage("provider.not-written", file=str(self.path), detail=error.strerror or "") from error
        try:
            connections, faults = read(self.path)
            if faults:
                raise Invalid("provider.mend-first", file=str(self.path), faults=tuple(faults))
            yield connections
        finally:
            lock.release()

    def write(self, connections: Mapping[str, Connection]) -> None:
        """Write it anew. Raises Storage."""
        table = {"form": FORM, "connections": {one.key: fields(one) for one in connections.values()}}
        put(self.path, toml_text(table).encode(), code="provider.not-written")


def read(file: Path) -> tuple[dict[str, Connection], list[Message]]:
    """Read a file of connections: those that can be used, and what is wrong with the rest. Never raises."""
    name = file.name
    try:
        with file.open("rb") as content:
            data = content.read(LARGEST + 1)
        if len(data) > LARGEST:
            return {}, [message("provider.too-large", file=name, most=LARGEST // 1024)]
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        return {}, [message("provider.unreadable", file=name, detail=error.strerror or "")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        return {}, [message("provider.not-toml", file=name, detail=str(error)[:200])]
    form, given = table.get("form"), table.get("connections", {})
    if form != FORM or not isinstance(given, dict) or len(given) > MOST:
        return {}, [message("provider.other-form", file=name, form=str(form)[:20])]
    found: dict[str, Connection] = {}
    faults: list[Message] = []
    for key, fields in given.items():
        try:
            found[key] = checked(key, fields if isinstance(fields, dict) else {"": fields})
        except FourbeatError as error:
            faults.append(message("provider.fault", key=key[:60], why=error.message))
    # The first of a pool says of what kind it is.
    there = {key: one.model_copy(update={"pool": ""}) for key, one in found.items()}
    for key, one in found.items():
        try:
            pooled(one, there)
            there[key] = one
        except Invalid as error:
            faults.append(message("provider.fault", key=key, why=error.message))
    return there, faults


def checked(key: str, fields: Mapping[str, object]) -> Connection:
    """Make a connection of what was given. Raises Invalid, saying which field cannot be so."""
    if not _KEY.fullmatch(key):
        raise Invalid("provider.odd-key", key=key[:60])
    if key in RESERVED:
        raise Invalid("provider.reserved", key=key)
    try:
        made = Connection.model_validate({**fields, "key": key})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        if field in _FIELDS:
            raise _odd(field) from None
        raise Invalid("provider.unknown-field", field=field[:60]) from None
    if not made.name.strip() or not made.name.isprintable():
        raise _odd("name")
    if made.entry is Entry.HEADER and not made.header:
        raise Invalid("provider.no-header")
    options.check(made.protocol, made.profile, made.options)
    if made.protocol is WireProtocol.HANDWORK:
        return made
    return made.model_copy(update={"url": checked_url(made.url)})


def _odd(field: str) -> Invalid:
    """Say which field cannot be so, and what it may hold."""
    names = {"field": message(f"provider.field-{field}"), "form": message(f"provider.form-{field}")}
    return Invalid("provider.odd-field", **names)


def pooled(made: Connection, connections: Mapping[str, Connection]) -> None:
    """Let a connection be in its pool. Raises Invalid, saying what it cannot share its work with."""
    if not made.pool:
        return
    if made.protocol is WireProtocol.HANDWORK:
        raise Invalid("provider.pool-of-hands", key=made.key)
    if made.pool in connections or made.pool in RESERVED or made.pool == made.key:
        raise Invalid("provider.pool-is-server", pool=made.pool)
    for one in connections.values():
        if one.pool == made.pool and one.protocol is not made.protocol:
            raise Invalid(
                "provider.pool-of-kinds",
                pool=made.pool,
                key=made.key,
                protocol=made.protocol.value,
                other=one.key,
                spoken=one.protocol.value,
            )


def checked_url(url: str) -> str:
    """Give a server's address as it is kept. Raises Invalid for one that leads nowhere or carries a secret."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise Invalid("provider.odd-url") from None
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        # What stands there may be a secret: it is not repeated.
        raise Invalid("provider.url-with-secret")
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url or "\\" in url:
        raise Invalid("provider.odd-url")
    return url.rstrip("/")


def in_the_open(connection: Connection) -> bool:
    """Tell whether a secret for this server travels where others could read it."""
    parts = urlsplit(connection.url)
    return connection.entry is not Entry.NONE and parts.scheme == "http" and not LOCAL.fullmatch(parts.hostname or "")


def free_key(name: str, taken: Mapping[str, object] | frozenset[str], otherwise: str) -> str:
    """Make a key of a name that nobody has yet."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:32].strip("-") or otherwise
    keys = (base if number == 1 else f"{base}-{number}" for number in range(1, MOST * 2))
    return next(key for key in keys if key not in taken and key not in RESERVED)


def fields(connection: Connection) -> dict[str, object]:
    """Give what a connection's table says: what is as usual goes without saying."""
    said = connection.model_dump(mode="json", exclude={"key"}, exclude_defaults=True)
    return {"name": connection.name, "protocol": connection.protocol.value, **said}


def host(url: str) -> tuple[str, str | None, int | None]:
    """Give what a secret is meant for: a scheme, a host and a port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def plain(key: str) -> str:
    """Give a key that can be part of a file's name. Raises Invalid."""
    if not _KEY.fullmatch(key):
        raise Invalid("provider.odd-key", key=key[:60])
    return key


def mark(file: Path) -> object:
    """Give a mark that is another once a file was written; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def marks(folder: Path) -> object:
    """Give a mark that is another once any file of a folder was written."""
    try:
        with os.scandir(folder) as files:
            return tuple(sorted((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in files))
    except OSError:
        return ()
