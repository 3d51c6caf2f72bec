"""What is to be known of a pool, in words: the same for commands and for the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import Message, message

from .connection_told import few
from .connections import Connections


def remarks(connections: Connections, pool: str) -> tuple[Message, ...]:
    """Say of a pool's servers what keeps them from sharing all their work."""
    return tuple(_remarks(connections, pool))


def models(connections: Connections, key: str) -> tuple[str, ...]:
    """Name the models of a server, as far as is known."""
    try:
        return tuple(facts.id for facts in connections.able(connections.find(key)).models)
    except FourbeatError:
        return ()


def _remarks(connections: Connections, pool: str) -> Iterator[Message]:
    members = connections.members(pool) or ()
    if len(members) == 1:
        yield message("pool.alone", server=members[0], pool=pool)
    made = {key: models(connections, key) for key in members}
    shared = Counter(name for names in made.values() for name in names)
    for key in members:
        if connections.learned(key) is None:
            yield message("pool.never-asked", server=key)
        if connections.paused(key):
            yield message("pool.paused", server=key, pool=pool)
        only = tuple(name for name in made[key] if shared[name] == 1)
        if only and len(members) > 1:
            yield message("pool.only", server=key, models=few(only))
