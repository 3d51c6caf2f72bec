"""Connections: the servers and websites a person generates with. They belong to the person, never to a project."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import Busy, Invalid, NotFound
from fourbeat.model.house_rules import HouseRules
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Capabilities, ModelFacts, Provider

from . import house_rules, model_facts, services
from .connection_file import LARGEST, MOST, ConnectionFile, checked, host, mark, marks, plain, pooled
from .connection_file import fields as fields_of
from .retirements import Retirement
from .secrets import Place, Secrets
from .settings import Home
from .toml_text import toml_text
from .trust import put

if TYPE_CHECKING:
    from .generators import Makers, Secret

_GLANCE = 0.2
_SERVED = frozenset({WireProtocol.VIDEOS, WireProtocol.OPENROUTER})
"""Protocols in which a model is called by its maker's name; elsewhere a name is the person's own."""
_PLAIN = frozenset({"protocol", "key"})
"""What a connection keeps for life: jobs and takes name it by them."""


class Connections:
    """Hold the verbs and questions about connections, for every project of this person."""

    def __init__(
        self, home: Home, now: Callable[[], str], *, secrets: Secrets | None = None, makers: Makers | None = None
    ) -> None:
        self._home, self._now, self._makers = home, now, makers
        self._file = ConnectionFile(home.settings / "connections.toml")
        self.secrets = secrets or Secrets(home)
        self._stamped: tuple[float, object] | None = None
        self._changed = False

    @property
    def file(self) -> Path:
        """Name the file that holds the connections."""
        return self._file.path

    # Questions

    def all(self) -> list[Connection]:
        """Give the connections that can be used, by name."""
        return sorted(self._file.known()[0].values(), key=lambda one: (one.name.casefold(), one.key))

    def find(self, key: str) -> Connection:
        """Find a connection. Raises NotFound."""
        found = self._file.known()[0]
        if key not in found:
            raise NotFound("provider.not-found", key=key[:60], keys=tuple(sorted(found)) or ("–",))
        return found[key]

    def get(self, key: str) -> Connection | None:
        """Give a connection, None where there is none of that key."""
        return self._file.known()[0].get(key)

    def pools(self) -> dict[str, tuple[str, ...]]:
        """Name the servers of each pool."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self._file.known()[0].values():
            if one.pool:
                found[one.pool] = (*found.get(one.pool, ()), one.key)
        return {pool: tuple(sorted(found[pool])) for pool in sorted(found)}

    def members(self, key: str) -> tuple[str, ...] | None:
        """Name the servers of a pool; None where no pool is called so."""
        return self.pools().get(key)

    def paused(self, key: str) -> bool:
        """Tell whether a server is given nothing new of its pool."""
        found = self.get(key)
        return found is not None and found.paused

    def patience(self, key: str) -> float | None:
        """Say after how many seconds a silent job of a server is called stalled; None for what is no connection."""
        found = self.get(key)
        return None if found is None else float(found.deadline)

    def faults(self) -> list[Message]:
        """Say what in the person's files cannot be used; everything else works all the same."""
        return [*self._file.known()[1], *(one.message for one in map(self._odd, self.all()) if one is not None)]

    def stamp(self) -> object:
        """Give a mark that is another once anything about connections has changed, here or in another process."""
        # A film asks at every shot: what other processes do is looked for a few times a second.
        now = time.monotonic()
        if self._stamped is None or self._changed or now - self._stamped[0] > _GLANCE:
            self._changed = False
            folders = (self._home.settings / "providers", self._learned_folder, self._home.settings / "workflows")
            self._stamped = now, (mark(self.file), *(marks(folder) for folder in folders))
        return self._stamped[1]

    def workflows(self) -> object:
        """Give a mark that is another once a workflow of the person's has changed."""
        return marks(self._home.settings / "workflows")

    def learned(self, key: str) -> Capabilities | None:
        """Give what a server last said of itself, None before it was asked or where that cannot be read."""
        file = self._learned_file(key)
        try:
            with file.open("rb") as content:
                data = content.read(LARGEST + 1)
            return Capabilities.model_validate_json(data) if len(data) <= LARGEST else None
        except (OSError, ValidationError):
            return None

    def known(self, connection: Connection, assumed: Capabilities) -> Capabilities | None:
        """Give what is known of a server: what it said, what ships about its service, and what the person says.

        `assumed` is what its protocol takes for granted. None where nothing is known beyond that. Raises Invalid.
        """
        learned = self.learned(connection.key)
        if (
            learned is not None
            and connection.protocol is WireProtocol.COMFYUI
            and self._older_than_workflows(connection)
        ):
            # What was added since has not been asked about; sending tells what the server lacks.
            learned = learned.model_copy(update={"models": assumed.models})
        if learned is not None:
            # How many at once is the person's to say, and may have changed since.
            models = tuple(_dated(one, learned.learned_at[:10]) for one in learned.models)
            learned = learned.model_copy(update={"lane_width": assumed.lane_width, "models": models})
        base = learned or assumed
        known, own = self._tables(connection)
        try:
            laid = services.informed(base, known, own, learned=learned is not None, today=self._now()[:10])
        except Invalid as error:
            raise self._named(connection.key, error) from error
        return laid if learned is not None or laid != base else None

    def able(self, connection: Connection) -> Capabilities:
        """Say what a server can do, as far as is known without asking it. Raises Invalid."""
        assumed = self._made(connection, lambda: None, None).capabilities()
        return self.known(connection, assumed) or assumed

    def retirement(self, key: str, model: str) -> Retirement | None:
        """Say when a provider's model ends, as ships or as the person knows; None where nobody says so.

        Raises Invalid for a file of the person that cannot be read.
        """
        names = services.spoken_of(key, self.get(key))
        own = self._own(key)
        try:
            return services.retired([*map(services.shipped, names), own], model)
        except Invalid as error:
            raise self._named(key, error) from error

    def house_rules(self, key: str, model: str) -> HouseRules:
        """Say what is known of what a provider refuses, and what the person knows. Raises Invalid for odd data.

        Of a pool nothing is known: each of its servers has rules of its own.
        """
        connection = self.get(key)
        served = connection is not None and connection.protocol in _SERVED
        shared = house_rules.of_model(model) if served else ()
        names = services.spoken_of(key, connection)
        return house_rules.house_rules([*shared, *map(services.shipped, names), self._own(key)], model)

    def said(self, key: str, model: str) -> Mapping[str, str]:
        """Give what the person has said of a model, the way it is typed. Raises Invalid for a file that is odd."""
        models = self._own(key).get("models")
        told = models.get(model) if isinstance(models, dict) else None
        return model_facts.written(told) if isinstance(told, dict) else {}

    def spoken_of(self, key: str) -> tuple[str, ...]:
        """Name the data that speaks of a provider, the most general first."""
        return services.spoken_of(key, self.get(key))

    # Verbs

    def add(self, *, key: str, fields: Mapping[str, object]) -> Connection:
        """Add a connection. Raises Invalid for what cannot be one, Busy, Storage."""
        if fields.get("protocol") == WireProtocol.OPENROUTER:
            # Nobody comes in there without a key.
            fields = {"entry": Entry.BEARER, **fields}
        connection = checked(key, fields)
        with self._file.alone() as connections:
            if key in connections:
                raise Invalid("provider.taken", key=key)
            if len(connections) >= MOST:
                raise Invalid("provider.too-many", most=MOST)
            if any(one.pool == key for one in connections.values()):
                raise Invalid("provider.pool-called-so", key=key)
            pooled(connection, connections)
            self._keep({**connections, key: connection})
        return connection

    def change(self, *, key: str, fields: Mapping[str, object]) -> Connection:
        """Change a connection; led elsewhere, it forgets what it could do, and its secret. Raises what `add` does."""
        for name in fields:
            if name in _PLAIN:
                raise Invalid("provider.for-life", field=message(f"provider.field-{name}"))
        with self._file.alone() as connections:
            meant, new = _changed(connections, key, fields)
        if host(new.url) != host(meant.url):
            # A secret is given to the host it was meant for, and to no other. First, and while no file is held: the
            # keyring may wait for the person, or refuse.
            self.secrets.ask_anew()
            self.secrets.forget(key=key)
        with self._file.alone() as connections:
            old, new = _changed(connections, key, fields)
            if host(old.url) != host(meant.url):
                raise Busy("provider.busy", file=str(self.file))
            self._keep({**connections, key: new})
        if (new.url, new.profile) != (old.url, old.profile):
            self._learned_file(key).unlink(missing_ok=True)
        self._changed = True
        return new

    def gather(
        self,
        *,
        pool: str,
        join: Collection[str] = (),
        leave: Collection[str] = (),
        pause: Collection[str] = (),
        resume: Collection[str] = (),
    ) -> tuple[str, ...]:
        """Let servers join a pool or leave it, and give some nothing new of it for now; name those that are in it then.

        Raises NotFound, Invalid for servers that cannot share their work, and what `change` raises.
        """
        with self._file.alone() as connections:
            before = {key for key, one in connections.items() if one.pool == pool}
            after = dict(connections)
            for key in dict.fromkeys((*join, *leave, *pause, *resume)):
                if key not in connections:
                    raise NotFound("provider.not-found", key=key[:60], keys=tuple(sorted(connections)) or ("–",))
                if key not in before and key not in join:
                    raise Invalid("provider.not-in-pool", key=key, pool=pool)
                fields = {**fields_of(connections[key]), "pool": "" if key in leave else pool}
                paused = key in pause or (key in before and connections[key].paused and key not in resume)
                after[key] = checked(key, {**fields, "paused": paused and key not in leave})
                pooled(after[key], after)
            if after != connections:
                self._keep(after)
        return tuple(sorted(key for key, one in after.items() if one.pool == pool))

    def remove(self, *, key: str) -> None:
        """Forget a connection with its secret and what was learned; takes and jobs keep its key.

        The keyring may ask for the person, so call it beside a window. Raises NotFound, Storage.
        """
        self.find(key)
        # First, and while nothing is held: whoever connects another server by this key must not find it.
        self.secrets.ask_anew()
        self.secrets.forget(key=key)
        with self._file.alone() as connections:
            if key not in connections:
                raise NotFound("provider.not-found", key=key[:60], keys=tuple(sorted(connections)) or ("–",))
            self._keep({name: one for name, one in connections.items() if name != key})
        self._learned_file(key).unlink(missing_ok=True)

    def keep_secret(self, *, key: str, secret: str, in_file: bool = False) -> Place:
        """Keep a connection's secret and say where; a server that was shown none so far is shown it from now on.

        Raises NotFound, and what keeping a secret and `change` raise.
        """
        connection = self.find(key)
        place = self.secrets.keep(key=key, secret=secret, in_file=in_file)
        if connection.entry is Entry.NONE and connection.protocol is not WireProtocol.HANDWORK:
            # Whoever gives a key means it to be used; kept and never shown, it would only look refused.
            self.change(key=key, fields={"entry": Entry.BEARER})
        return place

    def learn(self, key: str) -> Capabilities:
        """Ask a server what it can do, without spending anything, and keep the answer. Raises ProviderError.

        Takes as long as the server does; call it beside a window.
        """
        connection = self.find(key)
        self.secrets.ask_anew()
        found = self.ask(connection, lambda: self.secrets.of(key))
        found = found.model_copy(update={"learned_at": found.learned_at or self._now()})
        put(self._learned_file(key), found.model_dump_json(indent=1).encode(), code="provider.not-written")
        self._changed = True
        return self.known(connection, found) or found

    def ask(self, connection: Connection, secret: Callable[[], str | None]) -> Capabilities:
        """Ask a server what it can do and keep nothing: a connection may be tried before it is added."""
        made = self._made(connection, secret, None)

        async def asked() -> Capabilities:
            try:
                learn = getattr(made, "learn", None)
                return await learn() if learn is not None else made.capabilities()
            finally:
                await made.close()

        return asyncio.run(asked())

    def tell(self, *, key: str, model: str, facts: Mapping[str, object]) -> None:
        """Keep what the person knows of a model; None takes a fact back. It wins over data and servers.

        Raises NotFound, Invalid for a fact that cannot be right, Storage.
        """
        self.find(key)
        if not model or len(model) > 200 or not model.isprintable():
            raise Invalid("provider.odd-model", model=model[:60])
        for name, given in facts.items():
            if given is not None:
                services.fact(name, given, model=model)
        own = dict(self._own(key))
        models = own.get("models")
        models = dict(models) if isinstance(models, dict) else {}
        told = models.get(model)
        told = {**told, **facts} if isinstance(told, dict) else dict(facts)
        models[model] = {name: one for name, one in told.items() if one is not None}
        own = {"provider": key, **own, "models": {name: one for name, one in models.items() if one}}
        put(self._own_file(key), toml_text(own).encode(), 0o644, code="provider.not-written")
        self._changed = True

    def adapter(self, connection: Connection, known: Capabilities | None) -> Provider:
        """Make what speaks to a server; the secret is asked for at each request."""
        return self._made(connection, lambda: self.secrets.of(connection.key), known)

    # Inside

    def _made(self, connection: Connection, secret: Secret, known: Capabilities | None) -> Provider:
        if self._makers is None:
            # Here, not above: what speaks to servers is known to those who speak to one.
            from .generators import makers

            self._makers = makers(self._home)
        return self._makers[connection.protocol](connection, secret, known)

    @property
    def _learned_folder(self) -> Path:
        return self._home.settings / "providers" / "learned"

    def _older_than_workflows(self, connection: Connection) -> bool:
        try:
            asked = self._learned_file(connection.key).stat().st_mtime_ns
            return (self._home.settings / "workflows").stat().st_mtime_ns > asked
        except OSError:
            return False

    def _learned_file(self, key: str) -> Path:
        return self._learned_folder / f"{plain(key)}.json"

    def _own_file(self, key: str) -> Path:
        return self._home.settings / "providers" / f"{plain(key)}.toml"

    def _own(self, key: str) -> services.Table:
        file = self._own_file(key)
        return services.loaded(file) if file.is_file() else {}

    def _named(self, key: str, error: Invalid) -> Invalid:
        """Name the file in which a fact stands that cannot be right."""
        return Invalid("provider.odd-facts", file=str(self._own_file(key)), why=error.message)

    def _odd(self, connection: Connection) -> Invalid | None:
        try:
            self.able(connection)
        except Invalid as error:
            return error
        return None

    def _keep(self, connections: Mapping[str, Connection]) -> None:
        self._file.write(connections)
        self._changed = True

    def _tables(self, connection: Connection) -> tuple[services.Table, services.Table]:
        """Give what ships about a connection's models, and what the person says of them."""
        models: dict[str, object] = {}
        for name in services.spoken_of(connection.key, connection):
            found = services.shipped(name).get("models")
            models |= found if isinstance(found, dict) else {}
        return {"models": models}, self._own(connection.key)


def _changed(
    connections: Mapping[str, Connection], key: str, fields: Mapping[str, object]
) -> tuple[Connection, Connection]:
    """Give a connection as it is, and as it would be. Raises NotFound, Invalid."""
    if key not in connections:
        raise NotFound("provider.not-found", key=key[:60], keys=tuple(sorted(connections)) or ("–",))
    old = connections[key]
    new = checked(key, {**fields_of(old), **fields})
    pooled(new, connections)
    return old, new


def _dated(facts: ModelFacts, day: str) -> ModelFacts:
    """Let prices that a server named carry the day on which it did."""
    if all(one.day for one in facts.prices):
        return facts
    return facts.model_copy(update={"prices": tuple(one.model_copy(update={"day": day}) for one in facts.prices)})
