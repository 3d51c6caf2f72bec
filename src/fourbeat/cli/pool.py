"""`fourbeat provider pool`: servers that share their work."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.model.errors import NotFound
from fourbeat.studio.connections import Connections
from fourbeat.studio.pool_told import models, remarks

from .session import Session
from .shared import command
from .speech import option


@command(None, "pool", "help.provider-pool")
@click.argument("pool", metavar="[POOL]", required=False)
@click.argument("join", metavar="[SERVER]…", nargs=-1)
@option("--leave", text="option.pool-leave", multiple=True, metavar="SERVER")
@option("--pause", text="option.pool-pause", multiple=True, metavar="SERVER")
@option("--resume", text="option.pool-resume", multiple=True, metavar="SERVER")
def pool_(
    session: Session,
    pool: str | None,
    join: tuple[str, ...],
    leave: tuple[str, ...],
    pause: tuple[str, ...],
    resume: tuple[str, ...],
) -> None:
    """Show pools, make one of servers, and pause a server of one."""
    connections = Connections(session.desk.home, session.desk.now)
    if pool is None:
        _list(session, connections)
        return
    if join or leave or pause or resume:
        connections.gather(pool=pool, join=join, leave=leave, pause=pause, resume=resume)
        if leave and connections.members(pool) is None:
            session.answer.give({"pool": pool, "servers": []})
            session.answer.say(session.desk.say("pool.gone", pool=pool))
            return
    elif connections.members(pool) is None:
        raise NotFound("provider.no-pool", pool=pool[:60])
    _show(session, connections, pool)


def _list(session: Session, connections: Connections) -> None:
    say, pools = session.desk.say, connections.pools()
    session.answer.give({"pools": [_document(session, connections, pool) for pool in pools]})
    if not pools:
        session.answer.say(say("pool.none-yet"))
        return
    rows = [[pool, ", ".join(keys), ", ".join(_made(connections, keys))] for pool, keys in pools.items()]
    session.answer.table([say(f"column.{one}") for one in ("pool", "servers", "models")], rows)


def _show(session: Session, connections: Connections, pool: str) -> None:
    say, words = session.desk.say, session.desk.wording
    session.answer.give(_document(session, connections, pool))
    rows = [
        [
            one.key,
            one.url,
            str(one.width),
            say("pool.state-paused" if one.paused else "pool.at-work"),
            ", ".join(models(connections, one.key)) or "–",
        ]
        for one in map(connections.find, connections.members(pool) or ())
    ]
    heads = ("connection", "address", "at-once", "state", "models")
    session.answer.table([say(f"column.{one}") for one in heads], rows, right=(2,))
    session.answer.say(say("pool.asked", pool=pool))
    for one in remarks(connections, pool):
        session.answer.note(words(one))


def _made(connections: Connections, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for key in keys for name in models(connections, key)))


def _document(session: Session, connections: Connections, pool: str) -> dict[str, Any]:
    return {
        "pool": pool,
        "servers": [
            {
                "key": key,
                "paused": connections.paused(key),
                "width": connections.find(key).width,
                "models": list(models(connections, key)),
            }
            for key in connections.members(pool) or ()
        ],
        "remarks": [session.desk.wording(one) for one in remarks(connections, pool)],
    }
