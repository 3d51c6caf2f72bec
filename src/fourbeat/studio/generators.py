"""Which generators there are: the one place that knows them by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from fourbeat.media.worker import Workers
from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.errors import FourbeatError
from fourbeat.model.provider import Capabilities, Provider

from .connected import Connected
from .pooled import Pooled
from .settings import Home, Settings

if TYPE_CHECKING:
    from .connections import Connections

ORDERS = "handwork"
"""The folder of a project in which orders for websites are laid out."""

# The modules that bring PyAV, numpy and cv2 are imported where they are used: `status` must not wait for them.


def workers(settings: Settings) -> Workers:
    """Make the worker processes' pool: as many as chosen, else one for each processor."""
    return Workers(settings.workers or os.cpu_count() or 1)


Secret: TypeAlias = Callable[[], str | None]
Maker: TypeAlias = Callable[[Connection, Secret, Capabilities | None], Provider]
Makers: TypeAlias = Mapping[WireProtocol, Maker]
"""Who makes the generator of a connection, by the protocol it speaks."""


def makers(home: Home) -> Makers:
    """Give who makes the generators of connections; each adapter is loaded with the first connection that needs it."""

    def videos(connection: Connection, secret: Secret, known: Capabilities | None) -> Provider:
        from fourbeat.providers.videos import Videos

        return Videos(connection, secret, known)

    def comfyui(connection: Connection, secret: Secret, known: Capabilities | None) -> Provider:
        from fourbeat.providers.comfyui.adapter import ComfyUI
        from fourbeat.providers.line import Line

        from .workflows import Workflows

        workflows = [one.workflow for one in Workflows(home).all()]
        return ComfyUI(connection, Line(connection, secret), workflows, known)

    def openrouter(connection: Connection, secret: Secret, known: Capabilities | None) -> Provider:
        from fourbeat.providers.line import Line
        from fourbeat.providers.openrouter import OpenRouter

        return OpenRouter(connection, Line(connection, secret), known)

    def handwork(connection: Connection, _secret: Secret, known: Capabilities | None) -> Provider:
        from fourbeat.providers.handwork import Handwork

        return Handwork(Path(ORDERS), connection, known)

    return {
        WireProtocol.VIDEOS: videos,
        WireProtocol.COMFYUI: comfyui,
        WireProtocol.OPENROUTER: openrouter,
        WireProtocol.HANDWORK: handwork,
    }


class Generators(Mapping[str, Provider]):
    """Be every generator of a project by its key: the animatic, handwork, one for each connection and for each pool.

    A connection that is added, changed or removed counts from the next question on, whoever changed it.
    """

    def __init__(self, pool: Workers, folder: Path, connections: Connections) -> None:
        self._pool, self._folder, self._connections = pool, folder, connections
        self._lock = Lock()
        self._own: dict[str, Callable[[], Provider]] = {"animatic": self._animatic, "handwork": self._orders}
        self._made: dict[str, Provider] = {}
        self._of: dict[str, tuple[Connection, Capabilities]] = {}
        self._pools: dict[str, Provider] = {}
        self._stamp: object = None
        self._workflows: object = None

    def __getitem__(self, key: str) -> Provider:
        with self._lock:
            self._follow()
            if self._connections.members(key) is not None:
                return self._pools.setdefault(key, Pooled(key, partial(self._members, key)))
            if key not in self._made:
                self._made[key] = self._own[key]() if key in self._own else self._connected(key)
            return self._made[key]

    def __iter__(self) -> Iterator[str]:
        keys = (one.key for one in self._connections.all() if one.key not in self._own)
        return iter((*self._own, *keys, *self._connections.pools()))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __contains__(self, key: object) -> bool:
        # Without making it: who only asks for the keys must not wait for what speaks to servers.
        if not isinstance(key, str):
            return False
        connections = self._connections
        return key in self._own or connections.get(key) is not None or connections.members(key) is not None

    def _members(self, pool: str) -> dict[str, Provider]:
        """Give the generators of a pool's servers."""
        return {key: self[key] for key in self._connections.members(pool) or ()}

    def _follow(self) -> None:
        """Let go of the generators whose connection is no longer what they were made for."""
        if (stamp := self._connections.stamp()) == self._stamp:
            return
        self._stamp = stamp
        before, self._workflows = self._workflows, self._connections.workflows()
        for key, (connection, able) in list(self._of.items()):
            now = self._connections.get(key)
            # A slot that goes elsewhere changes the graph that is sent, and nothing of what can be asked for.
            redrawn = connection.protocol is WireProtocol.COMFYUI and before != self._workflows
            if now == connection and not redrawn and self._built(now)[1] == able:
                continue
            del self._of[key]
            old = self._made.pop(key)
            if isinstance(old, Connected):
                old.let_go()

    def _connected(self, key: str) -> Provider:
        connection = self._connections.get(key)
        if connection is None:
            raise KeyError(key)
        made, able = self._built(connection)
        self._of[key] = connection, able
        return made if connection.protocol is WireProtocol.HANDWORK else Connected(made)

    def _built(self, connection: Connection) -> tuple[Provider, Capabilities]:
        """Make a connection's generator with all that is known, and say what it can do."""
        plain = self._adapter(connection, None)
        try:
            known = self._connections.known(connection, plain.capabilities())
        except FourbeatError:
            # What the person wrote cannot be read; the list of connections says so.
            known = self._connections.learned(connection.key)
        made = self._adapter(connection, known) if known is not None else plain
        return made, made.capabilities()

    def _adapter(self, connection: Connection, known: Capabilities | None) -> Provider:
        if connection.protocol is WireProtocol.HANDWORK:
            from fourbeat.providers.handwork import Handwork

            return Handwork(self._folder / ORDERS, connection, known)
        return self._connections.adapter(connection, known)

    def _animatic(self) -> Provider:
        from fourbeat.media.animatic.provider import Animatic

        return Animatic(self._pool, self._folder / "cache" / "parts")

    def _orders(self) -> Provider:
        from fourbeat.providers.handwork import Handwork

        return Handwork(self._folder / ORDERS)
