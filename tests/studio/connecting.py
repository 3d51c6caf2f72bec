"""A server that exists in the tests' own process only, and a keyring that keeps nothing."""

# ruff: noqa: ARG002 - a server that is only pretended looks at little of what it is given

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.errors import ProviderError
from fourbeat.model.format import Size
from fourbeat.model.job import Money
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Resend,
    WireRequest,
)
from fourbeat.model.request import TakeRequest
from fourbeat.studio.generators import Makers

LEARNED = (
    ModelFacts(id="reel-2", sizes=(Size(width=640, height=360),), seconds=("4", "8"), seed=True),
    ModelFacts(id="sora-2", seconds=("4",)),
)


class Ring:
    """Be a keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Pretended:
    """Be a server's adapter that tells what it was made with and what it was asked."""

    made: list[Pretended]

    def __init__(self, connection: Connection, secret: Callable[[], str | None], known: Capabilities | None) -> None:
        self.key, self.connection, self.secret, self.known = connection.key, connection, secret, known
        self.closed = 0

    def capabilities(self) -> Capabilities:
        return self.known or Capabilities(
            provider=self.key,
            models=(ModelFacts(id="default"),),
            resend=Resend.NEVER,
            finds=False,
            learned_at="2026-11-21T00:00:00Z",
            source="assumed",
        )

    async def learn(self) -> Capabilities:
        if "nowhere" in self.connection.url:
            raise ProviderError("request.no-such-provider", provider=self.key, providers=())
        return self.capabilities().model_copy(
            update={"models": LEARNED, "learned_at": "2026-11-22T00:00:00Z", "source": "asked", "lane_width": 3}
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        return Estimate(least=Money(amount="0.4", currency="USD"), most=Money(amount="0.4", currency="USD"))

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        return WireRequest(provider=self.key, key=key, payload={"prompt": request.prompt})

    async def submit(self, wire: WireRequest) -> Accepted:
        return Accepted(wire.key)

    async def find(self, wire: WireRequest) -> str | None:
        return None

    async def poll(self, remote_id: str) -> Poll:
        return Poll(Progress.RUNNING)

    async def cancel(self, remote_id: str) -> Cancel:
        return Cancel.UNSUPPORTED

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        part.write_bytes(b"")

    async def close(self) -> None:
        self.closed += 1


MAKERS: Makers = dict.fromkeys(WireProtocol, Pretended)
"""Every protocol is only pretended."""
