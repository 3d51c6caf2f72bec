"""Renewal: how old what is known of a server is, and what has changed since it was asked before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fourbeat.model.message import Message, message
from fourbeat.model.provider import Capabilities, ModelFacts

from .connection_told import few, price, seconds, sizes

STALE = 30
"""Days after which prices and models are worth asking for again."""


def days(at: str, now: str) -> int:
    """Count the days between two moments; none where either is no day."""
    try:
        return max(0, (date.fromisoformat(now[:10]) - date.fromisoformat(at[:10])).days)
    except ValueError:
        return 0


def age(at: str, now: str) -> Message:
    """Say how long ago something was learned."""
    n = days(at, now)
    return message("provider.asked-today") if n == 0 else message("provider.asked-days", n=n)


def stale(at: str, now: str) -> bool:
    """Tell whether what was learned then is worth asking for again."""
    return days(at, now) > STALE


def changes(before: Capabilities | None, after: Capabilities) -> tuple[Message, ...]:
    """Say what a server says otherwise than it did: models that came and went, their prices, sizes and lengths."""
    return tuple(_changes(before, after)) if before is not None else ()


def _changes(before: Capabilities, after: Capabilities) -> Iterator[Message]:
    old, new = ({one.id: one for one in able.models} for able in (before, after))
    if came := tuple(name for name in new if name not in old):
        yield message("provider.models-came", n=len(came), models=few(came))
    if went := tuple(name for name in old if name not in new):
        yield message("provider.models-went", n=len(went), models=few(went))
    for name in new:
        if name in old:
            yield from _changed(old[name], new[name])


def _changed(old: ModelFacts, new: ModelFacts) -> Iterator[Message]:
    for code, say in (("provider.price-changed", price), ("provider.sizes-changed", sizes)):
        if say(old) != say(new):
            yield message(code, model=new.id, before=say(old), now=say(new))
    if (old.seconds, old.longest) != (new.seconds, new.longest):
        yield message("provider.lengths-changed", model=new.id, before=seconds(old), now=seconds(new))
