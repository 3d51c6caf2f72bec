"""How old what is known of servers is, as commands tell it."""

from __future__ import annotations

from collections.abc import Sequence

from fourbeat.model.connection import Connection
from fourbeat.studio.connections import Connections
from fourbeat.studio.renewal import STALE, age, stale

from .session import Session


def asked(session: Session, connections: Connections, one: Connection) -> str:
    """Say when a server was asked last."""
    able = connections.learned(one.key)
    if able is None:
        return session.desk.say("provider.never-asked")
    return session.desk.wording(age(able.learned_at, session.desk.now()))


def tell_stale(session: Session, connections: Connections, every: Sequence[Connection]) -> None:
    """Say which servers are worth asking again."""
    now = session.desk.now()
    old = [one.key for one in every if (able := connections.learned(one.key)) and stale(able.learned_at, now)]
    if old:
        session.answer.note(session.desk.say("provider.stale", n=STALE, keys=tuple(old)))
