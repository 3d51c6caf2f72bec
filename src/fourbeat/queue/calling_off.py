"""Calling off many jobs: what never left in one transaction, the rest server by server, past those that are silent."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TypeAlias

from fourbeat.model.errors import FourbeatError, ProviderError
from fourbeat.model.ids import Id
from fourbeat.model.job import JobState
from fourbeat.model.message import message
from fourbeat.model.provider import Cancel
from fourbeat.store import Writer

from .cancel import cancel
from .pools import server_of
from .retry import LINE
from .stage import Stage, stops_all

S = JobState
Answer: TypeAlias = Cancel | FourbeatError

_NOBODY = LINE | {"queue.no-answer"}


async def call_off(
    stage: Stage, jobs: Collection[Id], walk_of: Callable[[Id], asyncio.Task[None] | None]
) -> dict[Id, Answer]:
    """Cancel jobs and say of each what came of it, or why it could not be; a server that is silent is asked once.

    Raises what stops the whole queue.
    """
    told: dict[Id, Answer] = dict.fromkeys(await _waiting(stage, jobs, walk_of), Cancel.WILL_NOT_RUN)
    servers: dict[str, list[Id]] = defaultdict(list)
    for one in jobs:
        if one not in told:
            servers[server_of(stage.store.job(one))].append(one)

    async def at(mine: Collection[Id]) -> None:
        silent: FourbeatError | None = None
        for one in mine:
            try:
                told[one] = await cancel(stage, one, walk_of(one), silent=silent)
            except FourbeatError as error:
                if stops_all(error):
                    raise
                told[one] = error
                if isinstance(error, ProviderError) and error.code in _NOBODY:
                    silent = error

    await asyncio.gather(*(at(mine) for mine in servers.values()))
    return told


async def _waiting(stage: Stage, jobs: Collection[Id], walk_of: Callable[[Id], asyncio.Task[None] | None]) -> list[Id]:
    """Cancel at once what waits and of which nothing has ever left; give what was."""
    tried = stage.store.tried(jobs)
    idle: dict[JobState, list[Id]] = defaultdict(list)
    for place in stage.store.places({S.QUEUED, S.HELD}, ids=jobs):
        busy = place.id in tried or place.id in stage.sending or walk_of(place.id) is not None
        # Of a render a part may lie there, which goes with it.
        if place.shot is not None and not busy:
            idle[place.state].append(place.id)

    def commit(writer: Writer) -> list[Id]:
        why = message("queue.cancelled")
        given = (writer.move_jobs(ids, S.CANCELLED, expect=state, why=why, not_before=None) for state, ids in waits)
        return [one for moved in given for one in moved]

    waits = list(idle.items())
    return await stage.write(commit) if waits else []
