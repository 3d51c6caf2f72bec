"""Which generators there are, and how clips are looked at and reels rendered: the one place that knows them by name."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from fourbeat.media.worker import Workers
from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.errors import FourbeatError
from fourbeat.model.provider import Capabilities, Provider

from .connected import Connected
from .settings import Settings

if TYPE_CHECKING:
    from fourbeat.media.stitch.rendered import Rendered
    from fourbeat.model.request import RenderRequest
    from fourbeat.model.take import MediaFacts

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


def _handwork(connection: Connection, _secret: Secret, known: Capabilities | None) -> Provider:
    from fourbeat.providers.handwork import Handwork

    return Handwork(Path(ORDERS), connection, known)


MAKERS: Makers = {WireProtocol.HANDWORK: _handwork}
"""The protocols that are spoken; each adapter is loaded with the first connection that needs it."""


def adapter(
    connection: Connection, secret: Secret, known: Capabilities | None, *, makers: Makers | None = None
) -> Provider:
    """Make what speaks to one server."""
    return (makers or MAKERS)[connection.protocol](connection, secret, known)


class Generators(Mapping[str, Provider]):
    """Be every generator of a project by its key: the animatic, handwork, and one for each connection.

    A connection that is added, changed or removed counts from the next question on, whoever changed it.
    """

    def __init__(self, pool: Workers, folder: Path, connections: Connections, makers: Makers | None = None) -> None:
        self._pool, self._folder, self._connections, self._makers = pool, folder, connections, makers
        self._lock = Lock()
        self._own: dict[str, Callable[[], Provider]] = {"animatic": self._animatic, "handwork": self._orders}
        self._made: dict[str, Provider] = {}
        self._of: dict[str, tuple[Connection, Capabilities | None]] = {}
        self._stamp: object = None

    def __getitem__(self, key: str) -> Provider:
        with self._lock:
            self._follow()
            if key not in self._made:
                self._made[key] = self._own[key]() if key in self._own else self._connected(key)
            return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._own, *(one.key for one in self._connections.all() if one.key not in self._own)))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __contains__(self, key: object) -> bool:
        # Without making it: who only asks for the keys must not wait for what speaks to servers.
        return isinstance(key, str) and (key in self._own or self._connections.get(key) is not None)

    def _follow(self) -> None:
        """Let go of the generators whose connection is no longer what they were made for."""
        if (stamp := self._connections.stamp()) == self._stamp:
            return
        self._stamp = stamp
        for key, (connection, known) in list(self._of.items()):
            now = self._connections.get(key)
            if now == connection and self._known(now)[1] == known:
                continue
            del self._of[key]
            old = self._made.pop(key)
            if isinstance(old, Connected):
                old.let_go()

    def _connected(self, key: str) -> Provider:
        connection = self._connections.get(key)
        if connection is None:
            raise KeyError(key)
        plain, known = self._known(connection)
        made = self._adapter(connection, known) if known is not None else plain
        self._of[key] = connection, known
        return made if connection.protocol is WireProtocol.HANDWORK else Connected(made)

    def _known(self, connection: Connection) -> tuple[Provider, Capabilities | None]:
        """Give the generator that nothing is known of, and what is known."""
        plain = self._adapter(connection, None)
        try:
            return plain, self._connections.known(connection, plain.capabilities())
        except FourbeatError:
            # What the person wrote cannot be read; the list of connections says so.
            return plain, self._connections.learned(connection.key)

    def _adapter(self, connection: Connection, known: Capabilities | None) -> Provider:
        if connection.protocol is WireProtocol.HANDWORK:
            from fourbeat.providers.handwork import Handwork

            return Handwork(self._folder / ORDERS, connection, known)
        secrets = self._connections.secrets
        return adapter(connection, lambda: secrets.of(connection.key), known, makers=self._makers)

    def _animatic(self) -> Provider:
        from fourbeat.media.animatic.provider import Animatic

        return Animatic(self._pool, self._folder / "cache" / "parts")

    def _orders(self) -> Provider:
        from fourbeat.providers.handwork import Handwork

        return Handwork(self._folder / ORDERS)


def prober(pool: Workers) -> Callable[[Path], Awaitable[MediaFacts]]:
    """Make what looks, in a worker process, whether a file is a playable clip, and what it is. Raises MediaError."""

    async def look(clip: Path) -> MediaFacts:
        return await pool.run(_look, clip)

    return look


def renderer(
    pool: Workers, scratch: Path, done: Callable[[RenderRequest, Rendered], None]
) -> Callable[[RenderRequest, Callable[[float], None]], Awaitable[None]]:
    """Make what renders a reel in a worker process; encoded segments are kept in `scratch`, `done` hears the result."""

    async def render(request: RenderRequest, report: Callable[[float], None]) -> None:
        done(request, await pool.run(_stitch, request, scratch, report=report))

    return render


def _stitch(request: RenderRequest, scratch: Path, report: Callable[[float], None]) -> Rendered:
    from fourbeat.media.animatic.render import render as draw
    from fourbeat.media.stitch.render import render

    scratch.mkdir(parents=True, exist_ok=True)
    return render(request.cut, scratch=scratch, target=request.target, draw=draw, report=report)


def _look(clip: Path, _report: Callable[[float], None]) -> MediaFacts:
    from fourbeat.media.probe import decodes, probe

    facts = probe(clip)
    decodes(clip)
    return facts
