"""Pools: servers that share the jobs of one lane, which of them can do a job, and which do not answer.

A job that waits names its pool. The member that is to make it is chosen when it is claimed and stands in the request
from then on; what was sent to a member stays with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeAlias

from fourbeat.model.ids import Id
from fourbeat.model.job import Failure, Job
from fourbeat.model.message import Message
from fourbeat.model.provider import Capabilities, Provider
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest, Verb
from fourbeat.model.verdict import Finding, Verdict

from .gate import (
    Prepared,
    Rule,
    clip_or_still,
    covering,
    digest,
    model_known,
    pictures_fit,
    roles_taken,
    seconds_on_grid,
    size_legal,
)

Members: TypeAlias = Callable[[str], tuple[str, ...] | None]
"""Name the servers that share a lane's jobs, None where the lane is one generator."""
Paused: TypeAlias = Callable[[str], bool]
"""Tell whether a person has a server given nothing new of its pool for now."""

_ABILITIES: tuple[Rule, ...] = (model_known, clip_or_still, size_legal, seconds_on_grid, roles_taken, pictures_fit)

ELSEWHERE = frozenset(
    {
        Failure.NETWORK,
        Failure.SERVER,
        Failure.RATE_LIMITED,
        Failure.AUTH,
        Failure.QUOTA,
        Failure.NOT_FOUND,
        Failure.UNSUPPORTED,
        Failure.INVALID,
    }
)
"""Why a server did not accept what another of its pool may; what is refused for its content goes nowhere else."""

UNHEARD = frozenset({Failure.NETWORK, Failure.SERVER, Failure.RATE_LIMITED})
"""Of these, what says nothing against giving the same job to the same server later."""


def alone(_lane: str) -> None:
    """Say that every lane is one generator."""


def never(_server: str) -> bool:
    """Say that no server is paused."""
    return False


def server_of(job: Job) -> str:
    """Name the server that a job is with, or the lane where it is with none."""
    return job.lane if isinstance(job.request, RenderRequest) else job.request.provider


def at(request: TakeRequest, server: str) -> TakeRequest:
    """Give a request as it is asked of one server."""
    return request if request.provider == server else request.model_copy(update={"provider": server})


def about(verdict: Verdict, request: TakeRequest) -> Verdict:
    """Give a verdict on what is asked of one member as one on what is asked of its pool, or of another member."""
    if verdict.basis is None:
        return verdict
    basis = verdict.basis.model_copy(update={"request": digest(request)})
    return verdict.model_copy(update={"basis": basis, "digest": covering(basis)})


def lacks(request: TakeRequest, able: Capabilities) -> list[Finding]:
    """Say what keeps a server from making what is asked."""
    prepared = Prepared(at(request, able.provider), able, {})
    return [finding for rule in _ABILITIES for finding in rule(prepared)]


def fitting(request: TakeRequest, members: Mapping[str, Capabilities]) -> tuple[str, ...]:
    """Name the servers that can make what is asked; those that would ignore the seed only where all of them would."""
    able = [key for key, one in members.items() if not lacks(request, one) and _goes_on(request, key, one)]
    heeding = [key for key in able if (facts := members[key].model(request.model)) is not None and facts.seed]
    return tuple(heeding or able)


def _goes_on(request: TakeRequest, key: str, able: Capabilities) -> bool:
    """Tell whether a server has the take that a request starts from; only the one that made it has."""
    if request.verb is Verb.NEW:
        return True
    facts, source = able.model(request.model), request.source
    return facts is not None and request.verb in facts.native and source is not None and source.provider == key


class Crew:
    """Remember of servers how often in a row they did not answer, and of jobs who turned them away and why."""

    def __init__(self, members: Members, paused: Paused, providers: Mapping[str, Provider]) -> None:
        self.members, self._paused, self._providers = members, paused, providers
        self._ill: Counter[str] = Counter()
        self._turned: dict[Id, dict[str, tuple[Failure, Message]]] = {}
        self.chosen: dict[Id, str] = {}
        """The servers that were chosen for jobs which are about to be claimed."""

    def shares(self, lane: str) -> bool:
        """Tell whether several servers share a lane."""
        return self.members(lane) is not None

    def able(self, lane: str, *, paused: bool = False) -> dict[str, Capabilities]:
        """Say what each server of a lane can do; those that are paused too where asked."""
        keys = [key for key in self.members(lane) or () if paused or not self._paused(key)]
        there = {key: provider for key in keys if (provider := self._providers.get(key)) is not None}
        return {key: provider.capabilities() for key, provider in there.items()}

    def asked_of_pool(self, job: Job) -> StillRequest | TakeRequest | RenderRequest:
        """Give what a job asks for as it is asked of its pool, once no server has it any more."""
        if isinstance(job.request, RenderRequest) or not self.shares(job.lane):
            return job.request
        return at(job.request, job.lane)

    def candidates(self, job: Job) -> tuple[str, ...]:
        """Name the servers of its pool that can make what a job asks for and have not turned it away."""
        if isinstance(job.request, RenderRequest):
            return ()
        turned = self._turned.get(job.id, {})
        return tuple(key for key in fitting(job.request, self.able(job.lane)) if key not in turned)

    def is_paused(self, server: str) -> bool:
        """Tell whether a server is given nothing new."""
        return self._paused(server)

    def paused_for(self, job: Job) -> bool:
        """Tell whether a server that is paused could make what a job asks for."""
        assert isinstance(job.request, TakeRequest)
        return bool(fitting(job.request, self.able(job.lane, paused=True)))

    def others(self, job: Job) -> tuple[str, ...]:
        """Name the servers a job may go to instead of the one it is with; none where it names just that one."""
        if not self.shares(job.lane):
            return ()
        return tuple(key for key in self.candidates(job) if key != server_of(job))

    def turn_away(self, job: Id, server: str, failure: Failure, why: Message) -> None:
        """Remember that a server does not take a job; another run of the queue asks it again."""
        self._turned.setdefault(job, {})[server] = (failure, why)

    def turned_away(self, job: Id) -> tuple[Failure, Message] | None:
        """Give the last reason why a server turned a job away."""
        return next(reversed(self._turned.get(job, {}).values()), None)

    def forget(self, job: Id) -> None:
        """Forget who turned a job away: a person wants it tried again, or it has ended."""
        self._turned.pop(job, None)

    def ill(self, server: str) -> int:
        """Note that a server did not answer; give how often in a row."""
        self._ill[server] += 1
        return self._ill[server]

    def well(self, server: str) -> None:
        """Note that a server answered."""
        self._ill.pop(server, None)
