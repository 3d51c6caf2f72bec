"""A pool as a generator that shots can name: what its servers can do and cost together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from fourbeat.model.errors import Refused
from fourbeat.model.job import Estimate, Money
from fourbeat.model.message import message
from fourbeat.model.pooling import together
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Poll,
    Provider,
    Rejected,
    Unsure,
    WireRequest,
)
from fourbeat.model.request import TakeRequest
from fourbeat.model.verdict import Decision, Finding, Verdict
from fourbeat.queue.pools import about, at, fitting, lacks
from fourbeat.queue.purse import reckoned

Ask = Callable[[TakeRequest, Capabilities], Verdict]
"""Ask the gate about a request to a server that can do so much."""


class Pooled:
    """Be several servers under one key. A pool is only asked; each request is sent to one of its servers."""

    def __init__(self, key: str, members: Callable[[], Mapping[str, Provider]]) -> None:
        self.key = key
        self._members = members
        self._known: tuple[dict[str, Capabilities], Capabilities] | None = None

    def able(self) -> dict[str, Capabilities]:
        """Say what each of its servers can do."""
        return {key: one.capabilities() for key, one in self._members().items()}

    def capabilities(self) -> Capabilities:
        """Say what they can do together."""
        able = self.able()
        if self._known is None or self._known[0] != able:
            self._known = able, together(self.key, able)
        return self._known[1]

    def prices(self, request: TakeRequest) -> dict[str, Estimate]:
        """Say what a request may cost at each server that can make it."""
        members = self._members()
        keys = fitting(request, {key: one.capabilities() for key, one in members.items()})
        return {key: reckoned(members[key], at(request, key)) for key in keys}

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say what a request may cost: from the cheapest of the servers that can make it to the dearest."""
        prices = list(self.prices(request).values())
        if prices and all(one.free for one in prices):
            return Estimate(free=True, basis=self.key)
        paid = [(one.least, one.most) for one in prices if not one.free]
        if not paid or any(least is None or most is None for least, most in paid):
            return Estimate(basis=self.key)
        sums = [money for pair in paid for money in pair if money is not None]
        if len({one.currency for one in sums}) > 1:
            return Estimate(basis=self.key)
        if len(paid) < len(prices):
            sums.append(Money(amount="0", currency=sums[0].currency))
        sums.sort(key=lambda one: Fraction(one.amount))
        known = dict.fromkeys(one.basis for one in prices if one.basis and not one.free)
        return Estimate(least=sums[0], most=sums[-1], basis=f"{self.key}: {' | '.join(known)}")

    def judged(self, request: TakeRequest, ask: Ask) -> Verdict:
        """Ask the gate about the servers that can make a request until one may have it; where none may, say why."""
        able = self.able()
        first: Verdict | None = None
        for key in fitting(request, able):
            found = ask(at(request, key), able[key])
            if found.decision is Decision.ALLOW:
                return about(found, request)
            first = first or found
        if first is not None:
            return about(first, request)
        found = ask(request, self.capabilities())
        missing = tuple(
            finding.model_copy(update={"why": message("gate.pool-member", provider=key, why=finding.why)})
            for key, one in able.items()
            for finding in lacks(request, one)[:1]
        )
        return found.model_copy(update={"decision": Decision.BLOCK, "findings": (*missing, *_besides(found))})

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Refuse: a request is prepared by the server it goes to."""
        del request, key, files
        raise self._no_server()

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Refuse: nothing is sent to a pool as such."""
        del wire
        raise self._no_server()

    async def find(self, wire: WireRequest) -> str | None:
        """Refuse: what was sent is at one server."""
        del wire
        raise self._no_server()

    async def poll(self, remote_id: str) -> Poll:
        """Refuse: what was sent is at one server."""
        del remote_id
        raise self._no_server()

    async def cancel(self, remote_id: str) -> Cancel:
        """Refuse: what was sent is at one server."""
        del remote_id
        raise self._no_server()

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Refuse: a clip lies at one server."""
        del remote_id, asset, part
        raise self._no_server()

    async def close(self) -> None:
        """Leave the servers to themselves: each is closed as the generator that it is."""

    def _no_server(self) -> Refused:
        return Refused("pool.no-server", pool=self.key)


def verdict_on(provider: Provider, request: TakeRequest, ask: Ask) -> Verdict:
    """Ask the gate about a request to a generator, or to those of a pool that can make it."""
    if isinstance(provider, Pooled):
        return provider.judged(request, ask)
    return ask(request, provider.capabilities())


def _besides(verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(one for one in verdict.findings if one.rule not in ("model", "size", "seconds", "role", "pictures"))
