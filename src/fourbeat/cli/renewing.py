"""`fourbeat provider refresh`: servers are asked again, and what they say otherwise is told."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.model.errors import FourbeatError
from fourbeat.studio.connections import Connections
from fourbeat.studio.renewal import changes

from .provider import provider
from .session import Session
from .shared import command


@command(provider, "refresh", "help.provider-refresh")
@click.argument("keys", nargs=-1, metavar="[KEY…]")
def refresh(session: Session, keys: tuple[str, ...]) -> None:
    """Ask servers again what they can do and cost, and say what has changed."""
    answer, say, words = session.answer, session.desk.say, session.desk.wording
    connections = Connections(session.desk.home, session.desk.now)
    named = [connections.find(key) for key in keys]
    servers = named or [one for one in connections.all() if connections.learned(one.key) is not None]
    documents: list[dict[str, Any]] = []
    refused: list[FourbeatError] = []
    for one in servers:
        before = connections.able(one) if connections.learned(one.key) is not None else None
        try:
            changed = [words(told) for told in changes(before, connections.learn(one.key))]
        except FourbeatError as error:
            refused.append(error)
            documents.append({"key": one.key, "error": words(error.message)})
            if len(servers) > 1:
                answer.note(words(error.message))
            continue
        documents.append({"key": one.key, "changed": changed})
        code = "provider.refreshed" if changed else "provider.answers" if before is None else "provider.as-before"
        answer.say(say(code, name=one.name))
        for line in changed:
            answer.say(f"  {line}")
    if not servers:
        answer.say(say("provider.none-asked"))
    answer.give({"refreshed": documents})
    if refused and len(refused) == len(servers):
        raise refused[-1]
